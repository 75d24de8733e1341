package storage

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"zlot/event"
)

func contributorsOf(t *testing.T, db *DB, session string) []event.Contributor {
	t.Helper()
	return must[event.Session](t)(db.Session(context.Background(), session)).Contributors
}

// Whoever is erased is at the sessions still, without a name; the others keep theirs.
func TestErase_Contributors(t *testing.T) {
	db, path := crowded(t)
	ctx := context.Background()
	erase(t, db, "p-x")
	want := []event.Contributor{{Person: "r-x", Role: event.Moderator}, {Name: "Jan Kot", Role: event.Panelist, Institution: "OPS Śrem", Town: "Śrem"}}
	for _, id := range []string{"sp", "sq"} {
		if got := contributorsOf(t, db, id); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", id, got)
		}
	}
	releases := must[[]event.Release](t)(db.Releases(ctx, "rally"))
	if got := releases[len(releases)-1].Sessions[0].Contributors; !reflect.DeepEqual(got, want) {
		t.Errorf("made known: %+v", got)
	}
	if e := must[event.Entry](t)(db.Entry(ctx, "r-x")); e.Available != nil {
		t.Errorf("can be there: %v", e.Available)
	}
	for _, f := range must[[]event.Fact](t)(db.Facts(ctx, "r-x", 0)) {
		if strings.Contains(string(f.Body), `"available":[`) || strings.Contains(string(f.Body), `"field":"available"`) && strings.Contains(string(f.Body), `"from"`) {
			t.Errorf("the log still says %s", f.Body)
		}
	}
	// A form that was open meanwhile writes the name once more.
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "sp", event.SessionChanged{Change: event.NewChange("contributors", want, []event.Contributor{{Name: "Żegota Błąkiewicz", Person: "r-x", Role: event.Moderator}}, 0)})
	})
	if got := contributorsOf(t, db, "sp"); !reflect.DeepEqual(got, want[:1]) {
		t.Errorf("written once more: %+v", got)
	}
	if found := traces(t, path, secrets); len(found) > 0 {
		t.Errorf("the file holds %q", found)
	}
	if p := must[[]event.Problem](t)(db.Check(ctx)); len(p) != 0 {
		t.Errorf("check: %v", p)
	}
}

func TestPurge_Contributors(t *testing.T) {
	db, path := crowded(t)
	ctx := context.Background()
	commit(t, db, func(b *event.Batch) {
		b.Add("", "p-x", event.PersonPurged{Fields: event.Fields{"town", "institution"}})
	})
	if got := contributorsOf(t, db, "sp")[0]; got != (event.Contributor{Name: "Żegota Błąkiewicz", Person: "r-x", Role: event.Moderator}) {
		t.Errorf("without town and institution: %+v", got)
	}
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "r-x", event.RegistrationPurged{Fields: event.Fields{event.AllFields}})
	})
	if got := contributorsOf(t, db, "sp")[0]; got != (event.Contributor{Person: "r-x", Role: event.Moderator}) {
		t.Errorf("without anything: %+v", got)
	}
	if clean, err := db.Wipe(ctx); err != nil || !clean {
		t.Fatal(clean, err)
	}
	for _, found := range traces(t, path, []string{"Ośrodek Wąchock", "Błąkiewicz Żegota"}) {
		if !strings.Contains(found, "key of") { // the person is there still
			t.Errorf("the file holds %q", found)
		}
	}
	if p := must[[]event.Problem](t)(db.Check(ctx)); len(p) != 0 {
		t.Errorf("check: %v", p)
	}
}

func TestMerge_Contributors(t *testing.T) {
	db := openNew(t)
	commit(t, db, twins)
	ctx := context.Background()
	first := []event.Contributor{{Name: "Maria Domb", Person: "r-f", Role: event.Panelist}, {Name: "Maria Dąb", Person: "r-f", Role: event.Moderator}}
	if got := contributorsOf(t, db, "w1"); !reflect.DeepEqual(got, first) {
		t.Errorf("the panel: %+v", got)
	}
	second := []event.Contributor{{Name: "Maria Domb", Person: "r-f", Role: event.Trainer}, {Name: "Jan Kot"}}
	if got := contributorsOf(t, db, "w2"); !reflect.DeepEqual(got, second) {
		t.Errorf("what was written later: %+v", got)
	}
	releases := must[[]event.Release](t)(db.Releases(ctx, "rally-2011"))
	if !reflect.DeepEqual(releases[0].Sessions[0].Contributors, first) || !reflect.DeepEqual(releases[1].Sessions[0].Contributors, second[:1]) {
		t.Errorf("made known: %+v", releases)
	}
	before, err := json.Marshal(releases)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(must[[]event.Release](t)(db.Releases(ctx, "rally-2011")))
	if err != nil || string(again) != string(before) {
		t.Errorf("made anew: %s, %v", again, err)
	}
	if p := must[[]event.Problem](t)(db.Check(ctx)); len(p) != 0 {
		t.Errorf("check: %v", p)
	}
}
