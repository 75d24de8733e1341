package design

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/ui/kit"
)

// pressable is what the small things of the designer share that are pressed by mouse or keyboard.
type pressable struct {
	d                *Designer
	hovered, focused bool
	onPress          func()
	onLight          func(on bool) // the mouse or the focus came or went
}

var (
	_ fyne.Focusable    = (*pressable)(nil)
	_ fyne.Tappable     = (*pressable)(nil)
	_ desktop.Hoverable = (*pressable)(nil)
)

// Tapped is part of fyne.Tappable.
func (p *pressable) Tapped(*fyne.PointEvent) { p.onPress() }

// TypedKey is part of fyne.Focusable.
func (p *pressable) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		kit.NoteUse()
		p.onPress()
	default:
		if handle := p.d.deps.Window.Canvas().OnTypedKey(); handle != nil {
			handle(ev)
		}
	}
}

// TypedRune is part of fyne.Focusable.
func (p *pressable) TypedRune(r rune) { p.d.typedRune(r) }

// FocusGained is part of fyne.Focusable.
func (p *pressable) FocusGained() { p.light(&p.focused, true) }

// FocusLost is part of fyne.Focusable.
func (p *pressable) FocusLost() { p.light(&p.focused, false) }

// MouseIn is part of desktop.Hoverable.
func (p *pressable) MouseIn(*desktop.MouseEvent) { p.light(&p.hovered, true) }

// MouseMoved is part of desktop.Hoverable.
func (p *pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (p *pressable) MouseOut() { p.light(&p.hovered, false) }

func (p *pressable) light(what *bool, on bool) {
	*what = on
	p.onLight(on)
}
