package mail

import (
	"context"
	"strings"

	"zlot/event"
	"zlot/ui/kit"
)

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

// onRetry sends again what goes to another address now, and asks about the rest: an address that was
// refused once is refused again.
func (p *Page) onRetry() {
	var changed, same []string
	for _, m := range event.Retryable(p.state.ledger.Messages) {
		now := p.state.people[m.Registration].email
		switch {
		case m.Sample:
		case now == "" || strings.EqualFold(now, m.To):
			same = append(same, m.ID)
		default:
			changed = append(changed, m.ID)
		}
	}
	if len(changed) > 0 {
		p.retry(changed)
	}
	if len(same) > 0 {
		kit.Confirm(p.Window, p.Printer.T("mail.retry"), p.Printer.N("mail.retry.same", len(same)), p.Printer.T("mail.retry.anyway"),
			func() { p.retry(same) })
	}
}

// onRetryOne sends one message again; where its address is the refused one, it asks first.
func (p *Page) onRetryOne(m event.Message) {
	if now := p.state.people[m.Registration].email; now != "" && !strings.EqualFold(now, m.To) {
		p.retry([]string{m.ID})
		return
	}
	kit.Confirm(p.Window, p.Printer.T("mail.retry.one"), p.Printer.N("mail.retry.same", 1), p.Printer.T("mail.retry.anyway"),
		func() { p.retry([]string{m.ID}) })
}

// retry queues another copy of messages, and goes to the last screen.
func (p *Page) retry(ids []string) {
	p.requeue(func(ctx context.Context) error {
		_, err := p.Service.RetryMessages(ctx, p.Event.ID, ids)
		return err
	}, func() {
		p.onRest()
		p.read()
	})
}

// requeue changes what waits, and goes on with the ledger as it is then.
func (p *Page) requeue(work func(context.Context) error, then func()) {
	kit.Run(p.ctx, func(ctx context.Context) (event.Ledger, error) {
		if err := work(ctx); err != nil {
			return event.Ledger{}, err
		}
		return p.Service.MailLedger(ctx, p.Event.ID)
	}, func(l event.Ledger, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.state.ledger = l
		then()
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
