package agenda

import (
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// dragKind says what a pull changes.
type dragKind int

const (
	dragNone   dragKind = iota
	dragMove            // time and room
	dragTop             // the beginning
	dragBottom          // the end
	dragNew             // nothing yet: a new session comes to be
)

// drag is a session on its way to another time or room; it is written when it is let go.
type drag struct {
	kind     dragKind
	was      event.Session // as it is written; of a new one only the kind
	from, to time.Time
	room     string
	column   int
	grabbed  time.Duration // from the beginning to where it was taken
	anchor   time.Time     // of a new one: where the pull began
	keys     bool          // the keyboard moves it
	settled  bool          // it is written, but not read again yet
	wrong    []event.Conflict
}

// shortest is the shortest that a pull or a key makes a session.
const shortest = 5 * time.Minute

// follow works out the times and the room of a pull from where the mouse is.
func (d *drag) follow(s scale, at fyne.Position, step time.Duration) {
	t := s.at(at.Y)
	snap := func(t time.Time) time.Time { return snapped(t, s.plan.midnight, step) }
	switch d.kind {
	case dragMove:
		length := d.was.Length()
		d.from = clampTime(snap(t.Add(-d.grabbed)), s.plan.midnight, s.plan.midnight.AddDate(0, 0, 1).Add(-step))
		d.to = d.from.Add(length)
		if !d.was.AllRooms {
			d.column = s.columnAt(at.X)
			d.room = s.plan.columns[d.column].id
		}
	case dragTop:
		d.from = clampTime(snap(t), s.plan.midnight, d.was.End.Add(-shortest))
	case dragBottom:
		d.to = clampTime(snap(t), d.was.Start.Add(shortest), s.plan.until())
	case dragNew:
		d.from, d.to = d.anchor, snap(t)
		if d.to.Before(d.from) {
			d.from, d.to = d.to, d.from
		}
		if d.to.Sub(d.from) < step {
			d.to = d.from.Add(step)
		}
	}
}

func clampTime(t, least, most time.Time) time.Time {
	if t.After(most) {
		t = most
	}
	if t.Before(least) {
		t = least
	}
	return t
}

// now is the session as it would be.
func (d *drag) now() event.Session {
	s := d.was
	s.Start, s.End, s.Room = d.from.UTC(), d.to.UTC(), d.room
	return s
}

// changed says whether letting go changes anything.
func (d *drag) changed() bool {
	return !d.from.Equal(d.was.Start) || !d.to.Equal(d.was.End) || d.room != d.was.Room
}

// edit is what is written: only what changes.
func (d *drag) edit() event.SessionEdit {
	s := d.now()
	e := event.SessionEdit{ID: s.ID}
	if !s.Start.Equal(d.was.Start) {
		e.Update.Start = &s.Start
	}
	if !s.End.Equal(d.was.End) {
		e.Update.End = &s.End
	}
	if s.Room != d.was.Room {
		e.Update.Room = &s.Room
	}
	return e
}

// beginDrag takes hold of what the mouse went down on.
func (g *timetable) beginDrag(p *press) bool {
	s := g.scale()
	g.origin = fyne.CurrentApp().Driver().AbsolutePositionForObject(g.body)
	d := &drag{kind: p.kind}
	if p.kind == dragNew {
		d.column = s.columnAt(p.at.X)
		d.room = g.plan.columns[d.column].id
		d.anchor = g.plan.midnight.Add(s.at(p.at.Y).Sub(g.plan.midnight).Truncate(g.zoom.step))
		d.from, d.to = d.anchor, d.anchor.Add(g.zoom.step)
		d.was = event.Session{Event: g.p.state.event.ID, Kind: event.Lecture}
	} else {
		found, ok := g.session(p.id)
		if !ok {
			return false
		}
		d.hold(found, g.placeOf(p.id).column)
		d.grabbed = s.at(p.at.Y).Sub(found.Start)
	}
	g.take(d)
	return true
}

// hold begins with the session as it is.
func (d *drag) hold(s event.Session, column int) {
	d.was, d.from, d.to, d.room, d.column = s, s.Start, s.End, s.Room, column
}

// take shows that something is being moved.
func (g *timetable) take(d *drag) {
	g.drag = d
	g.repaint(d.was.ID, func(b *block) { b.faded = true })
	g.judge()
}

// dragTo moves what is held to where the mouse is, and scrolls at the edges.
func (g *timetable) dragTo(mouse fyne.Position) {
	g.mouse = mouse
	g.follow()
	g.roll()
	g.overDay(mouse)
}

func (g *timetable) follow() {
	d := g.drag
	from, to, room := d.from, d.to, d.room
	d.follow(g.scale(), g.mouse.Subtract(g.origin).Add(g.body.Offset), g.zoom.step)
	if !from.Equal(d.from) || !to.Equal(d.to) || room != d.room {
		g.judge()
	}
}

// judge works out what would be wrong, and shows it. It is asked for each step of the grid, not for each
// movement of the mouse.
func (g *timetable) judge() {
	d := g.drag
	d.wrong = nil
	if d.changed() {
		d.wrong = g.p.state.programme.ConflictsOf(d.now())
	}
	g.ghost.show(d)
	g.zoom.say(g.p.spoken(d))
}

// spoken says in words where something would be.
func (p *Page) spoken(d *drag) string {
	args := i18n.Args{"Hours": p.hours(d.now()), "Room": p.roomTitle(d.room), "Length": p.Printer.N("timetable.minutes", int(d.to.Sub(d.from)/time.Minute))}
	if d.was.AllRooms {
		args["Room"] = p.Printer.T("timetable.rooms.all")
	}
	return p.Printer.T("timetable.where", args)
}

func (p *Page) roomTitle(id string) string {
	if id == "" {
		return p.Printer.T("agenda.room.none")
	}
	return p.state.titles[id]
}

// drop writes what was held.
func (g *timetable) drop() {
	d := g.drag
	g.stopRolling()
	switch {
	case d == nil || d.settled:
	case d.kind == dragNew:
		at := place{column: d.column, at: d.from, from: d.from, to: d.to}
		g.letGo()
		g.stand(at)
		g.onNew()
	case !d.changed():
		g.letGo()
	default:
		d.settled = true
		g.p.chosen = d.was.ID // also where it is on another day now
		g.p.edit(g.p.told(d), []event.SessionEdit{d.edit()})
		if g.drag == d { // not read again yet
			g.unsettle = kit.After(settling, g.letGo)
		}
	}
}

// settling is how long what was let go is shown in its new place before it was read again. It ends sooner when it
// is, and then only if something went wrong.
const settling = 3 * time.Second

// told says what was done.
func (p *Page) told(d *drag) string {
	s := d.now()
	args := i18n.Args{"Title": s.Title, "Hours": p.hours(s), "Room": p.roomTitle(s.Room), "Day": p.date(s.Start)}
	zone := p.state.event.Zone()
	switch {
	case event.DateOf(s.Start, zone) != event.DateOf(d.was.Start, zone):
		return p.Printer.T("timetable.moved.day", args)
	case s.Room != d.was.Room:
		return p.Printer.T("timetable.moved.room", args)
	case s.Length() != d.was.Length():
		return p.Printer.T("timetable.resized", args)
	}
	return p.Printer.T("timetable.moved", args)
}

// letGo ends a pull; what was not written stays as it was.
func (g *timetable) letGo() {
	d := g.drag
	if d == nil {
		return
	}
	g.drag = nil
	g.stopRolling()
	if g.unsettle != nil {
		g.unsettle()
		g.unsettle = nil
	}
	g.ghost.clear()
	g.repaint(d.was.ID, func(b *block) { b.faded = false })
	g.zoom.say("")
}

// giveUp ends a pull without a change, also while the button is still held.
func (g *timetable) giveUp() bool {
	if g.drag == nil || g.drag.settled {
		return false
	}
	if p := g.board.press; p != nil {
		p.given = true
	}
	day := g.dayOf(g.drag.was)
	g.letGo()
	if day != "" && day != g.day {
		g.p.days.choose(day)
	}
	return true
}
