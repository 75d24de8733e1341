package event

import (
	"context"
	"errors"
	"slices"
)

// lookAtRoom finds what takes place in the room of the checkpoint.
func (s *situation) lookAtRoom(ctx context.Context, r Reader) error {
	sessions, err := r.Sessions(ctx, s.event.ID)
	if err != nil {
		return err
	}
	mine, err := enrolledIn(ctx, r, EnrolmentFilter{Registration: s.entry.ID})
	if err != nil {
		return err
	}
	s.session, s.opens = SessionAt(sessions, s.checkpoint.Room, s.at, func(session string) bool { return mine[session] })
	s.enrolled = s.session != nil && mine[s.session.ID]
	return nil
}

// lookAtSession finds the session of a door, and whether the person is enrolled in it.
func (s *situation) lookAtSession(ctx context.Context, r Reader) error {
	session, err := r.Session(ctx, s.checkpoint.Session)
	if errors.Is(err, Fail(CodeSessionNotFound)) {
		return nil // it was made at another desk: nobody is known to be enrolled yet
	}
	if err != nil {
		return err
	}
	s.session = &session
	mine, err := enrolledIn(ctx, r, EnrolmentFilter{Session: session.ID, Registration: s.entry.ID})
	s.enrolled = mine[session.ID]
	return err
}

// enrolledIn names the sessions in which somebody has a place.
func enrolledIn(ctx context.Context, r Reader, f EnrolmentFilter) (map[string]bool, error) {
	all, err := r.Enrolments(ctx, f)
	mine := map[string]bool{}
	for _, e := range all {
		mine[e.Session] = mine[e.Session] || e.State == Enrolled
	}
	return mine, err
}

// lookForPlace finds out whether others have left a place in the session. For a scan that is typed in afterwards
// those count who were inside then.
func (s *situation) lookForPlace(ctx context.Context, j *judging) error {
	if s.session == nil || s.session.Capacity == nil || s.enrolled {
		return nil
	}
	inside, fresh := 0, j.freshAt(s.checkpoint.ID)
	if !s.at.Before(j.now) && len(fresh) == 0 {
		t, err := j.r.Turnout(ctx, TurnoutFilter{Checkpoint: s.checkpoint.ID, Session: s.scanned()})
		if err != nil {
			return err
		}
		inside = t.Inside
	} else {
		scans, err := j.r.Scans(ctx, ScanFilter{Checkpoint: s.checkpoint.ID})
		if err != nil {
			return err
		}
		scans = append(scans, fresh...)
		slices.SortStableFunc(scans, func(a, b ScanRow) int { return a.At.Compare(b.At) })
		inside = s.insideThen(scans)
	}
	s.present, s.full = inside, inside >= *s.session.Capacity
	return nil
}

// insideThen counts who was in at the time of the scan; scans are in order of time.
func (s *situation) insideThen(scans []ScanRow) int {
	session := s.scanned()
	in := map[string]bool{}
	for _, sc := range scans {
		if sc.Undone || sc.Registration == "" || sc.Session != session || sc.At.After(s.at) {
			continue
		}
		switch sc.Outcome {
		case Admitted:
			in[sc.Registration] = true
		case Exited:
			delete(in, sc.Registration)
		}
	}
	return len(in)
}
