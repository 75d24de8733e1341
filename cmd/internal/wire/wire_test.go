package wire

import (
	"path/filepath"
	"testing"
	"time"

	"zlot/event"
)

// What a crash left half sent is put right at the start, before anybody looks at the ledger.
func TestOpen_PutsRightWhatACrashLeft(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "AppData"} {
		t.Setenv(name, dir)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	path := filepath.Join(dir, "rally.zlot")
	before, err := Open(t.Context(), Options{DB: path, Create: true})
	if err != nil {
		t.Fatal(err)
	}
	_, err = before.Store.Commit(t.Context(), func(event.Reader) (b event.Batch, err error) {
		for _, id := range []string{"m1", "m2"} {
			b.Add("rally", id, event.QueuedMessage{Message: event.Message{ID: id, Event: "rally", Certificate: id, To: "anna@example.org", Copy: 1}})
		}
		return b, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, ok, err := before.Store.Claim(t.Context(), "rally", time.Now()); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if err := before.Store.Dot(t.Context(), "m2"); err != nil {
		t.Fatal(err)
	}
	if err := before.Close(); err != nil {
		t.Fatal(err)
	}
	after, err := Open(t.Context(), Options{DB: path})
	if err != nil {
		t.Fatal(err)
	}
	defer after.Close()
	for id, want := range map[string]event.MessageState{"m1": event.MessageQueued, "m2": event.MessageUncertain} {
		if m, err := after.Store.Message(t.Context(), id); err != nil || m.State != want {
			t.Errorf("%s is %s, %v; want %s", id, m.State, err, want)
		}
	}
}
