package storage

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"zlot/event"
)

func grantOf(id, who string, reason string) event.HoursGranted {
	return event.HoursGranted{Grant: event.Grant{ID: id, Event: "rally", Registration: who, Kind: event.Excused, Session: "s1", Hours: 2, Reason: reason, At: morning}}
}

func decided(who, kind string, v event.Verdict, reason string) event.EligibilityDecided {
	return event.EligibilityDecided{Decision: event.Decision{Event: "rally", Registration: who, Kind: kind, Verdict: v, Reason: reason, At: morning}}
}

// It does not matter which of the two arrives first: hours that were granted, or that they were taken back.
func TestGrants_Revoked(t *testing.T) {
	db := openNew(t)
	ctx := context.Background()
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "g1", grantOf("g1", "r-a", "choroba"))
		b.Add("rally", "g2", grantOf("g2", "r-a", "pogrzeb"))
		b.Add("rally", "g3", event.HoursRevoked{Reason: "pomyłka"}) // of a grant that comes later
	})
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "g2", event.HoursRevoked{Reason: "pomyłka"})
		b.Add("rally", "g3", grantOf("g3", "r-a", "urlop"))
	})
	all := must[[]event.Grant](t)(db.Grants(ctx, "rally"))
	if len(all) != 1 || all[0].ID != "g1" {
		t.Errorf("%+v", all)
	}
	if gone := must[[]event.Grant](t)(db.RevokedGrants(ctx, "rally")); len(gone) != 2 || gone[0].Reason != "pogrzeb" || gone[1].Reason != "urlop" {
		t.Errorf("taken back: %+v", gone)
	}
	for _, id := range []string{"g2", "g3", "g4"} {
		_, err := db.Grant(ctx, id)
		wantCode(t, err, event.CodeGrantNotFound)
	}
	if g := must[event.Grant](t)(db.Grant(ctx, "g1")); g.Reason != "choroba" {
		t.Errorf("%+v", g)
	}
	want := tables(t, db)
	if err := db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if got := tables(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("rebuilt\n%v\nwant\n%v", got, want)
	}
}

func TestDecisions_TheLastOneStands(t *testing.T) {
	db := openNew(t)
	ctx := context.Background()
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "r-a/k1", decided("r-a", "k1", event.Granted, "pierwsza"))
		b.Add("rally", "r-a/k1", decided("r-a", "k1", event.Denied, "druga"))
		b.Add("rally", "r-a/k2", decided("r-a", "k2", event.Granted, "o drugim zaświadczeniu"))
		b.Add("rally", "r-b/k1", decided("r-b", "k1", event.Granted, "cofnięta"))
		b.Add("rally", "r-b/k1", decided("r-b", "k1", event.ByRule, "znowu według reguły"))
		b.Add("other", "r-c/k1", event.EligibilityDecided{Decision: event.Decision{Event: "other", Registration: "r-c", Kind: "k1", Verdict: event.Granted}})
	})
	all := must[[]event.Decision](t)(db.Decisions(ctx, "rally"))
	if len(all) != 2 || all[0].Reason != "druga" || all[0].Verdict != event.Denied || all[1].Kind != "k2" {
		t.Errorf("%+v", all)
	}
}

// Hours and decisions go along with a registration that becomes part of another one, those too that arrive later;
// of two decisions about one kind the later one stands.
func TestMerge_HoursAndDecisions(t *testing.T) {
	db := openNew(t)
	ctx := context.Background()
	commit(t, db, func(b *event.Batch) {
		guest(b, "rally", "a", "Maria", "Dąb")
		guest(b, "rally", "b", "Maria", "Domb")
		b.Add("rally", "g1", grantOf("g1", "r-b", "choroba"))
		b.Add("rally", "r-a/k1", decided("r-a", "k1", event.Denied, "starsza"))
		b.Add("rally", "r-b/k1", decided("r-b", "k1", event.Granted, "młodsza"))
		b.Add("rally", "r-b/k2", decided("r-b", "k2", event.Granted, "jedyna"))
		b.Add("rally", "r-a/k3", decided("r-a", "k3", event.Granted, "zostaje"))
		b.Add("rally", "r-b", event.RegistrationMerged{Into: "r-a"})
		b.Add("rally", "g2", grantOf("g2", "r-b", "po połączeniu"))
		b.Add("rally", "g2", event.HoursRevoked{Reason: "pomyłka"})
		b.Add("rally", "r-b/k3", decided("r-b", "k3", event.Denied, "po połączeniu"))
	})
	for _, g := range must[[]event.Grant](t)(db.Grants(ctx, "rally")) {
		if g.Registration != "r-a" || g.ID != "g1" {
			t.Errorf("grant %+v", g)
		}
	}
	reasons := map[string]string{}
	for _, d := range must[[]event.Decision](t)(db.Decisions(ctx, "rally")) {
		if d.Registration != "r-a" {
			t.Errorf("a decision about %s", d.Registration)
		}
		reasons[d.Kind] = d.Reason
	}
	if want := map[string]string{"k1": "młodsza", "k2": "jedyna", "k3": "po połączeniu"}; !reflect.DeepEqual(reasons, want) {
		t.Errorf("decisions %v, want %v", reasons, want)
	}
	want := tables(t, db)
	if err := db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if got := tables(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("rebuilt\n%v\nwant\n%v", got, want)
	}
}

// Of somebody who is erased no reason is left, not of what was taken back either, nor of what arrives later.
func TestErase_ReasonsOfHoursAndDecisions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	ctx := context.Background()
	commit(t, db, func(b *event.Batch) {
		guest(b, "rally", "a", "Żegota", "Błąkiewicz")
		guest(b, "rally", "b", "Żegota", "Błonkiewicz")
		b.Add("rally", "r-b/k1", decided("r-b", "k1", event.Granted, "rwa kulszowa"))
		b.Add("rally", "g1", grantOf("g1", "r-b", "zapalenie płuc"))
		b.Add("rally", "g1", event.HoursRevoked{Reason: "jednak ospa wietrzna"})
		b.Add("rally", "r-b", event.RegistrationMerged{Into: "r-a"})
		b.Add("rally", "r-a/k2", decided("r-a", "k2", event.Denied, "awantura o parking"))
	})
	commit(t, db, func(b *event.Batch) { b.Add("", "p-a", event.PersonErased{Why: event.ErasedOnRequest}) })
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "g2", grantOf("g2", "r-a", "gruźlica"))
		b.Add("rally", "g2", event.HoursRevoked{Reason: "jednak nie szkarlatyna"})
		b.Add("rally", "r-a/k3", decided("r-a", "k3", event.Granted, "kuzynka burmistrza"))
	})
	want := tables(t, db)
	if err := db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if got := tables(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("rebuilt\n%v\nwant\n%v", got, want)
	}
	if d := must[[]event.Decision](t)(db.Decisions(ctx, "rally")); len(d) != 3 || d[0].Verdict != event.Granted || d[1].Verdict != event.Denied {
		t.Errorf("what was decided stays: %+v", d)
	}
	clean, err := db.Wipe(ctx)
	if err != nil || !clean {
		t.Fatalf("wipe: %v, %v", clean, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"rwa kulszowa", "zapalenie", "ospa", "parking", "gruźlica", "szkarlatyna", "burmistrza"} {
		if bytes.Contains(raw, []byte(word)) {
			t.Errorf("the file still says %q", word)
		}
	}
}
