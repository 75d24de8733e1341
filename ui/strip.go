package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// edge is the side of a strip that has a line.
type edge int

const (
	edgeNone edge = iota
	edgeBottom
	edgeRight
)

// strip is a part of the window with a ground of its own, parted from the rest
// by one line.
type strip struct {
	widget.BaseWidget
	content fyne.CanvasObject
	line    edge
}

func newStrip(content fyne.CanvasObject, line edge) *strip {
	s := &strip{content: content, line: line}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is part of fyne.Widget.
func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	r := &stripRenderer{s: s, ground: kit.Flat(kit.ColorSurface), line: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type stripRenderer struct {
	s      *strip
	ground *canvas.Raster
	line   *canvas.Rectangle
}

func (r *stripRenderer) Destroy()           {}
func (r *stripRenderer) MinSize() fyne.Size { return r.s.content.MinSize() }

func (r *stripRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.s.content, r.line}
}

func (r *stripRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.s.content.Resize(size)
	switch r.s.line {
	case edgeBottom:
		r.line.Move(fyne.NewPos(0, size.Height-1))
		r.line.Resize(fyne.NewSize(size.Width, 1))
	case edgeRight:
		r.line.Move(fyne.NewPos(size.Width-1, 0))
		r.line.Resize(fyne.NewSize(1, size.Height))
	}
}

func (r *stripRenderer) Refresh() {
	r.paint()
	r.ground.Refresh()
	r.line.Refresh()
	r.s.content.Refresh()
}

func (r *stripRenderer) paint() {
	r.line.FillColor = kit.Color(kit.ColorLine)
}
