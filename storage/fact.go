package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"zlot/event"
)

// applier shows a fact in the tables. Applied twice, it changes nothing more.
type applier func(ctx context.Context, w *writer, f event.Fact) error

// appliers are all kinds of facts; each file of a noun adds its own. A kind that is not here stays in
// the log for a newer program.
var appliers = collect(eventKinds, personKinds, registrationKinds, badgeKinds, programmeKinds, enrolmentKinds,
	checkpointKinds, scanKinds, grantKinds, certificateKinds, messageKinds)

type kinds map[string]applier

func collect(all ...kinds) kinds {
	m := kinds{}
	for _, k := range all {
		maps.Copy(m, k)
	}
	return m
}

// kind makes an applier of a function over the decoded body.
func kind[B event.Body](apply func(ctx context.Context, w *writer, f event.Fact, body B) error) kinds {
	var zero B
	name := zero.FactKind()
	return kinds{name: func(ctx context.Context, w *writer, f event.Fact) error {
		var body B
		if err := json.Unmarshal(f.Body, &body); err != nil {
			return fmt.Errorf("body of %s %s: %w", name, f.ID, err)
		}
		return apply(ctx, w, f, body)
	}}
}

func (w *writer) apply(ctx context.Context, f event.Fact) error {
	apply := appliers[f.Kind]
	if apply == nil {
		return nil
	}
	if err := apply(ctx, w, f); err != nil {
		return fmt.Errorf("apply %s to %s: %w", f.Kind, f.Entity, err)
	}
	return nil
}

// changed reads an entity's JSON, sets the field of a change, and writes it back by store. A change
// of something unknown is kept in the log only.
func changed[T any](ctx context.Context, w *writer, f event.Fact, table string, c event.Change, store func(T) error) error {
	v, found, err := stored[T](ctx, w, table, f.Entity)
	if err != nil || !found {
		return err
	}
	if err := c.Apply(&v); err != nil {
		return fmt.Errorf("field %s: %w", c.Field, err)
	}
	return store(v)
}

func stored[T any](ctx context.Context, w *writer, table, id string) (v T, found bool, err error) {
	err = w.each(ctx, "SELECT data FROM "+table+" WHERE id = ?", []any{id}, func(row scanner) error {
		found = true
		v, err = document[T](row)
		return err
	})
	return v, found, err
}

const factColumns = `id, event, desk, origin, seq, hlc, at, "by", kind, version, entity, body`

func (w *writer) insertFact(ctx context.Context, f event.Fact) error {
	return w.exec(ctx, "INSERT INTO fact ("+factColumns+") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
		f.ID, f.Event, f.Desk, f.Origin, f.Seq, f.HLC, millis(f.At), f.By, f.Kind, f.Version, f.Entity, string(f.Body))
}

func scanFact(row scanner) (event.Fact, error) {
	var f event.Fact
	var at int64
	var body []byte
	err := row(&f.ID, &f.Event, &f.Desk, &f.Origin, &f.Seq, &f.HLC, &at, &f.By, &f.Kind, &f.Version, &f.Entity, &body)
	f.At, f.Body = fromMillis(at), body
	return f, err
}

// Facts reads the log in order; with a limit, its newest facts. Entity "" is everything.
func (r reader) Facts(ctx context.Context, entity string, limit int) ([]event.Fact, error) {
	query, args := "SELECT "+factColumns+" FROM fact", []any{}
	if entity != "" {
		query, args = query+" WHERE entity = ?", append(args, entity)
	}
	query += " ORDER BY hlc DESC, origin DESC, seq DESC"
	if limit > 0 {
		query, args = query+" LIMIT ?", append(args, limit)
	}
	facts, err := list(ctx, r.statements, query, args, scanFact)
	slices.Reverse(facts)
	return facts, err
}

// eachFact calls f for every fact of the log, in order, reading it in pieces.
func (s *statements) eachFact(ctx context.Context, f func(event.Fact) error) error {
	const query = "SELECT " + factColumns + " FROM fact WHERE (hlc, origin, seq) > (?, ?, ?) ORDER BY hlc, origin, seq LIMIT 1000"
	last := event.Fact{HLC: -1}
	for {
		piece, err := list(ctx, s, query, []any{last.HLC, last.Origin, last.Seq}, scanFact)
		if err != nil || len(piece) == 0 {
			return err
		}
		for _, fact := range piece {
			if err := f(fact); err != nil {
				return err
			}
		}
		last = piece[len(piece)-1]
	}
}
