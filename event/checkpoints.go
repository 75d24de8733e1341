package event

import (
	"context"
	"fmt"
	"strings"
)

// AddCheckpoint adds a place where badges are scanned. A door belongs to a session of the same event, and
// so does what opens for the enrolled only.
func (s *Service) AddCheckpoint(ctx context.Context, c Checkpoint) (Checkpoint, error) {
	c.ID = NewID()
	if c.Title = strings.TrimSpace(c.Title); c.Title == "" {
		return Checkpoint{}, Fail(CodeRequired, "Field", "title").In("title")
	}
	if c.NotEnrolled == "" {
		c.NotEnrolled = Warn
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if c.Session != "" {
			session, err := r.Session(ctx, c.Session)
			if err != nil {
				return b, err
			}
			if session.Event != c.Event {
				return b, Fail(CodeSessionNotFound, "Value", c.Session).In("session")
			}
		} else if c.Kind == Door || c.Policy == EnrolledOnly {
			return b, Fail(CodeRequired, "Field", "session").In("session")
		}
		b.Add(c.Event, c.ID, CheckpointAdded{c})
		return b, nil
	})
	if err != nil {
		return Checkpoint{}, fmt.Errorf("add checkpoint: %w", err)
	}
	return c, nil
}
