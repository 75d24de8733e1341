package event

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"
	"time"
)

// Record is everything hours are computed from.
type Record struct {
	Event       Event
	Entries     []Entry
	Sessions    []Session
	Checkpoints []Checkpoint
	Moves       []Move
	Enrolments  []Enrolment
	Grants      []Grant
	Decisions   []Decision
	Now         time.Time // what has not ended by then can still be attended
}

// Move is what a scan says of where somebody was: it let them in, found them in already, or out.
type Move struct {
	Checkpoint   string
	Registration string
	Session      string // of a checkpoint that follows a room
	At           time.Time
	Outcome      Outcome // Admitted, AlreadyIn or Exited
}

// Attendance computes the hours of everybody at an event, and who is eligible for which certificate.
func (s *Service) Attendance(ctx context.Context, eventID string) ([]Account, error) {
	rec, err := readRecord(ctx, s.Store, eventID)
	if err != nil {
		return nil, fmt.Errorf("attendance of %s: %w", eventID, err)
	}
	rec.Now = s.Clock.Now()
	return rec.Accounts(), nil
}

func readRecord(ctx context.Context, r Reader, eventID string) (rec Record, err error) {
	if rec.Event, err = r.Event(ctx, eventID); err != nil {
		return rec, err
	}
	if rec.Entries, err = r.Entries(ctx, EntryFilter{Event: eventID}); err != nil {
		return rec, err
	}
	if rec.Sessions, err = r.Sessions(ctx, eventID); err != nil {
		return rec, err
	}
	if rec.Checkpoints, err = r.Checkpoints(ctx, eventID); err != nil {
		return rec, err
	}
	if rec.Moves, err = r.Moves(ctx, eventID); err != nil {
		return rec, err
	}
	if rec.Enrolments, err = r.Enrolments(ctx, EnrolmentFilter{Event: eventID}); err != nil {
		return rec, err
	}
	if rec.Grants, err = r.Grants(ctx, eventID); err != nil {
		return rec, err
	}
	rec.Decisions, err = r.Decisions(ctx, eventID)
	return rec, err
}

// Accounts computes every person's hours, cancelled registrations left out, in the order of Entries. The order of
// moves, enrolments, grants and decisions does not matter.
func (rec Record) Accounts() []Account {
	x := newRoster(rec)
	accounts := make([]Account, len(x.people))
	x.eachPerson(func(v *sitting, i int) { accounts[i] = x.account(v, i) })
	return accounts
}

// eachPerson calls f for the place of everybody who has an account, on all cores.
func (x *roster) eachPerson(f func(v *sitting, i int)) {
	workers := min(runtime.GOMAXPROCS(0), 1+len(x.people)/64)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			v := x.newSitting()
			for i := w * len(x.people) / workers; i < (w+1)*len(x.people)/workers; i++ {
				f(v, i)
			}
		})
	}
	group.Wait()
}

// account computes the hours of the person at a place of people.
func (x *roster) account(v *sitting, i int) Account {
	e := x.people[i]
	a := Account{Entry: *e, Required: x.required(e, i), Led: x.led[e.ID]}
	x.spans(v, i)
	a.Sessions = make([]SessionHours, 0, len(x.meetings))
	for m := range x.meetings {
		sh := x.sessionHours(v, i, m)
		v.hours[m] = sh
		if sh.Theirs {
			a.Hours += sh.Hours
			a.Sessions = append(a.Sessions, sh)
		}
	}
	a.Hours = tidy(max(0, a.Hours+x.granted[i].elsewhere))
	x.judge(&a, v, i)
	return a
}

// tidy takes the dust out of a sum of hours, so that eight of ten meetings are 80 per cent.
func tidy(hours float64) float64 { return math.Round(hours*1e6) / 1e6 }
