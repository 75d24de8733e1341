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

// termForm asks for one condition: a field, how it has to be, and a value that
// is offered from what people have.
type termForm struct {
	p      *Page
	field  *kit.Select[string]
	op     *kit.Select[string]
	value  *kit.Entry
	asked  *kit.Field
	values *kit.DataList[event.FieldValue]
	chosen string // the stored value behind the words in the entry
	words  string
	body   fyne.CanvasObject
}

// mostValues is how many values are offered; more letters bring the others.
const mostValues = 200

// valuesHeight is the room of the offered values, in steps.
const valuesHeight = 62

// onTerm asks for a new condition, or for another one in place of the one at i.
func (p *Page) onTerm(i int) {
	f := newTermForm(p)
	if i >= 0 {
		f.fill(p.terms[i])
	}
	dialog := kit.FormDialog(p.Window, p.Printer.T("people.term.title"), f.body, p.Printer.T("people.term.action"), func(*kit.Dialog) bool {
		c, ok := f.read()
		if !ok {
			return false
		}
		terms := slices.Clone(p.terms)
		if i >= 0 {
			terms[i] = c
		} else {
			terms = append(terms, c)
		}
		p.setTerms(terms)
		return true
	})
	f.values.OnOpen = func(v event.FieldValue) {
		f.take(v)
		dialog.Accept()
	}
}

func newTermForm(p *Page) *termForm {
	t := p.Printer.T
	f := &termForm{p: p, value: kit.NewEntry("")}
	var fields []kit.Option[string]
	for _, q := range p.Event.Questions {
		fields = append(fields, kit.Option[string]{Value: q.Field(), Text: q.Title})
	}
	for _, id := range event.FilterFields {
		fields = append(fields, kit.Option[string]{Value: id, Text: p.fieldTitle(id)})
	}
	slices.SortStableFunc(fields, func(a, b kit.Option[string]) int { return event.ComparePolish(a.Text, b.Text) })
	f.field = kit.NewSelect(fields, func(string) { f.clear() })
	f.op = kit.NewSelect([]kit.Option[string]{{Value: event.OpIs, Text: t("people.op.is")}, {Value: event.OpNot, Text: t("people.op.not")},
		{Value: event.OpHas, Text: t("people.op.has")}, {Value: event.OpEmpty, Text: t("people.op.empty")},
		{Value: event.OpFilled, Text: t("people.op.filled")}}, func(string) { f.show() })
	f.values = kit.NewDataList([]kit.Column[event.FieldValue]{
		{ID: "value", Title: t("people.term.value"), Text: func(v event.FieldValue) string { return f.word(v.Value) }},
		{ID: "count", Title: t("people.term.count"), Width: 90, Align: fyne.TextAlignTrailing,
			Text: func(v event.FieldValue) string { return p.Printer.Number(float64(v.Count), 0) }},
	})
	f.values.Key = func(v event.FieldValue) string { return v.Value }
	f.values.OnSelect = f.take
	f.values.SetEmpty(kit.Pad(4, kit.NewText(t("people.term.none"), kit.StyleMuted)))
	f.value.OnChanged = func(string) { f.showValues() }
	f.asked = kit.NewField(t("people.term.value"), f.value, t("people.term.hint"))
	row := kit.Columns(3, kit.NewField(t("people.term.field"), f.field, ""), kit.NewField(t("people.term.op"), f.op, ""))
	f.body = kit.VStack(3, row, f.asked, container.New(&tall{valuesHeight}, f.values))
	f.field.SetValue(event.FieldTown)
	f.show()
	return f
}

func (f *termForm) word(value string) string {
	field, _ := f.field.Value()
	return f.p.valueWord(field, value)
}

// take puts an offered value into the entry.
func (f *termForm) take(v event.FieldValue) {
	f.chosen, f.words = v.Value, f.word(v.Value)
	f.value.OnChanged = nil
	f.value.SetText(f.words)
	f.value.OnChanged = func(string) { f.showValues() }
}

func (f *termForm) clear() {
	f.chosen, f.words = "", ""
	f.value.SetText("")
	f.show()
}

// show asks for a value only where the condition needs one.
func (f *termForm) show() {
	op, _ := f.op.Value()
	needs := op != event.OpEmpty && op != event.OpFilled
	for _, o := range []fyne.CanvasObject{f.asked, f.values} {
		if needs {
			o.Show()
		} else {
			o.Hide()
		}
	}
	f.showValues()
}

// showValues offers the values that contain what is typed.
func (f *termForm) showValues() {
	field, _ := f.field.Value()
	typed := event.Fold(f.value.Text)
	if f.words != "" && f.value.Text == f.words {
		typed = ""
	}
	var left []event.FieldValue
	for _, v := range f.p.state.roll.Values(field) {
		if v.Value != "" && (typed == "" || strings.Contains(event.Fold(f.word(v.Value)), typed)) {
			left = append(left, v)
		}
		if len(left) == mostValues {
			break
		}
	}
	f.values.SetItems(left)
}

func (f *termForm) fill(c event.Condition) {
	f.field.SetValue(c.Field)
	f.op.SetValue(c.Op)
	f.take(event.FieldValue{Value: c.Value})
	f.show()
}

// read is the condition; what was typed in the words of the screen is the
// value that is kept.
func (f *termForm) read() (event.Condition, bool) {
	field, _ := f.field.Value()
	op, _ := f.op.Value()
	c := event.Condition{Field: field, Op: op}
	if op == event.OpEmpty || op == event.OpFilled {
		return c, true
	}
	c.Value = strings.TrimSpace(f.value.Text)
	if c.Value == "" {
		f.asked.SetError(f.p.Printer.T("people.term.missing", i18n.Args{"Field": f.p.fieldTitle(field)}))
		return c, false
	}
	if f.words != "" && f.value.Text == f.words {
		c.Value = f.chosen
		return c, true
	}
	if v, ok := f.meant(c.Value); ok {
		c.Value = v
	}
	return c, true
}

// meant is the value behind what was typed: the one that reads so, or where a
// whole value is asked for the only one that is still offered.
func (f *termForm) meant(typed string) (value string, ok bool) {
	field, _ := f.field.Value()
	for _, v := range f.p.state.roll.Values(field) {
		if v.Value != "" && event.Fold(f.word(v.Value)) == event.Fold(typed) {
			return v.Value, true
		}
	}
	if op, _ := f.op.Value(); op != event.OpHas && f.values.Len() == 1 {
		return f.values.Items()[0].Value, true
	}
	return "", false
}
