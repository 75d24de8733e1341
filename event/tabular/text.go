package tabular

import (
	"context"
	"errors"
	"strings"

	"zlot/event"
)

// delimiters are tried in this order; the first of equals wins. Polish Excel writes ";".
var delimiters = []byte{';', ',', '\t', '|'}

// readText reads CSV, TSV and their kin.
func readText(ctx context.Context, data []byte, o event.TableOptions) (sheet, error) {
	text, encoding, err := decode(data, o.Encoding)
	if err != nil {
		return sheet{}, err
	}
	if strings.TrimSpace(text) == "" {
		return sheet{}, event.Fail(event.CodeTableEmpty)
	}
	if strings.IndexByte(text, 0) >= 0 {
		return sheet{}, event.Fail(event.CodeTableBinary)
	}
	if looksLikeMarkup(text) {
		return sheet{}, event.Fail(event.CodeTableWebPage)
	}
	var delimiter byte
	text, delimiter = declared(text)
	switch asked := o.Delimiter; {
	case asked == "tab" || asked == `\t`:
		delimiter = '\t'
	case len(asked) == 1:
		delimiter = asked[0]
	case delimiter == 0:
		delimiter = guessDelimiter(text)
	}
	s := sheet{Table: event.Table{Encoding: encoding, Delimiter: string(delimiter)}}
	r := newRows(ctx, 0)
	err = split(text, delimiter, func(record []string) error {
		for i, cell := range record {
			record[i] = tidy(cell)
		}
		for len(record) > 0 && record[len(record)-1] == "" {
			record = record[:len(record)-1]
		}
		r.row = record
		return r.end(0, 1)
	})
	s.records = r.records
	return s, err
}

// declared takes off Excel's own first line "sep=;".
func declared(text string) (rest string, delimiter byte) {
	if len(text) < 6 || !strings.EqualFold(text[:4], "sep=") || (text[5] != '\n' && text[5] != '\r') {
		return text, 0
	}
	return strings.TrimLeft(text[5:], "\r\n"), text[4]
}

// guessDelimiter looks at whole records, so that a quoted question with line breaks and commas does not
// mislead it, and takes the delimiter that cuts most of them into the same number of cells.
func guessDelimiter(text string) byte {
	const look = 200
	best, bestScore := byte(','), 0.0
	for _, d := range delimiters {
		widths, total, records := map[int]int{}, 0, 0
		err := split(text[:min(len(text), 256<<10)], d, func(record []string) error {
			if !blank(record) {
				widths[len(record)]++
				total++
			}
			if records++; records == look {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			continue
		}
		if total == 0 {
			return d // nothing but delimiters
		}
		for width, n := range widths {
			if width < 2 {
				continue
			}
			// Agreement counts most; of equally agreed the finer cut.
			score := float64(n)/float64(total) + float64(min(width, 50))/1000
			if score > bestScore {
				best, bestScore = d, score
			}
		}
	}
	return best
}

// maxLoose is how many quotation marks without an end are looked after, each to the end of the file.
const maxLoose = 64

// splitter cuts a text into records.
type splitter struct {
	text      string
	delimiter byte
	pos       int
	loose     int
	records   int
}

var errEnough = errors.New("enough records")

// split cuts text into records, each handed to f, which may keep the cells but not the record. Line ends may
// be LF, CRLF or CR; a quotation mark that is never closed is an ordinary character, so that it cannot
// swallow the rest.
func split(text string, delimiter byte, f func(record []string) error) (err error) {
	s := splitter{text: text, delimiter: delimiter}
	var record []string
	for s.pos < len(s.text) {
		if record, err = s.record(record[:0]); err != nil {
			return err
		}
		s.records++
		if err := f(record); err != nil {
			return err
		}
	}
	return nil
}

func (s *splitter) record(cells []string) ([]string, error) {
	for {
		cell, last := s.cell()
		if len(cell) > event.MaxCell {
			return nil, cellTooLarge(s.records + 1)
		}
		if cells = append(cells, cell); len(cells) > event.MaxColumns {
			return nil, tooManyColumns()
		}
		if last {
			return cells, nil
		}
	}
}

// cell reads one cell and what ends it; last is true at the end of a record.
func (s *splitter) cell() (cell string, last bool) {
	start := s.pos
	if start < len(s.text) && s.text[start] == '"' && s.loose < maxLoose {
		if value, end, ok := quoted(s.text[start+1:], s.delimiter); ok {
			s.pos = start + 1 + end
			return value, s.end()
		}
		s.loose++
	}
	for s.pos < len(s.text) {
		if c := s.text[s.pos]; c == s.delimiter || c == '\n' || c == '\r' {
			break
		}
		s.pos++
	}
	return s.text[start:s.pos], s.end()
}

// end steps over a delimiter or a line end.
func (s *splitter) end() (last bool) {
	if s.pos >= len(s.text) {
		return true
	}
	c := s.text[s.pos]
	s.pos++
	if c == s.delimiter {
		return false
	}
	if c == '\r' && s.pos < len(s.text) && s.text[s.pos] == '\n' {
		s.pos++
	}
	return true
}

// quoted reads after an opening quotation mark. The closing one stands before a delimiter, a line end or
// the end; spaces between are forgiven; a doubled one is one; any other is part of the text.
func quoted(text string, delimiter byte) (value string, end int, ok bool) {
	ends := func(i int) bool {
		return i == len(text) || text[i] == delimiter || text[i] == '\n' || text[i] == '\r'
	}
	if n := strings.IndexByte(text, '"'); n >= 0 && ends(n+1) {
		return lines(text[:n]), n + 1, true // nearly always
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		n := strings.IndexByte(text[i:], '"')
		if n < 0 {
			return "", 0, false
		}
		b.WriteString(text[i : i+n])
		i += n + 1
		if i < len(text) && text[i] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		j := i
		for j < len(text) && text[j] == ' ' {
			j++
		}
		if ends(j) {
			return lines(b.String()), j, true
		}
		b.WriteByte('"')
	}
	return "", 0, false
}

// lines makes every line end inside a cell the same.
func lines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
