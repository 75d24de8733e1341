package storage

import (
	"context"
	"strings"

	"zlot/event"
)

// Layouts of badges. The last one saved wins, whatever the order in which the facts arrive.
var layoutKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.LayoutSaved) error {
		return w.exec(ctx, `INSERT INTO layout (id, event, version, removed, data) VALUES (?, ?, ?, 0, ?)
			ON CONFLICT DO UPDATE SET event = excluded.event, version = excluded.version, removed = 0, data = excluded.data
			WHERE excluded.version > version`, f.Entity, b.Layout.Event, f.HLC, string(f.Body))
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, _ event.LayoutRemoved) error {
		return w.exec(ctx, `INSERT INTO layout (id, event, version, removed, data) VALUES (?, ?, ?, 1, '{}')
			ON CONFLICT DO UPDATE SET version = excluded.version, removed = 1 WHERE excluded.version > version`,
			f.Entity, f.Event, f.HLC)
	}),
)

// BadgeLayouts lists an event's own layouts, as they were made.
func (r reader) BadgeLayouts(ctx context.Context, eventID string) ([]event.Layout, error) {
	return list(ctx, r.statements, "SELECT data FROM layout WHERE event = ? AND NOT removed ORDER BY id",
		[]any{eventID}, document[event.Layout])
}

// Layout finds one layout of an event.
func (r reader) Layout(ctx context.Context, id string) (event.Layout, error) {
	l, err := one(ctx, r.statements, "SELECT data FROM layout WHERE id = ? AND NOT removed", []any{id}, document[event.Layout])
	return l, absent(err, event.CodeBadgeLayout, id)
}

// PrintRuns is the log of badges printed, newest first. A registration that became part of another one by
// a merge stands there as that one.
func (r reader) PrintRuns(ctx context.Context, eventID string) ([]event.PrintRun, error) {
	return list(ctx, r.statements, `SELECT p.id, p.event, p.at, p.by, p.desk, p.printer, p.layout, p.version,
			coalesce(group_concat(coalesce(m."into", b.registration)), '')
		FROM print_run p LEFT JOIN print_badge b ON b.run = p.id LEFT JOIN merged m ON m.id = b.registration
		WHERE p.event = ? GROUP BY p.id ORDER BY p.at DESC, p.id DESC`, []any{eventID},
		func(row scanner) (event.PrintRun, error) {
			var p event.PrintRun
			var at int64
			var ids string
			err := row(&p.ID, &p.Event, &at, &p.By, &p.Desk, &p.Printer, &p.Layout, &p.Version, &ids)
			p.At = fromMillis(at)
			if ids != "" {
				p.Registrations = strings.Split(ids, ",")
			}
			return p, err
		})
}
