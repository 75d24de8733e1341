package registrations

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

func (v *planView) makeLists() {
	v.people, v.known, v.gone = v.newPeople(true, v.aboutNew), v.newPeople(false, nil), v.newPeople(false, v.aboutGone, v.originColumn())
	v.whole = kit.NewParagraph("", kit.StyleBody)
	v.makeChanges()
	v.makePairs()
	v.makeTrouble()
}

// rowText is the number of a row; what is not in the file has none.
func rowText(row int) string {
	if row == 0 {
		return ""
	}
	return strconv.Itoa(row)
}

// containsWords looks for the words of a query at the beginning of words of a text, both folded.
func containsWords(text, query string) bool {
	text = " " + text
	for _, word := range strings.Fields(query) {
		if !strings.Contains(text, " "+word) {
			return false
		}
	}
	return true
}

// decided makes the column of decisions.
func decided[T any](v *planView, width float32, about func(T) decision) kit.Column[T] {
	return kit.Column[T]{ID: "decision", Title: v.p.Printer.T("registrations.plan.decision"), Width: width,
		Text:  func(x T) string { return v.p.Printer.T(about(x).id) },
		Icon:  func(x T) kit.Icon { return about(x).icon() },
		Color: func(x T) fyne.ThemeColorName { return about(x).color() },
		Less:  func(a, b T) bool { return about(a).id < about(b).id }}
}

// newPeople makes a list of people; those who are not in the file have no row.
func (v *planView) newPeople(rows bool, about func(person) decision, more ...kit.Column[person]) *kit.DataList[person] {
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
		{ID: "known", Title: t("registrations.plan.known"), Width: 150, Drop: 3, Text: func(x person) string {
			if x.known {
				return t("registrations.plan.known.yes")
			}
			return p.roleWord(x.entry)
		}},
	}
	columns = append(columns, more...)
	if about != nil {
		columns = append(columns, decided(v, 176, about))
	}
	if rows {
		columns = slices.Insert(columns, 0, kit.Column[person]{ID: "row", Title: t("registrations.plan.row"), Width: 64, Align: fyne.TextAlignTrailing,
			Text: func(x person) string { return rowText(x.row) }, Less: func(a, b person) bool { return a.row < b.row }})
	}
	l := kit.NewDataList(columns)
	l.Key = func(x person) string { return rowText(x.row) + " " + x.entry.ID }
	l.OnSelectionChanged = func([]person) { v.bar.showCount() }
	return l
}

func (v *planView) showPeople(list *kit.DataList[person], all []person) fyne.CanvasObject {
	list.SetItems(found(v, all, func(x person) string { return x.entry.Who.SearchText() }))
	return list
}

func (v *planView) makeChanges() {
	t := v.p.Printer.T
	about := func(c change) decision { return v.aboutChange(c, v.tabs.Chosen() == planKept) }
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
		decided(v, 190, about),
	})
	v.changes.Key = func(c change) string { return rowText(c.row) + " " + c.ID() }
	v.changes.OnSelectionChanged = func([]change) { v.bar.showCount() }
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
	v.changes.SetItems(found(v, shown, func(c change) string { return c.who + " " + v.changedField(c) + " " + c.Old + " " + c.New }))
	return v.changes
}

// makePairs makes the list of rows that are probably about somebody known.
func (v *planView) makePairs() {
	p, t := v.p, v.p.Printer.T
	who := func(e event.Entry) string { return joined(" · ", e.Who.Name.Full(), e.Who.Email, e.Who.Institution) }
	contact := func(e event.Entry) string {
		return joined(" · ", e.Who.Name.Formal(), e.Who.Email, e.Who.Phone, e.Who.Institution, e.Who.Position, e.Who.Town)
	}
	v.pairs = kit.NewDataList([]kit.Column[event.Duplicate]{
		{ID: "row", Title: t("registrations.plan.row"), Width: 64, Align: fyne.TextAlignTrailing, Text: func(d event.Duplicate) string { return rowText(d.Row) },
			Less: func(a, b event.Duplicate) bool { return a.Row < b.Row }},
		{ID: "file", Title: t("registrations.plan.pair.file"), Weight: 2, Bold: true, Text: func(d event.Duplicate) string { return who(d.Entry) },
			Less: func(a, b event.Duplicate) bool { return event.ComparePolish(who(a.Entry), who(b.Entry)) < 0 }},
		{ID: "other", Title: t("registrations.plan.pair.other"), Weight: 2, Text: func(d event.Duplicate) string {
			if d.OtherRow > 0 {
				return joined(" · ", p.Printer.T("registrations.plan.pair.row", i18n.Args{"Row": d.OtherRow}), who(d.Other))
			}
			return who(d.Other)
		}},
		{ID: "why", Title: t("registrations.plan.pair.why"), Width: 240, Drop: 1, Text: func(d event.Duplicate) string { return t("import.duplicate." + d.Reason) },
			Less: func(a, b event.Duplicate) bool { return a.Reason < b.Reason }},
		decided(v, 170, v.aboutPair),
	})
	v.pairs.Key = func(d event.Duplicate) string { return rowText(d.Row) + " " + d.Key }
	v.pairs.OnSelectionChanged = func([]event.Duplicate) { v.bar.showCount() }
	v.pairs.OnSelect = func(d event.Duplicate) {
		v.whole.SetText(t("registrations.plan.pair.both", i18n.Args{"File": contact(d.Entry), "Other": contact(d.Other)}))
	}
}

func (v *planView) showPairs() fyne.CanvasObject {
	v.pairs.SetItems(found(v, v.plan.Duplicates, func(d event.Duplicate) string {
		return d.Entry.Who.SearchText() + " " + d.Other.Who.SearchText()
	}))
	v.pairs.SelectRow(0)
	return container.NewBorder(nil, kit.PadSides(2, 0, 0, 0, kit.NewPanel(kit.Pad(3, v.whole))), nil, nil, v.pairs)
}

func (v *planView) makeTrouble() {
	t := v.p.Printer.T
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
	v.trouble.SetItems(found(v, all, func(e event.RowError) string { return e.Column + " " + v.p.rowError(e) }))
	v.trouble.SelectRow(0)
	return container.NewBorder(nil, kit.PadSides(2, 0, 0, 0, kit.NewPanel(kit.Pad(3, v.whole))), nil, nil, v.trouble)
}
