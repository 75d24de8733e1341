package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The names of the pages, as --page and Navigate take them.
const (
	PageHome          = "home"
	PageRegistrations = "registrations"
	PageAgenda        = "agenda"
	PageBadges        = "badges"
	PageCheckin       = "checkin"
	PageCertificates  = "certificates"
	PageMail          = "mail"
	PageSettings      = "settings"
	PageSeries        = "series" // without a line in the navigation
	PagePaper         = "paper"  // part of the desk
)

// place is one line of the navigation.
type place struct {
	name  string
	icon  kit.Icon
	label func(p *i18n.Printer) string
}

// places are the lines of the navigation in their order; Ctrl and a number
// goes to one.
var places = []place{
	{PageHome, kit.IconHome, func(p *i18n.Printer) string { return p.T("shell.nav.home") }},
	{PageRegistrations, kit.IconPeople, func(p *i18n.Printer) string { return p.T("shell.nav.registrations") }},
	{PageAgenda, kit.IconAgenda, func(p *i18n.Printer) string { return p.T("shell.nav.agenda") }},
	{PageBadges, kit.IconBadge, func(p *i18n.Printer) string { return p.T("shell.nav.badges") }},
	{PageCheckin, kit.IconScan, func(p *i18n.Printer) string { return p.T("shell.nav.checkin") }},
	{PageCertificates, kit.IconCertificate, func(p *i18n.Printer) string { return p.T("shell.nav.certificates") }},
	{PageMail, kit.IconMail, func(p *i18n.Printer) string { return p.T("shell.nav.mail") }},
	{PageSettings, kit.IconSettings, func(p *i18n.Printer) string { return p.T("shell.nav.settings") }},
}

// navWidth is the width of the navigation in steps.
const navWidth = 47

// nav is the navigation at the left of the window.
type nav struct {
	items map[string]*navItem
	view  fyne.CanvasObject
}

// navItem is one line of the navigation.
type navItem struct {
	*tap
	icon   *kit.IconView
	symbol kit.Icon
	word   *kit.Text
	count  *counter
}

func newNav(p *i18n.Printer, may func(page string) bool, visit func(page string), help func()) *nav {
	n := &nav{items: map[string]*navItem{}}
	lines := kit.VStack(1)
	for _, pl := range places {
		if !may(pl.name) {
			continue
		}
		item := newNavItem(pl.icon, pl.label(p), func() { visit(pl.name) })
		n.items[pl.name] = item
		if pl.name == PageSettings {
			lines.Add(kit.PadSides(2, 2, 2, 2, kit.Separator()))
		}
		lines.Add(item.tap)
	}
	keys := newTap(p.T("help.title"), kit.PadSides(2, 3, 2, 3,
		kit.NewText(p.T("help.hint"), kit.StyleSmall.Truncated())), help)
	column := container.NewBorder(lines, keys, nil, nil)
	n.view = newStrip(container.New(&fixedWidth{navWidth}, kit.Pad(2, column)), edgeRight)
	return n
}

func newNavItem(icon kit.Icon, label string, act func()) *navItem {
	i := &navItem{
		icon:   kit.NewIconView(icon, kit.ColorMuted),
		symbol: icon,
		word:   kit.NewText(label, kit.StyleBody.Truncated()),
		count:  newCounter(),
	}
	row := kit.HStack(3, i.icon, kit.Stretch(container.New(&middleHeight{}, i.word)), i.count)
	i.tap = newTap(label, container.New(&rowHeight{}, kit.PadSides(0, 2, 0, 3, row)), act)
	i.Bar = true
	return i
}

// show marks the page that is shown.
func (n *nav) show(page string) {
	if page == PagePaper {
		page = PageCheckin
	}
	for name, item := range n.items {
		on := name == page
		item.Select(on)
		if on {
			item.icon.Set(item.symbol, kit.ColorPrimary)
			item.word.SetStyle(kit.TextStyle{Bold: true, Color: kit.ColorPrimary, Truncate: true})
		} else {
			item.icon.Set(item.symbol, kit.ColorMuted)
			item.word.SetStyle(kit.StyleBody.Truncated())
		}
	}
}

// setCount shows how many things wait on a page, in the colour of how much they matter.
func (n *nav) setCount(page string, count int, tone kit.Tone) {
	if item := n.items[page]; item != nil {
		item.count.set(count, tone)
	}
}

// counter is a number on a quiet ground; nothing at zero.
type counter struct {
	widget.BaseWidget
	count int
	tone  kit.Tone
}

func newCounter() *counter {
	c := &counter{}
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

func (c *counter) set(count int, tone kit.Tone) {
	if c.count == count && c.tone == tone {
		return
	}
	c.count, c.tone = count, tone
	if count == 0 {
		c.Hide()
		return
	}
	c.Show()
	c.Refresh()
}

func (c *counter) text() string {
	if c.count > 999 {
		return "999+"
	}
	return strconv.Itoa(c.count)
}

// CreateRenderer is part of fyne.Widget.
func (c *counter) CreateRenderer() fyne.WidgetRenderer {
	r := &counterRenderer{c: c, ground: canvas.NewRectangle(nil), text: canvas.NewText("", nil)}
	r.text.Alignment = fyne.TextAlignCenter
	r.paint()
	return r
}

type counterRenderer struct {
	c      *counter
	ground *canvas.Rectangle
	text   *canvas.Text
}

func (r *counterRenderer) Destroy() {}

func (r *counterRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.text}
}

func (r *counterRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.c.text(), kit.Size(kit.SizeSmall), fyne.TextStyle{Bold: true})
	height := kit.Space(5)
	return fyne.NewSize(max(text.Width+kit.Space(3), height), height)
}

func (r *counterRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	h := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(0, (size.Height-h)/2))
	r.text.Resize(fyne.NewSize(size.Width, h))
}

func (r *counterRenderer) Refresh() {
	r.paint()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *counterRenderer) paint() {
	r.ground.FillColor, r.ground.CornerRadius = kit.Color(r.c.tone.Soft()), kit.Space(5)/2
	r.text.Text, r.text.TextSize = r.c.text(), kit.Size(kit.SizeSmall)
	r.text.TextStyle, r.text.Color = fyne.TextStyle{Bold: true}, kit.Color(r.c.tone.Color())
}
