package event

import (
	"context"
	"fmt"
	"reflect"
	"slices"
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
	plan, err := p.Allocate(ctx, o)
	if err != nil {
		return AllocationPlan{}, fmt.Errorf("plan places of %s: %w", eventID, err)
	}
	return plan, nil
}

// Allocate works out who would get which places. The same programme gives the same plan, in whatever order its
// parts are. It fails only where ctx is cancelled.
func (p Programme) Allocate(ctx context.Context, o AllocateOptions) (AllocationPlan, error) {
	a := newAllocation(p, o)
	res, err := a.solve(ctx)
	if err != nil {
		return AllocationPlan{}, err
	}
	return a.plan(res), nil
}

// ApplyAllocation makes a plan true and writes what changes: whoever keeps a place or goes on waiting has done so
// since the same time as before. If what the plan rests on is other than it was, it plans again as things are now;
// nobody who writes waits for that.
func (s *Service) ApplyAllocation(ctx context.Context, plan AllocationPlan) (AllocationResult, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return AllocationResult{}, err
	}
	eventID := plan.work.p.Event.ID
	for {
		res, changed, err := s.applyAllocation(ctx, plan)
		if err == nil && changed != nil {
			plan, err = changed.Allocate(ctx, plan.work.options)
		}
		if err != nil {
			return AllocationResult{}, fmt.Errorf("allocate places of %s: %w", eventID, err)
		}
		if changed == nil {
			return res, nil
		}
	}
}

// applyAllocation writes a plan, unless things changed since: then it returns how they are now.
func (s *Service) applyAllocation(ctx context.Context, plan AllocationPlan) (res AllocationResult, changed *Programme, err error) {
	_, err = s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		p, err := readProgramme(ctx, r, plan.work.p.Event.ID)
		if err != nil {
			return Batch{}, err
		}
		if !p.allocatesLike(plan.work.p) {
			changed = &p
			return Batch{}, nil
		}
		k := newPlaceBook(p, s.Clock.Now())
		k.settle(plan.work, plan)
		res = AllocationResult{Placed: plan.Placed, Waiting: plan.Waiting, Changed: len(k.batch.Facts)}
		return k.batch, nil
	})
	return res, changed, err
}

// allocatesLike reports whether everything is as in another reading of the programme that an allocation looks at.
func (p Programme) allocatesLike(o Programme) bool {
	same := func(x, y Enrolment) bool { return x.Key() == y.Key() && sameEnrolment(x, y) }
	return reflect.DeepEqual(p.Sessions, o.Sessions) && reflect.DeepEqual(p.Rooms, o.Rooms) &&
		slices.EqualFunc(p.Entries, o.Entries, func(x, y Entry) bool { return reflect.DeepEqual(x.Registration, y.Registration) }) &&
		slices.EqualFunc(p.Enrolments, o.Enrolments, same) && slices.EqualFunc(p.Withdrawn, o.Withdrawn, same)
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
