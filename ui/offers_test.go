package ui

import (
	"testing"
	"time"

	"zlot/event"
)

// An offer that nobody takes goes to the next in the queue without anybody doing
// anything.
func TestShell_OffersRunOut(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	now := time.Date(2012, 9, 3, 12, 0, 0, 0, time.UTC)
	s.svc.Clock = event.ClockFunc(func() time.Time { return now })
	ctx, id := t.Context(), s.shell.event.ID
	entries, err := s.svc.Store.Entries(ctx, event.EntryFilter{Event: id})
	if err != nil {
		t.Fatal(err)
	}
	full := new(int)
	*full = len(entries)
	if _, err := s.svc.UpdateEvent(ctx, id, event.EventUpdate{Capacity: &full, Waiting: &event.Waiting{Mode: event.WaitingOffer, Hours: 1}}); err != nil {
		t.Fatal(err)
	}
	var waiting []event.Entry
	for _, name := range []string{"Ala", "Bea"} {
		e, err := s.svc.AddRegistration(ctx, event.NewRegistration{Event: id, Person: event.Person{Name: event.Name{Given: name}}, WhenFull: event.WaitWhenFull})
		if err != nil {
			t.Fatal(err)
		}
		waiting = append(waiting, e)
	}
	if _, err := s.svc.CancelRegistration(ctx, entries[0].ID); err != nil {
		t.Fatal(err)
	}
	s.clock.Settle()
	offered := func() string {
		t.Helper()
		for _, e := range waiting {
			now, err := s.svc.Store.Entry(ctx, e.ID)
			if err != nil {
				t.Fatal(err)
			}
			if now.Offer != nil {
				return now.Who.Name.Given
			}
		}
		return ""
	}
	if got := offered(); got != "Ala" {
		t.Fatalf("offered to %q", got)
	}
	now = now.Add(time.Hour)
	s.clock.Advance(longestWait)
	if got := offered(); got != "Bea" {
		t.Errorf("an hour later offered to %q", got)
	}
}
