package doc

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean makes a text fit to be drawn: composed letters, plain spaces (a hard space has done its work
// once the line is broken), nothing invisible.
func clean(text string) string {
	text = norm.NFC.String(text)
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0', r == '\u202f', r == '\u2009', r == '\t', r == '\n', r == '\r':
			return ' '
		case r == '\u00ad', r == '\u200b', r == '\u200d', r == '\u2060', r == '\ufeff', unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(text)
}

// width is the width of a cleaned line in millimetres.
func (c *cut) width(text string, st style) float64 {
	units, letters := 0, 0
	var before uint
	for i, r := range text {
		g := c.glyph(r)
		if i > 0 {
			units += c.kern(before, g.index)
		}
		units += g.width
		before = g.index
		letters++
	}
	if letters == 0 {
		return 0
	}
	em := float64(units)/1000 + st.track*float64(letters-1)
	return em * st.size / pointsPerMM
}

const hexDigits = "0123456789ABCDEF"

// appendLine writes a line as the operand of TJ: glyph numbers, and the corrections between them.
func (c *cut) appendLine(ops []byte, text string) []byte {
	ops = append(ops, "[<"...)
	var before uint
	for i, r := range text {
		g := c.glyph(r).index
		if i > 0 {
			if k := c.kern(before, g); k != 0 {
				ops = append(ops, '>')
				ops = strconv.AppendInt(ops, int64(-k), 10)
				ops = append(ops, '<')
			}
		}
		ops = append(ops, hexDigits[g>>12&15], hexDigits[g>>8&15], hexDigits[g>>4&15], hexDigits[g&15])
		before = g
	}
	return append(ops, ">] "...)
}

// lineHeight is the distance of two baselines in millimetres.
func (st style) lineHeight() float64 {
	lead := st.lead
	if lead == 0 {
		lead = 1.25
	}
	return st.size * lead / pointsPerMM
}

// capHeight is the height of a capital in millimetres.
func (st style) capHeight() float64 { return st.size * st.face.latin.cap / pointsPerMM }

func (st style) sized(size float64) style    { st.size = size; return st }
func (st style) inked(c colour) style        { st.ink = c; return st }
func (st style) aligned(a align) style       { st.align = a; return st }
func (st style) inFace(f *face) style        { st.face = f; return st }
func (st style) tracked(track float64) style { st.track = track; return st }

// measure is how long a text is, and how it is set into a width: the same whatever it is drawn on.
type measure struct{}

// width is the width of a line in millimetres.
func (measure) width(text string, st style) float64 {
	text = clean(text)
	c, missing := st.face.cutFor(text)
	if missing != 0 {
		text, c = st.face.replaced(text)
	}
	return c.width(text, st)
}

// shrink makes a style smaller until a line fits into the width, but not smaller than floor.
func (s measure) shrink(text string, st style, width, floor float64) style {
	if w := s.width(text, st); w > width {
		st.size = max(floor, st.size*width/w)
	}
	return st
}

// fit sets a text into a box: as large as the style says, smaller down to floor while it takes one line,
// then on up to most lines, and at last as small as it must be. Nothing is ever cut off; a word is broken
// only where its letters would become half as small as the floor.
func (s measure) fit(text string, st style, width, floor float64, most int) ([]string, style) {
	if one := s.shrink(text, st, width, floor); s.width(text, one) <= width+0.01 {
		return []string{clean(text)}, one
	}
	for ; ; st.size *= 0.96 {
		lines, whole := s.wrap(text, st, width)
		if (len(lines) <= most && (whole || st.size <= floor/2)) || st.size < 3 {
			return lines, st
		}
	}
}

// wrap breaks a text into as few lines as the width allows, all about equally long, so that no word is
// left alone. whole is false if a word had to be broken.
func (s measure) wrap(text string, st style, width float64) (lines []string, whole bool) {
	words := splitWords(text, false)
	lines, whole = s.pack(words, st, width)
	if len(lines) < 2 {
		return lines, whole
	}
	parts := splitWords(text, true)
	if shorter, ok := s.pack(parts, st, width); (ok && !whole) || len(shorter) < len(lines) {
		words, lines, whole = parts, shorter, ok
	}
	low, high := width/2, width
	for range 8 {
		middle := (low + high) / 2
		if tried, ok := s.pack(words, st, middle); ok == whole && len(tried) == len(lines) {
			high = middle
		} else {
			low = middle
		}
	}
	lines, whole = s.pack(words, st, high)
	return lines, whole
}

// word is a part of a text before which a line may be broken.
type word struct {
	text   string
	spaced bool // a space stands before it
}

// splitWords finds the places for a line break: at spaces, but not at hard ones, and where it is asked
// for after hyphens.
func splitWords(text string, hyphens bool) []word {
	var words []word
	split := func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }
	for _, w := range strings.FieldsFunc(norm.NFC.String(text), split) {
		spaced := true
		for {
			cut := strings.IndexByte(w, '-') + 1
			if !hyphens || cut < 3 || len(w)-cut < 3 {
				break
			}
			words = append(words, word{w[:cut], spaced})
			w, spaced = w[cut:], false
		}
		words = append(words, word{w, spaced})
	}
	return words
}

// pack fills lines from the top, each as full as can be.
func (s measure) pack(words []word, st style, width float64) (lines []string, whole bool) {
	whole = true
	line := ""
	for _, w := range words {
		longer := line + w.text
		if line != "" && w.spaced {
			longer = line + " " + w.text
		}
		if line == "" || s.width(longer, st) <= width {
			line = longer
		} else {
			lines = append(lines, line)
			line = w.text
		}
		for s.width(line, st) > width && len([]rune(line)) > 1 {
			head := s.fitting(line, st, width)
			lines = append(lines, head)
			line, whole = line[len(head):], false
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines, whole
}

// fitting is the longest beginning of a word that fits, but at least one letter.
func (s measure) fitting(text string, st style, width float64) string {
	end := 0
	for i, r := range text {
		next := i + len(string(r))
		if end > 0 && s.width(text[:next], st) > width {
			break
		}
		end = next
	}
	return text[:end]
}

// paragraph draws lines below each other, the first baseline at y; it returns the last baseline.
func (s *sketch) paragraph(x, y float64, lines []string, st style) float64 {
	for i, line := range lines {
		if i > 0 {
			y += st.lineHeight()
		}
		s.text(x, y, line, st)
	}
	return y
}
