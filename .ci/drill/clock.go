//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"zlot/event"
	"zlot/event/mail"
)

// jumps are what a clock does that somebody sets, or a battery forgets.
var jumps = []time.Duration{-2 * time.Hour, -2 * time.Hour, -5 * time.Minute, 2 * time.Hour, 40 * time.Minute, -26 * time.Hour, 365 * 24 * time.Hour, -365 * 24 * time.Hour}

// clockJumps is a day at the desk while the clock is set to and fro: what was shown stays, nobody is admitted twice,
// the log has an order, hours are not negative, numbers have no gap.
func clockJumps() drill {
	return drill{name: "clock-desk", what: "the clock is set back two hours, and otherwise, at the desk", prepare: makeLab,
		round: func(ctx context.Context, r *round) (err error) {
			l, err := openLab(ctx, r.folder, &hands{now: opened})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, l.db.Close()) }()
			w := &worker{lab: l, round: r, shown: map[string]event.ScanResult{}}
			if err := w.begin(ctx); err != nil {
				return err
			}
			for step := range 80 {
				if err := w.step(ctx, step); err != nil {
					return fmt.Errorf("step %d at %s: %w", step, l.clock.Now().Format(time.DateTime), err)
				}
			}
			r.tally.acked += len(w.shown)
			return w.judge(ctx)
		}}
}

// worker does what people do at a desk, by dice.
type worker struct {
	*lab
	*round
	entries []event.Entry
	door    event.Checkpoint
	shown   map[string]event.ScanResult
	last    string
}

func (w *worker) begin(ctx context.Context) error {
	var err error
	if w.entries, err = w.db.Entries(ctx, event.EntryFilter{Event: w.ev.ID}); err != nil {
		return err
	}
	sessions, err := w.db.Sessions(ctx, w.ev.ID)
	if err != nil {
		return err
	}
	w.door, err = w.svc.AddCheckpoint(ctx, event.Checkpoint{Event: w.ev.ID, Kind: event.Door, Title: "Sala", Session: sessions[0].ID, Policy: event.InOut})
	return err
}

func (w *worker) step(ctx context.Context, n int) error {
	w.clock.move(time.Duration(w.dice.IntN(90)) * time.Second)
	if w.dice.IntN(8) == 0 {
		w.clock.move(jumps[w.dice.IntN(len(jumps))])
		w.tally.injected++
	}
	e := w.entries[w.dice.IntN(20)] // few people, so that they meet themselves again
	switch what := w.dice.IntN(12); {
	case what < 5:
		return w.scan(ctx, event.ScanRequest{Event: w.ev.ID, Code: e.Badge})
	case what < 8:
		return w.scan(ctx, event.ScanRequest{Event: w.ev.ID, Checkpoint: w.door.ID, Code: e.Badge, Direction: []event.Direction{event.In, event.Out}[w.dice.IntN(2)]})
	case what == 8 && w.last != "":
		res, err := w.svc.Undo(ctx, w.last, "")
		w.last = ""
		if err == nil {
			w.shown[res.Scan.ID] = res
		}
		return err
	case what == 9:
		note := fmt.Sprintf("notatka %d", n)
		now, err := w.db.Entry(ctx, e.ID)
		if err != nil {
			return err
		}
		changed, err := w.svc.UpdateEntry(ctx, e.ID, now.Version, event.EntryUpdate{Note: &note})
		if err == nil && changed.Note != note {
			err = fmt.Errorf("a note that was saved is %q", changed.Note)
		}
		return err
	case what == 10:
		_, err := w.svc.IssueCertificates(ctx, w.ev.ID, event.IssueOptions{Registrations: []string{e.ID}}, event.Silent)
		return err
	default:
		_, err := w.svc.Live(ctx, w.ev.ID)
		return err
	}
}

func (w *worker) scan(ctx context.Context, req event.ScanRequest) error {
	res, err := w.svc.CheckIn(ctx, req)
	if err != nil {
		return err
	}
	w.shown[res.Scan.ID] = res
	if res.Scan.Outcome == event.Admitted {
		w.last = res.Scan.ID
	}
	return nil
}

func (w *worker) judge(ctx context.Context) error {
	for id, res := range w.shown {
		row, err := w.db.Scan(ctx, id)
		if err != nil {
			return fmt.Errorf("a scan that was shown: %w", err)
		}
		if row.Outcome != res.Scan.Outcome || !row.At.Equal(res.Scan.At) {
			return fmt.Errorf("scan %s was shown as %s and is %s", id, res.Scan.Outcome, row.Outcome)
		}
	}
	if err := errorsOf(w.once(ctx), w.ordered(ctx), w.hours(ctx), w.numbers(ctx)); err != nil {
		return err
	}
	return w.sound(ctx)
}

// once demands that nobody was let in twice at the desk on one day of its clock.
func (w *worker) once(ctx context.Context) error {
	scans, err := w.db.Scans(ctx, event.ScanFilter{Event: w.ev.ID})
	if err != nil {
		return err
	}
	if len(scans) != len(w.shown) {
		return fmt.Errorf("%d scans are stored, %d were shown", len(scans), len(w.shown))
	}
	in := map[string]string{}
	for i, sc := range scans {
		if i > 0 && sc.At.Before(scans[i-1].At) {
			return errors.New("the list of scans is not in the order of time")
		}
		if sc.Outcome != event.Admitted || sc.Undone || sc.Checkpoint == w.door.ID {
			continue
		}
		key := sc.Registration + sc.At.In(w.ev.Zone()).Format(time.DateOnly)
		if other := in[key]; other != "" {
			return fmt.Errorf("scans %s and %s let the same person in on one day", other, sc.ID)
		}
		in[key] = sc.ID
	}
	return nil
}

// ordered demands that the log's clock never goes back and its numbers have no gap.
func (w *worker) ordered(ctx context.Context) error {
	facts, err := w.db.Facts(ctx, "", 1<<30)
	if err != nil {
		return err
	}
	seq, hlc := map[string]int64{}, int64(0)
	for _, f := range facts {
		if f.Seq != seq[f.Origin]+1 {
			return fmt.Errorf("fact %d of a start follows %d", f.Seq, seq[f.Origin])
		}
		if f.HLC <= hlc {
			return errors.New("the clock of the log went back")
		}
		seq[f.Origin], hlc = f.Seq, f.HLC
	}
	return nil
}

func (w *worker) hours(ctx context.Context) error {
	accounts, err := w.svc.Attendance(ctx, w.ev.ID)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		if a.Hours < 0 || a.Hours > a.Required && a.Required > 0 {
			return fmt.Errorf("%g of %g hours", a.Hours, a.Required)
		}
		for _, s := range a.Sessions {
			if s.Hours < 0 {
				return fmt.Errorf("%g hours at a session", s.Hours)
			}
		}
	}
	return nil
}

// numbers demands series without gaps, each of its own year.
func (w *worker) numbers(ctx context.Context) error {
	all, err := w.db.Certificates(ctx, w.ev.ID)
	if err != nil {
		return err
	}
	top, count := map[string]int{}, map[string]int{}
	for _, c := range all {
		top[c.Series] = max(top[c.Series], c.Seq)
		count[c.Series]++
	}
	for series, n := range top {
		if n != count[series] {
			return fmt.Errorf("series %s: %d numbers up to %d", series, count[series], n)
		}
	}
	return nil
}

// clockMail is the sending of mail while the clock is set to and fro: it neither waits forever nor outruns the
// account's pace by more than the jumps explain, and no mail leaves twice.
func clockMail() drill {
	return drill{name: "clock-mail", what: "the clock is set back two hours, and otherwise, while mail leaves",
		prepare: func(ctx context.Context, s *stage) (err error) {
			if err := makeLab(ctx, s); err != nil {
				return err
			}
			l, err := openLab(ctx, s.template, &hands{now: opened})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, l.db.Close()) }()
			entries, err := l.db.Entries(ctx, event.EntryFilter{Event: l.ev.ID})
			if err != nil {
				return err
			}
			for _, e := range entries[:letters] {
				if _, err := l.svc.CheckIn(ctx, event.ScanRequest{Event: l.ev.ID, Code: e.Badge}); err != nil {
					return err
				}
			}
			l.clock.move(48 * time.Hour)
			if _, err := l.svc.IssueCertificates(ctx, l.ev.ID, event.IssueOptions{}, event.Silent); err != nil {
				return err
			}
			account := event.MailAccount{Address: "biuro@example.org", Host: "127.0.0.1", Port: 25, TLS: event.TLSNone, Auth: "none", PerMinute: 3}
			if _, err := l.svc.UpdateEvent(ctx, l.ev.ID, event.EventUpdate{MailAccount: &account}); err != nil {
				return err
			}
			_, err = l.svc.QueueCertificates(ctx, l.ev.ID, nil, false)
			return err
		},
		round: mailByClock}
}

func mailByClock(ctx context.Context, r *round) (err error) {
	clock := &hands{now: opened.Add(49 * time.Hour)}
	l, err := openLab(ctx, r.folder, clock)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.db.Close()) }()
	b, err := openBox(r.dice.IntN(2) == 0)
	if err != nil {
		return err
	}
	defer b.close()
	if b.busy = r.dice.IntN(3); r.dice.IntN(2) == 0 {
		b.greets = map[string]bool{}
	}
	account := l.ev.MailAccount
	account.Port = b.port
	const mostWaits = 5000 // half a minute each: two days
	waits := 0
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w := mail.Worker{Outbox: l.db, Account: account, Event: l.ev, Clock: clock, Log: discard, Secrets: fileSecrets{r.folder},
		Wait: func(ctx context.Context, d time.Duration) error {
			clock.move(d)
			if r.dice.IntN(6) == 0 && waits < 60 {
				r.tally.injected++
				clock.move(jumps[r.dice.IntN(len(jumps))])
			}
			_, queued, err := l.db.NextDue(ctx, l.ev.ID)
			if waits++; waits > mostWaits || err == nil && !queued {
				cancel()
			}
			return ctx.Err()
		}}
	if _, err := w.Run(ctx, mail.Options{}); err != nil && ctx.Err() == nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	all, err := l.db.Messages(ctx, l.ev.ID)
	if err != nil {
		return err
	}
	arrived := b.arrivals()
	for _, m := range all {
		n := arrived["<"+m.MessageID+">"]
		switch {
		case m.State == event.MessageQueued:
			return fmt.Errorf("after %d waits a message is still queued: it would wait forever", waits)
		case n > 1:
			return fmt.Errorf("message %s arrived %d times", m.ID, n)
		case m.State == event.MessageAccepted && n == 1:
			r.tally.acked++
		case m.State != event.MessageUncertain:
			return fmt.Errorf("message %s is %s and arrived %d times", m.ID, m.State, n)
		}
	}
	return l.sound(ctx)
}
