package agenda

import (
	"maps"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The ways to look at the programme.
const (
	viewGrid      = "grid"
	viewList      = "list"
	viewPlaces    = "places"
	viewConflicts = "conflicts"
)

// How much of the page the programme gets beside the details, and beside the form, which needs more.
const (
	usualRatio = 0.71
	formRatio  = 0.6
)

// wholeEvent is how many days an event may have to be offered with all of them; of a longer one those that have
// something.
const wholeEvent = 14

func (p *Page) viewTabs() []kit.Tab {
	t := p.Printer.T
	conflicts := t("agenda.view.conflicts")
	if n := len(p.state.conflicts); n > 0 {
		conflicts = t("agenda.view.conflicts.count", i18n.Args{"Count": n})
	}
	return []kit.Tab{{ID: viewGrid, Text: t("agenda.view.grid")}, {ID: viewList, Text: t("agenda.view.list")},
		{ID: viewPlaces, Text: t("agenda.view.places")}, {ID: viewConflicts, Text: conflicts}}
}

// show paints everything that was read.
func (p *Page) show() {
	if p.halls != nil {
		p.halls.show()
	}
	if p.versions != nil {
		p.versions.read()
	}
	if p.allocation != nil && !p.allocation.writing {
		p.allocation.work()
	}
	p.showWishes()
	p.export.SetEnabled(len(p.state.sessions) > 0)
	p.views.SetTabs(p.viewTabs())
	if some := len(p.state.conflicts) > 0; some != p.listsConflicts {
		p.listsConflicts = some
		p.list.SetColumns(p.listColumns(some))
	}
	p.days.set(p.dayTabs())
	p.showView()
	p.showWanted()
	p.content.Refresh()
}

// dayTabs are the days of the event and those on which something happens.
func (p *Page) dayTabs() []kit.Tab {
	zone, e := p.state.event.Zone(), p.state.event
	some := map[event.Date]bool{}
	for _, s := range p.state.sessions {
		some[event.DateOf(s.Start, zone)] = true
	}
	if len(some) == 0 {
		some[e.Start] = true
	}
	from, to := e.Start.Time(zone), e.End.Time(zone)
	if !to.After(from.AddDate(0, 0, wholeEvent)) {
		for at := from; !at.After(to); at = at.AddDate(0, 0, 1) {
			some[event.DateOf(at, zone)] = true
		}
	}
	tabs := make([]kit.Tab, 0, len(some))
	for _, d := range slices.Sorted(maps.Keys(some)) {
		at := d.Time(zone)
		tabs = append(tabs, kit.Tab{ID: string(d), Text: p.Printer.T("agenda.day", i18n.Args{"Weekday": p.Printer.Weekday(at), "Date": p.Printer.ShortDate(at)})})
	}
	return tabs
}

// showView paints the programme in the way that is chosen.
func (p *Page) showView() {
	view := p.views.Chosen()
	p.above.Hidden = view == viewPlaces || view == viewConflicts
	shown := fyne.CanvasObject(p.split)
	switch view {
	case viewPlaces:
		shown = p.places.view
		p.places.show()
		p.count.SetText("")
	case viewConflicts:
		p.troubles.show()
		p.day.Objects = []fyne.CanvasObject{p.troubles.view}
		p.showChosen(p.state.sessions)
	default:
		p.showDay()
	}
	p.body.Objects = []fyne.CanvasObject{shown}
	p.content.Refresh()
}

// today are the sessions of the chosen day.
func (p *Page) today() []event.Session {
	var all []event.Session
	for _, s := range p.state.sessions {
		if string(event.DateOf(s.Start, p.state.event.Zone())) == p.days.chosen {
			all = append(all, s)
		}
	}
	return all
}

func (p *Page) showDay() {
	all := p.today()
	p.count.SetText("")
	if len(all) > 0 {
		p.count.SetText(p.Printer.N("common.sessions", len(all)))
	}
	if p.views.Chosen() == viewGrid {
		p.grid.show(p.days.chosen, all)
		p.day.Objects = []fyne.CanvasObject{p.grid.view}
	} else {
		p.list.SetItems(all)
		p.day.Objects = []fyne.CanvasObject{p.list}
	}
	p.day.Refresh()
	p.showChosen(all)
}

// showChosen shows the details of the session shown before if it is among these, else of the first. What is being
// typed stays.
func (p *Page) showChosen(all []event.Session) {
	if p.form != nil && p.form.gone() {
		p.closeForm()
	}
	if p.form != nil {
		p.form.reread()
		p.mark(p.form.session.ID)
		return
	}
	p.showDetail(p.chosenOf(all))
}

// chosenOf is the session shown before if it is of these, else the first.
func (p *Page) chosenOf(all []event.Session) event.Session {
	for _, s := range all {
		if s.ID == p.chosen {
			return s
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return event.Session{}
}

// choose is what a person does who goes to a session: its details are shown, after what was typed about another
// one is saved or given up.
func (p *Page) choose(s event.Session) {
	if p.form == nil {
		p.showDetail(s)
		return
	}
	if p.form.session.ID == s.ID && s.ID != "" {
		return
	}
	c := p.Window.Canvas()
	at := c.Focused() // the timetable or a list
	p.leaveForm(func() {
		p.showDetail(s)
		c.Focus(at)
	})
}

// showDetail shows the details of a session, and where it stands.
func (p *Page) showDetail(s event.Session) {
	p.chosen = s.ID
	p.mark(s.ID)
	p.detail.show(s)
}

// mark shows where a session stands.
func (p *Page) mark(id string) {
	p.grid.mark(id)
	if now, ok := p.list.Current(); p.views.Chosen() == viewList && id != "" && (!ok || now.ID != id) {
		p.list.SelectKey(id)
	}
}

// showWanted goes to the session that somebody asked for, or that was just written.
func (p *Page) showWanted() {
	s, ok := p.state.session(p.wanted)
	if !ok || p.form != nil {
		return
	}
	p.wanted = ""
	p.chosen = s.ID
	if view := p.views.Chosen(); view != viewGrid && view != viewList {
		p.showDetail(s)
		return
	}
	p.days.choose(string(event.DateOf(s.Start, p.state.event.Zone())))
	p.grid.reveal(s.ID)
}

// goTo shows a session where it stands in the programme.
func (p *Page) goTo(id string) {
	s, ok := p.state.session(id)
	if !ok {
		return
	}
	p.leaveForm(func() {
		p.chosen = id
		if view := p.views.Chosen(); view != viewGrid && view != viewList {
			p.views.SetChosen(viewGrid)
			p.showView()
		}
		p.days.choose(string(event.DateOf(s.Start, p.state.event.Zone())))
		p.grid.reveal(id)
	})
}

// dayStart is the midnight at which the chosen day begins.
func (p *Page) dayStart() time.Time {
	return event.Date(p.days.chosen).Time(p.state.event.Zone())
}
