package mail

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// moved is the person's present address where a message waits for another one; else "".
func (p *Page) moved(m event.Message) string {
	now := p.state.people[m.Registration].email
	if m.State != event.MessageQueued || m.Sample || now == "" || strings.EqualFold(now, m.To) {
		return ""
	}
	return now
}

// movedNote says that the address changed since, or nothing.
func (p *Page) movedNote(m event.Message) string {
	if now := p.moved(m); now != "" {
		return p.Printer.T("mail.moved.to", i18n.Args{"Address": now})
	}
	return ""
}

// toNow is where a message goes and, if that changed, where the person is now.
func (p *Page) toNow(m event.Message) string {
	if note := p.movedNote(m); note != "" {
		return m.To + " · " + note
	}
	return m.To
}

// movedAll are the messages that wait for an address of the past.
func (p *Page) movedAll() (ids []string) {
	for _, m := range p.state.ledger.Messages {
		if p.moved(m) != "" {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// movedNotice tells of the messages that wait for an address of the past; nil: there are none.
func (p *Page) movedNotice() fyne.CanvasObject {
	ids := p.movedAll()
	if len(ids) == 0 {
		return nil
	}
	return kit.Notice(kit.ToneAttention, p.Printer.N("mail.moved", len(ids)), p.readdressButton(ids))
}

func (p *Page) readdressButton(ids []string) *kit.Button {
	return kit.NewButton(p.Printer.T("mail.moved.send"), kit.IconSend, func() { p.onReaddress(ids) })
}

// onReaddress queues the messages for the present addresses, and goes to the last screen or shows it anew.
func (p *Page) onReaddress(ids []string) {
	p.requeue(func(ctx context.Context) error {
		_, err := p.Service.Readdress(ctx, p.Event.ID, ids)
		return err
	}, func() {
		switch {
		case p.review != nil && p.review.plan != nil:
			p.showReview(newReview(p, p.review.plan))
		case len(p.ready()) > 0:
			p.onRest()
		case p.review != nil:
			p.onBack()
		}
		p.read()
	})
}
