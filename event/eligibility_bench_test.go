package event_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"zlot/event"
	"zlot/storage"
)

// bigCourse is a programme of 3,000 people and 60 sessions on 20 days as scans leave it: the desk in and out every
// day, every third session with a door of its own, in and out, grants and decisions for some.
func bigCourse() event.Record {
	r := rand.New(rand.NewPCG(1, 60))
	rec := event.Record{Event: event.Event{ID: "big", Kind: event.Course, Title: "Upowszechnienie", Start: "2012-03-01", End: "2012-03-20",
		TimeZone: event.DefaultTimeZone, HourMinutes: 45, Rule: event.Rule{MinPercent: 80, Mandatory: true}, Hours: event.HoursRule{Counting: event.CountShare},
		Certificates: []event.CertificateKind{{ID: "course", Rule: event.Rule{MinPercent: 80}}, {ID: "trainer", Roles: []event.Role{event.Trainer}}}}}
	rec.Checkpoints = []event.Checkpoint{{ID: "desk", Kind: event.Desk, Policy: event.InOut}}
	rec.Now = time.Date(2012, 3, 15, 12, 0, 0, 0, time.UTC)
	for d := range 20 {
		for k := range 3 {
			start := time.Date(2012, 3, 1+d, 8+2*k, 0, 0, 0, time.UTC)
			s := event.Session{ID: event.NewID(), Event: "big", Title: fmt.Sprint("Temat ", d, ".", k), Start: start, End: start.Add(90 * time.Minute), Hours: 2, Mandatory: k == 0 && d == 0}
			rec.Sessions = append(rec.Sessions, s)
			if k == 2 {
				rec.Checkpoints = append(rec.Checkpoints, event.Checkpoint{ID: event.NewID(), Kind: event.Door, Session: s.ID, Policy: event.InOut})
			}
		}
	}
	for i := range 3000 {
		role := event.Participant
		if i%100 == 0 {
			role = event.Trainer
		}
		rec.Entries = append(rec.Entries, event.Entry{Registration: event.Registration{ID: event.NewID(), Event: "big", Status: event.Confirmed, Roles: []event.Role{role}}})
	}
	add := func(checkpoint, who string, at time.Time, outcome event.Outcome) {
		rec.Moves = append(rec.Moves, event.Move{Checkpoint: checkpoint, Registration: who, At: at, Outcome: outcome})
	}
	for d := range 20 {
		morning := time.Date(2012, 3, 1+d, 7, 30, 0, 0, time.UTC)
		for _, e := range rec.Entries {
			if r.IntN(10) == 0 {
				continue
			}
			add("desk", e.ID, morning.Add(time.Duration(r.IntN(60))*time.Minute), event.Admitted)
			add(rec.Checkpoints[1+d].ID, e.ID, morning.Add(4*time.Hour+time.Duration(20+r.IntN(30))*time.Minute), event.Admitted)
			if r.IntN(4) > 0 {
				add(rec.Checkpoints[1+d].ID, e.ID, morning.Add(5*time.Hour+time.Duration(20+r.IntN(50))*time.Minute), event.Exited)
				add("desk", e.ID, morning.Add(7*time.Hour+time.Duration(r.IntN(60))*time.Minute), event.Exited)
			}
		}
	}
	for i, e := range rec.Entries {
		if i%7 == 0 {
			rec.Grants = append(rec.Grants, event.Grant{ID: event.NewID(), Registration: e.ID, Session: rec.Sessions[i%60].ID, Kind: event.Excused, Hours: 2})
		}
		if i%50 == 0 {
			rec.Decisions = append(rec.Decisions, event.Decision{Registration: e.ID, Kind: "course", Verdict: event.Granted, Reason: "na prośbę kierownika"})
		}
	}
	return rec
}

// BenchmarkEligibility computes the hours of 3,000 people in 60 sessions from their scans, and who gets what. The
// limit is 50 ms.
func BenchmarkEligibility(b *testing.B) {
	rec := bigCourse()
	before := processorTime(b)
	for b.Loop() {
		if got := rec.Accounts(); len(got) != 3000 {
			b.Fatal(len(got))
		}
	}
	b.ReportMetric(float64(len(rec.Moves)), "scans")
	b.ReportMetric(float64((processorTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// processorTime is what this program has used so far.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkEligibility_FromFile does the same with all of it read from a file first.
func BenchmarkEligibility_FromFile(b *testing.B) {
	rec := bigCourse()
	dir := b.TempDir()
	clock := event.ClockFunc(func() time.Time { return rec.Now })
	db, err := storage.Open(b.Context(), filepath.Join(dir, "big.zlot"), storage.Options{Create: true, Clock: clock, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	keepRecord(b, db, rec)
	svc := event.NewService(event.Ports{Store: db, Clock: clock})
	for b.Loop() {
		got, err := svc.Attendance(b.Context(), rec.Event.ID)
		if err != nil || len(got) != 3000 || got[1].Hours == 0 {
			b.Fatal(len(got), err)
		}
	}
}

// keepRecord writes a record into a file.
func keepRecord(b *testing.B, db *storage.DB, rec event.Record) {
	b.Helper()
	var all event.Batch
	id := rec.Event.ID
	all.Add(id, id, event.EventCreated{Event: rec.Event})
	for _, s := range rec.Sessions {
		all.Add(id, s.ID, event.SessionAdded{Session: s})
	}
	for _, c := range rec.Checkpoints {
		c.Event = id
		all.Add(id, c.ID, event.CheckpointAdded{Checkpoint: c})
	}
	for i, e := range rec.Entries {
		p := event.Person{ID: event.NewID(), Name: event.Name{Given: "Żaneta", Family: fmt.Sprint("Ćwik", i)}}
		e.Registration.Person, e.Registration.Badge = p.ID, fmt.Sprint("B", i)
		all.Add("", p.ID, event.PersonAdded{Person: p})
		all.Add(id, e.ID, event.RegistrationAdded{Registration: e.Registration})
	}
	for _, m := range rec.Moves {
		s := event.Scan{ID: event.NewID(), Event: id, Checkpoint: m.Checkpoint, Registration: m.Registration, At: m.At, Stored: m.At, Outcome: m.Outcome}
		all.Add(id, s.ID, event.ScanMade{Scan: s})
	}
	for _, g := range rec.Grants {
		g.Event = id
		all.Add(id, g.ID, event.HoursGranted{Grant: g})
	}
	if _, err := db.Commit(b.Context(), func(event.Reader) (event.Batch, error) { return all, nil }); err != nil {
		b.Fatal(err)
	}
}
