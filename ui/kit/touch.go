package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Spot is what small things to click have in common. A widget embeds it, calls Extend, and paints whether it is
// Hovered in its own way. It never takes the focus, so that the next scan lands where the keyboard is.
type Spot struct {
	widget.BaseWidget
	act     func()
	hovered bool
}

var (
	_ fyne.Tappable     = (*Spot)(nil)
	_ desktop.Hoverable = (*Spot)(nil)
)

// Extend tells which widget embeds the spot, and what a click does.
func (s *Spot) Extend(self fyne.Widget, act func()) {
	s.act = act
	s.ExtendBaseWidget(self)
}

// Hovered says whether the pointer is over it.
func (s *Spot) Hovered() bool { return s.hovered }

// Tapped is part of fyne.Tappable.
func (s *Spot) Tapped(*fyne.PointEvent) { s.act() }

// MouseIn is part of desktop.Hoverable.
func (s *Spot) MouseIn(*desktop.MouseEvent) { s.hover(true) }

// MouseMoved is part of desktop.Hoverable.
func (s *Spot) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (s *Spot) MouseOut() { s.hover(false) }

func (s *Spot) hover(on bool) {
	s.hovered = on
	s.Refresh()
}

// Touch is a Spot that Tab reaches too and that Enter or Space press. Up and Down go to its neighbours; what else is
// typed to it goes to the window: it may be the first of a scan.
type Touch struct {
	Spot
	self    fyne.Widget
	focused bool
	// OnStep goes to a neighbour; nil: to what Tab would reach.
	OnStep func(by int)
}

var (
	_ fyne.Tappable     = (*Touch)(nil)
	_ desktop.Hoverable = (*Touch)(nil)
)

// Extend tells which widget embeds it, and what a click does.
func (t *Touch) Extend(self fyne.Widget, act func()) {
	t.self = self
	t.Spot.Extend(self, act)
}

// Focused says whether keys go to it.
func (t *Touch) Focused() bool { return t.focused }

// FocusGained is part of fyne.Focusable.
func (t *Touch) FocusGained() { t.focus(true) }

// FocusLost is part of fyne.Focusable.
func (t *Touch) FocusLost() { t.focus(false) }

func (t *Touch) focus(on bool) {
	t.focused = on
	t.Refresh()
}

// TypedRune is part of fyne.Focusable.
func (t *Touch) TypedRune(r rune) { forwardRune(t.self, r) }

// TypedKey is part of fyne.Focusable.
func (t *Touch) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case isEnter(ev) || ev.Name == fyne.KeySpace:
		noteUse()
		t.act()
	case ev.Name == fyne.KeyDown:
		t.step(1)
	case ev.Name == fyne.KeyUp:
		t.step(-1)
	default:
		forwardKey(t.self, ev)
	}
}

func (t *Touch) step(by int) {
	noteUse()
	c := canvasOf(t.self)
	switch {
	case t.OnStep != nil:
		t.OnStep(by)
	case c == nil: // not shown
	case by > 0:
		c.FocusNext()
	default:
		c.FocusPrevious()
	}
}
