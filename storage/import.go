package storage

import (
	"context"
	"encoding/json"

	"zlot/event"
)

// Imports, and what taking one back removes.
var importKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.ImportApplied) error {
		i := b.Import
		i.At, i.By, i.Origin, i.Seq = f.At, f.By, f.Origin, f.Seq
		data, err := json.Marshal(i)
		if err != nil {
			return err
		}
		return w.exec(ctx, "INSERT INTO import (id, event, version, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
			f.Entity, f.Event, f.HLC, string(data))
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, _ event.ImportUndone) error {
		return w.exec(ctx, `UPDATE import SET data = json_set(data, '$.undone', json('true')) WHERE id = ?`, f.Entity)
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, _ event.RegistrationRemoved) error {
		if gone, err := w.isMerged(ctx, f.Entity); err != nil || gone {
			return err // it is part of another one
		}
		for _, query := range []string{"DELETE FROM badge WHERE registration = ?", "DELETE FROM badge_print WHERE registration = ?",
			"DELETE FROM enrolment WHERE registration = ?", "DELETE FROM registration WHERE id = ?"} {
			if err := w.exec(ctx, query, f.Entity); err != nil {
				return err
			}
		}
		w.removed = append(w.removed, f.Entity)
		return nil
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, _ event.PersonRemoved) error {
		w.merged, w.removed = nil, append(w.removed, f.Entity)
		if err := w.exec(ctx, "DELETE FROM merged WHERE id = ?", f.Entity); err != nil {
			return err
		}
		return w.exec(ctx, "DELETE FROM person WHERE id = ?", f.Entity)
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, _ event.GroupRemoved) error {
		return w.exec(ctx, "DELETE FROM grp WHERE id = ?", f.Entity)
	}),
)

// Imports lists an event's imports, or those of all events, oldest first.
func (r reader) Imports(ctx context.Context, eventID string) ([]event.Import, error) {
	var w where
	w.is("event", eventID)
	return list(ctx, r.statements, "SELECT data FROM import"+w.String()+" ORDER BY version", w.args, document[event.Import])
}

// Merged tells of every person and registration that became part of another one, of which.
func (r reader) Merged(ctx context.Context) (map[string]string, error) {
	all := map[string]string{}
	err := r.each(ctx, `SELECT id, "into" FROM merged`, nil, func(row scanner) error {
		var id, into string
		if err := row(&id, &into); err != nil {
			return err
		}
		all[id] = into
		return nil
	})
	return all, err
}

// FactsOfImport are the facts that an import wrote, in their order, without its own.
func (r reader) FactsOfImport(ctx context.Context, i event.Import) ([]event.Fact, error) {
	const query = "SELECT " + factColumns + ` FROM fact WHERE n >= (SELECT number FROM origin WHERE name = ?1) << ?2 | ?3
		AND n < (SELECT number FROM origin WHERE name = ?1) << ?2 | ?4 ORDER BY n`
	return list(ctx, r.statements, query, []any{i.Origin, originShift, i.Seq - int64(i.Facts), i.Seq}, scanFact)
}

// factsAtOnce is how many entities' facts are asked for in one statement.
const factsAtOnce = 500

// FactsOf reads the log of many entities, each in its order, and hands every fact to f.
func (r reader) FactsOf(ctx context.Context, entities []string, f func(event.Fact) error) error {
	const query = "SELECT " + factColumns + ` FROM fact WHERE kind <> 'scan.made' AND entity IN (SELECT value FROM json_each(?))
		ORDER BY hlc, origin, seq`
	for len(entities) > 0 {
		n := min(len(entities), factsAtOnce)
		ids, err := json.Marshal(entities[:n])
		if err != nil {
			return err
		}
		entities = entities[n:]
		facts, err := list(ctx, r.statements, query, []any{string(ids)}, scanFact)
		if err != nil {
			return err
		}
		for _, fact := range facts {
			if err := f(fact); err != nil {
				return err
			}
		}
	}
	return nil
}

// PersonsElsewhere are the people without a registration at an event whom keep chooses by their name and
// address. The people of a sample event are invented, and nobody.
func (r reader) PersonsElsewhere(ctx context.Context, eventID string, keep func(name event.Name, email string) bool) ([]event.Person, error) {
	const query = `SELECT p.id, p.given, p.family, p.email FROM person p
		WHERE NOT EXISTS (SELECT 1 FROM registration r WHERE r.person = p.id AND r.event = ?)
		AND NOT EXISTS (SELECT 1 FROM registration r JOIN event e ON e.id = r.event WHERE r.person = p.id AND e.data ->> 'sample')
		AND NOT EXISTS (SELECT 1 FROM merged m WHERE m.id = p.id)`
	var ids []string
	err := r.each(ctx, query, []any{eventID}, func(row scanner) error {
		var id, email string
		var n event.Name
		if err := row(&id, &n.Given, &n.Family, &email); err != nil {
			return err
		}
		if keep(n, email) {
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	chosen, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	return list(ctx, r.statements, "SELECT data FROM person WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
		[]any{string(chosen)}, document[event.Person])
}
