package agenda

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// newPoints makes a list of sessions; those that are not in the file have no row.
func (v *planView) newPoints(rows bool) *kit.DataList[point] {
	p, t := v.p, v.p.Printer.T
	columns := []kit.Column[point]{
		{ID: "day", Title: t("agenda.plan.day"), Width: 100, Text: func(x point) string { return p.Printer.ShortDate(x.session.Start.In(p.state.event.Zone())) },
			Less: func(a, b point) bool { return a.session.Start.Before(b.session.Start) }},
		{ID: "time", Title: t("agenda.column.time"), Width: 106, Text: func(x point) string { return p.hours(x.session) }},
		{ID: "title", Title: t("agenda.column.title"), Weight: 2.4, Least: 180, Bold: true, Text: func(x point) string { return x.session.Title },
			Less: func(a, b point) bool { return event.ComparePolish(a.session.Title, b.session.Title) < 0 }},
		{ID: "kind", Title: t("field.kind"), Weight: 1.1, Least: 110, Drop: 2, Text: func(x point) string { return t("session.kind." + string(x.session.Kind)) },
			Icon:  func(x point) kit.Icon { _, icon := look(x.session.Kind); return icon },
			Color: func(x point) fyne.ThemeColorName { tone, _ := look(x.session.Kind); return tone.Color() }},
		{ID: "room", Title: t("field.room"), Weight: 1, Least: 110, Drop: 1, Text: func(x point) string { return v.room(x.session.Room) }},
		{ID: "people", Title: t("agenda.column.people"), Weight: 1.6, Least: 110, Drop: 3, Text: func(x point) string { return p.people(x.session) }},
		{ID: "hours", Title: t("agenda.column.hours"), Width: 64, Align: fyne.TextAlignTrailing, Text: func(x point) string { return p.didactic(x.session) }},
	}
	if rows {
		columns = slices.Insert(columns, 0, kit.RowColumn(func(x point) int { return x.row }))
	}
	return kit.NewDataList(columns)
}

// room is the title of a room; of one that is to be made the plan holds the
// title behind a mark that no title has.
func (v *planView) room(id string) string {
	if title := v.p.state.titles[id]; title != "" {
		return title
	}
	for _, title := range v.plan.Rooms {
		if strings.HasSuffix(id, title) {
			return title
		}
	}
	return ""
}

func (v *planView) showPoints(list *kit.DataList[point], all []point) fyne.CanvasObject {
	list.SetItems(all)
	return list
}

// fieldNames are the ids of what the fields of a session are called.
var fieldNames = map[string]string{
	"title": "field.title", "kind": "field.kind", "start": "field.start", "end": "field.end", "room": "field.room",
	"capacity": "field.capacity", "hours": "field.hours", "mandatory": "agenda.mandatory", "sign_up": "agenda.signup",
	"groups": "field.group", "contributors": "agenda.contributors", "description": "agenda.field.description", "all_rooms": "agenda.field.allrooms",
	"dropped": "agenda.field.dropped",
}

// fieldName is what a field of a session is called.
func (p *Page) fieldName(field string) string {
	if id, ok := fieldNames[field]; ok {
		return p.Printer.T(id)
	}
	return field
}

// fieldValue is a value of a session in words.
func (p *Page) fieldValue(field, text string) string {
	t := p.Printer.T
	switch {
	case text == "true":
		return t("common.yes")
	case text == "false":
		return t("common.no")
	case field == "kind" && text != "":
		return t("session.kind." + text)
	case field == "contributors":
		for _, r := range event.Roles {
			text = strings.ReplaceAll(text, "("+string(r)+")", "("+t("doc.agenda.role."+string(r))+")")
		}
	case field == "start", field == "end":
		if at, err := time.Parse("2006-01-02 15:04", text); err == nil {
			return p.Printer.ShortDate(at) + " " + p.Printer.Time(at)
		}
	}
	return text
}

func (v *planView) makeChanges() {
	columns := kit.DifferenceColumns(v.p.Printer.T("agenda.column.title"), func(c change) kit.Difference {
		return kit.Difference{Row: c.row, Of: c.title, Field: v.p.fieldName(c.Field), Old: v.p.fieldValue(c.Field, c.Old), New: v.p.fieldValue(c.Field, c.New)}
	}, event.ComparePolish)
	v.changes, v.edits = kit.NewDataList(columns), kit.NewDataList(columns[1:])
}

func (v *planView) showChanges(all []event.AgendaItem, of func(event.AgendaItem) []event.FieldChange) fyne.CanvasObject {
	var shown []change
	for _, item := range all {
		for _, c := range of(item) {
			shown = append(shown, change{item.Row, item.Session.Title, c})
		}
	}
	list := v.changes
	if v.fromSchedule() {
		list = v.edits
	}
	list.SetItems(shown)
	return list
}

// showTrouble lists rows with their sentences, and the one of the cursor whole; the number of a row has a column
// of its own, and so has the title. What has no rows has the title alone.
func (v *planView) showTrouble(all []event.RowError) fyne.CanvasObject {
	findings := make([]kit.Finding, len(all))
	for i, e := range all {
		findings[i] = kit.Finding{Row: e.Row, Column: e.Column, Code: e.Code}
		findings[i].Of = v.titleOf(e.Row)
		e.Row = 0
		findings[i].Text = v.p.Printer.Error(e)
		if v.fromSchedule() {
			findings[i] = kit.Finding{Of: findings[i].Of, Code: e.Code, Text: findings[i].Text}
		}
	}
	v.trouble.Set(findings)
	return v.trouble.View
}

// titleOf is the title of a row of the file.
func (v *planView) titleOf(row int) string {
	for i, header := range v.table.Header {
		if v.plan.Columns[header] == "title" && row > 0 && row <= len(v.table.Rows) && v.table.Rows[row-1][i] != "" {
			return v.table.Rows[row-1][i]
		}
	}
	return ""
}
