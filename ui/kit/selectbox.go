package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// selectBox is the part of a Select that does not know its type.
type selectBox struct {
	widget.DisableableWidget
	// OnSubmitted is Enter while the list is closed; without it Enter is handed on.
	OnSubmitted func()
	// OnFocusGained is called when the focus comes to it.
	OnFocusGained func()

	outer    fyne.Widget // the Select, which is the widget the toolkit knows
	texts    []string
	index    int
	choose   func(int)
	edited   func()
	minWidth float32
	wrong    bool

	hovered, focused bool
}

var (
	_ fyne.Focusable    = (*selectBox)(nil)
	_ fyne.Tappable     = (*selectBox)(nil)
	_ desktop.Hoverable = (*selectBox)(nil)
)

// SetMinWidth sets the width below which the list does not shrink.
func (s *selectBox) SetMinWidth(w float32) {
	s.minWidth = w
	s.Refresh()
}

// SetEnabled enables or disables the list.
func (s *selectBox) SetEnabled(enabled bool) {
	if enabled {
		s.Enable()
	} else {
		s.Disable()
	}
}

func (s *selectBox) text() string {
	if s.index < 0 || s.index >= len(s.texts) {
		return ""
	}
	return s.texts[s.index]
}

// Tapped opens the list.
func (s *selectBox) Tapped(*fyne.PointEvent) { s.open() }

func (s *selectBox) open() {
	c := canvasOf(s.outer)
	if s.Disabled() || c == nil || len(s.texts) == 0 {
		return
	}
	// A click does not bring the focus: without it, Tab would go on from the
	// first field of the page once the list is closed.
	if f, ok := s.outer.(fyne.Focusable); ok && c.Focused() != f {
		c.Focus(f)
	}
	items := make([]*fyne.MenuItem, len(s.texts))
	for i, t := range s.texts {
		items[i] = fyne.NewMenuItem(t, func() { s.pick(i) })
		items[i].Checked = i == s.index
	}
	ShowMenu(items, s.outer).Activate(s.index)
}

// pick takes an item of the open list; the one that was chosen stays without a
// word.
func (s *selectBox) pick(i int) {
	if i != s.index {
		s.choose(i)
	}
}

// MouseIn is part of desktop.Hoverable.
func (s *selectBox) MouseIn(*desktop.MouseEvent) {
	s.hovered = true
	s.Refresh()
}

// MouseMoved is part of desktop.Hoverable.
func (s *selectBox) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (s *selectBox) MouseOut() {
	s.hovered = false
	s.Refresh()
}

// FocusGained is part of fyne.Focusable.
func (s *selectBox) FocusGained() {
	s.focused = true
	s.Refresh()
	if s.OnFocusGained != nil {
		s.OnFocusGained()
	}
}

// FocusLost is part of fyne.Focusable.
func (s *selectBox) FocusLost() {
	s.focused = false
	s.Refresh()
}

// TypedRune is part of fyne.Focusable.
func (s *selectBox) TypedRune(r rune) { forwardRune(s.outer, r) }

// TypedKey is part of fyne.Focusable: Space and the arrows open the list.
func (s *selectBox) TypedKey(ev *fyne.KeyEvent) {
	noteUse()
	switch {
	case ev.Name == fyne.KeyUp, ev.Name == fyne.KeyDown, ev.Name == fyne.KeySpace:
		s.open()
	case isEnter(ev) && s.OnSubmitted != nil:
		s.OnSubmitted()
	default:
		forwardKey(s.outer, ev)
	}
}

func (s *selectBox) mark(wrong bool) {
	s.wrong = wrong
	s.Refresh()
}

func (s *selectBox) onEdit(f func()) { s.edited = f }

// CreateRenderer is part of fyne.Widget.
func (s *selectBox) CreateRenderer() fyne.WidgetRenderer {
	bg := bordered(ColorInput, ColorBorder)
	label := canvas.NewText("", Color(ColorText))
	arrow := canvas.NewImageFromResource(IconChevronDown.Resource(ColorMuted))
	arrow.FillMode = canvas.ImageFillContain
	r := &simpleRenderer{objects: []fyne.CanvasObject{bg, label, arrow}}
	r.layout = func(size fyne.Size) {
		bg.Resize(size)
		side := Size(SizeIcon)
		room := size.Width - side - Space(5)
		place(arrow, size.Width-side-Space(2), (size.Height-side)/2, side, side)
		label.Text = ellipsis(s.text(), room, label.TextSize, label.TextStyle)
		middle(label, Space(2), room, size.Height)
	}
	r.min = func() fyne.Size {
		w := float32(0)
		for _, t := range s.texts {
			w = max(w, measure(t, Size(SizeText), fyne.TextStyle{}))
		}
		w = min(w+Size(SizeIcon)+Space(6), 2*Size(SizeField))
		return fyne.NewSize(max(w, s.minWidth), Size(SizeRow))
	}
	r.refresh = func() {
		text, fill := ColorText, ColorInput
		bg.StrokeColor, bg.StrokeWidth = Color(ColorBorder), line()
		switch {
		case s.Disabled():
			text = ColorDisabled
		case s.focused:
			bg.StrokeColor, bg.StrokeWidth = Color(ColorPrimary), 1.5
		case s.wrong:
			bg.StrokeColor = Color(ColorRefused)
		case s.hovered:
			fill = ColorHover
		}
		bg.FillColor, bg.CornerRadius = Color(fill), Size(SizeRadius)
		label.TextSize, label.Color = Size(SizeText), Color(text)
		arrow.Resource = IconChevronDown.Resource(ColorMuted)
		r.layout(s.Size())
		for _, o := range r.objects {
			o.Refresh()
		}
	}
	r.refresh()
	return r
}
