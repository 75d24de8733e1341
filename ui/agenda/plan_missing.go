package agenda

import (
	"strconv"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// What is in the programme and not in the file stays, unless somebody chooses otherwise.

func (v *planView) makeMissing() {
	p, t := v.p, v.p.Printer.T
	v.choice = kit.NewSelect([]kit.Option[bool]{{Value: false, Text: t("agenda.plan.missing.keep")}, {Value: true, Text: t("agenda.plan.missing.remove")}}, func(remove bool) {
		v.plan.RemoveMissing = remove
		v.show("")
	})
	v.absent = kit.NewDataList([]kit.Column[event.MissingSession]{
		{ID: "day", Title: t("agenda.plan.day"), Width: 100, Text: func(m event.MissingSession) string { return p.Printer.ShortDate(m.Session.Start.In(p.Event.Zone())) },
			Less: func(a, b event.MissingSession) bool { return a.Session.Start.Before(b.Session.Start) }},
		{ID: "time", Title: t("agenda.column.time"), Width: 106, Text: func(m event.MissingSession) string { return p.hours(m.Session) }},
		{ID: "title", Title: t("agenda.column.title"), Weight: 2.4, Least: 180, Bold: true, Text: func(m event.MissingSession) string { return m.Session.Title },
			Less: func(a, b event.MissingSession) bool {
				return event.ComparePolish(a.Session.Title, b.Session.Title) < 0
			}},
		{ID: "room", Title: t("field.room"), Weight: 1, Least: 110, Drop: 1, Text: func(m event.MissingSession) string { return v.room(m.Session.Room) }},
		{ID: "enrolled", Title: t("agenda.plan.missing.people"), Width: 96, Align: fyne.TextAlignTrailing, Text: func(m event.MissingSession) string { return strconv.Itoa(len(m.People)) },
			Less: func(a, b event.MissingSession) bool { return len(a.People) < len(b.People) }},
		{ID: "fate", Title: t("agenda.plan.missing.fate"), Weight: 2, Least: 160, Text: v.fate, Less: func(a, b event.MissingSession) bool { return a.Stays < b.Stays }},
	})
}

// removes says whether it was chosen that what is missing leaves the programme.
func (v *planView) removes() bool {
	remove, _ := v.choice.Value()
	return remove
}

// stayIDs are the sentences for why a missing session stays.
var stayIDs = map[event.StayReason]string{event.StaysByHand: "agenda.plan.stays.by_hand", event.StaysDoor: "agenda.plan.stays.door",
	event.StaysRejected: "agenda.plan.stays.rejected"}

// fate is what becomes of a session that is missing in the file, and why.
func (v *planView) fate(m event.MissingSession) string {
	t := v.p.Printer.T
	switch {
	case m.Stays != "":
		return t(stayIDs[m.Stays])
	case v.plan.RemoveMissing:
		return t("agenda.plan.leaves")
	}
	return t("agenda.plan.stays")
}

func (v *planView) showMissing() fyne.CanvasObject {
	v.absent.SetItems(v.plan.Missing)
	return v.absent
}

// missingNotice asks what becomes of the sessions that are missing in the file, and warns of what will be gone.
func (v *planView) missingNotice() fyne.CanvasObject {
	w, plan := v.p.Printer, v.plan
	n := len(plan.Removable())
	if n == 0 {
		return nil
	}
	if !plan.RemoveMissing {
		return kit.Notice(kit.ToneInfo, w.N("agenda.plan.missing", n), v.choice)
	}
	text := w.N("agenda.plan.leave", n)
	if people := plan.Affected(); people > 0 {
		text += " " + w.N("agenda.plan.leave.people", people)
	}
	return kit.Notice(kit.ToneRefused, text, v.choice)
}

// fromSchedule says that the file is a schedule.xml or schedule.json, which has neither rows nor columns to choose.
func (v *planView) fromSchedule() bool { return v.table.Encoding != "" && v.table.Delimiter == "" }

// titlesOf are the titles of sessions, in quotes.
func (v *planView) titlesOf(items []event.AgendaItem) []string {
	titles := make([]string, len(items))
	for i, item := range items {
		titles[i] = v.p.Printer.T("agenda.plan.quoted", i18n.Args{"Title": item.Session.Title})
	}
	return titles
}
