package storage

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zlot/event"
)

// folder lists what lies beside a file, with its bytes.
func folder(t *testing.T, path string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, f := range must[[]os.DirEntry](t)(os.ReadDir(filepath.Dir(path))) {
		if !f.IsDir() {
			all[f.Name()] = must[[]byte](t)(os.ReadFile(filepath.Join(filepath.Dir(path), f.Name())))
		}
	}
	return all
}

func TestOpen_RefusesAndLeavesAlone(t *testing.T) {
	sqliteFile := func(t *testing.T, path string, statements ...string) {
		db := must[*sql.DB](t)(sql.Open("sqlite", dsn(path, "rwc")))
		defer db.Close()
		for _, s := range append([]string{"CREATE TABLE t (v)"}, statements...) {
			if _, err := db.Exec(s); err != nil {
				t.Fatal(err)
			}
		}
	}
	write := func(content string) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name, code string
		make       func(t *testing.T, path string)
	}{
		{"missing", event.CodeMissing, func(*testing.T, string) {}},
		{"a letter", event.CodeNotADatabase, write("Szanowni Państwo, " + string(bytes.Repeat([]byte("x"), 500)))},
		{"one byte", event.CodeNotADatabase, write("\n")},
		{"half a header", event.CodeNotADatabase, write(magic)},
		{"somebody else's", event.CodeForeignDatabase, func(t *testing.T, p string) { sqliteFile(t, p) }},
		{"another program's", event.CodeForeignDatabase, func(t *testing.T, p string) { sqliteFile(t, p, "PRAGMA application_id = 252006673") }},
		{"newer", event.CodeNewerDatabase, func(t *testing.T, p string) {
			sqliteFile(t, p, fmt.Sprintf("PRAGMA application_id = %d", applicationID), "PRAGMA user_version = 9999")
		}},
	} {
		for _, o := range []Options{{}, {Create: true}, {ReadOnly: true}} {
			if c.name == "missing" && o.Create {
				continue
			}
			t.Run(fmt.Sprintf("%s/%+v", c.name, o), func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "plik.zlot")
				c.make(t, path)
				before := folder(t, path)
				_, err := tryOpen(t, path, o)
				args := wantCode(t, err, c.code)
				if args["Path"] != path {
					t.Errorf("args %v", args)
				}
				if c.code == event.CodeNewerDatabase && (args["Schema"] != 9999 || args["Known"] != len(migrations)) {
					t.Errorf("args %v", args)
				}
				after := folder(t, path)
				if len(after) != len(before) {
					t.Errorf("left %d files, found %d", len(after), len(before))
				}
				for name, content := range before {
					if !bytes.Equal(after[name], content) {
						t.Errorf("%s was changed", name)
					}
				}
			})
		}
	}
}

func TestOpen_Folder(t *testing.T) {
	_, err := tryOpen(t, t.TempDir(), Options{DeskFile: filepath.Join(t.TempDir(), "desk")})
	wantCode(t, err, event.CodeNotADatabase)
}

func TestOpen_OddNamesAndEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Zlot 2012? #1 100% & łąka.zlot")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	db := openAt(t, path, Options{})
	commit(t, db, func(b *event.Batch) { b.Add("rally", "rally", event.EventCreated{Event: rally}) })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	header := must[[]byte](t)(os.ReadFile(path))
	if id := binary.BigEndian.Uint32(header[offsetOwner:]); id != applicationID {
		t.Errorf("application id %x", id)
	}
	if n := binary.BigEndian.Uint32(header[offsetSchema:]); int(n) != len(migrations) {
		t.Errorf("schema %d", n)
	}
	db = openAt(t, path, Options{})
	if e := must[[]event.Event](t)(db.Events(context.Background())); len(e) != 1 || e[0].Title != "Zlot" {
		t.Errorf("events %+v", e)
	}
	if db.Schema() != len(migrations) {
		t.Errorf("schema %d", db.Schema())
	}
}

// A crash can come after the file was marked and before its tables were made.
func TestOpen_HalfMade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "half.zlot")
	if err := create(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	db := openAt(t, path, Options{})
	commit(t, db, func(b *event.Batch) { b.Add("rally", "rally", event.EventCreated{Event: rally}) })
	for _, name := range []string{"half.zlot", "half.zlot.lock", "desk"} {
		info := must[os.FileInfo](t)(os.Stat(filepath.Join(filepath.Dir(path), name)))
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s can be read by others: %v", name, info.Mode())
		}
	}
}

func TestOpen_Locked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	_, err := Open(ctx, path, Options{DeskFile: filepath.Join(t.TempDir(), "desk")})
	if args := wantCode(t, err, event.CodeLocked); args["Path"] != path {
		t.Errorf("args %v", args)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	openAt(t, path, Options{}) // free again at once
}

func TestOpen_ReadOnly(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "rally.zlot")
	w := openAt(t, path, Options{Create: true})
	commit(t, w, func(b *event.Batch) {
		b.Add("rally", "rally", event.EventCreated{Event: rally})
		guest(b, "rally", "a", "Anna", "Nowak")
	})
	r := openAt(t, path, Options{ReadOnly: true})
	search := func(q string) int {
		t.Helper()
		_, n, err := r.Search(ctx, "rally", q, 10)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := search("nowak"); n != 1 {
		t.Errorf("found %d", n)
	}
	commit(t, w, func(b *event.Batch) { guest(b, "rally", "b", "Jan", "Nowak") })
	if n := search("nowak"); n != 2 {
		t.Errorf("after the other process wrote: found %d", n)
	}
	_, err := r.Commit(ctx, func(event.Reader) (event.Batch, error) { t.Error("decided"); return event.Batch{}, nil })
	wantCode(t, err, event.CodeReadOnly)
	wantCode(t, r.Pause(ctx, "rally", morning, "", ""), event.CodeReadOnly)
	wantCode(t, r.Rebuild(ctx), event.CodeReadOnly)
	if p := must[[]event.Problem](t)(r.Check(ctx)); len(p) != 0 {
		t.Errorf("check: %v", p)
	}
	// And when nobody writes, so that the side files are gone.
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + "-wal"); err == nil {
		t.Error("the write-ahead log was left behind")
	}
	r = openAt(t, path, Options{ReadOnly: true})
	if n := search("nowak"); n != 2 {
		t.Errorf("alone: found %d", n)
	}
}

func TestOpen_DeskOutlivesDatabase(t *testing.T) {
	desk := filepath.Join(t.TempDir(), "made", "desk")
	a := openAt(t, filepath.Join(t.TempDir(), "a.zlot"), Options{Create: true, DeskFile: desk})
	b := openAt(t, filepath.Join(t.TempDir(), "b.zlot"), Options{Create: true, DeskFile: desk})
	if a.Desk() == "" || a.Desk() != b.Desk() {
		t.Errorf("desks %q and %q", a.Desk(), b.Desk())
	}
	if c := openNew(t); c.Desk() == a.Desk() {
		t.Error("another desk has the same id")
	}
}

func TestOpen_CorruptPages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "rally", event.EventCreated{Event: rally})
		for i := range 300 {
			guest(b, "rally", fmt.Sprint(i), "Anna", "Nowak")
		}
	})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	content := must[[]byte](t)(os.ReadFile(path))
	for i := 2 * 4096; i < len(content); i++ {
		content[i] = byte(i * 7)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := tryOpen(t, path, Options{})
	if err == nil {
		_, err = db.Entries(context.Background(), event.EntryFilter{Event: "rally"})
		db.Close()
	}
	wantCode(t, err, event.CodeCorrupt)
}

func TestCommit_FullDisk(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	commit(t, db, func(b *event.Batch) { b.Add("rally", "rally", event.EventCreated{Event: rally}) })
	var pages int
	if err := db.w.row(ctx, "PRAGMA page_count", nil, &pages); err != nil {
		t.Fatal(err)
	}
	limit := func(n int) {
		t.Helper()
		var now int
		if err := db.w.row(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", n), nil, &now); err != nil || now != n {
			t.Fatal(now, err)
		}
	}
	limit(pages + 5)
	_, err := db.Commit(ctx, func(event.Reader) (b event.Batch, err error) {
		for i := range 200 {
			guest(&b, "rally", fmt.Sprint(i), "Anna", "Nowak")
		}
		return b, nil
	})
	wantCode(t, err, event.CodeDiskFull)
	if n := must[[]event.Entry](t)(db.Entries(ctx, event.EntryFilter{})); len(n) != 0 {
		t.Errorf("%d registrations of a commit that failed", len(n))
	}
	limit(pages * 100)
	commit(t, db, func(b *event.Batch) { guest(b, "rally", "a", "Anna", "Nowak") }) // space again
	if p := must[[]event.Problem](t)(db.Check(ctx)); len(p) != 0 {
		t.Errorf("check: %v", p)
	}
}
