package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// entryRenderer is the toolkit's renderer of an input with our borders: red
// while it is marked, thicker with the focus, faint while it is disabled. The
// toolkit draws a disabled border darker than an enabled one.
type entryRenderer struct {
	fyne.WidgetRenderer
	e *Entry
}

// CreateRenderer is part of fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), e: e}
	r.restyle()
	return r
}

// Layout is part of fyne.WidgetRenderer.
func (r *entryRenderer) Layout(s fyne.Size) {
	r.WidgetRenderer.Layout(s)
	r.restyle()
	if r.e.Icon == nil || r.e.MultiLine {
		return
	}
	for _, o := range r.Objects() {
		if img, ok := o.(*canvas.Image); ok {
			side := Size(SizeIcon) - 2
			place(img, Size(theme.SizeNameInnerPadding)+1, (s.Height-side)/2, side, side)
		}
	}
}

// Refresh is part of fyne.WidgetRenderer.
func (r *entryRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.restyle()
}

func (r *entryRenderer) restyle() {
	box, border := r.rectangles()
	if border == nil {
		return
	}
	border.StrokeWidth = line()
	switch {
	case r.e.Disabled():
		border.StrokeColor = Color(ColorLine)
		box.FillColor = Color(ColorBackground)
	case r.e.wrong:
		border.StrokeColor = Color(ColorRefused)
	case r.e.focused:
		border.StrokeColor, border.StrokeWidth = Color(ColorPrimary), 1.5
	}
	border.Refresh()
}

// rectangles are the background and the border of the toolkit's renderer.
func (r *entryRenderer) rectangles() (box, border *canvas.Rectangle) {
	for _, o := range r.Objects() {
		rect, ok := o.(*canvas.Rectangle)
		switch {
		case !ok:
		case box == nil:
			box = rect
		default:
			return box, rect
		}
	}
	return nil, nil
}
