package agenda

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// look is how a kind of session is shown: a colour for its meaning, and a sign.
func look(k event.SessionKind) (kit.Tone, kit.Icon) {
	switch k {
	case event.Lecture:
		return kit.ToneInfo, kit.IconPerson
	case event.Panel:
		return kit.ToneInfo, kit.IconPeople
	case event.Workshop:
		return kit.ToneAdmitted, kit.IconGroup
	case event.QA:
		return kit.ToneInfo, kit.IconQuestion
	case event.Assembly:
		return kit.ToneInfo, kit.IconPeople
	case event.Social:
		return kit.ToneAttention, kit.IconGift
	case event.Reception:
		return kit.ToneNeutral, kit.IconScan
	}
	return kit.ToneNeutral, kit.IconPause
}

func (p *Page) makeList() {
	p.list = kit.NewDataList(p.listColumns(false))
	p.list.Keep("agenda")
	p.list.Key = func(s event.Session) string { return s.ID }
	p.list.OnSelect = p.choose
	p.list.OnOpen = func(s event.Session) { p.openForm(s.ID) }
	p.list.OnKey = func(ev *fyne.KeyEvent) bool {
		s, ok := p.list.Current()
		if ev.Name != fyne.KeyDelete || !ok {
			return false
		}
		p.onDrop(s)
		return true
	}
}

// listColumns are what the list shows; conflicts only where there are some.
func (p *Page) listColumns(conflicts bool) []kit.Column[event.Session] {
	t := p.Printer.T
	columns := []kit.Column[event.Session]{
		{ID: "time", Title: t("agenda.column.time"), Width: 106, Text: p.hours,
			Less: func(a, b event.Session) bool { return a.Start.Before(b.Start) }},
		{ID: "title", Title: t("agenda.column.title"), Weight: 2.4, Least: 170, Bold: true, Text: func(s event.Session) string { return s.Title },
			Less: func(a, b event.Session) bool { return event.ComparePolish(a.Title, b.Title) < 0 }},
		{ID: "kind", Title: t("field.kind"), Weight: 1.5, Least: 110, Drop: 2, Text: func(s event.Session) string { return t("session.kind." + string(s.Kind)) },
			Icon:  func(s event.Session) kit.Icon { _, icon := look(s.Kind); return icon },
			Color: func(s event.Session) fyne.ThemeColorName { tone, _ := look(s.Kind); return tone.Color() },
			Less:  func(a, b event.Session) bool { return a.Kind < b.Kind }},
		{ID: "room", Title: t("field.room"), Weight: 1.1, Least: 104, Drop: 1, Text: func(s event.Session) string { return p.state.titles[s.Room] },
			Less: func(a, b event.Session) bool {
				return event.ComparePolish(p.state.titles[a.Room], p.state.titles[b.Room]) < 0
			}},
		{ID: "people", Title: t("agenda.column.people"), Weight: 1.3, Least: 100, Drop: 3, Text: p.people},
		{ID: "places", Title: t("agenda.column.places"), Width: 70, Align: fyne.TextAlignTrailing, Text: p.placesText,
			Less: func(a, b event.Session) bool { return p.state.places[a.ID].taken < p.state.places[b.ID].taken },
			Color: func(s event.Session) fyne.ThemeColorName {
				if s.Capacity != nil && p.state.places[s.ID].taken > *s.Capacity {
					return kit.ColorRefused
				}
				return kit.ColorText
			}},
		{ID: "conflicts", Title: t("agenda.column.conflicts"), Width: 74, Align: fyne.TextAlignTrailing, Text: p.conflictCount, Icon: p.conflictIcon,
			Color: func(s event.Session) fyne.ThemeColorName { return tone(p.conflictsOf(s.ID)...).Color() },
			Less:  func(a, b event.Session) bool { return len(p.conflictsOf(a.ID)) < len(p.conflictsOf(b.ID)) }},
		{ID: "hours", Title: t("agenda.column.hours"), Width: 64, Drop: 4, Align: fyne.TextAlignTrailing, Text: p.didactic,
			Less: func(a, b event.Session) bool { return a.Hours < b.Hours }},
	}
	if !conflicts {
		columns = slices.DeleteFunc(columns, func(c kit.Column[event.Session]) bool { return c.ID == "conflicts" })
	}
	return columns
}

// conflictCount is how much is wrong with a session; nothing is not shown.
func (p *Page) conflictCount(s event.Session) string {
	n := len(p.conflictsOf(s.ID))
	if n == 0 {
		return ""
	}
	return p.Printer.Number(float64(n), 0)
}

func (p *Page) conflictIcon(s event.Session) kit.Icon {
	if len(p.conflictsOf(s.ID)) == 0 {
		return kit.IconNone
	}
	return kit.IconWarning
}

// people are those who make a session, in the order of the programme.
func (p *Page) people(s event.Session) string {
	names := make([]string, len(s.Contributors))
	for i, c := range s.Contributors {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

// placesText is how many have a place, of how many there are.
func (p *Page) placesText(s event.Session) string {
	taken := p.Printer.Number(float64(p.state.places[s.ID].taken), 0)
	switch {
	case s.Capacity != nil:
		return p.Printer.T("agenda.places", i18n.Args{"Taken": taken, "Capacity": *s.Capacity})
	case s.SignUp:
		return taken
	}
	return ""
}

// didactic are the hours that count; none are not shown.
func (p *Page) didactic(s event.Session) string {
	if s.Hours == 0 {
		return ""
	}
	decimals := 0
	if s.Hours != float64(int(s.Hours)) {
		decimals = 2
	}
	return p.Printer.Number(s.Hours, decimals)
}

// overlapping are the other sessions that somebody in this one misses.
func (p *Page) overlapping(s event.Session) []event.Session {
	var all []event.Session
	for _, o := range p.state.sessions {
		if o.ID != s.ID && o.Overlaps(s) {
			all = append(all, o)
		}
	}
	return all
}
