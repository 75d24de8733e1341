package kit

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is text that wraps at words to the width it is given. Its least
// height follows from its width, so it grows downwards only.
type Paragraph struct {
	widget.BaseWidget
	text  string
	style TextStyle
	// preferred is the width it asks for when nothing has laid it out yet.
	preferred float32
}

// NewParagraph is text that wraps to the width it is given.
func NewParagraph(text string, style TextStyle) *Paragraph {
	p := &Paragraph{text: text, style: style}
	p.ExtendBaseWidget(p)
	return p
}

// SetText changes the text.
func (p *Paragraph) SetText(text string) {
	if p.text == text {
		return
	}
	p.text = text
	p.Refresh()
}

// SetStyle changes the look.
func (p *Paragraph) SetStyle(style TextStyle) {
	p.style = style
	p.Refresh()
}

// SetPreferredWidth sets the width that is asked for, and used until the layout gives one. What stands in a dialog
// needs none.
func (p *Paragraph) SetPreferredWidth(w float32) {
	p.preferred = w
}

func (p *Paragraph) width() float32 {
	if w := p.Size().Width; w > 0 {
		return w
	}
	return p.preferred
}

// CreateRenderer is part of fyne.Widget.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{p: p}
	r.build()
	return r
}

type paragraphRenderer struct {
	p       *Paragraph
	objects []fyne.CanvasObject
	built   float32 // the width the lines were broken for
}

func (r *paragraphRenderer) build() {
	p := r.p
	style := fyne.TextStyle{Bold: p.style.Bold}
	size := p.style.size()
	r.built = p.width()
	lines := wrapTight(p.text, r.built, size, style)
	r.objects = make([]fyne.CanvasObject, len(lines))
	lh := lineHeight(size, style)
	for i, l := range lines {
		ct := canvas.NewText(l, p.style.color())
		ct.TextSize, ct.TextStyle, ct.Alignment = size, style, p.style.Align
		place(ct, 0, float32(i)*lh, r.built, lh)
		r.objects[i] = ct
	}
}

func (r *paragraphRenderer) Destroy()                     {}
func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *paragraphRenderer) Layout(fyne.Size) {
	if r.built != r.p.width() {
		r.build()
		canvas.Refresh(r.p)
	}
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	size := r.p.style.size()
	style := fyne.TextStyle{Bold: r.p.style.Bold}
	lh := lineHeight(size, style)
	n := len(wrapTight(r.p.text, r.p.width(), size, style))
	w := min(fyne.MeasureText(r.p.text, size, style).Width, size*8)
	return fyne.NewSize(max(w, r.p.preferred), lh*float32(n))
}

func (r *paragraphRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.p)
}

// lineHeight is the distance of lines in running text.
func lineHeight(size float32, style fyne.TextStyle) float32 {
	return fyne.MeasureText("Ź", size, style).Height * 1.15
}

// measure is the width of a text.
func measure(text string, size float32, style fyne.TextStyle) float32 {
	return fyne.MeasureText(text, size, style).Width
}

// wrap breaks a text at spaces so that no line is wider than width. Words that
// are too wide alone stay whole. Line breaks in the text are kept; hard spaces
// never break.
func wrap(text string, width, size float32, style fyne.TextStyle) []string {
	return wrapAt(text, width, size, style, func(word string) int { return len(word) })
}

// wrapTight is wrap that breaks words too which are too wide alone, as a path is.
func wrapTight(text string, width, size float32, style fyne.TextStyle) []string {
	return wrapAt(text, width, size, style, func(word string) int { return breakAt(word, width, size, style) })
}

// wrapAt is wrap with a rule where a word that is too wide goes on in the next line.
func wrapAt(text string, width, size float32, style fyne.TextStyle, split func(word string) int) []string {
	var out []string
	for _, para := range strings.Split(text, "\n") {
		if width <= 0 || measure(para, size, style) <= width {
			out = append(out, para)
			continue
		}
		line := ""
		for _, word := range strings.Split(para, " ") {
			next := word
			if line != "" {
				next = line + " " + word
			}
			if line != "" && measure(next, size, style) > width {
				out = append(out, line)
				next = word
			}
			for measure(next, size, style) > width {
				at := split(next)
				if at == len(next) {
					break
				}
				out = append(out, next[:at])
				next = next[at:]
			}
			line = next
		}
		out = append(out, line)
	}
	return out
}

// breakable are the signs behind which a long word may go on in the next line.
const breakable = `/\.,;:-_@`

// breakAt is where a word that is too wide goes on in the next line: behind one
// of the signs in what fits the width, or else where the room ends. At least
// one letter stays.
func breakAt(word string, width, size float32, style fyne.TextStyle) int {
	runes := []rune(word)
	fits := sort.Search(len(runes), func(n int) bool { return measure(string(runes[:n+1]), size, style) > width })
	fit := string(runes[:max(fits, 1)])
	if at := strings.LastIndexAny(fit, breakable); at >= len(fit)/3 { // all of them are a byte long
		return at + 1
	}
	return len(fit)
}

// ellipsis is the text, or the longest beginning of it that fits the width
// with "…" behind it.
func ellipsis(text string, width, size float32, style fyne.TextStyle) string {
	if text == "" || measure(text, size, style) <= width {
		return text
	}
	runes := []rune(text)
	lo, hi := 0, len(runes)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if measure(string(runes[:mid])+"…", size, style) <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return strings.TrimRight(string(runes[:lo]), " ,.·-") + "…"
}
