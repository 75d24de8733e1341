package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// screen paints the board anew whenever something changes or the window does. That is a few times a minute, and
// fewer than two hundred pieces.
type screen struct {
	widget.BaseWidget
	b *Board
}

// CreateRenderer is part of fyne.Widget.
func (s *screen) CreateRenderer() fyne.WidgetRenderer {
	return &screenRenderer{s: s, ground: canvas.NewRectangle(nil)}
}

type screenRenderer struct {
	s      *screen
	ground *canvas.Rectangle
	drawn  []fyne.CanvasObject
}

func (r *screenRenderer) Destroy() {}

func (r *screenRenderer) MinSize() fyne.Size { return fyne.NewSize(640, 360) }

func (r *screenRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.ground}, r.drawn...)
}

func (r *screenRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.paint(size)
}

func (r *screenRenderer) Refresh() {
	r.paint(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *screenRenderer) paint(size fyne.Size) {
	r.ground.FillColor = r.s.b.color(kit.ColorBackground)
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	p := &pen{b: r.s.b, unit: min(size.Width/wholeWidth, size.Height/wholeHeight)}
	r.s.b.draw(p, size.Width/p.unit, size.Height/p.unit)
	r.drawn = p.objects
}
