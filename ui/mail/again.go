package mail

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// again is the time at which sending goes on by itself: a server that asks to come back later, as many do
// with a stranger's first mail, is asked again without anybody having to think of it.
type again struct {
	at    time.Time
	stop  func()
	known map[string]bool // the messages that a person said yes to
}

// leastWait keeps a server from being asked again and again.
const leastWait = time.Minute

// planAgain looks what still waits, and sets the time to go on.
func (p *Page) planAgain() {
	kit.Run(p.Context, func(ctx context.Context) (event.Ledger, error) {
		return p.Service.MailLedger(ctx, p.Event.ID)
	}, func(l event.Ledger, err error) {
		at, ok := due(l)
		if err != nil || !ok || p.sending != nil {
			return // what went wrong is told by reading the page
		}
		p.dropAgain()
		wait := max(at.Sub(p.Now()), leastWait)
		p.again = &again{at: p.Now().Add(wait), stop: kit.After(wait, p.goOn), known: waiting(l)}
		p.show()
	})
}

// goOn sends the rest, unless something was queued since that nobody has said yes to.
func (p *Page) goOn() {
	known := p.again.known
	p.again = nil
	kit.Run(p.Context, func(ctx context.Context) (event.Ledger, error) {
		return p.Service.MailLedger(ctx, p.Event.ID)
	}, func(l event.Ledger, err error) {
		if err != nil || p.Context.Err() != nil {
			return // what went wrong is told by reading the page
		}
		p.state.ledger = l
		for id := range waiting(l) {
			if !known[id] {
				p.show()
				return
			}
		}
		p.run(0, true)
	})
}

// waiting are the messages of a queue.
func waiting(l event.Ledger) map[string]bool {
	ids := map[string]bool{}
	for _, m := range l.Messages {
		if m.State == event.MessageQueued {
			ids[m.ID] = true
		}
	}
	return ids
}

// due is when the next waiting message may go. A stopped account waits for a person, not for a time.
func due(l event.Ledger) (at time.Time, ok bool) {
	if l.PausedUntil.Year() >= farYear {
		return at, false
	}
	for _, m := range l.Messages {
		if m.State == event.MessageQueued && (!ok || m.NextAt.Before(at)) {
			at, ok = m.NextAt, true
		}
	}
	if l.PausedUntil.After(at) {
		at = l.PausedUntil
	}
	return at, ok
}

// putOff are the messages that a server did not take yet, and the first of them.
func putOff(l event.Ledger) (n int, first event.Message) {
	for _, m := range l.Messages {
		if m.State != event.MessageQueued || m.Attempts == 0 {
			continue
		}
		if n++; n == 1 || m.NextAt.Before(first.NextAt) {
			first = m
		}
	}
	return n, first
}

// laterNotice says what waits for another try, until when and why; nil: nothing does.
func (p *Page) laterNotice() fyne.CanvasObject {
	t, l := p.Printer.T, p.state.ledger
	n, first := putOff(l)
	now := kit.NewButton(t("mail.send.now"), kit.IconSend, p.onNow)
	switch {
	case p.sending != nil:
		return nil
	case p.again != nil:
		text := t("mail.again", i18n.Args{"Time": p.when(p.again.at), "Why": p.answer(first)})
		return kit.Notice(kit.ToneInfo, text, kit.HStack(2, now, kit.NewButton(t("mail.again.stop"), kit.IconStop, p.onNotAgain)))
	case n == 0 || p.rests() || p.fresh() > 0: // when and why is told already
		return nil
	case first.NextAt.After(p.Now()):
		text := p.Printer.N("mail.later", n, i18n.Args{"Time": p.when(first.NextAt), "Why": p.answer(first)})
		return kit.Notice(kit.ToneInfo, text, now)
	case l.PausedCode != "": // a person has to look first
		return nil
	}
	return kit.Notice(kit.ToneInfo, p.Printer.N("mail.later.due", n, i18n.Args{"Why": p.answer(first)}), now)
}

// onNow sends what waits for a later time, because a person does not want to wait.
func (p *Page) onNow() {
	p.requeue(func(ctx context.Context) error { return p.Service.SendNow(ctx, p.Event.ID) }, func() {
		for _, m := range p.state.ledger.Messages {
			if m.State == event.MessageQueued && m.Attempts == 0 {
				p.onRest() // it would go too, and nobody was asked about it
				return
			}
		}
		p.start(0)
	})
}

// onNotAgain leaves the rest in the queue until a person sends it.
func (p *Page) onNotAgain() {
	p.dropAgain()
	p.show()
}

func (p *Page) dropAgain() {
	if p.again != nil {
		p.again.stop()
		p.again = nil
	}
}
