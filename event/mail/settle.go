package mail

import (
	"context"
	"errors"
	"fmt"
	"time"

	"zlot/event"
)

// connect leaves r.conn nil without an error where the account has to rest first.
func (r *run) connect(ctx context.Context) error {
	c, err := r.signedIn(ctx)
	if err == nil {
		r.conn = c
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var e *event.Error
	if !errors.As(err, &e) {
		return err
	}
	code, _ := e.Args["Code"].(int)
	reply, _ := e.Args["Reply"].(string)
	r.Log.Warn("mail connection refused", "event", r.Event.ID, "reason", e.Code, "code", code)
	keep := context.WithoutCancel(ctx)
	switch e.Code {
	case event.CodeMailConnect:
		if err := r.rest(keep, e.Code, reply); err != nil || !r.options.Once {
			return err
		}
		return e
	case event.CodeMailBusy:
		return r.rest(keep, e.Code, reply)
	}
	// One try only: providers lock accounts out after a few wrong passwords.
	if err := r.Outbox.Pause(keep, r.Event.ID, forever, e.Code, reply); err != nil {
		return err
	}
	r.sum.PausedUntil, r.sum.Code, r.sum.Reply = forever, e.Code, reply
	return e
}

// signedIn connects. A token that the server refuses before its time, because one of the clocks is off or
// somebody signed the account out, is renewed once.
func (r *run) signedIn(ctx context.Context) (*conn, error) {
	now := r.Clock.Now()
	secret, renewed, err := current(ctx, r.Account, r.Secrets, r.SecretName, now)
	if err != nil {
		return nil, fmt.Errorf("secret of the mail account: %w", err)
	}
	c, err := dial(ctx, r.Account, secret, r.patience)
	if renewed || !errors.Is(err, &event.Error{Code: event.CodeMailLogin}) || !renewable(r.Account, secret) {
		return c, err
	}
	if secret, err = renewKept(ctx, r.Account, r.Secrets, r.SecretName, secret, now); err != nil {
		return nil, fmt.Errorf("renew the token of the mail account: %w", err)
	}
	return dial(ctx, r.Account, secret, r.patience)
}

// try renders a message and hands it over. Its errors are the store's: the message could not be moved on.
func (r *run) try(ctx context.Context, m event.Message) (verdict, error) {
	keep := context.WithoutCancel(ctx)
	raw, err := r.rendered(keep, m)
	if err != nil {
		var e *event.Error
		var document documentError
		if errors.As(err, &document) || !errors.As(err, &e) {
			return verdict{}, errors.Join(err, r.putBack(keep, m))
		}
		return verdict{fate: rowFailed, reply: e.Code}, nil
	}
	to, err := asciiAddress(m.To)
	if err != nil {
		return verdict{fate: rowFailed, reply: event.CodeMailAddress}, nil
	}
	v := r.conn.send(ctx, to, raw, func() error {
		if err := r.Outbox.Dot(keep, m.ID); err != nil {
			return err
		}
		r.renderAhead(keep) // while the server is busy with this one
		return nil
	})
	if !r.conn.alive() {
		r.conn = nil
	}
	var commit beforeDotError
	if errors.As(v.err, &commit) {
		return verdict{}, errors.Join(fmt.Errorf("message %s before the dot: %w", m.ID, commit.error), r.putBack(keep, m))
	}
	return v, nil
}

// putBack returns a message that certainly was not sent to the queue.
func (r *run) putBack(ctx context.Context, m event.Message) error {
	return r.Outbox.Requeue(ctx, m.ID, r.Clock.Now(), 0, "")
}

// settle writes down what became of a message, and what follows for the others.
func (r *run) settle(ctx context.Context, m event.Message, v verdict) error {
	switch v.fate {
	case accepted:
		r.pauses, r.breaks, r.unknown, r.contents = 0, 0, 0, 0
		return r.end(ctx, m, v, event.MessageAccepted, &r.sum.Accepted)
	case uncertain:
		if err := r.end(ctx, m, v, event.MessageUncertain, &r.sum.Uncertain); err != nil {
			return err
		}
		return r.broke(ctx)
	case rowFailed:
		if err := r.end(ctx, m, v, event.MessageFailed, &r.sum.Failed); err != nil {
			return err
		}
		return r.refusals(ctx, v)
	case rowRetry:
		if m.Attempts > len(greyDelays) {
			return r.end(ctx, m, v, event.MessageFailed, &r.sum.Failed)
		}
		return r.later(ctx, m, v, step(greyDelays, m.Attempts))
	case lost:
		wait := time.Duration(0)
		if m.Attempts > 1 { // it may be this very message that makes the server hang up: let others go first
			wait = step(greyDelays, m.Attempts-1)
		}
		if err := r.later(ctx, m, v, wait); err != nil {
			return err
		}
		return r.broke(ctx)
	case pause:
		if err := r.later(ctx, m, v, 0); err != nil {
			return err
		}
		return r.rest(ctx, v.reason, v.reply)
	}
	if err := r.later(ctx, m, v, 0); err != nil {
		return err
	}
	return r.halt(ctx, v)
}

// end moves a message to its last state.
func (r *run) end(ctx context.Context, m event.Message, v verdict, state event.MessageState, count *int) error {
	if err := r.Outbox.Settle(ctx, m.ID, state, v.code, v.reply); err != nil {
		return fmt.Errorf("settle message %s: %w", m.ID, err)
	}
	*count++
	r.options.Progress.Add(1)
	return nil
}

// later puts a message back into the queue.
func (r *run) later(ctx context.Context, m event.Message, v verdict, wait time.Duration) error {
	if err := r.Outbox.Requeue(ctx, m.ID, r.Clock.Now().Add(wait), v.code, v.reply); err != nil {
		return fmt.Errorf("requeue message %s: %w", m.ID, err)
	}
	r.sum.Requeued++
	return nil
}

// refusals stops a batch that goes wrong for everybody, one by one.
func (r *run) refusals(ctx context.Context, v verdict) error {
	switch v.reason {
	case event.CodeMailUnknown:
		r.unknown++
	case event.CodeMailContent:
		r.contents++
	}
	if r.unknown >= mostUnknown || r.contents >= mostRefused {
		return r.halt(ctx, v)
	}
	return nil
}

// broke counts broken lines; several in a row make the account rest.
func (r *run) broke(ctx context.Context) error {
	if r.breaks++; r.breaks < mostBreaks {
		return nil
	}
	r.breaks = 0
	return r.rest(ctx, event.CodeMailConnect, "")
}

// rest pauses the account, longer each time without a success between.
func (r *run) rest(ctx context.Context, code, reply string) error {
	r.hangUp()
	r.pauses++
	wait := step(pauseDelays, r.pauses)
	if code == event.CodeMailQuota {
		wait = quotaDelay
	}
	until := r.Clock.Now().Add(wait)
	if err := r.Outbox.Pause(ctx, r.Event.ID, until, code, reply); err != nil {
		return err
	}
	r.sum.PausedUntil, r.sum.Code, r.sum.Reply = until, code, reply
	return nil
}

// halt stops the account until a person has looked.
func (r *run) halt(ctx context.Context, v verdict) error {
	if err := r.Outbox.Pause(ctx, r.Event.ID, forever, v.reason, v.reply); err != nil {
		return err
	}
	r.sum.PausedUntil, r.sum.Code, r.sum.Reply = forever, v.reason, v.reply
	return event.Fail(v.reason, "Host", r.Account.Host, "User", user(r.Account), "Code", v.code, "Reply", v.reply)
}

// step is the nth delay, from 1; the last one holds on.
func step(delays []time.Duration, n int) time.Duration {
	return delays[min(max(n, 1), len(delays))-1]
}
