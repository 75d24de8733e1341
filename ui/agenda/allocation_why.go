package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// explain says why somebody gets what they get at every time, and what could be done.
func (l *allotments) explain(a allotted) {
	p, t := l.v.p, l.v.p.Printer.T
	rows := kit.VStack(3, kit.NewParagraph(p.Printer.Person(a.who.Name), kit.StyleSection))
	if a.who.Without {
		rows.Add(kit.Notice(kit.ToneNeutral, t("places.why.without"), nil))
	}
	for _, slot := range a.who.Slots {
		l.addSlot(rows, allotted{who: a.who, slot: slot})
	}
	rows.Add(kit.HStack(0, kit.NewButton(t("places.person"), kit.IconPerson, func() { p.Navigate("registrations", a.who.Registration) })))
	l.stack.Objects = []fyne.CanvasObject{kit.NewVScroll(kit.Pad(3, rows))}
	l.stack.Refresh()
}

// addSlot is what somebody gets at one time, and about every wish for it that does not come true, why.
func (l *allotments) addSlot(rows *fyne.Container, a allotted) {
	p, t := l.v.p, l.v.p.Printer.T
	rows.Add(kit.NewText(p.span(l.span(a)), kit.TextStyle{Size: kit.SizeSmall, Bold: true, Color: kit.ColorMuted, Truncate: true}))
	_, icon := a.look()
	sub := l.rank(a)
	if a.slot.Kept {
		sub = joinedBy(" · ", sub, t("places.why.stays"))
	}
	words := kit.VStack(0, kit.NewParagraph(l.after(a), kit.StyleStrong))
	if sub != "" {
		words.Add(kit.NewText(sub, kit.StyleSmall))
	}
	if a.slot.Was != "" && a.slot.Was != a.slot.Session {
		words.Add(kit.NewParagraph(t("places.why.was", i18n.Args{"Title": l.titles[a.slot.Was]}), kit.StyleSmall))
	}
	rows.Add(signed(icon, a.color(kit.ColorAdmitted), words))
	for _, x := range a.slot.Passed {
		if x.Why == event.PassBetter {
			continue
		}
		title := t("places.wish", i18n.Args{"Rank": x.Rank, "Title": x.Title})
		rows.Add(signed(kit.IconInfo, kit.ColorMuted, kit.VStack(0, kit.NewParagraph(title, kit.StyleBody), kit.NewParagraph(l.why(x), kit.StyleSmall))))
	}
}

// why is the reason in words.
func (l *allotments) why(x event.Passed) string {
	args := i18n.Args{}
	if x.Why == event.PassFull {
		for _, s := range l.v.plan.Sessions {
			if s.Session.ID == x.Session && s.Limit != nil {
				args = limiting(l.v.p.state.programme, s.Session, *s.Limit)
				args["Asked"], args["First"] = s.Asked, s.First
			}
		}
	}
	args["Title"], args["Other"] = x.Title, l.titleOf(x.Other)
	return l.v.p.Printer.T("places.pass."+string(x.Why), args)
}

// titleOf is the title of any session of the programme.
func (l *allotments) titleOf(id string) string {
	s, _ := l.v.p.state.session(id)
	return s.Title
}

// signed is an icon beside some lines of words.
func signed(icon kit.Icon, color fyne.ThemeColorName, words fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, kit.PadSides(0, 2, 0, 0, kit.VStack(0, kit.NewIconView(icon, color))), nil, words)
}

// makePlaces lists the sessions with how full they become.
func (v *allocationView) makePlaces() {
	p, t := v.p, v.p.Printer.T
	number := func(n int) string { return p.Printer.Number(float64(n), 0) }
	v.places = kit.NewDataList([]kit.Column[event.SessionPlaces]{
		{ID: "when", Title: t("places.plan.when"), Width: 262, Drop: 2, Text: func(s event.SessionPlaces) string { return p.span(s.Session.Start, s.Session.End) },
			Less: func(a, b event.SessionPlaces) bool { return a.Session.Start.Before(b.Session.Start) }},
		{ID: "title", Title: t("agenda.column.title"), Weight: 2, Least: 180, Bold: true, Text: func(s event.SessionPlaces) string { return s.Session.Title },
			Less: func(a, b event.SessionPlaces) bool { return event.ComparePolish(a.Session.Title, b.Session.Title) < 0 }},
		{ID: "room", Title: t("field.room"), Weight: 1, Least: 110, Drop: 1, Text: func(s event.SessionPlaces) string { return p.state.titles[s.Session.Room] }},
		{ID: "first", Title: t("places.plan.first"), Width: 112, Align: fyne.TextAlignTrailing, Text: func(s event.SessionPlaces) string { return number(s.First) },
			Less: func(a, b event.SessionPlaces) bool { return a.First < b.First }},
		{ID: "asked", Title: t("places.plan.asked"), Width: 96, Align: fyne.TextAlignTrailing, Text: func(s event.SessionPlaces) string { return number(s.Asked) },
			Less: func(a, b event.SessionPlaces) bool { return a.Asked < b.Asked }},
		{ID: "before", Title: t("places.plan.now"), Width: 84, Align: fyne.TextAlignTrailing, Text: func(s event.SessionPlaces) string { return number(p.state.places[s.Session.ID].taken) },
			Color: func(event.SessionPlaces) fyne.ThemeColorName { return kit.ColorMuted }},
		{ID: "after", Title: t("places.plan.then"), Width: 96, Align: fyne.TextAlignTrailing, Bold: true, Text: v.filled,
			Color: func(s event.SessionPlaces) fyne.ThemeColorName {
				if s.Limit != nil && s.Enrolled > *s.Limit {
					return kit.ColorRefused
				}
				return kit.ColorText
			}, Less: func(a, b event.SessionPlaces) bool { return a.Enrolled < b.Enrolled }},
		{ID: "waiting", Title: t("places.plan.wait"), Width: 84, Align: fyne.TextAlignTrailing, Text: func(s event.SessionPlaces) string { return number(s.Waiting) },
			Less: func(a, b event.SessionPlaces) bool { return a.Waiting < b.Waiting }},
	})
	v.places.Keep("allocation-sessions")
	v.places.Key = func(s event.SessionPlaces) string { return s.Session.ID }
}

// filled is how many will have a place, of how many there are.
func (v *allocationView) filled(s event.SessionPlaces) string {
	if s.Limit == nil {
		return v.p.Printer.Number(float64(s.Enrolled), 0)
	}
	return v.p.Printer.T("places.count.of", i18n.Args{"Taken": s.Enrolled, "Limit": *s.Limit})
}
