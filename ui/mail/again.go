package mail

import (
	"context"
	"time"

	"zlot/event"
	"zlot/ui/kit"
)

// again is the time at which sending goes on by itself: a server that asks to come back later, as many do
// with a stranger's first mail, is asked again without anybody having to think of it.
type again struct {
	at   time.Time
	stop func()
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
		p.again = &again{at: p.Now().Add(wait), stop: kit.After(wait, func() {
			p.again = nil
			if p.Context.Err() == nil {
				p.onSend()
			}
		})}
		p.show()
	})
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
