package storage

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"zlot/event"
)

// Who was let in says what the scans say, whatever the order in which they come, are taken back, and their people
// merged.
func TestPresence_IsWhatTheScansSay(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	people := []string{"a", "b", "c", "d"}
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "rally", event.EventCreated{Event: rally})
		for _, p := range people {
			guest(b, "rally", p, "Anna", "Nowak"+p)
		}
	})
	r := rand.New(rand.NewPCG(11, 12))
	var made []event.Scan
	outcomes := []event.Outcome{event.Admitted, event.Admitted, event.Exited, event.AlreadyIn, event.Unpaid}
	for n := range 400 {
		commit(t, db, func(b *event.Batch) {
			s := event.Scan{ID: fmt.Sprintf("s%03d", r.IntN(1000)), Event: "rally", Checkpoint: fmt.Sprintf("point%d", r.IntN(2)),
				Registration: "r-" + people[r.IntN(len(people))], At: morning.Add(time.Duration(r.IntN(5000)) * time.Second), Outcome: outcomes[r.IntN(len(outcomes))]}
			if s.Checkpoint == "point1" {
				s.Session = fmt.Sprintf("session%d", r.IntN(2))
			}
			if n%5 == 4 {
				old := made[r.IntN(len(made))]
				s.ID, s.Checkpoint, s.Registration, s.Session, s.Outcome, s.Undoes = "u"+old.ID, old.Checkpoint, old.Registration, old.Session, event.Undone, old.ID
				b.Add("rally", s.ID, event.ScanUndone{Scan: s})
				return
			}
			made = append(made, s)
			b.Add("rally", s.ID, event.ScanMade{Scan: s})
		})
		if n == 300 {
			commit(t, db, func(b *event.Batch) { b.Add("rally", "r-d", event.RegistrationMerged{Into: "r-c"}) })
			people = people[:3]
		}
		if n%50 == 49 {
			comparePresence(t, db)
		}
	}
	before := tables(t, db)
	if err := db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(tables(t, db), before) {
		t.Error("made anew, the tables are others")
	}
	comparePresence(t, db)
}

// Somebody came in by one registration and left by its double: once they are one, nobody is inside.
func TestPresence_LeftByTheDouble(t *testing.T) {
	db := openNew(t)
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "rally", event.EventCreated{Event: rally})
		guest(b, "rally", "a", "Anna", "Nowak")
		guest(b, "rally", "b", "Anna", "Nowak")
		for i, s := range []event.Scan{{Registration: "r-a", Outcome: event.Admitted}, {Registration: "r-b", Outcome: event.Exited}} {
			s.ID, s.Event, s.Checkpoint, s.At = fmt.Sprint("s", i), "rally", "point0", morning.Add(time.Duration(i)*time.Hour)
			b.Add("rally", s.ID, event.ScanMade{Scan: s})
		}
	})
	commit(t, db, func(b *event.Batch) { b.Add("rally", "r-b", event.RegistrationMerged{Into: "r-a"}) })
	comparePresence(t, db)
	if got := must[event.Turnout](t)(db.Turnout(context.Background(), event.TurnoutFilter{Checkpoint: "point0"})); got.Inside != 0 || got.Here != 1 {
		t.Errorf("%+v", got)
	}
}

// comparePresence folds the scans of every checkpoint and session by hand.
func comparePresence(t *testing.T, db *DB) {
	t.Helper()
	ctx := context.Background()
	for _, place := range [][2]string{{"point0", ""}, {"point1", "session0"}, {"point1", "session1"}} {
		want := map[string]event.Presence{}
		for _, s := range must[[]event.ScanRow](t)(db.Scans(ctx, event.ScanFilter{Checkpoint: place[0]})) {
			if s.Undone || s.Session != place[1] {
				continue
			}
			p, known := want[s.Registration]
			switch s.Outcome {
			case event.Admitted:
				if !known {
					p.First = s.At
				}
				p.Registration, p.Came, p.Inside, p.Confirmed = s.Registration, s.At, true, true
				want[s.Registration] = p
			case event.Exited:
				if p.Inside = false; known {
					want[s.Registration] = p
				}
			}
		}
		for _, since := range []time.Time{{}, morning.Add(time.Hour)} {
			f := event.TurnoutFilter{Checkpoint: place[0], Session: place[1], Since: since, Recent: morning.Add(75 * time.Minute)}
			var sum event.Turnout
			for _, p := range want {
				if p.Came.Before(since) {
					continue
				}
				sum.Here++
				if p.Inside {
					sum.Inside++
				}
				if !p.Came.Before(f.Recent) {
					sum.Recent++
				}
			}
			if got := must[event.Turnout](t)(db.Turnout(ctx, f)); got != sum {
				t.Fatalf("%v: %+v, want %+v", place, got, sum)
			}
			got := must[[]event.Presence](t)(db.Presences(ctx, f))
			if len(got) != sum.Here || slices.ContainsFunc(got, func(p event.Presence) bool { return p != want[p.Registration] }) {
				t.Fatalf("%v: %+v, want %+v", place, got, want)
			}
		}
	}
}
