package agenda

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/ui/kit"
)

// place is where the keyboard is: at a session, or at an empty place of a room.
type place struct {
	id       string
	column   int
	at       time.Time // stays while one goes from room to room
	from, to time.Time // of an empty place
}

func (p place) empty() bool { return p.id == "" && !p.to.IsZero() }

// placeOf is where a session stands.
func (g *timetable) placeOf(id string) place {
	for _, c := range g.plan.cells {
		if c.session.ID == id {
			return place{id: id, column: c.first, at: c.session.Start}
		}
	}
	return place{}
}

// gap is the empty place of a room from a time on: to the full hour, or to the next session.
func (g *timetable) gap(column int, from time.Time) place {
	to := fullHour(from.In(g.p.state.event.Zone())).Add(time.Hour)
	if to.Sub(from) < 15*time.Minute {
		to = to.Add(time.Hour)
	}
	return g.emptyFrom(column, from, to)
}

// emptyFrom is the empty place of a room between two times, as far as there is no session.
func (g *timetable) emptyFrom(column int, from, to time.Time) place {
	for _, c := range g.plan.cells {
		if c.in(column) && c.session.Start.After(from) && c.session.Start.Before(to) {
			to = c.session.Start
		}
	}
	return place{column: column, at: from, from: from, to: to}
}

// stand goes to a place, as a person does; the details follow.
func (g *timetable) stand(to place) {
	g.setHere(to)
	if s, ok := g.session(to.id); ok {
		g.p.choose(s)
		g.reveal(to.id)
	} else if to.empty() {
		g.look(g.scale().box(to.column, to.column, to.from, to.to))
	}
}

func (g *timetable) setHere(to place) {
	was := g.here
	g.here = to
	g.showHere(was.id)
	g.showHere(to.id)
	if g.drawn != nil {
		g.drawn.mark()
		g.drawn.here.Refresh()
	}
}

func (g *timetable) showHere(id string) {
	g.repaint(id, func(b *block) { b.focused = g.board.focused && g.here.id == id })
}

// FocusGained is part of fyne.Focusable: the keyboard is where it was, or at the session of the details.
func (b *board) FocusGained() {
	b.focused = true
	g := b.g
	if g.here.id == "" && !g.here.empty() && len(g.all) > 0 {
		g.here = g.placeOf(g.all[0].ID)
		if at := g.placeOf(g.marked); at.id != "" {
			g.here = at
		}
	} else if g.here.id == "" && !g.here.empty() {
		g.here = g.gap(0, g.plan.from)
	}
	g.setHere(g.here)
}

// FocusLost is part of fyne.Focusable.
func (b *board) FocusLost() {
	b.focused, b.shift = false, false
	b.g.finishKeys()
	b.g.setHere(b.g.here)
}

// TypedRune is part of fyne.Focusable.
func (b *board) TypedRune(r rune) { handOn(b.g.p.Window.Canvas(), r) }

// handOn gives a character to the window: it may be the first of a badge that is scanned. None of them does
// anything here.
func handOn(c fyne.Canvas, r rune) {
	if c == nil {
		return
	}
	if handle := c.OnTypedRune(); handle != nil {
		handle(r)
	}
}

// KeyDown is part of desktop.Keyable.
func (b *board) KeyDown(ev *fyne.KeyEvent) { b.held(ev, true) }

// KeyUp is part of desktop.Keyable.
func (b *board) KeyUp(ev *fyne.KeyEvent) { b.held(ev, false) }

func (b *board) held(ev *fyne.KeyEvent, down bool) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		b.shift = down
	}
}

// TypedKey is part of fyne.Focusable.
func (b *board) TypedKey(ev *fyne.KeyEvent) {
	kit.NoteUse()
	g := b.g
	switch ev.Name {
	case fyne.KeyUp, fyne.KeyDown:
		by := 1
		if ev.Name == fyne.KeyUp {
			by = -1
		}
		if b.shift {
			g.stretch(by)
		} else {
			g.walk(by)
		}
	case fyne.KeyLeft:
		g.across(-1)
	case fyne.KeyRight:
		g.across(1)
	case fyne.KeyHome, fyne.KeyEnd:
		g.jump(ev.Name == fyne.KeyEnd)
	case fyne.KeyPageUp:
		g.p.days.step(-1)
	case fyne.KeyPageDown:
		g.p.days.step(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		g.onEnter()
	case fyne.KeyInsert:
		g.finishKeys()
		g.onNew()
	case fyne.KeyDelete:
		g.onDrop()
	case desktop.KeyMenu:
		g.openMenu()
	default:
		b.pass(ev)
	}
}

// pass gives a key that has no use here to the page; Escape gives up what is being moved.
func (b *board) pass(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape && b.g.giveUp() {
		return
	}
	if handle := b.g.p.Window.Canvas().OnTypedKey(); handle != nil {
		handle(ev)
	}
}

// TypedShortcut is part of fyne.Shortcutable: with Ctrl the arrows move the session and + and − the zoom.
func (b *board) TypedShortcut(s fyne.Shortcut) {
	g := b.g
	if c, ok := s.(*desktop.CustomShortcut); ok && c.Modifier&^fyne.KeyModifierShift == fyne.KeyModifierControl {
		switch c.KeyName {
		case fyne.KeyUp:
			g.nudge(-1, 0)
			return
		case fyne.KeyDown:
			g.nudge(1, 0)
			return
		case fyne.KeyLeft:
			g.nudge(0, -1)
			return
		case fyne.KeyRight:
			g.nudge(0, 1)
			return
		case fyne.KeyPlus, fyne.KeyEqual:
			g.zoom.by(1)
			return
		case fyne.KeyMinus:
			g.zoom.by(-1)
			return
		case fyne.Key0:
			g.zoom.onFit()
			return
		}
	}
	g.finishKeys()
	if c, ok := g.p.Window.Canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// onEnter opens the session, or begins one in the empty place.
func (g *timetable) onEnter() {
	g.finishKeys()
	if g.here.id != "" {
		g.p.openForm(g.here.id)
		return
	}
	g.onNew()
}

// onNew begins a session where the keyboard is: in the empty place, or behind the session.
func (g *timetable) onNew() {
	at := g.here
	if s, ok := g.session(at.id); ok {
		at = g.gap(at.column, s.End)
	} else if !at.empty() {
		at = g.gap(0, g.plan.from)
	}
	g.p.newSession(at.from, at.to, g.plan.columns[at.column].id)
}

// onDrop takes the session out of the programme; that can be undone.
func (g *timetable) onDrop() {
	g.finishKeys()
	if s, ok := g.session(g.here.id); ok {
		g.p.onDrop(s)
	}
}
