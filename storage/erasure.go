package storage

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"zlot/event"
)

// Erasing empties what is personal in the log and in the views alike, so that views made anew from the log
// are the same.
var erasureKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, _ event.PersonErased) error {
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
		return w.empty(ctx, f, s, event.Fields{event.AllFields}, math.MaxInt64)
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
		err := emptyRow(ctx, w, f, "message", id, func(m event.Message) event.Message { return m.Without(fields) }, w.updateMessage)
		if err != nil {
			return err
		}
		if !fields.Has("email") {
			continue
		}
		if err := w.forgetAddress(ctx, id); err != nil {
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

// gone are the erased people and their registrations, as far as the file knows them.
type gone struct{ persons, registrations map[string]bool }

// add notes who was just erased, if anybody has asked who is.
func (g *gone) add(s subject) {
	if g == nil {
		return
	}
	for _, id := range s.persons {
		g.persons[id] = true
	}
	for _, id := range s.registrations {
		g.registrations[id] = true
	}
}

func (w *writer) erasedPeople(ctx context.Context) (*gone, error) {
	if w.gone != nil {
		return w.gone, nil
	}
	g := &gone{persons: map[string]bool{}, registrations: map[string]bool{}}
	var persons []string
	err := w.each(ctx, "SELECT person FROM erased", nil, func(row scanner) error {
		var id string
		err := row(&id)
		persons, g.persons[id] = append(persons, id), true
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(persons) > 0 {
		of, err := w.ids(ctx, "SELECT id FROM registration WHERE person IN (SELECT value FROM json_each(?))", persons)
		if err != nil {
			return nil, err
		}
		if of, err = w.MergedInto(ctx, of); err != nil {
			return nil, err
		}
		for _, id := range of {
			g.registrations[id] = true
		}
	}
	w.gone = g
	return g, nil
}

// hushed empties a fact about somebody whose data were erased: it comes from a desk that did not know, or
// from a form that was open meanwhile.
func (w *writer) hushed(ctx context.Context, f event.Fact) (event.Fact, error) {
	if f.NamesContributors() {
		w.cast = nil // it may name somebody anew
	}
	if reason, scan := scanReason(f); scan && reason == "" {
		return f, nil // the busy way
	}
	g, err := w.erasedPeople(ctx)
	if err != nil || len(g.persons) == 0 {
		return f, err
	}
	if f.NamesContributors() {
		f, _, err = f.WithoutContributors(event.Fields{event.AllFields}, func(_ string, c event.Contributor) bool { return g.registrations[c.Person] })
		return f, err
	}
	about, err := w.about(ctx, f, g)
	if err != nil || !about {
		return f, err
	}
	f, _, err = f.Without(event.Fields{event.AllFields})
	return f, err
}

// scanReason is why a scan was forced; scan is false for other facts.
func scanReason(f event.Fact) (reason string, scan bool) {
	if _, scan = scanKinds[f.Kind]; !scan {
		return "", false
	}
	switch b := f.Content().(type) {
	case event.ScanMade:
		return b.Reason, true
	case event.ScanUndone:
		return b.Reason, true
	}
	return "unread", true
}

// about reports whether a fact is about one of the erased.
func (w *writer) about(ctx context.Context, f event.Fact, g *gone) (bool, error) {
	registration := f.Entity
	switch noun, _, _ := strings.Cut(f.Kind, "."); noun {
	case "person":
		return g.persons[f.Entity], nil
	case "registration", "badge":
		if f.Kind != (event.RegistrationAdded{}).FactKind() {
			break
		}
		var r struct {
			Person string `json:"person"`
		}
		if err := json.Unmarshal(f.Body, &r); err != nil {
			return false, err
		}
		if g.persons[r.Person] {
			g.registrations[f.Entity] = true
		}
	case "message", "hours", "scan", "eligibility":
		var b struct {
			Registration string `json:"registration"`
		}
		if err := json.Unmarshal(f.Body, &b); err != nil {
			return false, err
		}
		registration = b.Registration
		if f.Kind == (event.HoursRevoked{}).FactKind() {
			g, _, err := stored[event.Grant](ctx, w, "hours_grant", f.Entity)
			if err != nil {
				return false, err
			}
			registration = g.Registration
		}
		if f.Kind == (event.SettledMessage{}).FactKind() {
			m, _, err := stored[event.Message](ctx, w, "message", f.Entity)
			if err != nil {
				return false, err
			}
			registration = m.Registration
		}
	case "certificate":
		if f.Kind == (event.CertificateIssued{}).FactKind() {
			return false, nil // nothing in it is taken away
		}
		of, err := list(ctx, w.statements, certificateFrom+" WHERE number = ?", []any{f.Entity}, document[event.Certificate])
		if err != nil || len(of) == 0 {
			return false, err
		}
		registration = of[0].Registration
	default:
		return false, nil
	}
	return g.registrations[registration], nil
}
