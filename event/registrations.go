package event

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"zlot/event/passcode"
)

// NewRegistration is what a person at the desk or a form says about somebody new.
type NewRegistration struct {
	Event        string
	Person       Person
	Registration Registration // Status "" is confirmed; Roles empty is participant
}

// AddRegistration registers a person: somebody known from an earlier edition by the same address and
// name is the same person. The registration gets a badge code and the next running number.
func (s *Service) AddRegistration(ctx context.Context, n NewRegistration) (Entry, error) {
	n.Person.Name.Given, n.Person.Name.Family = strings.TrimSpace(n.Person.Name.Given), strings.TrimSpace(n.Person.Name.Family)
	if n.Person.Name.Full() == "" {
		return Entry{}, Fail(CodeNameRequired).In("name")
	}
	if n.Person.Email != "" {
		address, err := NormalizeEmail(n.Person.Email)
		if err != nil {
			return Entry{}, err
		}
		n.Person.Email = address
	}
	var e Entry
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		if _, err := r.Event(ctx, n.Event); err != nil {
			return Batch{}, err
		}
		p, known, err := s.knownPerson(ctx, r, n.Person)
		if err != nil {
			return Batch{}, err
		}
		reg := n.Registration
		reg.ID, reg.Event, reg.Person = NewID(), n.Event, p.ID
		if reg.Status == "" {
			reg.Status = Confirmed
		}
		if len(reg.Roles) == 0 {
			reg.Roles = []Role{Participant}
		}
		if reg.Submitted.IsZero() {
			reg.Submitted = s.Clock.Now().UTC()
		}
		if reg.Badge, err = NewBadgeCode(ctx, r); err != nil {
			return Batch{}, err
		}
		last, err := r.LastBadgeNumber(ctx, n.Event)
		if err != nil {
			return Batch{}, err
		}
		reg.Number = last + 1
		var b Batch
		if !known {
			b.Add("", p.ID, PersonAdded{p})
		}
		b.Add(n.Event, reg.ID, RegistrationAdded{reg})
		e = Entry{Registration: reg, Who: p}
		return b, nil
	})
	if err != nil {
		return Entry{}, fmt.Errorf("add registration: %w", err)
	}
	return e, nil
}

// knownPerson finds the person of an earlier edition, or makes a new one.
func (s *Service) knownPerson(ctx context.Context, r Reader, p Person) (Person, bool, error) {
	if p.Email != "" {
		same, err := r.PersonsByEmail(ctx, p.Email)
		if err != nil {
			return p, false, err
		}
		for _, k := range same {
			if Fold(k.Name.Full()) == Fold(p.Name.Full()) {
				return k, true, nil
			}
		}
	}
	p.ID = NewID()
	if p.Address == Neutral {
		p.Address = GuessAddress(p.Name.Given)
	}
	return p, false, nil
}

// NewBadgeCode makes a badge code that the file does not have yet.
func NewBadgeCode(ctx context.Context, r Reader) (string, error) {
	for {
		code, err := passcode.New(passcode.Person)
		if err != nil {
			return "", err
		}
		if _, _, err = r.EntryByBadge(ctx, code); errors.Is(err, Fail(CodeRegistrationNotFound)) {
			return code, nil
		} else if err != nil {
			return "", err
		}
	}
}

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
	Answers                                                *map[string]string
}

// UpdateEntry writes one fact per changed field. seen is the Version the author looked at.
func (s *Service) UpdateEntry(ctx context.Context, registration string, seen int64, u EntryUpdate) (Entry, error) {
	if err := u.validate(); err != nil {
		return Entry{}, err
	}
	var e Entry
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if e, err = r.Entry(ctx, registration); err != nil {
			return b, err
		}
		if u.Status != nil && *u.Status != e.Status && !e.Status.CanBecome(*u.Status) {
			return b, Fail(CodeStatusForbidden, "From", string(e.Status), "To", string(*u.Status)).In("status")
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
		edit(&reg, "status", &e.Status, u.Status)
		edit(&reg, "roles", &e.Roles, u.Roles)
		edit(&reg, "group", &e.Group, u.Group)
		edit(&reg, "diet", &e.Diet, u.Diet)
		edit(&reg, "accommodation", &e.Accommodation, u.Accommodation)
		edit(&reg, "transport", &e.Transport, u.Transport)
		edit(&reg, "note", &e.Note, u.Note)
		edit(&reg, "payment", &e.Payment, u.Payment)
		edit(&reg, "answers", &e.Answers, u.Answers)
		b.Facts = append(person.batch.Facts, reg.batch.Facts...)
		return b, nil
	})
	if err != nil {
		return Entry{}, fmt.Errorf("update registration %s: %w", registration, err)
	}
	return e, nil
}

// validate checks the new values before anything is read, and puts the address into its usual form.
func (u *EntryUpdate) validate() error {
	if u.Name != nil && u.Name.Full() == "" {
		return Fail(CodeNameRequired).In("name")
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

// SetStatus moves several registrations to one status, in one transaction; those that may not move are
// named in the result and the others move all the same.
func (s *Service) SetStatus(ctx context.Context, registrations []string, next Status) (BatchResult, error) {
	var res BatchResult
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		res = BatchResult{}
		for _, id := range registrations {
			e, err := r.Entry(ctx, id)
			if err != nil {
				return b, err
			}
			if e.Status == next {
				continue
			}
			if !e.Status.CanBecome(next) {
				res.Failed = append(res.Failed, ItemError{ID: id, Err: Fail(CodeStatusForbidden, "From", string(e.Status), "To", string(next))})
				continue
			}
			b.Add(e.Event, id, RegistrationChanged{NewChange("status", e.Status, next, e.Version)})
			res.Done++
		}
		return b, nil
	})
	if err != nil {
		return res, fmt.Errorf("set status: %w", err)
	}
	return res, nil
}

// ReplaceBadge gives a person a new badge code: the lost badge opens no door any more.
func (s *Service) ReplaceBadge(ctx context.Context, registration string) (Entry, error) {
	var e Entry
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if e, err = r.Entry(ctx, registration); err != nil {
			return b, err
		}
		code, err := NewBadgeCode(ctx, r)
		if err != nil {
			return b, err
		}
		b.Add(e.Event, e.ID, BadgeReplaced{Old: e.Badge, New: code})
		e.Badge = code
		return b, nil
	})
	if err != nil {
		return Entry{}, fmt.Errorf("replace badge of %s: %w", registration, err)
	}
	return e, nil
}
