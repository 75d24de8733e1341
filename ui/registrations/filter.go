package registrations

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// allTerms are the conditions of the chips and of the lists beside the search.
func (p *Page) allTerms() []event.Condition {
	all := slices.Clone(p.terms)
	add := func(field, value string) {
		if value != "" {
			all = append(all, event.Condition{Field: field, Op: event.OpIs, Value: value})
		}
	}
	status, _ := p.status.Value()
	group, _ := p.group.Value()
	role, _ := p.role.Value()
	add(event.FieldStatus, string(status))
	add(event.FieldGroup, group)
	add(event.FieldRole, string(role))
	return all
}

// onFilter offers conditions, the saved filters, and the columns.
func (p *Page) onFilter() {
	t := p.Printer.T
	items := []*fyne.MenuItem{fyne.NewMenuItem(t("people.filter.add"), func() { p.onTerm(-1) })}
	if len(p.Event.Filters) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	for _, f := range p.Event.Filters {
		item := fyne.NewMenuItem(f.Name, func() { p.useFilter(f) })
		item.Checked = f.Name == p.named
		items = append(items, item)
	}
	if p.named == "" && len(p.allTerms()) > 0 {
		items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(t("people.filter.save"), p.onSaveFilter))
	}
	if p.Columns != nil {
		items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(t("people.columns"), p.onColumns))
	}
	kit.ShowMenu(items, p.filter)
}

// useFilter shows those that a saved filter leaves.
func (p *Page) useFilter(f event.SavedFilter) {
	p.status.SetValue("")
	p.group.SetValue("")
	p.role.SetValue("")
	p.terms, p.named = nil, f.Name
	p.showQueueOrNot()
	query := ""
	for _, c := range f.Terms {
		if c.Field == event.FieldSearch {
			query = c.Value
		} else {
			p.terms = append(p.terms, c)
		}
	}
	p.search.SetText(query)
	p.showTerms()
	p.searchAgain()
}

// setTerms changes the conditions by hand.
func (p *Page) setTerms(terms []event.Condition) {
	p.terms, p.named = terms, ""
	p.showTerms()
	p.showList()
}

// showTerms shows the conditions as chips, with what can be done with them.
func (p *Page) showTerms() {
	t := p.Printer.T
	p.chips.Objects = nil
	if p.named != "" {
		p.chips.Add(kit.NewChip(kit.ToneInfo, kit.IconFilter, p.named))
	}
	for i, c := range p.terms {
		p.chips.Add(kit.HStack(0, kit.NewButton(p.termWord(c), kit.IconEdit, func() { p.onTerm(i) }),
			kit.NewQuiet("", kit.IconClose, func() { p.setTerms(slices.Delete(slices.Clone(p.terms), i, i+1)) })))
	}
	if len(p.terms) > 0 {
		p.chips.Add(kit.NewQuiet(t("people.filter.another"), kit.IconPlus, func() { p.onTerm(-1) }))
	}
	switch {
	case p.named != "":
		p.chips.Add(kit.NewQuiet(t("people.filter.delete"), kit.IconTrash, p.onDeleteFilter))
	case len(p.terms) > 0:
		p.chips.Add(kit.NewQuiet(t("people.filter.save"), kit.IconCheck, p.onSaveFilter))
	}
	if len(p.chips.Objects) > 0 {
		p.chips.Add(kit.NewQuiet(t("people.filter.clear"), kit.IconClose, p.onClearFilters))
	}
	p.chips.Hidden = len(p.chips.Objects) == 0
	p.chips.Refresh()
	p.stage.Refresh()
}

// onSaveFilter keeps what is shown under a name; the same name is replaced.
func (p *Page) onSaveFilter() {
	t := p.Printer.T
	terms := p.allTerms()
	if query := strings.TrimSpace(p.search.Text); query != "" {
		terms = append(terms, event.Condition{Field: event.FieldSearch, Op: event.OpHas, Value: query})
	}
	check := func(name string) string {
		if strings.TrimSpace(name) == "" {
			return p.Printer.Error(event.Fail(event.CodeRequired))
		}
		return ""
	}
	kit.Ask(p.Window, t("people.filter.save.title"), t("people.filter.name"), "", t("people.filter.save.action"), check, func(name string) {
		called := strings.TrimSpace(name)
		all := slices.DeleteFunc(slices.Clone(p.Event.Filters), func(f event.SavedFilter) bool { return event.Fold(f.Name) == event.Fold(called) })
		all = append(all, event.SavedFilter{Name: called, Terms: terms})
		slices.SortFunc(all, func(a, b event.SavedFilter) int { return event.ComparePolish(a.Name, b.Name) })
		p.keepFilters(all, func() {
			p.useFilter(event.SavedFilter{Name: called, Terms: terms})
			p.toast(t("people.filter.saved", i18n.Args{"Name": called}), nil)
		})
	})
}

// onDeleteFilter forgets the filter that is shown; what it shows stays.
func (p *Page) onDeleteFilter() {
	before, name := p.Event.Filters, p.named
	left := slices.DeleteFunc(slices.Clone(before), func(f event.SavedFilter) bool { return f.Name == name })
	p.keepFilters(left, func() {
		p.named = ""
		p.showTerms()
		p.toast(p.Printer.T("people.filter.deleted", i18n.Args{"Name": name}), func() {
			p.keepFilters(before, func() { p.toast(p.Printer.T("people.filter.saved", i18n.Args{"Name": name}), nil) })
		})
	})
}

func (p *Page) keepFilters(all []event.SavedFilter, done func()) {
	kit.Run(p.Context, func(ctx context.Context) (event.Event, error) {
		return p.Service.UpdateEvent(ctx, p.Event.ID, event.EventUpdate{Filters: &all})
	}, func(ev event.Event, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.Event = ev
		done()
	})
}
