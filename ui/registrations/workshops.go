package registrations

import (
	"context"
	"io"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// placing is who gets which place, and what they are told of it.
type placing interface {
	Programme(ctx context.Context, eventID string) (event.Programme, error)
	Enrol(ctx context.Context, session, registration string, override bool) error
	MoveEnrolment(ctx context.Context, registration, from, to string, override bool) error
	Wait(ctx context.Context, session, registration string) error
	Withdraw(ctx context.Context, session, registration string) error
	LockEnrolments(ctx context.Context, eventID string, keys []event.EnrolmentKey, locked bool) error
	SetEnrolments(ctx context.Context, eventID string, exactly []event.Enrolment) error
	WriteAgenda(ctx context.Context, eventID string, w io.Writer, o event.AgendaOptions) error
	WriteCalendar(ctx context.Context, eventID string, w io.Writer, o event.CalendarOptions) error
}

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

// enrolment is how a registration stands with a session; the zero one: not at all.
func (s state) enrolment(registration, session string) event.Enrolment {
	for _, en := range s.enrolled[registration] {
		if en.Session == session {
			return en
		}
	}
	return event.Enrolment{}
}

// elsewhere is another session with sign-up in which a registration has a place while one goes on.
func (s state) elsewhere(registration string, session event.Session) (event.Session, bool) {
	for _, en := range s.enrolled[registration] {
		if o := s.sessions[en.Session]; en.State == event.Enrolled && o.SignUp && o.ID != session.ID && o.Overlaps(session) {
			return o, true
		}
	}
	return event.Session{}, false
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
	en := p.state.enrolment(e.ID, s.ID)
	icon, color, said := kit.IconEdit, kit.ColorMuted, ""
	button := kit.NewButton(t("registrations.agenda.enrol"), kit.IconPlus, func() { d.onEnrol(e, s, false) })
	switch from, ok := p.state.elsewhere(e.ID, s); {
	case en.State == event.Enrolled:
		icon, color, said = kit.IconCheck, kit.ColorAdmitted, t("places.state.taken")
		button = kit.NewButton(t("places.withdraw"), kit.IconClose, func() { d.onWithdraw(e, s) })
	case ok:
		button = kit.NewButton(t("places.here"), kit.IconChevronRight, func() { d.onMove(e, from, s, false) })
	}
	if en.State == event.OnWaitlist {
		icon, color, said = kit.IconPause, kit.ColorWarning, t("enrolment.state.waitlisted")
		button = kit.NewButton(t("places.accept"), kit.IconCheck, func() { d.onEnrol(e, s, false) })
	}
	d.places[s.ID] = button
	more := kit.NewQuiet("", kit.IconMore, nil)
	more.OnTapped(func() { kit.ShowMenu(d.placeItems(e, s, en), more) })
	wanted, locked, told := "", "", ""
	if n := e.Choice(s.Title); n > 0 {
		wanted = t("places.rank", i18n.Args{"Rank": n})
	}
	if en.Locked {
		locked = t("places.locked.word")
	}
	if !en.Told.IsZero() {
		told = t("places.told.word", i18n.Args{"Day": p.dayMonth(en.Told)})
	}
	taken := p.Printer.N("registrations.agenda.taken", p.state.taken[s.ID])
	if limit := p.state.limits[s.ID]; limit != nil {
		taken = t("registrations.agenda.taken.of", i18n.Args{"Taken": p.state.taken[s.ID], "Capacity": *limit})
	}
	words := line(icon, color, s.Title, joined("\n", joined(" · ", said, wanted, locked, told), joined(" · ", taken, p.state.rooms[s.ID])))
	return container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 2, container.NewCenter(kit.HStack(0, button, more))), words)
}

// placeItems are the rarer things that can be done about a session for somebody.
func (d *detail) placeItems(e event.Entry, s event.Session, en event.Enrolment) []*fyne.MenuItem {
	t := d.p.Printer.T
	var items []*fyne.MenuItem
	if _, ok := d.p.state.elsewhere(e.ID, s); ok && en.State != event.Enrolled {
		items = append(items, fyne.NewMenuItem(t("places.besides"), func() { d.onEnrol(e, s, false) }))
	}
	if en.State != event.OnWaitlist {
		items = append(items, fyne.NewMenuItem(t("places.wait"), func() { d.onWait(e, s) }))
	}
	switch {
	case en.State == "":
	case en.Locked:
		items = append(items, fyne.NewMenuItem(t("places.unlock"), func() { d.onLock(s, en, false) }))
	default:
		items = append(items, fyne.NewMenuItem(t("places.lock"), func() { d.onLock(s, en, true) }))
	}
	if en.State == event.OnWaitlist {
		items = append(items, fyne.NewMenuItem(t("places.withdraw"), func() { d.onWithdraw(e, s) }))
	}
	return items
}

// said is what was done with somebody and a session.
func (d *detail) said(id string, e event.Entry, s event.Session) string {
	return d.p.Printer.T(id, i18n.Args{"Name": d.p.Printer.Person(e.Who.Name.Full()), "Title": s.Title})
}

// onEnrol gives a place; where there is a reason against it, a person may
// insist.
func (d *detail) onEnrol(e event.Entry, s event.Session, insist bool) {
	d.change(s, func(ctx context.Context) error { return d.p.Service.Enrol(ctx, s.ID, e.ID, insist) },
		d.said("places.enrolled.one", e, s), d.insisting(insist, func() { d.onEnrol(e, s, true) }))
}

// onMove gives a place instead of the one that somebody has at that time.
func (d *detail) onMove(e event.Entry, from, to event.Session, insist bool) {
	d.change(to, func(ctx context.Context) error { return d.p.Service.MoveEnrolment(ctx, e.ID, from.ID, to.ID, insist) },
		d.said("places.moved.one", e, to), d.insisting(insist, func() { d.onMove(e, from, to, true) }))
}

// insisting asks whether something is to be done all the same, unless it was.
func (d *detail) insisting(insist bool, again func()) func(error) bool {
	p := d.p
	return func(err error) bool {
		if insist || !event.MayInsist(err) {
			return false
		}
		kit.Confirm(p.Window, p.Printer.T("places.anyway.title"), p.Printer.Error(err), p.Printer.N("places.anyway", 1), again)
		return true
	}
}

func (d *detail) onWait(e event.Entry, s event.Session) {
	d.change(s, func(ctx context.Context) error { return d.p.Service.Wait(ctx, s.ID, e.ID) }, d.said("places.waited.one", e, s), nil)
}

func (d *detail) onWithdraw(e event.Entry, s event.Session) {
	d.change(s, func(ctx context.Context) error { return d.p.Service.Withdraw(ctx, s.ID, e.ID) }, d.said("places.withdrawn.one", e, s), nil)
}

// onLock says that an allocation leaves somebody's place as it is, or may change it.
func (d *detail) onLock(s event.Session, en event.Enrolment, locked bool) {
	said := map[bool]string{true: "places.locked.done", false: "places.unlocked.done"}[locked]
	d.change(s, func(ctx context.Context) error {
		return d.p.Service.LockEnrolments(ctx, d.p.Event.ID, []event.EnrolmentKey{en.Key()}, locked)
	}, d.p.Printer.N(said, 1), nil)
}

// change does something about a place, with a toast that takes it back; refused
// may deal with what went wrong.
func (d *detail) change(s event.Session, do func(context.Context) error, said string, refused func(error) bool) {
	p := d.p
	focused := p.Window.Canvas().Focused() == fyne.Focusable(d.places[s.ID])
	of := event.EnrolmentFilter{Event: p.Event.ID, Registration: d.entry.ID}
	kit.Run(p.Context, func(ctx context.Context) ([]event.Enrolment, error) { return event.Rearrange(ctx, p.Store, of, do) },
		func(back []event.Enrolment, err error) {
			if err != nil {
				if refused == nil || !refused(err) {
					kit.ShowError(p.Window, p.Printer, err)
				}
				return
			}
			if focused {
				d.refocus = s.ID
			}
			p.toast(said, func() { p.putBack(back) })
			p.readIfShown()
		})
}

// putBack makes somebody's places what they were.
func (p *Page) putBack(back []event.Enrolment) {
	kit.Run(p.Context, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.Service.SetEnrolments(ctx, p.Event.ID, back)
	},
		func(_ struct{}, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			p.toast(p.Printer.T("places.back"), nil)
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
