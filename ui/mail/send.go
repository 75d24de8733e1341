package mail

import (
	"context"
	"sync/atomic"

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

// onSend works off the outbox.
func (p *Page) onSend() {
	if p.sending != nil || p.state.ledger.Queued == 0 {
		return
	}
	p.dropAgain()
	ctx, stop := context.WithCancel(p.Context)
	s := &sending{stop: stop, total: p.state.ledger.Queued}
	s.panel = kit.NewProgress(p.Printer.T("mail.sending"), stop)
	s.panel.Set(0, s.total)
	s.refresh = kit.NewCoalescer(0, func() { s.panel.Set(int(s.done.Load()), s.total) })
	p.sending = s
	p.show()
	ev := p.state.event
	// The result belongs to the shell's context, not to the one that stop cancels: a stopped run reports too.
	kit.Run(p.Context, func(context.Context) (event.SendResult, error) {
		return p.Mailer.Send(ctx, ev, event.SendOptions{Progress: s})
	}, func(r event.SendResult, err error) {
		stopped := ctx.Err() != nil
		stop()
		s.refresh.Stop()
		p.sending = nil
		p.report(r, err, stopped)
		if !stopped {
			p.planAgain()
		}
		p.readIfShown()
	})
}

// report says how sending ended; why it stopped is a notice of the page.
func (p *Page) report(r event.SendResult, err error, stopped bool) {
	switch {
	case err != nil && !stopped && r.Code == "":
		kit.ShowError(p.Window, p.Printer, err)
	default:
		kit.Toast(p.Window.Canvas(), p.Printer.N("mail.sent", r.Accepted, i18n.Args{"Failed": r.Failed, "Uncertain": r.Uncertain}), nil)
	}
}

// readIfShown reads again, unless another page is shown: then Shown will.
func (p *Page) readIfShown() {
	if p.ctx.Err() == nil {
		p.read()
	}
}

// change runs a use case and reads again.
func (p *Page) change(work func(context.Context) (string, error)) {
	kit.Run(p.ctx, work, func(said string, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		kit.Toast(p.Window.Canvas(), said, nil)
		p.read()
	})
}

// onQueue queues a message for every certificate that has none.
func (p *Page) onQueue() {
	p.change(func(ctx context.Context) (string, error) {
		r, err := p.Service.QueueCertificates(ctx, p.Event.ID, nil, false)
		return p.Printer.N("mail.queued", len(r.Queued), i18n.Args{"NoAddress": len(r.NoAddress)}), err
	})
}

// onSelf queues a sample to the account's own address. Where nothing else waits it goes at once.
func (p *Page) onSelf() {
	kit.Run(p.ctx, func(ctx context.Context) (event.QueueResult, error) {
		return p.Service.QueueCertificates(ctx, p.Event.ID, nil, true)
	}, func(r event.QueueResult, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.alone = p.state.ledger.Queued == 0
		kit.Toast(p.Window.Canvas(), p.Printer.T("mail.self.queued", i18n.Args{"Address": p.state.event.MailAccount.Address}), nil)
		p.read()
	})
}

func (p *Page) onRetry() {
	p.change(func(ctx context.Context) (string, error) {
		again, err := p.Service.RetryFailed(ctx, p.Event.ID)
		return p.Printer.N("mail.queued", len(again), i18n.Args{"NoAddress": 0}), err
	})
}

func (p *Page) onResolve(m event.Message, again bool) {
	p.change(func(ctx context.Context) (string, error) {
		_, err := p.Service.ResolveMessage(ctx, m.ID, again)
		if again {
			return p.Printer.T("mail.resolved.again"), err
		}
		return p.Printer.T("mail.resolved.sent"), err
	})
}

// onCancel takes back what was not sent yet.
func (p *Page) onCancel(ids []string) {
	p.change(func(ctx context.Context) (string, error) {
		r, err := p.Service.CancelMessages(ctx, ids)
		return p.Printer.N("mail.cancelled", r.Done), err
	})
}
