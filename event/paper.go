package event

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
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

// CheckInPaper stores the rows of a paper list as scans that happened at their time, in one transaction, and
// judges them by what was before them. A page that is typed in twice is stored once. A row that cannot be read or
// belongs to nobody is refused like a badge.
func (s *Service) CheckInPaper(ctx context.Context, p PaperScans) ([]ScanResult, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return nil, err
	}
	reqs := make([]ScanRequest, len(p.Codes))
	for i, code := range p.Codes {
		reqs[i] = ScanRequest{Event: p.Event, Checkpoint: p.Checkpoint, Code: code, Direction: p.Direction, At: p.At, Desk: p.Desk, paper: true}
	}
	return s.judgeAll(ctx, reqs, (*judging).row)
}

// identifyRow finds whose row of a paper list it is.
func (s *situation) identifyRow(ctx context.Context, r Reader, req ScanRequest) error {
	number, err := ParseRowCode(req.Code)
	if err != nil {
		s.damaged = true
		return nil
	}
	rows, err := r.Entries(ctx, EntryFilter{Event: req.Event, Number: number})
	if len(rows) == 1 {
		s.entry, s.current = &rows[0], true
	}
	return err
}

// row judges a row of a paper list. The same row of the same day is one scan, unless it was refused before and is
// not any more, or was taken back.
func (j *judging) row(ctx context.Context, req ScanRequest) (ScanResult, error) {
	j.fill(&req)
	sit, err := j.gather(ctx, req)
	if err != nil {
		return ScanResult{}, err
	}
	v := decide(sit)
	for n := 0; ; n++ {
		req.ID = rowID(req, sit, n)
		old, known, err := j.known(ctx, req.ID)
		if err != nil {
			return ScanResult{}, err
		}
		if !known {
			return j.store(ctx, req, sit, v)
		}
		same, err := j.sameRow(ctx, sit, v, old.Scan)
		if same || err != nil {
			return old, err
		}
	}
}

// sameRow reports whether a scan that was stored before is all that a row says now.
func (j *judging) sameRow(ctx context.Context, sit situation, v verdict, old Scan) (bool, error) {
	if _, made := j.made[old.ID]; made {
		return true, nil // twice on one page
	}
	row, err := j.r.Scan(ctx, old.ID)
	if err != nil || row.Undone {
		return false, err
	}
	if old.Outcome != Admitted && old.Outcome != Exited {
		return old.Outcome == v.outcome, nil
	}
	// Where people go in and out, a later row is news if it says that somebody moved.
	moved := sit.checkpoint.Policy == InOut && sit.at.After(old.At) && (sit.inside() == nil) == (sit.direction == In)
	return !moved, nil
}

// rowID names the scan of a row: by checkpoint, session, direction, day and person, or by what was read.
func rowID(req ScanRequest, sit situation, n int) string {
	who := "code " + shorten(req.Code)
	if sit.entry != nil {
		who = sit.entry.ID
	}
	day := DateOf(sit.at, sit.event.Zone())
	name := strings.Join([]string{sit.checkpoint.ID, sit.scanned(), string(sit.direction), string(day), who, strconv.Itoa(n)}, "\n")
	return uuid.NewSHA1(paperSpace, []byte(name)).String()
}

// paperSpace is the name space of the ids of rows.
var paperSpace = uuid.MustParse("6f1c0c6e-3a53-4d0b-9a7e-2f4c1d8e5b90")
