package event

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"zlot/event/passcode"
)

// maxCode is how much of what was scanned is kept: enough to see what it was.
const maxCode = 64

// CheckIn judges a scan and stores it durably, refused ones too: a refused guest is a result, only a
// broken disk is an error. Read, decide and write happen in one transaction.
func (s *Service) CheckIn(ctx context.Context, req ScanRequest) (ScanResult, error) {
	all, err := s.CheckInAll(ctx, []ScanRequest{req})
	if err != nil {
		return ScanResult{}, err
	}
	return all[0], nil
}

// CheckInAll judges scans that were made elsewhere (a paper list, a recorded course) in their order, in
// one transaction: all are stored, or none.
func (s *Service) CheckInAll(ctx context.Context, reqs []ScanRequest) ([]ScanResult, error) {
	now := s.Clock.Now()
	var out []ScanResult
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		var b Batch
		out = make([]ScanResult, len(reqs))
		fresh := map[[2]string][]ScanRow{} // by checkpoint and registration: not yet in the tables
		for i, req := range reqs {
			res, known, err := s.judge(ctx, r, req, now, fresh)
			if err != nil {
				return Batch{}, fmt.Errorf("check in %s: %w", req.ID, err)
			}
			out[i] = res
			if !known {
				b.Add(res.Scan.Event, res.Scan.ID, ScanMade{res.Scan})
			}
		}
		return b, nil
	})
	return out, err
}

// judge finds the verdict on one scan. A scan whose id is known already comes back as it was stored.
func (s *Service) judge(ctx context.Context, r Reader, req ScanRequest, now time.Time, fresh map[[2]string][]ScanRow) (res ScanResult, known bool, err error) {
	if req.ID == "" {
		req.ID = NewID()
	} else if stored, err := r.Scan(ctx, req.ID); err == nil {
		return ScanResult{Scan: stored.Scan}, true, nil
	} else if !errors.Is(err, Fail(CodeScanNotFound)) {
		return res, false, err
	}
	if req.At.IsZero() {
		req.At = now
	}
	if req.Direction == "" {
		req.Direction = In
	}
	sit, err := gather(ctx, r, req, now, fresh)
	if err != nil {
		return res, false, err
	}
	res = show(req, sit, decide(sit), now, s.Store.Desk())
	if sit.entry != nil {
		key := [2]string{sit.checkpoint.ID, sit.entry.ID}
		fresh[key] = append(fresh[key], ScanRow{Scan: res.Scan})
	}
	err = advise(ctx, r, &res)
	return res, false, err
}

// gather reads what the verdict depends on; fresh are scans that are not yet in the tables.
func gather(ctx context.Context, r Reader, req ScanRequest, now time.Time, fresh map[[2]string][]ScanRow) (situation, error) {
	sit := situation{direction: req.Direction, at: req.At, forceable: req.Force}
	var err error
	if sit.event, err = r.Event(ctx, req.Event); err != nil {
		return sit, err
	}
	if sit.checkpoint, err = checkpointOf(ctx, r, req); err != nil {
		return sit, err
	}
	if err = sit.identify(ctx, r, req); err != nil || sit.entry == nil || sit.entry.Event != req.Event {
		return sit, err
	}
	if sit.past, err = r.PastScans(ctx, sit.checkpoint.ID, sit.entry.ID); err != nil {
		return sit, err
	}
	if more := fresh[[2]string{sit.checkpoint.ID, sit.entry.ID}]; len(more) > 0 {
		sit.past = append(sit.past, more...)
		slices.SortStableFunc(sit.past, func(a, b ScanRow) int { return a.At.Compare(b.At) })
	}
	switch {
	case sit.checkpoint.Policy == OnceASession:
		err = sit.lookAtRoom(ctx, r)
	case sit.checkpoint.Session != "" && req.Direction == In:
		err = sit.lookAtSession(ctx, r)
	}
	if err != nil || req.Direction == Out {
		return sit, err
	}
	return sit, sit.lookForPlace(ctx, r, now)
}

func checkpointOf(ctx context.Context, r Reader, req ScanRequest) (Checkpoint, error) {
	if req.Checkpoint != "" {
		c, err := r.Checkpoint(ctx, req.Checkpoint)
		if err == nil && c.Event != req.Event {
			err = Fail(CodeCheckpointMissing, "Value", req.Checkpoint)
		}
		return c, err
	}
	all, err := r.Checkpoints(ctx, req.Event)
	if err != nil {
		return Checkpoint{}, err
	}
	for _, c := range all {
		if c.Kind == Desk && !c.Closed {
			return c, nil
		}
	}
	return Checkpoint{}, Fail(CodeCheckpointMissing, "Value", "")
}

// identify finds whose badge it is: by the code, or by the person chosen from the list.
func (s *situation) identify(ctx context.Context, r Reader, req ScanRequest) error {
	if req.Registration != "" {
		e, err := r.Entry(ctx, req.Registration)
		if err != nil {
			return err
		}
		s.entry, s.current = &e, true
		return nil
	}
	code, err := passcode.Parse(req.Code)
	if errors.Is(err, passcode.ErrDamaged) {
		s.damaged = true
		return nil
	}
	if err != nil {
		return nil // not a badge code: unknown
	}
	e, current, err := r.EntryByBadge(ctx, code)
	if errors.Is(err, Fail(CodeRegistrationNotFound)) {
		return nil
	}
	if err != nil {
		return err
	}
	s.entry, s.current = &e, current
	return nil
}

// show makes the result, and the scan as it will be stored.
func show(req ScanRequest, sit situation, v verdict, now time.Time, desk string) ScanResult {
	if req.Desk != "" {
		desk = req.Desk
	}
	sc := Scan{
		ID: req.ID, Event: req.Event, Checkpoint: sit.checkpoint.ID, Code: shorten(req.Code), Direction: req.Direction,
		At: req.At.UTC(), Stored: now.UTC(), Desk: desk, Outcome: v.outcome, Forced: v.forced,
	}
	if v.forced {
		sc.Reason = req.Force
	}
	sc.Session = sit.scanned()
	res := ScanResult{Scan: sc, Checkpoint: sit.checkpoint, OpensAt: sit.opens, Attention: v.attention || v.outcome.Tone() == ToneAttention}
	if sit.checkpoint.Policy == OnceASession {
		res.Session = sit.session
	}
	if sit.entry != nil {
		res.Entry = sit.entry
		res.Scan.Registration = sit.entry.ID
		if res.Scan.Code == "" {
			res.Scan.Code = sit.entry.Badge
		}
	}
	if v.first != nil {
		res.FirstAt, res.FirstDesk = v.first.At, v.first.Desk
	}
	return res
}

// shorten keeps the beginning of what was read, as printable text.
func shorten(raw string) string {
	raw = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError {
			return -1
		}
		return r
	}, raw[:min(len(raw), 4*maxCode)])
	if code, err := passcode.Parse(raw); err == nil {
		return code
	}
	if runes := []rune(raw); len(runes) > maxCode {
		return string(runes[:maxCode])
	}
	return raw
}

// advise adds what helps the person at the desk to go on.
func advise(ctx context.Context, r Reader, res *ScanResult) error {
	e := res.Entry
	if e == nil {
		return nil
	}
	switch res.Scan.Outcome {
	case WrongEvent:
		other, err := r.Event(ctx, e.Event)
		res.OtherEvent = other.Title
		return err
	case ReplacedBadge:
		res.NewNumber = e.Number
	case NotEnrolled, SessionFull:
		if err := adviseSessions(ctx, r, res); err != nil {
			return err
		}
	}
	if e.Group == "" {
		return nil
	}
	groups, err := r.Groups(ctx, e.Event)
	for _, g := range groups {
		if g.ID == e.Group {
			res.Group = g.Title
		}
	}
	return err
}

// adviseSessions finds where the person is enrolled at the time of the door's session.
func adviseSessions(ctx context.Context, r Reader, res *ScanResult) error {
	here, err := r.Session(ctx, cmp.Or(res.Scan.Session, res.Checkpoint.Session))
	if err != nil {
		return err
	}
	mine, err := r.Enrolments(ctx, EnrolmentFilter{Registration: res.Entry.ID})
	if err != nil {
		return err
	}
	for _, en := range mine {
		other, err := r.Session(ctx, en.Session)
		if err != nil {
			return err
		}
		if en.State == Enrolled && !other.Dropped && other.ID != here.ID && other.Overlaps(here) {
			res.Sessions = append(res.Sessions, other)
		}
	}
	rooms, err := r.Rooms(ctx, res.Scan.Event)
	res.Rooms = map[string]string{}
	for _, room := range rooms {
		res.Rooms[room.ID] = room.Title
	}
	return err
}

// Undo takes a scan back by storing a scan that says so. A scan can be taken back once.
func (s *Service) Undo(ctx context.Context, scanID, desk string) (ScanResult, error) {
	now := s.Clock.Now()
	var res ScanResult
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		old, err := r.Scan(ctx, scanID)
		if err != nil {
			return Batch{}, err
		}
		if old.Undone || old.Undoes != "" {
			return Batch{}, Fail(CodeScanUndone)
		}
		if desk == "" {
			desk = s.Store.Desk()
		}
		sc := Scan{ID: NewID(), Event: old.Event, Checkpoint: old.Checkpoint, Registration: old.Registration, Code: old.Code,
			Direction: old.Direction, At: now.UTC(), Stored: now.UTC(), Desk: desk, Outcome: Undone, Undoes: old.ID, Session: old.Session}
		res = ScanResult{Scan: sc, Attention: true, FirstAt: old.At, FirstDesk: old.Desk}
		if res.Checkpoint, err = r.Checkpoint(ctx, old.Checkpoint); err != nil {
			return Batch{}, err
		}
		if old.Registration != "" {
			e, err := r.Entry(ctx, old.Registration)
			if err != nil {
				return Batch{}, err
			}
			res.Entry = &e
		}
		var b Batch
		b.Add(sc.Event, sc.ID, ScanUndone{sc})
		return b, nil
	})
	if err != nil {
		return ScanResult{}, fmt.Errorf("undo scan %s: %w", scanID, err)
	}
	return res, nil
}
