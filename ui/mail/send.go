package mail

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// sending is mail on its way: it goes on while other pages are shown.
type sending struct {
	panel   *kit.Progress
	stop    context.CancelFunc
	done    atomic.Int64
	total   int
	refresh *kit.Coalescer
}

// Total is part of event.Progress; the page knows the total itself.
func (s *sending) Total(int) {}

// Add is part of event.Progress: it comes from the sender's goroutine.
func (s *sending) Add(n int) {
	s.done.Add(int64(n))
	s.refresh.Signal()
}

// onMain is the main action: to queue what nobody queued yet, or to send.
func (p *Page) onMain() {
	if p.state.ledger.Queued == 0 {
		p.onQueue()
		return
	}
	p.onSend()
}

// onSend asks once before letters go to several people, and says so where it is not yet time to send.
func (p *Page) onSend() {
	if p.sending != nil || p.state.ledger.Queued == 0 {
		return
	}
	t, ready := p.Printer.T, p.ready()
	switch {
	case len(ready) == 0:
		_, first := putOff(p.state.ledger)
		kit.Confirm(p.Window, t("mail.early.title"), t("mail.early.question", i18n.Args{"Time": p.when(first.NextAt), "Why": p.answer(first)}),
			t("mail.send.now"), p.onNow)
	case len(ready) == 1:
		p.start(0)
	default:
		p.ask(ready)
	}
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

// ask shows the letter that is about to go to many.
func (p *Page) ask(ready []event.Message) {
	t := p.Printer.T
	subject, text := p.Mailer.Letter(ready[0], p.state.event)
	words := kit.VStack(2, kit.NewParagraph(subject, kit.StyleStrong), kit.NewParagraph(text, kit.StyleBody))
	letter := container.NewGridWrap(fyne.NewSize(kit.Space(120), kit.Space(60)), kit.NewPanel(container.NewVScroll(kit.PadSides(2, 3, 2, 3, words))))
	about := kit.NewParagraph(t("mail.send.about", i18n.Args{"Name": ready[0].Name, "Address": p.state.event.MailAccount.Address}), kit.StyleMuted)
	kit.FormDialog(p.Window, p.Printer.N("mail.send.question", len(ready)), kit.VStack(3, about, letter),
		p.Printer.N("mail.send.count", len(ready)), func(*kit.Dialog) bool {
			p.start(0)
			return true
		})
}

// start works off the outbox; a limit ends it after so many attempts.
func (p *Page) start(limit int) {
	if p.sending != nil {
		return
	}
	p.dropAgain()
	ctx, stop := context.WithCancel(p.Context)
	s := &sending{stop: stop, total: max(limit, 1)}
	if limit == 0 {
		s.total = p.state.ledger.Queued
	}
	s.panel = kit.NewProgress(p.Printer.T("mail.sending"), stop)
	s.panel.Set(0, s.total)
	s.refresh = kit.NewCoalescer(0, func() { s.panel.Set(int(s.done.Load()), s.total) })
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
		p.report(r, err, stopped, limit > 0)
		if !stopped && limit == 0 {
			p.planAgain()
		}
		p.readIfShown()
	})
}

// report says how sending ended; why it stopped is a notice of the page.
func (p *Page) report(r event.SendResult, err error, stopped, sample bool) {
	t, said := p.Printer.T, ""
	switch {
	case err != nil && !stopped && r.Code == "":
		kit.ShowError(p.Window, p.Printer, err)
		return
	case r.Accepted+r.Failed+r.Uncertain == 0 && (r.Requeued > 0 || r.Code != ""):
		said = t("mail.sent.later")
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
