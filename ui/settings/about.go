package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Component is something made by others that the program holds.
type Component struct {
	Name, Version string
	Licence       string // an SPDX expression
	Text          string // on what terms
}

// makeAbout says which program this is, and leads to what of others is in it.
func (p *Page) makeAbout() fyne.CanvasObject {
	t := p.Printer.T
	return kit.Card(t("settings.about"), kit.VStack(1,
		kit.NewText(t("settings.version", i18n.Args{"Version": p.Version}), kit.StyleBody.Truncated()),
		kit.NewParagraph(t("settings.about.text"), kit.StyleMuted),
		kit.NewParagraph(t("settings.about.licence"), kit.StyleMuted),
		kit.PadSides(2, 0, 0, 0, kit.HStack(0, kit.NewButton(t("settings.components.show"), kit.IconInfo, p.onComponents)))))
}

// onComponents shows what of others is in the program, in the place of the settings.
func (p *Page) onComponents() {
	c := newComponents(p)
	p.stage.Objects = []fyne.CanvasObject{c.view}
	p.stage.Refresh()
	p.Window.Canvas().Focus(c.search)
}

// closeComponents goes back to the settings.
func (p *Page) closeComponents() {
	p.stage.Objects = []fyne.CanvasObject{p.main}
	p.stage.Refresh()
	p.Window.Canvas().Unfocus()
}

// components is the list of what others made, with the terms of the one chosen.
type components struct {
	p      *Page
	all    []Component
	view   fyne.CanvasObject
	search *kit.SearchEntry
	list   *kit.DataList[Component]
	count  *kit.Text
	title  *kit.Text
	lines  []string
	text   *widget.List
}

// Measures of the text, which comes in lines of a terminal's width.
const (
	textWidth      = 96 // letters
	componentShare = 0.45
)

func newComponents(p *Page) *components {
	t := p.Printer.T
	c := &components{p: p, all: p.Components(), count: kit.NewText("", kit.StyleMuted), title: kit.NewText("", kit.StyleSection.Truncated())}
	c.search = kit.NewSearchEntry(t("settings.components.search"), func(string) { c.find() })
	c.list = kit.NewDataList([]kit.Column[Component]{
		{ID: "name", Title: t("settings.components.name"), Weight: 2, Least: 180, Text: func(x Component) string { return x.Name },
			Less: func(a, b Component) bool { return a.Name < b.Name }},
		{ID: "version", Title: t("settings.components.version"), Least: 70, Drop: 1, Text: func(x Component) string { return x.Version },
			Color: func(Component) fyne.ThemeColorName { return kit.ColorMuted }},
		{ID: "licence", Title: t("settings.components.licence"), Least: 110, Text: func(x Component) string { return x.Licence },
			Less: func(a, b Component) bool { return a.Licence < b.Licence }},
	})
	c.list.OnlyOne()
	c.list.Key = func(x Component) string { return x.Name }
	c.list.OnSelect = func(Component) { c.showText() }
	c.list.SetEmpty(kit.EmptyState(kit.IconSearch, t("settings.components.none"), "", nil))
	c.text = widget.NewList(func() int { return len(c.lines) },
		func() fyne.CanvasObject { return kit.NewText("", kit.TextStyle{Size: kit.SizeSmall}) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*kit.Text).SetText(c.lines[i]) })
	c.text.HideSeparators = true
	back := kit.NewButton(t("settings.components.back"), kit.IconNone, p.closeComponents)
	tools := kit.PadSides(0, 0, 3, 0, container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 3, c.count), c.search))
	terms := kit.NewPanel(kit.Pad(3, container.NewBorder(kit.PadSides(0, 0, 2, 0, c.title), nil, nil, nil, c.text)))
	c.view = kit.Page(kit.PageHeader(t("settings.components.title"), t("settings.components.about"), back),
		container.NewBorder(tools, nil, nil, nil, kit.MasterDetail(c.list, terms, componentShare)))
	c.find()
	return c
}

// find lists what fits the search, by name, version or licence.
func (c *components) find() {
	words := strings.Fields(strings.ToLower(c.search.Text))
	var found []Component
	for _, x := range c.all {
		if fits(strings.ToLower(x.Name+" "+x.Version+" "+x.Licence), words) {
			found = append(found, x)
		}
	}
	c.list.SetItems(found)
	c.count.SetText(c.p.Printer.T("settings.components.count", i18n.Args{"Shown": len(found), "All": len(c.all)}))
	if _, chosen := c.list.Current(); !chosen && len(found) > 0 {
		c.list.SelectRow(0)
	}
	c.showText()
}

func fits(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// showText shows on what terms the one chosen is here.
func (c *components) showText() {
	x, ok := c.list.Current()
	c.lines = nil
	c.title.SetText("")
	if ok {
		c.title.SetText(strings.TrimSpace(x.Name + " " + x.Version))
		c.lines = textLines(x.Text)
	}
	c.text.Refresh()
	c.text.ScrollToTop()
}

// textLines are the lines of a text; those that are too long are broken between words.
func textLines(text string) []string {
	var lines []string
	for line := range strings.SplitSeq(strings.ReplaceAll(strings.TrimSpace(text), "\t", "    "), "\n") {
		for len([]rune(line)) > textWidth {
			head := string([]rune(line)[:textWidth])
			at := strings.LastIndexByte(head, ' ')
			if at <= len(head)/2 {
				at = len(head)
			}
			lines = append(lines, line[:at])
			line = strings.TrimLeft(line[at:], " ")
		}
		lines = append(lines, strings.TrimRight(line, " \r"))
	}
	return lines
}
