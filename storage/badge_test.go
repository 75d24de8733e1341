package storage

import (
	"testing"

	"zlot/event"
)

// The last print of each badge is told with what it said, for those who are asked about; a new badge is on no
// paper yet, and views made anew say the same.
func TestLastPrints(t *testing.T) {
	db := openNew(t)
	ctx := t.Context()
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "rally", event.EventCreated{Event: event.Event{ID: "rally", Title: "Zlot"}})
		guest(b, "rally", "a", "Ewa", "Lis")
		guest(b, "rally", "b", "Jan", "Żak")
	})
	printed := func(layout string, registrations, versions []string) {
		commit(t, db, func(b *event.Batch) {
			b.Add("rally", "rally", event.BadgesPrinted{Registrations: registrations, Layout: layout, Versions: versions})
		})
	}
	printed("a4", []string{"r-a", "r-b"}, []string{"ff", "ee"})
	printed("Goście", []string{"r-a"}, []string{"11"})
	look := func(ids []string) map[string]event.LastPrint {
		return must[map[string]event.LastPrint](t)(db.LastPrints(ctx, "rally", ids))
	}
	for range 2 {
		all := look(nil)
		if len(all) != 2 || all["r-a"].Version != "11" || all["r-a"].Layout != "Goście" || all["r-b"].Version != "ee" || all["r-b"].At.IsZero() {
			t.Errorf("printed are %+v", all)
		}
		if one := look([]string{"r-b"}); len(one) != 1 || one["r-b"].Layout != "a4" {
			t.Errorf("of one: %+v", one)
		}
		if err := db.Rebuild(ctx); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "r-a", event.BadgeReplaced{Old: badgeOf("a"), New: badgeOf("a2")})
	})
	if left := look(nil); len(left) != 1 {
		t.Errorf("after a new badge: %+v", left)
	}
	if runs := must[[]event.PrintRun](t)(db.PrintRuns(ctx, "rally")); len(runs) != 2 {
		t.Errorf("the log has %d prints", len(runs))
	}
}
