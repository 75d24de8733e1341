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

// bar is what can be done with the selected registrations, at the lower edge.
type bar struct {
	p        *Page
	view     *fyne.Container
	count    *kit.Text
	moves    map[event.Status]*kit.Button
	badges   *kit.Button // in the menu where the bar is too narrow
	more     *kit.Button
	selected []row
}

func newBar(p *Page) *bar {
	t := p.Printer.T
	b := &bar{p: p, count: kit.NewText("", kit.StyleMuted)}
	b.moves = map[event.Status]*kit.Button{
		event.Confirmed:  kit.NewButton(t("registrations.confirm"), kit.IconCheck, func() { b.onStatus(event.Confirmed) }),
		event.Waitlisted: kit.NewButton(t("registrations.waitlist"), kit.IconPause, func() { b.onStatus(event.Waitlisted) }),
		event.Cancelled:  kit.NewButton(t("registrations.cancel"), kit.IconCross, func() { b.onStatus(event.Cancelled) }),
	}
	b.more = kit.NewButton(t("common.more"), kit.IconMore, b.onMore)
	b.badges = kit.NewButton(t("registrations.badges"), kit.IconBadge, b.onBadges)
	row := kit.Toolbar(b.count, kit.Gap(1), b.moves[event.Confirmed], b.moves[event.Waitlisted], b.moves[event.Cancelled], b.badges, b.more)
	b.view = kit.PadSides(3, 0, 0, 0, container.New(&roomFor{b.badges}, row))
	b.view.Hide()
	return b
}

// roomFor shows an object of a row only where there is room for it beside the
// others.
type roomFor struct{ optional fyne.CanvasObject }

// MinSize is part of fyne.Layout.
func (l *roomFor) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := o[0].MinSize()
	if l.optional.Visible() {
		s.Width -= l.optional.MinSize().Width + kit.Space(2)
	}
	return s
}

// Layout is part of fyne.Layout.
func (l *roomFor) Layout(o []fyne.CanvasObject, size fyne.Size) {
	whole := l.MinSize(o).Width + l.optional.MinSize().Width + kit.Space(2)
	if fits := whole <= size.Width; fits != l.optional.Visible() {
		if fits {
			l.optional.Show()
		} else {
			l.optional.Hide()
		}
	}
	o[0].Resize(size)
}

// show offers the actions for what is selected; a status that all have already
// is not offered.
func (b *bar) show(selected []row) {
	b.selected = selected
	b.count.SetText(b.p.Printer.N("common.selected", len(selected)))
	for status, button := range b.moves {
		button.SetEnabled(slices.ContainsFunc(selected, func(r row) bool { return r.canBecome(status) }))
	}
	if hide := len(selected) == 0; hide != b.view.Hidden {
		b.view.Hidden = hide
		b.p.stage.Refresh()
	}
}

func (b *bar) ids() []string {
	all := make([]string, len(b.selected))
	for i, e := range b.selected {
		all[i] = e.ID
	}
	return all
}

func (b *bar) onBadges() { b.p.Navigate("badges", strings.Join(b.ids(), ",")) }

// onMore opens the rarer actions.
func (b *bar) onMore() {
	t := b.p.Printer.T
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(t("registrations.pending"), func() { b.onStatus(event.Pending) }),
	}
	if !b.badges.Visible() {
		items = append(items, fyne.NewMenuItem(t("registrations.badges"), b.onBadges))
	}
	items = append(items, b.bulkItems()...)
	items = append(items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(t("people.mail"), b.onWrite),
		fyne.NewMenuItem(t("registrations.addresses"), b.onAddresses),
		fyne.NewMenuItem(t("people.export"), b.onExport),
		fyne.NewMenuItem(t("registrations.all"), b.p.list.SelectAll))
	if len(b.selected) == 2 && !slices.ContainsFunc(b.selected, func(r row) bool { return r.Who.Erased }) {
		items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(t("people.merge"), b.onMerge))
	}
	if len(b.selected) == 1 {
		e := *b.selected[0].Entry
		items = append(items, fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem(t("registrations.badge.replace"), func() { b.p.onReplaceBadge(e) }))
	}
	kit.ShowMenu(items, b.more)
}

// onExport writes the selected registrations into a file.
func (b *bar) onExport() {
	ids := b.ids()
	kit.FileSaveAs(b.p.Window, b.p.Printer.T("registrations.export.name"), tablesOut, func(path string) { b.p.export(path, ids...) })
}

// onAddresses copies the e-mail addresses, for a program of one's own.
func (b *bar) onAddresses() {
	var all []string
	for _, e := range b.selected {
		if e.Who.Email != "" {
			all = append(all, e.Who.Email)
		}
	}
	fyne.CurrentApp().Clipboard().SetContent(strings.Join(all, ", "))
	b.p.toast(b.p.Printer.N("registrations.addresses.copied", len(all)), nil)
}

// onReplaceBadge asks first: the badge that hangs on somebody's neck opens no
// door afterwards.
func (p *Page) onReplaceBadge(e event.Entry) {
	t := p.Printer.T
	kit.ConfirmDanger(p.Window, t("registrations.badge.replace"), t("registrations.badge.question", i18n.Args{"Name": e.Who.Name.Full()}),
		t("registrations.badge.action"), func() {
			kit.Run(p.Context, func(ctx context.Context) (event.Entry, error) { return p.Service.ReplaceBadge(ctx, e.ID) },
				func(e event.Entry, err error) {
					if err != nil {
						kit.ShowError(p.Window, p.Printer, err)
						return
					}
					p.toast(t("registrations.badge.replaced", i18n.Args{"Name": e.Who.Name.Full()}), nil)
					p.readIfShown()
				})
		})
}
