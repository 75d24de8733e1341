package event_test

import (
	"testing"
	"time"

	"zlot/event"
)

// The clock of the desk is set back two hours in the middle of the morning: nobody comes in once more, and
// whoever leaves may. A list typed in afterwards goes by its own time.
func TestCheckIn_ClockSetBack(t *testing.T) {
	svc, ev, c := rally(t)
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	sessions, err := svc.Store.Sessions(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	door, err := svc.AddCheckpoint(t.Context(), event.Checkpoint{Event: ev.ID, Kind: event.Door, Title: "Sala", Session: sessions[0].ID, Policy: event.InOut})
	if err != nil {
		t.Fatal(err)
	}
	scan := func(checkpoint string, d event.Direction, at time.Time, want event.Outcome) {
		t.Helper()
		res, err := svc.CheckIn(t.Context(), event.ScanRequest{Event: ev.ID, Checkpoint: checkpoint, Code: entries[0].Badge, Direction: d, At: at})
		if err != nil || res.Scan.Outcome != want {
			t.Errorf("%s, %v, want %s", res.Scan.Outcome, err, want)
		}
	}
	scan("", event.In, time.Time{}, event.Admitted)
	scan(door.ID, event.In, time.Time{}, event.Admitted)
	c.now = c.now.Add(-2 * time.Hour)
	scan("", event.In, time.Time{}, event.AlreadyIn)
	scan("", event.In, c.now.Add(-time.Second), event.AlreadyIn) // as the page says when it was
	scan(door.ID, event.Out, time.Time{}, event.Exited)
	scan("", event.In, c.now.Add(-time.Hour), event.Admitted) // by a list of before
}
