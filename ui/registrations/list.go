package registrations

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// listShare is the part of the width that the list has beside the details.
const listShare = 0.645

// hits is what a search found.
type hits struct{ ids map[string]bool }

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
	text := func(id, title string, weight float32, of func(event.Entry) string) kit.Column[event.Entry] {
		return kit.Column[event.Entry]{ID: id, Title: title, Weight: weight, Text: of,
			Less: func(a, b event.Entry) bool { return event.ComparePolish(of(a), of(b)) < 0 }}
	}
	family := text("family", t("field.family"), 1.2, func(e event.Entry) string { return e.Who.Name.Family })
	family.Bold = true
	institution := text("institution", t("field.institution"), 1.5, func(e event.Entry) string { return e.Who.Institution })
	town := text("town", t("field.town"), 1.1, func(e event.Entry) string { return e.Who.Town })
	places := text("places", t("registrations.column.places"), 1.6, p.places)
	places.Color = func(e event.Entry) fyne.ThemeColorName {
		if e.Group == "" && len(p.state.enrolled[e.ID]) == 0 {
			return kit.ColorMuted // a wish, no place
		}
		return kit.ColorText
	}
	// In a small window the names stay whole and the details say the rest.
	town.Least, town.Drop = 80, 3
	places.Least, places.Drop = 100, 2
	institution.Least, institution.Drop = 90, 1
	p.list = kit.NewDataList([]kit.Column[event.Entry]{
		family,
		text("given", t("field.given"), 1, func(e event.Entry) string { return e.Who.Name.Given }),
		institution,
		town,
		{ID: "status", Title: t("field.status"), Width: 132,
			Text:  func(e event.Entry) string { return t("status." + string(e.Status)) },
			Icon:  func(e event.Entry) kit.Icon { _, icon := look(e.Status); return icon },
			Color: func(e event.Entry) fyne.ThemeColorName { tone, _ := look(e.Status); return tone.Color() },
			Less: func(a, b event.Entry) bool {
				return slices.Index(event.Statuses, a.Status) < slices.Index(event.Statuses, b.Status)
			}},
		places,
		{ID: "number", Title: t("registrations.column.number"), Width: 52, Align: fyne.TextAlignTrailing,
			Text: func(e event.Entry) string { return p.Printer.Number(float64(e.Number), 0) },
			Less: func(a, b event.Entry) bool { return a.Number < b.Number }},
	})
	p.list.Key = func(e event.Entry) string { return e.ID }
	p.list.OnSelect = func(e event.Entry) { p.detail.show(e) }
	p.list.OnOpen = func(event.Entry) { p.detail.edit() }
	p.list.OnSelectionChanged = func(all []event.Entry) { p.bar.show(all) }
	p.list.SetEmpty(kit.EmptyState(kit.IconSearch, t("registrations.none"), t("registrations.none.hint"),
		kit.NewButton(t("registrations.none.all"), kit.IconClose, p.onClearFilters)))
}

// The widths between which the columns of the names are as wide as the longest
// of them.
const (
	leastName = 88
	mostName  = 168
)

// fitNames gives the names of the people room to be read whole.
func (p *Page) fitNames() {
	for id, of := range map[string]func(event.Entry) string{
		"family": func(e event.Entry) string { return e.Who.Name.Family },
		"given":  func(e event.Entry) string { return e.Who.Name.Given },
	} {
		longest := ""
		for _, e := range p.state.entries {
			if name := of(e); utf8.RuneCountInString(name) > utf8.RuneCountInString(longest) {
				longest = name
			}
		}
		text := fyne.MeasureText(longest, kit.Size(kit.SizeText), fyne.TextStyle{Bold: id == "family"}).Width
		p.list.SetLeast(id, min(max((text+kit.Space(6))*4/kit.Space(1), leastName), mostName))
	}
}

// places is the group and the workshops of a registration; before anybody was
// given a place, what the person chose.
func (p *Page) places(e event.Entry) string {
	var all []string
	if g := p.state.titles[e.Group]; g != "" {
		all = append(all, g)
	}
	for _, en := range p.state.enrolled[e.ID] {
		all = append(all, p.state.titles[en.Session])
	}
	if len(all) == 0 {
		all = e.Preferences
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
	changed := func() { p.showList() }
	p.status = kit.NewSelect([]kit.Option[event.Status]{{Text: t("registrations.filter.status")}}, func(event.Status) { changed() })
	p.group = kit.NewSelect([]kit.Option[string]{{Text: t("registrations.filter.group")}}, func(string) { changed() })
	p.role = kit.NewSelect([]kit.Option[event.Role]{{Text: t("registrations.filter.role")}}, func(event.Role) { changed() })
	p.count = kit.NewText("", kit.StyleMuted)
	return kit.Toolbar(kit.Stretch(p.search), p.status, p.group, p.role, kit.Gap(1), p.count)
}

// showFilters offers what there is: statuses with their counts, groups and
// roles that somebody has.
func (p *Page) showFilters() {
	t := p.Printer.T
	perStatus, perRole, perGroup := map[event.Status]int{}, map[event.Role]int{}, map[string]int{}
	for _, e := range p.state.entries {
		perStatus[e.Status]++
		perGroup[e.Group]++
		for _, r := range e.Roles {
			perRole[r]++
		}
	}
	counted := func(text string, n int) string {
		return t("registrations.filter.counted", i18n.Args{"What": text, "Count": n})
	}
	statuses := []kit.Option[event.Status]{{Text: t("registrations.filter.status")}}
	for _, s := range event.Statuses {
		if n := perStatus[s]; n > 0 {
			statuses = append(statuses, kit.Option[event.Status]{Value: s, Text: counted(t("status."+string(s)), n)})
		}
	}
	groups := []kit.Option[string]{{Text: t("registrations.filter.group")}}
	for _, g := range p.state.groups {
		groups = append(groups, kit.Option[string]{Value: g.ID, Text: counted(g.Title, perGroup[g.ID])})
	}
	roles := []kit.Option[event.Role]{{Text: t("registrations.filter.role")}}
	for _, r := range event.Roles {
		if n := perRole[r]; n > 0 {
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
		p.found = nil
		p.showList()
		return
	}
	limit := len(p.state.entries)
	p.find.Run(p.ctx, func(ctx context.Context) (hits, error) {
		ids, _, err := p.Store.Search(ctx, p.Event.ID, query, limit)
		h := hits{ids: make(map[string]bool, len(ids))}
		for _, id := range ids {
			h.ids[id] = true
		}
		return h, err
	}, func(h hits, err error) {
		if err != nil {
			p.say(kit.ToneRefused, p.Printer.Error(err))
			return
		}
		p.found = h.ids
		p.showList()
	})
}

// filtered are those that the search and the filters leave; where nothing is
// looked for, they are the same slice and not a copy of thousands.
func (p *Page) filtered() []event.Entry {
	status, _ := p.status.Value()
	group, _ := p.group.Value()
	role, _ := p.role.Value()
	if p.found == nil && status == "" && group == "" && role == "" {
		return p.state.entries
	}
	var left []event.Entry
	for _, e := range p.state.entries {
		switch {
		case p.found != nil && !p.found[e.ID],
			status != "" && e.Status != status,
			group != "" && e.Group != group,
			role != "" && !slices.Contains(e.Roles, role):
			continue
		}
		left = append(left, e)
	}
	return left
}

// showList shows those that the search and the filters leave.
func (p *Page) showList() {
	shown := p.filtered()
	p.list.SetItems(shown)
	p.count.SetText(p.Printer.T("common.of", i18n.Args{"Shown": len(shown), "Total": len(p.state.entries)}))
	p.showBody(len(p.state.entries) == 0)
	p.bar.show(p.list.Selected())
	p.showWanted()
	p.showCurrent()
}

// showBody shows the list, or what to do first where there is nobody.
func (p *Page) showBody(empty bool) {
	shown := p.split
	if empty {
		shown = p.empty
	}
	p.exporting.SetEnabled(!empty)
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
		p.detail.show(e)
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
	p.search.SetText("")
	p.found = nil
	p.showList()
}
