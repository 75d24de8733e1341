package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// markable is an input that can show that its value is wrong and tells when
// somebody changes it.
type markable interface {
	mark(wrong bool)
	onEdit(func())
}

// Field is an input with its label above and a hint or an error below, which
// takes as many lines as it needs.
type Field struct {
	widget.BaseWidget
	// OnEdit is told of every change by hand; it decides about the error, which
	// otherwise goes with the first change.
	OnEdit func()

	label fyne.CanvasObject
	hint  *Paragraph
	input fyne.CanvasObject
	box   *fyne.Container

	hintText  string
	errorText string
}

// NewField makes a field. The hint may be empty.
func NewField(label string, input fyne.CanvasObject, hint string) *Field {
	return newField(NewText(label, labelStyle), input, hint)
}

// NewLongField makes a field whose label may take several lines, such as a
// question.
func NewLongField(label string, input fyne.CanvasObject, hint string) *Field {
	return newField(NewParagraph(label, labelStyle), input, hint)
}

var labelStyle = TextStyle{Size: SizeSmall, Color: ColorMuted, Bold: true}

func newField(label, input fyne.CanvasObject, hint string) *Field {
	f := &Field{
		label:    label,
		hint:     NewParagraph("", StyleSmall),
		input:    input,
		hintText: hint,
	}
	f.box = VStack(1, f.label, input, f.hint)
	if m, ok := input.(markable); ok {
		m.onEdit(func() {
			if f.OnEdit != nil {
				f.OnEdit()
				return
			}
			f.SetError("")
		})
	}
	f.show()
	f.ExtendBaseWidget(f)
	return f
}

// SetError shows what is wrong with the value, in the words of the printer; an
// empty text takes the error away. It also goes when the value is changed.
func (f *Field) SetError(text string) {
	if f.errorText == text {
		return
	}
	f.errorText = text
	if m, ok := f.input.(markable); ok {
		m.mark(text != "")
	}
	f.show()
	f.Refresh()
}

// SetHint shows another hint under the input.
func (f *Field) SetHint(text string) {
	if f.hintText == text {
		return
	}
	f.hintText = text
	f.show()
	f.Refresh()
}

// Error is the text of the error shown, or empty.
func (f *Field) Error() string { return f.errorText }

// Input is the input of the field.
func (f *Field) Input() fyne.CanvasObject { return f.input }

// Focus puts the focus into the input.
func (f *Field) Focus() {
	in, ok := f.input.(fyne.Focusable)
	if c := canvasOf(f); ok && c != nil {
		c.Focus(in)
	}
}

func (f *Field) show() {
	text, style := f.hintText, StyleSmall
	if f.errorText != "" {
		text, style = f.errorText, StyleSmall.In(ColorRefused)
	}
	if w := f.Size().Width; w > 0 {
		// As wide as it will be, so that the field asks for the right height at once.
		f.hint.Resize(fyne.NewSize(w, f.hint.Size().Height))
	}
	f.hint.SetStyle(style)
	f.hint.SetText(text)
	if text == "" {
		f.hint.Hide()
	} else {
		f.hint.Show()
	}
}

// CreateRenderer is part of fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(f.box)
}

// Form is fields below each other in reading order, known by their names so
// that an error finds its field.
type Form struct {
	widget.BaseWidget
	fields map[string]*Field
	order  []*Field
	box    *fyne.Container
}

// NewForm makes an empty form.
func NewForm() *Form {
	f := &Form{fields: map[string]*Field{}, box: VStack(3)}
	f.ExtendBaseWidget(f)
	return f
}

// Add puts a field under the ones before. The name is the one that errors
// carry.
func (f *Form) Add(name string, field *Field) *Form {
	return f.AddRow([]string{name}, field)
}

// AddRow puts several fields beside each other; names go with fields.
func (f *Form) AddRow(names []string, fields ...*Field) *Form {
	cells := make([]fyne.CanvasObject, len(fields))
	for i, field := range fields {
		f.fields[names[i]] = field
		f.order = append(f.order, field)
		cells[i] = field
	}
	if len(cells) == 1 {
		f.box.Add(cells[0])
	} else {
		f.box.Add(Columns(3, cells...))
	}
	return f
}

// AddObject puts anything else under the fields before, such as a section
// title.
func (f *Form) AddObject(o fyne.CanvasObject) *Form {
	f.box.Add(o)
	return f
}

// Field is the field of a name, or nil.
func (f *Form) Field(name string) *Field { return f.fields[name] }

// SetError marks the field of a name and puts the focus there. It returns
// false when there is no such field, so that the caller shows the error
// elsewhere.
func (f *Form) SetError(name, text string) bool {
	field := f.fields[name]
	if field == nil {
		return false
	}
	field.SetError(text)
	field.Focus()
	return true
}

// ClearErrors takes all errors away.
func (f *Form) ClearErrors() {
	for _, field := range f.order {
		field.SetError("")
	}
}

// CreateRenderer is part of fyne.Widget.
func (f *Form) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(f.box)
}
