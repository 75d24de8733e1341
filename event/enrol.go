package event

import (
	"context"
	"fmt"
)

// Enrol gives a registration a place in a session by hand: an allocation leaves it alone. Without override a
// full session, what the person does at that time otherwise, the same session twice and one of other groups are
// refused, and the error names what is in the way. Whoever has a place no longer waits for another one of that time. Codes: session.full, session.clash.
func (s *Service) Enrol(ctx context.Context, session, registration string, override bool) error {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return err
	}
	if err := s.enrolInstead(ctx, registration, "", session, override); err != nil {
		return fmt.Errorf("enrol %s in %s: %w", registration, session, err)
	}
	return nil
}

// MoveEnrolment takes a registration's place in one session, or its waiting for it, and gives it one in
// another, in one commit. It refuses what Enrol refuses.
func (s *Service) MoveEnrolment(ctx context.Context, registration, from, to string, override bool) error {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return err
	}
	if err := s.enrolInstead(ctx, registration, from, to, override); err != nil {
		return fmt.Errorf("move %s from %s to %s: %w", registration, from, to, err)
	}
	return nil
}

func (s *Service) enrolInstead(ctx context.Context, registration, from, to string, override bool) error {
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		e, target, err := attendeeOf(ctx, r, to, registration)
		if err != nil {
			return Batch{}, err
		}
		k, err := s.placeBook(ctx, r, e, target)
		if err != nil {
			return Batch{}, err
		}
		if from != to {
			k.leave(e.ID, from, target)
		}
		if !override {
			if err := k.mayEnrol(e, target); err != nil {
				return Batch{}, err
			}
		}
		k.enrol(e, target)
		return k.batch, nil
	})
	return err
}

// leave takes somebody out of a session for another one. Where the new place does not stand in the way of the
// old one, only having been taken out by hand keeps an allocation from giving both.
func (k *placeBook) leave(registration, from string, target Session) {
	if old, ok := k.session(from); ok && (old.Overlaps(target) || old.twin(target)) {
		k.end(registration, from)
	} else {
		k.withdraw(registration, from)
	}
}

// Wait puts a registration on the waiting list of a session; whoever has a place in it loses that one, and
// what the person has at that time otherwise stays.
func (s *Service) Wait(ctx context.Context, session, registration string) error {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return err
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		e, target, err := attendeeOf(ctx, r, session, registration)
		if err != nil {
			return Batch{}, err
		}
		k, err := s.placeBook(ctx, r, e, target)
		if err != nil {
			return Batch{}, err
		}
		k.set(Enrolment{Event: target.Event, Session: session, Registration: registration, State: OnWaitlist, Rank: e.Choice(target.Title)})
		return k.batch, nil
	})
	if err != nil {
		return fmt.Errorf("put %s on the waiting list of %s: %w", registration, session, err)
	}
	return nil
}

// Withdraw takes a registration's place in a session back, or its waiting for one. An allocation does not put the
// person back there; Enrol and Wait do.
func (s *Service) Withdraw(ctx context.Context, session, registration string) error {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return err
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		target, err := r.Session(ctx, session)
		if err != nil {
			return Batch{}, err
		}
		k, err := s.placeBook(ctx, r, Entry{Registration: Registration{ID: registration}}, target)
		if err != nil {
			return Batch{}, err
		}
		k.withdraw(registration, session)
		return k.batch, nil
	})
	if err != nil {
		return fmt.Errorf("withdraw %s from %s: %w", registration, session, err)
	}
	return nil
}

// attendeeOf finds a registration that was not cancelled and a session of its event that takes place.
func attendeeOf(ctx context.Context, r Reader, session, registration string) (Entry, Session, error) {
	target, err := r.Session(ctx, session)
	if err != nil {
		return Entry{}, target, err
	}
	e, err := r.Entry(ctx, registration)
	if err != nil {
		return e, target, err
	}
	if e.Event != target.Event {
		return e, target, Fail(CodeRegistrationNotFound, "Value", registration)
	}
	if e.Status == Cancelled {
		return e, target, Fail(CodeStatusForbidden, "Value", registration)
	}
	if target.Dropped {
		return e, target, Fail(CodeSessionNotFound, "Value", session)
	}
	return e, target, nil
}
