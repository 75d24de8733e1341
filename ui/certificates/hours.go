package certificates

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// hoursView is the tab of who was where: people by sessions, to be read and put right.
type hoursView struct {
	*Page
	view   fyne.CanvasObject
	body   *fyne.Container // the grid, or why there is none
	table  fyne.CanvasObject
	grid   *hourGrid
	search *kit.SearchEntry
	query  string
	group  *kit.Select[string]
	only   *kit.Select[lack]
	day    *kit.Select[event.Date]
	count  *kit.Text
	status *kit.Text
	detail *fyne.Container
	paper  *kit.Button

	order   order
	down    bool // from the most to the least
	grouped bool // there are groups
	titles  map[string]string
	all     []*attendee
	sums    []columnSum // of the shown sessions over the shown people
	looks   map[lookKey]cellLook
}

// columnSum counts a session over the people shown.
type columnSum struct{ expected, came, excused int }

func (p *Page) makeHours() *hoursView {
	v := &hoursView{Page: p, detail: container.NewStack(), body: container.NewStack(), looks: map[lookKey]cellLook{}}
	t := p.Printer.T
	v.grid = newHourGrid(v)
	v.grid.moved = v.showDetail
	v.grid.pointed = v.showStatus
	v.search = kit.NewSearchEntry(t("hours.search"), func(text string) {
		v.query = event.Fold(text)
		v.showGrid()
	})
	v.search.SetMinWidth(200)
	v.group = kit.NewSelect([]kit.Option[string]{{Value: everyGroup, Text: t("hours.group.all")}}, func(string) { v.showGrid() })
	var lacks []kit.Option[lack]
	for _, l := range []lack{lackAll, lackSome, lackLate, lackCorrected} {
		lacks = append(lacks, kit.Option[lack]{Value: l, Text: t("hours.only." + string(l))})
	}
	v.only = kit.NewSelect(lacks, func(lack) { v.showGrid() })
	v.day = kit.NewSelect([]kit.Option[event.Date]{{Text: t("hours.day.all")}}, func(event.Date) { v.showGrid() })
	v.count, v.status = kit.NewText("", kit.StyleMuted), kit.NewText("", kit.StyleSmall.Truncated())
	v.paper = kit.NewButton(t("hours.print"), kit.IconPrint, v.onPaper)
	tools := kit.Toolbar(v.search, v.group, v.only, v.day, kit.Spacer(), v.count, v.paper)
	v.table = kit.NewPanel(container.NewBorder(nil, kit.VStack(0, kit.Separator(), kit.PadSides(1, 2, 1, 2, v.status)), nil, nil, v.grid))
	v.body.Objects = []fyne.CanvasObject{v.table}
	v.view = container.NewBorder(kit.PadSides(0, 0, 2, 0, tools), nil, nil, nil, kit.MasterDetail(v.body, v.detail, 0.76))
	return v
}

func (v *hoursView) content() fyne.CanvasObject { return v.view }

func (v *hoursView) find() fyne.Focusable { return v.search }

// show takes what was read.
func (v *hoursView) show() {
	v.gather()
	v.showFilters()
	v.showGrid()
}

// gather makes a row of everybody.
func (v *hoursView) gather() {
	g := &v.state.grid
	v.titles = make(map[string]string, len(g.Groups))
	for _, x := range g.Groups {
		v.titles[x.ID] = x.Title
	}
	v.grouped = len(g.Groups) > 0
	v.all = make([]*attendee, len(g.People))
	for i := range g.People {
		row := &g.People[i]
		a := &attendee{GridRow: row, name: v.Printer.Person(listed(row.Account.Entry.Who.Name)), group: v.titles[row.Account.Entry.Group]}
		a.folded = event.Fold(row.Account.Entry.Who.SearchText())
		if kinds := row.Account.Kinds; len(kinds) > 0 {
			if !kinds[0].Eligible {
				a.missing, a.late = shortfall(&kinds[0], row.Account.Hours).hours, kinds[0].OutOfReach
			}
		}
		v.all[i] = a
	}
}

// showGrid fills the grid with what filter, search and order leave.
func (v *hoursView) showGrid() {
	t := v.Printer.T
	rows, columns := v.shownRows(), v.shownColumns()
	v.sum(rows, columns)
	v.grid.set(rows, columns)
	v.count.SetText(t("common.of", i18n.Args{"Shown": len(rows), "Total": len(v.all)}))
	shown := v.table
	switch {
	case len(v.state.grid.Sessions) == 0:
		program := kit.NewButton(t("hours.empty.action"), kit.IconAgenda, func() { v.Navigate("agenda", "") })
		shown = kit.EmptyState(kit.IconClock, t("hours.empty"), t("hours.empty.hint"), program)
	case len(v.all) == 0:
		shown = kit.EmptyState(kit.IconPeople, t("hours.nobody"), t("hours.nobody.hint"), nil)
	case len(rows) == 0:
		shown = kit.EmptyState(kit.IconSearch, t("certificates.empty"), t("hours.filtered.hint"), nil)
	}
	if v.body.Objects[0] != shown {
		v.body.Objects = []fyne.CanvasObject{shown}
		v.body.Refresh()
		kit.Repaint(v.body)
	}
	v.paper.SetEnabled(len(v.state.grid.Sessions) > 0)
	v.showDetail()
	v.showStatus(v.grid.hover)
}

// sum counts the shown sessions over the shown people.
func (v *hoursView) sum(rows []*attendee, columns []int) {
	v.sums = make([]columnSum, len(columns))
	for _, a := range rows {
		for i, c := range columns {
			cell := &a.Cells[c]
			if !cell.Theirs {
				continue
			}
			v.sums[i].expected++
			switch {
			case cell.Excused:
				v.sums[i].excused++
			case cell.Present:
				v.sums[i].came++
			}
		}
	}
}

// redraw paints the grid in another order.
func (v *hoursView) redraw(o order) {
	if v.order == o {
		v.down = !v.down
	} else {
		v.order, v.down = o, o == byMissing
	}
	v.showGrid()
}

// onHead sorts where a person clicked on what is sorted by; it returns false for another place.
func (v *hoursView) onHead(at fyne.Position) bool {
	g := v.grid
	m, width := g.measures(), g.Size().Width
	if at.Y >= m.top {
		return false
	}
	switch {
	case at.X < m.names && (at.X < m.names/2 || !g.showsGroups(m.names)):
		v.redraw(byName)
	case at.X < m.names:
		v.redraw(byGroup)
	case at.X > width-kit.Space(missingSteps):
		v.redraw(byMissing)
	case at.X > width-m.sums:
		v.redraw(byHours)
	default:
		return false
	}
	return true
}
