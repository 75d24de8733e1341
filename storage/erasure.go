package storage

import (
	"context"
	"encoding/json"
	"math"
	"slices"

	"zlot/event"
)

// Erasing empties what is personal in the log and in the views alike, so that views made anew from the log
// are the same.
var erasureKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.PersonErased) error {
		s, err := w.subjectOf(ctx, f.Entity)
		if err != nil {
			return err
		}
		for _, id := range s.persons {
			const query = "INSERT INTO erased (person, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = min(at, excluded.at)"
			if err := w.exec(ctx, query, id, millis(f.At)); err != nil {
				return err
			}
		}
		w.gone.add(s)
		if err := w.forgetFilters(ctx, s, event.Fields{event.AllFields}); err != nil {
			return err
		}
		// The facts that were made before and arrive later are emptied as well.
		fields := event.Fields{event.AllFields}
		if b.Register {
			fields = append(fields, event.RegisterFields)
		}
		return w.empty(ctx, f, s, fields, math.MaxInt64)
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.PersonPurged) error {
		s, err := w.subjectOf(ctx, f.Entity)
		if err != nil {
			return err
		}
		if err := w.forgetFilters(ctx, s, b.Fields); err != nil {
			return err
		}
		return w.empty(ctx, f, s, b.Fields, f.HLC)
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.RegistrationPurged) error {
		ids, err := w.MergedInto(ctx, []string{f.Entity})
		if err != nil {
			return err
		}
		return w.empty(ctx, f, subject{registrations: ids}, b.Fields, f.HLC)
	}),
)

// subject is whom an erasure is about, with those who became part of it.
type subject struct{ persons, registrations []string }

func (w *writer) subjectOf(ctx context.Context, person string) (s subject, err error) {
	if s.persons, err = w.MergedInto(ctx, []string{person}); err != nil {
		return s, err
	}
	of, err := w.ids(ctx, "SELECT id FROM registration WHERE person IN (SELECT value FROM json_each(?)) ORDER BY id", s.persons)
	if err != nil {
		return s, err
	}
	s.registrations, err = w.MergedInto(ctx, of)
	return s, err
}

// MergedInto adds to ids those that became part of them.
func (r reader) MergedInto(ctx context.Context, ids []string) ([]string, error) {
	return r.ids(ctx, `WITH RECURSIVE one(id) AS (SELECT value FROM json_each(?)
		UNION SELECT m.id FROM one JOIN merged m ON m."into" = one.id) SELECT id FROM one`, ids)
}

// ids runs a query whose one parameter is a list of ids and whose rows are ids.
func (r reader) ids(ctx context.Context, query string, of []string) ([]string, error) {
	return list(ctx, r.statements, query, []any{jsonList(of)}, func(row scanner) (id string, err error) {
		err = row(&id)
		return id, err
	})
}

func jsonList(ids []string) string {
	if ids == nil {
		return "[]"
	}
	raw, err := json.Marshal(ids)
	if err != nil {
		panic(err) // strings
	}
	return string(raw)
}

// empty takes fields out of everything about a subject: out of the facts of the log up to a clock, and out
// of the views.
func (w *writer) empty(ctx context.Context, f event.Fact, s subject, fields event.Fields, until int64) error {
	messages, err := w.ids(ctx, "SELECT id FROM message WHERE data ->> 'registration' IN (SELECT value FROM json_each(?))", s.registrations)
	if err != nil {
		return err
	}
	grants, err := w.ids(ctx, "SELECT id FROM hours_grant WHERE data ->> 'registration' IN (SELECT value FROM json_each(?))", s.registrations)
	if err != nil {
		return err
	}
	decisions, err := w.ids(ctx, `SELECT DISTINCT f.entity FROM json_each(?) r JOIN fact f
		ON f.entity >= r.value || '/' AND f.entity < r.value || '0' AND f.kind = 'eligibility.decided'`, s.registrations)
	if err != nil {
		return err
	}
	certificates, err := w.ids(ctx, "SELECT number FROM certificate WHERE data ->> 'registration' IN (SELECT value FROM json_each(?))", s.registrations)
	if err != nil {
		return err
	}
	scans, err := w.ids(ctx, `SELECT id FROM scan WHERE registration IN (SELECT value FROM json_each(?))
		AND checkpoint IN (SELECT id FROM checkpoint UNION SELECT '') AND reason <> ''`, s.registrations)
	if err != nil {
		return err
	}
	photos, err := w.photosOf(ctx, s.registrations, fields)
	if err != nil {
		return err
	}
	files, err := w.filesOf(ctx, messages, fields)
	if err != nil {
		return err
	}
	entities := slices.Concat(s.persons, s.registrations, messages, grants, decisions, certificates)
	if err := w.emptyFacts(ctx, "kind <> 'scan.made'", entities, fields, until); err != nil {
		return err
	}
	if len(scans) > 0 { // without an index: such scans are few
		if err := w.emptyFacts(ctx, "kind IN ('scan.made', 'scan.undone')", scans, fields, until); err != nil {
			return err
		}
	}
	if err := w.emptyContributors(ctx, s, fields, until); err != nil { // by the name, which is still there
		return err
	}
	if err := w.emptyViews(ctx, f, s, papersOf{messages, grants, scans, certificates}, fields); err != nil {
		return err
	}
	if err := w.forgetFiles(ctx, files); err != nil {
		return err
	}
	if err := w.forgetDocuments(ctx, certificates, fields); err != nil {
		return err
	}
	return w.forgetPhotos(ctx, photos)
}

// emptyFacts rewrites the bodies of facts in the log.
func (w *writer) emptyFacts(ctx context.Context, condition string, entities []string, fields event.Fields, until int64) error {
	return w.rewriteFacts(ctx, condition+" AND entity IN (SELECT value FROM json_each(?)) AND hlc < ?", []any{jsonList(entities), until},
		func(f event.Fact) (event.Fact, bool, error) { return f.Without(fields) })
}

// rewriteFacts gives facts of the log the bodies that edit makes of them.
func (w *writer) rewriteFacts(ctx context.Context, condition string, args []any, edit func(event.Fact) (event.Fact, bool, error)) error {
	type numbered struct {
		n    int64
		fact event.Fact
	}
	query := "SELECT n, " + factColumns + " FROM fact WHERE " + condition
	facts, err := list(ctx, w.statements, query, args, func(row scanner) (f numbered, err error) {
		f.fact, err = scanFact(func(dest ...any) error { return row(append([]any{&f.n}, dest...)...) })
		return f, err
	})
	if err != nil {
		return err
	}
	for _, f := range facts {
		without, changed, err := edit(f.fact)
		if err != nil {
			return err
		}
		if !changed {
			continue
		}
		if err := w.exec(ctx, "UPDATE fact SET body = ? WHERE n = ?", string(without.Body), f.n); err != nil {
			return err
		}
	}
	return nil
}

// papersOf are the rows that hang on registrations.
type papersOf struct{ messages, grants, scans, certificates []string }

func (w *writer) emptyViews(ctx context.Context, f event.Fact, s subject, papers papersOf, fields event.Fields) error {
	for _, id := range s.persons {
		if err := emptyRow(ctx, w, f, "person", id, func(p event.Person) event.Person { return p.Without(fields) }, w.updatePerson); err != nil {
			return err
		}
	}
	for _, id := range s.registrations {
		err := emptyRow(ctx, w, f, "registration", id,
			func(r event.Registration) event.Registration { return r.Without(fields) }, w.updateRegistration)
		if err != nil {
			return err
		}
	}
	for _, id := range papers.messages {
		if err := w.emptyMessage(ctx, f, id, fields); err != nil {
			return err
		}
	}
	for _, id := range papers.grants {
		if err := emptyRow(ctx, w, f, "hours_grant", id, func(g event.Grant) event.Grant { return g.Without(fields) }, w.updateGrant); err != nil {
			return err
		}
	}
	if !fields.Has(event.AllFields) {
		return nil
	}
	return w.emptyWhole(ctx, f, s, papers, fields)
}

func (w *writer) emptyMessage(ctx context.Context, f event.Fact, id string, fields event.Fields) error {
	err := emptyRow(ctx, w, f, "message", id, func(m event.Message) event.Message { return m.Without(fields) }, w.updateMessage)
	if err != nil || !fields.Has("email") {
		return err
	}
	return w.forgetAddress(ctx, id)
}

// emptyWhole empties what is left of people of whom nothing personal may remain.
func (w *writer) emptyWhole(ctx context.Context, f event.Fact, s subject, papers papersOf, fields event.Fields) error {
	for _, number := range papers.certificates {
		f.Entity = number
		err := w.editCertificate(ctx, f, func(c *event.Certificate) { *c = c.Without(fields) })
		if err != nil {
			return err
		}
	}
	for _, id := range s.registrations {
		err := moveDocuments(ctx, w, "decision", "entity", id, func(d *event.Decision) string { *d = d.Without(fields); return d.Registration + "/" + d.Kind })
		if err != nil {
			return err
		}
	}
	// The codes open no door any more.
	if err := w.exec(ctx, "DELETE FROM badge WHERE registration IN (SELECT value FROM json_each(?))", jsonList(s.registrations)); err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE scan SET reason = '' WHERE id IN (SELECT value FROM json_each(?))", jsonList(papers.scans))
}

// emptyRow reads the JSON of a row, empties it and stores it as the fact's doing. A row that is not there
// may still arrive, and is emptied then.
func emptyRow[T any](ctx context.Context, w *writer, f event.Fact, table, id string, edit func(T) T, store func(context.Context, event.Fact, T) error) error {
	v, found, err := stored[T](ctx, w, table, id)
	if err != nil || !found {
		return err
	}
	f.Entity = id
	return store(ctx, f, edit(v))
}

func (w *writer) updateMessage(ctx context.Context, f event.Fact, m event.Message) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE message SET version = ?, data = ? WHERE id = ?", f.HLC, string(data), f.Entity)
}

func (w *writer) updateGrant(ctx context.Context, f event.Fact, g event.Grant) error {
	data, err := json.Marshal(g)
	if err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE hours_grant SET version = ?, data = ? WHERE id = ?", f.HLC, string(data), f.Entity)
}

// forgetAddress takes the address out of the outbox, and the server's words, which repeat it. What was
// sent when, and with which code, stays.
func (w *writer) forgetAddress(ctx context.Context, message string) error {
	for _, query := range []string{
		"UPDATE message SET reply = '' WHERE id = ?",
		"UPDATE outbox SET address = message, reply = '' WHERE message = ?", // one address for all would be refused as a repetition
		"UPDATE attempt SET reply = '' WHERE message = ?",
	} {
		if err := w.exec(ctx, query, message); err != nil {
			return err
		}
	}
	return nil
}
