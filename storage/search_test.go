package storage

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"zlot/event"
)

func found(t testing.TB, db *DB, query string) []string {
	t.Helper()
	ids, total, err := db.Search(context.Background(), "rally", query, 0)
	if err != nil || total != len(ids) {
		t.Fatalf("search %q: %d of %d, %v", query, len(ids), total, err)
	}
	return ids
}

func TestSearch_Words(t *testing.T) {
	db := openNew(t)
	code := "48312094771655029"
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "rally", event.EventCreated{Event: rally})
		guest(b, "rally", "1", "Łukasz", "Wałęsa")
		guest(b, "rally", "2", "Anna", "Nowak")
		guest(b, "rally", "3", "Żaneta", "Świderska-Ćwikła")
		b.Add("", "p-2", event.PersonChanged{Change: event.NewChange("phone", "", "+48 600-123-456", 0)})
		b.Add("rally", "r-2", event.BadgeReplaced{Old: badgeOf("2"), New: code})
		b.Add("rally", "r-3", event.RegistrationChanged{Change: event.NewChange("number", 0, 117, 0)})
		guest(b, "other", "4", "Anna", "Nowak")
	})
	for query, want := range map[string][]string{
		"lukasz": {"r-1"}, "LUKASZ": {"r-1"}, "walesa": {"r-1"}, "ŁUKASZ wałę": {"r-1"}, "ł": {"r-1"},
		"nowak anna": {"r-2"}, "Anna Nowak": {"r-2"}, "  n   a ": {"r-2"}, "anna  anna": {"r-2"},
		"swid": {"r-3"}, "ćwi": {"r-3"}, "zaneta cwikla": {"r-3"}, "świderska-ćwikła": {"r-3"},
		"117": {"r-3"}, "11": {"r-3"}, code: {"r-2"}, "4831": {"r-2"}, "4831 2094 7716": {"r-2"},
		"600123456": {"r-2"}, "600 123 456": {"r-2"}, "+48 600 123 456": {"r-2"}, "48600123": {"r-2"}, "123 600": {"r-2"},
		"lukasz 1@example.org": {"r-1"}, "miejski krakow anna": {"r-2"},
		"ukasz": {}, "nowak jan": {}, "xyz": {}, "owak": {},
		"": {"r-2", "r-3", "r-1"}, " - ": {"r-2", "r-3", "r-1"}, "mie": {"r-2", "r-3", "r-1"},
	} {
		if got := found(t, db, query); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, want %v", query, got, want)
		}
	}
	ids, total, err := db.Search(context.Background(), "rally", "mie", 2)
	if err != nil || total != 3 || !reflect.DeepEqual(ids, []string{"r-2", "r-3"}) {
		t.Errorf("limited: %v of %d, %v", ids, total, err)
	}
}

func TestSearch_PolishOrder(t *testing.T) {
	db := openNew(t)
	families := []string{"Żak", "Zak", "Źrebiec", "Łoś", "Los", "lis", "Ćwik", "Cwik", "Nowak-Bąk", "Nowak", "Nowakowa", "de Mello"}
	commit(t, db, func(b *event.Batch) {
		for i, f := range families {
			guest(b, "rally", fmt.Sprint(i), "Ewa", f)
		}
		guest(b, "rally", "adam", "Adam", "Nowak")
	})
	var got []string
	for _, e := range must[[]event.Entry](t)(db.Entries(context.Background(), event.EntryFilter{IDs: found(t, db, "")})) {
		got = append(got, e.Who.Name.Family)
	}
	want := "Cwik Ćwik de Mello lis Los Łoś Nowak Nowak Nowak-Bąk Nowakowa Zak Źrebiec Żak"
	if strings.Join(got, " ") != want {
		t.Errorf("order %v", got)
	}
	if ids := found(t, db, "nowak"); ids[0] != "r-adam" {
		t.Errorf("the given name decides second: %v", ids)
	}
}

// TestSearch_AfterChanges compares the index, kept fresh through random commits, with a new one.
func TestSearch_AfterChanges(t *testing.T) {
	db := openNew(t)
	r := rand.New(rand.NewPCG(1, 1))
	var people []string
	queries := []string{"", "a", "nowak", "ł", "krak", "zak ewa", "777", "1"}
	for round := range 40 {
		commit(t, db, func(b *event.Batch) {
			for range r.IntN(3 * settleAt / 20) {
				reg := attendee(b, r, "rally", len(people)+1)
				people = append(people, reg.Person)
			}
			for range 5 {
				if len(people) > 0 {
					name := event.Name{Given: pick(r, givens), Family: pick(r, families)}
					b.Add("", people[r.IntN(len(people))], event.PersonChanged{Change: event.NewChange("name", nil, name, 0)})
				}
			}
		})
		q := queries[round%len(queries)]
		kept := slices.Clone(found(t, db, q))
		db.index.forget()
		if anew := found(t, db, q); !reflect.DeepEqual(kept, anew) {
			t.Fatalf("round %d, %q: %d kept, %d anew", round, q, len(kept), len(anew))
		}
		if round%3 > 0 {
			continue // the next round starts from the new index, the others from one with changes
		}
		for range 2 {
			commit(t, db, func(b *event.Batch) { people = append(people, attendee(b, r, "rally", len(people)+1).Person) })
			found(t, db, q)
		}
	}
	if len(people) < 2*settleAt {
		t.Errorf("only %d people", len(people))
	}
}

func TestSearch_SettlesManyChanges(t *testing.T) {
	db := openNew(t)
	r := rand.New(rand.NewPCG(2, 2))
	if n := len(found(t, db, "")); n != 0 {
		t.Fatalf("%d in an empty event", n)
	}
	commit(t, db, func(b *event.Batch) {
		for n := range settleAt + 10 {
			attendee(b, r, "rally", n+1)
		}
	})
	if n := len(found(t, db, "")); n != settleAt+10 {
		t.Errorf("found %d", n)
	}
	if e := db.index.events["rally"]; len(e.fresh) != 0 || len(e.ids) != settleAt+10 {
		t.Errorf("%d lines apart, %d in the text", len(e.fresh), len(e.ids))
	}
}

func TestSearch_NamesFirst(t *testing.T) {
	db := openNew(t)
	commit(t, db, func(b *event.Batch) {
		for i, p := range []event.Person{
			{Name: event.Name{Given: "Nina", Family: "Fijałkowska"}, Institution: "MOPS Świdnica"},
			{Name: event.Name{Given: "Świętosława", Family: "Kos"}, Town: "Gdynia"},
			{Name: event.Name{Given: "Jan", Family: "Świerczyński"}, Town: "Śrem"},
			{Name: event.Name{Given: "Anna", Family: "Kos-Święta"}, Town: "Śrem"},
		} {
			p.ID = fmt.Sprintf("p%d", i)
			b.Add("", p.ID, event.PersonAdded{Person: p})
			r := event.Registration{ID: fmt.Sprintf("r%d", i), Event: "rally", Person: p.ID, Status: event.Confirmed, Number: i + 1, Badge: fmt.Sprintf("badge%d", i)}
			b.Add("rally", r.ID, event.RegistrationAdded{Registration: r})
		}
	})
	for query, want := range map[string][]string{"świ": {"r3", "r2", "r1", "r0"}, "": {"r0", "r1", "r3", "r2"}, "anna kos": {"r3"}} {
		for _, limit := range []int{0, 2, 10} {
			ids, total, err := db.Search(t.Context(), "rally", query, limit)
			if err != nil || total != len(want) {
				t.Fatalf("%q: %d hits, %v", query, total, err)
			}
			first := want
			if limit > 0 && limit < len(want) {
				first = want[:limit]
			}
			if !slices.Equal(ids, first) {
				t.Errorf("%q, at most %d: %v, want %v", query, limit, ids, first)
			}
		}
	}
}
