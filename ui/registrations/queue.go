package registrations

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The columns of the waiting list, which no field of a person is behind.
const (
	columnQueue = "queue" // place in the queue
	columnSince = "since"
	columnOffer = "offer"
)

// line is the waiting list: who waits, the first first.
func (s *state) line() []event.Entry {
	var all []event.Entry
	for _, e := range s.entries {
		if e.Status == event.Waitlisted {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b event.Entry) int {
		return cmp.Or(waits(a).Compare(waits(b)), cmp.Compare(a.Number, b.Number))
	})
	return all
}

// waits is since when somebody waits.
func waits(e event.Entry) time.Time {
	if e.WaitingSince.IsZero() {
		return e.Submitted
	}
	return e.WaitingSince
}

// prepareQueue notes everybody's place in the queue, from 1.
func (s *state) prepareQueue() {
	s.queue = map[string]int{}
	for i, e := range s.line() {
		s.queue[e.ID] = i + 1
	}
	ranks := make([]int32, len(s.entries))
	for i := range s.entries {
		if n := s.queue[s.entries[i].ID]; n > 0 {
			ranks[i] = int32(n)
		} else {
			ranks[i] = int32(len(s.queue) + 1)
		}
	}
	for _, column := range []string{columnQueue, columnSince} {
		s.roll.ranks[column] = ranks
	}
}

// queueColumns are what the waiting list shows.
func (p *Page) queueColumns() []kit.Column[row] {
	t := p.Printer.T
	institution := p.column("institution")
	institution.Drop = 3
	return []kit.Column[row]{
		{ID: columnQueue, Title: t("people.queue.place"), Width: 84, Align: fyne.TextAlignTrailing, Less: p.less(columnQueue),
			Text: func(r row) string { return p.Printer.Number(float64(p.state.queue[r.ID]), 0) }},
		p.column("family"), p.column("given"), institution,
		{ID: columnSince, Title: t("people.queue.since"), Weight: 1, Least: 144, Drop: 2, Less: p.less(columnSince),
			Text: func(r row) string { return p.when(waits(*r.Entry)) }},
		{ID: columnOffer, Title: t("people.queue.offer"), Weight: 1.2, Least: 180, Text: func(r row) string { return p.offered(*r.Entry) },
			Icon: func(r row) kit.Icon {
				if r.Offer == nil {
					return kit.IconNone
				}
				return kit.IconClock
			},
			Color: func(r row) fyne.ThemeColorName {
				if r.Offer == nil {
					return kit.ColorMuted
				}
				return kit.ColorWarning
			}},
		p.column("number"),
	}
}

// offered is until when a place is held for somebody who waits.
func (p *Page) offered(e event.Entry) string {
	if e.Offer == nil {
		return ""
	}
	return p.Printer.T("people.queue.until", i18n.Args{"When": p.when(e.Offer.Until)})
}

// dayMonth is a day of these weeks, for where there is little room.
func (p *Page) dayMonth(t time.Time) string {
	t = t.In(p.Event.Zone())
	return strings.TrimRight(strings.TrimSuffix(p.Printer.ShortDate(t), t.Format("2006")), " .")
}

// queueShown says whether the list is the waiting list.
func (p *Page) queueShown() bool {
	status, _ := p.status.Value()
	return status == event.Waitlisted
}

// showSeats tells about the places where they are limited or somebody waits,
// and what can be done.
func (p *Page) showSeats() {
	t, s := p.Printer.T, p.state.seats
	waiting := s.Waiting - s.Offered
	free, limited := s.Free()
	if !limited && !(p.queueShown() && s.Waiting > 0) {
		p.seats.Hide()
		return
	}
	said := p.Printer.N("people.seats.waiting", s.Waiting)
	tone := kit.ToneNeutral
	if limited {
		said = t("people.seats", i18n.Args{"Taken": s.Taken, "Capacity": *s.Capacity, "Offered": s.Offered, "Waiting": s.Waiting})
	}
	var act fyne.CanvasObject
	switch {
	case s.Over() > 0:
		tone = kit.ToneAttention
		said = t("people.seats.over", i18n.Args{"Taken": s.Taken, "Capacity": *s.Capacity, "Over": s.Over()})
	case waiting > 0 && (free > 0 || !limited) && p.Event.Waiting.Mode == event.WaitingManual:
		next := waiting
		if limited {
			next = min(free, waiting)
		}
		tone = kit.ToneAttention
		act = kit.NewButton(p.Printer.N("people.seats.confirm", next), kit.IconCheck, func() { p.onConfirmNext(next) })
	case waiting > 0 && free > 0:
		tone = kit.ToneAttention
		act = kit.NewButton(t("people.seats.move"), kit.IconRefresh, p.onMoveUp)
	}
	p.seats.Objects = []fyne.CanvasObject{kit.Notice(tone, said, act)}
	p.seats.Show()
	p.seats.Refresh()
}

// onConfirmNext gives places to the first of the queue.
func (p *Page) onConfirmNext(n int) {
	var ids []string
	var before []event.EntryChange
	for _, e := range p.state.line() {
		if e.Offer == nil && len(ids) < n {
			ids, before = append(ids, e.ID), append(before, statusBefore(&e))
		}
	}
	p.setStatus(ids, event.Confirmed, before)
}

// onMoveUp gives free places to the first of the queue, in the event's way.
func (p *Page) onMoveUp() {
	kit.Run(p.Context, func(ctx context.Context) (event.MoveUpResult, error) { return p.Service.MoveUp(ctx, p.Event.ID) },
		func(r event.MoveUpResult, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			p.toast(p.Printer.T("people.seats.moved", i18n.Args{"Confirmed": len(r.Confirmed), "Offered": len(r.Offered), "Expired": len(r.Expired)}), nil)
			p.readIfShown()
		})
}

// makeWaiting is what the details say about somebody who waits for a place,
// with the answer to an offer.
func (p *Page) makeWaiting(e event.Entry) fyne.CanvasObject {
	t := p.Printer.T
	place := i18n.Args{"Place": p.state.queue[e.ID], "Since": p.when(waits(e))}
	move := func(next event.Status) func() {
		return func() { p.setStatus([]string{e.ID}, next, []event.EntryChange{statusBefore(&e)}) }
	}
	if e.Offer == nil {
		return kit.Notice(kit.ToneNeutral, t("people.waiting", place), kit.NewButton(t("people.waiting.give"), kit.IconCheck, move(event.Confirmed)))
	}
	buttons := kit.HStack(1, kit.NewButton(t("people.offer.accept"), kit.IconCheck, move(event.Confirmed)),
		kit.NewQuiet(t("people.offer.decline"), kit.IconCross, move(event.Cancelled)))
	return kit.VStack(1, kit.Notice(kit.ToneAttention, t("people.offer", i18n.Args{"Until": p.when(e.Offer.Until)}), nil), buttons)
}
