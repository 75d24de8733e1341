package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// entryRenderer is the toolkit's renderer of an input with our borders: red
// while it is marked, thicker with the focus, faint while it is disabled. The
// toolkit draws a disabled border darker than an enabled one.
type entryRenderer struct {
	fyne.WidgetRenderer
	e     *Entry
	wheel *entryWheel
}

// CreateRenderer is part of fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), e: e}
	for _, o := range r.WidgetRenderer.Objects() {
		if inner, ok := o.(*container.Scroll); ok {
			r.wheel = &entryWheel{e: e, inner: inner}
			r.wheel.ExtendBaseWidget(r.wheel)
		}
	}
	r.restyle()
	return r
}

// Objects is part of fyne.WidgetRenderer.
func (r *entryRenderer) Objects() []fyne.CanvasObject {
	objects := r.WidgetRenderer.Objects()
	if r.wheel == nil {
		return objects
	}
	return append(objects[:len(objects):len(objects)], r.wheel)
}

// Layout is part of fyne.WidgetRenderer.
func (r *entryRenderer) Layout(s fyne.Size) {
	r.WidgetRenderer.Layout(s)
	r.restyle()
	if r.wheel != nil {
		r.wheel.Resize(s)
	}
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
	// One rectangle has both: without a graphics card each of them takes longer
	// than everything else in the input.
	box.FillColor, border.FillColor = color.Transparent, Color(ColorInput)
	border.StrokeWidth = line()
	switch {
	case r.e.Disabled():
		border.StrokeColor = Color(ColorLine)
		border.FillColor = Color(ColorBackground)
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

// entryWheel lies over an input and takes nothing but the wheel, which the
// toolkit's input would keep even where it cannot scroll.
type entryWheel struct {
	widget.BaseWidget
	e     *Entry
	inner *container.Scroll
}

var _ fyne.Scrollable = (*entryWheel)(nil)

// Scrolled is part of fyne.Scrollable.
func (w *entryWheel) Scrolled(ev *fyne.ScrollEvent) {
	before := w.inner.Offset
	sideways := ev.Scrolled.DX != 0 && ev.Scrolled.DY == 0
	if w.e.MultiLine || sideways {
		w.inner.Scrolled(ev)
	}
	if w.inner.Offset == before && w.e.OnWheel != nil {
		w.e.OnWheel(ev)
	}
}

// CreateRenderer is part of fyne.Widget.
func (w *entryWheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
