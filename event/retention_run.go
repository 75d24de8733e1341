package event

import (
	"context"
	"fmt"
	"slices"
)

// SetRetention writes the rules of an event.
func (s *Service) SetRetention(ctx context.Context, eventID string, rules []RetentionRule) (Event, error) {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return Event{}, err
	}
	for _, r := range rules {
		if err := r.Validate(); err != nil {
			return Event{}, err
		}
	}
	return s.UpdateEvent(ctx, eventID, EventUpdate{Retention: &rules})
}

// RetentionResult says what a run of the rules emptied.
type RetentionResult struct {
	Plan   RetentionPlan
	Erased int // people of whom nothing personal is left
	Kept   []KeptItem
	Copies HeldCopies // backup copies from before
}

// Kept are the people whom the rules leave alone for now.
func (p RetentionPlan) Kept() []KeptItem {
	var all []KeptItem
	for _, h := range p.Held {
		all = append(all, KeptItem{KeptWaiting, len(h.Registrations), []string{h.Title}})
	}
	return all
}

// RunRetention empties what the rules of all events ask for today, in one commit.
func (s *Service) RunRetention(ctx context.Context) (RetentionResult, error) {
	if err := s.Allow(ctx, DoPrivacy); err != nil {
		return RetentionResult{}, err
	}
	s.copyBefore(ctx, CopyErasure)
	var res RetentionResult
	var doubtful []namesake
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		p, err := planRetention(ctx, r, s.Clock.Now())
		if err != nil {
			return b, err
		}
		res = RetentionResult{Plan: p.plan}
		x := s.eraser(r)
		if res.Erased, err = p.run(ctx, &b, x); err == nil {
			x.seats.settle(&b)
		}
		doubtful = p.doubtful
		return b, err
	})
	if err != nil {
		return res, fmt.Errorf("run retention: %w", err)
	}
	e := Erasure{Kept: res.Plan.Kept()}
	s.wipe(ctx, &e)
	if len(doubtful) > 0 {
		e.Kept = append(e.Kept, KeptItem{KeptNamesakes, len(doubtful), titles(doubtful)})
	}
	if res.Kept = e.Kept; res.Plan.People > 0 {
		res.Kept = append(res.Kept, KeptItem{What: KeptElsewhere})
		if res.Copies, err = s.heldCopies(ctx, "", s.Clock.Now()); err != nil {
			return res, fmt.Errorf("run retention: %w", err)
		}
	}
	return res, nil
}

// run writes the facts, in the order of ids.
func (p *retention) run(ctx context.Context, b *Batch, x *eraser) (erased int, err error) {
	for _, id := range sortedKeys(p.people) {
		fields := p.people[id]
		if !fields.all() {
			b.Add("", id, PersonPurged{fields})
			continue
		}
		who, err := p.reader.Person(ctx, id)
		if err != nil {
			return erased, err
		}
		t, err := x.readTraces(ctx, who)
		if err != nil {
			return erased, err
		}
		if err := x.erase(ctx, b, t, PersonErased{Why: ErasedByTime}); err != nil {
			return erased, fmt.Errorf("person %s: %w", id, err)
		}
		p.doubtful = append(p.doubtful, t.doubtful...)
		erased++
	}
	for _, id := range sortedKeys(p.fields) {
		if !p.people[p.who[id]].all() {
			b.Add(p.of[id], id, RegistrationPurged{p.fields[id]})
		}
	}
	return erased, nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
