package registrations

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// edit is a change of one registration, with what takes it back.
type edit struct {
	id      string
	seen    int64
	u, back event.EntryUpdate
}

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
		items = append(items, fyne.NewMenuItem(t("registrations.bulk.paid"), b.onPaid))
	}
	return items
}

func (b *bar) onGroup(id string) {
	b.change(func(e event.Entry, u, back *event.EntryUpdate) bool {
		u.Group, back.Group = &id, &e.Group
		return e.Group != id
	})
}

func (b *bar) onRole(r event.Role) {
	b.change(func(e event.Entry, u, back *event.EntryUpdate) bool {
		u.Roles, back.Roles = &[]event.Role{r}, &e.Roles
		return !slices.Equal(e.Roles, *u.Roles)
	})
}

func (b *bar) onPaid() {
	b.change(func(e event.Entry, u, back *event.EntryUpdate) bool {
		paid := e.Payment
		paid.Paid = true
		u.Payment, back.Payment = &paid, &e.Payment
		return e.Payment.Due()
	})
}

// change does the same to all that are selected; of returns false for those
// that need it not.
func (b *bar) change(of func(e event.Entry, u, back *event.EntryUpdate) bool) {
	var edits []edit
	for _, e := range b.selected {
		x := edit{id: e.ID, seen: e.Version}
		if of(*e.Entry, &x.u, &x.back) {
			edits = append(edits, x)
		}
	}
	p := b.p
	p.write(edits, func(done int) {
		back := make([]edit, len(edits))
		for i, x := range edits {
			back[i] = edit{id: x.id, seen: x.seen, u: x.back}
		}
		p.toast(p.Printer.N("registrations.bulk.done", done), func() {
			p.write(back, func(int) { p.toast(p.Printer.T("registrations.taken.back"), nil) })
		})
	})
}

// write carries out changes one after the other. What is written stays when a
// later one fails; the error then says how many were done.
func (p *Page) write(edits []edit, said func(done int)) {
	if len(edits) == 0 {
		return
	}
	kit.Run(p.Context, func(ctx context.Context) (done int, err error) {
		for _, x := range edits {
			if _, err := p.Service.UpdateEntry(ctx, x.id, x.seen, x.u); err != nil {
				return done, err
			}
			done++
		}
		return done, nil
	}, func(done int, err error) {
		p.readIfShown()
		if err != nil {
			p.say(kit.ToneRefused, p.Printer.T("registrations.bulk.failed", i18n.Args{"Done": done, "All": len(edits), "Why": p.Printer.Error(err)}))
			return
		}
		said(done)
	})
}
