package storage

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"zlot/event"
)

// An import that is taken back leaves nothing of the people it brought, and what is left is what the log says.
func TestUndoneImport_LeavesNoTrace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	story(t, db)
	added := func(b *event.Batch) {
		var all event.Batch
		secret(&all)
		for _, f := range all.Facts { // on whom a message, a scan or hours hang nobody is removed
			if f.Entity == "p-x" || f.Entity == "r-x" {
				b.Facts = append(b.Facts, f)
			}
		}
	}
	commit(t, db, added)
	commit(t, db, func(b *event.Batch) {
		b.Add("", "p-also", event.PersonAdded{Person: event.Person{ID: "p-also", Name: event.Name{Given: "Żegota", Family: "Błąkiewicz"}}})
		b.Add("", "p-also", event.PersonMerged{Into: "p-x"})
	})
	photo, shared := []byte("a face"), []byte("a face that others have too")
	commit(t, db, func(b *event.Batch) {
		for _, c := range []struct{ of, was, is string }{{"r-x", "", blobName(shared)}, {"r-x", blobName(shared), blobName(photo)}, {"r-a", "", blobName(shared)}} {
			b.Add("rally", c.of, event.RegistrationChanged{Change: event.NewChange("photo", c.was, c.is, 0)})
		}
		b.Blobs = [][]byte{photo, shared}
	})
	if found := traces(t, path, secrets); len(found) == 0 {
		t.Fatal("the test looks for nothing")
	}
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "r-x", event.RegistrationRemoved{})
		b.Add("", "p-x", event.PersonRemoved{})
		b.Add("", "p-also", event.PersonRemoved{})
		b.Add("rally", "import", event.ImportUndone{})
	})
	if clean, err := db.Wipe(context.Background()); err != nil || !clean {
		t.Fatalf("wipe: %v %v", clean, err)
	}
	if found := traces(t, path, secrets); len(found) > 0 {
		t.Errorf("left: %s", strings.Join(found, ", "))
	}
	if _, err := db.Blob(context.Background(), blobName(photo)); err == nil {
		t.Error("the photo is left")
	}
	if _, err := db.Blob(context.Background(), blobName(shared)); err != nil {
		t.Errorf("somebody else's photo went along: %v", err)
	}
	if problems, err := db.Check(context.Background()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
	if ids, total, err := db.Search(context.Background(), "rally", "zegota", 0); err != nil || total > 0 {
		t.Errorf("still found: %v %v", ids, err)
	}
}

// A log in which an older program left them is put right where its views are made anew.
func TestRebuild_EmptiesTheRemoved(t *testing.T) {
	db := openAt(t, filepath.Join(t.TempDir(), "rally.zlot"), Options{Create: true})
	commit(t, db, func(b *event.Batch) { guest(b, "rally", "u", "Żegota", "Błąkiewicz") })
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "r-u", event.RegistrationRemoved{})
		b.Add("", "p-u", event.PersonRemoved{})
	})
	err := db.write(context.Background(), func(w *writer) error {
		return w.exec(context.Background(), `UPDATE fact SET body = json_set(body, '$.name.family', 'Błąkiewicz') WHERE kind = 'person.added'`)
	}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	facts, err := db.Facts(context.Background(), "p-u", 0)
	if err != nil || len(facts) == 0 {
		t.Fatal(facts, err)
	}
	for _, f := range facts {
		if strings.Contains(string(f.Body), "Błąkiewicz") {
			t.Errorf("%s still says %s", f.Kind, f.Body)
		}
	}
	if due, err := db.w.wipeDue(context.Background()); err != nil || !due {
		t.Errorf("nothing is to be wiped: %v", err)
	}
}
