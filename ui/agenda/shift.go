package agenda

import (
	"strconv"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// mostShift is how far a day can be moved, in minutes.
const mostShift = 12 * 60

// onShift asks by how much the day, or what comes after a session, is to be moved: all of it is one edit.
func (p *Page) onShift() {
	t, n := p.Printer.T, p.Printer.N
	day := p.today()
	if len(day) == 0 {
		kit.Toast(p.Window.Canvas(), t("agenda.shift.none"), nil)
		return
	}
	options := []kit.Option[string]{{Text: t("agenda.shift.day")}}
	for _, s := range day {
		options = append(options, kit.Option[string]{Value: s.ID, Text: p.Printer.Time(s.Start.In(p.state.event.Zone())) + " " + s.Title})
	}
	from := kit.NewSelect(options, nil)
	from.SetValue(p.chosen)
	minutes := kit.NewEntry("")
	minutes.SetText("15")
	says := kit.NewText("", kit.StyleMuted)
	tell := func() {
		id, _ := from.Value()
		says.SetText(n("agenda.shift.count", len(p.following(id))))
	}
	from.OnChanged = func(string) { tell() }
	tell()
	field := kit.NewField(t("agenda.shift.minutes"), minutes, t("agenda.shift.hint"))
	form := kit.VStack(3, kit.NewField(t("agenda.shift.from"), from, ""), field, says)
	kit.FormDialog(p.Window, t("agenda.shift.title"), form, t("agenda.shift.do"), func(*kit.Dialog) bool {
		by, err := strconv.Atoi(strings.TrimSpace(minutes.Text))
		if err != nil || by == 0 || by > mostShift || by < -mostShift {
			field.SetError(t("agenda.shift.wrong"))
			return false
		}
		id, _ := from.Value()
		p.shift(p.following(id), by)
		return true
	})
}

// following are the sessions of the day from one on; without one the whole day.
func (p *Page) following(id string) []event.Session {
	first, ok := p.state.session(id)
	var all []event.Session
	for _, s := range p.today() {
		if !ok || !s.Start.Before(first.Start) {
			all = append(all, s)
		}
	}
	return all
}

// shift moves sessions by minutes, in one step that can be undone.
func (p *Page) shift(all []event.Session, minutes int) {
	by := time.Duration(minutes) * time.Minute
	edits := make([]event.SessionEdit, len(all))
	for i, s := range all {
		start, end := s.Start.Add(by), s.End.Add(by)
		edits[i] = event.SessionEdit{ID: s.ID, Update: event.SessionUpdate{Start: &start, End: &end}}
	}
	p.edit(p.Printer.N("agenda.done.shifted", len(all), i18n.Args{"Minutes": minutes}), edits)
}
