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

// Overview counts what an event has.
func (s *Service) Overview(ctx context.Context, eventID string) (Overview, error) {
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
	programme, err := s.Programme(ctx, eventID)
	if err != nil {
		return o, err
	}
	o.countProgramme(programme)
	desk, err := checkpointOf(ctx, s.Store, ScanRequest{Event: eventID})
	if err != nil {
		return o, err
	}
	counts, err := s.DeskCounts(ctx, eventID, desk.ID)
	if err != nil {
		return o, err
	}
	o.Here, o.Inside, o.RecentArrivals = counts.Here, counts.Inside, counts.RecentArrivals
	valid, err := s.validCertificates(ctx, eventID)
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

func (o *Overview) countProgramme(p Programme) {
	for _, ss := range p.Sessions {
		o.Sessions++
		if ss.Kind == Workshop {
			o.Workshops++
		}
	}
	conflicts := p.Conflicts()
	o.Conflicts, o.Severe = len(conflicts), AnySevere(conflicts)
	if p.Released != nil {
		o.Release, o.Unreleased = p.Released.Number, len(p.Changes())
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

// DeskCounts counts one checkpoint: expected are the confirmed (of a session: the enrolled).
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
	if cp.Policy == EnrolledOnly {
		enrolments, err := s.Store.Enrolments(ctx, EnrolmentFilter{Event: eventID, Session: cp.Session})
		if err != nil {
			return c, err
		}
		for _, e := range enrolments {
			if e.State == Enrolled {
				c.Expected++
			}
		}
	} else {
		byStatus, err := s.Store.CountEntries(ctx, eventID)
		if err != nil {
			return c, err
		}
		c.Expected = byStatus[Confirmed]
	}
	scans, err := s.Store.Scans(ctx, ScanFilter{Event: eventID, Checkpoint: checkpoint})
	if err != nil {
		return c, err
	}
	c.Here, c.Inside, c.RecentArrivals = countAt(scans, cp, ev.Zone(), s.Clock.Now())
	return c, nil
}

// countAt counts who was let in at a checkpoint (today, where it asks daily), who is still in, and who
// came in the last ten minutes.
func countAt(scans []ScanRow, c Checkpoint, zone *time.Location, now time.Time) (here, inside, recent int) {
	today := nightOf(now, zone)
	var mine []ScanRow
	came := map[string]bool{}
	for _, sc := range scans {
		if sc.Checkpoint != c.ID || sc.Undone || (c.Policy == OnceADay && nightOf(sc.At, zone) != today) {
			continue
		}
		mine = append(mine, sc)
		if sc.Outcome != Admitted {
			continue
		}
		came[sc.Registration] = true
		if age := now.Sub(sc.At); age >= 0 && age < 10*time.Minute {
			recent++
		}
	}
	return len(came), len(insideNow(mine)), recent
}

// nightEnds is when a day's count begins anew: a bonfire goes on after midnight.
const nightEnds = 4 * time.Hour

// nightOf is the day to which a time belongs for those who count heads.
func nightOf(t time.Time, zone *time.Location) Date { return DateOf(t.Add(-nightEnds), zone) }
