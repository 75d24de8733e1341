package storage

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"zlot/event"
)

// Person finds one person.
func (r reader) Person(ctx context.Context, id string) (event.Person, error) {
	p, err := one(ctx, r.statements, "SELECT data FROM person WHERE id = ?", []any{id}, document[event.Person])
	return p, absent(err, event.CodePersonNotFound, id)
}

// somebody was at an event that is no sample, and is not erased.
const somebody = `EXISTS (SELECT 1 FROM registration r JOIN event e ON e.id = r.event WHERE r.person = p.id AND NOT e.data ->> 'sample')
	AND NOT EXISTS (SELECT 1 FROM erased x WHERE x.person = p.id)`

// KnownPeople finds people of any edition by folded words, in Polish order, with their events.
func (r reader) KnownPeople(ctx context.Context, query string, limit int) ([]event.KnownPerson, error) {
	var w where
	for _, word := range strings.Fields(event.Fold(event.Head(query, event.MaxSearch))) {
		w.add("instr(' ' || p.folded, ?) > 0", " "+word)
	}
	w.add(somebody)
	w.args = append(w.args, limit)
	people, err := list(ctx, r.statements, "SELECT p.data FROM person p"+w.String()+" ORDER BY p.sort, p.id LIMIT ?", w.args, document[event.KnownPerson])
	if err != nil || len(people) == 0 {
		return nil, err
	}
	return people, r.addEvents(ctx, people)
}

// addEvents tells where people were registered, the newest event first.
func (r reader) addEvents(ctx context.Context, people []event.KnownPerson) error {
	at := map[string]int{}
	ids := make([]string, len(people))
	for i, p := range people {
		ids[i], at[p.ID] = p.ID, i
	}
	j, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	const query = `SELECT r.person, r.id, r.status, e.id, e.data ->> 'title', e.data ->> 'edition', e.start
		FROM registration r JOIN event e ON e.id = r.event WHERE r.person IN (SELECT value FROM json_each(?))`
	err = r.each(ctx, query, []any{string(j)}, func(row scanner) error {
		var person string
		var e event.KnownEvent
		if err := row(&person, &e.Registration, &e.Status, &e.ID, &e.Title, &e.Edition, &e.Start); err != nil {
			return err
		}
		p := &people[at[person]]
		p.Events = append(p.Events, e)
		return nil
	})
	for i := range people {
		slices.SortFunc(people[i].Events, func(a, b event.KnownEvent) int {
			return cmp.Or(cmp.Compare(b.Start, a.Start), cmp.Compare(a.Registration, b.Registration))
		})
	}
	return err
}
