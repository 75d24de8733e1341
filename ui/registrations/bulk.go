package registrations

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// bulkItems are the changes that several registrations can have at once.
func (b *bar) bulkItems() []*fyne.MenuItem {
	t := b.p.Printer.T
	var groups, roles []*fyne.MenuItem
	for _, g := range b.p.state.groups {
		groups = append(groups, fyne.NewMenuItem(g.Title, func() { b.onGroup(g.ID) }))
	}
	groups = append(groups, fyne.NewMenuItem(t("registrations.group.none"), func() { b.onGroup("") }))
	for _, r := range event.Roles {
		roles = append(roles, fyne.NewMenuItem(t("role."+string(r)), func() { b.onRole(r) }))
	}
	group, role := fyne.NewMenuItem(t("field.group"), nil), fyne.NewMenuItem(t("field.role"), nil)
	group.ChildMenu, role.ChildMenu = fyne.NewMenu("", groups...), fyne.NewMenu("", roles...)
	items := []*fyne.MenuItem{role}
	if len(b.p.state.groups) > 0 {
		items = append(items, group)
	}
	if slices.ContainsFunc(b.selected, func(e row) bool { return e.Payment.Due() }) {
		items = append(items, fyne.NewMenuItem(t("registrations.bulk.paid"), func() { b.onPaid(true) }))
	}
	if slices.ContainsFunc(b.selected, func(e row) bool { return e.Payment.Paid }) {
		items = append(items, fyne.NewMenuItem(t("people.bulk.unpaid"), func() { b.onPaid(false) }))
	}
	return items
}

func (b *bar) onGroup(id string) {
	b.change(func(e *event.Entry, u, back *event.EntryUpdate) bool {
		u.Group, back.Group = &id, &e.Group
		return e.Group != id
	})
}

func (b *bar) onRole(r event.Role) {
	b.change(func(e *event.Entry, u, back *event.EntryUpdate) bool {
		u.Roles, back.Roles = &[]event.Role{r}, &e.Roles
		return !slices.Equal(e.Roles, *u.Roles)
	})
}

func (b *bar) onPaid(paid bool) {
	b.change(func(e *event.Entry, u, back *event.EntryUpdate) bool {
		payment := e.Payment
		payment.Paid = paid
		u.Payment, back.Payment = &payment, &e.Payment
		return e.Payment.Paid != paid && (e.Payment.Fee > 0 || !paid)
	})
}

// change does the same to all that are selected; of returns false for those
// that need it not.
func (b *bar) change(of func(e *event.Entry, u, back *event.EntryUpdate) bool) {
	var changes, back []event.EntryChange
	for _, e := range b.selected {
		do, undo := event.EntryChange{ID: e.ID, Seen: e.Version}, event.EntryChange{ID: e.ID, Seen: e.Version}
		if of(e.Entry, &do.Update, &undo.Update) {
			changes, back = append(changes, do), append(back, undo)
		}
	}
	p := b.p
	p.write(changes, func(done int) {
		p.toast(p.Printer.N("registrations.bulk.done", done), func() {
			p.write(back, func(int) { p.toast(p.Printer.T("registrations.taken.back"), nil) })
		})
	})
}

// write carries out changes in one go. Those that may not be done are listed.
func (p *Page) write(changes []event.EntryChange, said func(done int)) {
	if len(changes) == 0 {
		p.toast(p.Printer.T("people.bulk.none"), nil)
		return
	}
	kit.Run(p.Context, func(ctx context.Context) (event.BatchResult, error) {
		return p.Service.UpdateEntries(ctx, changes)
	}, func(r event.BatchResult, err error) {
		p.readIfShown()
		switch {
		case err != nil:
			kit.ShowError(p.Window, p.Printer, err)
		case len(r.Failed) > 0:
			p.showRefused(p.Printer.T("people.refused.title"), "", r, nil, "")
		default:
			said(r.Done)
		}
	})
}

// failures are the items of a batch that were refused, with their names.
func (p *Page) failures(failed []event.ItemError) []kit.Failure {
	all := make([]kit.Failure, len(failed))
	for i, f := range failed {
		// The rest of the words is about what happens to one alone: that nothing was changed, and what to do.
		reason, _, _ := strings.Cut(p.Printer.Error(f.Err), ". ")
		all[i] = kit.Failure{Item: p.nameOf(f.ID), Reason: reason}
	}
	return all
}

func (p *Page) nameOf(registration string) string {
	for i := range p.state.entries {
		if e := &p.state.entries[i]; e.ID == registration {
			return p.Printer.Person(e.Who.Name.Full())
		}
	}
	return registration
}

// onWrite begins a message to the selected people on the page of the messages, where its last screen is.
func (b *bar) onWrite() { b.p.Navigate("mail", "letter:"+strings.Join(b.ids(), ",")) }
