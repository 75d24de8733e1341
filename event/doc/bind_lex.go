package doc

import (
	"bytes"
	"fmt"
	"strconv"
)

// pdfEntry is an entry of a dictionary: the name with its slash, and the value as it stands.
type pdfEntry struct {
	key   string
	value []byte
}

func pdfFind(entries []pdfEntry, key string) []byte {
	for _, e := range entries {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

// pdfDict parts a dictionary into its entries.
func pdfDict(raw []byte) ([]pdfEntry, error) {
	if !bytes.HasPrefix(raw, []byte("<<")) {
		return nil, fmt.Errorf("no dictionary: %w", errPDF)
	}
	var entries []pdfEntry
	for i := skipSpace(raw, 2); i < len(raw); i = skipSpace(raw, i) {
		if raw[i] == '>' {
			return entries, nil
		}
		end := skipName(raw, i)
		if raw[i] != '/' {
			break
		}
		start := skipSpace(raw, end)
		after, err := skipValue(raw, start)
		if err != nil {
			return nil, err
		}
		entries = append(entries, pdfEntry{string(raw[i:end]), raw[start:after]})
		i = after
	}
	return nil, fmt.Errorf("dictionary without an end: %w", errPDF)
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// skipSpace skips blanks and comments.
func skipSpace(b []byte, i int) int {
	for i < len(b) && (isSpace(b[i]) || b[i] == '%') {
		if b[i] == '%' {
			for i < len(b) && b[i] != '\n' && b[i] != '\r' {
				i++
			}
			continue
		}
		i++
	}
	return i
}

// skipName skips a name with its slash, a number or a word.
func skipName(b []byte, i int) int {
	for i++; i < len(b) && !isSpace(b[i]) && !isDelimiter(b[i]); i++ {
	}
	return min(i, len(b))
}

// skipValue is where a value ends that begins at i: a dictionary, an array, a string, a name, a number, a reference.
func skipValue(b []byte, i int) (int, error) {
	for depth := 0; i < len(b); {
		switch {
		case b[i] == '(':
			end := skipString(b, i)
			if end < 0 {
				return 0, fmt.Errorf("string without an end: %w", errPDF)
			}
			i = end
		case bytes.HasPrefix(b[i:], []byte("<<")):
			depth, i = depth+1, i+2
		case bytes.HasPrefix(b[i:], []byte(">>")):
			depth, i = depth-1, i+2
		case b[i] == '<':
			end := bytes.IndexByte(b[i:], '>')
			if end < 0 {
				return 0, fmt.Errorf("string without an end: %w", errPDF)
			}
			i += end + 1
		case b[i] == '[':
			depth, i = depth+1, i+1
		case b[i] == ']':
			depth, i = depth-1, i+1
		default:
			if _, end, is := pdfRefAt(b, i); is {
				i = end
			} else {
				i = skipName(b, i)
			}
		}
		if depth == 0 {
			return i, nil
		}
		if depth < 0 {
			break
		}
		i = skipSpace(b, i)
	}
	return 0, fmt.Errorf("value without an end: %w", errPDF)
}

// skipString is where a string in round brackets ends, or negative.
func skipString(b []byte, i int) int {
	for depth := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// pdfNumber reads digits at i.
func pdfNumber(b []byte, i int) (n, end int, ok bool) {
	end = i
	for end < len(b) && b[end] >= '0' && b[end] <= '9' && end-i < 12 {
		end++
	}
	if end == i || i < 0 {
		return 0, i, false
	}
	n, err := strconv.Atoi(string(b[i:end]))
	return n, end, err == nil
}

// pdfRefAt reads "12 0 R" at i.
func pdfRefAt(b []byte, i int) (n, end int, ok bool) {
	n, end, ok = pdfNumber(b, i)
	if !ok || end >= len(b) || !isSpace(b[end]) {
		return 0, i, false
	}
	_, next, ok := pdfNumber(b, skipSpace(b, end))
	if !ok || next >= len(b) || !isSpace(b[next]) {
		return 0, i, false
	}
	if next = skipSpace(b, next); next >= len(b) || b[next] != 'R' || (next+1 < len(b) && !isSpace(b[next+1]) && !isDelimiter(b[next+1])) {
		return 0, i, false
	}
	return n, next + 1, true
}

// pdfRef reads a value that is a reference.
func pdfRef(value []byte) (int, bool) {
	n, _, ok := pdfRefAt(value, 0)
	return n, ok
}

// pdfRefs lists those that a value names.
func pdfRefs(value []byte) (all []int) {
	replaceRefs(value, func(n int) int { all = append(all, n); return n })
	return all
}

// replaceRefs writes a value with other numbers for the objects that it names.
func replaceRefs(b []byte, fresh func(int) int) []byte {
	out := make([]byte, 0, len(b)+16)
	for i := 0; i < len(b); {
		end := i + 1
		switch {
		case b[i] == '(':
			if end = skipString(b, i); end < 0 {
				end = len(b)
			}
		case b[i] == '<' && !bytes.HasPrefix(b[i:], []byte("<<")):
			if n := bytes.IndexByte(b[i:], '>'); n >= 0 {
				end = i + n + 1
			}
		case b[i] == '<': // the second bracket is not looked at by itself
			end = i + 2
		case !isSpace(b[i]) && !isDelimiter(b[i]):
			if n, after, is := pdfRefAt(b, i); is {
				out = fmt.Appendf(out, "%d 0 R", fresh(n))
				i = after
				continue
			}
			end = skipName(b, i)
		}
		out = append(out, b[i:end]...)
		i = end
	}
	return out
}
