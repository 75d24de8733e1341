package agenda

import (
	"context"
	"io"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/event"
	"zlot/event/i18n"
)

// exportItems are everything the programme can be written to, in groups.
func (p *Page) exportItems() []*fyne.MenuItem {
	t, e := p.Printer.T, p.exports
	none := len(p.state.sessions) == 0
	var items []*fyne.MenuItem
	group := func(title string) {
		if len(items) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		head := fyne.NewMenuItem(title, nil)
		head.Disabled = true
		items = append(items, head)
	}
	add := func(title string, possible bool, do func()) *fyne.MenuItem {
		item := fyne.NewMenuItem(title, do)
		item.Disabled = none || !possible
		items = append(items, item)
		return item
	}
	group(t("programme.group.print"))
	add(t("programme.days"), true, p.onPDF).Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierControl}
	add(t("programme.rooms"), e.inRooms(), e.onRooms)
	add(t("programme.plates"), e.hasPanels(), func() { p.onPlates(event.Session{}) })
	if s, ok := p.state.session(p.chosen); ok && len(s.Contributors) > 0 {
		add(t("programme.plates.chosen"), true, func() { p.onPlates(s) })
	}
	group(t("programme.group.plans"))
	add(p.Printer.N("programme.plans.all", e.confirmed()), e.confirmed() > 0, func() { e.onPlans(nil) })
	add(t("programme.plans.chosen"), len(p.state.programme.Entries) > 0, e.onChoosePeople)
	group(t("programme.group.calendar"))
	add(t("programme.calendar"), true, e.onCalendar)
	add(t("programme.calendar.room"), e.inRooms(), e.onChooseRoom)
	add(t("programme.calendar.rooms"), e.inRooms(), e.onAllRooms)
	group(t("programme.group.schedule"))
	add(t("programme.schedule.xml"), true, func() { e.onSchedule("xml") })
	add(t("programme.schedule.json"), true, func() { e.onSchedule("json") })
	return items
}

// sessionExports are what goes out of one session: the plates of its people, and the calendar of its room.
func (p *Page) sessionExports(s event.Session) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	if len(s.Contributors) > 0 {
		items = append(items, fyne.NewMenuItem(p.Printer.T("programme.plates.session"), func() { p.onPlates(s) }))
	}
	for _, r := range p.exports.rooms() {
		if r.ID == s.Room {
			items = append(items, fyne.NewMenuItem(p.Printer.T("programme.calendar.of", i18n.Args{"Room": r.Title}), func() { p.onRoomCalendar(r) }))
		}
	}
	if len(items) > 0 {
		items = slices.Insert(items, 0, fyne.NewMenuItemSeparator())
	}
	return items
}

// onPDF writes the programme for the wall, a page a day.
func (p *Page) onPDF() {
	t := p.Printer.T
	p.exports.ask(p.exports.paper(event.AgendaOptions{Kind: event.AgendaDays}, t("programme.days.file"), t("programme.days.writing")))
}

// onPlates writes the name plates of a session's people, or of all panels.
func (p *Page) onPlates(s event.Session) {
	t := p.Printer.T
	name := t("programme.plates.file")
	if s.ID != "" {
		name = t("exports.plates.one", i18n.Args{"Name": event.PlainName(s.Title)})
	}
	p.exports.ask(p.exports.paper(event.AgendaOptions{Kind: event.AgendaPlates, Session: s.ID}, name, t("programme.plates.writing")))
}

// onRooms writes what hangs at the doors, a page a room and day.
func (e *exports) onRooms() {
	t := e.p.Printer.T
	e.ask(e.paper(event.AgendaOptions{Kind: event.AgendaRooms}, t("programme.rooms.file"), t("programme.rooms.writing")))
}

// onPlans writes the plans of some people, or of all who are confirmed.
func (e *exports) onPlans(registrations []string) {
	t := e.p.Printer.T
	e.ask(e.paper(event.AgendaOptions{Kind: event.AgendaPersonal, Registrations: registrations}, e.plansName(registrations), t("programme.plans.writing")))
}

// plansName tells the plan of one, those of some and those of all apart, so that none is written over another.
func (e *exports) plansName(registrations []string) string {
	t := e.p.Printer.T
	switch len(registrations) {
	case 0:
		return t("programme.plans.file")
	case 1:
		for _, x := range e.p.state.programme.Entries {
			if x.ID == registrations[0] {
				return t("exports.plan.one", i18n.Args{"Name": x.Who.Name.PlainName()})
			}
		}
	}
	return t("exports.plans.some")
}

// paper is a document to be printed.
func (e *exports) paper(o event.AgendaOptions, name, working string) document {
	p := e.p
	return document{name: name, working: working, days: o.Kind == event.AgendaDays || o.Kind == event.AgendaRooms,
		write: func(ctx context.Context, w io.Writer, v version, progress event.Progress) error {
			o := o
			o.Released, o.Day, o.Language, o.Progress = v.released, v.day, p.Printer.Lang(), progress
			return p.Service.WriteAgenda(ctx, p.Event.ID, w, o)
		}}
}

// inRooms says whether anything happens in a room.
func (e *exports) inRooms() bool { return len(e.rooms()) > 0 }

// rooms are those in which something happens, in the order of their titles.
func (e *exports) rooms() []event.Room {
	used := map[string]bool{}
	for _, s := range e.p.state.sessions {
		used[s.Room] = used[s.Room] || !s.AllRooms
	}
	var all []event.Room
	for _, r := range e.p.state.rooms {
		if used[r.ID] {
			all = append(all, r)
		}
	}
	return all
}

// hasPanels says whether there is anybody to make plates for.
func (e *exports) hasPanels() bool {
	for _, s := range e.p.state.sessions {
		if s.Kind == event.Panel && len(s.Contributors) > 0 {
			return true
		}
	}
	return false
}

// confirmed counts those who get a plan.
func (e *exports) confirmed() int {
	n := 0
	for _, x := range e.p.state.programme.Entries {
		if x.Status == event.Confirmed {
			n++
		}
	}
	return n
}
