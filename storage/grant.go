package storage

import (
	"context"

	"zlot/event"
)

// Hours that were taken back keep their row, so that it does not matter which of the two facts arrives first.
var grantKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.HoursGranted) error {
		err := w.exec(ctx, `INSERT INTO hours_grant (id, event, at, version, data) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET event = excluded.event, at = excluded.at, version = excluded.version, data = excluded.data
			WHERE hours_grant.data = '{}'`,
			b.ID, b.Grant.Event, millis(b.At), f.HLC, string(f.Body))
		return w.follow(ctx, err, b.Registration, func(into string) error { return w.moveGrants(ctx, b.Registration, into) })
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, _ event.HoursRevoked) error {
		return w.exec(ctx, `INSERT INTO hours_grant (id, event, at, version, data, revoked) VALUES (?, ?, 0, 0, '{}', 1)
			ON CONFLICT DO UPDATE SET revoked = 1`, f.Entity, f.Event)
	}),
)

const grantFrom = "SELECT data FROM hours_grant WHERE revoked = 0 AND data <> '{}'"

// Grants lists the hours of an event that no scan shows, oldest first, without those that were taken back.
func (r reader) Grants(ctx context.Context, eventID string) ([]event.Grant, error) {
	return list(ctx, r.statements, grantFrom+" AND event = ? ORDER BY at, id", []any{eventID}, document[event.Grant])
}

// RevokedGrants lists the hours of an event that were granted and taken back, oldest first.
func (r reader) RevokedGrants(ctx context.Context, eventID string) ([]event.Grant, error) {
	return list(ctx, r.statements, "SELECT data FROM hours_grant WHERE revoked = 1 AND data <> '{}' AND event = ? ORDER BY at, id",
		[]any{eventID}, document[event.Grant])
}

// Grant finds hours that no scan shows and that were not taken back.
func (r reader) Grant(ctx context.Context, id string) (event.Grant, error) {
	g, err := one(ctx, r.statements, grantFrom+" AND id = ?", []any{id}, document[event.Grant])
	return g, absent(err, event.CodeGrantNotFound, id)
}
