package event

import (
	"context"
	"time"
)

// Overview is what the home page and the desk show at a glance.
type Overview struct {
	Event                          Event
	Registered, Waiting, Cancelled int // confirmed; pending or on the waiting list; cancelled
	Seats                          Seats
	Expected                       int // at the desk: the confirmed, and who was let in besides
	Here                           int // let in at the desk today (at any time, if the desk asks once)
	Inside                         int // let in and not gone
	RecentArrivals                 int // in the last ten minutes
	Sessions, Workshops            int
	Conflicts                      int  // in the programme
	Severe                         bool // some of them are
	Release, Unreleased            int  // number of the programme made known last, and what has changed since; 0: none
	Badges, Printed                int  // registrations that get a badge, and those of them whose badge is on paper
	Certificates                   int  // valid
	Ledger                         Ledger
}

// Glance is an overview of what is known at once, also in a large file: nothing of what clashes in the programme or
// was changed in it since its last release.
func (s *Service) Glance(ctx context.Context, eventID string) (Overview, error) {
	var o Overview
	var err error
	if o.Event, err = s.Store.Event(ctx, eventID); err != nil {
		return o, err
	}
	byStatus, err := s.Store.CountEntries(ctx, eventID)
	if err != nil {
		return o, err
	}
	o.Registered, o.Waiting, o.Cancelled = byStatus[Confirmed], byStatus[Pending]+byStatus[Waitlisted], byStatus[Cancelled]
	seats, err := readPlaces(ctx, s.Store, o.Event, s.Clock.Now())
	if err != nil {
		return o, err
	}
	o.Seats = seats.seats()
	sessions, err := s.Store.Sessions(ctx, eventID)
	if err != nil {
		return o, err
	}
	o.countSessions(sessions)
	desk, err := checkpointOf(ctx, s.Store, ScanRequest{Event: eventID})
	if err != nil {
		return o, err
	}
	counts, err := s.DeskCounts(ctx, eventID, desk.ID)
	if err != nil {
		return o, err
	}
	o.Expected, o.Here, o.Inside, o.RecentArrivals = counts.Expected, counts.Here, counts.Inside, counts.RecentArrivals
	valid, _, err := s.standingCertificates(ctx, eventID)
	if err != nil {
		return o, err
	}
	o.Certificates = len(valid)
	o.Badges = o.Registered + o.Waiting
	if o.Printed, err = s.countPrinted(ctx, eventID); err != nil {
		return o, err
	}
	o.Ledger, err = s.MailLedger(ctx, eventID)
	return o, err
}

// Overview counts what an event has.
func (s *Service) Overview(ctx context.Context, eventID string) (Overview, error) {
	o, err := s.Glance(ctx, eventID)
	if err != nil {
		return o, err
	}
	programme, err := s.Programme(ctx, eventID)
	if err != nil {
		return o, err
	}
	conflicts := programme.Conflicts()
	o.Conflicts, o.Severe = len(conflicts), AnySevere(conflicts)
	if programme.Released != nil {
		o.Release, o.Unreleased = programme.Released.Number, len(programme.Changes())
	}
	return o, nil
}

func (o *Overview) countSessions(sessions []Session) {
	for _, ss := range sessions {
		o.Sessions++
		if ss.Kind == Workshop {
			o.Workshops++
		}
	}
}

// countPrinted counts the badges on paper of those who did not cancel.
func (s *Service) countPrinted(ctx context.Context, eventID string) (int, error) {
	printed, err := s.Store.PrintedBadges(ctx, eventID)
	if err != nil || len(printed) == 0 {
		return 0, err
	}
	cancelled, err := s.Store.Entries(ctx, EntryFilter{Event: eventID, Status: Cancelled})
	if err != nil {
		return 0, err
	}
	for _, e := range cancelled {
		delete(printed, e.ID)
	}
	return len(printed), nil
}

// DeskCounts are the desk's own figures for one checkpoint.
type DeskCounts struct{ Expected, Here, Inside, RecentArrivals int }

// DeskCounts counts one checkpoint: expected are the confirmed (of a session for the enrolled: those), and who
// was let in besides. Here are those let in today, where the checkpoint asks daily; in what takes place now, where it follows a room; or at
// any time.
func (s *Service) DeskCounts(ctx context.Context, eventID, checkpoint string) (DeskCounts, error) {
	var c DeskCounts
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return c, err
	}
	cp, err := s.Store.Checkpoint(ctx, checkpoint)
	if err != nil {
		return c, err
	}
	now := s.Clock.Now()
	asked := cp.Session // whose enrolled are expected
	f := TurnoutFilter{Checkpoint: cp.ID, Recent: now.Add(-10 * time.Minute)}
	switch cp.Policy {
	case OnceADay:
		f.Since = nightBegan(now, ev.Zone())
	case OnceASession:
		session, err := s.sessionNow(ctx, cp, now)
		if err != nil || session == nil {
			return c, err
		}
		if asked, f.Session = "", session.ID; session.SignUp {
			asked = session.ID
		}
	case Once, InOut:
		asked = ""
	}
	if c.Expected, err = s.expected(ctx, eventID, asked); err != nil {
		return c, err
	}
	f.Enrolled = asked
	t, err := s.Store.Turnout(ctx, f)
	c.Expected += t.Besides
	c.Here, c.Inside, c.RecentArrivals = t.Here, t.Inside, t.Recent
	return c, err
}

// sessionNow is what takes place in the room of a checkpoint.
func (s *Service) sessionNow(ctx context.Context, c Checkpoint, now time.Time) (*Session, error) {
	sessions, err := s.Store.Sessions(ctx, c.Event)
	session, _ := SessionAt(sessions, c.Room, now, func(string) bool { return false })
	return session, err
}

// expected counts those enrolled in a session, or the confirmed of the event.
func (s *Service) expected(ctx context.Context, eventID, session string) (int, error) {
	if session == "" {
		byStatus, err := s.Store.CountEntries(ctx, eventID)
		return byStatus[Confirmed], err
	}
	enrolments, err := s.Store.Enrolments(ctx, EnrolmentFilter{Event: eventID, Session: session})
	n := 0
	for _, e := range enrolments {
		if e.State == Enrolled {
			n++
		}
	}
	return n, err
}

// nightEnds is the hour at which a day's count begins anew: a bonfire goes on after midnight.
const nightEnds = 4

// nightOf is the day to which a time belongs for those who count heads.
func nightOf(t time.Time, zone *time.Location) Date { return DateOf(nightBegan(t, zone), zone) }

// nightBegan is when the day began to which a time belongs for those who count heads, by the clock on the wall.
func nightBegan(t time.Time, zone *time.Location) time.Time {
	t = t.In(zone)
	y, m, d := t.Date()
	if t.Hour() < nightEnds {
		d--
	}
	return time.Date(y, m, d, nightEnds, 0, 0, 0, zone)
}
