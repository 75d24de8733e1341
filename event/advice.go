package event

import "time"

// AdviceArgs fill the sentence outcome.<outcome>.advice. Times are in the event's zone.
func (r ScanResult) AdviceArgs(zone *time.Location) map[string]any {
	args := map[string]any{"When": "", "Where": "", "Session": "", "Room": "", "Event": r.OtherEvent, "Number": r.NewNumber}
	if !r.FirstAt.IsZero() {
		args["When"], args["Where"] = r.FirstAt.In(zone), r.Checkpoint.Title
	}
	if r.Scan.Outcome == OutsideHours && !r.Checkpoint.Opens.IsZero() {
		args["When"] = r.Checkpoint.Opens.In(zone)
	}
	if len(r.Sessions) > 0 {
		args["Session"], args["Room"] = r.Sessions[0].Title, r.Rooms[r.Sessions[0].Room]
	}
	return args
}
