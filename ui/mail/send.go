package mail

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// sending is mail on its way: it goes on while other pages are shown.
type sending struct {
	p       *Page
	view    fyne.CanvasObject
	panel   *kit.Progress
	left    *kit.Text // how long it still takes
	stop    context.CancelFunc
	done    atomic.Int64
	total   int
	began   time.Time
	planned time.Duration   // by the account's pace, when it began
	known   map[string]bool // what waited then
	refresh *kit.Coalescer
}

// make builds the panel: progress, time left, and what stops it.
func (s *sending) make() {
	t := s.p.Printer.T
	s.panel, s.left = kit.NewProgress(t("mail.sending"), nil), kit.NewText("", kit.StyleMuted)
	pause := kit.NewButton(t("mail.pause.short"), kit.IconPause, s.p.onPause)
	stop := kit.NewButton(t("mail.stop.short"), kit.IconStop, s.p.onStop)
	buttons := kit.HStack(2, s.left, kit.Gap(1), pause, stop)
	s.view = kit.NewPanel(kit.PadSides(2, 3, 2, 3, container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 3, container.NewCenter(buttons)), s.panel)))
	s.show()
	s.refresh = kit.NewCoalescer(0, s.show)
}

// show counts, and says how long it still takes: by the account's pace, or as it went so far where that is slower.
func (s *sending) show() {
	done := int(s.done.Load())
	s.panel.Set(done, s.total)
	open := max(s.total-done, 0)
	left := s.planned * time.Duration(open) / time.Duration(max(s.total, 1))
	if done > 0 {
		left = max(left, s.p.Now().Sub(s.began)*time.Duration(open)/time.Duration(done))
	}
	s.left.SetText(s.p.Printer.T("mail.sending.left", i18n.Args{"Duration": s.p.duration(left)}))
}

// Total is part of event.Progress; the page knows the total itself.
func (s *sending) Total(int) {}

// Add is part of event.Progress: it comes from the sender's goroutine.
func (s *sending) Add(n int) {
	s.done.Add(int64(n))
	s.refresh.Signal()
}

// waitingNotices say what waits for a person to send it: what is in the queue, and documents without a message.
func (p *Page) waitingNotices() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	t, l := p.Printer.T, p.state.ledger
	if n := p.fresh(); n > 0 && p.sending == nil && p.again == nil && l.PausedCode == "" {
		all = append(all, kit.Notice(kit.ToneInfo, p.Printer.N("mail.rest", n), kit.NewButton(t("mail.rest.send"), kit.IconSend, p.onRest)))
	}
	if n := p.state.unqueued; n > 0 && p.sending == nil {
		write := kit.NewButton(t("mail.unsent.write"), kit.IconCertificate, func() { p.writeTo(event.MessageCertificate, nil) })
		all = append(all, kit.Notice(kit.ToneInfo, p.Printer.N("mail.unsent", n), write))
	}
	return all
}

// fresh is how many messages wait that no server was asked to take yet.
func (p *Page) fresh() int {
	n := 0
	for _, m := range p.state.ledger.Messages {
		if m.State == event.MessageQueued && m.Attempts == 0 {
			n++
		}
	}
	return n
}

// ready are the messages that are due.
func (p *Page) ready() []event.Message {
	var ready []event.Message
	for _, m := range p.state.ledger.Messages {
		if m.State == event.MessageQueued && !m.NextAt.After(p.Now()) {
			ready = append(ready, m)
		}
	}
	return ready
}

// start works off the outbox, because a person wants it; a limit ends it after so many attempts.
func (p *Page) start(limit int) { p.run(limit, false) }

// run works off the outbox; byItself nobody asked for it just now.
func (p *Page) run(limit int, byItself bool) {
	if p.sending != nil {
		return
	}
	p.dropAgain()
	ctx, stop := context.WithCancel(p.Context)
	s := &sending{p: p, stop: stop, total: max(limit, 1), began: p.Now(), known: waiting(p.state.ledger)}
	if limit == 0 {
		s.total, s.planned = max(len(p.ready()), 1), p.state.ledger.Remaining
	}
	s.make()
	p.sending = s
	p.show()
	ev := p.state.event
	// The result belongs to the shell's context, not to the one that stop cancels: a stopped run reports too.
	kit.Run(p.Context, func(context.Context) (event.SendResult, error) {
		return p.Mailer.Send(ctx, ev, event.SendOptions{Limit: limit, Progress: s})
	}, func(r event.SendResult, err error) {
		stopped := ctx.Err() != nil
		stop()
		s.refresh.Stop()
		p.sending = nil
		if err != nil || !byItself || !quiet(r) {
			p.report(s, r, err, stopped, limit > 0)
		}
		if !stopped && limit == 0 {
			p.planAgain()
		}
		p.readIfShown()
	})
}

// quiet reports whether a run changed nothing that a person has to know: all that waited waits on, and goes on by itself.
func quiet(r event.SendResult) bool {
	return r.Accepted+r.Failed+r.Uncertain == 0 && r.PausedUntil.Year() < farYear
}

// report says how sending ended; why it stopped is a notice of the page.
func (p *Page) report(s *sending, r event.SendResult, err error, stopped, sample bool) {
	t, said := p.Printer.T, ""
	switch {
	case err != nil && !stopped && r.Code == "":
		kit.ShowError(p.Window, p.Printer, err)
		return
	case r.Accepted+r.Failed+r.Uncertain == 0 && (r.Requeued > 0 || r.Code != ""):
		said = p.Printer.N("mail.sent.later", max(len(s.known), r.Requeued, 1))
	case r.Accepted+r.Failed+r.Uncertain == 0:
		said = t("mail.sent.nothing")
	case sample && r.Accepted == 1:
		said = t("mail.self.sent", i18n.Args{"Address": p.state.event.MailAccount.Address})
	default:
		said = p.Printer.N("mail.sent", r.Accepted, i18n.Args{"Failed": r.Failed, "Uncertain": r.Uncertain})
	}
	kit.Toast(p.Window.Canvas(), said, nil)
}

// readIfShown reads again, unless another page is shown: then Shown will.
func (p *Page) readIfShown() {
	if p.ctx.Err() == nil {
		p.read()
	}
}
