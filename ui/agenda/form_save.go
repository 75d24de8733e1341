package agenda

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onSave writes what was typed, or marks the field that is wrong.
func (f *form) onSave() {
	if f.saving {
		return
	}
	f.form.ClearErrors()
	s, err := f.read()
	if err != nil {
		f.refuse(err)
		return
	}
	making, u := "", f.update(s)
	if room, _ := f.room.Value(); room == newRoom {
		making = f.typed().making
	}
	switch {
	case s.ID == "":
		f.add(s, making)
	case u == (event.SessionUpdate{}) && making == "":
		f.p.closeForm()
		f.p.focusView()
	case s.Series != "" && f.p.inSeries(s) > 1:
		f.askScope(func(scope event.SeriesScope) { f.change(s, u, making, scope) })
	default:
		f.change(s, u, making, event.SeriesOne)
	}
}

// add writes a new session.
func (f *form) add(s event.Session, making string) {
	f.write(f.p.Printer.T("agenda.done.added", i18n.Args{"Title": s.Title}), making, func(ctx context.Context, room string) (string, []event.SessionEdit, error) {
		if room != "" {
			s.Room = room
		}
		added, err := f.p.Service.AddSession(ctx, s)
		return added.ID, []event.SessionEdit{{ID: added.ID, Update: event.SessionUpdate{Dropped: yes()}}}, err
	})
}

// change writes the fields that were changed, of one meeting or of others of its series too.
func (f *form) change(s event.Session, u event.SessionUpdate, making string, scope event.SeriesScope) {
	f.write(f.p.Printer.T("agenda.done.changed", i18n.Args{"Title": s.Title}), making, func(ctx context.Context, room string) (string, []event.SessionEdit, error) {
		if room != "" {
			u.Room = &room
		}
		back, err := f.p.Service.UpdateSeries(ctx, s.ID, u, scope)
		return s.ID, back, err
	})
}

// askScope asks for which meetings of a series a change is.
func (f *form) askScope(chosen func(event.SeriesScope)) {
	t := f.p.Printer.T
	kit.ShowMenu([]*fyne.MenuItem{
		fyne.NewMenuItem(t("agenda.scope.one"), func() { chosen(event.SeriesOne) }),
		fyne.NewMenuItem(t("agenda.scope.following"), func() { chosen(event.SeriesFollowing) }),
		fyne.NewMenuItem(t("agenda.scope.all"), func() { chosen(event.SeriesAll) }),
	}, f.save).Activate(0)
}

// inSeries is how many meetings the series of a session has.
func (p *Page) inSeries(s event.Session) int {
	n := 0
	for _, x := range p.state.sessions {
		if s.Series != "" && x.Series == s.Series {
			n++
		}
	}
	return n
}

func yes() *bool { v := true; return &v }

// write makes the new room, if one was named, and does what is to be done in it. The form stays open with what was
// typed until that is stored.
func (f *form) write(label, making string, work func(ctx context.Context, room string) (id string, back []event.SessionEdit, err error)) {
	p := f.p
	begin := func() { // once more too, when it was refused and somebody lets it be done
		f.saving = true
		f.save.SetEnabled(false)
	}
	begin()
	id := ""
	p.doStep(step{label: label, under: kit.Beginning(p.Context, begin)}, func(ctx context.Context) (back []event.SessionEdit, err error) {
		made := ""
		if making != "" {
			room, err := p.Service.AddRoom(ctx, event.Room{Event: p.Event.ID, Title: making})
			if err != nil {
				return nil, inField(err, "newroom")
			}
			made = room.ID
		}
		id, back, err = work(ctx, made)
		return back, err
	}, func(err error) {
		f.saving = false
		f.save.SetEnabled(true)
		if err != nil {
			f.refuse(err)
			return
		}
		if p.form == f {
			p.chosen, p.wanted = id, id
			p.closeForm()
			p.focusView()
		}
	})
}

// inField puts an error that names a field of something else at a field of this form.
func inField(err error, field string) error {
	var known *event.Error
	if !errors.As(err, &known) {
		return err
	}
	moved := *known
	moved.Field = field
	return &moved
}

// refuse shows an error at its field.
func (f *form) refuse(err error) {
	var known *event.Error
	var clock wrongClock
	switch {
	case errors.As(err, &clock):
		f.form.SetError(string(clock), f.p.Printer.T("agenda.form.clock.wrong"))
		return
	case errors.As(err, &known) && f.form.SetError(known.Field, f.p.Printer.Error(err)):
		return
	}
	kit.ShowError(f.p.Window, f.p.Printer, err)
}
