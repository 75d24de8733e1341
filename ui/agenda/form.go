package agenda

import (
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// usualLength is how long a session is that somebody begins to write.
const usualLength = 45 * time.Minute

// form is what can be changed of a session.
type form struct {
	p       *Page
	session event.Session // as it was when the form was opened; without an id: a new one
	view    fyne.CanvasObject
	title   *kit.Entry
}

// openForm shows the form of a session.
func (p *Page) openForm(id string) {
	if s, ok := p.state.session(id); ok {
		p.leaveForm(func() { p.showForm(s) })
	}
}

// newSession shows the form for a new session.
func (p *Page) newSession(from, to time.Time, room string) {
	p.leaveForm(func() {
		p.showForm(event.Session{Event: p.Event.ID, Kind: event.Lecture, Start: from, End: to, Room: room})
	})
}

// onAdd begins a session after the last one of the day.
func (p *Page) onAdd() {
	from := p.dayStart().Add(9 * time.Hour)
	room := ""
	for _, s := range p.today() {
		if s.End.After(from) {
			from, room = s.End, s.Room
		}
	}
	p.newSession(from, from.Add(usualLength), room)
}

func (p *Page) showForm(s event.Session) {
	p.detail.latest.Cancel()
	p.form = newForm(p, s)
	p.split.SetRatio(formRatio)
	p.detail.put(p.form.view)
	p.Window.Canvas().Focus(p.form.title)
}

// leaveForm goes on after the form is closed; where something was typed it asks first.
func (p *Page) leaveForm(then func()) {
	if p.form == nil {
		if then != nil {
			then()
		}
		return
	}
	p.closeForm()
	if then != nil {
		then()
	}
}

func (p *Page) closeForm() {
	p.form = nil
	p.split.SetRatio(usualRatio)
	p.showDetail(p.chosenOf(p.today()))
}

func newForm(p *Page, s event.Session) *form {
	f := &form{p: p, session: s, title: kit.NewEntry("")}
	f.title.SetText(s.Title)
	f.view = kit.Pad(3, f.title)
	return f
}

func (f *form) reread() {}

func (f *form) onSave() {}
