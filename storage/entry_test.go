package storage

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"

	"zlot/event"
)

// A list longer than what is read in one piece comes in Polish order, and each entry is whole.
func TestEntries_InPolishOrder(t *testing.T) {
	db := openNew(t)
	families := []string{"Zając", "Ćwik", "Łoś", "Cak", "Żak", "Lis", "Źdźbło", "Dąb"}
	commit(t, db, func(b *event.Batch) {
		for i := range 3*batch + 7 {
			guest(b, "rally", fmt.Sprintf("%04d", i), "Ewa", families[i%len(families)])
		}
	})
	all := must[[]event.Entry](t)(db.Entries(context.Background(), event.EntryFilter{Event: "rally"}))
	if len(all) != 3*batch+7 {
		t.Fatalf("%d entries", len(all))
	}
	for _, e := range all {
		if e.Who.ID != e.Person || e.ID != "r-"+e.Person[2:] || e.Who.Name.Family == "" {
			t.Fatalf("a registration with somebody else's person: %+v", e)
		}
	}
	inOrder := slices.IsSortedFunc(all, func(a, b event.Entry) int {
		return cmp.Or(event.ComparePolish(a.Who.Name.Family, b.Who.Name.Family), cmp.Compare(a.ID, b.ID))
	})
	if !inOrder || all[0].Who.Name.Family != "Cak" || all[len(all)-1].Who.Name.Family != "Żak" {
		t.Errorf("from %s to %s, in order: %t", all[0].Who.Name.Family, all[len(all)-1].Who.Name.Family, inOrder)
	}
}
