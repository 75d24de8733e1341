package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// placeRow is one line at the left of the places: a session, or a list of
// people of its own. Arrows go from one to the next.
type placeRow struct {
	widget.BaseWidget
	id       string
	content  fyne.CanvasObject
	chosen   bool
	hovered  bool
	focused  bool
	onChoose func()
	onStep   func(by int)
	onKey    func(*fyne.KeyEvent)
}

var (
	_ fyne.Focusable    = (*placeRow)(nil)
	_ fyne.Tappable     = (*placeRow)(nil)
	_ desktop.Hoverable = (*placeRow)(nil)
)

func newPlaceRow(v *placesView, id string, content fyne.CanvasObject) *placeRow {
	r := &placeRow{id: id, content: content, onChoose: func() { v.choose(id) }, onStep: func(by int) { v.step(id, by) },
		onKey: func(ev *fyne.KeyEvent) {
			if handle := v.p.Window.Canvas().OnTypedKey(); handle != nil {
				handle(ev)
			}
		}}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped is part of fyne.Tappable.
func (r *placeRow) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
		c.Focus(r)
	}
	r.onChoose()
}

// FocusGained is part of fyne.Focusable.
func (r *placeRow) FocusGained() {
	r.focused = true
	r.Refresh()
}

// FocusLost is part of fyne.Focusable.
func (r *placeRow) FocusLost() {
	r.focused = false
	r.Refresh()
}

// TypedRune is part of fyne.Focusable.
func (r *placeRow) TypedRune(typed rune) {
	handOn(fyne.CurrentApp().Driver().CanvasForObject(r), typed)
}

// TypedKey is part of fyne.Focusable.
func (r *placeRow) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyDown:
		r.onStep(1)
	case fyne.KeyUp:
		r.onStep(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		r.onChoose()
	default:
		r.onKey(ev)
	}
}

// MouseIn is part of desktop.Hoverable.
func (r *placeRow) MouseIn(*desktop.MouseEvent) { r.hover(true) }

// MouseMoved is part of desktop.Hoverable.
func (r *placeRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (r *placeRow) MouseOut() { r.hover(false) }

func (r *placeRow) hover(on bool) {
	r.hovered = on
	r.Refresh()
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
	case w.r.hovered:
		w.back.FillColor = kit.Color(kit.ColorHover)
	default:
		w.back.FillColor = kit.Color(kit.ColorSurface)
	}
	if w.r.focused {
		w.back.StrokeWidth, w.back.StrokeColor = 1, kit.Color(kit.ColorPrimary)
	}
	canvas.Refresh(w.r)
}
