package storage

import (
	"context"
	"testing"

	"zlot/event"
)

// What a verdict reads says the same as the list of scans.
func TestPastScans(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	story(t, db)
	undone := 0
	for _, s := range must[[]event.ScanRow](t)(db.Scans(ctx, event.ScanFilter{})) {
		if s.Registration == "" {
			continue
		}
		whole := must[[]event.ScanRow](t)(db.Scans(ctx, event.ScanFilter{Checkpoint: s.Checkpoint, Registration: s.Registration}))
		past := must[[]event.ScanRow](t)(db.PastScans(ctx, s.Checkpoint, s.Registration))
		if len(past) != len(whole) {
			t.Fatalf("%d of %d scans", len(past), len(whole))
		}
		for i, p := range past {
			w := whole[i]
			if p.ID != w.ID || !p.At.Equal(w.At) || p.Desk != w.Desk || p.Outcome != w.Outcome || p.Undone != w.Undone || p.Undoes != w.Undoes {
				t.Errorf("%+v, want %+v", p, w)
			}
			if p.Undone {
				undone++
			}
		}
	}
	if undone == 0 {
		t.Error("the story takes nothing back")
	}
}
