package event

import "strings"

// FillText puts what stands for the fields into the words of an item: "{given} {family}". A field that nothing is
// known of is empty, and takes the marks beside it along: of "{institution} · {town}" without an institution the
// town is left.
func FillText(template string, field func(name string) string) string {
	if !strings.ContainsRune(template, '{') {
		return template
	}
	var lines []string
	for line := range strings.SplitSeq(template, "\n") {
		filled, fields := fillLine(line, field)
		if filled != "" || !fields {
			lines = append(lines, filled)
		}
	}
	return strings.Join(lines, "\n")
}

// marks part two fields; between nothing and something they mean nothing.
const marks = " \u00a0·•,;:/|–—-"

// textFill writes one line of words.
type textFill struct {
	out     strings.Builder
	pending string // marks that wait for what follows
	gap     bool   // the last field was empty
}

// fillLine fills one line; fields tells whether it has any.
func fillLine(line string, field func(string) string) (filled string, fields bool) {
	var f textFill
	for line != "" {
		open, end := strings.IndexByte(line, '{'), -1
		if open >= 0 {
			end = strings.IndexByte(line[open:], '}')
		}
		if end < 0 {
			f.plain(line)
			break
		}
		f.plain(line[:open])
		fields = true
		if value := strings.TrimSpace(field(line[open+1 : open+end])); value != "" {
			f.write(value)
		} else {
			f.gap = true
		}
		line = line[open+end+1:]
	}
	if !f.gap {
		f.out.WriteString(f.pending)
	}
	return strings.TrimSpace(f.out.String()), fields
}

// plain writes what stands between fields: words at once, marks alone only once something follows.
func (f *textFill) plain(text string) {
	switch {
	case strings.Trim(text, marks) != "":
		f.write(text)
	case !f.gap || f.pending == "":
		f.pending += text
	}
}

func (f *textFill) write(text string) {
	if f.gap && f.out.Len() == 0 {
		f.pending, text = "", strings.TrimLeft(text, marks)
	}
	f.out.WriteString(f.pending + text)
	f.pending, f.gap = "", false
}

// TextFields lists the fields that the words of an item name.
func TextFields(template string) []string {
	var names []string
	for {
		open := strings.IndexByte(template, '{')
		if open < 0 {
			return names
		}
		end := strings.IndexByte(template[open:], '}')
		if end < 0 {
			return names
		}
		names = append(names, template[open+1:open+end])
		template = template[open+end+1:]
	}
}
