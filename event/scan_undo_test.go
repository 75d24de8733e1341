package event_test

import (
	"errors"
	"testing"
	"time"

	"zlot/event"
)

// Taken back, a scan never was: at every policy and in both directions.
func TestUndo(t *testing.T) {
	for _, policy := range event.Policies {
		t.Run(string(policy), func(t *testing.T) {
			svc, ev, c, regs := hallOf(t, 1)
			commitBatch(t, svc, func(b *event.Batch) {
				b.Add(ev.ID, "sala", event.RoomAdded{Room: event.Room{ID: "sala", Event: ev.ID, Title: "Sala"}})
				b.Add(ev.ID, "panel", event.SessionAdded{Session: event.Session{ID: "panel", Event: ev.ID, Room: "sala", Start: c.now, End: c.now.Add(time.Hour)}})
			})
			point, err := svc.AddCheckpoint(t.Context(), event.Checkpoint{Event: ev.ID, Kind: event.Door, Title: "Drzwi", Policy: policy, Session: "panel", Room: "sala"})
			if err != nil {
				t.Fatal(err)
			}
			try := func(d event.Direction, want event.Outcome) string {
				t.Helper()
				c.now = c.now.Add(time.Minute)
				return scan(t, svc, event.ScanRequest{Event: ev.ID, Checkpoint: point.ID, Code: regs[0].Badge, Direction: d}, want).Scan.ID
			}
			undo := func(id string) {
				t.Helper()
				res, err := svc.Undo(t.Context(), id, "")
				if err != nil || res.Scan.Outcome != event.Undone || res.Scan.Undoes != id || res.Entry == nil {
					t.Errorf("undo: %+v, %v", res, err)
				}
				if _, err := svc.Undo(t.Context(), id, ""); !errors.Is(err, event.Fail(event.CodeScanUndone)) {
					t.Errorf("undone twice: %v", err)
				}
				if _, err := svc.Undo(t.Context(), res.Scan.ID, ""); !errors.Is(err, event.Fail(event.CodeScanUndone)) {
					t.Errorf("the undoing undone: %v", err)
				}
			}
			inside := func(want int) {
				t.Helper()
				counts, err := svc.DeskCounts(t.Context(), ev.ID, point.ID)
				if err != nil || counts.Inside != want {
					t.Errorf("inside: %+v, %v; want %d", counts, err, want)
				}
			}
			undo(try(event.In, event.Admitted))
			inside(0)
			in := try(event.In, event.Admitted)
			undo(try(event.In, event.AlreadyIn))
			out := try(event.Out, event.Exited)
			inside(0)
			undo(out)
			inside(1)
			try(event.In, event.AlreadyIn)
			undo(in)
			inside(0)
			try(event.In, event.Admitted)
		})
	}
}

// The same scan sent again is one scan, and is answered as the first time.
func TestCheckIn_SameScan(t *testing.T) {
	svc, ev, _, regs := hallOf(t, 1)
	req := event.ScanRequest{ID: event.NewID(), Event: ev.ID, Code: regs[0].Badge}
	first := scan(t, svc, req, event.Admitted)
	again := scan(t, svc, req, event.Admitted)
	if again.Scan.ID != first.Scan.ID || again.Entry == nil || again.Entry.ID != regs[0].ID || again.Checkpoint.Title != "Rejestracja" {
		t.Errorf("again: %+v", again)
	}
	both, err := svc.CheckInAll(t.Context(), []event.ScanRequest{{ID: "twice", Event: ev.ID, Code: "1"}, {ID: "twice", Event: ev.ID, Code: "1"}})
	if err != nil || both[1].Scan != both[0].Scan {
		t.Errorf("in one batch: %+v, %v", both, err)
	}
	all, err := svc.Store.Scans(t.Context(), event.ScanFilter{Event: ev.ID})
	if err != nil || len(all) != 2 {
		t.Errorf("%d scans, %v", len(all), err)
	}
}

// A scan typed in afterwards is judged by what was before it, and the double admission is one person.
func TestCheckIn_Afterwards(t *testing.T) {
	svc, ev, c, regs := hallOf(t, 1)
	desk := deskOf(t, svc, ev, event.Once)
	earlier := c.now.Add(-time.Hour)
	req := event.ScanRequest{Event: ev.ID, Code: regs[0].Badge}
	scan(t, svc, req, event.Admitted)
	req.At = earlier
	scan(t, svc, req, event.Admitted)
	if res := scan(t, svc, req, event.AlreadyIn); !res.FirstAt.Equal(earlier) {
		t.Errorf("first at %v", res.FirstAt)
	}
	counts, err := svc.DeskCounts(t.Context(), ev.ID, desk.ID)
	if err != nil || counts.Here != 1 || counts.Inside != 1 {
		t.Errorf("counts %+v, %v", counts, err)
	}
}
