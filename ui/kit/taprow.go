package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TapRow is a Touch around something: a line of a list, or a small area. It paints a ground for its state behind its
// content. A widget embeds it and calls ExtendRow.
type TapRow struct {
	Touch
	content  fyne.CanvasObject
	label    string
	selected bool
	// Bar has a selected one marked at its left edge.
	Bar bool
}

// ExtendRow tells which widget embeds the row, its name, what it holds and what a click does.
func (r *TapRow) ExtendRow(self fyne.Widget, label string, content fyne.CanvasObject, act func()) {
	r.label, r.content = label, content
	r.Extend(self, act)
}

// Select shows the row as the chosen one, or not.
func (r *TapRow) Select(on bool) {
	if r.selected != on {
		r.selected = on
		r.Refresh()
	}
}

// AccessibilityLabel is part of fyne.Accessible.
func (r *TapRow) AccessibilityLabel() string { return r.label }

// AccessibilityRole is part of fyne.Accessible.
func (r *TapRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of fyne.Widget.
func (r *TapRow) CreateRenderer() fyne.WidgetRenderer {
	w := &tapRowRenderer{r: r, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	w.paint()
	return w
}

type tapRowRenderer struct {
	r           *TapRow
	ground, bar *canvas.Rectangle
}

func (w *tapRowRenderer) Destroy()           {}
func (w *tapRowRenderer) MinSize() fyne.Size { return w.r.content.MinSize() }

func (w *tapRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{w.ground, w.bar, w.r.content}
}

func (w *tapRowRenderer) Layout(size fyne.Size) {
	w.ground.Resize(size)
	place(w.bar, 0, Space(2), 3, max(size.Height-Space(4), 0))
	w.r.content.Resize(size)
}

func (w *tapRowRenderer) Refresh() {
	w.paint()
	w.ground.Refresh()
	w.bar.Refresh()
	w.r.content.Refresh()
}

func (w *tapRowRenderer) paint() {
	r := w.r
	w.ground.CornerRadius = Size(SizeRadius)
	w.ground.StrokeWidth, w.ground.StrokeColor = 0, nil
	w.ground.Hidden = false
	switch {
	case r.selected:
		w.ground.FillColor = Color(ColorSelected)
	case r.hovered:
		w.ground.FillColor = Color(ColorHover)
	default:
		w.ground.FillColor = Color(ColorSurface)
		w.ground.Hidden = !r.focused
	}
	if r.focused {
		w.ground.StrokeWidth, w.ground.StrokeColor = 2, Color(ColorPrimary)
	}
	w.bar.FillColor, w.bar.CornerRadius = Color(ColorPrimary), 1.5
	w.bar.Hidden = !r.selected || !r.Bar
}
