package agenda

import (
	"time"

	"zlot/ui/kit"
)

// resting is how long the keyboard may rest before what it moved is written: several presses are one change.
const resting = 600 * time.Millisecond

// nudge moves the session by steps of the grid and rooms.
func (g *timetable) nudge(steps, rooms int) {
	d := g.byKeys()
	if d == nil {
		return
	}
	by := time.Duration(steps) * g.zoom.step
	from := clampTime(d.from.Add(by), g.plan.midnight, g.plan.midnight.AddDate(0, 0, 1).Add(-shortest))
	d.to = from.Add(d.to.Sub(d.from))
	d.from = from
	if column := d.column + rooms; rooms != 0 && !d.was.AllRooms && column >= 0 && column < len(g.plan.columns) {
		d.column, d.room = column, g.plan.columns[column].id
	}
	g.pressed()
}

// stretch makes the session longer or shorter by a step of the grid.
func (g *timetable) stretch(steps int) {
	d := g.byKeys()
	if d == nil {
		return
	}
	d.to = clampTime(d.to.Add(time.Duration(steps)*g.zoom.step), d.from.Add(shortest), d.from.AddDate(0, 0, 1))
	g.pressed()
}

// byKeys takes hold of the session where the keyboard is. What was written just now goes on from there.
func (g *timetable) byKeys() *drag {
	if d := g.drag; d != nil {
		if d.was.ID != g.here.id || g.board.press != nil {
			return nil
		}
		if d.settled {
			d.was, d.settled = d.now(), false
		}
		d.keys = true
		return d
	}
	s, ok := g.session(g.here.id)
	if !ok {
		return nil
	}
	d := &drag{kind: dragMove, keys: true}
	d.hold(s, g.placeOf(s.ID).column)
	g.take(d)
	return d
}

// pressed shows where the keyboard has moved the session, and writes it when no further key comes.
func (g *timetable) pressed() {
	g.room(g.drag.from, g.drag.to)
	g.judge()
	g.look(g.ghost.Position(), g.ghost.Size())
	if g.rest != nil {
		g.rest()
	}
	g.rest = kit.After(resting, g.finishKeys)
}

// finishKeys writes at once what the keyboard has moved.
func (g *timetable) finishKeys() {
	if g.rest != nil {
		g.rest()
		g.rest = nil
	}
	if g.drag != nil && g.drag.keys && !g.drag.settled {
		g.drop()
	}
}

// room shows more hours where something is moved beyond what there is.
func (g *timetable) room(from, to time.Time) {
	grown := g.grown
	for from.Before(g.plan.from) && g.plan.from.After(g.plan.midnight) {
		g.grow(0)
	}
	for to.After(g.plan.until()) && g.grow(1) {
		continue
	}
	if grown != g.grown {
		g.arrange()
	}
}

// grow shows an hour more at the beginning or the end, if the day has one.
func (g *timetable) grow(end int) bool {
	hours, from := g.plan.hours, g.plan.from
	g.grown[end]++
	g.paint()
	if g.plan.hours == hours {
		g.grown[end]--
		return false
	}
	if g.plan.from.Before(from) { // what is seen stays where it is
		g.body.Offset.Y += g.zoom.hour
		g.scrolled()
	}
	return true
}
