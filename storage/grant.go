package storage

import (
	"context"

	"zlot/event"
)

var grantKinds = kind(func(ctx context.Context, w *writer, f event.Fact, b event.HoursGranted) error {
	err := w.exec(ctx, "INSERT INTO hours_grant (id, event, at, version, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		b.ID, b.Grant.Event, millis(b.At), f.HLC, string(f.Body))
	return w.follow(ctx, err, b.Registration, func(into string) error { return w.moveGrants(ctx, b.Registration, into) })
})

// Grants lists the hours of an event that no scan shows, oldest first.
func (r reader) Grants(ctx context.Context, eventID string) ([]event.Grant, error) {
	return list(ctx, r.statements, "SELECT data FROM hours_grant WHERE event = ? ORDER BY at, id", []any{eventID}, document[event.Grant])
}
