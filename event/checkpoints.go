package event

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// CheckpointUpdate names the fields of a checkpoint to change; nil fields stay as they are.
type CheckpointUpdate struct {
	Title         *string
	Policy        *Policy
	NotEnrolled   *Treatment
	Opens, Closes *time.Time // a pointer to the zero time: always open
	Room, Session *string    // ids
	Closed        *bool
}

// OpenCheckpoints lists the checkpoints that a desk offers, the event's own desk first. Those no longer needed
// are left out; the log of scans still names them.
func (s *Service) OpenCheckpoints(ctx context.Context, eventID string) ([]Checkpoint, error) {
	all, err := s.Store.Checkpoints(ctx, eventID)
	if err != nil {
		return nil, fmt.Errorf("checkpoints of %s: %w", eventID, err)
	}
	return slices.DeleteFunc(all, func(c Checkpoint) bool { return c.Closed }), nil
}

// AddCheckpoint adds a place where badges are scanned. A door belongs to a session or a room of the same
// event. Codes: input.required, session.not_found, room.not_found, checkpoint.hours, checkpoint.unknown.
func (s *Service) AddCheckpoint(ctx context.Context, c Checkpoint) (Checkpoint, error) {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return Checkpoint{}, err
	}
	c.ID = NewID()
	if c.NotEnrolled == "" {
		c.NotEnrolled = Warn
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if err := c.mayStand(ctx, r); err != nil {
			return b, err
		}
		b.Add(c.Event, c.ID, CheckpointAdded{c})
		return b, nil
	})
	if err != nil {
		return Checkpoint{}, fmt.Errorf("add checkpoint: %w", err)
	}
	return c, nil
}

// EditCheckpoint changes what u names. A checkpoint that is closed is offered no longer, and stays in the log
// of scans. Codes: as of AddCheckpoint, and checkpoint.not_found, checkpoint.last.
func (s *Service) EditCheckpoint(ctx context.Context, id string, u CheckpointUpdate) (Checkpoint, error) {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return Checkpoint{}, err
	}
	var c Checkpoint
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if c, err = r.Checkpoint(ctx, id); err != nil {
			return b, err
		}
		next := c
		u.assign(&next)
		if err := next.mayStand(ctx, r); err != nil {
			return b, err
		}
		if next.Closed && !c.Closed {
			if err := c.mayClose(ctx, r); err != nil {
				return b, err
			}
		}
		d := differ{event: c.Event, entity: id, wrap: func(c Change) Body { return CheckpointChanged{c} }}
		edit(&d, "title", &c.Title, &next.Title)
		edit(&d, "policy", &c.Policy, &next.Policy)
		edit(&d, "not_enrolled", &c.NotEnrolled, &next.NotEnrolled)
		edit(&d, "opens", &c.Opens, &next.Opens)
		edit(&d, "closes", &c.Closes, &next.Closes)
		edit(&d, "room", &c.Room, &next.Room)
		edit(&d, "session", &c.Session, &next.Session)
		edit(&d, "closed", &c.Closed, &next.Closed)
		return d.batch, nil
	})
	if err != nil {
		return Checkpoint{}, fmt.Errorf("edit checkpoint %s: %w", id, err)
	}
	return c, nil
}

func (u CheckpointUpdate) assign(c *Checkpoint) {
	assign(&c.Title, u.Title)
	assign(&c.Policy, u.Policy)
	assign(&c.NotEnrolled, u.NotEnrolled)
	assign(&c.Opens, u.Opens)
	assign(&c.Closes, u.Closes)
	assign(&c.Room, u.Room)
	assign(&c.Session, u.Session)
	assign(&c.Closed, u.Closed)
	c.Opens, c.Closes = c.Opens.UTC(), c.Closes.UTC()
}

// mayStand puts the title in order and reports what a checkpoint lacks to answer a scan.
func (c *Checkpoint) mayStand(ctx context.Context, r Reader) error {
	if c.Title = strings.TrimSpace(c.Title); c.Title == "" {
		return Fail(CodeRequired, "Field", "title").In("title")
	}
	if !slices.Contains(Policies, c.Policy) {
		return Fail(CodeCheckpointUnknown, "Value", string(c.Policy)).In("policy")
	}
	if !slices.Contains([]Treatment{Allow, Warn, Refuse}, c.NotEnrolled) {
		return Fail(CodeCheckpointUnknown, "Value", string(c.NotEnrolled)).In("not_enrolled")
	}
	if !c.Opens.IsZero() && !c.Closes.IsZero() && !c.Opens.Before(c.Closes) {
		return Fail(CodeCheckpointHours).In("closes")
	}
	if field := c.lacks(); field != "" {
		return Fail(CodeRequired, "Field", field).In(field)
	}
	return c.knows(ctx, r)
}

// knows reports whether the session and the room of a checkpoint are of its event.
func (c *Checkpoint) knows(ctx context.Context, r Reader) error {
	if c.Session != "" {
		session, err := r.Session(ctx, c.Session)
		if err != nil {
			return err
		}
		if session.Event != c.Event {
			return Fail(CodeSessionNotFound, "Value", c.Session).In("session")
		}
	}
	if c.Room == "" {
		return nil
	}
	rooms, err := r.Rooms(ctx, c.Event)
	if err == nil && !slices.ContainsFunc(rooms, func(room Room) bool { return room.ID == c.Room }) {
		err = Fail(CodeRoomNotFound).In("room")
	}
	return err
}

// mayClose keeps the last desk of an event open: arrivals are counted there.
func (c *Checkpoint) mayClose(ctx context.Context, r Reader) error {
	if c.Kind != Desk {
		return nil
	}
	all, err := r.Checkpoints(ctx, c.Event)
	if err == nil && !slices.ContainsFunc(all, func(o Checkpoint) bool { return o.ID != c.ID && o.Kind == Desk && !o.Closed }) {
		err = Fail(CodeCheckpointLast).In("closed")
	}
	return err
}
