package certificates

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// showDetail paints what the keyboard is at: somebody in a session, somebody, or a session.
func (v *hoursView) showDetail() {
	person, session := v.grid.current()
	var body fyne.CanvasObject
	switch {
	case person != nil:
		body = v.personPanel(person, session)
	case session != nil:
		body = v.sessionPanel(session)
	}
	v.showIn(v.detail, body)
}

// personPanel is somebody, first what they have in the session.
func (v *hoursView) personPanel(a *attendee, s *event.GridSession) fyne.CanvasObject {
	t := v.Printer.T
	rows := kit.VStack(2, kit.NewText(v.Printer.Person(a.Account.Entry.Who.Name.Formal()), kit.StyleSection.Truncated()))
	under := a.Account.Entry.Who.Institution
	if a.group != "" {
		under = a.group + " · " + under
	}
	if under != "" {
		rows.Add(kit.NewParagraph(under, kit.StyleMuted))
	}
	if s != nil {
		rows.Add(kit.Gap(0))
		v.addCell(rows, s, v.grid.cell(v.grid.here.row, v.grid.here.column))
	}
	rows.Add(kit.Gap(0))
	rows.Add(v.hoursLine(&a.Account))
	v.addKinds(rows, &a.Account)
	more := kit.NewButton(t("hours.row.more"), kit.IconMore, nil)
	more.OnTapped(func() { kit.ShowMenu(v.rowItems(a), more) })
	rows.Add(kit.HStack(2, kit.NewButton(t("certificates.grant"), kit.IconPlus, func() { v.grant(a.GridRow) }), more))
	v.addHistory(rows, a.GridRow)
	return rows
}

// addCell says what somebody has in a session, what shows it, and what can be done.
func (v *hoursView) addCell(rows *fyne.Container, s *event.GridSession, cell *event.SessionHours) {
	t := v.Printer.T
	rows.Add(kit.NewParagraph(s.Title, kit.StyleStrong))
	rows.Add(kit.NewParagraph(v.sessionTime(s), kit.StyleMuted))
	tone, word := v.stateOf(cell, s.Over)
	rows.Add(kit.HStack(2, kit.NewChip(tone, kit.IconNone, word)))
	if cell.Theirs && (s.Over || cell.Source != event.FromNothing) {
		rows.Add(kit.NewParagraph(v.shownBy(cell), kit.StyleMuted))
	}
	buttons := kit.HStack(2, kit.NewButton(t("hours.correct"), kit.IconEdit, v.onEnter))
	if cell.Grant != "" {
		buttons.Add(kit.NewButton(t("hours.takeback.short"), kit.IconUndo, v.onTakeBack))
	}
	rows.Add(buttons)
}

// shownBy says where the hours of a cell come from.
func (v *hoursView) shownBy(cell *event.SessionHours) string {
	t := v.Printer.T
	if g, ok := v.grantOf(cell.Grant); ok {
		return v.grantWords(g)
	}
	return t("hours.source."+string(cell.Source), i18n.Args{"Minutes": cell.Minutes})
}

// grantWords is why, who and when.
func (v *hoursView) grantWords(g event.Grant) string {
	return v.Printer.T("hours.grant.words", i18n.Args{"Reason": g.Reason, "By": g.By, "When": v.when(g.At)})
}

// grantOf is a grant by its id.
func (v *hoursView) grantOf(id string) (event.Grant, bool) {
	for _, g := range v.state.grid.Grants {
		if g.ID == id && id != "" {
			return g, true
		}
	}
	return event.Grant{}, false
}

// hoursLine is the hours of somebody as words and as a bar.
func (v *hoursView) hoursLine(a *event.Account) fyne.CanvasObject {
	words := container.NewBorder(nil, nil,
		kit.NewText(v.Printer.T("certificates.hours.of", i18n.Args{"Hours": v.Printer.Hours(a.Hours), "Required": v.hours(a.Required)}), kit.StyleBody), nil)
	bar := kit.NewBar()
	if a.Required > 0 {
		bar.SetShare(float32(a.Hours / a.Required))
	}
	bar.SetTone(kit.ToneAttention)
	if a.Eligible {
		bar.SetTone(kit.ToneAdmitted)
	}
	return kit.VStack(1, words, bar)
}

// addKinds says for each kind of certificate whether the hours are enough.
func (v *hoursView) addKinds(rows *fyne.Container, a *event.Account) {
	for _, el := range a.Kinds {
		if len(a.Kinds) > 1 {
			rows.Add(kit.NewText(v.kindWord(v.state.kind(el.Kind)), kit.StyleStrong.Truncated()))
		}
		for _, line := range v.reasons(a, &el) {
			rows.Add(kit.NewParagraph(line, kit.TextStyle{Color: kit.ColorWarning}))
		}
		switch {
		case len(el.Because) > 0 && !el.Eligible:
		case a.Required == 0 && a.Hours == 0 && el.Decision == nil: // enough of nothing
			rows.Add(kit.HStack(2, kit.NewChip(kit.ToneNeutral, kit.IconInfo, v.Printer.T("hours.kind.no_hours"))))
		default:
			rows.Add(kit.HStack(2, kit.NewChip(kit.ToneAdmitted, kit.IconCheck, v.Printer.T("hours.kind.enough"))))
		}
	}
}

// addHistory lists what was put right for somebody, the last thing first.
func (v *hoursView) addHistory(rows *fyne.Container, row *event.GridRow) {
	t := v.Printer.T
	if len(row.Grants) == 0 {
		return
	}
	rows.Add(kit.Gap(0))
	rows.Add(kit.NewText(t("hours.history"), kit.StyleStrong))
	for i := len(row.Grants) - 1; i >= 0; i-- {
		g := row.Grants[i]
		title := t("grant.kind." + string(g.Kind))
		if s := v.sessionTitle(g.Session); s != "" {
			title = s
		}
		back := kit.NewQuiet("", kit.IconUndo, func() { v.takeBack(g) })
		line := container.NewBorder(nil, nil, nil, kit.HStack(1, kit.NewText(v.Printer.Hours(g.Hours), kit.StyleBody), back), kit.NewText(title, kit.StyleBody.Truncated()))
		note := v.grantWords(g)
		if g.Session != "" {
			note = t("grant.kind."+string(g.Kind)) + " · " + note
		}
		rows.Add(kit.VStack(0, line, kit.NewParagraph(note, kit.StyleSmall)))
	}
}

func (v *hoursView) sessionTitle(id string) string {
	for i := range v.state.grid.Sessions {
		if s := &v.state.grid.Sessions[i]; s.ID == id {
			return s.Title
		}
	}
	return ""
}

// sessionPanel is a session with what can be done for everybody in it.
func (v *hoursView) sessionPanel(s *event.GridSession) fyne.CanvasObject {
	t := v.Printer.T
	rows := kit.VStack(2, kit.NewParagraph(s.Title, kit.StyleSection), kit.NewParagraph(v.sessionTime(s), kit.StyleMuted))
	for _, r := range v.state.grid.Rooms {
		if r.ID == s.Room {
			rows.Add(kit.NewParagraph(r.Title, kit.StyleMuted))
		}
	}
	number := func(n int) string { return v.Printer.Number(float64(n), 0) }
	rows.Add(kit.Gap(0))
	line := func(label, value string) {
		rows.Add(container.NewBorder(nil, nil, container.New(fixedWidth(kit.Space(36)), kit.NewText(label, kit.StyleMuted.Truncated())), nil, kit.NewText(value, kit.StyleBody)))
	}
	line(t("hours.session.hours"), v.Printer.Hours(s.Session.Hours))
	line(t("hours.session.expected"), number(s.Expected))
	line(t("hours.sum.came"), number(s.Came))
	line(t("hours.sum.excused"), number(s.Excused))
	line(t("hours.session.absent"), number(s.Expected-s.Came-s.Excused))
	rows.Add(kit.Gap(0))
	if !s.Over {
		rows.Add(kit.NewParagraph(t("hours.session.ahead"), kit.StyleMuted))
		return rows
	}
	rows.Add(kit.HStack(2, kit.NewButton(t("hours.column.there"), kit.IconCheck, func() { v.onMany(v.columnTargets(s), event.Assigned) })))
	rows.Add(kit.HStack(2, kit.NewButton(t("hours.column.excuse"), kit.IconInfo, func() { v.onMany(v.columnTargets(s), event.Excused) })))
	if len(v.grid.rows) < len(v.all) {
		rows.Add(kit.NewParagraph(t("hours.column.filtered"), kit.StyleMuted))
	}
	return rows
}
