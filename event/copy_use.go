package event

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// CopyResult is what came of making a copy.
type CopyResult struct {
	Copy    Backup
	Removed []Backup // whose time is over
	Second  error    // why the second folder has none, if one was chosen
}

// MakeCopy makes a backup copy now, whatever has changed, and takes those away whose time is over.
func (s *Service) MakeCopy(ctx context.Context, reason CopyReason) (CopyResult, error) {
	if reason == CopyByHand {
		if err := s.Allow(ctx, DoBackup); err != nil {
			return CopyResult{}, err
		}
	}
	c, second, err := s.Copies.Make(ctx, reason, s.Clock.Now().UTC())
	res := CopyResult{Copy: c, Second: second}
	if err != nil {
		return res, fmt.Errorf("make a copy (%s): %w", reason, err)
	}
	res.Removed, err = s.PruneCopies(ctx)
	return res, err
}

// CopyIfChanged makes a copy if the file holds what the last one does not. made is false where there is nothing new,
// and where the program keeps no copies.
func (s *Service) CopyIfChanged(ctx context.Context, reason CopyReason) (res CopyResult, made bool, err error) {
	if s.Copies == nil {
		return res, false, nil
	}
	changed, err := s.Copies.Changed(ctx)
	if err != nil || !changed {
		return res, false, err
	}
	res, err = s.MakeCopy(ctx, reason)
	return res, err == nil, err
}

// copyBefore makes a copy before something that is hard to take back. Where none can be made the work goes on all
// the same: the copies themselves remember what is wrong, and say so on their card.
//
// A file without anybody in it has nothing to lose.
func (s *Service) copyBefore(ctx context.Context, reason CopyReason) {
	if s.Copies == nil || !s.holdsPeople(ctx) {
		return
	}
	_, _, _ = s.CopyIfChanged(ctx, reason)
}

// PruneCopies takes the copies away whose time is over.
func (s *Service) PruneCopies(ctx context.Context) ([]Backup, error) {
	all, err := s.Copies.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("prune copies: %w", err)
	}
	_, gone := KeepCopies(all, s.Clock.Now())
	if len(gone) == 0 {
		return nil, nil
	}
	if err := s.Copies.Remove(ctx, copyNames(gone)); err != nil {
		return nil, fmt.Errorf("prune copies: %w", err)
	}
	return gone, nil
}

func copyNames(all []Backup) []string {
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = c.Name
	}
	return names
}

// ReplaceCopies takes copies away that still hold somebody who was erased, and makes a new one, so that there
// is always one.
func (s *Service) ReplaceCopies(ctx context.Context, names []string) (CopyResult, error) {
	if err := s.Allow(ctx, DoPrivacy); err != nil {
		return CopyResult{}, err
	}
	res, err := s.MakeCopy(ctx, CopyErasure)
	if err != nil {
		return res, err
	}
	removed := s.Copies.Remove(ctx, names)
	all, err := s.Copies.Holding(ctx, "", endless, s.Clock.Now())
	if err = errors.Join(removed, err); err != nil {
		err = fmt.Errorf("remove copies: %w", err)
	}
	var left []string
	for _, c := range all {
		if slices.Contains(names, c.Name) {
			left = append(left, c.Path)
		}
	}
	if len(left) > 0 {
		err = Fail(CodeCopyLeft, "Count", len(left), "Paths", strings.Join(left, ", ")).Because(err)
	}
	return res, err
}

// HeldCopies are the copies that may still hold somebody who was erased.
type HeldCopies struct {
	Names []string  // of those that can be taken away
	Until time.Time // the last of these goes with newer ones made after it; zero: none goes by itself
	Aside int       // of these, which never go by themselves
	Left  []string  // paths of those that may be another computer's, and of folders that cannot be looked into
}

// LeftAt names what is left alone by its paths, or the folders where these are many.
func (h HeldCopies) LeftAt() string {
	const few = 3
	if len(h.Left) <= few {
		return strings.Join(h.Left, ", ")
	}
	var dirs []string
	for _, path := range h.Left {
		dirs = append(dirs, filepath.Dir(path))
	}
	slices.Sort(dirs)
	return strings.Join(slices.Compact(dirs), ", ")
}

// copiesHolding finds the copies that may hold somebody: those that were made before the person was erased.
func (s *Service) copiesHolding(ctx context.Context, p Person) (h HeldCopies, err error) {
	if s.Copies == nil {
		return h, nil
	}
	until, err := s.erasedAt(ctx, p)
	if err != nil {
		return h, err
	}
	return s.heldCopies(ctx, p.ID, until)
}

// endless is a time after every copy's.
var endless = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// heldCopies finds the copies that were made until a moment and hold an id; all of them, whenever made, hold "".
func (s *Service) heldCopies(ctx context.Context, id string, until time.Time) (h HeldCopies, err error) {
	if s.Copies == nil {
		return h, nil
	}
	if id == "" {
		until = endless
	}
	all, err := s.Copies.Holding(ctx, id, until, s.Clock.Now())
	for _, c := range all {
		if c.Foreign {
			h.Left = append(h.Left, c.Path)
			continue
		}
		h.Names = append(h.Names, c.Name)
		if c.Aside {
			h.Aside++
		} else if t := CopyUntil(c); t.After(h.Until) {
			h.Until = t
		}
	}
	return h, err
}

// backwards is how much earlier than what came before it something may seem to be: more, and the clock was set back.
const backwards = time.Minute

// erasedAt is until when copies may have been made that hold a person: until the erasure. Without one, and where the
// clock was set back before, no copy's time says that it was made after.
func (s *Service) erasedAt(ctx context.Context, p Person) (time.Time, error) {
	facts, err := s.Store.Facts(ctx, p.ID, 0)
	for _, f := range facts {
		if f.Kind == (PersonErased{}).FactKind() {
			if time.UnixMilli(f.HLC>>16).Sub(f.At) > backwards {
				return endless, err
			}
			return f.At, err
		}
	}
	return endless, err
}

func (s *Service) holdsPeople(ctx context.Context) bool {
	events, err := s.Store.Events(ctx)
	for _, e := range events {
		counts, err := s.Store.CountEntries(ctx, e.ID)
		if len(counts) > 0 || err != nil {
			return true
		}
	}
	return err != nil
}
