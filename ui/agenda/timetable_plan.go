package agenda

import (
	"slices"
	"time"

	"zlot/event"
)

// A day without sessions shows these hours, so that one can begin to build.
const (
	workFrom  = 8
	workUntil = 20
	// night is how far behind midnight a day can reach when something is pulled over its end.
	night = 6
)

// column is a room beside the others; without an id it holds what has no room.
type column struct {
	id, title, venue string
	capacity         *int
}

// cell is where a session stands: its columns, its lane where several sessions share a room at a time.
type cell struct {
	session     event.Session
	first, last int // columns; more than one for a break in all rooms
	lane, lanes int
	under       bool // there is a break in all rooms behind it
	free, wide  int  // of such a break: from which column, and over how many, its words can be read
}

// band says whether the cell stands across its columns.
func (c cell) band() bool { return c.session.AllRooms }

// in says whether the cell stands in a column.
func (c cell) in(column int) bool { return c.first <= column && column <= c.last }

// dayPlan is a day worked out for the timetable.
type dayPlan struct {
	midnight time.Time // with which the day begins
	from     time.Time // the first full hour that is shown
	hours    int
	columns  []column
	cells    []cell // bands first, then column by column, by start
}

// planning is what a day is worked out from.
type planning struct {
	day      event.Date
	zone     *time.Location
	rooms    []event.Room
	sessions []event.Session // of the day, by start
	before   int             // hours to show beyond what there is, for something that is pulled there
	after    int
	least    time.Duration // what is shorter is drawn as if it were that long
}

// layOut works out where sessions stand.
func layOut(in planning) dayPlan {
	d := dayPlan{columns: columnsOf(in)}
	d.midnight = in.day.Time(in.zone)
	y, m, day := d.midnight.Date()
	clock := func(hour int) time.Time { return time.Date(y, m, day, hour, 0, 0, 0, in.zone) }
	d.from = clock(workFrom)
	until := clock(workUntil)
	for _, s := range in.sessions {
		if s.Start.Before(d.from) {
			d.from = fullHour(s.Start.In(in.zone))
		}
		if s.End.After(until) {
			until = s.End
		}
	}
	if d.from = d.from.Add(-time.Duration(in.before) * time.Hour); d.from.Before(d.midnight) {
		d.from = d.midnight
	}
	if last := clock(24 + night); in.after > 0 && until.Before(last) {
		until = until.Add(time.Duration(in.after) * time.Hour)
		if until.After(last) {
			until = last
		}
	}
	d.hours = max(int((until.Sub(d.from)+time.Hour-1)/time.Hour), 1)
	for _, s := range in.sessions {
		if s.AllRooms {
			first, last := d.span(in.rooms, s)
			d.cells = append(d.cells, cell{session: s, first: first, last: last, lanes: 1})
		}
	}
	bands := slices.Clone(d.cells)
	for i, c := range d.columns {
		d.cells = append(d.cells, lanes(in, c.id, i, bands)...)
	}
	for i := range bands {
		d.cells[i].free, d.cells[i].wide = d.openColumns(d.cells[i])
	}
	return d
}

// openColumns is the widest part of a break on which nothing else stands; where there is none the whole of it.
func (d *dayPlan) openColumns(band cell) (from, wide int) {
	run := 0
	for i := band.first; i <= band.last; i++ {
		run++
		for _, c := range d.cells {
			if c.under && c.first == i && c.session.Overlaps(band.session) {
				run = 0
				break
			}
		}
		if run > wide {
			from, wide = i-run+1, run
		}
	}
	if wide == 0 {
		return band.first, band.last - band.first + 1
	}
	return from, wide
}

func fullHour(t time.Time) time.Time {
	return t.Add(-time.Duration(t.Minute())*time.Minute - time.Duration(t.Second())*time.Second - time.Duration(t.Nanosecond()))
}

// columnsOf are the rooms in their order, those of a venue together. A hidden room is there while something
// happens in it, and so is the column of what has no room.
func columnsOf(in planning) []column {
	used := map[string]bool{}
	for _, s := range in.sessions {
		if !s.AllRooms || s.Room != "" {
			used[s.Room] = true
		}
	}
	var venues []string
	for _, r := range in.rooms {
		if !slices.Contains(venues, r.Venue) {
			venues = append(venues, r.Venue)
		}
	}
	var all []column
	for _, venue := range venues {
		for _, r := range in.rooms {
			if r.Venue == venue && (!r.Hidden || used[r.ID]) {
				all = append(all, column{id: r.ID, title: r.Title, venue: r.Venue, capacity: r.Capacity})
			}
		}
	}
	if len(all) == 0 || used[""] {
		all = append(all, column{})
	}
	return all
}

// span are the columns over which a break in all rooms stands: those of the venue where it is served, or all.
func (d *dayPlan) span(rooms []event.Room, s event.Session) (first, last int) {
	last = len(d.columns) - 1
	at := slices.IndexFunc(rooms, func(r event.Room) bool { return s.Room != "" && r.ID == s.Room })
	if at < 0 {
		if last > 0 && d.columns[last].id == "" {
			last--
		}
		return 0, last
	}
	first = last
	end := 0
	for i, c := range d.columns {
		if c.id != "" && c.venue == rooms[at].Venue {
			first, end = min(first, i), max(end, i)
		}
	}
	return first, end
}

// lanes puts the sessions of a room beside each other as far as they overlap.
func lanes(in planning, room string, at int, bands []cell) []cell {
	var cells []cell
	begin := 0 // of the cells that hang together
	var ends []time.Time
	finish := func() {
		for i := begin; i < len(cells); i++ {
			cells[i].lanes = len(ends)
		}
		begin, ends = len(cells), nil
	}
	for _, s := range in.sessions {
		if s.Room != room || s.AllRooms {
			continue
		}
		if !slices.ContainsFunc(ends, func(end time.Time) bool { return s.Start.Before(end) }) {
			finish()
		}
		until := s.End
		if s.Length() < in.least {
			until = s.Start.Add(in.least)
		}
		lane := slices.IndexFunc(ends, func(end time.Time) bool { return !s.Start.Before(end) })
		if lane < 0 {
			lane = len(ends)
			ends = append(ends, until)
		} else {
			ends[lane] = until
		}
		under := slices.ContainsFunc(bands, func(b cell) bool { return b.in(at) && b.session.Overlaps(s) })
		cells = append(cells, cell{session: s, first: at, last: at, lane: lane, under: under})
	}
	finish()
	return cells
}

// until is the end of what is shown.
func (d *dayPlan) until() time.Time { return d.from.Add(time.Duration(d.hours) * time.Hour) }

// venues says whether the rooms are in several buildings.
func (d *dayPlan) venues() bool {
	return slices.ContainsFunc(d.columns, func(c column) bool { return c.id != "" && c.venue != d.columns[0].venue })
}
