package event

import (
	"context"
	"time"
)

// PaperScans are the ticked rows of a paper list, typed or scanned back in.
type PaperScans struct {
	Event      string
	Checkpoint string // "": the event's own desk
	Direction  Direction
	At         time.Time // when the people came; zero: now
	Desk       string
	Codes      []string // of rows, or of badges
}

// CheckInPaper stores the rows of a paper list as scans that happened at their time, in one transaction. A page
// that is typed in twice is stored once. A row that cannot be read or belongs to nobody is refused like a badge.
func (s *Service) CheckInPaper(ctx context.Context, p PaperScans) ([]ScanResult, error) {
	reqs := make([]ScanRequest, len(p.Codes))
	for i, code := range p.Codes {
		reqs[i] = ScanRequest{Event: p.Event, Checkpoint: p.Checkpoint, Code: code, Direction: p.Direction, At: p.At, Desk: p.Desk}
		number, err := ParseRowCode(code)
		if err != nil {
			continue
		}
		rows, err := s.Store.Entries(ctx, EntryFilter{Event: p.Event, Number: number})
		if err != nil {
			return nil, err
		}
		if len(rows) == 1 {
			reqs[i].Registration = rows[0].ID
		}
	}
	return s.CheckInAll(ctx, reqs)
}
