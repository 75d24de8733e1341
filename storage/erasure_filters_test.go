package storage

import (
	"context"
	"slices"
	"testing"

	"zlot/event"
)

// A saved filter that is about an erased person goes with them, from the event and from the log.
func TestErase_SavedFilters(t *testing.T) {
	db, path := crowded(t)
	filter := func(name, field, value string) event.SavedFilter {
		return event.SavedFilter{Name: name, Terms: []event.Condition{{Field: field, Op: event.OpHas, Value: value}}}
	}
	about := []event.SavedFilter{filter("A", "email", "zegota.b@poczta.example.org"), filter("B", "search", "źrebakowska"), filter("C", "family", "Błąkiewicz"),
		filter("D", "phone", "+48 600 123 987"), filter("Żegota Źrebakowska", "town", "Śrem"), filter("E", "email", "zrebakowska@"), filter("F", "search", "Błąkiewicz Żegota")}
	others := []event.SavedFilter{filter("Wegetarianie", "diet", "wege"), filter("Poczta", "email", "@example.org"), filter("Ewa", "given", "Ewa")}
	all := slices.Concat(about, others)
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "rally", event.EventChanged{Change: event.NewChange("filters", nil, all, 0)})
		b.Add("rally", "rally", event.EventChanged{Change: event.NewChange("filters", all, all[1:], 0)})
		b.Add("copy", "copy", event.EventCreated{Event: event.Event{ID: "copy", Title: "Zlot II", Start: "2013-09-06", End: "2013-09-07", Filters: all}})
	})
	ctx := context.Background()
	erase(t, db, "p-x")
	if found := traces(t, path, secrets); len(found) > 0 {
		t.Errorf("left: %v", found)
	}
	for _, id := range []string{"rally", "copy"} {
		ev := must[event.Event](t)(db.Event(ctx, id))
		var names []string
		for _, f := range ev.Filters {
			names = append(names, f.Name)
		}
		if !slices.Equal(names, []string{"Wegetarianie", "Poczta", "Ewa"}) {
			t.Errorf("filters of %s: %q", id, names)
		}
	}
	if problems, err := db.Check(ctx); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}
