package storage

import (
	"cmp"
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
	layoutKinds, checkpointKinds, scanKinds, grantKinds, decisionKinds, certificateKinds, messageKinds, formKinds, mergeKinds, importKinds, erasureKinds, operatorKinds)

type kinds map[string]applier

func collect(all ...kinds) kinds {
	m := kinds{}
	for _, k := range all {
		maps.Copy(m, k)
	}
	return m
}

// bodies read the bodies of the kinds of facts.
var bodies = map[string]func(json.RawMessage) (event.Body, error){}

// understood reads the body of a fact before its turn comes; one that cannot be read says so then.
func understood(f event.Fact) event.Fact {
	if read := bodies[f.Kind]; read != nil {
		if body, err := read(f.Body); err == nil {
			return f.Understood(body)
		}
	}
	return f
}

// kind makes an applier of a function over the decoded body.
func kind[B event.Body](apply func(ctx context.Context, w *writer, f event.Fact, body B) error) kinds {
	var zero B
	name := zero.FactKind()
	bodies[name] = func(raw json.RawMessage) (event.Body, error) {
		var body B
		err := json.Unmarshal(raw, &body)
		return body, err
	}
	return kinds{name: func(ctx context.Context, w *writer, f event.Fact) error {
		body, ok := f.Content().(B)
		if ok {
			return apply(ctx, w, f, body)
		}
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
	w.known.forget(f.Kind)
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

// originShift leaves room for four thousand million facts of each origin.
const originShift = 32

// originNumber is the short name of an origin in this file; it gets one at its first fact.
func (w *writer) originNumber(ctx context.Context, origin string) (number int64, err error) {
	err = w.row(ctx, `INSERT INTO origin (name) VALUES (?) ON CONFLICT DO UPDATE SET name = excluded.name RETURNING number`,
		[]any{origin}, &number)
	return number, err
}

// insertFact adds to the log; the same fact twice is one fact.
func (w *writer) insertFact(ctx context.Context, origin int64, f event.Fact) error {
	return w.exec(ctx, "INSERT INTO fact (n, "+factColumns+") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING",
		origin<<originShift|f.Seq, f.ID, f.Event, f.Desk, f.Origin, f.Seq, f.HLC, millis(f.At), f.By, f.Kind, f.Version, f.Entity, string(f.Body))
}

func scanFact(row scanner) (event.Fact, error) {
	var f event.Fact
	var at int64
	var body []byte
	err := row(&f.ID, &f.Event, &f.Desk, &f.Origin, &f.Seq, &f.HLC, &at, &f.By, &f.Kind, &f.Version, &f.Entity, &body)
	f.At, f.Body = fromMillis(at), body
	return f, err
}

// Facts reads the log in order; with a limit, its newest facts. Entity "" is everything; what became part
// of the entity belongs to it.
func (r reader) Facts(ctx context.Context, entity string, limit int) ([]event.Fact, error) {
	var w where
	if entity != "" {
		scan, err := r.hasScan(ctx, entity)
		if err != nil {
			return nil, err
		}
		others, err := r.mergedWith(ctx, entity)
		if err != nil {
			return nil, err
		}
		if len(others) == 0 {
			w.add("entity = ?", entity)
		} else {
			w.add("entity IN (SELECT value FROM json_each(?))", jsonList(append(others, entity)))
		}
		if !scan {
			w.add("kind <> 'scan.made'") // by the index
		}
	}
	query := "SELECT " + factColumns + " FROM fact" + w.String() + " ORDER BY n DESC"
	if limit > 0 {
		query, w.args = query+" LIMIT ?", append(w.args, limit)
	}
	facts, err := list(ctx, r.statements, query, w.args, scanFact)
	slices.SortFunc(facts, func(a, b event.Fact) int {
		return cmp.Or(cmp.Compare(a.HLC, b.HLC), cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Seq, b.Seq))
	})
	return facts, err
}

// lastHLC is the highest clock in the log: that of the last fact of one of the origins.
func (s *statements) lastHLC(ctx context.Context) (hlc int64, err error) {
	const query = `SELECT coalesce(max((SELECT hlc FROM fact WHERE n < (o.number + 1) << ? ORDER BY n DESC LIMIT 1)), 0) FROM origin o`
	err = s.row(ctx, query, []any{originShift}, &hlc)
	return hlc, err
}

// eachFact calls f for every fact of the log, in order.
func (s *statements) eachFact(ctx context.Context, f func(event.Fact) error) error {
	return s.eachPiece(ctx, func(facts []event.Fact) error {
		for _, fact := range facts {
			if err := f(fact); err != nil {
				return err
			}
		}
		return nil
	})
}

// eachFactAhead is eachFact that reads the next facts meanwhile.
func (s *statements) eachFactAhead(ctx context.Context, f func(event.Fact) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ahead, read := make(chan []event.Fact, 4), make(chan error, 1)
	go func() {
		defer close(ahead)
		read <- s.eachPiece(ctx, func(facts []event.Fact) error {
			for i := range facts {
				facts[i] = understood(facts[i])
			}
			select {
			case ahead <- facts:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	var failed error
	for facts := range ahead {
		for i := 0; i < len(facts) && failed == nil; i++ {
			failed = f(facts[i])
		}
		if failed != nil {
			cancel() // and wait until nobody reads any more
		}
	}
	if err := <-read; failed == nil {
		failed = err
	}
	return failed
}

// eachPiece reads the log in order, a thousand facts at a time.
func (s *statements) eachPiece(ctx context.Context, f func([]event.Fact) error) error {
	numbers, err := list(ctx, s, "SELECT n FROM fact ORDER BY hlc, origin, seq", nil,
		func(row scanner) (n int64, err error) { err = row(&n); return n, err })
	if err != nil {
		return err
	}
	for piece := range slices.Chunk(numbers, 1000) {
		list, err := s.facts(ctx, piece)
		if err != nil {
			return err
		}
		if err := f(list); err != nil {
			return err
		}
	}
	return nil
}

func (s *statements) facts(ctx context.Context, numbers []int64) ([]event.Fact, error) {
	j, err := json.Marshal(numbers)
	if err != nil {
		return nil, err
	}
	const query = "SELECT " + factColumns + " FROM fact WHERE n IN (SELECT value FROM json_each(?)) ORDER BY hlc, origin, seq"
	return list(ctx, s, query, []any{string(j)}, scanFact)
}
