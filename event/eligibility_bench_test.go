package event

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// bigCourse is a programme of 3,000 people and 60 sessions on 20 days as scans leave it: the desk in and out every
// day, every third session with a door of its own, in and out, grants and decisions for some.
func bigCourse() Record {
	r := rand.New(rand.NewPCG(1, 60))
	rec := Record{Event: Event{ID: "big", Kind: Course, Title: "Upowszechnienie", Start: "2012-03-01", End: "2012-03-20",
		TimeZone: DefaultTimeZone, HourMinutes: 45, Rule: Rule{MinPercent: 80, Mandatory: true}, Hours: HoursRule{Counting: CountShare},
		Certificates: []CertificateKind{{ID: "course", Rule: Rule{MinPercent: 80}}, {ID: "trainer", Roles: []Role{Trainer}}}}}
	rec.Checkpoints = []Checkpoint{{ID: "desk", Kind: Desk, Policy: InOut}}
	rec.Now = time.Date(2012, 3, 15, 12, 0, 0, 0, time.UTC)
	for d := range 20 {
		for k := range 3 {
			start := time.Date(2012, 3, 1+d, 8+2*k, 0, 0, 0, time.UTC)
			s := Session{ID: NewID(), Event: "big", Title: fmt.Sprint("Temat ", d, ".", k), Start: start, End: start.Add(90 * time.Minute), Hours: 2, Mandatory: k == 0 && d == 0}
			rec.Sessions = append(rec.Sessions, s)
			if k == 2 {
				rec.Checkpoints = append(rec.Checkpoints, Checkpoint{ID: NewID(), Kind: Door, Session: s.ID, Policy: InOut})
			}
		}
	}
	for i := range 3000 {
		role := Participant
		if i%100 == 0 {
			role = Trainer
		}
		rec.Entries = append(rec.Entries, Entry{Registration: Registration{ID: NewID(), Event: "big", Status: Confirmed, Roles: []Role{role}}})
	}
	add := func(checkpoint, who string, at time.Time, outcome Outcome) {
		rec.Scans = append(rec.Scans, ScanRow{Scan: Scan{ID: NewID(), Event: "big", Checkpoint: checkpoint, Registration: who, At: at, Outcome: outcome}})
	}
	for d := range 20 {
		morning := time.Date(2012, 3, 1+d, 7, 30, 0, 0, time.UTC)
		for _, e := range rec.Entries {
			if r.IntN(10) == 0 {
				continue
			}
			add("desk", e.ID, morning.Add(time.Duration(r.IntN(60))*time.Minute), Admitted)
			add(rec.Checkpoints[1+d].ID, e.ID, morning.Add(4*time.Hour+time.Duration(20+r.IntN(30))*time.Minute), Admitted)
			if r.IntN(4) > 0 {
				add(rec.Checkpoints[1+d].ID, e.ID, morning.Add(5*time.Hour+time.Duration(20+r.IntN(50))*time.Minute), Exited)
				add("desk", e.ID, morning.Add(7*time.Hour+time.Duration(r.IntN(60))*time.Minute), Exited)
			}
		}
	}
	for i, e := range rec.Entries {
		if i%7 == 0 {
			rec.Grants = append(rec.Grants, Grant{ID: NewID(), Registration: e.ID, Session: rec.Sessions[i%60].ID, Kind: Excused, Hours: 2})
		}
		if i%50 == 0 {
			rec.Decisions = append(rec.Decisions, Decision{Registration: e.ID, Kind: "course", Verdict: Granted, Reason: "na prośbę kierownika"})
		}
	}
	return rec
}

// BenchmarkEligibility computes the hours of 3,000 people in 60 sessions from their scans, and who gets what. The
// limit is 50 ms.
func BenchmarkEligibility(b *testing.B) {
	rec := bigCourse()
	b.ReportMetric(float64(len(rec.Scans)), "scans")
	for b.Loop() {
		if got := rec.Accounts(); len(got) != 3000 {
			b.Fatal(len(got))
		}
	}
}
