package mail

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"zlot/event"
)

// errDead is what every call says after the process "died".
var errDead = errors.New("the process is dead")

// fakeOutbox keeps messages in memory and refuses every transition that the diagram of states lacks.
type fakeOutbox struct {
	mu     sync.Mutex
	order  []string
	rows   map[string]*event.Message
	blobs  map[string][]byte
	sent   []time.Time
	pauses []fakePause
	dots   []string
	clock  *fakeClock

	// die is asked before and after each durable change; true kills the process there.
	die  func(call string, after bool) bool
	dead bool
}

type fakePause struct {
	until       time.Time
	code, reply string
}

type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *fakeClock { return &fakeClock{now: time.Date(2012, 9, 8, 10, 0, 0, 0, time.UTC)} }

func (c *fakeClock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

// Wait moves the clock instead of waiting.
func (c *fakeClock) Wait(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

func newOutbox(clock *fakeClock) *fakeOutbox {
	return &fakeOutbox{rows: map[string]*event.Message{}, blobs: map[string][]byte{}, clock: clock}
}

func (o *fakeOutbox) add(m event.Message, pdf []byte) {
	o.order = append(o.order, m.ID)
	o.rows[m.ID] = &m
	o.blobs[m.SHA256] = pdf
}

// change runs one durable transition from one of the states.
func (o *fakeOutbox) change(call, id string, from []event.MessageState, do func(*event.Message)) error {
	if o.dead || o.die != nil && o.die(call, false) {
		o.dead = true
		return errDead
	}
	m, ok := o.rows[id]
	if !ok {
		return event.Fail(event.CodeMessageNotFound)
	}
	if !slices.Contains(from, m.State) {
		return fmt.Errorf("%s of %s from %s: %w", call, id, m.State, event.Fail(event.CodeMailState))
	}
	do(m)
	if o.die != nil && o.die(call, true) {
		o.dead = true
		return errDead
	}
	return nil
}

func (o *fakeOutbox) Recover(context.Context) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n := 0
	for _, m := range o.rows {
		switch m.State {
		case event.MessageSending:
			m.State = event.MessageQueued
		case event.MessageDot:
			m.State = event.MessageUncertain
			n++
		}
	}
	return n, nil
}

func (o *fakeOutbox) next(now time.Time) *event.Message {
	var best *event.Message
	for _, id := range o.order {
		m := o.rows[id]
		if m.State == event.MessageQueued && !m.NextAt.After(now) && (best == nil || m.NextAt.Before(best.NextAt)) {
			best = m
		}
	}
	return best
}

func (o *fakeOutbox) Peek(_ context.Context, _ string, now time.Time) (event.Message, bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if m := o.next(now); m != nil {
		return *m, true, nil
	}
	return event.Message{}, false, nil
}

func (o *fakeOutbox) Claim(_ context.Context, _ string, now time.Time) (event.Message, bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	m := o.next(now)
	if m == nil {
		return event.Message{}, false, nil
	}
	err := o.change("claim", m.ID, []event.MessageState{event.MessageQueued}, func(m *event.Message) {
		m.State = event.MessageSending
		m.Attempts++
	})
	return *m, err == nil, err
}

func (o *fakeOutbox) Dot(_ context.Context, id string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.change("dot", id, []event.MessageState{event.MessageSending}, func(m *event.Message) {
		m.State = event.MessageDot
		o.dots = append(o.dots, id)
	})
}

func (o *fakeOutbox) Requeue(_ context.Context, id string, next time.Time, code int, reply string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.change("requeue", id, []event.MessageState{event.MessageSending, event.MessageDot}, func(m *event.Message) {
		m.State, m.NextAt, m.Code, m.Reply = event.MessageQueued, next, code, reply
	})
}

func (o *fakeOutbox) Settle(_ context.Context, id string, state event.MessageState, code int, reply string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	from := []event.MessageState{event.MessageDot}
	if state == event.MessageFailed {
		from = append(from, event.MessageSending)
	}
	return o.change("settle", id, from, func(m *event.Message) {
		m.State, m.Code, m.Reply = state, code, reply
		if state != event.MessageFailed {
			o.sent = append(o.sent, o.clock.Now())
		}
	})
}

func (o *fakeOutbox) SentSince(_ context.Context, _ string, t time.Time) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n := 0
	for _, s := range o.sent {
		if !s.Before(t) {
			n++
		}
	}
	return n, nil
}

func (o *fakeOutbox) Pause(_ context.Context, _ string, until time.Time, code, reply string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.dead {
		return errDead
	}
	o.pauses = append(o.pauses, fakePause{until, code, reply})
	return nil
}

func (o *fakeOutbox) Paused(context.Context, string) (time.Time, string, string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.pauses) == 0 {
		return time.Time{}, "", "", nil
	}
	p := o.pauses[len(o.pauses)-1]
	return p.until, p.code, p.reply, nil
}

func (o *fakeOutbox) Hurry(_ context.Context, _ string, now time.Time) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, m := range o.rows {
		if m.State == event.MessageQueued && m.NextAt.After(now) {
			m.NextAt = now
		}
	}
	return nil
}

func (o *fakeOutbox) NextDue(context.Context, string) (time.Time, bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var due time.Time
	found := false
	for _, m := range o.rows {
		if m.State == event.MessageQueued && (!found || m.NextAt.Before(due)) {
			due, found = m.NextAt, true
		}
	}
	return due, found, nil
}

func (o *fakeOutbox) Message(_ context.Context, id string) (event.Message, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return *o.rows[id], nil
}

func (o *fakeOutbox) Blob(_ context.Context, sum string) ([]byte, error) {
	if b, ok := o.blobs[sum]; ok {
		return b, nil
	}
	return nil, event.Fail(event.CodeCertificateNotFound)
}

// states lists where the messages stand, in the order in which they were queued.
func (o *fakeOutbox) states() []event.MessageState {
	var s []event.MessageState
	for _, id := range o.order {
		s = append(s, o.rows[id].State)
	}
	return s
}
