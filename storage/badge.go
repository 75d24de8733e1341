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
		if err := w.renewCode(ctx, f, b.New); err != nil {
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
		for i, id := range b.Registrations {
			if err := w.exec(ctx, "INSERT INTO print_badge (run, registration) VALUES (?, ?) ON CONFLICT DO NOTHING", f.ID, id); err != nil {
				return err
			}
			version := ""
			if i < len(b.Versions) {
				version = b.Versions[i]
			}
			err := w.exec(ctx, `INSERT INTO badge_print (registration, event, at, layout, version, hlc) VALUES (?, ?, ?, ?, ?, ?)
				ON CONFLICT DO UPDATE SET at = excluded.at, layout = excluded.layout, version = excluded.version, hlc = excluded.hlc
				WHERE excluded.hlc > hlc`, id, f.Event, millis(f.At), b.Layout, version, f.HLC)
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

// renewCode makes a code that the registration had before its present one again: a badge that was given to the
// wrong person was taken back.
func (w *writer) renewCode(ctx context.Context, f event.Fact, code string) error {
	return w.exec(ctx, "UPDATE badge SET replaced = 0, since = ? WHERE code = ? AND registration = ? AND since < ?", f.HLC, code, f.Entity, f.HLC)
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

// LastPrints tells how present badges were printed last.
func (r reader) LastPrints(ctx context.Context, eventID string, registrations []string) (map[string]event.LastPrint, error) {
	query := `SELECT coalesce(m."into", b.registration), b.at, b.layout, b.version FROM badge_print b
		LEFT JOIN merged m ON m.id = b.registration WHERE b.event = ?`
	args := []any{eventID}
	if registrations != nil {
		with, err := r.MergedInto(ctx, registrations)
		if err != nil {
			return nil, err
		}
		query += " AND b.registration IN (SELECT value FROM json_each(?))"
		args = append(args, jsonList(with))
	}
	prints := map[string]event.LastPrint{}
	err := r.each(ctx, query+" ORDER BY b.hlc", args, func(row scanner) error { // the last one stays
		var id string
		var at int64
		var p event.LastPrint
		if err := row(&id, &at, &p.Layout, &p.Version); err != nil {
			return err
		}
		p.At = fromMillis(at)
		prints[id] = p
		return nil
	})
	return prints, err
}
