package storage

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"zlot/event"
)

// Merging moves everything that hangs on the dropped one to the kept one. What arrives later about the
// dropped one is about the kept one.
var mergeKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.PersonMerged) error {
		if fresh, err := w.merge(ctx, f, b.Into); err != nil || !fresh {
			return err
		}
		return w.movePerson(ctx, f.Entity, b.Into)
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.RegistrationMerged) error {
		if fresh, err := w.merge(ctx, f, b.Into); err != nil || !fresh {
			return err
		}
		return w.moveRegistration(ctx, f, b.Into)
	}),
)

// merge is what became of an id, and when.
type merge struct {
	into string
	hlc  int64
}

// merges are all ids that became part of another one.
func (w *writer) merges(ctx context.Context) (map[string]merge, error) {
	if w.merged != nil {
		return w.merged, nil
	}
	all := map[string]merge{}
	err := w.each(ctx, `SELECT id, "into", version FROM merged`, nil, func(row scanner) error {
		var id string
		var m merge
		if err := row(&id, &m.into, &m.hlc); err != nil {
			return err
		}
		all[id] = m
		return nil
	})
	if err == nil {
		w.merged = all
	}
	return all, err
}

// kept is the id itself, or the one that it became part of.
func (w *writer) kept(ctx context.Context, id string) (string, error) {
	all, err := w.merges(ctx)
	if m, gone := all[id]; gone {
		return m.into, err
	}
	return id, err
}

// mergedWith lists what became part of an entity.
func (r reader) mergedWith(ctx context.Context, id string) ([]string, error) {
	return list(ctx, r.statements, `SELECT id FROM merged WHERE "into" = ? ORDER BY id`, []any{id}, func(row scanner) (other string, err error) {
		err = row(&other)
		return other, err
	})
}

// isMerged reports whether the id became part of another one.
func (w *writer) isMerged(ctx context.Context, id string) (bool, error) {
	all, err := w.merges(ctx)
	_, gone := all[id]
	return gone, err
}

// present finds what a change is about now. A change that a merge has taken in is done with.
func (w *writer) present(ctx context.Context, id string, hlc int64) (now string, ok bool, err error) {
	all, err := w.merges(ctx)
	m, gone := all[id]
	switch {
	case err != nil || (gone && hlc < m.hlc):
		return id, false, err
	case gone:
		return m.into, true, nil
	}
	return id, true, nil
}

// merge remembers what became of the fact's entity, and of what became part of that before. It is fresh
// once.
func (w *writer) merge(ctx context.Context, f event.Fact, into string) (fresh bool, err error) {
	if gone, err := w.isMerged(ctx, f.Entity); err != nil || gone {
		return false, err
	}
	if into, err = w.kept(ctx, into); err != nil || into == f.Entity {
		return false, err
	}
	w.merged = nil
	err = w.exec(ctx, `UPDATE merged SET "into" = ?, version = ? WHERE "into" = ?`, into, f.HLC, f.Entity)
	if err != nil {
		return false, err
	}
	return true, w.exec(ctx, `INSERT INTO merged (id, "into", version) VALUES (?, ?, ?)`, f.Entity, into, f.HLC)
}

// movePerson gives the registrations of one person to another one.
func (w *writer) movePerson(ctx context.Context, from, into string) error {
	theirs, err := list(ctx, w.statements, "SELECT data FROM registration WHERE person = ?", []any{from}, document[event.Registration])
	if err != nil {
		return err
	}
	for _, r := range theirs {
		r.Person = into
		data, err := json.Marshal(r)
		if err != nil {
			return err
		}
		if err := w.exec(ctx, "UPDATE registration SET person = ?, data = ? WHERE id = ?", into, string(data), r.ID); err != nil {
			return err
		}
	}
	return w.exec(ctx, "DELETE FROM person WHERE id = ?", from)
}

// moveRegistration gives what hangs on one registration to another one. Its badge still opens doors.
func (w *writer) moveRegistration(ctx context.Context, f event.Fact, into string) error {
	from := f.Entity
	if err := w.exec(ctx, "UPDATE badge SET registration = ?, since = ? WHERE registration = ?", into, f.HLC, from); err != nil {
		return err
	}
	places, err := w.placesOf(ctx, from)
	if err != nil {
		return err
	}
	if err := w.exec(ctx, "UPDATE scan SET registration = ? WHERE registration = ?", into, from); err != nil {
		return err
	}
	if err := w.movePresence(ctx, from, into, places); err != nil {
		return err
	}
	if err := w.moveEnrolments(ctx, f, into); err != nil {
		return err
	}
	for _, move := range []func(context.Context, string, string) error{w.moveGrants, w.moveDecisions, w.moveCertificates, w.moveMessages, w.moveContributors} {
		if err := move(ctx, from, into); err != nil {
			return err
		}
	}
	return w.exec(ctx, "DELETE FROM registration WHERE id = ?", from)
}

func (w *writer) moveGrants(ctx context.Context, from, into string) error {
	return moveDocuments(ctx, w, "hours_grant", "id", from, func(g *event.Grant) string { g.Registration = into; return g.ID })
}

func (w *writer) moveCertificates(ctx context.Context, from, into string) error {
	return moveDocuments(ctx, w, "certificate", "number", from, func(c *event.Certificate) string { c.Registration = into; return c.Number })
}

func (w *writer) moveMessages(ctx context.Context, from, into string) error {
	return moveDocuments(ctx, w, "message", "id", from, func(m *event.Message) string { m.Registration = into; return m.ID })
}

// follow moves what was just written about a registration that became part of another one.
func (w *writer) follow(ctx context.Context, err error, registration string, move func(into string) error) error {
	if err != nil {
		return err
	}
	into, err := w.kept(ctx, registration)
	if err != nil || into == registration {
		return err
	}
	return move(into)
}

// moveDocuments names another registration in the documents of a table.
func moveDocuments[T any](ctx context.Context, w *writer, table, key, from string, move func(*T) (id string)) error {
	all, err := list(ctx, w.statements, "SELECT data FROM "+table+" WHERE data ->> 'registration' = ?", []any{from}, document[T])
	if err != nil {
		return err
	}
	for i := range all {
		id := move(&all[i])
		data, err := json.Marshal(all[i])
		if err != nil {
			return err
		}
		if err := w.exec(ctx, fmt.Sprintf("UPDATE %s SET data = ? WHERE %s = ?", table, key), string(data), id); err != nil {
			return err
		}
	}
	return nil
}

// moveEnrolments gives places in sessions to another registration; where both stand, the better place stays.
func (w *writer) moveEnrolments(ctx context.Context, f event.Fact, into string) error {
	read := func(registration string) ([]event.Enrolment, error) {
		return list(ctx, w.statements, "SELECT "+enrolmentColumns+" FROM enrolment WHERE registration = ?", []any{registration}, scanEnrolment)
	}
	theirs, err := read(f.Entity)
	if err != nil {
		return err
	}
	own, err := read(into)
	if err != nil {
		return err
	}
	has := map[string]event.Enrolment{}
	for _, e := range own {
		has[e.Session] = e
	}
	for _, e := range theirs {
		if mine, both := has[e.Session]; both {
			e = betterEnrolment(mine, e)
		}
		e.Registration = into
		if err := w.setEnrolment(ctx, e, f.HLC); err != nil {
			return err
		}
	}
	return w.exec(ctx, "DELETE FROM enrolment WHERE registration = ?", f.Entity)
}

// betterEnrolment is a place rather than waiting, and waiting rather than neither.
func betterEnrolment(a, b event.Enrolment) event.Enrolment {
	worth := map[event.EnrolmentState]int{event.Enrolled: 2, event.OnWaitlist: 1}
	if cmp.Compare(worth[b.State], worth[a.State]) > 0 {
		return b
	}
	return a
}
