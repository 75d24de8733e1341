package ui

import (
	"context"
	"time"

	"zlot/ui/kit"
)

// longestWait is how long the program sleeps at most: the clock of a laptop
// that was closed does not go on.
const longestWait = 10 * time.Minute

// offers keeps the waiting lists up to date: when the program starts, and when
// an offered place is not wanted in time.
type offers struct {
	s     *Shell
	begun bool
	stop  func()
}

// outlook is when to look again; ok is false if nothing is offered.
type outlook struct {
	next time.Time
	ok   bool
}

// begin looks for the first time.
func (o *offers) begin() {
	if !o.begun {
		o.begun = true
		o.moveUp()
	}
}

// moveUp gives free places to those who wait, and comes back when the next offer
// runs out.
func (o *offers) moveUp() {
	kit.Run(o.s.ctx, func(ctx context.Context) (outlook, error) {
		if err := o.s.Service.MoveUpAll(ctx); err != nil {
			return outlook{}, err
		}
		return o.look(ctx)
	}, o.wait)
}

// changed looks when the next offer runs out now.
func (o *offers) changed() { kit.Run(o.s.ctx, o.look, o.wait) }

func (o *offers) look(ctx context.Context) (out outlook, err error) {
	out.next, out.ok, err = o.s.Service.NextOffer(ctx)
	return out, err
}

func (o *offers) wait(out outlook, err error) {
	o.end()
	if err != nil {
		o.s.fail("offers", err)
		return
	}
	if !out.ok {
		return
	}
	left := out.next.Sub(o.s.Service.Clock.Now())
	o.stop = kit.After(min(max(left, time.Second), longestWait), o.moveUp)
}

// end stops waiting.
func (o *offers) end() {
	if o.stop != nil {
		o.stop()
		o.stop = nil
	}
}
