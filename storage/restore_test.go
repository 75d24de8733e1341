package storage

import (
	"os"
	"path/filepath"
	"testing"

	"zlot/event"
)

// crashed leaves a file at path as a power cut would: what was committed last stands in the log beside it.
func crashed(t *testing.T, path string, e event.Event) {
	t.Helper()
	from := filepath.Join(t.TempDir(), "running.zlot")
	db := openAt(t, from, Options{Create: true})
	commit(t, db, func(b *event.Batch) { b.Add(e.ID, e.ID, event.EventCreated{Event: e}) })
	for _, side := range []string{"", "-wal"} {
		data := must[[]byte](t)(os.ReadFile(from + side))
		if len(data) == 0 {
			t.Fatalf("nothing in %q", side)
		}
		if err := os.WriteFile(path+side, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// backupOf makes a backup that holds one event.
func backupOf(t *testing.T, path string, e event.Event) {
	t.Helper()
	db := openNew(t)
	commit(t, db, func(b *event.Batch) { b.Add(e.ID, e.ID, event.EventCreated{Event: e}) })
	if err := db.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
}

func wantEvent(t *testing.T, path string, o Options, id string) {
	t.Helper()
	db := openAt(t, path, o)
	all := must[[]event.Event](t)(db.Events(t.Context()))
	if len(all) != 1 || all[0].ID != id {
		t.Errorf("%s holds %v, want %s", filepath.Base(path), all, id)
	}
	if problems := must[[]event.Problem](t)(db.Check(t.Context())); len(problems) != 0 {
		t.Errorf("%s: %v", filepath.Base(path), problems)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}

func TestRestore_KeepsWhatStoodInTheLog(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "rally.zlot"), filepath.Join(dir, "backup.zlot")
	other := rally
	other.ID = "other"
	crashed(t, path, other)
	backupOf(t, backup, rally)
	r, err := Restore(t.Context(), backup, path, Options{Clock: &clock{morning}, DeskFile: filepath.Join(dir, "desk")}, nil)
	kept := r.Kept
	if err != nil {
		t.Fatal(err)
	}
	wantEvent(t, path, Options{}, "rally")
	wantEvent(t, kept, Options{}, "other")
	if left := must[[]string](t)(filepath.Glob(path + ".restoring*")); len(left) != 0 {
		t.Errorf("left over: %v", left)
	}
}

// A power cut after the old file was put aside and before the new one had its name.
func TestOpen_EndsARestoreThatWasCutShort(t *testing.T) {
	for name, o := range map[string]Options{"the program": {Create: true}, "a command": {}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "rally.zlot")
			other := rally
			other.ID = "other"
			crashed(t, path, other)
			if err := os.Rename(path, path+".20120906-080000.old"); err != nil {
				t.Fatal(err)
			}
			backupOf(t, path+".restoring", rally)
			wantEvent(t, path, o, "rally")
		})
	}
}

// A restore that never came so far changes nothing.
func TestOpen_LeavesARestoreThatNeverBegan(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rally.zlot")
	other := rally
	other.ID = "other"
	crashed(t, path, other)
	backupOf(t, path+".restoring", rally)
	wantEvent(t, path, Options{Create: true}, "other")
}
