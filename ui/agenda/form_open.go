package agenda

import (
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

// onAdd begins a session after the last one of the day, where that was.
func (p *Page) onAdd() {
	day := p.dayStart()
	from, room := atClock(day, 9*60, day.Location()), ""
	for _, s := range p.today() {
		if s.End.After(from) {
			from = s.End
			if !s.AllRooms && s.Kind != event.Break {
				room = s.Room
			}
		}
	}
	if next := day.AddDate(0, 0, 1); from.After(next.Add(-usualLength)) {
		from = next.Add(-usualLength)
	}
	p.newSession(from, from.Add(usualLength), room)
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
	s, ok := p.state.session(p.chosen)
	if !ok {
		s = p.chosenOf(p.today())
	}
	p.Window.Canvas().Unfocus() // from an input that is gone
	p.showDetail(s)
}

// focusView brings the keyboard back to where the form was opened from.
func (p *Page) focusView() {
	switch p.views.Chosen() {
	case viewGrid:
		p.Window.Canvas().Focus(p.grid.board)
	case viewList:
		p.list.Focus()
	}
}
