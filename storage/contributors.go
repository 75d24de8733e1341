package storage

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"zlot/event"
)

// cast says who is named at which sessions, in the whole log.
type cast struct {
	sessions map[string][]string // registration → sessions
	facts    map[string][]int64  // session → numbers of the facts that name anybody at it
	releases map[string][]string // session → released programmes
}

// castOf reads the log for those who are named at sessions, once in a transaction: a retention run asks for
// thousands.
func (w *writer) castOf(ctx context.Context) (*cast, error) {
	if w.cast != nil {
		return w.cast, nil
	}
	c := &cast{map[string][]string{}, map[string][]int64{}, map[string][]string{}}
	query := "SELECT n, " + factColumns + ` FROM fact WHERE kind IN (SELECT value FROM json_each(?)) AND instr(body, '"contributors"') > 0`
	err := w.each(ctx, query, []any{jsonList(event.ContributorKinds)}, func(row scanner) error {
		var n int64
		f, err := scanFact(func(dest ...any) error { return row(append([]any{&n}, dest...)...) })
		if err != nil {
			return err
		}
		return f.EachContributor(func(session string, who event.Contributor) {
			if !slices.Contains(c.facts[session], n) {
				c.facts[session] = append(c.facts[session], n)
				if session != f.Entity {
					c.releases[session] = append(c.releases[session], f.Entity)
				}
			}
			if who.Person != "" && !slices.Contains(c.sessions[who.Person], session) {
				c.sessions[who.Person] = append(c.sessions[who.Person], session)
			}
		})
	})
	if err == nil {
		w.cast = c
	}
	return c, err
}

// emptyContributors takes the fields of a person out of the sessions that the person makes or made, and out of
// released programmes. A name that stood there before it was linked to the registration is the same person's.
func (w *writer) emptyContributors(ctx context.Context, s subject, fields event.Fields, until int64) error {
	if !fields.Has(event.AllFields) && !fields.Has("institution") && !fields.Has("town") {
		return nil
	}
	all, err := w.castOf(ctx)
	if err != nil {
		return err
	}
	at, facts, releases := all.of(s.registrations)
	if len(at) == 0 {
		return nil
	}
	names, err := w.namesOf(ctx, s, facts)
	if err != nil {
		return err
	}
	meant := func(session string, c event.Contributor) bool {
		return at[session] && (slices.Contains(s.registrations, c.Person) || c.Person == "" && names[wordsOf(c.Name)])
	}
	err = w.rewriteFacts(ctx, "n IN (SELECT value FROM json_each(?)) AND hlc < ?", []any{facts, until},
		func(f event.Fact) (event.Fact, bool, error) { return f.WithoutContributors(fields, meant) })
	if err != nil {
		return err
	}
	for id := range at {
		err := rewriteRow(ctx, w, "session", id, func(x event.Session) event.Session {
			return x.WithoutContributors(fields, func(c event.Contributor) bool { return meant(id, c) })
		})
		if err != nil {
			return err
		}
	}
	for id := range releases {
		err := rewriteRow(ctx, w, `"release"`, id, func(r event.Release) event.Release { return r.WithoutContributors(fields, meant) })
		if err != nil {
			return err
		}
	}
	return nil
}

// of tells at which sessions registrations are named, in which facts (a JSON list of their numbers), and in which
// released programmes.
func (c *cast) of(registrations []string) (sessions map[string]bool, facts string, releases map[string]bool) {
	sessions, releases = map[string]bool{}, map[string]bool{}
	var numbers []string
	for _, id := range registrations {
		for _, session := range c.sessions[id] {
			if sessions[session] {
				continue
			}
			sessions[session] = true
			for _, n := range c.facts[session] {
				numbers = append(numbers, strconv.FormatInt(n, 10))
			}
			for _, release := range c.releases[session] {
				releases[release] = true
			}
		}
	}
	return sessions, "[" + strings.Join(numbers, ",") + "]", releases
}

// namesOf are the names that a subject has, or is named by in facts.
func (w *writer) namesOf(ctx context.Context, s subject, facts string) (map[string]bool, error) {
	names := map[string]bool{}
	for _, id := range s.persons {
		p, _, err := stored[event.Person](ctx, w, "person", id)
		if err != nil {
			return nil, err
		}
		names[wordsOf(p.Name.Full())] = true
	}
	err := w.each(ctx, "SELECT "+factColumns+" FROM fact WHERE n IN (SELECT value FROM json_each(?))", []any{facts}, func(row scanner) error {
		f, err := scanFact(row)
		if err != nil {
			return err
		}
		return f.EachContributor(func(_ string, c event.Contributor) {
			if slices.Contains(s.registrations, c.Person) {
				names[wordsOf(c.Name)] = true
			}
		})
	})
	delete(names, "")
	return names, err
}

// wordsOf are the words of a name in whatever order.
func wordsOf(name string) string {
	words := strings.Fields(event.Fold(name))
	slices.Sort(words)
	return strings.Join(words, " ")
}

// rewriteRow stores what edit makes of the JSON of a row, if that is something else. The row's version stays: it
// tells of changes that people make.
func rewriteRow[T any](ctx context.Context, w *writer, table, id string, edit func(T) T) error {
	v, found, err := stored[T](ctx, w, table, id)
	if err != nil || !found {
		return err
	}
	next := edit(v)
	if reflect.DeepEqual(v, next) {
		return nil
	}
	data, err := json.Marshal(next)
	if err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE "+table+" SET data = ? WHERE id = ?", string(data), id)
}

// moveContributors names another registration at the sessions, and in the released programmes, that one makes.
func (w *writer) moveContributors(ctx context.Context, from, into string) error {
	becomes := func(id string) string {
		if id == from {
			return into
		}
		return id
	}
	for _, table := range []string{"session", `"release"`} {
		ids, err := list(ctx, w.statements, "SELECT id FROM "+table+" WHERE instr(data, ?) > 0", []any{from}, func(row scanner) (id string, err error) {
			err = row(&id)
			return id, err
		})
		if err != nil {
			return err
		}
		for _, id := range ids {
			if table == "session" {
				err = rewriteRow(ctx, w, table, id, func(s event.Session) event.Session { return s.Relinked(becomes) })
			} else {
				err = rewriteRow(ctx, w, table, id, func(r event.Release) event.Release { return r.Relinked(becomes) })
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// relink names those whom contributors have become part of; it is called with what was just written.
func (w *writer) relink(ctx context.Context, table, id string) error {
	all, err := w.merges(ctx)
	if err != nil || len(all) == 0 {
		return err
	}
	becomes := func(id string) string {
		if m, gone := all[id]; gone {
			return m.into
		}
		return id
	}
	if table == "session" {
		return rewriteRow(ctx, w, table, id, func(s event.Session) event.Session { return s.Relinked(becomes) })
	}
	return rewriteRow(ctx, w, table, id, func(r event.Release) event.Release { return r.Relinked(becomes) })
}
