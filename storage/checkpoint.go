package storage

import (
	"context"
	"encoding/json"
	"slices"

	"zlot/event"
)

var checkpointKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.CheckpointAdded) error {
		c := b.Checkpoint
		return w.exec(ctx, "INSERT INTO checkpoint (id, event, kind, version, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
			c.ID, c.Event, string(c.Kind), f.HLC, string(f.Body))
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.CheckpointChanged) error {
		return changed(ctx, w, f, "checkpoint", b.Change, func(c event.Checkpoint) error {
			data, err := json.Marshal(c)
			if err != nil {
				return err
			}
			return w.exec(ctx, "UPDATE checkpoint SET event = ?, kind = ?, version = ?, data = ? WHERE id = ?",
				c.Event, string(c.Kind), f.HLC, string(data), f.Entity)
		})
	}),
)

// Checkpoints lists an event's checkpoints, the desk first, then as they were added.
func (r reader) Checkpoints(ctx context.Context, eventID string) ([]event.Checkpoint, error) {
	all, err := remembered(r.known, "checkpoints of "+eventID, func() ([]event.Checkpoint, error) {
		return list(ctx, r.statements, "SELECT data FROM checkpoint WHERE event = ? ORDER BY kind <> ?, id",
			[]any{eventID, string(event.Desk)}, document[event.Checkpoint])
	})
	return slices.Clone(all), err
}

// Checkpoint finds one checkpoint.
func (r reader) Checkpoint(ctx context.Context, id string) (event.Checkpoint, error) {
	c, err := remembered(r.known, id, func() (event.Checkpoint, error) {
		return one(ctx, r.statements, "SELECT data FROM checkpoint WHERE id = ?", []any{id}, document[event.Checkpoint])
	})
	return c, absent(err, event.CodeCheckpointMissing, id)
}
