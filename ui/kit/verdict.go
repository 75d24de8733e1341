package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Verdict is what a desk says about a scan.
type Verdict struct {
	Tone   Tone
	Icon   Icon     // empty: the usual one of the tone
	Word   string   // one or two words, in capitals where the language likes it
	Name   string   // of the person, or empty
	Lines  []string // up to four facts under the name
	Advice string   // what to do now; empty when there is nothing to do
}

// VerdictPanel shows a verdict so large that it is read from three metres: the
// whole panel takes the colour of the tone. It shrinks, and only then wraps,
// what does not fit.
type VerdictPanel struct {
	widget.BaseWidget
	verdict Verdict
}

// NewVerdictPanel makes a panel that shows a first verdict, usually a neutral
// one that says what the desk waits for.
func NewVerdictPanel(v Verdict) *VerdictPanel {
	p := &VerdictPanel{verdict: v}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows a verdict until the next one.
func (p *VerdictPanel) Set(v Verdict) {
	p.verdict = v
	p.Refresh()
}

// Verdict is the verdict shown.
func (p *VerdictPanel) Verdict() Verdict { return p.verdict }

// solid is fill, border and text where a whole area takes the tone.
func (t Tone) solid() (fill, border, text fyne.ThemeColorName) {
	switch t {
	case ToneAdmitted:
		return ColorAdmitted, "", ColorOnAdmitted
	case ToneAttention:
		return ColorWarning, "", ColorOnWarning
	case ToneRefused:
		return ColorRefused, "", ColorOnRefused
	case ToneInfo:
		return ColorPrimary, "", ColorOnPrimary
	}
	return ColorSurface, ColorLine, ColorText
}

// CreateRenderer is part of fyne.Widget.
func (p *VerdictPanel) CreateRenderer() fyne.WidgetRenderer {
	r := &verdictRenderer{p: p, bg: canvas.NewRectangle(Color(ColorSurface))}
	r.build(p.Size())
	return r
}

type verdictRenderer struct {
	p       *VerdictPanel
	bg      *canvas.Rectangle
	objects []fyne.CanvasObject
	built   fyne.Size // the size the objects were made for
}

func (r *verdictRenderer) Destroy()                     {}
func (r *verdictRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Layout makes nothing new while the size stays: the window lays out again
// whatever has new objects, and would never come to rest.
func (r *verdictRenderer) Layout(s fyne.Size) {
	if s != r.built {
		r.build(s)
	}
}

func (r *verdictRenderer) MinSize() fyne.Size {
	return fyne.NewSize(Space(60), Space(40))
}

func (r *verdictRenderer) Refresh() {
	r.build(r.p.Size())
	canvas.Refresh(r.p)
}

// block is one text of the panel with the size it wishes to have.
type block struct {
	text  string
	size  float32
	bold  bool
	gap   float32 // above
	least float32 // share of size below which it wraps instead of shrinking
	lines []string
}

func (b *block) style() fyne.TextStyle { return fyne.TextStyle{Bold: b.bold} }

func (b *block) lineHeight(size float32) float32 {
	return fyne.MeasureText("Ź", size, b.style()).Height
}

// verdictBlocks are the texts at the size that belongs to a verdict word of
// size big.
func verdictBlocks(v Verdict, big float32) []*block {
	var out []*block
	if v.Name != "" {
		out = append(out, &block{text: v.Name, size: big * 0.62, bold: true, gap: big * 0.12, least: 0.7})
	}
	for i, l := range v.Lines {
		gap := big * 0.03
		if i == 0 {
			gap = big * 0.12
		}
		out = append(out, &block{text: l, size: big * 0.35, gap: gap, least: 0.75})
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
	w := measure(b.text, wish, b.style())
	if w <= width {
		return wish
	}
	if size := wish * width / w * 0.99; size >= wish*b.least {
		return size
	}
	size := wish * b.least
	b.lines = wrap(b.text, width, size, b.style())
	for i, l := range b.lines {
		b.lines[i] = ellipsis(l, width, size, b.style())
	}
	return size
}

// verdictStep is how much everything shrinks from try to try until the height
// fits too.
const verdictStep = 0.94

func (r *verdictRenderer) build(s fyne.Size) {
	r.built = s
	v := r.p.verdict
	fill, border, text := v.Tone.solid()
	r.bg.FillColor, r.bg.CornerRadius, r.bg.StrokeWidth = Color(fill), Size(SizeRadius)*1.5, 0
	if border != "" {
		r.bg.StrokeColor, r.bg.StrokeWidth = Color(border), line()
	}
	r.bg.Resize(s)
	r.objects = []fyne.CanvasObject{r.bg}
	if s.Width <= 0 || s.Height <= 0 {
		return
	}
	icon := v.Icon
	if icon == IconNone {
		icon = v.Tone.Icon()
	}
	for scale := largest(s); ; scale *= verdictStep {
		objects, height := r.compose(v, icon, text, s, scale)
		if height <= s.Height || scale < 0.12 {
			r.objects = append(r.objects, objects...)
			return
		}
	}
}

// largest is the scale a panel begins with: the sizes are made for a panel of
// half a screen, a larger one is used to be read from farther away.
func largest(s fyne.Size) float32 {
	return min(max(s.Height/Space(140), 1), 1.6)
}

// compose lays all texts out at one scale and says how high they are together.
func (r *verdictRenderer) compose(v Verdict, icon Icon, color fyne.ThemeColorName, s fyne.Size, scale float32) ([]fyne.CanvasObject, float32) {
	big := Size(SizeVerdict) * scale
	pad := min(big*0.36, s.Width*0.06)
	width := s.Width - 2*pad
	word := &block{text: v.Word, bold: true, least: 0.45}
	size := fit(word, big, width-big*1.25)
	side := size * 1.05

	var objects []fyne.CanvasObject
	y := pad * 0.8
	lh := word.lineHeight(size)
	img := canvas.NewImageFromResource(icon.Resource(color))
	img.FillMode = canvas.ImageFillContain
	place(img, pad-side*0.1, y+(lh-side)/2, side, side)
	objects = append(objects, img)
	add := func(t string, x, size, lh float32, bold bool) {
		ct := canvas.NewText(t, Color(color))
		ct.TextSize, ct.TextStyle = size, fyne.TextStyle{Bold: bold}
		place(ct, x, y, s.Width-x-pad, lh)
		objects = append(objects, ct)
		y += lh
	}
	for _, l := range word.lines {
		add(l, pad+side+size*0.1, size, lh, true)
	}
	for _, b := range verdictBlocks(v, big) {
		size := fit(b, b.size, width)
		y += b.gap
		for _, l := range b.lines {
			add(l, pad, size, b.lineHeight(size), b.bold)
		}
	}
	return objects, y + pad*0.7
}
