package event

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Import is an import that was applied. It names nobody.
type Import struct {
	ID        string    `json:"id"`
	Event     string    `json:"event"`
	File      string    `json:"file"`
	New       int       `json:"new"`
	Changed   int       `json:"changed"`
	Cancelled int       `json:"cancelled"`
	Facts     int       `json:"facts"` // how many facts before its own are what it wrote
	At        time.Time `json:"at"`
	By        string    `json:"by"`
	Undone    bool      `json:"undone"`

	Origin string `json:"origin"` // of its facts
	Seq    int64  `json:"seq"`    // of its own fact, the last of them
}

// UndoneImport is what taking an import back came to.
type UndoneImport struct {
	Import   Import
	Removed  []Entry      // registrations that are not in the list any more
	Edited   []Entry      // those of Removed that somebody had changed by hand
	Reverted int          // fields that have their former value again
	Kept     []ImportItem // whose fields, Kept, somebody changed since: they stay
	Stayed   []Person     // persons it added who meanwhile take part elsewhere
	Held     []Held       // why nothing was taken back
}

// Held is somebody whom an import added and to whom something has happened since.
type Held struct {
	Entry  Entry
	Reason string // one of the constants below
}

// What holds an import.
const (
	HeldByScan        = "scan"
	HeldByCertificate = "certificate"
	HeldByMessage     = "message"
	HeldByEnrolment   = "enrolment"
	HeldByBadge       = "badge" // printed, or replaced
	HeldByHours       = "hours" // granted, taken back ones too
	HeldByDecision    = "decision"
	HeldByMerge       = "merged"
)

// LastImport is the import that can still be taken back: the newest that was not.
func (s *Service) LastImport(ctx context.Context, eventID string) (Import, bool, error) {
	all, err := s.Store.Imports(ctx, eventID)
	if err != nil {
		return Import{}, false, fmt.Errorf("last import of %s: %w", eventID, err)
	}
	last, ok := lastImport(all)
	return last, ok, nil
}

func lastImport(all []Import) (Import, bool) {
	for _, i := range slices.Backward(all) {
		if !i.Undone {
			return i, true
		}
	}
	return Import{}, false
}

// UndoImport takes the last import back whole: what it added is gone again, what it changed has its former
// value where nobody changed it since. It refuses where something hangs on what it added, and names the
// people in Held. Codes: import.undo.none, import.undo.later, import.undo.held.
func (s *Service) UndoImport(ctx context.Context, importID string) (UndoneImport, error) {
	if err := s.Allow(ctx, DoImport); err != nil {
		return UndoneImport{}, err
	}
	var res UndoneImport
	ctx = WithActor(ctx, byUndo(Actor(ctx)))
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		res = UndoneImport{}
		u, err := newImportUndo(ctx, r, importID)
		if err != nil {
			return Batch{}, err
		}
		res.Import = u.of
		if res.Held, err = u.held(ctx, r); err != nil {
			return Batch{}, err
		}
		if len(res.Held) > 0 {
			return Batch{}, heldError(res.Held)
		}
		if err := u.undo(ctx, r, &res); err != nil {
			return Batch{}, err
		}
		return u.batch, nil
	})
	if err != nil {
		return res, fmt.Errorf("undo import %s: %w", importID, err)
	}
	// The data of those who are gone leave the file's pages too; where that fails now, the next start does it.
	_, _ = s.Store.Wipe(ctx)
	return res, nil
}

// heldError names the first of those whom something happened to.
func heldError(held []Held) error {
	const named = 5
	var names []string
	seen := map[string]bool{}
	for _, h := range held {
		if !seen[h.Entry.ID] {
			seen[h.Entry.ID] = true
			names = append(names, h.Entry.Who.Name.Full())
		}
	}
	e := Fail(CodeImportHeld, "Names", names[:min(len(names), named)])
	if more := len(names) - named; more > 0 {
		e.Args["More"] = more
	}
	return e
}
