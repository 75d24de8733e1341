package registrations

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// listShare is the part of the width that the list has beside the details.
const listShare = 0.645

// look is how a status is shown.
func look(s event.Status) (kit.Tone, kit.Icon) {
	switch s {
	case event.Confirmed:
		return kit.ToneAdmitted, kit.IconCheck
	case event.Waitlisted:
		return kit.ToneAttention, kit.IconPause
	case event.Cancelled:
		return kit.ToneRefused, kit.IconCross
	}
	return kit.ToneAttention, kit.IconClock
}

func (p *Page) makeList() {
	t := p.Printer.T
	p.list = kit.NewDataList(p.columns())
	p.list.Keep("registrations")
	p.list.Key = func(r row) string { return r.ID }
	p.list.OnSelect = func(r row) { p.detail.show(*r.Entry) }
	p.list.OnSorted = func(string, bool) { p.showList() } // equal ones stand in the usual order
	p.list.OnOpen = func(row) { p.detail.edit() }
	p.list.OnSelectionChanged = func(all []row) { p.bar.show(all) }
	p.list.SetEmpty(kit.EmptyState(kit.IconSearch, t("registrations.none"), t("registrations.none.hint"),
		kit.NewButton(t("registrations.none.all"), kit.IconClose, p.onClearFilters)))
}

// The widths between which the columns of the names are as wide as the longest
// of them.
const (
	leastName = 88
	mostName  = 168
)

// leastName is the width in which the names of the people can be read whole.
func (p *Page) leastName(column string) float32 {
	text := fyne.MeasureText(p.state.longest[column], kit.Size(kit.SizeText), fyne.TextStyle{Bold: column == event.FieldFamily}).Width
	return min(max((text+kit.Space(6))*4/kit.Space(1), leastName), mostName)
}

// places is the group and the workshops of a registration; before anybody was
// given a place, what the person asks for, said to be that.
func (p *Page) places(e event.Entry) string {
	var all []string
	if g := p.state.titles[e.Group]; g != "" {
		all = append(all, g)
	}
	for _, en := range p.state.enrolled[e.ID] {
		all = append(all, p.state.titles[en.Session])
	}
	if len(all) == 0 && len(e.Preferences) > 0 {
		return p.Printer.T("registrations.places.wishes", i18n.Args{"Sessions": strings.Join(e.Preferences, " · ")})
	}
	return strings.Join(all, " · ")
}

func (p *Page) makeToolbar() fyne.CanvasObject {
	t := p.Printer.T
	p.search = kit.NewSearchEntry(t("registrations.search"), func(string) { p.searchAgain() })
	p.search.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyDown:
			p.list.MoveBy(1)
		case fyne.KeyUp:
			p.list.MoveBy(-1)
		default:
			return false
		}
		return true
	}
	changed := func() { p.named = ""; p.showTerms(); p.showList() }
	p.status = kit.NewSelect([]kit.Option[event.Status]{{Text: t("registrations.filter.status")}}, func(event.Status) {
		p.showQueueOrNot()
		changed()
	})
	p.group = kit.NewSelect([]kit.Option[string]{{Text: t("registrations.filter.group")}}, func(string) { changed() })
	p.role = kit.NewSelect([]kit.Option[event.Role]{{Text: t("registrations.filter.role")}}, func(event.Role) { changed() })
	p.filter = kit.NewButton(t("people.filter"), kit.IconFilter, p.onFilter)
	p.seats = container.NewStack()
	p.seats.Hide()
	p.chips = container.New(&flow{})
	p.chips.Hide()
	p.count = kit.NewText("", kit.StyleMuted)
	return kit.Toolbar(kit.Stretch(p.search), p.status, p.group, p.role, p.filter, kit.Gap(1), p.count)
}

// showQueueOrNot shows the waiting list in its order, and everything else in
// the usual one.
func (p *Page) showQueueOrNot() {
	p.showColumns()
	switch sorted, _ := p.list.Sorted(); {
	case p.queueShown():
		p.list.SortBy(columnQueue, false)
	case sorted == columnQueue, sorted == columnSince:
		p.list.SortBy("", false)
	}
	p.showSeats()
}

// showFilters offers what there is: statuses with their counts, groups and
// roles that somebody has.
func (p *Page) showFilters() {
	t := p.Printer.T
	counts := func(field string) map[string]int {
		all := map[string]int{}
		for _, v := range p.state.roll.Values(field) {
			all[v.Value] = v.Count
		}
		return all
	}
	perStatus, perRole, perGroup := counts(event.FieldStatus), counts(event.FieldRole), counts(event.FieldGroup)
	counted := func(text string, n int) string {
		return t("registrations.filter.counted", i18n.Args{"What": text, "Count": n})
	}
	statuses := []kit.Option[event.Status]{{Text: t("registrations.filter.status")}}
	for _, s := range event.Statuses {
		if n := perStatus[string(s)]; n > 0 {
			statuses = append(statuses, kit.Option[event.Status]{Value: s, Text: counted(t("status."+string(s)), n)})
		}
	}
	groups := []kit.Option[string]{{Text: t("registrations.filter.group")}}
	for _, g := range p.state.groups {
		groups = append(groups, kit.Option[string]{Value: g.Title, Text: counted(g.Title, perGroup[g.Title])})
	}
	roles := []kit.Option[event.Role]{{Text: t("registrations.filter.role")}}
	for _, r := range event.Roles {
		if n := perRole[string(r)]; n > 0 {
			roles = append(roles, kit.Option[event.Role]{Value: r, Text: counted(t("role."+string(r)), n)})
		}
	}
	p.status.SetOptions(statuses)
	p.group.SetOptions(groups)
	p.role.SetOptions(roles)
	if len(groups) > 1 {
		p.group.Show()
	} else {
		p.group.Hide()
	}
}

// searchAgain asks the store for what stands in the search field.
func (p *Page) searchAgain() {
	query := strings.TrimSpace(p.search.Text)
	if query == "" {
		p.find.Cancel()
		searched := p.found != nil
		p.found = nil
		p.showList()
		if searched && len(p.list.Selected()) <= 1 {
			p.list.MoveBy(0) // whom it was about stays in sight
		}
		return
	}
	p.find.Run(p.ctx, func(ctx context.Context) ([]string, error) {
		ids, _, err := p.Store.Search(ctx, p.Event.ID, query, 0)
		return ids, err
	}, func(ids []string, err error) {
		if err != nil {
			p.say(kit.ToneRefused, p.Printer.Error(err))
			return
		}
		p.found = ids
		p.showList()
	})
}

// showList shows those that the search and the filters leave.
func (p *Page) showList() {
	if p.state.roll == nil {
		return // nothing was read yet
	}
	p.list.SetItems(p.shown())
	p.count.SetText(p.Printer.T("common.of", i18n.Args{"Shown": p.list.Len(), "Total": len(p.state.entries)}))
	p.showBody(len(p.state.entries) == 0)
	p.bar.show(p.list.Selected())
	p.showWanted()
	p.showCurrent()
}

// shown are the rows that the search and the filters leave, in the order that
// was chosen.
func (p *Page) shown() []row {
	var places []int
	if terms := p.allTerms(); p.found == nil {
		places = p.state.roll.Pick(terms)
	} else {
		places = p.state.roll.Found(p.found, terms)
	}
	column, desc := p.list.Sorted()
	return p.state.roll.rows(places, p.sortField(column), desc)
}

// showBody shows the list, or what to do first where there is nobody.
func (p *Page) showBody(empty bool) {
	shown := p.split
	if empty {
		shown = p.empty
	}
	p.exporting.SetEnabled(!empty)
	p.lists.SetEnabled(!empty)
	if len(p.body.Objects) == 1 && p.body.Objects[0] == shown {
		return
	}
	p.body.Objects = []fyne.CanvasObject{shown}
	if empty {
		p.tools.Hide()
	} else {
		p.tools.Show()
	}
	p.stage.Refresh()
}

// showWanted moves to the registration that somebody asked for.
func (p *Page) showWanted() {
	if p.wanted == "" || len(p.state.entries) == 0 {
		return
	}
	id := p.wanted
	p.wanted = ""
	if p.list.SelectKey(id) {
		return
	}
	if slices.ContainsFunc(p.state.entries, func(e event.Entry) bool { return e.ID == id }) {
		p.wanted = id
		p.onClearFilters() // it is there, but left out
	}
}

// showCurrent keeps the details with the cursor of the list; the first person
// is shown where nobody was chosen yet.
func (p *Page) showCurrent() {
	if e, ok := p.list.Current(); ok {
		p.detail.show(*e.Entry)
		return
	}
	if p.list.Len() > 0 {
		p.list.SelectRow(0)
		return
	}
	p.detail.show(event.Entry{})
}

func (p *Page) onClearFilters() {
	p.status.SetValue("")
	p.group.SetValue("")
	p.role.SetValue("")
	p.showQueueOrNot()
	p.search.SetText("")
	p.found, p.terms, p.named = nil, nil, ""
	p.showTerms()
	p.showList()
}
