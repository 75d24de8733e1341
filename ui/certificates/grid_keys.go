package certificates

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained is part of fyne.Focusable.
func (g *hourGrid) FocusGained() {
	g.focused = true
	g.Refresh()
}

// FocusLost is part of fyne.Focusable.
func (g *hourGrid) FocusLost() {
	g.focused = false
	g.Refresh()
}

// TypedRune is part of fyne.Focusable: a digit begins to correct the cell with it. Others may be the first of a
// badge that is scanned.
func (g *hourGrid) TypedRune(r rune) {
	if r >= '0' && r <= '9' && g.here.isCell() {
		g.v.correct(g.here, string(r))
		return
	}
	if handle := g.v.Window.Canvas().OnTypedRune(); handle != nil {
		handle(r)
	}
}

// TypedKey is part of fyne.Focusable: arrows move, Enter corrects, Delete takes a correction back.
func (g *hourGrid) TypedKey(ev *fyne.KeyEvent) {
	if len(g.rows) == 0 {
		g.pass(ev)
		return
	}
	at, page := g.here, max(int(g.measures().bodyHigh/g.measures().row)-1, 1)
	switch ev.Name {
	case fyne.KeyUp:
		at.row--
	case fyne.KeyDown:
		at.row++
	case fyne.KeyLeft:
		at.column--
	case fyne.KeyRight:
		at.column++
	case fyne.KeyPageUp:
		at.row = max(at.row-page, 0)
	case fyne.KeyPageDown:
		at.row += page
	case fyne.KeyHome:
		at.column = nameColumn
	case fyne.KeyEnd:
		at.column = len(g.columns) - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		g.v.onEnter()
		return
	case fyne.KeyDelete, fyne.KeyBackspace:
		g.v.onTakeBack()
		return
	case desktop.KeyMenu:
		g.showMenu()
		return
	default:
		g.pass(ev)
		return
	}
	g.goTo(at)
}

// pass gives a key that has no use here to the page.
func (g *hourGrid) pass(ev *fyne.KeyEvent) {
	if handle := g.v.Window.Canvas().OnTypedKey(); handle != nil {
		handle(ev)
	}
}

// TypedShortcut is part of fyne.Shortcutable: with Ctrl the keys go to the ends.
func (g *hourGrid) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && c.Modifier == fyne.KeyModifierControl && len(g.rows) > 0 {
		switch c.KeyName {
		case fyne.KeyHome, fyne.KeyUp:
			g.goTo(place{0, g.here.column})
			return
		case fyne.KeyEnd, fyne.KeyDown:
			g.goTo(place{len(g.rows) - 1, g.here.column})
			return
		case fyne.KeyLeft:
			g.nextDay(-1)
			return
		case fyne.KeyRight:
			g.nextDay(1)
			return
		}
	}
	if c, ok := g.v.Window.Canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// nextDay goes to the first session of the day before or after.
func (g *hourGrid) nextDay(step int) {
	to := g.here.column + step
	first := func(c int) bool { return c <= 0 || g.session(c).Day != g.session(c-1).Day }
	for to > 0 && to < len(g.columns) && !first(to) {
		to += step
	}
	g.goTo(place{g.here.row, to})
}
