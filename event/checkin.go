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

// CheckIn judges a scan and stores it durably, refused ones too: a refused guest is a result, only a
// broken disk is an error. Read, decide and write happen in one transaction.
func (s *Service) CheckIn(ctx context.Context, req ScanRequest) (ScanResult, error) {
	all, err := s.CheckInAll(ctx, []ScanRequest{req})
	if err != nil {
		return ScanResult{}, err
	}
	return all[0], nil
}

// CheckInAll judges scans that were made elsewhere (a recorded course) in their order, in one transaction:
// all are stored, or none.
func (s *Service) CheckInAll(ctx context.Context, reqs []ScanRequest) ([]ScanResult, error) {
	return s.judgeAll(ctx, reqs, (*judging).scan)
}

// judgeAll lets one judge each of the requests in one transaction.
func (s *Service) judgeAll(ctx context.Context, reqs []ScanRequest, one func(*judging, context.Context, ScanRequest) (ScanResult, error)) ([]ScanResult, error) {
	now := s.Clock.Now()
	out := make([]ScanResult, len(reqs))
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		j := &judging{r: r, now: now, desk: s.Store.Desk(), fresh: map[[2]string][]ScanRow{}, made: map[string]ScanResult{}}
		for i, req := range reqs {
			var err error
			if out[i], err = one(j, ctx, req); err != nil {
				return Batch{}, fmt.Errorf("check in %s: %w", req.ID, err)
			}
		}
		return j.batch, nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// judging is one transaction in which scans are judged.
type judging struct {
	r     Reader
	now   time.Time
	desk  string
	fresh map[[2]string][]ScanRow // by checkpoint and registration: not yet in the tables
	made  map[string]ScanResult   // the same by id
	batch Batch
}

// scan finds the verdict on one scan and stores it. A scan whose id is known already comes back as it was stored.
func (j *judging) scan(ctx context.Context, req ScanRequest) (ScanResult, error) {
	if req.ID != "" {
		if res, known, err := j.known(ctx, req.ID); known || err != nil {
			return res, err
		}
	}
	j.fill(&req)
	sit, err := j.gather(ctx, req)
	if err != nil {
		return ScanResult{}, err
	}
	return j.store(ctx, req, sit, decide(sit))
}

// fill gives a request what it leaves out.
func (j *judging) fill(req *ScanRequest) {
	req.ID = cmp.Or(req.ID, NewID())
	req.Direction = cmp.Or(req.Direction, In)
	req.Desk = cmp.Or(req.Desk, j.desk)
	if req.At.IsZero() {
		req.At = j.now
	}
}

// known finds a scan that was stored before, with what the desk shows of it.
func (j *judging) known(ctx context.Context, id string) (ScanResult, bool, error) {
	if res, known := j.made[id]; known {
		return res, true, nil
	}
	row, err := j.r.Scan(ctx, id)
	if errors.Is(err, Fail(CodeScanNotFound)) {
		return ScanResult{}, false, nil
	}
	if err != nil {
		return ScanResult{}, false, err
	}
	res := ScanResult{Scan: row.Scan, Attention: row.Outcome.Tone() == ToneAttention}
	if res.Checkpoint, err = j.r.Checkpoint(ctx, row.Checkpoint); err != nil {
		return res, false, err
	}
	if row.Registration != "" {
		e, err := j.r.Entry(ctx, row.Registration)
		if err != nil {
			return res, false, err
		}
		res.Entry = &e
	}
	return res, true, advise(ctx, j.r, &res)
}

// store adds the scan to the batch, with what it showed.
func (j *judging) store(ctx context.Context, req ScanRequest, sit situation, v verdict) (ScanResult, error) {
	res := show(req, sit, v, j.now)
	if sit.entry != nil {
		key := [2]string{sit.checkpoint.ID, sit.entry.ID}
		j.fresh[key] = append(j.fresh[key], ScanRow{Scan: res.Scan})
	}
	if err := advise(ctx, j.r, &res); err != nil {
		return ScanResult{}, err
	}
	j.made[res.Scan.ID] = res
	j.batch.Add(res.Scan.Event, res.Scan.ID, ScanMade{res.Scan})
	return res, nil
}

// gather reads what the verdict depends on.
func (j *judging) gather(ctx context.Context, req ScanRequest) (situation, error) {
	sit := situation{direction: req.Direction, at: req.At, forceable: req.Force, live: j.now.Sub(req.At).Abs() < justNow}
	var err error
	if sit.event, err = j.r.Event(ctx, req.Event); err != nil {
		return sit, err
	}
	if sit.checkpoint, err = checkpointOf(ctx, j.r, req); err != nil {
		return sit, err
	}
	if err = sit.identify(ctx, j.r, req); err != nil || sit.entry == nil || sit.entry.Event != req.Event {
		return sit, err
	}
	if sit.past, err = j.r.PastScans(ctx, sit.checkpoint.ID, sit.entry.ID); err != nil {
		return sit, err
	}
	if more := j.fresh[[2]string{sit.checkpoint.ID, sit.entry.ID}]; len(more) > 0 {
		sit.past = append(sit.past, more...)
		slices.SortStableFunc(sit.past, func(a, b ScanRow) int { return a.At.Compare(b.At) })
	}
	switch {
	case sit.checkpoint.Policy == OnceASession:
		err = sit.lookAtRoom(ctx, j.r)
	case sit.checkpoint.Session != "" && req.Direction == In:
		err = sit.lookAtSession(ctx, j.r)
	}
	if err != nil || req.Direction == Out {
		return sit, err
	}
	return sit, sit.lookForPlace(ctx, j)
}

// justNow is how old a scan may be that was not typed in afterwards.
const justNow = time.Minute

// freshAt are the scans of this transaction at a checkpoint: they are not in the tables yet.
func (j *judging) freshAt(checkpoint string) []ScanRow {
	var all []ScanRow
	for of, scans := range j.fresh {
		if of[0] == checkpoint {
			all = append(all, scans...)
		}
	}
	return all
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
	if err != nil && req.paper {
		return s.identifyRow(ctx, r, req)
	}
	if err != nil {
		s.damaged = errors.Is(err, passcode.ErrDamaged) // otherwise it is no badge code at all: unknown
		return nil
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
func show(req ScanRequest, sit situation, v verdict, now time.Time) ScanResult {
	sc := Scan{
		ID: req.ID, Event: req.Event, Checkpoint: sit.checkpoint.ID, Code: shorten(req.Code), Direction: req.Direction,
		At: req.At.UTC(), Stored: now.UTC(), Desk: req.Desk, Outcome: v.outcome, Forced: v.forced,
	}
	if v.forced {
		sc.Reason = req.Force
	}
	sc.Session = sit.scanned()
	res := ScanResult{Scan: sc, Checkpoint: sit.checkpoint, OpensAt: sit.opens, Attention: v.attention || v.outcome.Tone() == ToneAttention,
		NotOnList: v.notOnList, NeverIn: v.neverIn, Present: sit.present}
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
	}, raw[:min(len(raw), 4*MaxCode)])
	if code, err := passcode.Parse(raw); err == nil {
		return code
	}
	if runes := []rune(raw); len(runes) > MaxCode {
		return string(runes[:MaxCode])
	}
	return raw
}
