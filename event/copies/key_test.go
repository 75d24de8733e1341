package copies

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"zlot/event"
)

// An earlier key opens with its earlier passphrase what comes later too, until encrypting is ended and begun anew.
func TestStore_EarlierKey(t *testing.T) {
	s, _ := newStore(t)
	ctx := t.Context()
	if err := s.SetPassphrase(ctx, "", "koń i krowa"); err != nil {
		t.Fatal(err)
	}
	thief := t.TempDir()
	key, err := os.ReadFile(filepath.Join(s.dir, secretFile))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(thief, secretFile), key, 0o600); err != nil {
		t.Fatal(err)
	}
	opens := func(b event.Backup) bool {
		raw, err := os.ReadFile(b.Path)
		if err != nil {
			t.Fatal(err)
		}
		stolen := filepath.Join(thief, b.Name)
		if err := os.WriteFile(stolen, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		o, err := New(Options{File: filepath.Join(thief, "any.db"), Disk: disk{}}).Open(ctx, stolen, "koń i krowa")
		if err != nil {
			wantCode(t, err, event.CodeCopyKeyMissing)
			return false
		}
		return o.Close() == nil
	}
	if err := s.SetPassphrase(ctx, "koń i krowa", "owca i koza"); err != nil {
		t.Fatal(err)
	}
	if !opens(mustMake(t, s, at)) {
		t.Error("the manual says that an earlier key opens new copies")
	}
	if err := s.ForgetPassphrase(ctx); err != nil {
		t.Fatal(err)
	}
	if err := s.SetPassphrase(ctx, "", "kaczka i gęś"); err != nil {
		t.Fatal(err)
	}
	newest := mustMake(t, s, at.Add(time.Hour))
	if opens(newest) {
		t.Error("begun anew, the earlier key still opens copies")
	}
	_, err = s.Open(ctx, newest.Path, "owca i koza") // opens the earlier key beside it, not the copy's
	wantCode(t, err, event.CodeCopyPassphrase)
}
