package kit

import (
	"strings"

	"fyne.io/fyne/v2"
)

const (
	// verdictStep is how much everything shrinks from try to try until the
	// height fits too.
	verdictStep = 0.94
	// verdictLeast is the scale below which nothing shrinks any more.
	verdictLeast = 0.12
	// wholeLeast is the share of its size that a text which is never cut may shrink to.
	wholeLeast = 0.15
	// yardstick is the size at which texts are measured, whatever size they get
	// in the end: a text is measured once, and not at every try again.
	yardstick = 96
)

// block is one text of the panel with the size it wishes to have.
type block struct {
	icon  Icon // before it; empty: none
	text  string
	size  float32
	bold  bool
	gap   float32 // above
	least float32 // share of size below which it wraps instead of shrinking
	whole bool    // a name, which is compared: it breaks at hyphens and shrinks, and is not cut
	lines []string
}

func (b *block) style() fyne.TextStyle { return fyne.TextStyle{Bold: b.bold} }

func (b *block) width(text string, size float32) float32 {
	return measure(text, yardstick, b.style()) * size / yardstick
}

func (b *block) lineHeight(size float32) float32 {
	return fyne.MeasureText("Ź", yardstick, b.style()).Height * size / yardstick
}

// indent is the room of the icon before the text.
func (b *block) indent(size float32) float32 {
	if b.icon == IconNone {
		return 0
	}
	return size * 1.45
}

// verdictBlocks are the texts at the size that belongs to a verdict word of
// size big.
func verdictBlocks(v Verdict, big float32) []*block {
	var out []*block
	if v.Name != "" {
		out = append(out, &block{text: v.Name, size: big * 0.66, bold: true, gap: big * 0.10, least: 0.7, whole: true})
	}
	for i, l := range v.Lines {
		gap := big * 0.02
		if i == 0 {
			gap = big * 0.08
		}
		out = append(out, &block{text: l, size: big * 0.35, gap: gap, least: 0.75})
	}
	for i, item := range v.Items {
		gap := big * 0.05
		if i == 0 {
			gap = big * 0.20
		}
		out = append(out, &block{icon: item.Icon, text: item.Text, size: big * 0.40, bold: true, gap: gap, least: 0.75})
	}
	if v.Advice != "" {
		out = append(out, &block{text: v.Advice, size: big * 0.42, bold: true, gap: big * 0.22, least: 0.85})
	}
	return out
}

// fit finds the largest size up to wish at which the text stands in one line;
// below its least share of the wish it wraps instead.
func fit(b *block, wish, width float32) float32 {
	b.lines = []string{b.text}
	w := b.width(b.text, wish) + b.indent(wish)
	if w <= width {
		return wish
	}
	if size := wish * width / w * 0.99; size >= wish*b.least {
		return size
	}
	size := wish * b.least
	room := (width - b.indent(size)) * yardstick / size
	b.lines = wrap(b.text, room, yardstick, b.style())
	if b.whole {
		b.lines = b.atHyphens(room)
		widest := b.widest()
		if share := room / widest * 0.95; widest > room {
			size = max(size*share, wish*wholeLeast)
			room = (width - b.indent(size)) * yardstick / size
		}
	}
	for i, l := range b.lines {
		b.lines[i] = ellipsis(l, room, yardstick, b.style())
	}
	return size
}

// alike gives the things to hand over one size: they stand in one column behind their icons.
func alike(blocks []*block, width float32) {
	var least float32
	for _, b := range blocks {
		if b.icon != IconNone {
			if size := fit(b, b.size, width); least == 0 || size < least {
				least = size
			}
		}
	}
	for _, b := range blocks {
		if b.icon != IconNone {
			b.least *= b.size / least
			b.size = least
		}
	}
}

// atHyphens breaks the lines that are too wide behind their hyphens.
func (b *block) atHyphens(room float32) []string {
	var out []string
	for _, l := range b.lines {
		line := ""
		for _, part := range strings.SplitAfter(l, "-") {
			if line != "" && b.width(line+part, yardstick) > room {
				out = append(out, line)
				line = ""
			}
			line += part
		}
		out = append(out, line)
	}
	return out
}

// widest is the width of the widest line, measured by the yardstick.
func (b *block) widest() float32 {
	var w float32
	for _, l := range b.lines {
		w = max(w, b.width(l, yardstick))
	}
	return w
}

// arrange finds the largest scale at which everything has room.
func arrange(v Verdict, s fyne.Size, large bool) []mark {
	for scale := largest(s, large); ; scale *= verdictStep {
		marks, height := compose(v, s, scale)
		if height <= s.Height || scale < verdictLeast {
			return marks
		}
	}
}

// largest is the scale a panel begins with: the sizes are made for a panel of
// half a screen, a larger one is used to be read from farther away.
func largest(s fyne.Size, large bool) float32 {
	if large {
		return min(max(s.Height/Space(100), 1), 3)
	}
	return min(max(s.Height/Space(140), 1), 1.6)
}

// compose lays all texts out at one scale and says how high they are together.
func compose(v Verdict, s fyne.Size, scale float32) (marks []mark, height float32) {
	big := Size(SizeVerdict) * scale
	pad := min(big*0.36, s.Width*0.06)
	width := s.Width - 2*pad
	word := &block{text: v.Word, bold: true, least: 0.45}
	size := fit(word, big, width-big*1.25)
	side := size * 1.05

	y := pad * 0.8
	lh := word.lineHeight(size)
	marks = append(marks, mark{icon: v.Icon, x: pad - side*0.1, y: y + (lh-side)/2, w: side, h: side})
	add := func(t string, x, size, lh float32, bold bool) {
		marks = append(marks, mark{text: t, size: size, bold: bold, x: x, y: y, w: s.Width - x - pad, h: lh})
		y += lh
	}
	for _, l := range word.lines {
		add(l, pad+side+size*0.1, size, lh, true)
	}
	blocks := verdictBlocks(v, big)
	alike(blocks, width)
	for _, b := range blocks {
		size := fit(b, b.size, width)
		lh := b.lineHeight(size)
		y += b.gap
		if b.icon != IconNone {
			side := size * 1.05
			marks = append(marks, mark{icon: b.icon, x: pad, y: y + (lh-side)/2, w: side, h: side})
		}
		for _, l := range b.lines {
			add(l, pad+b.indent(size), size, lh, b.bold)
		}
	}
	return marks, y + pad*0.7
}
