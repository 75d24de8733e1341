package storage

import (
	"context"
	"encoding/json"

	"zlot/event"
)

var eventKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.EventCreated) error {
		return w.exec(ctx, "INSERT INTO event (id, start, version, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
			b.ID, string(b.Start), f.HLC, string(f.Body))
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.EventChanged) error {
		return changed(ctx, w, f, "event", b.Change, func(e event.Event) error {
			data, err := json.Marshal(e)
			if err != nil {
				return err
			}
			return w.exec(ctx, "UPDATE event SET start = ?, version = ?, data = ? WHERE id = ?",
				string(e.Start), f.HLC, string(data), f.Entity)
		})
	}),
)

// Events lists all events, newest first.
func (r reader) Events(ctx context.Context) ([]event.Event, error) {
	return list(ctx, r.statements, "SELECT data FROM event ORDER BY start DESC, id DESC", nil, document[event.Event])
}

// Event finds one event.
func (r reader) Event(ctx context.Context, id string) (event.Event, error) {
	e, err := remembered(r.known, id, func() (event.Event, error) {
		return one(ctx, r.statements, "SELECT data FROM event WHERE id = ?", []any{id}, document[event.Event])
	})
	return e, absent(err, event.CodeEventNotFound, id)
}
