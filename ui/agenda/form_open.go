package agenda

import (
	"slices"
	"time"

	"zlot/event"
	"zlot/ui/kit"
)

// openForm shows the form of a session.
func (p *Page) openForm(id string) {
	if s, ok := p.state.session(id); ok && (p.form == nil || p.form.session.ID != id) {
		p.leaveForm(func() { p.showForm(s) })
	}
}

// newSession shows the form for a new session.
func (p *Page) newSession(from, to time.Time, room string) {
	s := event.Session{Event: p.Event.ID, Kind: event.Lecture, Start: from, End: to, Room: room}
	p.leaveForm(func() { p.showForm(s) })
}

// onAdd begins a session where the day has room for one.
func (p *Page) onAdd() {
	from, room := p.freeTime()
	p.newSession(from, from.Add(usualLength), room)
}

// addFrom is the hour at which a session begins that is added to a day without any.
const addFrom = 9

// freeTime is when and where the usual session fits: right after the chosen one in its room, else in the first gap
// of the hours that a day shows, in that room if it has one. A day without a gap gets it in the morning.
func (p *Page) freeTime() (from time.Time, room string) {
	day, today := p.dayStart(), p.today()
	clock := func(hour int) time.Time { return atClock(day, hour*60, day.Location()) }
	starts, rooms := []time.Time{clock(addFrom)}, p.openRooms()
	for _, s := range today {
		if s.ID == p.chosen && !s.AllRooms {
			starts = slices.Insert(starts, 0, s.End)
			rooms = slices.Insert(slices.DeleteFunc(rooms, func(id string) bool { return id == s.Room }), 0, s.Room)
		}
	}
	for _, s := range today {
		starts = append(starts, s.End)
	}
	starts = append(starts, clock(workFrom))
	for _, room := range rooms {
		for _, from := range starts {
			until := from.Add(usualLength)
			if !from.Before(clock(workFrom)) && !until.After(clock(workUntil)) && isFree(today, room, from, until) {
				return from, room
			}
		}
	}
	return clock(addFrom), rooms[0]
}

// openRooms are the rooms that are offered; without any, a session has none.
func (p *Page) openRooms() []string {
	var rooms []string
	for _, r := range p.state.rooms {
		if !r.Hidden {
			rooms = append(rooms, r.ID)
		}
	}
	if len(rooms) == 0 {
		return []string{""}
	}
	return rooms
}

// isFree tells whether nothing takes place in a room from a time until another.
func isFree(today []event.Session, room string, from, until time.Time) bool {
	return !slices.ContainsFunc(today, func(s event.Session) bool {
		return (s.AllRooms || s.Room == room) && s.Start.Before(until) && from.Before(s.End)
	})
}

// showForm puts the form where the details are.
func (p *Page) showForm(s event.Session) {
	if view := p.views.Chosen(); view == viewPlaces {
		p.views.SetChosen(viewGrid)
		p.showView()
	}
	p.form = newForm(p, s)
	p.split.SetRatio(formRatio)
	p.add.SetPrimary(false)
	p.detail.put(p.form.view)
	p.mark(s.ID)
	p.Window.Canvas().Focus(p.form.title)
}

// leaveForm goes on once the form is closed; where something was typed it asks first. With nothing to go on with the
// keyboard is back where the form was opened from.
func (p *Page) leaveForm(then func()) {
	leave := func() {
		if p.form != nil {
			p.closeForm()
		}
		if then != nil {
			then()
			return
		}
		p.focusView()
	}
	if p.form == nil || !p.form.touched() {
		leave()
		return
	}
	p.mark(p.form.session.ID)
	t := p.Printer.T
	var d *kit.Dialog
	d = kit.ConfirmDanger(p.Window, t("agenda.form.leave"), t("agenda.form.leave.question"), t("agenda.form.leave.drop"), func() {
		d.Close() // it gives the focus back to where it was, perhaps to an input that is about to go
		leave()
	})
}

// closeForm shows the details again.
func (p *Page) closeForm() {
	p.form.latest.Cancel()
	p.form = nil
	p.split.SetRatio(usualRatio)
	p.add.SetPrimary(true)
	p.Window.Canvas().Unfocus() // from an input that is gone
	s, ok := p.state.session(p.chosen)
	if !ok && p.chosen != "" && p.chosen == p.wanted { // just added: it comes with what is read next
		p.mark("")
		p.detail.clear()
		return
	}
	if !ok {
		s = p.chosenOf(p.today())
	}
	p.showDetail(s)
}

// focusView brings the keyboard to what is shown, where the form was opened from.
func (p *Page) focusView() {
	switch p.views.Chosen() {
	case viewGrid:
		p.Window.Canvas().Focus(p.grid.board)
	case viewList:
		p.list.Focus()
	case viewPlaces:
		if at := p.places.rowAt(p.places.chosen); at >= 0 {
			p.Window.Canvas().Focus(p.places.rows[at])
		}
	case viewConflicts:
		if len(p.troubles.rows) > 0 {
			p.Window.Canvas().Focus(p.troubles.rows[0])
		}
	}
}
