package storage

import (
	"context"
	"encoding/json"
	"slices"

	"zlot/event"
)

// forgetFilters takes the saved filters that are about somebody out of the events and out of the log. It
// comes before the facts about the person are emptied: these say what the person was called.
func (w *writer) forgetFilters(ctx context.Context, s subject, fields event.Fields) error {
	var traits event.Traits
	err := w.FactsOf(ctx, s.persons, func(f event.Fact) error {
		traits.Note(f, fields)
		return nil
	})
	if err != nil || traits.None() {
		return err
	}
	const filters = `entity IN (SELECT id FROM event) AND (kind = 'event.created' OR kind = 'event.changed' AND body ->> 'field' = 'filters')`
	err = w.rewriteFacts(ctx, "kind <> 'scan.made' AND "+filters, nil,
		func(f event.Fact) (event.Fact, bool, error) { return f.WithoutFilters(&traits) })
	if err != nil {
		return err
	}
	events, err := w.Events(ctx)
	if err != nil {
		return err
	}
	for _, e := range events {
		left := traits.Without(e.Filters)
		if slices.EqualFunc(left, e.Filters, func(a, b event.SavedFilter) bool { return a.Name == b.Name }) {
			continue
		}
		e.Filters = left
		data, err := json.Marshal(e)
		if err != nil {
			return err
		}
		if err := w.exec(ctx, "UPDATE event SET data = ? WHERE id = ?", string(data), e.ID); err != nil {
			return err
		}
	}
	return nil
}
