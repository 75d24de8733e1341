package storage

import (
	"path/filepath"
	"testing"

	"zlot/event"
)

// A file that an older program wrote last is not damaged: its views are made anew when it is opened to write.
func TestCheck_ViewsOfAnOlderProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	commit(t, db, func(b *event.Batch) { b.Add(rally.ID, rally.ID, event.EventCreated{Event: rally}) })
	err := db.write(t.Context(), func(w *writer) error {
		if err := w.exec(t.Context(), "UPDATE event SET start = ''"); err != nil {
			return err
		}
		return w.exec(t.Context(), "UPDATE meta SET value = '0/older' WHERE key = 'views'")
	}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	reading := openAt(t, path, Options{ReadOnly: true})
	if problems := must[[]event.Problem](t)(reading.Check(t.Context())); len(problems) != 0 {
		t.Errorf("while only reading: %v", problems)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	writing := openAt(t, path, Options{})
	if problems := must[[]event.Problem](t)(writing.Check(t.Context())); len(problems) != 0 {
		t.Errorf("after opening to write: %v", problems)
	}
}
