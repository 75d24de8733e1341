package event

import (
	"context"
	"slices"
	"time"
)

// places follows the places of one event through a batch of facts: what the batch already holds counts,
// although no table shows it yet. All moves of a status go through it.
type places struct {
	event     Event
	now       time.Time
	confirmed int
	queue     []Entry         // on the waiting list, in its order
	put       map[string]bool // put on the list by hand in this batch: not moved up by it
	freed     bool            // a place became free
}

func readPlaces(ctx context.Context, r Reader, ev Event, now time.Time) (*places, error) {
	counts, err := r.CountEntries(ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	p := &places{event: ev, now: now.UTC(), confirmed: counts[Confirmed], put: map[string]bool{}}
	if counts[Waitlisted] > 0 {
		if p.queue, err = r.Entries(ctx, EntryFilter{Event: ev.ID, Status: Waitlisted}); err != nil {
			return nil, err
		}
		slices.SortFunc(p.queue, queueOrder)
	}
	return p, nil
}

func (p *places) seats() Seats {
	s := Seats{Capacity: p.event.Capacity, Taken: p.confirmed, Waiting: len(p.queue)}
	for _, e := range p.queue {
		if e.Offer != nil {
			s.Offered++
		}
	}
	s.Taken += s.Offered
	return s
}
