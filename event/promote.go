package event

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// WaitingFor lists who would get a place in a session that becomes free, in order: those who wait for it, and
// those who wait for another one of that time and asked for this one; by which choice it is for them, and then
// who waits longest.
func (p Programme) WaitingFor(session string) []Entry {
	queue := newPlaceBook(p, time.Time{}).queue(p, session)
	list := make([]Entry, len(queue))
	for i, w := range queue {
		list[i] = w.entry
	}
	return list
}

// waiter is somebody who would take a place.
type waiter struct {
	entry  Entry
	choice int
	since  time.Time
	direct bool // waits for this very session
}

func (k *placeBook) queue(p Programme, session string) []waiter {
	target, ok := k.session(session)
	if !ok {
		return nil
	}
	var list []waiter
	blocked := newObstacles(target, k.sessions)
	for _, e := range p.Entries {
		if !e.Coming() || !slices.ContainsFunc(k.of[e.ID], func(x Enrolment) bool { return x.State == OnWaitlist }) {
			continue
		}
		if w, ok := k.waiter(e, target); ok {
			why, _ := blocked.of(e)
			if w.direct || why == "" {
				list = append(list, w)
			}
		}
	}
	slices.SortFunc(list, func(a, b waiter) int {
		return cmp.Or(cmp.Compare(wishOrder(a.choice), wishOrder(b.choice)), a.since.Compare(b.since), inTurn(a.entry, b.entry))
	})
	return list
}

// wishOrder puts what was not asked for behind every choice.
func wishOrder(choice int) int {
	if choice == 0 {
		return 1 << 30
	}
	return choice
}

// inTurn orders people by when they signed up.
func inTurn(a, b Entry) int {
	return cmp.Or(a.Submitted.Compare(b.Submitted), cmp.Compare(a.Number, b.Number), strings.Compare(a.ID, b.ID))
}

func (k *placeBook) waiter(e Entry, target Session) (waiter, bool) {
	w := waiter{entry: e, choice: e.Choice(target.Title)}
	if has, ok := k.has(e.ID, target.ID); ok {
		w.since, w.direct = has.Since, true
		return w, has.State == OnWaitlist
	}
	if w.choice == 0 || !target.SignUp || k.out[EnrolmentKey{target.ID, e.ID}] {
		return w, false
	}
	found := false
	for _, x := range k.of[e.ID] {
		other, ok := k.session(x.Session)
		if !ok {
			continue
		}
		if x.State == Enrolled && (other.Overlaps(target) || other.twin(target)) {
			return w, false
		}
		if x.State == OnWaitlist && other.Overlaps(target) && (!found || x.Since.Before(w.since)) {
			w.since, found = x.Since, true
		}
	}
	return w, found
}

// Promote gives the free places of a session to those who wait, in their order (WaitingFor). Whoever waits for
// this very session while having a place in another one of that time, or in the same at another time, leaves
// that one. People who cannot be there are passed over. It returns who got a place.
func (s *Service) Promote(ctx context.Context, session string) ([]Entry, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return nil, err
	}
	var promoted []Entry
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		promoted = nil
		target, err := r.Session(ctx, session)
		if err != nil {
			return Batch{}, err
		}
		p, err := readProgramme(ctx, r, target.Event)
		if err != nil {
			return Batch{}, err
		}
		k := newPlaceBook(p, s.Clock.Now())
		for _, w := range k.queue(p, session) {
			if n, limited := k.free(session); limited && n == 0 {
				break
			}
			if why, _ := obstacle(w.entry, target, k.sessions); why != "" && why != PassGroup {
				continue
			}
			k.leaveFor(w.entry, target)
			k.enrol(w.entry, target)
			promoted = append(promoted, w.entry)
		}
		return k.batch, nil
	})
	if err != nil {
		return nil, fmt.Errorf("promote in %s: %w", session, err)
	}
	return promoted, nil
}

// leaveFor ends the places that do not go with another one that somebody is given.
func (k *placeBook) leaveFor(e Entry, target Session) {
	for _, x := range slices.Clone(k.of[e.ID]) {
		other, ok := k.session(x.Session)
		if ok && x.State == Enrolled && other.ID != target.ID && (other.Overlaps(target) || other.twin(target)) {
			k.end(e.ID, x.Session)
		}
	}
}
