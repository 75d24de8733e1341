package storage

import (
	"context"

	"zlot/event"
)

var badgeKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.BadgeReplaced) error {
		r, found, err := stored[event.Registration](ctx, w, "registration", f.Entity)
		if err != nil || !found {
			return err
		}
		if err := w.keepCode(ctx, b.Old, f.Entity); err != nil {
			return err
		}
		// The new one is not on paper yet.
		if err := w.exec(ctx, "DELETE FROM badge_print WHERE registration = ?", f.Entity); err != nil {
			return err
		}
		r.Badge = b.New
		return w.updateRegistration(ctx, f, r)
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.BadgesPrinted) error {
		for _, id := range b.Registrations {
			err := w.exec(ctx, `INSERT INTO badge_print (registration, event, at) VALUES (?, ?, ?)
				ON CONFLICT DO UPDATE SET at = max(at, excluded.at)`, id, f.Event, millis(f.At))
			if err != nil {
				return err
			}
		}
		return nil
	}),
)

// keepCode remembers whose code it is, also after it was replaced.
func (w *writer) keepCode(ctx context.Context, code, registration string) error {
	if code == "" {
		return nil
	}
	return w.exec(ctx, "INSERT INTO badge (code, registration) VALUES (?, ?) ON CONFLICT DO NOTHING", code, registration)
}

// EntryByBadge finds whom a badge code belongs to; current is false for a badge that was replaced.
func (r reader) EntryByBadge(ctx context.Context, code string) (e event.Entry, current bool, err error) {
	e, err = one(ctx, r.statements, entryFrom+" JOIN badge b ON b.registration = r.id WHERE b.code = ?", []any{code}, scanEntry)
	return e, err == nil && e.Badge == code, absent(err, event.CodeRegistrationNotFound, code)
}
