package agenda

import (
	"time"

	"zlot/event"
)

// walk goes up or down in the room: to the next session, or to the empty place before it.
func (g *timetable) walk(by int) {
	g.finishKeys()
	edge := g.edge(by)
	next, ok := g.nextInRoom(edge, by)
	switch {
	case ok && g.near(edge, next.session, by):
		g.stand(place{id: next.session.ID, column: g.here.column, at: next.session.Start})
	case by > 0 && edge.Before(g.plan.until()):
		g.stand(g.gap(g.here.column, edge))
	case by < 0 && edge.After(g.plan.from):
		from := fullHour(edge.Add(-time.Nanosecond).In(g.p.state.event.Zone()))
		if ok && next.session.End.After(from) {
			from = next.session.End
		}
		g.stand(place{column: g.here.column, at: from, from: from, to: edge})
	}
}

// nextInRoom is the first session of the room from a time on, or the last one up to it.
func (g *timetable) nextInRoom(edge time.Time, by int) (next cell, ok bool) {
	for _, c := range g.plan.cells {
		if !c.in(g.here.column) || c.session.ID == g.here.id {
			continue
		}
		from, to := c.session.Start, c.session.End
		if by > 0 && !from.Before(edge) && (!ok || from.Before(next.session.Start)) {
			next, ok = c, true
		}
		if by < 0 && !to.After(edge) && (!ok || to.After(next.session.End)) {
			next, ok = c, true
		}
	}
	return next, ok
}

// near says whether nothing worth stopping at lies before a session.
func (g *timetable) near(edge time.Time, s event.Session, by int) bool {
	if by > 0 {
		return s.Start.Sub(edge) < 15*time.Minute
	}
	return edge.Sub(s.End) < 15*time.Minute
}

// edge is the end of where the keyboard is, or its beginning.
func (g *timetable) edge(by int) time.Time {
	from, to := g.here.from, g.here.to
	if s, ok := g.session(g.here.id); ok {
		from, to = s.Start, s.End
	}
	if from.IsZero() {
		from, to = g.plan.from, g.plan.from
	}
	if by > 0 {
		return to
	}
	return from
}

// across goes to what is beside it at the same time: another session in the room, or the next room.
func (g *timetable) across(by int) {
	g.finishKeys()
	at := g.here.at
	if at.IsZero() {
		at = g.plan.from
	}
	if id := g.beside(by); id != "" {
		g.stand(place{id: id, column: g.here.column, at: at})
		return
	}
	column := g.here.column + by
	if now := g.cellOf(g.here.id); g.here.id != "" && now.band() {
		column = now.last + 1
		if by < 0 {
			column = now.first - 1
		}
	}
	if column < 0 || column >= len(g.plan.columns) {
		return
	}
	if c, ok := g.cellAt(column, at, by); ok {
		g.stand(place{id: c.session.ID, column: column, at: at})
		return
	}
	from := fullHour(at.In(g.p.state.event.Zone()))
	for _, c := range g.plan.cells {
		if c.in(column) && c.session.End.After(from) && !c.session.End.After(at) {
			from = c.session.End
		}
	}
	to := g.gap(column, from)
	to.at = at
	g.stand(to)
}

// beside is the session in the next lane of the room, if it takes place at the same time.
func (g *timetable) beside(by int) string {
	now := g.cellOf(g.here.id)
	if g.here.id == "" || now.band() {
		return ""
	}
	for _, c := range g.plan.cells {
		if c.first == now.first && !c.band() && c.lane == now.lane+by && c.session.Overlaps(now.session) {
			return c.session.ID
		}
	}
	return ""
}

// cellAt is the session of a column at a time; of several the one that is next from where one comes.
func (g *timetable) cellAt(column int, at time.Time, by int) (found cell, ok bool) {
	for _, c := range g.plan.cells {
		if !c.in(column) || at.Before(c.session.Start) || !at.Before(c.session.End) {
			continue
		}
		if !ok || found.band() || (by < 0 && c.lane > found.lane) || (by > 0 && c.lane < found.lane) {
			found, ok = c, true
		}
	}
	return found, ok
}

// jump goes to the first session of the day or to the last one.
func (g *timetable) jump(last bool) {
	g.finishKeys()
	if len(g.all) == 0 {
		return
	}
	s := g.all[0]
	if last {
		s = g.all[len(g.all)-1]
	}
	g.stand(g.placeOf(s.ID))
}
