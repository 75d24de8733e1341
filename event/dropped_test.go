package event_test

import (
	"context"
	"slices"
	"testing"

	"zlot/event"
)

// What was taken out of the programme counts nowhere: not in hours or lists.
func TestDropped_CountsNowhere(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	s.edit(t, s.talk.ID, event.SessionUpdate{Hours: to(2.0), Mandatory: to(true)})
	record := func() (hours float64, listed int) {
		accounts, err := s.Attendance(ctx, s.ev.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range accounts {
			hours += a.Required
		}
		chosen, err := s.Choose(ctx, s.ev.ID, []event.Condition{{Field: event.FieldSession, Op: "has", Value: "Dialog"}})
		if err != nil {
			t.Fatal(err)
		}
		return hours, len(chosen)
	}
	if hours, listed := record(); hours != 4 || listed != 1 {
		t.Errorf("before: %v hours, %d listed", hours, listed)
	}
	s.edit(t, s.talk.ID, event.SessionUpdate{Dropped: to(true)})
	s.edit(t, s.workshop.ID, event.SessionUpdate{Dropped: to(true)})
	if hours, listed := record(); hours != 0 || listed != 0 {
		t.Errorf("after: %v hours, %d listed", hours, listed)
	}
	got := short(s.programme(t).Conflicts())
	if want := []string{"dropped_session " + s.workshop.ID + " " + s.visitor.ID}; !slices.Equal(got, want) {
		t.Errorf("conflicts %q", got)
	}
}
