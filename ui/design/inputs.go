package design

import (
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

type i18nArgs = i18n.Args

// number is an input for a measure.
type number struct {
	p     *props
	entry *kit.Entry
	field *kit.Field
	value func(*event.LayoutItem) *float64
	name  string
	least float64
	most  float64
	auto  bool // nothing typed is nought: what is usual
}

// newAuto is newNumber for what has a usual value.
func newAuto(p *props, label string, least, most float64, value func(*event.LayoutItem) *float64) *number {
	n := newNumber(p, label, least, most, value)
	n.auto = true
	n.entry.SetPlaceHolder(p.d.deps.Printer.T("design.auto"))
	return n
}

func newNumber(p *props, label string, least, most float64, value func(*event.LayoutItem) *float64) *number {
	n := &number{p: p, entry: kit.NewEntry(""), value: value, name: label, least: least, most: most}
	n.entry.SetMinWidth(kit.Space(15))
	n.field = kit.NewField(label, n.entry, "")
	n.field.OnEdit = func() {}
	n.entry.OnChanged = n.onTyped
	n.entry.OnSubmitted = func(string) { n.left(); p.d.focus() }
	n.entry.OnEscape = func() bool { p.d.focus(); return true }
	n.entry.OnFocusLost = n.left
	return n
}

func (n *number) object() fyne.CanvasObject { return n.field }
func (n *number) focusable() fyne.Focusable { return n.entry }

// show writes the value, unless somebody is typing the same.
func (n *number) show(i event.LayoutItem) {
	v := *n.value(&i)
	if typed, ok := n.valid(n.entry.Text); ok && math.Abs(typed-v) < 0.005 && (n.entry.Text != "" || n.auto) {
		return
	}
	if n.auto && v == 0 {
		n.entry.SetText("")
	} else {
		n.entry.SetText(n.p.d.millimetres(v))
	}
	n.field.SetError("")
}

func (n *number) onTyped(text string) {
	if v, ok := n.valid(text); ok && !n.p.showing {
		n.field.SetError("")
		n.p.set(n.name, func(i *event.LayoutItem) { *n.value(i) = v })
	}
}

func (n *number) valid(text string) (float64, bool) {
	if n.auto && strings.TrimSpace(text) == "" {
		return 0, true
	}
	v, ok := measure(text)
	return v, ok && v >= n.least && v <= n.most
}

// left says what is wrong with a number once it is left.
func (n *number) left() {
	if _, ok := n.valid(n.entry.Text); !ok {
		w := n.p.d.deps.Printer
		n.field.SetError(w.T("design.number", i18n.Args{"Least": w.Number(n.least, 0), "Most": w.Number(n.most, 0)}))
	}
	n.p.d.sketch.pause()
}

// count is an input for a whole number; nothing typed is nought.
type count struct {
	p     *props
	entry *kit.Entry
	field *kit.Field
	value func(*event.LayoutItem) *int
}

// mostCount is how large such a number may be.
const mostCount = 99

func newCount(p *props, label string, value func(*event.LayoutItem) *int) *count {
	c := &count{p: p, entry: kit.NewEntry(""), value: value}
	c.entry.SetMinWidth(kit.Space(15))
	c.entry.SetPlaceHolder(p.d.deps.Printer.T("design.auto"))
	c.field = kit.NewField(label, c.entry, "")
	c.field.OnEdit = func() {}
	c.entry.OnChanged = func(text string) {
		if v, ok := c.valid(text); ok && !p.showing {
			c.field.SetError("")
			p.set(label, func(i *event.LayoutItem) { *value(i) = v })
		}
	}
	left := func() {
		if _, ok := c.valid(c.entry.Text); !ok {
			c.field.SetError(p.d.deps.Printer.T("design.number", i18n.Args{"Least": 0, "Most": mostCount}))
		}
		p.d.sketch.pause()
	}
	c.entry.OnFocusLost = left
	c.entry.OnSubmitted = func(string) { left(); p.d.focus() }
	c.entry.OnEscape = func() bool { p.d.focus(); return true }
	return c
}

func (c *count) object() fyne.CanvasObject { return c.field }
func (c *count) focusable() fyne.Focusable { return c.entry }

func (c *count) valid(text string) (int, bool) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, true
	}
	v, err := strconv.Atoi(text)
	return v, err == nil && v >= 0 && v <= mostCount
}

func (c *count) show(i event.LayoutItem) {
	v := *c.value(&i)
	if typed, ok := c.valid(c.entry.Text); ok && typed == v {
		return
	}
	c.entry.SetText(strconv.Itoa(v))
	c.field.SetError("")
}

// measure reads a number as people write it.
func measure(text string) (float64, bool) {
	text = strings.NewReplacer(",", ".", " ", "", "\u00a0", "", "mm", "").Replace(text)
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
}

// millimetres writes a measure as short as it can be.
func (d *Designer) millimetres(v float64) string {
	text := strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	return d.deps.Printer.Numeral(text)
}

// choice is an input for one of some values.
type choice[T comparable] struct {
	box   *kit.Select[T]
	field *kit.Field
	value func(*event.LayoutItem) *T
	usual T
}

func newChoice[T comparable](p *props, label string, options []kit.Option[T], value func(*event.LayoutItem) *T) *choice[T] {
	c := &choice[T]{value: value, usual: options[0].Value}
	c.box = kit.NewSelect(options, func(v T) {
		p.d.sketch.pause()
		p.set("", func(i *event.LayoutItem) { *value(i) = v })
	})
	c.box.SetMinWidth(kit.Space(15))
	c.field = kit.NewField(label, c.box, "")
	return c
}

func (c *choice[T]) object() fyne.CanvasObject { return c.field }
func (c *choice[T]) focusable() fyne.Focusable { return c.box }

// show shows the value; one that is not offered means the usual one, which is the first.
func (c *choice[T]) show(i event.LayoutItem) {
	c.box.SetValue(c.usual)
	c.box.SetValue(*c.value(&i))
}

// tick is an input for yes or no.
type tick struct {
	box   *kit.Check
	value func(*event.LayoutItem) *bool
}

func newTick(p *props, label string, value func(*event.LayoutItem) *bool) *tick {
	return &tick{value: value, box: kit.NewCheck(label, false, func(on bool) {
		p.set("", func(i *event.LayoutItem) { *value(i) = on })
	})}
}

func (t *tick) object() fyne.CanvasObject { return t.box }
func (t *tick) focusable() fyne.Focusable { return t.box }
func (t *tick) show(i event.LayoutItem)   { t.box.SetChecked(*t.value(&i)) }

// words is the input for the words of an item, with a menu of fields.
type words struct {
	p     *props
	entry *kit.Entry
	field *kit.Button
	view  fyne.CanvasObject
}

func newWords(p *props) *words {
	w := &words{p: p}
	t := p.d.deps.Printer.T
	rows := 3
	if p.kind == event.ItemBand {
		rows = 1
	}
	w.entry = kit.NewMultiEntry("", rows)
	hint := ""
	if p.kind == event.ItemBand {
		w.entry.SetPlaceHolder(usualBand)
		hint = t("design.words.band")
	}
	if p.kind == event.ItemDeed {
		w.entry.SetPlaceHolder(t("design.words.deed.usual"))
		hint = t("design.words.deed")
	}
	w.entry.SetMinWidth(kit.Space(20))
	w.entry.OnChanged = func(text string) { p.set("words", func(i *event.LayoutItem) { i.Text = text }) }
	w.entry.OnEscape = func() bool { p.d.focus(); return true }
	w.entry.OnFocusLost = p.d.sketch.pause
	w.field = kit.NewButton(t("design.field"), kit.IconChevronDown, w.showFields)
	w.view = kit.VStack(1, kit.NewField(t("design.words"), w.entry, hint), w.field)
	return w
}

func (w *words) object() fyne.CanvasObject { return w.view }
func (w *words) focusable() fyne.Focusable { return w.entry }

func (w *words) show(i event.LayoutItem) {
	if w.entry.Text != i.Text {
		w.entry.SetText(i.Text)
	}
}

// showFields opens the menu of the kinds of what can be put in; one of them opens the menu of its fields in the same
// place, where it covers nothing of the badge.
func (w *words) showFields() {
	var items []*fyne.MenuItem
	for _, part := range w.p.d.fieldParts() {
		items = append(items, fyne.NewMenuItem(part.title, func() { w.showPart(part) }))
	}
	w.open(items)
}

func (w *words) showPart(part fieldPart) {
	var items []*fyne.MenuItem
	for _, f := range part.fields {
		items = append(items, fyne.NewMenuItem(f.words, func() { w.insert(inBraces(f.name)) }))
	}
	w.open(items)
}

func (w *words) open(items []*fyne.MenuItem) {
	if m := kit.ShowMenu(items, w.field); m != nil {
		m.Activate(0)
	}
}

// inBraces is a field as it stands in words.
func inBraces(name string) string {
	if strings.HasPrefix(name, "{") {
		return name
	}
	return "{" + name + "}"
}

// insert puts a field where the cursor is, over what is selected.
func (w *words) insert(text string) {
	for _, r := range text {
		w.entry.TypedRune(r)
	}
	w.p.d.deps.Window.Canvas().Focus(w.entry)
}
