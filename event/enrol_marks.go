package event

import (
	"context"
	"fmt"
)

// EnrolmentKey names an enrolment.
type EnrolmentKey struct{ Session, Registration string }

// Key names the enrolment.
func (e Enrolment) Key() EnrolmentKey { return EnrolmentKey{e.Session, e.Registration} }

// SetEnrolments makes enrolments what they are given as, in all particulars: how a change of places is taken
// back. What is so already is not written.
func (s *Service) SetEnrolments(ctx context.Context, eventID string, exactly []Enrolment) error {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return err
	}
	err := s.changeEnrolments(ctx, eventID, func(r Reader, now map[EnrolmentKey]Enrolment, b *Batch) error {
		seen := map[string]bool{} // sessions and registrations that are of this event
		for _, e := range exactly {
			if e.State == "" {
				e.State = EnrolmentEnded
			}
			e.Event = eventID
			before, known := now[e.Key()]
			if known && sameEnrolment(before, e) || !known && e.State == EnrolmentEnded && !e.Locked {
				continue
			}
			if err := ofEvent(ctx, r, eventID, e.Key(), seen); err != nil {
				return err
			}
			if e.Since.IsZero() {
				e.Since = s.Clock.Now().UTC()
			}
			b.Add(eventID, e.Session+"/"+e.Registration, EnrolmentSet{e})
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("set enrolments of %s: %w", eventID, err)
	}
	return nil
}

// ofEvent looks whether a session and a registration are of an event, each of them once.
func ofEvent(ctx context.Context, r Reader, eventID string, k EnrolmentKey, seen map[string]bool) error {
	if !seen[k.Session] {
		session, err := r.Session(ctx, k.Session)
		if err != nil {
			return err
		}
		seen[k.Session] = session.Event == eventID
	}
	if !seen[k.Registration] {
		entry, err := r.Entry(ctx, k.Registration)
		if err != nil {
			return err
		}
		seen[k.Registration] = entry.Event == eventID
	}
	if !seen[k.Session] || !seen[k.Registration] {
		return Fail(CodeRegistrationNotFound, "Value", k.Registration)
	}
	return nil
}

// LockEnrolments says of enrolments that they were decided by hand, so that an allocation leaves them alone,
// or that they were not: whoever was taken out by hand may be put back then. Those that are no more otherwise
// are passed over.
func (s *Service) LockEnrolments(ctx context.Context, eventID string, keys []EnrolmentKey, locked bool) error {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return err
	}
	err := s.changeEnrolments(ctx, eventID, func(_ Reader, now map[EnrolmentKey]Enrolment, b *Batch) error {
		for _, k := range keys {
			if e, ok := now[k]; ok && e.Locked != locked {
				e.Locked = locked
				now[k] = e
				b.Add(eventID, k.Session+"/"+k.Registration, EnrolmentSet{e})
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("lock enrolments of %s: %w", eventID, err)
	}
	return nil
}

// MarkTold notes that people were told where they have a place or wait: those named, or all. It returns how
// many had not been told.
func (s *Service) MarkTold(ctx context.Context, eventID string, keys []EnrolmentKey) (int, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return 0, err
	}
	told := 0
	err := s.changeEnrolments(ctx, eventID, func(r Reader, now map[EnrolmentKey]Enrolment, b *Batch) error {
		chosen := keys
		if len(chosen) == 0 {
			all, err := r.Enrolments(ctx, EnrolmentFilter{Event: eventID})
			if err != nil {
				return err
			}
			for _, e := range all {
				chosen = append(chosen, e.Key())
			}
		}
		at := s.Clock.Now().UTC()
		for _, k := range chosen {
			if e, ok := now[k]; ok && e.State != EnrolmentEnded && e.Told.IsZero() {
				e.Told = at
				now[k] = e
				b.Add(eventID, k.Session+"/"+k.Registration, EnrolmentSet{e})
			}
		}
		told = len(b.Facts)
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("mark enrolments of %s as told: %w", eventID, err)
	}
	return told, nil
}

// changeEnrolments hands an event's enrolments of now, those ended by hand too, to decide, inside a commit.
func (s *Service) changeEnrolments(ctx context.Context, eventID string, decide func(Reader, map[EnrolmentKey]Enrolment, *Batch) error) error {
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		all, err := r.Enrolments(ctx, EnrolmentFilter{Event: eventID, Withdrawn: true})
		if err != nil {
			return b, err
		}
		now := make(map[EnrolmentKey]Enrolment, len(all))
		for _, e := range all {
			now[e.Key()] = e
		}
		err = decide(r, now, &b)
		return b, err
	})
	return err
}
