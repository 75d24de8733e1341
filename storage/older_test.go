package storage

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"zlot/event"
)

// A file of an older program cannot be read only: it says so, is left as it was, and can be read once it was opened.
func TestOpen_OlderForReading(t *testing.T) {
	packed, err := os.Open("testdata/schema-7.zlot.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	old := must[[]byte](t)(io.ReadAll(must[*gzip.Reader](t)(gzip.NewReader(packed))))
	path := filepath.Join(t.TempDir(), "old.zlot")
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = tryOpen(t, path, Options{ReadOnly: true})
	wantCode(t, err, event.CodeReadOnly)
	var known *event.Error
	if !errors.As(err, &known) || known.Args["Older"] != true {
		t.Errorf("refused with %v", err)
	}
	if now := must[[]byte](t)(os.ReadFile(path)); !bytes.Equal(now, old) {
		t.Error("the file was changed")
	}
	if err := openAt(t, path, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	openAt(t, path, Options{ReadOnly: true})
}
