package agenda

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// newPoints makes a list of sessions; those that are not in the file have no row.
func (v *planView) newPoints(rows bool) *kit.DataList[point] {
	p, t := v.p, v.p.Printer.T
	columns := []kit.Column[point]{
		{ID: "day", Title: t("agenda.plan.day"), Width: 100, Text: func(x point) string { return p.Printer.ShortDate(x.session.Start.In(p.Event.Zone())) },
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
		columns = slices.Insert(columns, 0, kit.Column[point]{ID: "row", Title: t("agenda.plan.row"), Width: 64, Align: fyne.TextAlignTrailing,
			Text: func(x point) string { return rowText(x.row) }, Less: func(a, b point) bool { return a.row < b.row }})
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
}

// fieldName is what a field of a session is called.
func (p *Page) fieldName(field string) string {
	if id, ok := fieldNames[field]; ok {
		return p.Printer.T(id)
	}
	return field
}

// changedField is the field of a change; a session that stays has none.
func (v *planView) changedField(c change) string {
	if c.Field == "" {
		return v.p.Printer.T("agenda.plan.stays")
	}
	return v.p.fieldName(c.Field)
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
	t := v.p.Printer.T
	v.changes = kit.NewDataList([]kit.Column[change]{
		{ID: "row", Title: t("agenda.plan.row"), Width: 64, Align: fyne.TextAlignTrailing, Text: func(c change) string { return rowText(c.row) },
			Less: func(a, b change) bool { return a.row < b.row }},
		{ID: "title", Title: t("agenda.column.title"), Weight: 1.6, Bold: true, Text: func(c change) string { return c.title },
			Less: func(a, b change) bool { return event.ComparePolish(a.title, b.title) < 0 }},
		{ID: "field", Title: t("agenda.plan.field"), Weight: 0.8, Text: v.changedField},
		{ID: "old", Title: t("agenda.plan.old"), Weight: 1.4, Text: func(c change) string { return v.p.fieldValue(c.Field, c.Old) },
			Color: func(change) fyne.ThemeColorName { return kit.ColorMuted }},
		{ID: "new", Title: t("agenda.plan.now"), Weight: 1.4, Text: func(c change) string { return v.p.fieldValue(c.Field, c.New) },
			Icon: func(c change) kit.Icon {
				if c.Field == "" {
					return kit.IconNone
				}
				return kit.IconChevronRight
			}},
	})
}

func (v *planView) showChanges(all []event.AgendaItem, of func(event.AgendaItem) []event.FieldChange) fyne.CanvasObject {
	var shown []change
	for _, item := range all {
		if item.Row == 0 { // a session that stays though the file has it no more
			shown = append(shown, change{title: item.Session.Title})
		}
		for _, c := range of(item) {
			shown = append(shown, change{item.Row, item.Session.Title, c})
		}
	}
	v.changes.SetItems(shown)
	return v.changes
}

func (v *planView) makeTrouble() {
	t := v.p.Printer.T
	v.whole = kit.NewParagraph("", kit.StyleBody)
	v.trouble = kit.NewDataList([]kit.Column[event.RowError]{
		{ID: "row", Title: t("agenda.plan.row"), Width: 64, Align: fyne.TextAlignTrailing, Text: func(e event.RowError) string { return rowText(e.Row) },
			Less: func(a, b event.RowError) bool { return a.Row < b.Row }},
		{ID: "column", Title: t("agenda.plan.column"), Width: 200, Text: func(e event.RowError) string { return e.Column }},
		{ID: "why", Title: t("agenda.plan.why"), Weight: 4, Text: func(e event.RowError) string { return v.rowError(e) },
			Icon: func(event.RowError) kit.Icon { return kit.IconWarning }},
	})
	v.trouble.Key = func(e event.RowError) string { return fmt.Sprint(e.Row, e.Column, e.Code) }
	v.trouble.OnSelect = func(e event.RowError) { v.whole.SetText(v.rowError(e)) }
}

// rowError is the sentence about a row; its number has a column of its own.
func (v *planView) rowError(e event.RowError) string {
	e.Row = 0
	return v.p.Printer.Error(e)
}

// showTrouble lists rows with their sentences, and the one of the cursor whole.
func (v *planView) showTrouble(all []event.RowError) fyne.CanvasObject {
	v.trouble.SetItems(all)
	v.trouble.SelectRow(0)
	return container.NewBorder(nil, kit.PadSides(2, 0, 0, 0, kit.NewPanel(kit.Pad(3, v.whole))), nil, nil, v.trouble)
}
