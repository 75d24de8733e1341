package badges

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// mostBlank is how many blank badges one file may hold.
const mostBlank = 500

// view is what the page shows.
type view struct {
	p       *Page
	root    fyne.CanvasObject
	sum     *kit.Text
	save    *kit.Button
	strip   *fyne.Container // progress, or the question whether the print is good
	search  *kit.SearchEntry
	count   *kit.Text
	list    *kit.DataList[person]
	bar     *fyne.Container // what can be done with the rows selected
	picked  *kit.Text
	blank   *kit.Entry
	blanks  *kit.Field
	preview *card
	caption *kit.Text
}

func newView(p *Page) *view {
	v := &view{p: p}
	v.strip = container.NewStack()
	v.strip.Hide()
	v.makeList()
	main := container.NewBorder(kit.PadSides(0, 0, 3, 0, v.makeToolbar()), v.makeBar(), nil, nil, v.list)
	side := container.NewBorder(kit.PadSides(0, 0, 4, 0, v.makeChoices()), nil, nil, nil, v.makePreview())
	body := container.New(sideLayout{}, main, side)
	v.root = kit.Pad(4, container.NewBorder(kit.VStack(0, kit.PadSides(0, 0, 3, 0, v.makeHeader()), v.strip), nil, nil, nil, body))
	return v
}

func (v *view) makeHeader() fyne.CanvasObject {
	w := v.p.d.Printer
	v.sum = kit.NewText("", kit.StyleMuted.Truncated())
	v.save = kit.NewPrimary(w.T("badges.save"), kit.IconPrint, v.p.onSave)
	words := kit.VStack(0, kit.NewText(w.T("badges.title"), kit.StylePage.Truncated()), v.sum)
	return container.NewBorder(nil, nil, nil, container.NewCenter(v.save), words)
}

func (v *view) makeToolbar() fyne.CanvasObject {
	w := v.p.d.Printer
	v.search = kit.NewSearchEntry(w.T("badges.search"), v.p.onSearch)
	v.search.SetMinWidth(kit.Space(25))
	v.count = kit.NewText("", kit.StyleMuted)
	only := kit.NewCheck(w.T("badges.unprinted"), false, v.p.onUnprinted)
	return kit.HStack(3, kit.Stretch(v.search), only, v.count)
}

func (v *view) makeList() {
	w := v.p.d.Printer
	v.list = kit.NewDataList([]kit.Column[person]{
		{ID: "number", Title: w.T("badges.column.number"), Width: 56, Align: fyne.TextAlignTrailing,
			Text: func(e person) string { return strconv.Itoa(e.Number) }, Less: func(a, b person) bool { return a.Number < b.Number }},
		{ID: "family", Title: w.T("field.family"), Weight: 1.2, Bold: true, Text: func(e person) string { return e.Who.Name.Family }},
		{ID: "given", Title: w.T("field.given"), Text: func(e person) string { return e.Who.Name.Given }},
		{ID: "institution", Title: w.T("field.institution"), Weight: 1.8, Least: 90, Drop: 2, Text: func(e person) string { return e.Who.Institution },
			Color: func(person) fyne.ThemeColorName { return kit.ColorMuted },
			Less:  func(a, b person) bool { return event.Fold(a.Who.Institution) < event.Fold(b.Who.Institution) }},
		{ID: "role", Title: w.T("field.role"), Least: 90, Drop: 1, Text: v.p.role, Less: func(a, b person) bool { return a.MainRole() < b.MainRole() }},
		{ID: "printed", Title: w.T("badges.column.printed"), Width: 116, Text: v.p.printed, Icon: printedIcon, Color: printedColor,
			Less: func(a, b person) bool { return a.printed.Before(b.printed) }},
	})
	v.list.Keep("badges")
	v.list.Key = func(e person) string { return e.ID }
	v.list.OnSelect = v.p.showPreview
	v.list.OnSelectionChanged = v.p.onChosen
}

// makeBar makes the line under the list: it is for the rows selected, a lost
// badge for instance.
func (v *view) makeBar() fyne.CanvasObject {
	w := v.p.d.Printer
	v.picked = kit.NewText("", kit.StyleMuted)
	v.bar = kit.PadSides(3, 0, 0, 0, kit.HStack(2, v.picked,
		kit.NewButton(w.T("badges.save_chosen"), kit.IconPrint, v.p.onSaveChosen),
		kit.NewButton(w.T("badges.mark_chosen"), kit.IconCheck, v.p.onMarkChosen)))
	v.bar.Hide()
	return v.bar
}

func (v *view) makeChoices() fyne.CanvasObject {
	w, p := v.p.d.Printer, v.p
	options := make([]kit.Option[string], len(p.d.Layouts))
	for i, name := range p.d.Layouts {
		options[i] = kit.Option[string]{Value: name, Text: p.layoutName(name)}
	}
	layout := kit.NewSelect(options, p.onLayout)
	order := kit.NewSelect([]kit.Option[event.BadgeOrder]{
		{Value: event.ByName, Text: w.T("badges.order.name")},
		{Value: event.ByNumber, Text: w.T("badges.order.number")},
	}, p.onOrder)
	v.blank = kit.NewEntry("0")
	v.blank.SetMinWidth(kit.Space(20))
	v.blank.OnChanged, v.blank.OnFocusLost = p.onBlank, p.onBlankLeft
	v.blanks = kit.NewField(w.T("badges.blank"), v.blank, "")
	order.SetMinWidth(kit.Space(20))
	return kit.Card("", kit.VStack(3,
		kit.NewField(w.T("badges.layout"), layout, ""),
		kit.Columns(3, kit.NewField(w.T("badges.order"), order, ""), v.blanks)))
}

func (v *view) makePreview() fyne.CanvasObject {
	v.preview = newCard()
	v.caption = kit.NewText("", kit.StyleSmall.Truncated())
	return container.NewBorder(kit.PadSides(0, 0, 2, 0, v.caption), nil, nil, nil, v.preview)
}

// sideLayout gives the column at the right a share of the width, and the list
// all the rest.
type sideLayout struct{}

const (
	sideShare = 0.32
	sideLeast = 62 // steps
	sideMost  = 96
	sideGap   = 4
)

// MinSize is part of fyne.Layout.
func (sideLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, right := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(left.Width+kit.Space(sideGap+sideLeast), max(left.Height, right.Height))
}

// Layout is part of fyne.Layout.
func (sideLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	width := min(max(s.Width*sideShare, kit.Space(sideLeast)), kit.Space(sideMost))
	o[0].Resize(fyne.NewSize(s.Width-width-kit.Space(sideGap), s.Height))
	o[1].Move(fyne.NewPos(s.Width-width, 0))
	o[1].Resize(fyne.NewSize(width, s.Height))
}

func (p *Page) onLayout(name string) {
	p.layout = name
	p.showSum()
	p.showCurrent()
}

func (p *Page) onOrder(o event.BadgeOrder) {
	p.order = o
	if o == event.ByNumber {
		p.view.list.SortBy("number", false)
	} else {
		p.view.list.SortBy("", false)
	}
}

func (p *Page) onUnprinted(only bool) {
	p.unprinted = only
	p.showPeople()
}

func (p *Page) onSearch(text string) {
	p.search = text
	p.showPeople()
}

// onBlank takes the number of blank badges; what is no number counts as none.
func (p *Page) onBlank(text string) {
	p.blank, _ = blanksOf(text)
	p.showSum()
}

// onBlankLeft marks a number that cannot be; while it is typed the field stays
// quiet.
func (p *Page) onBlankLeft() {
	if _, ok := blanksOf(p.view.blank.Text); !ok {
		p.view.blanks.SetError(p.d.Printer.T("badges.blank.wrong", i18n.Args{"Most": mostBlank}))
	}
}

func blanksOf(text string) (n int, ok bool) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, true
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > mostBlank {
		return 0, false
	}
	return n, true
}

func (p *Page) onChosen(chosen []person) {
	p.chosen = chosen
	if len(chosen) == 0 {
		p.view.bar.Hide()
	} else {
		p.view.picked.SetText(p.d.Printer.N("common.selected", len(chosen)))
		p.view.bar.Show()
	}
	p.content.Refresh()
}
