package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Menu is an open menu with a border, without which the toolkit's melts into
// a dark card. It lies over the whole window; a click beside it closes it.
type Menu struct {
	widget.BaseWidget
	menu   *widget.PopUpMenu
	canvas fyne.Canvas
}

var (
	_ fyne.Focusable         = (*Menu)(nil)
	_ fyne.Tappable          = (*Menu)(nil)
	_ fyne.SecondaryTappable = (*Menu)(nil)
)

// ShowMenu opens a menu under an object, or above it where there is no room,
// inside the window, at least as wide as the object. It returns nil while the object is not shown.
func ShowMenu(items []*fyne.MenuItem, near fyne.CanvasObject) *Menu {
	c := canvasOf(near)
	if c == nil || len(items) == 0 {
		return nil
	}
	m := &Menu{menu: widget.NewPopUpMenu(fyne.NewMenu("", items...), c), canvas: c}
	m.menu.OnDismiss = m.close
	// In the toolkit's menu the arrows go to a grey item too, and Enter does what it stands for; inside something
	// else it is only drawn.
	for i, item := range items {
		if item.Disabled {
			m.menu.Items[i] = container.NewStack(m.menu.Items[i])
		}
	}
	m.ExtendBaseWidget(m)
	c.Overlays().Add(m)
	m.Resize(c.Size())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(near)
	size := m.menu.MinSize()
	size.Width = max(size.Width, near.Size().Width)
	gap := Space(1) / 2
	y := at.Y + near.Size().Height + gap
	if above := at.Y - gap - size.Height; y+size.Height > c.Size().Height && above >= 0 {
		y = above
	}
	x := max(min(at.X, c.Size().Width-gap-size.Width), 0)
	m.menu.Resize(size)
	m.menu.Move(fyne.NewPos(x, y))
	m.Refresh()
	c.Focus(m)
	return m
}

// Activate marks an item of those that can be chosen, as the arrows do.
func (m *Menu) Activate(index int) {
	for range index + 1 {
		m.menu.ActivateNext()
	}
}

// CloseMenu closes the menu that is open in a window, if there is one.
func CloseMenu(c fyne.Canvas) {
	if m, ok := c.Overlays().Top().(*Menu); ok {
		m.menu.Dismiss()
	}
}

func (m *Menu) close() { m.canvas.Overlays().Remove(m) }

// Tapped closes the menu: it is a click beside it.
func (m *Menu) Tapped(*fyne.PointEvent) { m.menu.Dismiss() }

// TappedSecondary closes the menu.
func (m *Menu) TappedSecondary(*fyne.PointEvent) { m.menu.Dismiss() }

// FocusGained is part of fyne.Focusable.
func (m *Menu) FocusGained() {}

// FocusLost is part of fyne.Focusable.
func (m *Menu) FocusLost() {}

// TypedRune is part of fyne.Focusable. It may be the first of a badge that is
// scanned.
func (m *Menu) TypedRune(r rune) { forwardRune(m, r) }

// TypedKey is part of fyne.Focusable.
func (m *Menu) TypedKey(ev *fyne.KeyEvent) { m.menu.TypedKey(ev) }

// CreateRenderer is part of fyne.Widget.
func (m *Menu) CreateRenderer() fyne.WidgetRenderer {
	border := canvas.NewRectangle(color.Transparent)
	r := &simpleRenderer{objects: []fyne.CanvasObject{m.menu, border}}
	r.layout = func(fyne.Size) {
		border.Move(m.menu.Position())
		border.Resize(m.menu.Size())
	}
	r.min = func() fyne.Size { return fyne.Size{} }
	r.refresh = func() {
		border.StrokeColor, border.StrokeWidth = Color(ColorBorder), line()
		border.CornerRadius = Size(SizeRadius)
		m.menu.Refresh()
		r.layout(m.Size())
		border.Refresh()
	}
	r.refresh()
	return r
}
