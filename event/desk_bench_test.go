package event_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"zlot/event"
)

// busyHall is an event of 3,000 people with 10 checkpoints, at each of which everybody was scanned 20 times.
func busyHall(b *testing.B) (*event.Service, event.Event, []event.Checkpoint, []event.Registration) {
	b.Helper()
	const people, points, times = 3000, 10, 20
	svc, ev, c, regs := hallOf(b, people)
	deskOf(b, svc, ev, event.InOut)
	var sessions []event.Session
	commitBatch(b, svc, func(batch *event.Batch) {
		batch.Add(ev.ID, "sala", event.RoomAdded{Room: event.Room{ID: "sala", Event: ev.ID, Title: "Sala"}})
		for i := range 40 {
			s := event.Session{ID: fmt.Sprintf("s%d", i), Event: ev.ID, Kind: event.Workshop, Title: "Warsztat", Room: "sala", SignUp: i%2 == 0,
				Start: c.now.Add(time.Duration(i/4) * time.Hour), End: c.now.Add(time.Duration(i/4+1) * time.Hour),
				Contributors: []event.Contributor{{Name: "Anna", Person: regs[i].ID, Role: event.Trainer}}}
			sessions = append(sessions, s)
			batch.Add(ev.ID, s.ID, event.SessionAdded{Session: s})
		}
		for i, r := range regs {
			s := sessions[i%len(sessions)].ID
			batch.Add(ev.ID, s+"/"+r.ID, event.EnrolmentSet{Enrolment: event.Enrolment{Event: ev.ID, Session: s, Registration: r.ID, State: event.Enrolled}})
		}
	})
	policies := []event.Policy{event.InOut, event.Once, event.OnceADay, event.EnrolledOnly, event.OnceASession}
	for i := 1; i < points; i++ {
		_, err := svc.AddCheckpoint(b.Context(), event.Checkpoint{Event: ev.ID, Kind: event.Door, Title: "Drzwi", Policy: policies[i%len(policies)],
			Session: sessions[i].ID, Room: "sala", NotEnrolled: event.Allow})
		if err != nil {
			b.Fatal(err)
		}
	}
	all, err := svc.Store.Checkpoints(b.Context(), ev.ID)
	if err != nil {
		b.Fatal(err)
	}
	start := c.now
	for round := range times {
		commitBatch(b, svc, func(batch *event.Batch) {
			for _, point := range all {
				for n, r := range regs {
					s := event.Scan{ID: event.NewID(), Event: ev.ID, Checkpoint: point.ID, Registration: r.ID, Code: r.Badge, Direction: event.In,
						At: start.Add(time.Duration(round*10*60+n/10) * time.Second), Outcome: event.AlreadyIn}
					switch {
					case point.Policy == event.InOut && round%2 == 1:
						s.Direction, s.Outcome = event.Out, event.Exited
					case point.Policy == event.InOut, round == 0:
						s.Outcome = event.Admitted
					}
					batch.Add(ev.ID, s.ID, event.ScanMade{Scan: s})
				}
			}
		})
	}
	c.now = start.Add(times * 10 * time.Minute)
	return svc, ev, all, regs
}

// BenchmarkDesk is what the desk and the hall ask after a scan, at 3,000 people and 600,000 scans.
func BenchmarkDesk(b *testing.B) {
	svc, ev, points, regs := busyHall(b)
	ctx := context.Background()
	measure := func(name string, f func() error) {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				if err := f(); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
		})
	}
	seen := map[event.Policy]bool{}
	for _, p := range points {
		if seen[p.Policy] {
			continue
		}
		seen[p.Policy] = true
		measure("counts/"+string(p.Policy), func() error { _, err := svc.DeskCounts(ctx, ev.ID, p.ID); return err })
		i := 0
		measure("scan/"+string(p.Policy), func() error {
			i++
			_, err := svc.CheckIn(ctx, event.ScanRequest{Event: ev.ID, Checkpoint: p.ID, Code: regs[i%len(regs)].Badge})
			return err
		})
	}
	measure("live", func() error { _, err := svc.Live(ctx, ev.ID); return err })
}
