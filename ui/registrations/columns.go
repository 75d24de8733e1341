package registrations

import (
	"slices"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The columns that the list has unless somebody chose others, before those of
// the event's questions.
var usualColumns = []string{"family", "given", "institution", "town", "status", "places", "number"}

// choosable are the columns beside the names, which are always there.
var choosable = []string{"institution", "position", "town", "voivodeship", "status", "places", "role", "email", "phone", "diet",
	"accommodation", "transport", "fee", "note", "submitted", "number"}

// sortField is the field of the roll that a column is sorted by.
func (p *Page) sortField(column string) string {
	switch column {
	case "places":
		if len(p.state.enrolled) > 0 {
			return event.FieldSession
		}
		return event.FieldPreferences
	case "":
		return ""
	}
	return column
}

func (p *Page) less(column string) func(a, b row) bool {
	return func(a, b row) bool {
		ranks := a.roll.by(p.sortField(column))
		return a.at < len(ranks) && b.at < len(ranks) && ranks[a.at] < ranks[b.at]
	}
}

// columns are those of the list, in the order shown.
func (p *Page) columns() []kit.Column[row] {
	if p.status != nil && p.queueShown() {
		return p.queueColumns()
	}
	shown := p.shownColumns()
	all := []kit.Column[row]{p.column("family"), p.column("given")}
	for _, id := range choosable {
		if slices.Contains(shown, id) && id != "number" {
			all = append(all, p.column(id))
		}
	}
	for _, q := range p.Event.Questions {
		if slices.Contains(shown, q.Field()) {
			all = append(all, p.answerColumn(q))
		}
	}
	if slices.Contains(shown, "number") {
		all = append(all, p.column("number"))
	}
	return all
}

// shownColumns are the columns that somebody chose, or the usual ones.
func (p *Page) shownColumns() []string {
	if p.Columns != nil {
		if kept := p.Columns.Columns(p.Event.ID); len(kept) > 0 {
			return kept
		}
	}
	usual := slices.Clone(usualColumns)
	for _, q := range p.Event.Questions {
		if q.InList {
			usual = append(usual, q.Field())
		}
	}
	return usual
}

// column makes one of the known columns.
func (p *Page) column(id string) kit.Column[row] {
	c := kit.Column[row]{ID: id, Title: p.fieldTitle(id), Weight: 1, Least: 90, Drop: 4, Less: p.less(id),
		Text: func(row) string { return "" }}
	if of := shown[id]; of != nil {
		c.Text = func(r row) string { return of(p, r.Entry) }
	}
	switch id {
	case "family":
		c.Weight, c.Bold, c.Least, c.Drop = 1.2, true, p.leastName(id), 0
		c.Color = func(r row) fyne.ThemeColorName {
			if r.Who.Erased {
				return kit.ColorMuted
			}
			return kit.ColorText
		}
	case "given":
		c.Least, c.Drop = p.leastName(id), 0
	case "institution":
		c.Weight, c.Drop = 1.5, 1
	case "town":
		c.Weight, c.Least, c.Drop = 1.1, 98, 3
	case "places":
		c.Title, c.Weight, c.Least, c.Drop = p.Printer.T("registrations.column.places"), 1.6, 100, 2
		c.Text = func(r row) string { return p.places(*r.Entry) }
		c.Color = func(r row) fyne.ThemeColorName {
			if r.Group == "" && len(p.state.enrolled[r.ID]) == 0 {
				return kit.ColorMuted // a wish, no place
			}
			return kit.ColorText
		}
	case "status":
		c.Width, c.Drop = 142, 0
		c.Text = p.statusText
		c.Icon = func(r row) kit.Icon { _, icon := look(r.Status); return icon }
		c.Color = func(r row) fyne.ThemeColorName { tone, _ := look(r.Status); return tone.Color() }
	case "fee":
		c.Color = func(r row) fyne.ThemeColorName {
			if r.Payment.Due() {
				return kit.ColorWarning
			}
			return kit.ColorText
		}
	case "number":
		c.Title, c.Width, c.Drop, c.Align = p.Printer.T("registrations.column.number"), 52, 0, fyne.TextAlignTrailing
	}
	return c
}

// statusText is a status, or the offer that somebody on the waiting list has.
func (p *Page) statusText(r row) string {
	if r.Status == event.Waitlisted && r.Offer != nil {
		return p.Printer.T("people.offer.short", i18n.Args{"Day": p.dayMonth(r.Offer.Until)})
	}
	return p.Printer.T("status." + string(r.Status))
}

// answerColumn makes the column of a question.
func (p *Page) answerColumn(q event.Question) kit.Column[row] {
	c := kit.Column[row]{ID: q.Field(), Title: q.Title, Weight: 1, Least: 90, Drop: 5, Less: p.less(q.Field()),
		Text: func(r row) string { return p.answer(q, r.Answers[q.Key]) }}
	if q.Kind == event.AskNumber {
		c.Align = fyne.TextAlignTrailing
	}
	return c
}

// onColumns lets somebody choose what the list shows.
func (p *Page) onColumns() {
	t := p.Printer.T
	shown := p.shownColumns()
	type choice struct {
		id    string
		check *kit.Check
	}
	var choices []choice
	var checks []fyne.CanvasObject
	add := func(id, title string) {
		c := kit.NewCheck(title, slices.Contains(shown, id), nil)
		choices, checks = append(choices, choice{id, c}), append(checks, c)
	}
	for _, id := range choosable {
		add(id, p.columnTitle(id))
	}
	for _, q := range p.Event.Questions {
		add(q.Field(), q.Title)
	}
	half := (len(checks) + 1) / 2
	body := kit.Columns(4, kit.VStack(1, checks[:half]...), kit.VStack(1, checks[half:]...))
	kit.FormDialog(p.Window, t("people.columns.title"), body, t("people.columns.show"), func(*kit.Dialog) bool {
		var chosen []string
		for _, c := range choices {
			if c.check.Checked() {
				chosen = append(chosen, c.id)
			}
		}
		p.Columns.SetColumns(p.Event.ID, chosen)
		p.showColumns()
		p.showList()
		return true
	})
}

func (p *Page) columnTitle(id string) string {
	if id == "places" {
		return p.Printer.T("registrations.column.places")
	}
	return p.fieldTitle(id)
}

// showColumns gives the list the columns that are wanted now.
func (p *Page) showColumns() { p.list.SetColumns(p.columns()) }
