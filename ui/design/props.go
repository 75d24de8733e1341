package design

import (
	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// props is the column at the right: what can be set of the item that is chosen.
type props struct {
	d       *Designer
	view    fyne.CanvasObject
	title   *kit.Text
	tools   *fyne.Container // hidden where nothing is chosen
	box     *fyne.Container
	scroll  *kit.Scroll
	kind    event.ItemKind // that the inputs are made for; "": nothing or several
	count   int            // how many items
	inputs  []input
	first   fyne.Focusable
	showing bool
}

// input is one of the inputs.
type input interface {
	object() fyne.CanvasObject
	focusable() fyne.Focusable
	show(event.LayoutItem)
}

func newProps(d *Designer) *props {
	p := &props{d: d, count: -1}
	p.title = kit.NewText("", kit.StyleSection.Truncated())
	p.box = kit.VStack(3)
	p.scroll = kit.NewVScroll(kit.PadSides(0, 3, 3, 3, p.box))
	p.tools = kit.PadSides(0, 3, 2, 2, d.makeTools())
	p.tools.Hide()
	p.view = kit.NewPanel(kit.InOrder(kit.VStack(0, kit.PadSides(3, 3, 2, 3, p.title), p.tools), p.scroll, nil))
	return p
}

// show shows what is chosen; the inputs are made anew only for another kind, so that one can go on typing.
func (p *props) show() {
	s := p.d.sketch
	item, ok := s.only()
	if p.count != len(s.chosen) || p.kind != item.Kind {
		p.count, p.kind = len(s.chosen), item.Kind
		p.make(ok)
		kit.HandWheel(p.box, p.scroll.Scrolled)
		p.scroll.ScrollToTop()
	}
	p.showValues()
}

func (p *props) showValues() {
	s := p.d.sketch
	var item event.LayoutItem
	if s.last() >= 0 {
		item = s.items()[s.last()]
	}
	p.showing = true
	for _, in := range p.inputs {
		in.show(item)
	}
	p.showing = false
}

// showPlace shows the measures during a drag.
func (p *props) showPlace() { p.showValues() }

// focusFirst brings the keyboard to the first input.
func (p *props) focusFirst() {
	if p.first != nil {
		p.d.deps.Window.Canvas().Focus(p.first)
	}
}

func (p *props) make(one bool) {
	t := p.d.deps.Printer.T
	p.inputs, p.first = nil, nil
	p.box.RemoveAll()
	p.tools.Hidden = p.count == 0
	switch {
	case p.count == 0 && p.d.certificate():
		p.title.SetText(t("design.page.title"))
		p.makePage()
		p.box.Add(kit.NewParagraph(t("design.nothing.hint.certificate"), kit.StyleMuted))
	case p.count == 0:
		p.title.SetText(t("design.nothing"))
		p.box.Add(kit.NewParagraph(t("design.nothing.hint"), kit.StyleMuted))
	case !one:
		p.title.SetText(p.d.deps.Printer.N("design.several", p.count))
		p.box.Add(kit.NewParagraph(t("design.several.hint"), kit.StyleMuted))
		p.makeShared()
	default:
		p.title.SetText(t("design.kind." + string(p.kind)))
		p.makeKind()
	}
	p.box.Refresh()
	p.view.Refresh()
}

func (p *props) add(in ...input) {
	var cells []fyne.CanvasObject
	for _, i := range in {
		p.inputs = append(p.inputs, i)
		cells = append(cells, i.object())
		if p.first == nil {
			p.first = i.focusable()
		}
	}
	if len(cells) == 1 {
		p.box.Add(cells[0])
	} else {
		p.box.Add(kit.Columns(2, cells...))
	}
}

// makeShared are the inputs for several items: colours and type, where all of them have it.
func (p *props) makeShared() {
	all := func(t trait) bool {
		for _, i := range p.d.sketch.taken() {
			if !hasTrait(i.Kind, t) {
				return false
			}
		}
		return true
	}
	p.makeTraits(all)
}

// makeKind are the inputs for one item.
func (p *props) makeKind() {
	kind := p.kind
	p.makeTraits(func(t trait) bool { return hasTrait(kind, t) })
}

func (p *props) makeTraits(has func(trait) bool) {
	t := p.d.deps.Printer.T
	if p.count == 1 {
		p.makeOfEvent()
	}
	if has(traitText) && p.count == 1 {
		p.add(newWords(p))
	}
	if has(traitImage) && p.count == 1 {
		p.add(newPicture(p))
	}
	if has(traitMost) {
		p.add(newCount(p, t("design.most"), func(i *event.LayoutItem) *int { return &i.Most }))
	}
	p.makeType(has)
	if p.count == 1 {
		p.makePlace()
	}
	if has(traitUpper) {
		p.add(newTick(p, t("design.upper"), func(i *event.LayoutItem) *bool { return &i.Upper }))
	}
	if has(traitColour) {
		p.add(newColours(p, t("design.colour"), false, func(i *event.LayoutItem) *string { return &i.Colour }))
	}
	if has(traitFill) {
		p.add(newColours(p, t("design.fill"), true, func(i *event.LayoutItem) *string { return &i.Fill }))
	}
	var row []input
	if has(traitStroke) {
		row = append(row, newAuto(p, t("design.stroke"), 0, 20, func(i *event.LayoutItem) *float64 { return &i.Stroke }))
	}
	if has(traitRadius) {
		row = append(row, newNumber(p, t("design.radius"), 0, 100, func(i *event.LayoutItem) *float64 { return &i.Radius }))
	}
	p.addRow(row)
}

// makeType are the inputs of type: two in a row.
func (p *props) makeType(has func(trait) bool) {
	t := p.d.deps.Printer.T
	var row []input
	if has(traitFont) {
		row = append(row, newChoice(p, t("design.font"), fonts(t, p.kind), func(i *event.LayoutItem) *event.Font { return &i.Font }))
	}
	if has(traitFlow) {
		row = append(row, newChoice(p, t("design.overflow"), []kit.Option[event.Overflow]{{Text: t("design.overflow.shrink")}, {Value: event.Wrap, Text: t("design.overflow.wrap")}},
			func(i *event.LayoutItem) *event.Overflow { return &i.Overflow }))
	}
	p.addRow(row)
	row = nil
	if has(traitSize) {
		row = append(row, newAuto(p, t("design.size"), 3, 200, func(i *event.LayoutItem) *float64 { return &i.Size }))
	}
	if has(traitFloor) {
		row = append(row, newAuto(p, t("design.floor"), 3, 200, func(i *event.LayoutItem) *float64 { return &i.Floor }))
	}
	p.addRow(row)
	row = nil
	if has(traitAlign) {
		row = append(row, newChoice(p, t("design.align"), p.aligns(), func(i *event.LayoutItem) *string { return &i.Align }))
	}
	if has(traitUpright) {
		row = append(row, newChoice(p, t("design.upright"), p.uprights(), func(i *event.LayoutItem) *string { return &i.Upright }))
	}
	p.addRow(row)
}

// addRow puts one or two inputs beside each other, if there are any.
func (p *props) addRow(row []input) {
	if len(row) > 0 {
		p.add(row...)
	}
}

func fonts(t func(string, ...i18nArgs) string, k event.ItemKind) []kit.Option[event.Font] {
	all := []kit.Option[event.Font]{
		{Value: event.FontRegular, Text: t("design.font.regular")}, {Value: event.FontBold, Text: t("design.font.bold")},
		{Value: event.FontBlack, Text: t("design.font.black")}, {Value: event.FontSerif, Text: t("design.font.serif")},
	}
	if k == event.ItemDeed { // of its name and title
		all[0].Text = all[3].Text
		return all[:3]
	}
	return all
}

// flowing are the kinds that stand in the middle unless they are told otherwise.
func flowing(k event.ItemKind) bool {
	return k == event.ItemDeed || k == event.ItemSignatures || k == event.ItemLogos
}

func (p *props) aligns() []kit.Option[string] {
	t := p.d.deps.Printer.T
	left, middle := kit.Option[string]{Text: t("design.align.to.left")}, kit.Option[string]{Value: "centre", Text: t("design.align.to.centre")}
	right := kit.Option[string]{Value: "right", Text: t("design.align.to.right")}
	switch {
	case p.kind == event.ItemPerson:
		return []kit.Option[string]{left, middle}
	case flowing(p.kind):
		middle.Value, left.Value = "", "left"
		return []kit.Option[string]{middle, left, right}
	}
	return []kit.Option[string]{left, middle, right}
}

func (p *props) uprights() []kit.Option[string] {
	t := p.d.deps.Printer.T
	usual := kit.Option[string]{Text: t("design.auto")}
	top, middle := kit.Option[string]{Text: t("design.upright.top")}, kit.Option[string]{Value: "middle", Text: t("design.upright.middle")}
	bottom := kit.Option[string]{Value: "bottom", Text: t("design.upright.bottom")}
	switch p.kind {
	case event.ItemPerson:
		top.Value = "top"
		return []kit.Option[string]{usual, top, middle, bottom}
	case event.ItemDeed:
		top.Value = "top"
		return []kit.Option[string]{usual, top, bottom}
	case event.ItemLogos:
		top.Value, bottom.Value = "top", ""
		return []kit.Option[string]{bottom, middle, top}
	}
	return []kit.Option[string]{top, middle, bottom}
}

// makePlace are the measures of an item.
func (p *props) makePlace() {
	t := p.d.deps.Printer.T
	const far = 2000
	p.add(newNumber(p, t("design.x"), -far, far, func(i *event.LayoutItem) *float64 { return &i.X }),
		newNumber(p, t("design.y"), -far, far, func(i *event.LayoutItem) *float64 { return &i.Y }))
	p.add(newNumber(p, t("design.w"), 0, far, func(i *event.LayoutItem) *float64 { return &i.W }),
		newNumber(p, t("design.h"), 0, far, func(i *event.LayoutItem) *float64 { return &i.H }))
}

// set changes what is chosen from an input.
func (p *props) set(name string, change func(*event.LayoutItem)) {
	if !p.showing {
		p.d.act(func(s *sketch) { s.edit(name, change) })
	}
}
