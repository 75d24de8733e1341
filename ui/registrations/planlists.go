package registrations

import (
	"slices"
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
	v.trouble = kit.NewFindings(v.p.Printer.T("field.name"), event.ComparePolish)
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
		columns = slices.Insert(columns, 0, kit.RowColumn(func(x person) int { return x.row }))
	}
	l := kit.NewDataList(columns)
	l.Key = func(x person) string { return kit.RowText(x.row) + " " + x.entry.ID }
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
	v.changes = kit.NewDataList(append(kit.DifferenceColumns(t("field.name"), v.difference, event.ComparePolish), decided(v, 190, about)))
	v.changes.Key = func(c change) string { return kit.RowText(c.row) + " " + c.ID() }
	v.changes.OnSelectionChanged = func([]change) { v.bar.showCount() }
}

// difference is a change in words.
func (v *planView) difference(c change) kit.Difference {
	return kit.Difference{Row: c.row, Of: c.who, Field: v.changedField(c), Old: v.p.textValue(c.Field, c.Old), New: v.p.textValue(c.Field, c.New)}
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
		kit.RowColumn(func(d event.Duplicate) int { return d.Row }),
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
	v.pairs.Key = func(d event.Duplicate) string { return kit.RowText(d.Row) + " " + d.Key }
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

// showTrouble lists rows with their sentences, and the one of the cursor whole.
func (v *planView) showTrouble(all []event.RowError) fyne.CanvasObject {
	var findings []kit.Finding
	for _, e := range found(v, all, func(e event.RowError) string { return v.plan.NameIn(e.Row) + " " + e.Column + " " + v.p.rowError(e) }) {
		findings = append(findings, kit.Finding{Row: e.Row, Of: v.plan.NameIn(e.Row), Column: e.Column, Code: e.Code, Text: v.p.rowError(e)})
	}
	v.trouble.Set(findings)
	return v.trouble.View
}
