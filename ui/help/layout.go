package help

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// bodyPad is the room around what is read, in steps.
const bodyPad = 4

// drawerLayout puts the edge, the head, a line and what is read below each other, and tells how wide the text is
// before it is measured.
type drawerLayout struct{ d *Drawer }

func (drawerLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[1].MinSize().Width, o[1].MinSize().Height+kit.Space(40))
}

func (l *drawerLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	l.d.textWidth = size.Width - 1 - kit.Space(2*bodyPad)
	head := o[1].MinSize().Height
	put(o[0], 0, 0, size.Width, size.Height)
	put(o[1], 1, 0, size.Width-1, head)
	put(o[2], 1, head, size.Width-1, 1)
	put(o[3], 1, head+1, size.Width-1, size.Height-head-1)
}

// bodyLayout keeps room around what is read. Its width is that of the drawer, so its height is right at once.
type bodyLayout struct{}

func (bodyLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	if len(o) == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(kit.Space(20), o[0].MinSize().Height+kit.Space(2*bodyPad))
}

func (bodyLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, o := range o {
		o.Move(fyne.NewPos(kit.Space(bodyPad), kit.Space(bodyPad)))
		o.Resize(size.SubtractWidthHeight(kit.Space(2*bodyPad), kit.Space(2*bodyPad)))
	}
}

// edge is the ground of the drawer with a line at its left.
type edge struct{ widget.BaseWidget }

func newEdge() *edge {
	e := &edge{}
	e.ExtendBaseWidget(e)
	return e
}

// Tapped is part of fyne.Tappable: what lies under the drawer is not clicked through it.
func (*edge) Tapped(*fyne.PointEvent) {}

// Scrolled is part of fyne.Scrollable.
func (*edge) Scrolled(*fyne.ScrollEvent) {}

// CreateRenderer is part of fyne.Widget.
func (e *edge) CreateRenderer() fyne.WidgetRenderer {
	r := &edgeRenderer{e: e, ground: kit.Flat(kit.ColorSurface), line: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type edgeRenderer struct {
	e      *edge
	ground *canvas.Raster
	line   *canvas.Rectangle
}

func (r *edgeRenderer) Destroy()           {}
func (r *edgeRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *edgeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.line}
}

func (r *edgeRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.line.Resize(fyne.NewSize(1, size.Height))
}

func (r *edgeRenderer) Refresh() {
	r.line.FillColor = kit.Color(kit.ColorLine)
	r.ground.Refresh()
	r.line.Refresh()
}
