package agenda

import (
	"slices"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// placesBar is what can be done with the people chosen in the places.
type placesBar struct {
	l        *peopleList
	view     *fyne.Container
	accept   *kit.Button // gives those who wait a place
	move     *kit.Button
	withdraw *kit.Button
	lock     *kit.Button
	more     *kit.Button
	chosen   []seated
}

func newPlacesBar(l *peopleList) *placesBar {
	t := l.v.p.Printer.T
	b := &placesBar{l: l}
	b.accept = kit.NewButton(t("places.accept"), kit.IconCheck, func() { l.v.accept(b.chosen) })
	b.move = kit.NewButton(t("places.move"), kit.IconChevronRight, func() { kit.ShowMenu(b.targets(b.put), b.move) })
	b.withdraw = kit.NewButton(t("places.withdraw"), kit.IconClose, func() { l.v.withdraw(b.chosen) })
	b.lock = kit.NewButton(t("places.lock"), kit.IconLock, func() { l.v.lock(b.chosen, !b.locked()) })
	b.more = kit.NewButton(t("common.more"), kit.IconMore, func() { kit.ShowMenu(b.moreItems(), b.more) })
	b.view = kit.Toolbar(b.accept, b.move, b.withdraw, b.lock, kit.Spacer(), b.more)
	return b
}

// show offers what can be done with the people that are chosen.
func (b *placesBar) show(chosen []seated) {
	b.chosen = chosen
	t := b.l.v.p.Printer.T
	session := b.l.v.table.byID[b.l.id] != nil
	waits := slices.ContainsFunc(chosen, seated.waits)
	b.accept.Hidden = !session || !waits
	b.withdraw.Hidden = !session
	b.lock.Hidden = !session || waits
	b.move.Hidden = b.l.v.slotOf(b.l.id) == nil
	b.move.SetText(t("places.give"))
	b.lock.SetText(t("places.lock"))
	if session {
		b.move.SetText(t("places.move"))
	}
	if b.locked() {
		b.lock.SetText(t("places.unlock"))
	}
	b.move.SetEnabled(len(chosen) > 0 && len(b.targets(b.put)) > 0)
	for _, button := range []*kit.Button{b.withdraw, b.lock, b.more} {
		button.SetEnabled(len(chosen) > 0)
	}
	b.view.Refresh()
}

// locked says whether all who are chosen were decided by hand.
func (b *placesBar) locked() bool {
	return len(b.chosen) > 0 && !slices.ContainsFunc(b.chosen, func(s seated) bool { return !s.seat.Locked })
}

// targets are the other sessions of the time, with the places left.
func (b *placesBar) targets(do func(to *sitting)) []*fyne.MenuItem {
	slot := b.l.v.slotOf(b.l.id)
	if slot == nil {
		return nil
	}
	var items []*fyne.MenuItem
	for _, s := range slot.sittings {
		if s.session.ID != b.l.id {
			items = append(items, fyne.NewMenuItem(b.l.v.withPlaces(s), func() { do(s) }))
		}
	}
	return items
}

// withPlaces is the title of a session with the places that are left.
func (v *placesView) withPlaces(s *sitting) string {
	return v.p.Printer.T("places.target", i18n.Args{"Title": s.session.Title, "Left": v.withLeft(s)})
}

// put gives the chosen people a place in another session of the time.
func (b *placesBar) put(to *sitting) {
	ids, from := whereabouts(b.chosen)
	if b.l.v.table.byID[b.l.id] != nil {
		b.l.v.move(ids, from, to, false)
		return
	}
	b.l.v.enrol(ids, to, false)
}

// moreItems are the rarer actions.
func (b *placesBar) moreItems() []*fyne.MenuItem {
	v, t := b.l.v, b.l.v.p.Printer.T
	var items []*fyne.MenuItem
	if v.table.byID[b.l.id] != nil {
		if !b.accept.Hidden {
			items = append(items, fyne.NewMenuItem(b.lock.Text(), b.lock.Press))
		}
		untold := slices.DeleteFunc(slices.Clone(b.chosen), func(s seated) bool { return !s.seat.Told.IsZero() })
		told := fyne.NewMenuItem(t("places.told.these"), func() { v.askTold(keysOf(untold)) })
		told.Disabled = len(untold) == 0
		items = append(items, told)
	} else if slot := v.slotOf(b.l.id); slot != nil {
		wait := fyne.NewMenuItem(t("places.wait"), nil)
		wait.ChildMenu = fyne.NewMenu("", b.targets(func(to *sitting) {
			ids, _ := whereabouts(b.chosen)
			v.wait(ids, to)
		})...)
		items = append(items, wait)
	}
	if len(b.chosen) == 1 {
		id := b.chosen[0].entry.ID
		items = append(items, fyne.NewMenuItem(t("places.person"), func() { v.p.Navigate("registrations", id) }))
	}
	return append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(t("places.all"), b.l.list.SelectAll))
}

// keysOf name the places of people.
func keysOf(all []seated) []event.EnrolmentKey {
	keys := make([]event.EnrolmentKey, len(all))
	for i, s := range all {
		keys[i] = event.EnrolmentKey{Session: s.seat.Session, Registration: s.entry.ID}
	}
	return keys
}
