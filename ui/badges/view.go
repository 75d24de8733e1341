package badges

import (
	"context"
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
	design  *kit.Button
	save    *kit.Button
	print   *kit.Button
	strip   *fyne.Container // at the foot: progress, or the question whether the print is good
	tabs    *kit.Tabs
	search  *kit.SearchEntry
	which   *kit.Select[which]
	count   *kit.Text
	list    *kit.DataList[person]
	bar     *fyne.Container // what can be done with the rows selected
	picked  *kit.Text
	lost    *kit.Button
	more    *kit.Button
	people  *fyne.Container
	log     *log
	choices *choices
	preview *preview
}

// The tabs.
const (
	tabPeople = "people"
	tabLog    = "log"
)

func newView(p *Page) *view {
	v := &view{p: p}
	v.strip = container.NewStack()
	v.strip.Hide()
	v.makeList()
	v.log = newLog(p)
	v.log.view.Hide()
	t := p.d.Printer.T
	v.tabs = kit.NewTabs([]kit.Tab{{ID: tabPeople, Text: t("badges.tab.people")}, {ID: tabLog, Text: t("badges.tab.log")}}, v.onTab)
	v.people = kit.InOrder(kit.PadSides(0, 0, 3, 0, v.makeToolbar()), v.list, v.makeBar())
	main := kit.InOrder(kit.PadSides(0, 0, 3, 0, v.tabs), container.NewStack(v.people, v.log.view), nil)
	v.choices = newChoices(p)
	v.preview = newPreview(p)
	side := kit.InOrder(kit.PadSides(0, 0, 3, 0, v.choices.view), v.preview.view, nil)
	body := container.New(sideLayout{}, main, side)
	// What comes and goes is at the foot: nothing that is about to be clicked moves away.
	v.root = kit.Pad(4, kit.InOrder(kit.PadSides(0, 0, 2, 0, v.makeHeader()), body, v.strip))
	return v
}

func (v *view) makeHeader() fyne.CanvasObject {
	w := v.p.d.Printer
	v.sum = kit.NewText("", kit.StyleMuted.Truncated())
	v.design = kit.NewButton(w.T("badges.design"), kit.IconEdit, v.p.onDesign)
	v.save = kit.NewButton(w.T("badges.save"), kit.IconExport, v.p.onSave)
	v.print = kit.NewPrimary(w.T("badges.print"), kit.IconPrint, v.p.onPrint)
	words := kit.VStack(0, kit.NewText(w.T("badges.title"), kit.StylePage.Truncated()), v.sum)
	return container.NewBorder(nil, nil, nil, container.NewCenter(kit.HStack(2, v.design, v.save, v.print)), words)
}

func (v *view) onTab(id string) {
	if id == tabLog {
		v.people.Hide()
		v.log.view.Show()
	} else {
		v.log.view.Hide()
		v.people.Show()
	}
}

func (v *view) makeToolbar() fyne.CanvasObject {
	w := v.p.d.Printer
	v.search = kit.NewSearchEntry(w.T("badges.search"), v.p.onSearch)
	v.search.SetMinWidth(kit.Space(25))
	v.count = kit.NewText("", kit.StyleMuted)
	v.which = kit.NewSelect(v.p.whichOptions(), v.p.onWhich)
	return kit.HStack(3, kit.Stretch(v.search), v.which, v.count)
}

func (p *Page) whichOptions() []kit.Option[which] {
	t := p.d.Printer.T
	return []kit.Option[which]{{Value: everybody, Text: t("badges.which.all")}, {Value: unprinted, Text: t("badges.which.unprinted")},
		{Value: altered, Text: t("badges.which.changed")}, {Value: due, Text: t("badges.which.due")},
		{Value: confirmed, Text: t("badges.which.confirmed")}}
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
			Less:  func(a, b person) bool { return event.ComparePolish(a.Who.Institution, b.Who.Institution) < 0 }},
		{ID: "role", Title: w.T("field.role"), Least: 90, Drop: 1, Text: v.p.role, Less: func(a, b person) bool { return a.MainRole() < b.MainRole() }},
		{ID: "printed", Title: w.T("badges.column.printed"), Width: 148, Text: v.p.printed, Icon: printedIcon, Color: printedColor,
			Less: func(a, b person) bool { return a.At.Before(b.At) }},
	})
	v.list.Keep("badges")
	v.list.Key = func(e person) string { return e.ID }
	v.list.OnSelect = func(e person) { v.preview.seek(e.Badge) }
	v.list.OnSelectionChanged = v.p.onChosen
}

// makeBar makes the line under the list: it is for the rows selected, a lost
// badge for instance.
func (v *view) makeBar() fyne.CanvasObject {
	t := v.p.d.Printer.T
	v.picked = kit.NewText("", kit.StyleMuted.Truncated())
	v.lost = kit.NewButton(t("badges.lost"), kit.IconRefresh, v.p.onLost)
	v.more = kit.NewButton("", kit.IconMore, func() {
		kit.ShowMenu([]*fyne.MenuItem{fyne.NewMenuItem(t("badges.save_chosen"), v.p.onSaveChosen), fyne.NewMenuItem(t("badges.mark_chosen"), v.p.onMarkChosen)}, v.more)
	})
	v.bar = kit.PadSides(3, 0, 0, 0, kit.HStack(2, kit.Stretch(v.picked),
		kit.NewButton(t("badges.print_chosen"), kit.IconPrint, v.p.onPrintChosen), v.lost, v.more))
	v.bar.Hide()
	return v.bar
}

// sideLayout gives the column at the right a share of the width, and the list
// all the rest.
type sideLayout struct{}

const (
	sideShare = 0.36
	sideLeast = 66 // steps
	sideMost  = 130
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

func (p *Page) onWhich(w which) {
	p.which = w
	p.showPeople()
}

func (p *Page) onSearch(text string) {
	p.search = text
	p.showList()
}

func (p *Page) onChosen(chosen []person) {
	p.chosen = chosen
	if len(chosen) == 0 {
		p.view.bar.Hide()
	} else {
		p.view.picked.SetText(p.d.Printer.N("common.selected", len(chosen)))
		p.view.lost.SetEnabled(len(chosen) == 1)
		p.view.bar.Show()
	}
	p.view.people.Refresh()
}

// onLost asks first: the badge that hangs on somebody's neck opens no door any more. The new one is printed next.
func (p *Page) onLost() {
	if len(p.chosen) != 1 {
		return
	}
	e, t := p.chosen[0], p.d.Printer.T
	kit.Confirm(p.d.Window, t("badges.lost.title"), t("badges.lost.question", i18n.Args{"Name": e.Who.Name.Full()}), t("badges.lost.action"), func() {
		act(p, func(ctx context.Context) (event.Entry, error) { return p.d.Service.ReplaceBadge(ctx, e.ID) }, func(event.Entry) {
			p.whenSeen(func() { p.openPanel([]person{e}) })
		})
	})
}

// options are what the page asks for besides whose badges.
func (p *Page) options() event.BadgeOptions {
	return event.BadgeOptions{Order: p.order, Registrations: p.only(p.which), Unprinted: p.which == unprinted || p.which == due, Changed: p.which == altered || p.which == due,
		Blank: p.blank, Used: p.start - 1, Duplex: p.setup.Duplex, Language: p.d.Printer.Lang()}
}

// only names those whom a choice is limited to; nil: everybody, as far as the rest of what is asked for goes.
func (p *Page) only(w which) []string {
	if w != confirmed {
		return nil
	}
	if those := ids(p.those(w)); len(those) > 0 {
		return those
	}
	return []string{nobody}
}

// numberOf reads a number that somebody typed; nothing is the least one.
func numberOf(text string, least, most int) (n int, ok bool) {
	if text = strings.TrimSpace(text); text == "" {
		return least, true
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return least, false
	}
	return n, true
}
