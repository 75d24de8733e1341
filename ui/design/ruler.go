package design

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// rulers are the scales in millimetres above and beside the badge.
type rulers struct{ across, down *ruler }

func newRulers(d *Designer) *rulers {
	return &rulers{across: newRuler(d, true), down: newRuler(d, false)}
}

// show draws the scales anew, after the badge moved in its window.
func (r *rulers) show() {
	r.across.Refresh()
	r.down.Refresh()
}

// mark shows the extent of what is chosen.
func (r *rulers) mark() {
	r.across.showMarks()
	r.down.showMarks()
}

// point shows where the mouse is.
func (r *rulers) point(at fyne.Position) {
	r.across.mouse, r.down.mouse = at.X, at.Y
	r.mark()
}

// ruler is one of them.
type ruler struct {
	widget.BaseWidget
	d       *Designer
	across  bool
	mouse   float32 // within the window of the board; negative: elsewhere
	painted *rulerRenderer
}

func newRuler(d *Designer, across bool) *ruler {
	r := &ruler{d: d, across: across, mouse: -1}
	r.ExtendBaseWidget(r)
	return r
}

// rulerSteps is how broad a ruler is.
const rulerSteps = 5

// rulerLayout puts the rulers above and beside the board.
type rulerLayout struct{}

// MinSize is part of fyne.Layout.
func (rulerLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(40), kit.Space(30))
}

// Layout is part of fyne.Layout.
func (rulerLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	side := kit.Space(rulerSteps)
	o[0].Move(fyne.NewPos(side, 0))
	o[0].Resize(fyne.NewSize(s.Width-side, side))
	o[1].Move(fyne.NewPos(0, side))
	o[1].Resize(fyne.NewSize(side, s.Height-side))
	o[2].Move(fyne.NewPos(side, side))
	o[2].Resize(s.SubtractWidthHeight(side, side))
}

// CreateRenderer is part of fyne.Widget.
func (r *ruler) CreateRenderer() fyne.WidgetRenderer {
	p := &rulerRenderer{r: r, ground: canvas.NewRectangle(nil), chosen: canvas.NewRectangle(nil), pointer: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil)}
	r.painted = p
	p.paint()
	return p
}

type rulerRenderer struct {
	r                             *ruler
	ground, chosen, pointer, edge *canvas.Rectangle
	ticks                         []*canvas.Rectangle
	words                         []*canvas.Text
	objects                       []fyne.CanvasObject
}

func (p *rulerRenderer) Destroy()                     {}
func (p *rulerRenderer) Objects() []fyne.CanvasObject { return p.objects }
func (p *rulerRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(kit.Space(rulerSteps)) }
func (p *rulerRenderer) Layout(fyne.Size)             { p.paint() }
func (p *rulerRenderer) Refresh() {
	p.paint()
	canvas.Refresh(p.r)
}

// measure is the scale along this ruler: where nought is, and how long the badge and the ruler are.
func (p *rulerRenderer) measure() (zero, length, room float32) {
	b, by := p.r.d.board, p.r.d.scrolledBy()
	at := b.origin().Add(by)
	paper := b.paper()
	if p.r.across {
		return at.X, paper.Width, p.r.Size().Width
	}
	return at.Y, paper.Height, p.r.Size().Height
}

// put places a rectangle from one point of the scale to another.
func (p *rulerRenderer) put(o fyne.CanvasObject, from, length, off, breadth float32) {
	if p.r.across {
		o.Move(fyne.NewPos(from, off))
		o.Resize(fyne.NewSize(length, breadth))
	} else {
		o.Move(fyne.NewPos(off, from))
		o.Resize(fyne.NewSize(breadth, length))
	}
}

// tickSteps are the distances of marks that are tried, so that they never stand too close.
var tickSteps = []int{1, 5, 10, 50, 100}

func (p *rulerRenderer) paint() {
	zero, length, room := p.measure()
	scale, side := p.r.d.board.scale, kit.Space(rulerSteps)
	p.ground.FillColor, p.chosen.FillColor = kit.Color(kit.ColorBackground), kit.Color(kit.ColorPrimarySoft)
	p.pointer.FillColor, p.edge.FillColor = kit.Color(kit.ColorPrimary), kit.Color(kit.ColorLine)
	p.ground.Resize(p.r.Size())
	p.put(p.edge, 0, room, side-1, 1)
	fine := tickSteps[len(tickSteps)-1]
	for _, s := range tickSteps {
		if float32(s)*scale >= 4 {
			fine = s
			break
		}
	}
	every := fine * 10
	for _, s := range tickSteps {
		if float32(s)*scale >= 30 {
			every = s
			break
		}
	}
	ticks, words := 0, 0
	p.objects = append(p.objects[:0], p.ground, p.chosen)
	for mm := 0; float32(mm)*scale <= length+0.5; mm += fine {
		at := zero + float32(mm)*scale
		if at < 0 || at > room {
			continue
		}
		long := float32(0.25)
		ink := kit.ColorBorder
		switch {
		case mm%every == 0:
			long, ink = 0.9, kit.ColorMuted
			words = p.word(words, mm, at)
		case mm%5 == 0:
			long = 0.45
		}
		if ticks == len(p.ticks) {
			p.ticks = append(p.ticks, canvas.NewRectangle(color.Transparent))
		}
		t := p.ticks[ticks]
		ticks++
		t.FillColor = kit.Color(ink)
		p.put(t, at-0.5, 1, side*(1-long), side*long)
		p.objects = append(p.objects, t)
	}
	p.objects = append(p.objects, p.edge, p.pointer)
	p.marks()
}

// word writes the number of a mark beside it.
func (p *rulerRenderer) word(n, mm int, at float32) int {
	if n == len(p.words) {
		p.words = append(p.words, canvas.NewText("", color.Transparent))
	}
	w := p.words[n]
	w.Text, w.TextSize, w.Color = strconv.Itoa(mm), kit.Size(kit.SizeSmall)*0.75, kit.Color(kit.ColorMuted)
	size := w.MinSize()
	w.Resize(size)
	if p.r.across {
		w.Move(fyne.NewPos(at+2, -1))
	} else {
		w.Move(fyne.NewPos(1, at))
	}
	p.objects = append(p.objects, w)
	return n + 1
}

// marks show what is chosen and where the mouse is.
func (p *rulerRenderer) marks() {
	zero, _, _ := p.measure()
	scale, side := p.r.d.board.scale, kit.Space(rulerSteps)
	b, ok := p.r.d.sketch.bounds()
	p.chosen.Hidden = !ok
	if from, length := b.x, b.w; ok {
		if !p.r.across {
			from, length = b.y, b.h
		}
		_, _, room := p.measure()
		begin, end := zero+float32(from)*scale, zero+float32(from+length)*scale
		begin, end = min(max(begin, 0), room), min(max(end, 0), room)
		p.put(p.chosen, begin, end-begin, 0, side)
	}
	p.pointer.Hidden = p.r.mouse < 0
	p.put(p.pointer, p.r.mouse, 1, 0, side)
}

func (r *ruler) showMarks() {
	if r.painted != nil {
		r.painted.marks()
		canvas.Refresh(r)
	}
}
