package storage

import (
	"context"
	"fmt"
	"strings"

	"zlot/event"
)

// viewVersion is raised whenever the same log makes other views: a new kind of fact, a new column.
const viewVersion = 12

// views are the tables that are made of the log alone, with the columns that name a row.
var views = []struct{ table, key string }{
	{"event", "id"}, {"person", "id"}, {"registration", "id"}, {"badge", "code"}, {"badge_print", "registration"},
	{"grp", "id"}, {"room", "id"}, {"session", "id"}, {"enrolment", "session, registration"}, {"checkpoint", "id"},
	{"scan", "id"}, {"presence", "checkpoint, session, registration"}, {"hours_grant", "id"}, {"decision", "entity"}, {"certificate", "number"}, {"message", "id"},
	{"release", "id"}, {"layout", "id"}, {"print_run", "id"}, {"print_badge", "registration, run"}, {"form", "id"}, {"import", "id"}, {"merged", "id"}, {"erased", "person"}, {"operator", "id"},
}

// Rebuild makes all views anew from the log, in one transaction.
func (db *DB) Rebuild(ctx context.Context) error {
	if db.readOnly {
		return event.Fail(event.CodeReadOnly, "Path", db.path)
	}
	return db.write(ctx, func(w *writer) error {
		for _, v := range views {
			if err := w.exec(ctx, "DELETE FROM "+v.table); err != nil {
				return fmt.Errorf("empty %s: %w", v.table, err)
			}
		}
		w.merged = nil
		if err := w.fold(ctx, w.statements); err != nil {
			return err
		}
		if err := w.emptyRemoved(ctx); err != nil {
			return err
		}
		return w.exec(ctx, "INSERT INTO meta (key, value) VALUES ('views', ?) ON CONFLICT DO UPDATE SET value = excluded.value", w.viewsMade())
	}, db.index.forget)
}

// fold applies the log of source, in the order of its clock, whatever the order in which it arrived.
func (w *writer) fold(ctx context.Context, source *statements) error {
	return source.eachFact(ctx, func(f event.Fact) error { return w.show(ctx, f) })
}

// show applies a fact of the log, as far as it may be known.
func (w *writer) show(ctx context.Context, f event.Fact) error {
	f, err := w.hushed(ctx, f)
	if err != nil {
		return err
	}
	return w.apply(ctx, f)
}

// viewsMade says by which rules and tables views are made now.
func (w *writer) viewsMade() string { return viewRules(w.sorter) }

func viewRules(s *sorter) string { return fmt.Sprintf("%d/%s", viewVersion, s.fingerprint()) }

// refreshViews rebuilds the views if another version of the program, with other rules or another
// Polish alphabet, made them.
func (db *DB) refreshViews(ctx context.Context) error {
	fresh, err := db.viewsAreFresh(ctx, db.w.viewsMade())
	if err != nil || fresh {
		return err
	}
	return db.Rebuild(ctx)
}

// viewsAreFresh reports whether the views were made by these rules and tables.
func (r reader) viewsAreFresh(ctx context.Context, rules string) (bool, error) {
	made, err := list(ctx, r.statements, "SELECT value FROM meta WHERE key = 'views'", nil,
		func(row scanner) (s string, err error) { err = row(&s); return s, err })
	return strings.Join(made, "") == rules, err
}
