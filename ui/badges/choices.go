package badges

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// choices are on what the badges are drawn, and in which order.
type choices struct {
	p      *Page
	view   fyne.CanvasObject
	layout *kit.Select[string]
	more   *kit.Button
	roles  *kit.Paragraph // who gets another one
	order  *kit.Select[event.BadgeOrder]
	blank  *kit.Entry
	blanks *kit.Field
	start  *kit.Entry
	starts *kit.Field
	sides  *kit.Select[event.Duplex]
	turned *fyne.Container // hidden where no layout has a back
}

func newChoices(p *Page) *choices {
	c := &choices{p: p}
	t := p.d.Printer.T
	c.layout = kit.NewSelect[string](nil, p.onLayout)
	c.layout.SetMinWidth(kit.Space(20))
	c.more = kit.NewButton("", kit.IconMore, func() { kit.ShowMenu(p.layoutItems(), c.more) })
	c.roles = kit.NewParagraph("", kit.StyleSmall)
	c.roles.Hide()
	c.order = kit.NewSelect(p.orderOptions(), p.onOrder)
	c.order.SetMinWidth(kit.Space(20))
	c.blank = c.number("0", p.onBlank, func() { p.onNumberLeft(c.blank, c.blanks, 0, mostBlank) })
	c.blanks = kit.NewField(t("badges.blank"), c.blank, "")
	c.start = c.number("1", p.onStart, func() { p.onNumberLeft(c.start, c.starts, 1, p.labels()) })
	c.starts = kit.NewField(t("badges.start"), c.start, "")
	c.sides = kit.NewSelect(p.sideOptions(), p.onSides)
	c.turned = kit.VStack(0, kit.NewField(t("badges.sides"), c.sides, ""))
	c.turned.Hide()
	row := container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 2, c.more), c.layout)
	c.view = kit.Card("", kit.VStack(3,
		kit.VStack(1, kit.NewField(t("badges.layout"), row, ""), c.roles),
		kit.NewField(t("badges.order"), c.order, ""),
		kit.Columns(3, c.starts, c.blanks), c.turned))
	return c
}

func (c *choices) number(usual string, changed func(string), left func()) *kit.Entry {
	e := kit.NewEntry(usual)
	e.SetMinWidth(kit.Space(14))
	e.OnChanged, e.OnFocusLost = changed, left
	return e
}

func (p *Page) orderOptions() []kit.Option[event.BadgeOrder] {
	t := p.d.Printer.T
	return []kit.Option[event.BadgeOrder]{{Value: event.ByName, Text: t("badges.order.name")}, {Value: event.ByInstitution, Text: t("badges.order.institution")},
		{Value: event.ByGroup, Text: t("badges.order.group")}, {Value: event.ByNumber, Text: t("badges.order.number")}}
}

func (p *Page) sideOptions() []kit.Option[event.Duplex] {
	t := p.d.Printer.T
	return []kit.Option[event.Duplex]{{Value: event.OneSided, Text: t("badges.sides.one")}, {Value: event.LongEdge, Text: t("badges.sides.long")},
		{Value: event.ShortEdge, Text: t("badges.sides.short")}}
}

// layoutName is what people call a layout, by its id, or by what the log of prints says.
func (p *Page) layoutName(id string) string {
	for _, l := range p.layouts {
		if l.ID == id {
			return p.titleOf(l)
		}
	}
	if id == "blank" { // a badge that lay printed at the desk
		return p.d.Printer.T("badges.layout.blank")
	}
	return id
}

func (p *Page) titleOf(l event.Layout) string {
	if l.Event == "" || strings.HasPrefix(l.Title, "layout.") && p.d.Printer.Has(l.Title) {
		return p.d.Printer.T(l.Title)
	}
	return l.Title
}

// usual is the layout of those whose role has no other one.
func (p *Page) usual() (event.Layout, bool) {
	id := p.event.Badges.Layout
	i := slices.IndexFunc(p.layouts, func(l event.Layout) bool { return l.ID == id })
	if i < 0 {
		i = slices.IndexFunc(p.layouts, func(l event.Layout) bool { return l.Event == "" })
	}
	if i < 0 {
		return event.Layout{}, false
	}
	return p.layouts[i], true
}

// labels is how many badges lie on a sheet.
func (p *Page) labels() int {
	l, _ := p.usual()
	return max(l.Stock.Each(), 1)
}

// showLayouts shows the layouts that there are, and the plan.
func (p *Page) showLayouts() {
	c := p.view.choices
	options := make([]kit.Option[string], len(p.layouts))
	for i, l := range p.layouts {
		options[i] = kit.Option[string]{Value: l.ID, Text: p.titleOf(l)}
	}
	c.layout.SetOptions(options)
	usual, _ := p.usual()
	c.layout.SetValue(usual.ID)
	c.sides.SetValue(p.setup.Duplex)
	if p.hasBack() {
		c.turned.Show()
	} else {
		c.turned.Hide()
	}
	if words := p.exceptions(); words == "" {
		c.roles.Hide()
	} else {
		c.roles.SetText(words)
		c.roles.Show()
	}
	p.content.Refresh()
}

// hasBack says whether something of the plan is printed on both sides.
func (p *Page) hasBack() bool { return p.backs(p.event.Badges) }

func (p *Page) backs(plan event.BadgePlan) bool {
	return slices.ContainsFunc(p.layouts, func(l event.Layout) bool {
		used := l.ID == plan.Layout || l.ID == plan.Single
		for _, id := range plan.Roles {
			used = used || l.ID == id
		}
		return used && len(l.Back) > 0 && l.Stock.Fold == event.NoFold
	})
}

// exceptions says which roles get another layout, or none.
func (p *Page) exceptions() string {
	var words []string
	for _, role := range event.Roles {
		id := p.event.Badges.Roles[role]
		if id == "" || id == p.event.Badges.Layout {
			continue
		}
		name := p.d.Printer.T("badges.plan.none")
		if id != event.NoBadge {
			name = p.layoutName(id)
		}
		words = append(words, p.d.Printer.T("badges.plan.exception", i18n.Args{"Role": p.d.Printer.T("role." + string(role)), "Layout": name}))
	}
	return strings.Join(words, " · ")
}

// onLayout makes a layout the usual one of the event.
func (p *Page) onLayout(id string) {
	plan := p.event.Badges
	if usual, _ := p.usual(); usual.ID == id {
		return
	}
	plan.Layout = id
	p.setPlan(plan)
}

func (p *Page) onOrder(o event.BadgeOrder) {
	p.order = o
	p.view.list.SortBy(map[event.BadgeOrder]string{event.ByNumber: "number", event.ByInstitution: "institution"}[o], false)
	p.showPages()
}

// onBlank takes the number of blank badges; what is no number counts as none.
func (p *Page) onBlank(text string) {
	p.blank, _ = numberOf(text, 0, mostBlank)
	p.showSum()
	p.showPages()
}

// onStart takes the first label of the sheet that is still there.
func (p *Page) onStart(text string) {
	p.start, _ = numberOf(text, 1, p.labels())
	p.showPages()
}

// onNumberLeft marks a number that cannot be; while it is typed the field stays quiet.
func (p *Page) onNumberLeft(e *kit.Entry, f *kit.Field, least, most int) {
	if _, ok := numberOf(e.Text, least, most); !ok {
		f.SetError(p.d.Printer.T("badges.number.wrong", i18n.Args{"Least": least, "Most": most}))
	}
}

func (p *Page) onSides(d event.Duplex) {
	p.setup = p.d.Setup.Print()
	p.setup.Duplex = d
	p.d.Setup.SetPrint(p.setup)
	p.showPages()
}
