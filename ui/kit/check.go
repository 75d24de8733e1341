package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Check is a box to tick with its words. Unlike the toolkit's it hands Enter
// and Escape on to the dialog.
type Check struct {
	widget.DisableableWidget
	// OnChanged gets what a person chose.
	OnChanged func(bool)
	// OnSubmitted is Enter; without it Enter is handed on.
	OnSubmitted func()
	// OnFocusGained is called when the focus comes to it.
	OnFocusGained func()

	text             string
	checked          bool
	edited           func()
	hovered, focused bool
}

var (
	_ fyne.Focusable    = (*Check)(nil)
	_ fyne.Tappable     = (*Check)(nil)
	_ desktop.Hoverable = (*Check)(nil)
)

// NewCheck makes a box.
func NewCheck(text string, checked bool, changed func(bool)) *Check {
	c := &Check{text: text, checked: checked, OnChanged: changed}
	c.ExtendBaseWidget(c)
	return c
}

// Checked says whether it is ticked.
func (c *Check) Checked() bool { return c.checked }

// SetChecked ticks it or not, without calling OnChanged.
func (c *Check) SetChecked(checked bool) {
	if c.checked != checked {
		c.checked = checked
		c.Refresh()
	}
}

// Tapped is part of fyne.Tappable.
func (c *Check) Tapped(*fyne.PointEvent) {
	if c.Disabled() {
		return
	}
	c.SetChecked(!c.checked)
	if c.edited != nil {
		c.edited()
	}
	if c.OnChanged != nil {
		c.OnChanged(c.checked)
	}
}

// MouseIn is part of desktop.Hoverable.
func (c *Check) MouseIn(*desktop.MouseEvent) {
	c.hovered = true
	c.Refresh()
}

// MouseMoved is part of desktop.Hoverable.
func (c *Check) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (c *Check) MouseOut() {
	c.hovered = false
	c.Refresh()
}

// FocusGained is part of fyne.Focusable.
func (c *Check) FocusGained() {
	c.focused = true
	c.Refresh()
	if c.OnFocusGained != nil {
		c.OnFocusGained()
	}
}

// FocusLost is part of fyne.Focusable.
func (c *Check) FocusLost() {
	c.focused = false
	c.Refresh()
}

// TypedRune is part of fyne.Focusable.
func (c *Check) TypedRune(r rune) { forwardRune(c, r) }

// TypedKey is part of fyne.Focusable: Space ticks.
func (c *Check) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeySpace:
		c.Tapped(nil)
	case isEnter(ev) && c.OnSubmitted != nil:
		c.OnSubmitted()
	default:
		forwardKey(c, ev)
	}
}

func (c *Check) mark(bool) {}

func (c *Check) onEdit(f func()) { c.edited = f }

// CreateRenderer is part of fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(color.Transparent)
	tick := canvas.NewImageFromResource(IconCheck.Resource(ColorOnPrimary))
	tick.FillMode = canvas.ImageFillContain
	label := canvas.NewText(c.text, Color(ColorText))
	side := func() float32 { return Size(SizeIcon) }
	r := &simpleRenderer{objects: []fyne.CanvasObject{box, tick, label}}
	r.layout = func(s fyne.Size) {
		y := (s.Height - side()) / 2
		place(box, 0, y, side(), side())
		place(tick, 2, y+2, side()-4, side()-4)
		x := side() + Space(2)
		label.Text = ellipsis(c.text, s.Width-x+1, label.TextSize, label.TextStyle)
		middle(label, x, s.Width-x, s.Height)
	}
	r.min = func() fyne.Size {
		return fyne.NewSize(measure(c.text, Size(SizeText), label.TextStyle)+side()+Space(2), Size(SizeRow))
	}
	r.refresh = func() {
		fill, border, text := ColorSurface, ColorBorder, ColorText
		width := line()
		switch {
		case c.Disabled():
			fill, border, text = ColorBackground, ColorLine, ColorDisabled
		case c.checked:
			fill, border = ColorPrimary, ColorPrimary
		case c.hovered:
			fill = ColorHover
		}
		if c.focused && !c.Disabled() {
			border, width = ColorPrimary, 2
			if c.checked {
				border = ColorText
			}
		}
		box.FillColor, box.StrokeColor, box.StrokeWidth = Color(fill), Color(border), width
		box.CornerRadius = Space(1)
		name := ColorOnPrimary
		if c.Disabled() {
			name = ColorDisabled
		}
		tick.Resource, tick.Hidden = IconCheck.Resource(name), !c.checked
		label.Color, label.TextSize = Color(text), Size(SizeText)
		r.layout(c.Size())
		for _, o := range r.objects {
			o.Refresh()
		}
	}
	r.refresh()
	return r
}
