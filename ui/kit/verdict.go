package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Verdict is what a desk says about a scan.
type Verdict struct {
	Tone   Tone
	Icon   Icon          // empty: the usual one of the tone
	Word   string        // one or two words, in capitals where the language likes it
	Name   string        // of the person, or empty
	Lines  []string      // up to three facts under the name
	Items  []VerdictItem // what to hand over or to know, one under the other
	Advice string        // what to do now; empty when there is nothing to do
}

// VerdictItem is one thing to hand over.
type VerdictItem struct {
	Icon Icon
	Text string
}

// Plain is everything a verdict says under the name, a line each.
func (v Verdict) Plain() []string {
	lines := append([]string(nil), v.Lines...)
	for _, item := range v.Items {
		lines = append(lines, item.Text)
	}
	return lines
}

// VerdictPanel shows a verdict so large that it is read from three metres: the
// whole panel takes the colour of the tone. It shrinks, and only then wraps,
// what does not fit.
type VerdictPanel struct {
	widget.BaseWidget
	verdict Verdict
	large   bool
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

// SetLarge makes everything as large as the panel allows, to be read across a
// hall.
func (p *VerdictPanel) SetLarge(large bool) {
	if p.large != large {
		p.large = large
		p.Refresh()
	}
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
	r := &verdictRenderer{p: p, bg: newGround(ColorSurface, ColorLine)}
	r.build(p.Size())
	return r
}

type verdictRenderer struct {
	p       *VerdictPanel
	bg      *ground
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

// build makes the objects of the verdict for a size.
func (r *verdictRenderer) build(s fyne.Size) {
	r.built = s
	v := r.p.verdict
	fill, border, text := v.Tone.solid()
	r.bg.paint(fill, border, Size(SizeRadius)*1.5)
	r.bg.resize(s)
	r.objects = r.bg.objects()
	if s.Width <= 0 || s.Height <= 0 {
		return
	}
	if v.Icon == IconNone {
		v.Icon = v.Tone.Icon()
	}
	for _, m := range arrange(v, s, r.p.large) {
		r.objects = append(r.objects, m.object(text))
	}
}

// mark is one text or icon of the panel in its place.
type mark struct {
	icon       Icon
	text       string
	size       float32
	bold       bool
	x, y, w, h float32
}

func (m mark) object(color fyne.ThemeColorName) fyne.CanvasObject {
	if m.icon != IconNone {
		img := canvas.NewImageFromResource(m.icon.Resource(color))
		img.FillMode = canvas.ImageFillContain
		place(img, m.x, m.y, m.w, m.h)
		return img
	}
	t := canvas.NewText(m.text, Color(color))
	t.TextSize, t.TextStyle = m.size, fyne.TextStyle{Bold: m.bold}
	place(t, m.x, m.y, m.w, m.h)
	return t
}
