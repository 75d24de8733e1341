package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The manual is written without a database.
func TestManual(t *testing.T) {
	path := filepath.Join(t.TempDir(), "manual.pdf")
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"manual", "-o", path, "--lang", "en"}, nil, &out, &errs); code != exitDone {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	data, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.Contains(out.Bytes(), []byte(path)) {
		t.Errorf("%d bytes, %v, said %q", len(data), err, out.String())
	}
}
