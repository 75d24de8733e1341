package checkin

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zlot/ui/kit"
)

// tap is something that can be clicked and never takes the focus, so that the
// next scan lands.
type tap struct {
	kit.Spot
	face *fyne.Container
}

func newTap(face *fyne.Container, act func()) *tap {
	t := &tap{face: face}
	t.Extend(t, act)
	return t
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
	r.back.Hidden = !r.t.Hovered()
	r.back.Refresh()
	r.t.face.Refresh()
}
