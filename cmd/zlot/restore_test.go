package main

import (
	"os"
	"path/filepath"
	"testing"

	"zlot/event"
)

// A damaged file has a way back where there are copies of it; one that is only held by another program needs none.
func TestCopiesFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zlot.db")
	corrupt := event.Fail(event.CodeCorrupt, "Path", path)
	offered := func(err error) []event.Backup {
		store := copiesFor(t.Context(), path, "", err)
		if store == nil {
			return nil
		}
		all, err := store.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	if got := offered(corrupt); got != nil {
		t.Errorf("without a copy %v is offered", got)
	}
	folder := path + ".copies"
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "20120906T081500Z-start.zlot"), []byte("copy"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := offered(corrupt); len(got) != 1 {
		t.Errorf("beside a damaged file %v is offered, want its copy", got)
	}
	if got := offered(event.Fail(event.CodeLocked, "Path", path)); got != nil {
		t.Errorf("beside a file that another program has %v is offered", got)
	}
}
