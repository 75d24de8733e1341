package checkin

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// tap is something that can be clicked and never takes the focus, so that the
// next scan lands.
type tap struct {
	widget.BaseWidget
	face    *fyne.Container
	act     func()
	hovered bool
}

var (
	_ fyne.Tappable     = (*tap)(nil)
	_ desktop.Hoverable = (*tap)(nil)
)

func newTap(face *fyne.Container, act func()) *tap {
	t := &tap{face: face, act: act}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped is part of fyne.Tappable.
func (t *tap) Tapped(*fyne.PointEvent) { t.act() }

// MouseIn is part of desktop.Hoverable.
func (t *tap) MouseIn(*desktop.MouseEvent) { t.hover(true) }

// MouseMoved is part of desktop.Hoverable.
func (t *tap) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (t *tap) MouseOut() { t.hover(false) }

func (t *tap) hover(on bool) {
	t.hovered = on
	t.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (t *tap) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(kit.Color(kit.ColorHover))
	back.Hide()
	return &tapRenderer{t: t, back: back}
}

type tapRenderer struct {
	t    *tap
	back *canvas.Rectangle
}

func (r *tapRenderer) Destroy()                     {}
func (r *tapRenderer) MinSize() fyne.Size           { return r.t.face.MinSize() }
func (r *tapRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.t.face} }

func (r *tapRenderer) Layout(s fyne.Size) {
	r.back.CornerRadius = kit.Size(kit.SizeRadius)
	r.back.Resize(s)
	r.t.face.Resize(s)
}

func (r *tapRenderer) Refresh() {
	r.back.FillColor = kit.Color(kit.ColorHover)
	r.back.Hidden = !r.t.hovered
	r.back.Refresh()
	r.t.face.Refresh()
}
