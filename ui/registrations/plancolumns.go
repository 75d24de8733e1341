package registrations

import (
	"maps"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// constantFields are the fields that may have one value in all rows of a file.
var constantFields = []string{event.FieldGroup, event.FieldRole, event.FieldInstitution, event.FieldPosition, event.FieldTown,
	event.FieldVoivodeship, event.FieldDiet, event.FieldAccommodation, event.FieldTransport, event.FieldFee, event.FieldPaid, event.FieldNote}

// makeColumns shows what each column was taken for, with the first values in
// it, and lets it be something else.
func (v *planView) makeColumns() fyne.CanvasObject {
	p, t := v.p, v.p.Printer.T
	var fields []kit.Option[string]
	for _, f := range event.ImportFields {
		fields = append(fields, kit.Option[string]{Value: f, Text: t("import.field." + f)})
	}
	rows := kit.VStack(1)
	for key, in := range v.inputs {
		if v.touched == "" && v.p.Window.Canvas().Focused() == in {
			v.touched = key
		}
	}
	v.inputs = map[string]fyne.Focusable{}
	for i, header := range v.table.Header {
		choice := kit.NewSelect(fields, func(field string) {
			v.touched = "column " + header
			v.setColumn(header, field)
		})
		v.inputs["column "+header] = choice
		choice.SetValue(v.plan.Columns[header])
		title := kit.NewParagraph(header, kit.StyleStrong)
		examples := kit.NewText(v.examples(i), kit.StyleMuted.Truncated())
		rows.Add(container.New(&mappingRow{}, title, examples, choice))
		rows.Add(kit.Separator())
	}
	head := container.New(&mappingRow{}, kit.NewText(t("registrations.plan.header"), kit.StyleSmall),
		kit.NewText(t("registrations.plan.examples"), kit.StyleSmall), kit.NewText(p.Printer.T("registrations.plan.meaning"), kit.StyleSmall))
	rows.Add(v.makeConstants())
	if v.columns == nil {
		v.columns = kit.NewVScroll(nil)
	}
	v.scrolled = v.columns.Offset
	v.columns.Content = kit.PadSides(1, 3, 3, 3, rows)
	v.columns.Refresh()
	return kit.NewPanel(container.NewBorder(kit.VStack(0, kit.PadSides(1, 3, 1, 3, head), kit.Separator()), nil, nil, nil, v.columns))
}

// stayThere scrolls to where the columns were, and gives the focus back to the input that was changed: the
// new plan has made all of them anew.
func (v *planView) stayThere() {
	v.columns.ScrollToOffset(v.scrolled)
	if in := v.inputs[v.touched]; in != nil {
		v.p.Window.Canvas().Focus(in)
	}
	v.touched = ""
}

// makeConstants offers values that the file does not have, for all its rows.
func (v *planView) makeConstants() fyne.CanvasObject {
	t := v.p.Printer.T
	box := kit.VStack(1, kit.Gap(2), kit.Section(t("registrations.plan.constants")), kit.NewParagraph(t("registrations.plan.constants.hint"), kit.StyleMuted))
	var free []kit.Option[string]
	free = append(free, kit.Option[string]{Text: t("registrations.plan.constants.add")})
	for _, field := range constantFields {
		value, set := v.constants[field]
		if !set {
			free = append(free, kit.Option[string]{Value: field, Text: t("import.field." + field)})
			continue
		}
		input := kit.NewEntry("")
		input.Text = value
		commit := func() { v.setConstant(field, strings.TrimSpace(input.Text), true) }
		input.OnSubmitted = func(string) { commit() }
		input.OnFocusLost = commit
		v.inputs["constant "+field] = input
		remove := kit.NewQuiet(t("common.delete"), kit.IconTrash, func() { v.setConstant(field, "", false) })
		v.inputs["remove "+field] = remove
		box.Add(container.New(&mappingRow{}, kit.NewText(t("import.field."+field), kit.StyleStrong), input, remove))
	}
	choice := kit.NewSelect(free, func(field string) {
		if field != "" {
			v.touched = "constant " + field
			v.setConstant(field, "", true)
		}
	})
	v.inputs["choice"] = choice
	box.Add(container.New(&mappingRow{}, choice, kit.Spacer(), kit.Spacer()))
	return box
}

// setConstant gives a field one value in all rows, or takes it away.
func (v *planView) setConstant(field, value string, there bool) {
	if old, set := v.constants[field]; set == there && old == value {
		return
	}
	next := maps.Clone(v.constants)
	if next == nil {
		next = map[string]string{}
	}
	if next[field] = value; !there {
		delete(next, field)
	}
	v.constants = next
	v.replan()
}

// filled are the constants that have a value.
func (v *planView) filled() map[string]string {
	all := maps.Clone(v.constants)
	maps.DeleteFunc(all, func(_, value string) bool { return value == "" })
	return all
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
