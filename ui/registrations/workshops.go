package registrations

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// signUps are the sessions with sign-up, by time, then by title.
func (s state) signUps() []event.Session {
	var all []event.Session
	for _, session := range s.sessions {
		if session.SignUp {
			all = append(all, session)
		}
	}
	slices.SortFunc(all, func(a, b event.Session) int {
		if c := a.Start.Compare(b.Start); c != 0 {
			return c
		}
		return event.ComparePolish(a.Title, b.Title)
	})
	return all
}

// wish is which choice of a person a session is, from 1; 0: none.
func wish(e event.Entry, s event.Session) int {
	return 1 + slices.IndexFunc(e.Preferences, func(title string) bool { return event.Fold(title) == event.Fold(s.Title) })
}

// enrolment is how a registration stands with a session; empty: not at all.
func (s state) enrolment(registration, session string) event.EnrolmentState {
	for _, en := range s.enrolled[registration] {
		if en.Session == session {
			return en.State
		}
	}
	return ""
}

// makeWorkshops lists what one can sign up for, those at the same time
// together, each with what can be done there by hand.
func (d *detail) makeWorkshops(e event.Entry) []fyne.CanvasObject {
	p := d.p
	d.places = map[string]*kit.Button{}
	var all []fyne.CanvasObject
	var before event.Session
	for i, s := range p.state.signUps() {
		if i == 0 || !s.Start.Equal(before.Start) {
			all = append(all, kit.Section(p.Printer.T("registrations.agenda.choose", i18n.Args{"When": p.when(s.Start)})))
		}
		before = s
		all = append(all, d.makeWorkshop(e, s))
	}
	return all
}

func (d *detail) makeWorkshop(e event.Entry, s event.Session) fyne.CanvasObject {
	p, t := d.p, d.p.Printer.T
	icon, color, said := kit.IconEdit, kit.ColorMuted, ""
	button := kit.NewButton(t("registrations.agenda.enrol"), kit.IconPlus, func() { d.onEnrol(e, s, false) })
	buttons := kit.HStack(1, button)
	switch p.state.enrolment(e.ID, s.ID) {
	case event.Enrolled:
		icon, color, said = kit.IconCheck, kit.ColorAdmitted, t("registrations.agenda.placed")
		button = kit.NewButton(t("registrations.agenda.withdraw"), kit.IconClose, func() { d.onWithdraw(e, s) })
		buttons.Objects = []fyne.CanvasObject{button}
	case event.OnWaitlist:
		icon, color, said = kit.IconPause, kit.ColorWarning, t("enrolment.state.waitlisted")
		buttons.Add(kit.NewQuiet("", kit.IconClose, func() { d.onWithdraw(e, s) }))
	}
	d.places[s.ID] = button
	wanted := ""
	if n := wish(e, s); n > 0 {
		wanted = t("registrations.agenda.rank", i18n.Args{"Rank": n})
	}
	taken := p.Printer.N("registrations.agenda.taken", p.state.taken[s.ID])
	if s.Capacity != nil {
		taken = t("registrations.agenda.taken.of", i18n.Args{"Taken": p.state.taken[s.ID], "Capacity": *s.Capacity})
	}
	words := line(icon, color, s.Title, joined("\n", joined(" · ", said, wanted), joined(" · ", taken, p.state.rooms[s.ID])))
	return container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 2, container.NewCenter(buttons)), words)
}

// onEnrol gives a place; where there is a reason against it, a person may
// insist.
func (d *detail) onEnrol(e event.Entry, s event.Session, insist bool) {
	p := d.p
	var back func(context.Context) error
	if p.state.enrolment(e.ID, s.ID) == "" { // nobody gets back onto a waiting list by hand
		back = func(ctx context.Context) error { return p.Service.Withdraw(ctx, s.ID, e.ID) }
	}
	d.change(s, func(ctx context.Context) error { return p.Service.Enrol(ctx, s.ID, e.ID, insist) },
		p.Printer.T("registrations.agenda.enrolled", i18n.Args{"Name": e.Who.Name.Full(), "Title": s.Title}), back,
		func(err error) bool {
			if insist || !refusable(err) {
				return false
			}
			kit.Confirm(p.Window, p.Printer.T("registrations.agenda.insist.title"), p.Printer.Error(err),
				p.Printer.T("registrations.agenda.insist"), func() { d.onEnrol(e, s, true) })
			return true
		})
}

// refusable is true for what a person at the desk may decide otherwise.
func refusable(err error) bool {
	return errors.Is(err, event.Fail(event.CodeSessionFull)) || errors.Is(err, event.Fail(event.CodeSessionClash))
}

func (d *detail) onWithdraw(e event.Entry, s event.Session) {
	p := d.p
	var back func(context.Context) error
	if p.state.enrolment(e.ID, s.ID) == event.Enrolled {
		back = func(ctx context.Context) error { return p.Service.Enrol(ctx, s.ID, e.ID, true) }
	}
	d.change(s, func(ctx context.Context) error { return p.Service.Withdraw(ctx, s.ID, e.ID) },
		p.Printer.T("registrations.agenda.withdrawn", i18n.Args{"Name": e.Who.Name.Full(), "Title": s.Title}), back, nil)
}

// change does something about a place, with a toast that takes it back; refused
// may deal with what went wrong.
func (d *detail) change(s event.Session, do func(context.Context) error, said string, back func(context.Context) error, refused func(error) bool) {
	p := d.p
	focused := p.Window.Canvas().Focused() == fyne.Focusable(d.places[s.ID])
	kit.Run(p.Context, func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			if refused == nil || !refused(err) {
				kit.ShowError(p.Window, p.Printer, err)
			}
			return
		}
		if focused {
			d.refocus = s.ID
		}
		var undo func()
		if back != nil {
			undo = func() { p.backFromPlace(back) }
		}
		p.toast(said, undo)
		p.readIfShown()
	})
}

func (p *Page) backFromPlace(back func(context.Context) error) {
	kit.Run(p.Context, func(ctx context.Context) (struct{}, error) { return struct{}{}, back(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.toast(p.Printer.T("registrations.agenda.back"), nil)
		p.readIfShown()
	})
}

// focusPlace keeps the focus on the button of a session that was painted anew.
func (d *detail) focusPlace() {
	if b := d.places[d.refocus]; b != nil {
		d.p.Window.Canvas().Focus(b)
	}
	d.refocus = ""
}
