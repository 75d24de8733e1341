package event_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"zlot/event"
)

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "lista ż.csv")
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	if err := event.WriteFile(path, text("pierwsza")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken off")
	err := event.WriteFile(path, func(w io.Writer) error { return errors.Join(text("druga")(w), broken) })
	if kept := sure(os.ReadFile(path))(t); !errors.Is(err, broken) || string(kept) != "pierwsza" {
		t.Errorf("%v left %q", err, kept)
	}
	if err := event.WritePrivateFile(path, text("trzecia")); err != nil {
		t.Fatal(err)
	}
	if info := sure(os.Stat(path))(t); info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v", info.Mode())
	}
	if err := event.WriteFile(filepath.Join(dir, "nie ma", "a.csv"), text("x")); !errors.Is(err, event.Fail(event.CodeDocumentWrite)) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if left := sure(os.ReadDir(dir))(t); len(left) != 1 {
		t.Errorf("left %v", left)
	}
}

func TestRecordFormat(t *testing.T) {
	for path, want := range map[string]string{"a.html": "html", "a.HTM": "html", "a": "html", "a.txt": "txt", "a.json": "json", "a.pdf": ""} {
		if got, err := event.RecordFormat(path); got != want || (err == nil) != (want != "") {
			t.Errorf("%s: %q, %v", path, got, err)
		}
	}
}
