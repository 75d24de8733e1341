package event

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// Offer is a place that is held for somebody on the waiting list.
type Offer struct {
	Made  time.Time `json:"made"`
	Until time.Time `json:"until"`
}

// holdsSeat reports whether a registration takes one of the event's places: a confirmed one does, and so
// does an offer until it is taken back.
func (r Registration) holdsSeat() bool {
	return r.Status == Confirmed || (r.Status == Waitlisted && r.Offer != nil)
}

// Seats are the places of an event.
type Seats struct {
	Capacity *int // nil: no limit
	Taken    int  // confirmed, and offered
	Offered  int
	Waiting  int // on the waiting list, those with an offer too
}

// Free is how many places are left; limited is false where the event has no limit. It is never negative:
// more people than places were confirmed on purpose.
func (s Seats) Free() (n int, limited bool) {
	if s.Capacity == nil {
		return 0, false
	}
	return max(*s.Capacity-s.Taken, 0), true
}

// Over is how many people more than places were taken.
func (s Seats) Over() int {
	if s.Capacity == nil {
		return 0
	}
	return max(s.Taken-*s.Capacity, 0)
}

// Seats counts the places of an event.
func (s *Service) Seats(ctx context.Context, eventID string) (Seats, error) {
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return Seats{}, err
	}
	p, err := readPlaces(ctx, s.Store, ev, s.Clock.Now())
	if err != nil {
		return Seats{}, fmt.Errorf("seats of %s: %w", eventID, err)
	}
	return p.seats(), nil
}

// Queue lists who waits for a place, the first first, those with an offer too.
func (s *Service) Queue(ctx context.Context, eventID string) ([]Entry, error) {
	queue, err := s.Store.Entries(ctx, EntryFilter{Event: eventID, Status: Waitlisted})
	slices.SortFunc(queue, queueOrder)
	return queue, err
}

// queueOrder is the order of the waiting list: by the time since which somebody waits, then by number.
func queueOrder(a, b Entry) int {
	return cmp.Or(a.Waits().Compare(b.Waits()), cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
}

// Waits is since when somebody waits for a place.
func (r Registration) Waits() time.Time {
	if r.WaitingSince.IsZero() {
		return r.Submitted
	}
	return r.WaitingSince
}

// usualHold is how long a place is held where the event does not say.
const usualHold = 48 * time.Hour

// Hold is how long an offered place is held.
func (w Waiting) Hold() time.Duration {
	if w.Hours <= 0 {
		return usualHold
	}
	return time.Duration(w.Hours) * time.Hour
}

// MoveUp brings an event's waiting list up to date: offers that ran out go to the end of the queue, and
// free places to those at its head, confirmed or offered as the event wants it.
func (s *Service) MoveUp(ctx context.Context, eventID string) (MoveUpResult, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return MoveUpResult{}, err
	}
	var res MoveUpResult
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		ev, err := r.Event(ctx, eventID)
		if err != nil {
			return b, err
		}
		p, err := readPlaces(ctx, r, ev, s.Clock.Now())
		if err != nil {
			return b, err
		}
		res = p.moveUp(&b)
		return b, nil
	})
	if err != nil {
		return MoveUpResult{}, fmt.Errorf("move up the waiting list of %s: %w", eventID, err)
	}
	return res, nil
}

// MoveUpAll does the same for every event that is not over, by the clock and in nobody's name.
func (s *Service) MoveUpAll(ctx context.Context) error {
	ctx = ByProgram(ctx)
	events, err := s.runningEvents(ctx)
	if err != nil {
		return err
	}
	for _, ev := range events {
		if _, err := s.MoveUp(ctx, ev.ID); err != nil {
			return err
		}
	}
	return nil
}

// NextOffer tells when the first outstanding offer of an event that is not over runs out; ok is false if
// there is none.
func (s *Service) NextOffer(ctx context.Context) (next time.Time, ok bool, err error) {
	events, err := s.runningEvents(ctx)
	if err != nil {
		return next, false, err
	}
	for _, ev := range events {
		waiting, err := s.Store.Entries(ctx, EntryFilter{Event: ev.ID, Status: Waitlisted})
		if err != nil {
			return next, false, err
		}
		for _, e := range waiting {
			if e.Offer != nil && (!ok || e.Offer.Until.Before(next)) {
				next, ok = e.Offer.Until, true
			}
		}
	}
	return next, ok, nil
}

// runningEvents are the events whose last day is not over: what is past waits for nothing.
func (s *Service) runningEvents(ctx context.Context) ([]Event, error) {
	all, err := s.Store.Events(ctx)
	now := s.Clock.Now()
	return slices.DeleteFunc(all, func(e Event) bool { return e.End < DateOf(now, e.Zone()) }), err
}
