package mail

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// term asks for one more condition of a filter.
type term struct {
	a     *audience
	view  fyne.CanvasObject
	field *kit.Select[string]
	op    *kit.Select[string]
	value *kit.Select[string]
	text  *kit.Entry
}

func newTerm(a *audience) *term {
	p := a.c.p
	t := p.Printer.T
	f := &term{a: a, text: kit.NewEntry("")}
	var fields []kit.Option[string]
	for _, q := range a.c.event.Questions {
		fields = append(fields, kit.Option[string]{Value: q.Field(), Text: q.Title})
	}
	for _, id := range event.FilterFields {
		fields = append(fields, kit.Option[string]{Value: id, Text: p.fieldTitle(id)})
	}
	slices.SortStableFunc(fields, func(a, b kit.Option[string]) int { return event.ComparePolish(a.Text, b.Text) })
	f.field = kit.NewSelect(fields, func(string) { f.show() })
	f.field.SetValue(event.FieldTown)
	var ops []kit.Option[string]
	for _, op := range event.FilterOps {
		ops = append(ops, kit.Option[string]{Value: op, Text: t("people.op." + op)})
	}
	f.op = kit.NewSelect(ops, func(string) { f.show() })
	f.value = kit.NewSelect([]kit.Option[string]{}, nil)
	add := kit.NewButton(t("mail.who.add"), kit.IconPlus, f.onAdd)
	f.view = kit.VStack(1, f.field, f.op, f.value, f.text, kit.HStack(2, add))
	f.show()
	return f
}

// show offers the values of a field, or asks for letters.
func (f *term) show() {
	field, _ := f.field.Value()
	op, _ := f.op.Value()
	var values []kit.Option[string]
	for _, v := range f.a.roll.Values(field) {
		if v.Value != "" {
			values = append(values, kit.Option[string]{Value: v.Value, Text: f.a.c.p.valueWord(field, v.Value) + " (" + f.a.c.p.number(v.Count) + ")"})
		}
	}
	f.value.SetOptions(values)
	f.value.Hidden = op != event.OpIs && op != event.OpNot
	f.text.Hidden = op != event.OpHas
	f.view.Refresh()
	f.a.view.Refresh()
}

func (f *term) onAdd() {
	field, _ := f.field.Value()
	op, _ := f.op.Value()
	c := event.Condition{Field: field, Op: op}
	switch op {
	case event.OpIs, event.OpNot:
		c.Value, _ = f.value.Value()
	case event.OpHas:
		c.Value = strings.TrimSpace(f.text.Text)
	}
	if c.Value == "" && op != event.OpEmpty && op != event.OpFilled {
		return // there is nothing to look for
	}
	f.a.setTerms(append(slices.Clone(f.a.terms), c))
}

// fieldTitle is what people call a field that a list is filtered by.
func (p *Page) fieldTitle(field string) string {
	if key, ok := strings.CutPrefix(field, event.AnswerField); ok {
		for _, q := range p.state.event.Questions {
			if q.Key == key {
				return q.Title
			}
		}
		return key
	}
	return p.Printer.T("people.field." + field)
}

// valueWord is a value of a filter in words.
func (p *Page) valueWord(field, value string) string {
	for prefix, of := range map[string]string{"status.": event.FieldStatus, "role.": event.FieldRole} {
		if field == of && p.Printer.Has(prefix+value) {
			return p.Printer.T(prefix + value)
		}
	}
	if field == event.FieldPaid {
		if value == event.AnswerYes {
			return p.Printer.T("registrations.paid")
		}
		return p.Printer.T("registrations.unpaid")
	}
	return value
}

// termWord is a condition in words.
func (p *Page) termWord(c event.Condition) string {
	args := i18n.Args{"Field": p.fieldTitle(c.Field), "Value": p.valueWord(c.Field, c.Value)}
	t := p.Printer.T
	switch c.Op {
	case event.OpIs:
		return t("people.filter.is", args)
	case event.OpNot:
		return t("people.filter.not", args)
	case event.OpHas:
		return t("people.filter.has", args)
	case event.OpEmpty:
		return t("people.filter.empty", args)
	}
	return t("people.filter.filled", args)
}

// besideRight gives the right object its width and the left one the rest.
func besideRight(left, right fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, right, left)
}
