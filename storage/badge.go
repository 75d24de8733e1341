package storage

import (
	"context"

	"zlot/event"
)

var badgeKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.BadgeReplaced) error {
		id, ok, err := w.present(ctx, f.Entity, f.HLC)
		if err != nil || !ok {
			return err
		}
		f.Entity = id
		r, found, err := stored[event.Registration](ctx, w, "registration", f.Entity)
		if err != nil || !found {
			return err
		}
		if err := w.keepCode(ctx, b.Old, f.Entity, 0); err != nil {
			return err
		}
		if err := w.endCodes(ctx, f, b.Old); err != nil {
			return err
		}
		r.Badge = b.New
		return w.updateRegistration(ctx, f, r)
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.BadgesPrinted) error {
		err := w.exec(ctx, "INSERT INTO print_run (id, event, at, by, desk, printer, layout, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
			f.ID, f.Event, millis(f.At), f.By, f.Desk, b.Printer, b.Layout, b.Version)
		if err != nil {
			return err
		}
		for _, id := range b.Registrations {
			if err := w.exec(ctx, "INSERT INTO print_badge (run, registration) VALUES (?, ?) ON CONFLICT DO NOTHING", f.ID, id); err != nil {
				return err
			}
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
func (w *writer) keepCode(ctx context.Context, code, registration string, hlc int64) error {
	if code == "" {
		return nil
	}
	return w.exec(ctx, "INSERT INTO badge (code, registration, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", code, registration, hlc)
}

// endCodes takes the badges that a registration had before away, those too that it got by a merge. The new
// one is not on paper yet.
func (w *writer) endCodes(ctx context.Context, f event.Fact, old string) error {
	if err := w.exec(ctx, "UPDATE badge SET replaced = 1 WHERE code = ? AND since < ?", old, f.HLC); err != nil {
		return err
	}
	if err := w.exec(ctx, "DELETE FROM badge_print WHERE registration = ?", f.Entity); err != nil {
		return err
	}
	all, err := w.merges(ctx)
	if err != nil {
		return err
	}
	for id, m := range all {
		if m.into != f.Entity || m.hlc > f.HLC {
			continue
		}
		if err := w.exec(ctx, "UPDATE badge SET replaced = 1 WHERE registration = ? AND since < ?", f.Entity, f.HLC); err != nil {
			return err
		}
		if err := w.exec(ctx, "DELETE FROM badge_print WHERE registration = ?", id); err != nil {
			return err
		}
	}
	return nil
}

const entryOfCode = `SELECT r.data, r.version, p.data, coalesce(p.version, 0), b.replaced
	FROM badge b JOIN registration r ON r.id = b.registration LEFT JOIN person p ON p.id = r.person WHERE b.code = ?`

// EntryByBadge finds whom a badge code belongs to; current is false for a badge that was replaced.
func (r reader) EntryByBadge(ctx context.Context, code string) (e event.Entry, current bool, err error) {
	var replaced bool
	e, err = one(ctx, r.statements, entryOfCode, []any{code}, func(row scanner) (event.Entry, error) {
		return scanEntry(func(dest ...any) error { return row(append(dest, &replaced)...) })
	})
	return e, err == nil && !replaced, absent(err, event.CodeRegistrationNotFound, code)
}
