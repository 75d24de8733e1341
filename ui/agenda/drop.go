package agenda

import (
	"context"
	"slices"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onDrop takes a session out of the programme. It asks where people have a place, wait for one or were scanned at
// the door; they are told by nobody but the one who does it.
func (p *Page) onDrop(s event.Session) {
	n := p.state.places[s.ID]
	door := p.state.doors[s.ID]
	kit.Run(p.ctx, func(ctx context.Context) (int, error) {
		if door.ID == "" {
			return 0, nil
		}
		scans, err := p.Store.Scans(ctx, event.ScanFilter{Event: p.Event.ID, Checkpoint: door.ID})
		return countScanned(scans), err
	}, func(scanned int, err error) {
		t := p.Printer.T
		switch {
		case err != nil:
			kit.ShowError(p.Window, p.Printer, err)
		case n.taken+n.waiting+scanned == 0:
			p.drop(s)
		default:
			kit.ConfirmDanger(p.Window, t("agenda.drop.title", i18n.Args{"Title": s.Title}),
				t("agenda.drop.question", i18n.Args{"Taken": n.taken, "Waiting": n.waiting, "Scanned": scanned}),
				t("agenda.drop.yes"), func() { p.drop(s) })
		}
	})
}

// countScanned is how many people were let in.
func countScanned(scans []event.ScanRow) int {
	came := map[string]bool{}
	for _, s := range scans {
		if s.Outcome == event.Admitted && !s.Undone {
			came[s.Registration] = true
		}
	}
	return len(came)
}

func (p *Page) drop(s event.Session) {
	p.edit(p.Printer.T("agenda.done.dropped", i18n.Args{"Title": s.Title}), []event.SessionEdit{{ID: s.ID, Update: event.SessionUpdate{Dropped: yes()}}})
}

// onDropped offers to put a session back that was taken out although people have places in it.
func (p *Page) onDropped(id string) {
	at := slices.IndexFunc(p.state.programme.Dropped, func(s event.Session) bool { return s.ID == id })
	if at < 0 {
		return
	}
	s := p.state.programme.Dropped[at]
	t := p.Printer.T
	kit.Confirm(p.Window, t("agenda.restore.title", i18n.Args{"Title": s.Title}), t("agenda.restore.question"), t("agenda.restore.yes"), func() {
		back := false
		p.wanted = id
		p.edit(t("agenda.done.restored", i18n.Args{"Title": s.Title}), []event.SessionEdit{{ID: id, Update: event.SessionUpdate{Dropped: &back}}})
	})
}

// onEmpty takes those out who have a place in a session that was taken out of the programme. That can be undone.
func (p *Page) onEmpty(c event.Conflict) {
	id := c.Sessions[0]
	at := slices.IndexFunc(p.state.programme.Dropped, func(s event.Session) bool { return s.ID == id })
	if at < 0 {
		return
	}
	title := p.state.programme.Dropped[at].Title
	p.arrange(each(c.People, func(ctx context.Context, who string) error { return p.Service.Withdraw(ctx, id, who) }),
		func(n int) string { return p.Printer.N("places.withdrawn", n, i18n.Args{"Title": title}) }, nil)
}

// onDuplicate begins a session like another one, after it.
func (p *Page) onDuplicate(s event.Session) {
	length := s.Length()
	s.ID, s.Series = "", ""
	s.Start, s.End = s.End, s.End.Add(length)
	s.Contributors, s.Groups = slices.Clone(s.Contributors), slices.Clone(s.Groups)
	p.leaveForm(func() { p.showForm(s) })
}
