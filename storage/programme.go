package storage

import (
	"context"
	"encoding/json"

	"zlot/event"
)

// Groups, rooms and sessions.
var programmeKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.GroupAdded) error {
		return w.exec(ctx, "INSERT INTO grp (id, event, version, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
			b.ID, b.Group.Event, f.HLC, string(f.Body))
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.RoomAdded) error {
		return w.exec(ctx, "INSERT INTO room (id, event, version, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
			b.ID, b.Room.Event, f.HLC, string(f.Body))
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.GroupChanged) error {
		return changed(ctx, w, f, "grp", b.Change, func(g event.Group) error { return w.setDocument(ctx, "grp", f, g) })
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.RoomChanged) error {
		return changed(ctx, w, f, "room", b.Change, func(r event.Room) error { return w.setDocument(ctx, "room", f, r) })
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.ProgrammeReleased) error {
		err := w.exec(ctx, `INSERT INTO "release" (id, event, number, version, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			b.ID, b.Release.Event, b.Number, f.HLC, string(f.Body))
		if err != nil {
			return err
		}
		return w.relink(ctx, `"release"`, b.ID)
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.SessionAdded) error {
		s := b.Session
		err := w.exec(ctx, "INSERT INTO session (id, event, start, room, dropped, version, data) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
			s.ID, s.Event, millis(s.Start), s.Room, s.Dropped, f.HLC, string(f.Body))
		if err != nil {
			return err
		}
		return w.relink(ctx, "session", s.ID)
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.SessionChanged) error {
		return changed(ctx, w, f, "session", b.Change, func(s event.Session) error {
			data, err := json.Marshal(s)
			if err != nil {
				return err
			}
			err = w.exec(ctx, "UPDATE session SET event = ?, start = ?, room = ?, dropped = ?, version = ?, data = ? WHERE id = ?",
				s.Event, millis(s.Start), s.Room, s.Dropped, f.HLC, string(data), f.Entity)
			if err != nil || b.Field != "contributors" {
				return err
			}
			return w.relink(ctx, "session", f.Entity)
		})
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, _ event.SessionRemoved) error {
		if err := w.exec(ctx, "DELETE FROM enrolment WHERE session = ?", f.Entity); err != nil {
			return err
		}
		return w.exec(ctx, "DELETE FROM session WHERE id = ?", f.Entity)
	}),
)

// setDocument writes an entity whose row is its JSON alone.
func (w *writer) setDocument(ctx context.Context, table string, f event.Fact, entity any) error {
	data, err := json.Marshal(entity)
	if err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE "+table+" SET version = ?, data = ? WHERE id = ?", f.HLC, string(data), f.Entity)
}

// Groups lists an event's groups in the order in which they were added.
func (r reader) Groups(ctx context.Context, eventID string) ([]event.Group, error) {
	return list(ctx, r.statements, "SELECT data FROM grp WHERE event = ? ORDER BY id", []any{eventID}, document[event.Group])
}

// Rooms lists an event's rooms in the order in which they were added.
func (r reader) Rooms(ctx context.Context, eventID string) ([]event.Room, error) {
	return list(ctx, r.statements, "SELECT data FROM room WHERE event = ? ORDER BY id", []any{eventID}, document[event.Room])
}

// Sessions lists the programme by start, then room.
func (r reader) Sessions(ctx context.Context, eventID string) ([]event.Session, error) {
	return r.sessions(ctx, eventID, false)
}

// DroppedSessions lists what was taken out of the programme.
func (r reader) DroppedSessions(ctx context.Context, eventID string) ([]event.Session, error) {
	return r.sessions(ctx, eventID, true)
}

func (r reader) sessions(ctx context.Context, eventID string, dropped bool) ([]event.Session, error) {
	return list(ctx, r.statements, "SELECT data FROM session WHERE event = ? AND dropped = ? ORDER BY start, room, id",
		[]any{eventID, dropped}, document[event.Session])
}

// Releases lists the programmes that were made known, oldest first.
func (r reader) Releases(ctx context.Context, eventID string) ([]event.Release, error) {
	return list(ctx, r.statements, `SELECT data FROM "release" WHERE event = ? ORDER BY number, version, id`, []any{eventID}, document[event.Release])
}

// Session finds one session.
func (r reader) Session(ctx context.Context, id string) (event.Session, error) {
	s, err := one(ctx, r.statements, "SELECT data FROM session WHERE id = ?", []any{id}, document[event.Session])
	return s, absent(err, event.CodeSessionNotFound, id)
}
