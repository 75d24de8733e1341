package event_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/storage"
)

// hall is an empty event with a number of places, and its waiting list's way.
func hall(t testing.TB, capacity int, w event.Waiting) (*event.Service, event.Event, *clock) {
	t.Helper()
	dir := t.TempDir()
	c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	db, err := storage.Open(t.Context(), filepath.Join(dir, "zlot.db"), storage.Options{Create: true, Clock: c, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	svc := event.NewService(event.Ports{Store: db, Outbox: db, Clock: c})
	ev, err := svc.CreateEvent(t.Context(), event.Event{Kind: event.Rally, Title: "Zlot", Start: "2026-09-01", End: "2026-09-02",
		Capacity: &capacity, Waiting: w}, "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	return svc, ev, c
}

// signUp adds somebody a minute after the one before; "" is confirmed.
func signUp(t testing.TB, svc *event.Service, ev event.Event, c *clock, name string, status event.Status) event.Entry {
	t.Helper()
	c.now = c.now.Add(time.Minute)
	e, err := svc.AddRegistration(t.Context(), event.NewRegistration{Event: ev.ID, Person: event.Person{Name: event.Name{Given: name, Family: "Nowak"}},
		Registration: event.Registration{Status: status}, WhenFull: event.WaitWhenFull})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// standing writes who stands where: "+" confirmed, "?" offered, then the queue in its order.
func standing(t testing.TB, svc *event.Service, ev event.Event) string {
	t.Helper()
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID, Status: event.Confirmed})
	if err != nil {
		t.Fatal(err)
	}
	queue, err := svc.Queue(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, e := range entries {
		if e.Offer != nil {
			t.Errorf("%s is confirmed and still has an offer", e.Who.Name.Given)
		}
		words = append(words, "+"+e.Who.Name.Given)
	}
	for _, e := range queue {
		if e.Offer != nil {
			words = append(words, "?"+e.Who.Name.Given)
		} else {
			words = append(words, e.Who.Name.Given)
		}
	}
	return strings.Join(words, " ")
}

func wantStanding(t testing.TB, svc *event.Service, ev event.Event, want string) {
	t.Helper()
	if got := standing(t, svc, ev); got != want {
		t.Errorf("stands %q, want %q", got, want)
	}
}

func setStatus(t testing.TB, svc *event.Service, next event.Status, entries ...event.Entry) event.BatchResult {
	t.Helper()
	var ids []string
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	res, err := svc.SetStatus(t.Context(), ids, next)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func TestWaiting_FreePlaceGoesToTheFirst(t *testing.T) {
	for mode, want := range map[event.WaitingMode]string{
		event.WaitingManual:  "+Bea Cyp Dag",
		event.WaitingConfirm: "+Bea +Cyp Dag",
		event.WaitingOffer:   "+Bea ?Cyp Dag",
	} {
		t.Run(string(mode), func(t *testing.T) {
			svc, ev, c := hall(t, 2, event.Waiting{Mode: mode, Hours: 24})
			a := signUp(t, svc, ev, c, "Ala", "")
			for _, name := range []string{"Bea", "Cyp", "Dag"} {
				signUp(t, svc, ev, c, name, "")
			}
			wantStanding(t, svc, ev, "+Ala +Bea Cyp Dag")
			if _, err := svc.CancelRegistration(t.Context(), a.ID); err != nil {
				t.Fatal(err)
			}
			wantStanding(t, svc, ev, want)
		})
	}
}

func TestWaiting_OfferIsAcceptedDeclinedOrRunsOut(t *testing.T) {
	svc, ev, c := hall(t, 1, event.Waiting{Mode: event.WaitingOffer, Hours: 24})
	a := signUp(t, svc, ev, c, "Ala", "")
	b, d, e := signUp(t, svc, ev, c, "Bea", ""), signUp(t, svc, ev, c, "Dag", ""), signUp(t, svc, ev, c, "Ewa", "")
	setStatus(t, svc, event.Cancelled, a)
	wantStanding(t, svc, ev, "?Bea Dag Ewa")
	if s, err := svc.Seats(t.Context(), ev.ID); err != nil || s.Taken != 1 || s.Offered != 1 || s.Waiting != 3 {
		t.Errorf("seats %+v, %v", s, err)
	}
	due, ok, err := svc.NextOffer(t.Context())
	if err != nil || !ok || !due.Equal(c.now.Add(24*time.Hour)) {
		t.Errorf("next offer %v %v %v", due, ok, err)
	}
	setStatus(t, svc, event.Cancelled, b) // declined
	wantStanding(t, svc, ev, "?Dag Ewa")

	c.now = c.now.Add(24*time.Hour - time.Second)
	if res, err := svc.MoveUp(t.Context(), ev.ID); err != nil || len(res.Expired)+len(res.Offered) > 0 {
		t.Errorf("a second too early: %+v %v", res, err)
	}
	c.now = c.now.Add(time.Second)
	res, err := svc.MoveUp(t.Context(), ev.ID)
	if err != nil || len(res.Expired) != 1 || res.Expired[0].ID != d.ID || len(res.Offered) != 1 || res.Offered[0].ID != e.ID {
		t.Errorf("ran out: %+v %v", res, err)
	}
	wantStanding(t, svc, ev, "?Ewa Dag")
	if err := svc.MoveUpAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	setStatus(t, svc, event.Confirmed, e) // accepted
	wantStanding(t, svc, ev, "+Ewa Dag")
	if _, ok, err := svc.NextOffer(t.Context()); ok || err != nil {
		t.Errorf("an offer is left: %v", err)
	}
}

func TestWaiting_FullNeedsAPurpose(t *testing.T) {
	svc, ev, c := hall(t, 1, event.Waiting{})
	signUp(t, svc, ev, c, "Ala", "")
	b, d := signUp(t, svc, ev, c, "Bea", ""), signUp(t, svc, ev, c, "Dag", event.Pending)
	res := setStatus(t, svc, event.Confirmed, b, d)
	if res.Done != 0 || len(res.Failed) != 2 {
		t.Fatalf("over the limit: %+v", res)
	}
	var full *event.Error
	if !errors.As(res.Failed[0].Err, &full) || full.Code != event.CodeRegistrationFull || full.Args["Capacity"] != 1 || full.Args["Taken"] != 1 {
		t.Errorf("why: %+v", full)
	}
	confirmed := event.Confirmed
	if _, err := svc.UpdateEntry(t.Context(), b.ID, 0, event.EntryUpdate{Status: &confirmed}); !errors.Is(err, full) {
		t.Errorf("one by one: %v", err)
	}
	if _, err := svc.AddRegistration(t.Context(), event.NewRegistration{Event: ev.ID, Person: event.Person{Name: event.Name{Family: "Nowy"}}}); !errors.Is(err, full) {
		t.Errorf("somebody new: %v", err)
	}
	if res, err := svc.ConfirmAnyway(t.Context(), []string{b.ID}); err != nil || res.Done != 1 {
		t.Errorf("on purpose: %+v %v", res, err)
	}
	if _, err := svc.UpdateEntry(t.Context(), d.ID, 0, event.EntryUpdate{Status: &confirmed, OverCapacity: true}); err != nil {
		t.Errorf("on purpose: %v", err)
	}
	if s, err := svc.Seats(t.Context(), ev.ID); err != nil || s.Taken != 3 || s.Over() != 2 {
		t.Errorf("seats %+v %v", s, err)
	}
	if n, limited := (event.Seats{Capacity: ptrTo(1), Taken: 3}).Free(); n != 0 || !limited {
		t.Errorf("free %d", n)
	}
}

func ptrTo[T any](v T) *T { return &v }

func TestWaiting_CapacityZeroMoreAndNone(t *testing.T) {
	svc, ev, c := hall(t, 0, event.Waiting{Mode: event.WaitingConfirm})
	for _, name := range []string{"Ala", "Bea", "Cyp"} {
		signUp(t, svc, ev, c, name, "")
	}
	wantStanding(t, svc, ev, "Ala Bea Cyp")
	two := ptrTo(2)
	if _, err := svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{Capacity: &two}); err != nil {
		t.Fatal(err)
	}
	wantStanding(t, svc, ev, "+Ala +Bea Cyp")
	none := (*int)(nil)
	if _, err := svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{Capacity: &none}); err != nil {
		t.Fatal(err)
	}
	wantStanding(t, svc, ev, "+Ala +Bea +Cyp")
	less := ptrTo(-1)
	if _, err := svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{Capacity: &less}); !errors.Is(err, event.Fail(event.CodeCapacity)) {
		t.Errorf("negative: %v", err)
	}
}

// Who is put on the list by hand stays there, and comes back to the old place when that is undone.
func TestWaiting_PlaceInTheQueue(t *testing.T) {
	svc, ev, c := hall(t, 2, event.Waiting{Mode: event.WaitingConfirm})
	a, b := signUp(t, svc, ev, c, "Ala", ""), signUp(t, svc, ev, c, "Bea", "")
	d := signUp(t, svc, ev, c, "Dag", "")
	setStatus(t, svc, event.Waitlisted, a)
	wantStanding(t, svc, ev, "+Bea +Dag Ala")
	c.now = c.now.Add(time.Minute)
	setStatus(t, svc, event.Cancelled, a)
	signUp(t, svc, ev, c, "Ewa", "")
	c.now = c.now.Add(time.Minute)
	setStatus(t, svc, event.Waitlisted, a) // comes again: waits from now
	wantStanding(t, svc, ev, "+Bea +Dag Ewa Ala")
	waitlisted := event.Waitlisted
	setStatus(t, svc, event.Cancelled, a)
	if _, err := svc.UpdateEntry(t.Context(), a.ID, 0, event.EntryUpdate{Status: &waitlisted, WaitingSince: &a.Submitted}); err != nil {
		t.Fatal(err)
	}
	wantStanding(t, svc, ev, "+Bea +Dag Ala Ewa")
	setStatus(t, svc, event.Cancelled, b, d)
	wantStanding(t, svc, ev, "+Ala +Ewa")
}

func TestUpdateEntries_OneCommitWithRefusals(t *testing.T) {
	svc, ev, c := hall(t, 2, event.Waiting{Mode: event.WaitingConfirm})
	a, b := signUp(t, svc, ev, c, "Ala", ""), signUp(t, svc, ev, c, "Bea", "")
	signUp(t, svc, ev, c, "Cyp", "")
	commits := 0
	defer svc.Store.Subscribe(func([]event.Fact) { commits++ })()
	cancelled := event.Cancelled
	res, err := svc.UpdateEntries(t.Context(), []event.EntryChange{
		{ID: a.ID, Update: event.EntryUpdate{Status: &cancelled}},
		{ID: "nobody", Update: event.EntryUpdate{Note: ptrTo("x")}},
		{ID: b.ID, Update: event.EntryUpdate{Email: ptrTo("not an address")}},
		{ID: b.ID, Update: event.EntryUpdate{Note: ptrTo("bagaż")}},
		{ID: b.ID, Update: event.EntryUpdate{Diet: ptrTo("wege")}},
	})
	if err != nil || res.Done != 3 || len(res.Failed) != 2 || commits != 1 {
		t.Errorf("%+v %v in %d commits", res, err, commits)
	}
	wantStanding(t, svc, ev, "+Bea +Cyp")
	if e, err := svc.Store.Entry(t.Context(), b.ID); err != nil || e.Note != "bagaż" || e.Diet != "wege" || e.Who.Email != "" {
		t.Errorf("%+v %v", e, err)
	}
}

// Whatever happens, no more places are given away than there are, and none stays free while somebody
// could have it.
func TestWaiting_NeverMoreThanThereAre(t *testing.T) {
	for seed := range uint64(6) {
		mode := []event.WaitingMode{event.WaitingConfirm, event.WaitingOffer}[seed%2]
		t.Run(fmt.Sprint(mode, seed), func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(seed, 1))
			svc, ev, c := hall(t, 5, event.Waiting{Mode: mode, Hours: 3})
			var all []event.Entry
			for i := range 12 {
				all = append(all, signUp(t, svc, ev, c, fmt.Sprintf("O%02d", i), []event.Status{"", event.Pending}[rnd.IntN(2)]))
			}
			for range 60 {
				c.now = c.now.Add(time.Duration(rnd.IntN(120)) * time.Minute)
				some := []event.Entry{all[rnd.IntN(12)], all[rnd.IntN(12)], all[rnd.IntN(12)]}
				setStatus(t, svc, event.Statuses[rnd.IntN(4)], some...)
				if rnd.IntN(3) == 0 {
					if _, err := svc.MoveUp(t.Context(), ev.ID); err != nil {
						t.Fatal(err)
					}
					queue, err := svc.Queue(t.Context(), ev.ID)
					if err != nil {
						t.Fatal(err)
					}
					seats, err := svc.Seats(t.Context(), ev.ID)
					if err != nil {
						t.Fatal(err)
					}
					waits := slices.ContainsFunc(queue, func(e event.Entry) bool { return e.Offer == nil })
					if n, _ := seats.Free(); n > 0 && waits {
						t.Fatalf("%d free while somebody waits", n)
					}
				}
				entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
				if err != nil {
					t.Fatal(err)
				}
				taken := 0
				for _, e := range entries {
					if e.Status == event.Confirmed || (e.Status == event.Waitlisted && e.Offer != nil) {
						taken++
					}
				}
				if taken > 5 {
					t.Fatalf("%d of 5 places taken", taken)
				}
			}
		})
	}
}

func TestFindPeople(t *testing.T) {
	svc, sampleEvent, c := rally(t)
	invented, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: sampleEvent.ID})
	if err != nil {
		t.Fatal(err)
	}
	c.now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var editions []event.Event
	for _, year := range []string{"2025", "2026", "2027"} {
		ev, err := svc.CreateEvent(t.Context(), event.Event{Kind: event.Rally, Title: "Zlot " + year, Start: event.Date(year + "-09-01"), End: event.Date(year + "-09-02")}, "Rejestracja")
		if err != nil {
			t.Fatal(err)
		}
		editions = append(editions, ev)
	}
	n := event.NewRegistration{Event: editions[0].ID, Person: event.Person{Name: event.Name{Given: "Żaneta", Family: "Świder"}, Phone: "600 100 200", Institution: "MOPS"}}
	first, err := svc.AddRegistration(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	second, err := svc.AddRegistration(t.Context(), event.NewRegistration{Event: editions[1].ID, PersonID: first.Person, Person: event.Person{Institution: "OPS Żarki"}})
	if err != nil || second.Person != first.Person || second.Who.Institution != "OPS Żarki" || second.Who.Phone != "600 100 200" {
		t.Fatalf("taken again: %+v %v", second, err)
	}
	for query, want := range map[string]int{"swid": 1, "zaneta swider": 1, "SWIDER ŻAN": 1, "ops": 1, "mops": 0, "ider": 0, "": 0, invented[0].Who.Name.Family + " " + invented[0].Who.Name.Given: 0} {
		found, err := svc.FindPeople(t.Context(), query, 5)
		if err != nil || len(found) != want {
			t.Errorf("%q finds %d, want %d, %v", query, len(found), want, err)
			continue
		}
		if want == 1 && (len(found[0].Events) != 2 || found[0].Events[0].Title != "Zlot 2026" || found[0].Events[1].Registration != first.ID) {
			t.Errorf("%q: %+v", query, found[0].Events)
		}
	}
	if _, err := svc.AddRegistration(t.Context(), event.NewRegistration{Event: editions[2].ID, PersonID: "nobody"}); !errors.Is(err, event.Fail(event.CodePersonNotFound)) {
		t.Errorf("an unknown person: %v", err)
	}
}
