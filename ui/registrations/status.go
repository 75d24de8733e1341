package registrations

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

func isCode(err error, code string) bool { return errors.Is(err, event.Fail(code)) }

// onStatus moves the selected registrations; the toast takes each back to
// where it was. Those for whom there is no place are listed, and can be
// confirmed all the same.
func (b *bar) onStatus(next event.Status) {
	p := b.p
	var before []event.EntryChange
	var ids []string
	for _, e := range b.selected {
		if e.canBecome(next) {
			before = append(before, statusBefore(e.Entry))
			ids = append(ids, e.ID)
		}
	}
	p.setStatus(ids, next, before)
}

// canBecome reports whether a status is offered: of somebody erased only the registration can be cancelled.
func (r row) canBecome(next event.Status) bool {
	return r.Status.CanBecome(next) && (next == event.Cancelled || !r.Who.Erased)
}

// statusBefore takes a move of status back, with the place in the queue.
func statusBefore(e *event.Entry) event.EntryChange {
	status := e.Status
	c := event.EntryChange{ID: e.ID, Seen: e.Version, Update: event.EntryUpdate{Status: &status, OverCapacity: true}}
	if e.Status == event.Waitlisted {
		since := e.WaitingSince
		c.Update.WaitingSince = &since
	}
	return c
}

func (p *Page) setStatus(ids []string, next event.Status, before []event.EntryChange) {
	kit.Run(p.Context, func(ctx context.Context) (event.BatchResult, error) {
		return p.Service.SetStatus(ctx, ids, next)
	}, func(r event.BatchResult, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.readIfShown()
		if len(r.Failed) > 0 {
			p.showFull(r, before)
			return
		}
		p.saidMoved(r.Done, next, before)
	})
}

func (p *Page) saidMoved(done int, next event.Status, before []event.EntryChange) {
	said := p.Printer.N("registrations.moved", done, i18n.Args{"Status": p.Printer.T("status." + string(next))})
	p.toast(said, func() { p.restore(before) })
}

// showFull lists those who were refused; for whom only a place is missing may
// be confirmed all the same.
func (p *Page) showFull(r event.BatchResult, before []event.EntryChange) {
	var full []string
	for _, f := range r.Failed {
		if isCode(f.Err, event.CodeRegistrationFull) {
			full = append(full, f.ID)
		}
	}
	if len(full) == 0 {
		p.showRefused(p.Printer.T("people.refused.title"), "", r, nil, "")
		return
	}
	about := ""
	if len(full) == len(r.Failed) {
		about = p.Printer.N("people.full.about", len(full))
	}
	p.showRefused(p.Printer.T("people.full.title"), about, r, func() {
		kit.Run(p.Context, func(ctx context.Context) (event.BatchResult, error) {
			return p.Service.ConfirmAnyway(ctx, full)
		}, func(again event.BatchResult, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			p.readIfShown()
			p.saidMoved(r.Done+again.Done, event.Confirmed, before)
		})
	}, p.Printer.N("people.full.anyway", len(full)))
}

// refusedSize is the height of the list of those refused, in steps.
const refusedSize = 60

// showRefused lists what a batch did not do, and offers to insist. A reason
// that all share is said once, in the words of about if there are any.
func (p *Page) showRefused(title, about string, r event.BatchResult, insist func(), action string) {
	failed := p.failures(r.Failed)
	body := kit.VStack(2)
	if r.Done > 0 {
		body.Add(kit.HStack(0, kit.NewChip(kit.ToneAdmitted, kit.IconCheck, p.Printer.N("registrations.bulk.done", r.Done))))
	}
	columns := []kit.Column[kit.Failure]{{ID: "item", Title: p.Printer.T("people.refused.who"), Text: func(f kit.Failure) string { return f.Item }}}
	if one := failed[0].Reason; about == "" && slices.ContainsFunc(failed, func(f kit.Failure) bool { return f.Reason != one }) {
		columns = append(columns, kit.Column[kit.Failure]{ID: "reason", Title: p.Printer.T("people.refused.why"), Weight: 2, Text: func(f kit.Failure) string { return f.Reason }})
	} else {
		body.Add(kit.NewParagraph(cmp.Or(about, one), kit.StyleBody))
	}
	list := kit.NewDataList(columns)
	list.SetItems(failed)
	body.Add(container.New(&tall{refusedSize}, list))
	if insist == nil {
		kit.FormDialog(p.Window, title, body, p.Printer.T("common.ok"), func(*kit.Dialog) bool { return true })
		return
	}
	kit.FormDialogDanger(p.Window, title, body, action, func(*kit.Dialog) bool {
		insist()
		return true
	})
}

// restore puts registrations back into the status they had.
func (p *Page) restore(before []event.EntryChange) {
	p.write(before, func(done int) { p.toast(p.Printer.N("registrations.restored", done), nil) })
}

// tall gives an object a height in steps.
type tall struct{ steps int }

// MinSize is part of fyne.Layout.
func (l *tall) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, kit.Space(l.steps))
}

// Layout is part of fyne.Layout.
func (l *tall) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }
