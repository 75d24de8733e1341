package event

import (
	"context"
	"fmt"
)

// Enrol gives a registration a place in a session. Without override a full session and another session
// at the same time are refused, and the error names what is in the way.
func (s *Service) Enrol(ctx context.Context, session, registration string, override bool) error {
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		target, err := r.Session(ctx, session)
		if err != nil {
			return b, err
		}
		e, err := r.Entry(ctx, registration)
		if err != nil {
			return b, err
		}
		if e.Event != target.Event {
			return b, Fail(CodeRegistrationNotFound, "Value", registration)
		}
		if !override {
			if err := mayEnrol(ctx, r, target, e); err != nil {
				return b, err
			}
		}
		b.Add(target.Event, session+"/"+registration, EnrolmentSet{Enrolment{
			Event: target.Event, Session: session, Registration: registration, State: Enrolled, Rank: rank(e, target.Title)}})
		return b, nil
	})
	if err != nil {
		return fmt.Errorf("enrol %s in %s: %w", registration, session, err)
	}
	return nil
}

// rank is which choice a session was, from 1; 0: it was not asked for.
func rank(e Entry, title string) int {
	for i, p := range e.Preferences {
		if Fold(p) == Fold(title) {
			return i + 1
		}
	}
	return 0
}

// mayEnrol looks for a free place and for something else at the same time.
func mayEnrol(ctx context.Context, r Reader, target Session, e Entry) error {
	there, err := r.Enrolments(ctx, EnrolmentFilter{Session: target.ID})
	if err != nil {
		return err
	}
	taken := 0
	for _, en := range there {
		if en.State == Enrolled && en.Registration != e.ID {
			taken++
		}
	}
	if target.Capacity != nil && taken >= *target.Capacity {
		return Fail(CodeSessionFull, "Session", target.Title, "Capacity", *target.Capacity).In("session")
	}
	mine, err := r.Enrolments(ctx, EnrolmentFilter{Registration: e.ID})
	if err != nil {
		return err
	}
	for _, en := range mine {
		other, err := r.Session(ctx, en.Session)
		if err != nil {
			return err
		}
		if en.State == Enrolled && other.ID != target.ID && other.Overlaps(target) {
			return Fail(CodeSessionClash, "Session", other.Title).In("session")
		}
	}
	return nil
}

// Withdraw takes a registration's place in a session back.
func (s *Service) Withdraw(ctx context.Context, session, registration string) error {
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		target, err := r.Session(ctx, session)
		if err != nil {
			return b, err
		}
		b.Add(target.Event, session+"/"+registration, EnrolmentSet{Enrolment{
			Event: target.Event, Session: session, Registration: registration, State: EnrolmentEnded}})
		return b, nil
	})
	if err != nil {
		return fmt.Errorf("withdraw %s from %s: %w", registration, session, err)
	}
	return nil
}
