package event

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"zlot/event/passcode"
)

// WhenFull is what becomes of somebody new for whom there is no place.
type WhenFull string

// The choices. RefuseWhenFull says registration.full, WaitWhenFull puts the person on the waiting list,
// AddWhenFull confirms all the same: who stands at the desk is there.
const (
	RefuseWhenFull WhenFull = ""
	WaitWhenFull   WhenFull = "wait"
	AddWhenFull    WhenFull = "add"
)

// NewRegistration is what a person at the desk or a form says about somebody new.
type NewRegistration struct {
	Event        string
	PersonID     string // somebody known (FindPeople); what Person says besides is news about them
	Person       Person
	Registration Registration // Status "" is confirmed; Roles empty is participant
	WhenFull     WhenFull
}

// AddRegistration registers a person: somebody known from an earlier edition by the same address and
// name is the same person. The registration gets a badge code and the next running number. Somebody who
// is registered already is registration.already, with the registration's id.
func (s *Service) AddRegistration(ctx context.Context, n NewRegistration) (Entry, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return Entry{}, err
	}
	if err := n.check(); err != nil {
		return Entry{}, err
	}
	var e Entry
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		seats, err := s.seating(r).of(ctx, n.Event)
		if err != nil {
			return b, err
		}
		if e.Who, err = s.personOf(ctx, r, n, &b); err != nil {
			return b, err
		}
		if err := notYet(ctx, r, n.Event, e.Who); err != nil {
			return b, err
		}
		if e.Registration, err = s.newRegistration(ctx, r, n, e.Who.ID); err != nil {
			return b, err
		}
		if e.Status == Confirmed && seats.free() == 0 {
			switch n.WhenFull {
			case RefuseWhenFull:
				return b, seats.full()
			case WaitWhenFull:
				e.Status = Waitlisted
			}
		}
		b.Add(n.Event, e.ID, RegistrationAdded{e.Registration})
		return b, nil
	})
	if err != nil {
		return Entry{}, fmt.Errorf("add registration: %w", err)
	}
	return e, nil
}

// check looks at what was typed, and puts it into its usual form.
func (n *NewRegistration) check() error {
	n.Person.Name = n.Person.Name.cleaned()
	if n.PersonID == "" && n.Person.Name.Full() == "" {
		return Fail(CodeNameRequired).In("name")
	}
	if n.Person.Email != "" {
		address, err := NormalizeEmail(n.Person.Email)
		if err != nil {
			return err
		}
		n.Person.Email = address
	}
	return nil
}

// notYet refuses to register a person at an event twice.
func notYet(ctx context.Context, r Reader, eventID string, p Person) error {
	there, err := r.Entries(ctx, EntryFilter{Event: eventID, Person: p.ID})
	if err != nil || len(there) == 0 {
		return err
	}
	e := there[0]
	return Fail(CodeRegistrationAlready, "ID", e.ID, "Name", p.Name.Full(), "Number", e.Number, "Status", string(e.Status)).In("name")
}

// newRegistration completes what was typed.
func (s *Service) newRegistration(ctx context.Context, r Reader, n NewRegistration, person string) (reg Registration, err error) {
	reg = n.Registration
	reg.ID, reg.Event, reg.Person = NewID(), n.Event, person
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
		return reg, err
	}
	last, err := r.LastBadgeNumber(ctx, n.Event)
	reg.Number = last + 1
	return reg, err
}

// personOf is who is registered: the person chosen, or known by address and name, with the news that was
// typed, or somebody new.
func (s *Service) personOf(ctx context.Context, r Reader, n NewRegistration, b *Batch) (p Person, err error) {
	known := true
	if n.PersonID != "" {
		p, err = r.Person(ctx, n.PersonID)
	} else {
		p, known, err = s.knownPerson(ctx, r, n.Person)
	}
	if err != nil {
		return p, err
	}
	if p.Erased {
		return p, Fail(CodePersonErased)
	}
	if !known {
		b.Add("", p.ID, PersonAdded{p})
		return p, nil
	}
	p.learn(n.Person, b)
	return p, nil
}

// learn takes over what is typed about a known person; what was left empty is no news.
func (p *Person) learn(typed Person, b *Batch) {
	d := differ{entity: p.ID, wrap: func(c Change) Body { return PersonChanged{c} }}
	name := typed.Name
	name.Title = cmp.Or(name.Title, p.Name.Title)
	if name.Full() != "" {
		edit(&d, "name", &p.Name, &name)
	}
	for _, f := range []struct {
		name  string
		field *string
		typed string
	}{
		{"email", &p.Email, typed.Email}, {"phone", &p.Phone, typed.Phone}, {"institution", &p.Institution, typed.Institution},
		{"position", &p.Position, typed.Position}, {"town", &p.Town, typed.Town}, {"voivodeship", &p.Voivodeship, typed.Voivodeship},
		{"language", &p.Language, typed.Language},
	} {
		if f.typed != "" {
			edit(&d, f.name, f.field, &f.typed)
		}
	}
	if typed.Address != Neutral {
		edit(&d, "address", &p.Address, &typed.Address)
	}
	b.Facts = append(b.Facts, d.batch.Facts...)
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

// ReplaceBadge gives a person a new badge code: the lost badge opens no door any more.
func (s *Service) ReplaceBadge(ctx context.Context, registration string) (Entry, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return Entry{}, err
	}
	var e Entry
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if e, err = r.Entry(ctx, registration); err != nil {
			return b, err
		}
		if e.Who.Erased {
			return b, Fail(CodePersonErased)
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
