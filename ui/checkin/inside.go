package checkin

import (
	"time"

	"zlot/event"
)

// scanned is what the scans of the checkpoint shown tell.
type scanned struct {
	recent []event.ScanRow      // newest first
	since  map[string]time.Time // by registration: who is in already, and since when
	counts event.DeskCounts
	took   time.Duration
}

// inside folds scans of a checkpoint, in order of time, to who would be told at
// the door that they are in already.
func inside(rows []event.ScanRow, c event.Checkpoint, zone *time.Location, now time.Time) map[string]time.Time {
	since := map[string]time.Time{}
	today := event.DateOf(now, zone)
	for _, row := range rows {
		if row.Undone || row.Registration == "" || (c.Policy == event.OnceADay && event.DateOf(row.At, zone) != today) {
			continue
		}
		switch row.Outcome {
		case event.Admitted:
			if _, before := since[row.Registration]; !before {
				since[row.Registration] = row.At
			}
		case event.Exited:
			if c.Policy == event.InOut {
				delete(since, row.Registration)
			}
		}
	}
	return since
}
