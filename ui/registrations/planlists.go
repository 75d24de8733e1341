package registrations

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

func (v *planView) makeLists() {
	v.people, v.known = v.newPeople(true), v.newPeople(false)
	v.makeChanges()
	v.makeTrouble()
}

// rowText is the number of a row; what is not in the file has none.
func rowText(row int) string {
	if row == 0 {
		return ""
	}
	return strconv.Itoa(row)
}

// newPeople makes a list of people; those who are not in the file have no row.
func (v *planView) newPeople(rows bool) *kit.DataList[person] {
	p, t := v.p, v.p.Printer.T
	text := func(id, title string, weight float32, of func(event.Entry) string) kit.Column[person] {
		return kit.Column[person]{ID: id, Title: title, Weight: weight, Text: func(x person) string { return of(x.entry) },
			Less: func(a, b person) bool { return event.ComparePolish(of(a.entry), of(b.entry)) < 0 }}
	}
	family := text("family", t("field.family"), 1.2, func(e event.Entry) string { return e.Who.Name.Family })
	given := text("given", t("field.given"), 1, func(e event.Entry) string { return e.Who.Name.Given })
	email := text("email", t("field.email"), 1.8, func(e event.Entry) string { return e.Who.Email })
	institution := text("institution", t("field.institution"), 1.4, func(e event.Entry) string { return e.Who.Institution })
	town := text("town", t("field.town"), 1, func(e event.Entry) string { return e.Who.Town })
	family.Bold, family.Least, given.Least, email.Least = true, 125, 100, 150
	town.Least, town.Drop, institution.Least, institution.Drop = 80, 2, 90, 1
	columns := []kit.Column[person]{
		family, given, email, institution, town,
		{ID: "status", Title: t("field.status"), Width: 136, Text: func(x person) string { return t("status." + string(x.entry.Status)) },
			Icon:  func(x person) kit.Icon { _, icon := look(x.entry.Status); return icon },
			Color: func(x person) fyne.ThemeColorName { tone, _ := look(x.entry.Status); return tone.Color() }},
		{ID: "known", Title: t("registrations.plan.known"), Width: 150, Text: func(x person) string {
			if x.known {
				return t("registrations.plan.known.yes")
			}
			return p.roleWord(x.entry)
		}},
	}
	if rows {
		columns = slices.Insert(columns, 0, kit.Column[person]{ID: "row", Title: t("registrations.plan.row"), Width: 64, Align: fyne.TextAlignTrailing,
			Text: func(x person) string { return rowText(x.row) }, Less: func(a, b person) bool { return a.row < b.row }})
	}
	return kit.NewDataList(columns)
}

func (v *planView) showPeople(list *kit.DataList[person], all []person) fyne.CanvasObject {
	list.SetItems(all)
	return list
}

func (v *planView) makeChanges() {
	t := v.p.Printer.T
	v.changes = kit.NewDataList([]kit.Column[change]{
		{ID: "row", Title: t("registrations.plan.row"), Width: 64, Align: fyne.TextAlignTrailing, Text: func(c change) string { return rowText(c.row) },
			Less: func(a, b change) bool { return a.row < b.row }},
		{ID: "who", Title: t("field.name"), Weight: 1.2, Bold: true, Text: func(c change) string { return c.who },
			Less: func(a, b change) bool { return event.ComparePolish(a.who, b.who) < 0 }},
		{ID: "field", Title: t("registrations.plan.field"), Weight: 1, Text: v.changedField,
			Less: func(a, b change) bool { return event.ComparePolish(v.changedField(a), v.changedField(b)) < 0 }},
		{ID: "old", Title: t("registrations.plan.old"), Weight: 1.6, Text: func(c change) string { return v.p.textValue(c.Field, c.Old) },
			Color: func(change) fyne.ThemeColorName { return kit.ColorMuted }},
		{ID: "new", Title: t("registrations.plan.now"), Weight: 1.6, Text: func(c change) string { return v.p.textValue(c.Field, c.New) },
			Icon: func(change) kit.Icon { return kit.IconChevronRight }},
	})
}

// changedField is the field, or the question of an answer.
func (v *planView) changedField(c change) string {
	if c.Column != "" {
		return c.Column
	}
	return v.p.fieldName(c.Field)
}

func (v *planView) showChanges(all []event.ImportItem, of func(event.ImportItem) []event.FieldChange) fyne.CanvasObject {
	var shown []change
	for _, item := range all {
		for _, c := range of(item) {
			shown = append(shown, change{item.Row, item.Entry.Who.Name.Full(), c})
		}
	}
	v.changes.SetItems(shown)
	return v.changes
}

func (v *planView) makeTrouble() {
	t := v.p.Printer.T
	v.whole = kit.NewParagraph("", kit.StyleBody)
	v.trouble = kit.NewDataList([]kit.Column[event.RowError]{
		{ID: "row", Title: t("registrations.plan.row"), Width: 64, Align: fyne.TextAlignTrailing, Text: func(e event.RowError) string { return rowText(e.Row) },
			Less: func(a, b event.RowError) bool { return a.Row < b.Row }},
		{ID: "column", Title: t("registrations.plan.column"), Width: 200, Text: func(e event.RowError) string { return e.Column },
			Less: func(a, b event.RowError) bool { return event.ComparePolish(a.Column, b.Column) < 0 }},
		{ID: "why", Title: t("registrations.plan.why"), Weight: 4, Text: func(e event.RowError) string { return v.p.rowError(e) },
			Icon: func(event.RowError) kit.Icon { return kit.IconWarning }, Less: func(a, b event.RowError) bool { return a.Code < b.Code }},
	})
	v.trouble.Key = func(e event.RowError) string { return fmt.Sprint(e.Row, e.Column, e.Code) }
	v.trouble.OnSelect = func(e event.RowError) { v.whole.SetText(v.p.rowError(e)) }
}

// showTrouble lists rows with their sentences, and the one of the cursor whole.
func (v *planView) showTrouble(all []event.RowError) fyne.CanvasObject {
	v.trouble.SetItems(all)
	v.trouble.SelectRow(0)
	return container.NewBorder(nil, kit.PadSides(2, 0, 0, 0, kit.NewPanel(kit.Pad(3, v.whole))), nil, nil, v.trouble)
}

// makeColumns shows what each column was taken for, with the first values in
// it, and lets it be something else.
func (v *planView) makeColumns() fyne.CanvasObject {
	p, t := v.p, v.p.Printer.T
	var fields []kit.Option[string]
	for _, f := range event.ImportFields {
		fields = append(fields, kit.Option[string]{Value: f, Text: t("import.field." + f)})
	}
	rows := kit.VStack(1)
	for i, header := range v.table.Header {
		choice := kit.NewSelect(fields, func(field string) { v.setColumn(header, field) })
		choice.SetValue(v.plan.Columns[header])
		title := kit.NewParagraph(header, kit.StyleStrong)
		examples := kit.NewText(v.examples(i), kit.StyleMuted.Truncated())
		rows.Add(container.New(&mappingRow{}, title, examples, choice))
		rows.Add(kit.Separator())
	}
	head := container.New(&mappingRow{}, kit.NewText(t("registrations.plan.column"), kit.StyleSmall),
		kit.NewText(t("registrations.plan.examples"), kit.StyleSmall), kit.NewText(p.Printer.T("registrations.plan.meaning"), kit.StyleSmall))
	return kit.NewPanel(container.NewBorder(kit.VStack(0, kit.PadSides(1, 3, 1, 3, head), kit.Separator()), nil, nil, nil,
		container.NewVScroll(kit.PadSides(1, 3, 3, 3, rows))))
}

// examples are the first different values of a column.
func (v *planView) examples(column int) string {
	const enough = 3
	var all []string
	seen := map[string]bool{}
	for _, row := range v.table.Rows {
		if column < len(row) && row[column] != "" && !seen[row[column]] {
			seen[row[column]] = true
			if all = append(all, row[column]); len(all) == enough {
				break
			}
		}
	}
	return joined(" · ", all...)
}

// mappingRow puts a header, its examples and the choice into columns.
type mappingRow struct{}

func (mappingRow) widths(total float32) [3]float32 {
	choice := kit.Space(60)
	rest := total - choice - kit.Space(8)
	return [3]float32{rest * 0.45, rest * 0.55, choice}
}

// MinSize is part of fyne.Layout.
func (l mappingRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, x := range o {
		h = max(h, x.MinSize().Height)
	}
	return fyne.NewSize(kit.Space(140), h+kit.Space(1))
}

// Layout is part of fyne.Layout.
func (l mappingRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, w := range l.widths(size.Width) {
		o[i].Resize(fyne.NewSize(w, o[i].MinSize().Height))
		h := o[i].MinSize().Height // a paragraph's follows from its width
		o[i].Move(fyne.NewPos(x, (size.Height-h)/2))
		o[i].Resize(fyne.NewSize(w, h))
		x += w + kit.Space(4)
	}
}
