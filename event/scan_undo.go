package event

import (
	"context"
	"fmt"
)

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
