package certificates

import (
	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// cellLook is how a cell is painted.
type cellLook struct {
	text      string
	fill, ink fyne.ThemeColorName
	bold      bool
}

// lookKey is all of a cell that decides how it is painted.
type lookKey struct {
	theirs, present, excused, over bool
	source                         event.Source
	hours, of                      float64
}

// lookAt is how a shown cell is painted. There are few different ones, so each is worked out once.
func (v *hoursView) lookAt(row, column int) cellLook {
	cell := v.grid.cell(row, column)
	key := lookKey{cell.Theirs, cell.Present, cell.Excused, v.grid.session(column).Over, cell.Source, cell.Hours, cell.Of}
	look, ok := v.looks[key]
	if !ok {
		look = v.look(key)
		v.looks[key] = look
	}
	return look
}

// look says what a cell is with a colour, a sign and a number: a number alone was there, "u" is excused, "½" was there
// for a part, "w" was written by hand, a line was not there.
func (v *hoursView) look(k lookKey) cellLook {
	t, hours := v.Printer.T, v.hours(k.hours)
	if k.of == 0 && k.hours == 0 {
		hours = ""
	}
	sign := func(id string) string {
		if hours == "" {
			return t(id)
		}
		return t(id) + " " + hours
	}
	switch {
	case !k.theirs:
		return cellLook{"·", kit.ColorNeutralSoft, kit.ColorDisabled, false}
	case k.source == event.FromAssigned:
		tone := map[bool]kit.Tone{true: kit.ToneAdmitted, false: kit.ToneRefused}[k.hours > 0]
		return cellLook{sign("hours.sign.assigned"), tone.Soft(), tone.Color(), true}
	case k.excused:
		return cellLook{sign("hours.sign.excused"), kit.ColorPrimarySoft, kit.ColorPrimary, false}
	case k.source == event.FromShare:
		tone := map[bool]kit.Tone{true: kit.ToneAdmitted, false: kit.ToneAttention}[k.present && k.hours >= k.of]
		return cellLook{sign("hours.sign.share"), tone.Soft(), tone.Color(), false}
	case k.present && hours == "":
		return cellLook{"●", kit.ColorAdmittedSoft, kit.ColorAdmitted, false}
	case k.present:
		return cellLook{hours, kit.ColorAdmittedSoft, kit.ColorAdmitted, false}
	case !k.over:
		return cellLook{"", kit.ColorSurface, kit.ColorMuted, false}
	}
	return cellLook{"–", kit.ColorRefusedSoft, kit.ColorRefused, false}
}

// stateOf is a cell in words, with its tone.
func (v *hoursView) stateOf(cell *event.SessionHours, over bool) (kit.Tone, string) {
	t := v.Printer.T
	args := i18n.Args{"Hours": v.hours(cell.Hours), "Of": v.hours(cell.Of), "Minutes": cell.Minutes}
	switch {
	case !cell.Theirs:
		return kit.ToneNeutral, t("hours.state.none")
	case cell.Source == event.FromAssigned && cell.Hours > 0:
		return kit.ToneAdmitted, t("hours.state.assigned", args)
	case cell.Source == event.FromAssigned:
		return kit.ToneRefused, t("hours.state.assigned", args)
	case cell.Excused:
		return kit.ToneInfo, t("hours.state.excused", args)
	case cell.Source == event.FromShare && !(cell.Present && cell.Hours >= cell.Of):
		return kit.ToneAttention, t("hours.state.share", args)
	case cell.Source == event.FromShare:
		return kit.ToneAdmitted, t("hours.state.share", args)
	case cell.Present && cell.Of == 0:
		return kit.ToneAdmitted, t("hours.state.here")
	case cell.Present:
		return kit.ToneAdmitted, t("hours.state.present", args)
	case !over:
		return kit.ToneNeutral, t("hours.state.ahead")
	}
	return kit.ToneRefused, t("hours.state.absent", args)
}

// missingWord is what stands behind the hours of a row.
func (v *hoursView) missingWord(a *attendee) (string, fyne.ThemeColorName) {
	switch {
	case a.missing > 0 && a.late:
		return "! " + v.hours(a.missing), kit.ColorWarning
	case a.missing > 0:
		return v.hours(a.missing), kit.ColorWarning
	case a.Account.Eligible:
		return v.Printer.T("hours.enough"), kit.ColorAdmitted
	}
	return "–", kit.ColorMuted
}

// lackingWord sums up the column of what is missing.
func (v *hoursView) lackingWord() string {
	n := 0
	for _, a := range v.grid.rows {
		if a.missing > 0 {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return v.Printer.N("hours.lacking", n)
}

// headTime is the line under a title: whose it is, or when it begins.
func (v *hoursView) headTime(s *event.GridSession) string {
	if len(s.Groups) == 1 && v.titles[s.Groups[0]] != "" {
		return v.titles[s.Groups[0]]
	}
	return v.Printer.Time(s.Start.In(v.state.event.Zone()))
}

// dayOf is the day of a shown column.
func (v *hoursView) dayOf(column int) event.Date {
	if column < 0 || column >= len(v.grid.columns) {
		return ""
	}
	return v.grid.session(column).Day
}

// dayWord names a day as fully as there is room.
func (v *hoursView) dayWord(day event.Date, wide float32) string {
	at := day.Time(v.state.event.Zone())
	if long := v.longDay(day); textWidth(long, kit.Size(kit.SizeSmall), true) <= wide {
		return long
	}
	return v.Printer.ShortDate(at)
}

func (v *hoursView) longDay(day event.Date) string {
	at := day.Time(v.state.event.Zone())
	return v.Printer.Weekday(at) + ", " + v.Printer.ShortDate(at)
}

// sessionTime is the time of a session in words.
func (v *hoursView) sessionTime(s *event.GridSession) string {
	zone := v.state.event.Zone()
	from := s.Start.In(zone)
	return v.longDay(s.Day) + ", " + v.Printer.TimeSpan(from, s.End.In(zone))
}

// showStatus says in the line under the grid what the mouse is over; else what the signs mean.
func (v *hoursView) showStatus(at place) {
	t := v.Printer.T
	g := v.grid
	if at.row >= len(g.rows) || at.column >= len(g.columns) || at == nowhere {
		v.status.SetText(t("hours.legend"))
		return
	}
	switch {
	case at.isCell():
		s := g.session(at.column)
		_, word := v.stateOf(g.cell(at.row, at.column), s.Over)
		v.status.SetText(t("hours.status.cell", i18n.Args{"Name": g.rows[at.row].name, "Session": s.Title, "When": v.sessionTime(s), "State": word}))
	case at.column >= 0:
		s := g.session(at.column)
		v.status.SetText(t("hours.status.session", i18n.Args{"Session": s.Title, "When": v.sessionTime(s)}))
	case at.row >= 0:
		a := g.rows[at.row].Account
		v.status.SetText(t("hours.status.person", i18n.Args{"Name": g.rows[at.row].name, "Where": a.Entry.Who.Institution, "Hours": v.Printer.Hours(a.Hours)}))
	}
}
