package event

import (
	"context"
	"fmt"
)

// AllocationResult is what an allocation did.
type AllocationResult struct {
	Placed  int // places given or kept
	Waiting int
	Changed int // enrolments that are not as they were
}

// PlanAllocation works out who would get which places, and changes nothing.
func (s *Service) PlanAllocation(ctx context.Context, eventID string, o AllocateOptions) (AllocationPlan, error) {
	p, err := readProgramme(ctx, s.Store, eventID)
	if err != nil {
		return AllocationPlan{}, fmt.Errorf("plan places of %s: %w", eventID, err)
	}
	return p.Allocate(o), nil
}

// Allocate works out who would get which places. The same programme gives the same plan, in whatever order its
// parts are.
func (p Programme) Allocate(o AllocateOptions) AllocationPlan {
	a := newAllocation(p, o)
	return a.plan(a.solve())
}

// ApplyAllocation makes a plan true. It plans again as things are now, and writes what changes: whoever keeps a
// place or goes on waiting has done so since the same time as before.
func (s *Service) ApplyAllocation(ctx context.Context, plan AllocationPlan) (AllocationResult, error) {
	var res AllocationResult
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		p, err := readProgramme(ctx, r, plan.event)
		if err != nil {
			return Batch{}, err
		}
		k := newPlaceBook(p, s.Clock.Now())
		a := newAllocation(p, plan.options)
		now := a.plan(a.solve())
		k.settle(a, now)
		res = AllocationResult{Placed: now.Placed, Waiting: now.Waiting, Changed: len(k.batch.Facts)}
		return k.batch, nil
	})
	if err != nil {
		return AllocationResult{}, fmt.Errorf("allocate places of %s: %w", plan.event, err)
	}
	return res, nil
}

// settle writes what becomes other than it is by a plan.
func (k *placeBook) settle(a *allocation, plan AllocationPlan) {
	slots := map[string][]SlotResult{}
	for _, got := range plan.People {
		slots[got.Registration] = got.Slots
	}
	for _, one := range a.people {
		id := one.entry.ID
		next := map[int]EnrolmentState{}
		for _, i := range a.places(one) {
			next[i] = Enrolled
		}
		for _, s := range slots[id] {
			if s.Waits != "" {
				next[a.at[s.Waits]] = OnWaitlist
			}
		}
		for i, session := range a.sessions {
			state, stands := next[i]
			_, had := k.has(id, session.ID)
			switch {
			case had && a.keeps(one, i):
			case had && !stands:
				k.end(id, session.ID)
			case stands:
				k.set(Enrolment{Event: a.p.Event.ID, Session: session.ID, Registration: id, State: state, Rank: one.wishes[i]})
			}
		}
	}
}
