package event

import (
	"context"
	"time"
)

// Overview is what the home page and the desk show at a glance.
type Overview struct {
	Event                          Event
	Registered, Waiting, Cancelled int // confirmed; pending or on the waiting list; cancelled
	Here                           int // let in at the desk today (at any time, if the desk asks once)
	Inside                         int // let in and not gone
	RecentArrivals                 int // in the last ten minutes
	Sessions, Workshops            int
	Printed                        int // badges on paper
	Certificates                   int // valid
	Ledger                         Ledger
}

// Overview counts. now is the desk's time.
func (s *Service) Overview(ctx context.Context, eventID string) (Overview, error) {
	var o Overview
	rec, err := readRecord(ctx, s.Store, eventID)
	if err != nil {
		return o, err
	}
	o.Event = rec.Event
	for _, e := range rec.Entries {
		switch e.Status {
		case Confirmed:
			o.Registered++
		case Pending, Waitlisted:
			o.Waiting++
		case Cancelled:
			o.Cancelled++
		}
	}
	for _, ss := range rec.Sessions {
		o.Sessions++
		if ss.Kind == Workshop {
			o.Workshops++
		}
	}
	o.Here, o.Inside, o.RecentArrivals = rec.deskCounts(s.Clock.Now())
	valid, err := s.validCertificates(ctx, eventID)
	if err != nil {
		return o, err
	}
	o.Certificates = len(valid)
	printed, err := s.Store.PrintedBadges(ctx, eventID)
	if err != nil {
		return o, err
	}
	o.Printed = len(printed)
	o.Ledger, err = s.MailLedger(ctx, eventID)
	return o, err
}

// DeskCounts are the desk's own figures for one checkpoint.
type DeskCounts struct{ Expected, Here, Inside, RecentArrivals int }

// DeskCounts counts one checkpoint: expected are the confirmed (of a session: the enrolled).
func (s *Service) DeskCounts(ctx context.Context, eventID, checkpoint string) (DeskCounts, error) {
	var c DeskCounts
	rec, err := readRecord(ctx, s.Store, eventID)
	if err != nil {
		return c, err
	}
	cp, err := s.Store.Checkpoint(ctx, checkpoint)
	if err != nil {
		return c, err
	}
	for _, e := range rec.Entries {
		if e.Status == Confirmed {
			c.Expected++
		}
	}
	if cp.Policy == EnrolledOnly {
		c.Expected = 0
		for _, e := range rec.Enrolments {
			if e.Session == cp.Session && e.State == Enrolled {
				c.Expected++
			}
		}
	}
	c.Here, c.Inside, c.RecentArrivals = countAt(rec.Scans, cp, rec.Event.Zone(), s.Clock.Now())
	return c, nil
}

func (rec Record) deskCounts(now time.Time) (here, inside, recent int) {
	for _, c := range rec.Checkpoints {
		if c.Kind == Desk {
			return countAt(rec.Scans, c, rec.Event.Zone(), now)
		}
	}
	return 0, 0, 0
}

// countAt counts who was let in at a checkpoint (today, where it asks daily), who is still in, and who
// came in the last ten minutes.
func countAt(scans []ScanRow, c Checkpoint, zone *time.Location, now time.Time) (here, inside, recent int) {
	today := DateOf(now, zone)
	var mine []ScanRow
	came := map[string]bool{}
	for _, sc := range scans {
		if sc.Checkpoint != c.ID || sc.Undone || (c.Policy == OnceADay && DateOf(sc.At, zone) != today) {
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
