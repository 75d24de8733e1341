package storage

import (
	"context"

	"zlot/event"
)

var formKinds = kind(func(ctx context.Context, w *writer, f event.Fact, _ event.FormMapped) error {
	return w.exec(ctx, `INSERT INTO form (id, version, data) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET version = excluded.version, data = excluded.data WHERE excluded.version >= form.version`,
		f.Entity, f.HLC, string(f.Body))
})

// Forms lists the forms that were understood once, by id.
func (r reader) Forms(ctx context.Context) ([]event.Form, error) {
	return list(ctx, r.statements, "SELECT data FROM form ORDER BY id", nil, document[event.Form])
}
