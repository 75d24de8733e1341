package secret

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/zalando/go-keyring"
)

// bare hides the session bus of whoever runs the tests.
func bare(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("SKIPPED CHECK: this system always has a keyring")
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
}

func mustSet(t *testing.T, s *Store, name, value string) {
	t.Helper()
	if err := s.Set(name, value); err != nil {
		t.Fatal(err)
	}
}

func wantSecret(t *testing.T, s *Store, name, want string) {
	t.Helper()
	if got, err := s.Get(name); err != nil || got != want {
		t.Errorf("Get(%s) = %q, %v; want %q", name, got, err, want)
	}
}

func fileCount(t *testing.T, dir string) int {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(names)
}

// ringStore is a Store over the library's keyring in memory.
func ringStore(dir string) *Store {
	keyring.MockInit()
	return &Store{files: files{dir}, ring: &keeper{get: keyring.Get, set: keyring.Set, remove: keyring.Delete}}
}

func TestStore_files(t *testing.T) {
	bare(t)
	dir := filepath.Join(t.TempDir(), "secrets")
	s := Open(dir)
	wantSecret(t, s, "mail/a", "")
	if fileCount(t, dir) != 0 {
		t.Error("reading made files")
	}
	mustSet(t, s, "mail/a", "tajne-hasło-1")
	mustSet(t, s, "../mail/A", "inne")
	mustSet(t, s, "mail/a", "tajne-hasło-2")
	wantSecret(t, Open(dir), "mail/a", "tajne-hasło-2")
	wantSecret(t, s, "../mail/A", "inne")
	if n := fileCount(t, dir); n != 2 {
		t.Errorf("%d files, want 2", n)
	}
	mustSet(t, s, "mail/a", "")
	wantSecret(t, s, "mail/a", "")
	if n := fileCount(t, dir); n != 1 {
		t.Errorf("%d files, want 1", n)
	}
}

func TestStore_filesAreTheOwnersAlone(t *testing.T) {
	bare(t)
	dir := filepath.Join(t.TempDir(), "secrets")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	mustSet(t, Open(dir), "a", "tajne")
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder: %v, %v", info.Mode(), err)
	}
	info, err = os.Stat(files{dir}.path("a"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("file: %v, %v", info.Mode(), err)
	}
}

func TestStore_failedWriteKeepsTheOldSecret(t *testing.T) {
	bare(t)
	dir := t.TempDir()
	s := Open(dir)
	mustSet(t, s, "a", "stare")
	// A folder in the way of another secret: its write fails and leaves nothing behind.
	if err := os.MkdirAll(filepath.Join(files{dir}.path("b"), "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.Set("b", "nowe"); err == nil {
		t.Error("Set succeeded where it cannot write")
	}
	wantSecret(t, s, "a", "stare")
	if n := fileCount(t, dir); n != 2 {
		t.Errorf("%d files, want 2", n)
	}
}

func TestStore_keyring(t *testing.T) {
	dir := t.TempDir()
	s := ringStore(dir)
	wantSecret(t, s, "a", "")
	mustSet(t, s, "a", "tajne")
	wantSecret(t, s, "a", "tajne")
	if n := fileCount(t, dir); n != 0 {
		t.Errorf("%d files beside the keyring", n)
	}
	mustSet(t, s, "a", "")
	wantSecret(t, s, "a", "")
}

func TestStore_override(t *testing.T) {
	s := ringStore(t.TempDir())
	Override(map[string]string{"a": "z polecenia"})(s)
	mustSet(t, s, "a", "zapisane")
	wantSecret(t, s, "a", "z polecenia")
	s.override = nil
	wantSecret(t, s, "a", "zapisane")
}

// A secret goes to a file while the keyring is out of order; the keyring's older one must not win later.
func TestStore_keyringOutOfOrder(t *testing.T) {
	dir := t.TempDir()
	s := ringStore(dir)
	mustSet(t, s, "a", "stare")
	s.ring.set = func(string, string, string) error { return errors.New("locked") }
	mustSet(t, s, "a", "nowe")
	again := &Store{files: files{dir}, ring: &keeper{get: keyring.Get, set: keyring.Set, remove: keyring.Delete}}
	wantSecret(t, again, "a", "nowe")
	mustSet(t, again, "a", "najnowsze")
	wantSecret(t, again, "a", "najnowsze")
	if n := fileCount(t, dir); n != 0 {
		t.Errorf("%d files left", n)
	}
}

func TestStore_brokenKeyringIsAnError(t *testing.T) {
	s := ringStore(t.TempDir())
	s.ring.get = func(string, string) (string, error) { return "", errors.New("no answer") }
	if _, err := s.Get("a"); err == nil {
		t.Error("a keyring that fails looks like one without the secret")
	}
}

func TestStore_silentKeyringDoesNotHang(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		end := make(chan struct{})
		s := &Store{files: files{dir}, ring: &keeper{
			get: func(string, string) (string, error) { asked.Add(1); <-end; return "", nil },
			set: func(string, string, string) error { asked.Add(1); <-end; return nil },
		}}
		mustSet(t, s, "a", "tajne")
		wantSecret(t, s, "a", "tajne")
		if _, err := s.Get("b"); !errors.Is(err, errSilent) {
			t.Errorf("Get: %v", err)
		}
		if n := asked.Load(); n != 1 {
			t.Errorf("asked %d times, want once", n)
		}
		close(end)
		synctest.Wait()
	})
}

func TestKeyringExpected(t *testing.T) {
	bare(t)
	if keyringExpected() {
		t.Error("expected without a session bus")
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "autolaunch:")
	if keyringExpected() {
		t.Error("expected where a bus would have to be started")
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/1000/bus")
	if !keyringExpected() {
		t.Error("not expected with a session bus")
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	dir, err := os.MkdirTemp("", "bus") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	t.Setenv("XDG_RUNTIME_DIR", dir)
	l, err := net.Listen("unix", filepath.Join(dir, "bus"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	if !keyringExpected() {
		t.Error("not expected with the bus's socket")
	}
}
