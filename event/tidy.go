package event

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CodeTextLong is a text beyond MaxLine or MaxText: Field, Length, Most.
const CodeTextLong = "text.long"

// isInvisible knows what has no shape of its own and could hide, turn round or double what people read: controls,
// marks of direction, joiners, fillers and tags. One rule for every way in: nothing of the kind is kept.
func isInvisible(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' ' && r != '\t' && r != '\n' && r != '\r'
	case r < 0x300:
		return r <= 0x9f && r != 0x85 || r == 0xad
	}
	return unicode.Is(invisible, r)
}

var invisible = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034f, Hi: 0x034f, Stride: 1}, {Lo: 0x061c, Hi: 0x061c, Stride: 1}, {Lo: 0x115f, Hi: 0x1160, Stride: 1},
		{Lo: 0x17b4, Hi: 0x17b5, Stride: 1}, {Lo: 0x180b, Hi: 0x180e, Stride: 1}, {Lo: 0x200b, Hi: 0x200f, Stride: 1},
		{Lo: 0x202a, Hi: 0x202e, Stride: 1}, {Lo: 0x2060, Hi: 0x206f, Stride: 1}, {Lo: 0x2800, Hi: 0x2800, Stride: 1},
		{Lo: 0x3164, Hi: 0x3164, Stride: 1}, {Lo: 0xfeff, Hi: 0xfeff, Stride: 1}, {Lo: 0xffa0, Hi: 0xffa0, Stride: 1},
		{Lo: 0xfff9, Hi: 0xfffb, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0xe0000, Hi: 0xe0fff, Stride: 1}},
}

// Visible is a text from outside as it can be quoted: what cannot be seen stands there as ‹U+202E›, line ends are
// spaces, and of a long one the beginning is left.
func Visible(s string) string {
	s = Shorten(s, MaxShown)
	if isClean(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case isInvisible(r):
			fmt.Fprintf(&b, "‹U+%04X›", r)
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Shorten leaves the first so many letters of a text, with … where there were more.
func Shorten(s string, most int) string {
	if head := Head(s, most); len(head) < len(s) {
		return head + "…"
	}
	return s
}

// Head is the first so many letters of a text.
func Head(s string, most int) string {
	if len(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}

// cleaned is a name in the form in which it is kept.
func (n Name) cleaned() Name {
	return Name{Title: oneLine(n.Title), Given: oneLine(n.Given), Family: oneLine(n.Family)}
}

// longestOf is how many letters a field of a list may have.
func longestOf(field string) int {
	switch field {
	case FieldNote, FieldAnswer, FieldConsent, FieldPreferences, FieldSubmitted:
		return MaxText
	}
	return MaxLine
}

// isLong reports a text of more than so many letters.
func isLong(s string, most int) bool { return len(Head(s, most)) < len(s) }

// oneLined are the fields that are written in one line, whatever they are of.
var oneLined = map[string]bool{"given": true, "family": true, "title": true, "email": true, "phone": true, "institution": true,
	"position": true, "town": true, "voivodeship": true, "address": true, "host": true, "user": true, "from": true, "from_name": true,
	"reply_to": true, "badge": true, "code": true, "edition": true, "diet": true, "accommodation": true, "transport": true}

// Tidy is the rule for texts at the one door of change: it takes out of a batch what cannot be seen (isInvisible) and
// the marks beyond MaxMarks on a letter, and makes line ends in the fields of one line spaces. What was imported keeps
// its original form in the file that it came from. Code: text.long.
func (b *Batch) Tidy() error {
	for i := range b.Facts {
		f := &b.Facts[i]
		if !suspicious(f.Body) {
			continue
		}
		t := tidying{in: f.Body}
		if err := t.run(); err != nil {
			return fmt.Errorf("%s of %s: %w", f.Kind, f.Entity, err)
		}
		if len(t.out) != len(f.Body) || !bytes.Equal(t.out, f.Body) {
			f.Body, f.content = t.out, nil
		}
	}
	return nil
}

// suspicious finds out quickly whether a body is worth a closer look; nearly none is.
func suspicious(body []byte) bool {
	quote := 0
	for i, c := range body {
		switch {
		case c == '"':
			quote = i
		case i-quote > MaxLine: // a long text
			return true
		case c < 0x80 && c != '\\' && c != 0x7f, c == 0xc3, c == 0xc4, c == 0xc5: // Latin, Polish and their neighbours
		case c == '\\' && i+1 < len(body) && (body[i+1] == '"' || body[i+1] == '\\'):
		case c >= 0x80 && c < 0xc0: // inside a letter
		default:
			return true
		}
	}
	return false
}

// tidying goes once through a body as encoding/json writes it.
type tidying struct {
	in, out []byte
	at      int
	key     string // of the value at hand
	field   string // that a change is about
}

func (t *tidying) run() error {
	t.out = make([]byte, 0, len(t.in))
	for t.at < len(t.in) {
		if t.in[t.at] != '"' {
			t.out = append(t.out, t.in[t.at])
			t.at++
			continue
		}
		from := len(t.out)
		letters := t.text()
		value := t.out[from+1 : max(len(t.out)-1, from+1)]
		if t.at < len(t.in) && t.in[t.at] == ':' {
			t.key = Shorten(string(value), MaxShown)
			continue
		}
		if t.key == "field" && t.field == "" {
			t.field = Shorten(string(value), MaxShown)
		}
		if most := t.most(); letters > most {
			return Fail(CodeTextLong, "Field", t.name(), "Length", letters, "Most", most).In(t.name())
		}
	}
	return nil
}

// name is the field of the value at hand: that of a change is named beside it.
func (t *tidying) name() string {
	if t.field != "" && (t.key == "new" || t.key == "old") {
		return t.field
	}
	return t.key
}

func (t *tidying) most() int {
	if oneLined[t.name()] {
		return MaxLine
	}
	return MaxText
}

// text copies a string with its quotes, tidied, and counts its letters.
func (t *tidying) text() (letters int) {
	t.out = append(t.out, '"')
	t.at++
	line := oneLined[t.name()]
	marks := 0
	for t.at < len(t.in) {
		c := t.in[t.at]
		if c == '"' {
			t.out = append(t.out, '"')
			t.at++
			return letters
		}
		r, raw := t.letter()
		t.at += len(raw)
		switch {
		case isInvisible(r):
			continue // the marks before and after it are of one letter
		case unicode.IsMark(r):
			marks++
		default:
			marks = 0
		}
		switch {
		case marks > MaxMarks:
			continue
		case line && isLineEnd(r):
			t.out = append(t.out, ' ')
		case r == '\r' && bytes.HasPrefix(t.in[t.at:], []byte(`\n`)): // one line end, as Windows writes it
			continue
		case r == '\r':
			t.out = append(t.out, `\n`...)
		default:
			t.out = append(t.out, raw...)
		}
		letters++
	}
	return letters
}

// isLineEnd knows what parts lines and columns.
func isLineEnd(r rune) bool { return r == '\n' || r == '\r' || r == '\t' || r == 0x2028 || r == 0x2029 }

// letter is the letter at hand and how it is written.
func (t *tidying) letter() (r rune, raw []byte) {
	rest := t.in[t.at:]
	if rest[0] != '\\' || len(rest) < 2 {
		r, n := utf8.DecodeRune(rest)
		return r, rest[:n]
	}
	if rest[1] == 'u' && len(rest) >= 6 {
		n, err := strconv.ParseUint(string(rest[2:6]), 16, 16)
		if err == nil {
			return rune(n), rest[:6]
		}
	}
	if r, known := escapes[rest[1]]; known {
		return r, rest[:2]
	}
	return rune(rest[1]), rest[:2]
}

var escapes = map[byte]rune{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}
