package event

import (
	"context"
	"fmt"
	"time"
)

// Release is a programme as it was made known to people: the draft of that moment, frozen.
type Release struct {
	ID       string    `json:"id"`
	Event    string    `json:"event"`
	Number   int       `json:"number"` // from 1 in each event
	At       time.Time `json:"at"`
	Note     string    `json:"note,omitempty"`
	Sessions []Session `json:"sessions"`
	Rooms    []Room    `json:"rooms"`
	Groups   []Group   `json:"groups"`
}

// ChangeKind says what became of a session since the programme was last made known.
type ChangeKind string

// The kinds of changes. A session that moved has another time or room; one that changed has the same.
const (
	SessionNew       ChangeKind = "new"
	SessionMoved     ChangeKind = "moved"
	SessionAltered   ChangeKind = "changed"
	SessionCancelled ChangeKind = "cancelled"
)

// ProgrammeChange is one session that is not as it was last made known.
type ProgrammeChange struct {
	Kind     ChangeKind
	Session  Session       // as it is now; of a cancelled one as it was
	Was      Session       // as it was made known; of a new one empty
	Fields   []FieldChange // what differs, the values in words or titles
	Everyone bool          // it is for everybody (of its groups), not only for those enrolled
	Affected []string      // registrations: those enrolled, waiting and contributing
}

// Release makes the programme of now known: what is frozen can be printed again, and later changes are
// measured against it. Codes: agenda.empty, release.same.
func (s *Service) Release(ctx context.Context, eventID, note string) (Release, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return Release{}, err
	}
	var rel Release
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		p, err := readProgramme(ctx, r, eventID)
		if err != nil {
			return b, err
		}
		switch {
		case len(p.Sessions) == 0:
			return b, Fail(CodeAgendaEmpty)
		case p.Released != nil && len(p.Changes()) == 0:
			return b, Fail(CodeReleaseSame, "Number", p.Released.Number)
		}
		rel = Release{ID: NewID(), Event: eventID, Number: 1, At: s.Clock.Now().UTC(), Note: oneLine(note),
			Sessions: p.Sessions, Rooms: p.Rooms, Groups: p.Groups}
		if p.Released != nil {
			rel.Number = p.Released.Number + 1
		}
		b.Add(eventID, rel.ID, ProgrammeReleased{rel})
		return b, nil
	})
	if err != nil {
		return Release{}, fmt.Errorf("release programme of %s: %w", eventID, err)
	}
	return rel, nil
}
