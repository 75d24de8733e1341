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

// SeatsTaken counts the places that registrations of one event take.
func SeatsTaken(entries []Entry) int {
	n := 0
	for _, e := range entries {
		if e.holdsSeat() {
			n++
		}
	}
	return n
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
	return cmp.Or(a.waits().Compare(b.waits()), cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
}

// waits is since when somebody waits for a place.
func (r Registration) waits() time.Time {
	if r.WaitingSince.IsZero() {
		return r.Submitted
	}
	return r.WaitingSince
}
