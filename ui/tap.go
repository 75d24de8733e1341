package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// tap is an area that can be clicked, reached by Tab and pressed by Enter or
// Space. It paints a ground for its state behind its content.
type tap struct {
	widget.BaseWidget
	content  fyne.CanvasObject
	act      func()
	label    string
	selected bool
	bar      bool // a selected one has a bar at its left edge

	hovered, focused bool
}

var (
	_ fyne.Focusable    = (*tap)(nil)
	_ fyne.Tappable     = (*tap)(nil)
	_ desktop.Hoverable = (*tap)(nil)
	_ fyne.Accessible   = (*tap)(nil)
)

func newTap(label string, content fyne.CanvasObject, act func()) *tap {
	t := &tap{content: content, act: act, label: label}
	t.ExtendBaseWidget(t)
	return t
}

// selectNow shows the area as the chosen one or not.
func (t *tap) selectNow(selected bool) {
	if t.selected != selected {
		t.selected = selected
		t.Refresh()
	}
}

// Tapped is part of fyne.Tappable.
func (t *tap) Tapped(*fyne.PointEvent) { t.act() }

// MouseIn is part of desktop.Hoverable.
func (t *tap) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (t *tap) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (t *tap) MouseOut() { t.hovered = false; t.Refresh() }

// FocusGained is part of fyne.Focusable.
func (t *tap) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost is part of fyne.Focusable.
func (t *tap) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune is part of fyne.Focusable; it may be the first of a scan.
func (t *tap) TypedRune(r rune) {
	c := fyne.CurrentApp().Driver().CanvasForObject(t)
	if c == nil {
		return
	}
	if handle := c.OnTypedRune(); handle != nil {
		handle(r)
	}
}

// TypedKey is part of fyne.Focusable; keys it has no use for go to the window.
func (t *tap) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.act()
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(t)
	if c == nil {
		return
	}
	switch ev.Name {
	case fyne.KeyDown:
		c.FocusNext()
	case fyne.KeyUp:
		c.FocusPrevious()
	default:
		if handle := c.OnTypedKey(); handle != nil {
			handle(ev)
		}
	}
}

// AccessibilityLabel is part of fyne.Accessible.
func (t *tap) AccessibilityLabel() string { return t.label }

// AccessibilityRole is part of fyne.Accessible.
func (t *tap) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of fyne.Widget.
func (t *tap) CreateRenderer() fyne.WidgetRenderer {
	r := &tapRenderer{t: t, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type tapRenderer struct {
	t           *tap
	ground, bar *canvas.Rectangle
}

func (r *tapRenderer) Destroy()           {}
func (r *tapRenderer) MinSize() fyne.Size { return r.t.content.MinSize() }

func (r *tapRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bar, r.t.content}
}

func (r *tapRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.bar.Move(fyne.NewPos(0, kit.Space(2)))
	r.bar.Resize(fyne.NewSize(3, max(size.Height-kit.Space(4), 0)))
	r.t.content.Resize(size)
}

func (r *tapRenderer) Refresh() {
	r.paint()
	r.ground.Refresh()
	r.bar.Refresh()
	r.t.content.Refresh()
}

func (r *tapRenderer) paint() {
	t := r.t
	r.ground.CornerRadius = kit.Size(kit.SizeRadius)
	r.ground.StrokeWidth, r.ground.StrokeColor = 0, nil
	r.ground.Hidden = false
	switch {
	case t.selected:
		r.ground.FillColor = kit.Color(kit.ColorSelected)
	case t.hovered:
		r.ground.FillColor = kit.Color(kit.ColorHover)
	default:
		r.ground.FillColor = kit.Color(kit.ColorSurface)
		r.ground.Hidden = !t.focused
	}
	if t.focused {
		r.ground.StrokeWidth, r.ground.StrokeColor = 2, kit.Color(kit.ColorPrimary)
	}
	r.bar.FillColor, r.bar.CornerRadius = kit.Color(kit.ColorPrimary), 1.5
	r.bar.Hidden = !t.selected || !t.bar
}
