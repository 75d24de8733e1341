package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// forwardKey hands a key that the focused widget has no use for to the canvas:
// to the open dialog (Enter, Escape) or to the page's function keys. Without
// this the toolkit gives a key to the focused widget only.
func forwardKey(from fyne.CanvasObject, ev *fyne.KeyEvent) {
	noteUse()
	c := canvasOf(from)
	if c == nil {
		return
	}
	if handle := c.OnTypedKey(); handle != nil {
		handle(ev)
	}
}

// forwardRune hands a character that the focused widget has no use for to the
// canvas: it may be the first of a badge that is scanned.
func forwardRune(from fyne.CanvasObject, r rune) {
	noteUse()
	c := canvasOf(from)
	if c == nil {
		return
	}
	if handle := c.OnTypedRune(); handle != nil {
		handle(r)
	}
}

// forwardShortcut hands a shortcut to the canvas, where it would be dead while
// another widget that takes shortcuts has the focus.
func forwardShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := canvasOf(from).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// isEnter is true for both Enter keys.
func isEnter(ev *fyne.KeyEvent) bool {
	return ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
}

// isFunctionKey is true for F1 to F12, which no widget uses itself.
func isFunctionKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		return true
	}
	return false
}

// modifiers tells which modifier keys are held down.
type modifiers struct{ shift, ctrl bool }

func (m *modifiers) down(ev *fyne.KeyEvent) { m.set(ev, true) }
func (m *modifiers) up(ev *fyne.KeyEvent)   { m.set(ev, false) }

func (m *modifiers) set(ev *fyne.KeyEvent, held bool) {
	switch ev.Name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		m.shift = held
	case desktop.KeyControlLeft, desktop.KeyControlRight:
		m.ctrl = held
	}
}

// editing is true for the shortcuts that a text input answers itself.
func editing(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutCopy, *fyne.ShortcutCut, *fyne.ShortcutPaste,
		*fyne.ShortcutSelectAll, *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		return true
	case *desktop.CustomShortcut:
		switch s.KeyName {
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
			return true
		}
	}
	return false
}
