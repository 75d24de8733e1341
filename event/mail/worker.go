// Package mail writes the mails that carry certificates and brings them to the organizer's own mail
// server, each exactly once as far as that can be known.
package mail

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"zlot/event"
)

// Worker sends the queued messages of one event through its account. One Run at a time may work on an
// Outbox: it first puts right what a crash left behind.
type Worker struct {
	Outbox     event.Outbox
	Account    event.MailAccount
	Event      event.Event
	Secrets    event.Secrets
	SecretName string // of the account's password or token in Secrets
	Clock      event.Clock
	Log        *slog.Logger
	// Wait waits for d, for a wake-up or for the end of ctx, whose error it returns. Nil: Sleep.
	Wait func(ctx context.Context, d time.Duration) error

	timeouts timeouts // zero: patience
}

// Options say how far a Run goes.
type Options struct {
	// Limit ends the run after so many attempts; 0: no limit.
	Limit int
	// Once ends the run when nothing is due or the account has to rest. Otherwise it waits, until ctx ends.
	Once bool
	// Resume lifts a stop: a person has seen why, and asks to go on.
	Resume bool
	// Progress counts the messages that were settled. The caller knows their total.
	Progress event.Progress
}

// Summary is what a Run did.
type Summary struct {
	Accepted, Failed, Uncertain, Requeued int
	// Recovered counts the messages that an earlier crash made uncertain.
	Recovered int
	// PausedUntil, Code and Reply tell why the run ended with messages still waiting, if it did.
	// Code is one of event/error.go.
	PausedUntil time.Time
	Code        string
	Reply       string
}

// Sleep is the Wait of a program that wakes the worker through nothing but time.
func Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Run sends. A stopped account is an *event.Error whose code says what to look at: Validate's codes,
// mail.login.refused, mail.secret.missing, mail.auth.unsupported, mail.tls.failed, mail.sender.refused,
// mail.recipients.unknown, mail.content.refused; with Once also mail.connect. Then nothing is sent until a
// Run with Resume. When ctx ends, the message under way is finished or put back, and the Summary comes
// with ctx's error.
func (w *Worker) Run(ctx context.Context, o Options) (Summary, error) {
	r := &run{Worker: w, options: o, wait: w.Wait, patience: w.timeouts}
	if r.wait == nil {
		r.wait = Sleep
	}
	if r.patience == (timeouts{}) {
		r.patience = patience
	}
	if r.options.Progress == nil {
		r.options.Progress = event.Silent
	}
	if err := Validate(w.Account); err != nil {
		return r.sum, err
	}
	defer r.hangUp()
	defer r.dropAhead()
	err := r.loop(ctx)
	level := slog.LevelInfo
	if err != nil && ctx.Err() == nil {
		level = slog.LevelWarn
	}
	r.Log.Log(ctx, level, "mail run ended", "event", r.Event.ID, "accepted", r.sum.Accepted, "failed", r.sum.Failed,
		"uncertain", r.sum.Uncertain, "requeued", r.sum.Requeued, "code", codeOf(err, r.sum.Code))
	return r.sum, err
}

func codeOf(err error, otherwise string) string {
	var e *event.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return otherwise
}

// run is the state of one Run.
type run struct {
	*Worker
	options  Options
	wait     func(context.Context, time.Duration) error
	patience timeouts
	sum      Summary
	conn     *conn
	attempts int
	ahead    chan aheadMail // nil: nothing is rendered beforehand

	pauses   int // in a row, without a success between them
	breaks   int // connections lost in a row
	unknown  int // recipients refused in a row
	contents int // mails refused for what they say in a row
}

const (
	idle        = 30 * time.Second // how often a waiting run looks for news, and how long a line is kept open
	mostBreaks  = 3
	mostUnknown = 10
	mostRefused = 3
)

// forever is until when a stopped account rests: until a person has looked.
var forever = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)

var (
	greyDelays  = []time.Duration{5 * time.Minute, 10 * time.Minute, 20 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour}
	pauseDelays = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour}
	quotaDelay  = 24 * time.Hour
)

func (r *run) loop(ctx context.Context) error {
	var err error
	if r.sum.Recovered, err = r.Outbox.Recover(ctx); err != nil {
		return err
	}
	if r.options.Resume {
		if err := r.resume(ctx); err != nil {
			return err
		}
	}
	for ctx.Err() == nil && (r.options.Limit == 0 || r.attempts < r.options.Limit) {
		rest, why, err := r.mustRest(ctx)
		switch {
		case err != nil:
			return err
		case rest == 0:
			if err := r.one(ctx); err != nil {
				return err
			}
		case r.options.Once && why != shortly:
			return nil
		default:
			if rest > idle {
				r.hangUp()
			}
			if err := r.wait(ctx, rest); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// reason is why a run rests.
type reason int

const (
	nothingDue reason = iota
	resting           // the account is paused
	shortly           // the limit per minute: it is worth while to wait
)

// mustRest tells how long nothing may be sent; 0: send now.
func (r *run) mustRest(ctx context.Context) (time.Duration, reason, error) {
	now := r.Clock.Now()
	until, code, reply, err := r.Outbox.Paused(ctx, r.Event.ID)
	if err != nil {
		return 0, 0, err
	}
	if until.After(now.Add(quotaDelay)) && until.Before(forever) && code != event.CodeMailPaused {
		// Nothing rests that long: the clock was in the future, and was set back.
		until = time.Time{}
		if err := r.Outbox.Pause(ctx, r.Event.ID, until, "", ""); err != nil {
			return 0, 0, err
		}
	}
	if until.After(now) {
		r.sum.PausedUntil, r.sum.Code, r.sum.Reply = until, code, reply
		if !until.Before(forever) {
			return 0, 0, event.Fail(code, "Host", r.Account.Host, "User", user(r.Account), "Reply", reply)
		}
		return min(until.Sub(now), idle), resting, nil
	}
	r.sum.PausedUntil, r.sum.Code, r.sum.Reply = time.Time{}, "", ""
	due, ok, err := r.Outbox.NextDue(ctx, r.Event.ID)
	if err != nil {
		return 0, 0, err
	}
	if !ok {
		return idle, nothingDue, nil
	}
	switch {
	case due.After(now.Add(greyDelays[len(greyDelays)-1])): // nothing waits that long either
		if err := r.Outbox.Hurry(ctx, r.Event.ID, now); err != nil {
			return 0, 0, err
		}
	case due.After(now):
		return min(due.Sub(now), idle), nothingDue, nil
	}
	return r.limited(ctx, now)
}

// limited counts the ledger, so that the limits of the provider survive a restart.
func (r *run) limited(ctx context.Context, now time.Time) (time.Duration, reason, error) {
	for _, w := range windows(r.Account) {
		n, err := r.Outbox.SentSince(ctx, r.Event.ID, now.Add(-w.length))
		if err != nil {
			return 0, 0, err
		}
		if n < w.most {
			continue
		}
		if w.length == time.Minute {
			return max(time.Second, w.length/time.Duration(w.most)), shortly, nil
		}
		r.sum.PausedUntil, r.sum.Code = now.Add(w.length/time.Duration(w.most)), event.CodeMailQuota
		return idle, resting, nil
	}
	return 0, 0, nil
}

// resume lifts what a person was asked to look at; a rest that the server or a person asked for stays.
func (r *run) resume(ctx context.Context) error {
	until, code, _, err := r.Outbox.Paused(ctx, r.Event.ID)
	if err != nil {
		return err
	}
	if code != event.CodeMailPaused && (!until.Before(forever) || code == event.CodeMailConnect) {
		return r.Outbox.Pause(ctx, r.Event.ID, time.Time{}, "", "")
	}
	return nil
}

// one connects if need be and tries the next message.
func (r *run) one(ctx context.Context) error {
	if r.conn == nil {
		if err := r.connect(ctx); err != nil || r.conn == nil {
			return err
		}
	}
	m, ok, err := r.Outbox.Claim(ctx, r.Event.ID, r.Clock.Now())
	if err != nil {
		return err
	}
	if !ok {
		return r.wait(ctx, time.Second)
	}
	r.attempts++
	v, err := r.try(ctx, m)
	if err != nil {
		return err
	}
	r.Log.Info("mail attempt", "message", m.ID, "fate", string(v.fate), "code", v.code, "reason", v.reason)
	// What was claimed is put where it belongs even when ctx ends meanwhile.
	keep := context.WithoutCancel(ctx)
	if v.fate == lost && ctx.Err() != nil {
		return r.later(keep, m, v, 0)
	}
	return r.settle(keep, m, v)
}

func (r *run) hangUp() {
	if r.conn != nil {
		r.conn.quit()
		r.conn = nil
	}
}
