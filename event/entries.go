package event

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"
)

// EntryUpdate names the fields of a registration and its person to change; nil fields stay.
type EntryUpdate struct {
	Name                                                   *Name
	Email, Phone, Institution, Position, Town, Voivodeship *string
	Address                                                *FormOfAddress
	Language                                               *string
	Status                                                 *Status
	Roles                                                  *[]Role
	Group, Diet, Accommodation, Transport, Note            *string
	Payment                                                *Payment
	Available                                              *[]Span
	Answers                                                map[string]string // those to change; "" takes one away

	OverCapacity bool       // confirm although no place is free
	WaitingSince *time.Time // the place in the queue, where a move to the waiting list is taken back
}

// EntryChange is one of several updates: of which registration, and the Version that its author saw.
type EntryChange struct {
	ID     string
	Seen   int64
	Update EntryUpdate
}

// UpdateEntry writes one fact per changed field. seen is the Version the author looked at. A place that
// becomes free goes to the waiting list in the same commit.
func (s *Service) UpdateEntry(ctx context.Context, registration string, seen int64, u EntryUpdate) (Entry, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return Entry{}, err
	}
	var e Entry
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		seats := s.seating(r)
		if e, err = r.Entry(ctx, registration); err != nil {
			return b, err
		}
		if err := u.apply(ctx, seats, &e, seen, &b); err != nil {
			return b, err
		}
		seats.settle(&b)
		return b, nil
	})
	if err != nil {
		return Entry{}, fmt.Errorf("update registration %s: %w", registration, err)
	}
	return e, nil
}

// UpdateEntries does several updates in one transaction. Those that may not be are named in the result,
// and the others are done all the same.
func (s *Service) UpdateEntries(ctx context.Context, changes []EntryChange) (BatchResult, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return BatchResult{}, err
	}
	var res BatchResult
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		res = BatchResult{}
		seats := s.seating(r)
		now := map[string]Entry{} // as the batch leaves them
		for _, c := range changes {
			e, changed := now[c.ID]
			if !changed {
				e, err = r.Entry(ctx, c.ID)
			}
			var one Batch
			if err == nil {
				err = c.Update.apply(ctx, seats, &e, c.Seen, &one)
			}
			var refused *Error
			if errors.As(err, &refused) {
				res.Failed = append(res.Failed, ItemError{ID: c.ID, Err: err})
				err = nil
				continue
			}
			if err != nil {
				return b, err
			}
			b.Facts = append(b.Facts, one.Facts...)
			now[c.ID] = e
			res.Done++
		}
		seats.settle(&b)
		return b, nil
	})
	if err != nil {
		return res, fmt.Errorf("update registrations: %w", err)
	}
	return res, nil
}

// apply makes the facts of an update, and shows it on e.
func (u EntryUpdate) apply(ctx context.Context, seats *seating, e *Entry, seen int64, b *Batch) error {
	if err := u.validate(); err != nil {
		return err
	}
	if u.Status != nil {
		p, err := seats.of(ctx, e.Event)
		if err != nil {
			return err
		}
		if err := p.become(b, e, *u.Status, seen, u.OverCapacity); err != nil {
			return err
		}
	}
	person := differ{entity: e.Person, base: seen, wrap: func(c Change) Body { return PersonChanged{c} }}
	edit(&person, "name", &e.Who.Name, u.Name)
	edit(&person, "email", &e.Who.Email, u.Email)
	edit(&person, "phone", &e.Who.Phone, u.Phone)
	edit(&person, "institution", &e.Who.Institution, u.Institution)
	edit(&person, "position", &e.Who.Position, u.Position)
	edit(&person, "town", &e.Who.Town, u.Town)
	edit(&person, "voivodeship", &e.Who.Voivodeship, u.Voivodeship)
	edit(&person, "address", &e.Who.Address, u.Address)
	edit(&person, "language", &e.Who.Language, u.Language)
	reg := differ{event: e.Event, entity: e.ID, base: seen, wrap: func(c Change) Body { return RegistrationChanged{c} }}
	edit(&reg, "waiting_since", &e.WaitingSince, u.WaitingSince)
	edit(&reg, "roles", &e.Roles, u.Roles)
	edit(&reg, "available", &e.Available, u.Available)
	edit(&reg, "group", &e.Group, u.Group)
	edit(&reg, "diet", &e.Diet, u.Diet)
	edit(&reg, "accommodation", &e.Accommodation, u.Accommodation)
	edit(&reg, "transport", &e.Transport, u.Transport)
	edit(&reg, "note", &e.Note, u.Note)
	edit(&reg, "payment", &e.Payment, u.Payment)
	if answers := withAnswers(e.Answers, u.Answers); len(u.Answers) > 0 {
		edit(&reg, "answers", &e.Answers, &answers)
	}
	if e.Who.Erased && (personal(person.batch) || personal(reg.batch)) {
		return Fail(CodePersonErased)
	}
	b.Facts = append(append(b.Facts, person.batch.Facts...), reg.batch.Facts...)
	return nil
}

// withAnswers are answers after some of them have changed.
func withAnswers(now, changed map[string]string) map[string]string {
	all := maps.Clone(now)
	if all == nil {
		all = map[string]string{}
	}
	for key, answer := range changed {
		if all[key] = answer; answer == "" {
			delete(all, key)
		}
	}
	if len(all) == 0 && len(now) == 0 {
		return now
	}
	return all
}

// validate checks the new values before anything is read, and puts the address into its usual form.
func (u *EntryUpdate) validate() error {
	if u.Name != nil {
		name := u.Name.cleaned()
		if u.Name = &name; name.Full() == "" {
			return Fail(CodeNameRequired).In("name")
		}
	}
	if u.Email != nil && *u.Email != "" {
		address, err := NormalizeEmail(*u.Email)
		if err != nil {
			return err
		}
		u.Email = &address
	}
	return nil
}

// SetStatus moves several registrations to one status, in one transaction; those that may not move, or
// for whom there is no place, are named in the result and the others move all the same. Places that
// become free go to the waiting list in the same commit.
func (s *Service) SetStatus(ctx context.Context, registrations []string, next Status) (BatchResult, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return BatchResult{}, err
	}
	return s.setStatus(ctx, registrations, next, false)
}

// ConfirmAnyway confirms registrations although no place is free, on purpose.
func (s *Service) ConfirmAnyway(ctx context.Context, registrations []string) (BatchResult, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return BatchResult{}, err
	}
	return s.setStatus(ctx, registrations, Confirmed, true)
}

func (s *Service) setStatus(ctx context.Context, registrations []string, next Status, over bool) (BatchResult, error) {
	var res BatchResult
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		res = BatchResult{}
		seats := s.seating(r)
		done := map[string]bool{}
		for _, id := range registrations {
			e, err := r.Entry(ctx, id)
			if err != nil {
				return b, err
			}
			if e.Status == next || done[id] {
				continue
			}
			done[id] = true
			p, err := seats.of(ctx, e.Event)
			if err != nil {
				return b, err
			}
			if err := p.become(&b, &e, next, e.Version, over); err != nil {
				res.Failed = append(res.Failed, ItemError{ID: id, Err: err})
				continue
			}
			res.Done++
		}
		seats.settle(&b)
		return b, nil
	})
	if err != nil {
		return res, fmt.Errorf("set status: %w", err)
	}
	return res, nil
}

// CancelRegistration cancels one registration; its place goes to the waiting list.
func (s *Service) CancelRegistration(ctx context.Context, registration string) (Entry, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return Entry{}, err
	}
	cancelled := Cancelled
	return s.UpdateEntry(ctx, registration, 0, EntryUpdate{Status: &cancelled})
}
