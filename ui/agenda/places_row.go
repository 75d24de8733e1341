package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zlot/ui/kit"
)

// placeRow is one line at the left of the places: a session, or a list of
// people of its own. Arrows go from one to the next.
type placeRow struct {
	kit.Touch
	id      string
	content fyne.CanvasObject
	chosen  bool
}

func newPlaceRow(v *placesView, id string, content fyne.CanvasObject) *placeRow {
	r := &placeRow{id: id, content: content}
	r.OnStep = func(by int) { v.step(id, by) }
	r.Extend(r, func() { v.choose(id) })
	return r
}

// Tapped is part of fyne.Tappable: the arrows go on from here.
func (r *placeRow) Tapped(ev *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
		c.Focus(r)
	}
	r.Touch.Tapped(ev)
}

func (r *placeRow) mark(chosen bool) {
	if r.chosen != chosen {
		r.chosen = chosen
		r.Refresh()
	}
}

// CreateRenderer is part of fyne.Widget.
func (r *placeRow) CreateRenderer() fyne.WidgetRenderer {
	w := &placeRowRenderer{r: r, back: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil)}
	w.Refresh()
	return w
}

type placeRowRenderer struct {
	r          *placeRow
	back, mark *canvas.Rectangle
}

func (w *placeRowRenderer) Destroy() {}

func (w *placeRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{w.back, w.mark, w.r.content}
}

func (w *placeRowRenderer) MinSize() fyne.Size {
	return w.r.content.MinSize().AddWidthHeight(kit.Space(6), kit.Space(4))
}

func (w *placeRowRenderer) Layout(s fyne.Size) {
	w.back.Resize(s)
	w.mark.Resize(fyne.NewSize(kit.Space(1)*3/4, s.Height))
	w.r.content.Move(fyne.NewPos(kit.Space(3), kit.Space(2)))
	w.r.content.Resize(s.SubtractWidthHeight(kit.Space(6), kit.Space(4)))
}

func (w *placeRowRenderer) Refresh() {
	w.mark.Hidden = !w.r.chosen
	w.mark.FillColor = kit.Color(kit.ColorPrimary)
	w.back.StrokeWidth = 0
	switch {
	case w.r.chosen:
		w.back.FillColor = kit.Color(kit.ColorSelected)
	case w.r.Hovered():
		w.back.FillColor = kit.Color(kit.ColorHover)
	default:
		w.back.FillColor = kit.Color(kit.ColorSurface)
	}
	if w.r.Focused() {
		w.back.StrokeWidth, w.back.StrokeColor = 1, kit.Color(kit.ColorPrimary)
	}
	canvas.Refresh(w.r)
}
