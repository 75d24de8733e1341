package secret

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"filippo.io/age"

	"zlot/event"
)

func TestStore_keyring(t *testing.T) {
	dir, f := filepath.Join(t.TempDir(), "keys"), fakeRing{}
	s := ringStore(dir, f.ring())
	wantSecret(t, s, "mail/a", "")
	wantFiles(t, dir)
	mustSet(t, s, "mail/a", "tajne-hasło-1")
	mustSet(t, s, "../mail/A", strings.Repeat("token", 2000)) // longer than what a keyring of Windows takes
	mustSet(t, s, "mail/a", "tajne-hasło-2")
	if len(f) != 1 || !strings.HasPrefix(f[ringKey], "AGE-SECRET-KEY-1") {
		t.Errorf("in the keyring: %v", f)
	}
	wantFiles(t, dir, boxFile)
	noPlainText(t, dir, "tajne")
	again := ringStore(dir, f.ring())
	wantSecret(t, again, "mail/a", "tajne-hasło-2")
	wantSecret(t, again, "../mail/A", strings.Repeat("token", 2000))
	mustSet(t, again, "mail/a", "")
	wantSecret(t, s, "mail/a", "")
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder: %v, %v", info.Mode(), err)
	}
	if info, err = os.Stat(filepath.Join(dir, boxFile)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("file: %v, %v", info.Mode(), err)
	}
}

func TestStore_passphraseAskedOnce(t *testing.T) {
	dir := t.TempDir()
	a := &asked{answers: []string{testPassphrase}, remember: true}
	s := plainStore(t, dir, Asking(a.ask))
	wantSecret(t, s, "mail/a", "") // nothing is kept yet: nobody is asked
	mustSet(t, s, "mail/a", "tajne")
	mustSet(t, s, "mail/b", "inne")
	wantSecret(t, s, "mail/a", "tajne")
	if !slices.Equal(a.reasons, []Reason{ToBegin}) {
		t.Errorf("asked %v", a.reasons)
	}
	wantFiles(t, dir, keyFile, boxFile)
	noPlainText(t, dir, "tajne")
	a = &asked{answers: []string{"złe", testPassphrase}, remember: true}
	s = plainStore(t, dir, Asking(a.ask))
	wantSecret(t, s, "mail/b", "inne")
	wantSecret(t, s, "mail/a", "tajne")
	if !slices.Equal(a.reasons, []Reason{ToOpen, Wrong}) {
		t.Errorf("asked %v", a.reasons)
	}
}

func TestStore_passphraseAskedEachTime(t *testing.T) {
	dir := t.TempDir()
	a := &asked{answers: []string{testPassphrase, testPassphrase, testPassphrase}}
	s := plainStore(t, dir, Asking(a.ask))
	mustSet(t, s, "mail/a", "tajne")
	wantSecret(t, s, "mail/a", "tajne")
	wantSecret(t, s, "mail/a", "tajne")
	if !slices.Equal(a.reasons, []Reason{ToBegin, ToOpen, ToOpen}) {
		t.Errorf("asked %v", a.reasons)
	}
	_, err := s.Get("mail/a")
	wantCode(t, err, event.CodePassphrase)
	wantCode(t, s.Set("mail/b", "x"), event.CodePassphrase)
}

func TestStore_passphraseFromTheEnvironment(t *testing.T) {
	dir := t.TempDir()
	mustSet(t, plainStore(t, dir, Passphrase(testPassphrase)), "mail/a", "tajne")
	wantSecret(t, plainStore(t, dir, Passphrase(testPassphrase)), "mail/a", "tajne")
	_, err := plainStore(t, dir, Passphrase("złe")).Get("mail/a")
	wantCode(t, err, event.CodePassphrase)
	var e *event.Error
	if errors.As(err, &e); e.Args["Wrong"] != true {
		t.Errorf("a wrong passphrase is told as a missing one: %v", err)
	}
	_, err = plainStore(t, dir).Get("mail/a")
	wantCode(t, err, event.CodePassphrase)
}

// Set up with a keyring and a passphrase, a machine goes on without the keyring.
func TestStore_bothWays(t *testing.T) {
	dir, f := t.TempDir(), fakeRing{}
	mustSet(t, ringStore(dir, f.ring()), "mail/a", "tajne")
	wantFiles(t, dir, boxFile)
	wantSecret(t, ringStore(dir, f.ring(), Passphrase(testPassphrase)), "mail/a", "tajne")
	wantFiles(t, dir, keyFile, boxFile)
	wantSecret(t, plainStore(t, dir, Passphrase(testPassphrase)), "mail/a", "tajne")
	// And the other way round: a keyring that comes later learns the key.
	g := fakeRing{}
	wantSecret(t, ringStore(dir, g.ring(), Passphrase(testPassphrase)), "mail/a", "tajne")
	if g[ringKey] != f[ringKey] {
		t.Error("the new keyring did not learn the key")
	}
	wantSecret(t, ringStore(dir, g.ring()), "mail/a", "tajne")
}

func TestStore_lostKey(t *testing.T) {
	dir, f := t.TempDir(), fakeRing{}
	mustSet(t, ringStore(dir, f.ring()), "mail/a", "tajne")
	empty := ringStore(dir, fakeRing{}.ring())
	_, err := empty.Get("mail/a")
	wantCode(t, err, event.CodeSecretsLost)
	wantCode(t, empty.Set("mail/a", "nowe"), event.CodeSecretsLost)
	// Where there is no keyring at all, as in a session of a terminal, the key may be well.
	_, err = plainStore(t, dir, Passphrase(testPassphrase)).Get("mail/a")
	wantCode(t, err, event.CodeKeyring)
	other, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	_, err = ringStore(dir, fakeRing{ringKey: other.String()}.ring()).Get("mail/a")
	wantCode(t, err, event.CodeSecretsLost)
	if err := os.WriteFile(filepath.Join(dir, boxFile), []byte("zepsute"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = ringStore(dir, f.ring()).Get("mail/a")
	wantCode(t, err, event.CodeSecretsLost)
}

// An unattended machine holds what it signs with by itself, and hands it over as soon as there is a way.
func TestStore_unattended(t *testing.T) {
	dir := t.TempDir()
	s := plainStore(t, dir)
	wantCode(t, s.Set("mail/a", "hasło"), event.CodePassphrase)
	wantFiles(t, dir)
	mustSet(t, s, "signing-key/e", "klucz")
	mustSet(t, s, "kiosk.pin", "skrót")
	wantSecret(t, plainStore(t, dir), "signing-key/e", "klucz")
	wantFiles(t, dir, ".secret", ".secret")
	for _, e := range []string{"signing-key/e", "kiosk.pin"} {
		if info, err := os.Stat(s.files.path(e)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", e, info, err)
		}
	}
	with := plainStore(t, dir, Passphrase(testPassphrase))
	wantSecret(t, with, "signing-key/e", "klucz")
	wantSecret(t, with, "kiosk.pin", "skrót")
	wantFiles(t, dir, ".secret", keyFile, boxFile)
	noPlainText(t, dir, "klucz")
	// Now there is a box: a second key beside it would be one too many.
	_, err := plainStore(t, dir).Get("signing-key/f")
	wantCode(t, err, event.CodePassphrase)
	wantCode(t, plainStore(t, dir).Set("signing-key/f", "x"), event.CodePassphrase)
	wantSecret(t, plainStore(t, dir), "kiosk.pin", "skrót")
	mustSet(t, with, "kiosk.pin", "")
	wantSecret(t, with, "kiosk.pin", "")
}

// What earlier versions kept by itself, in a file or in the keyring, moves into the box and is gone there.
func TestStore_bringsInOldSecrets(t *testing.T) {
	old := func(dir string) {
		f := files{dir}
		for _, name := range []string{"mail/a", "signing-key/e"} {
			if err := f.write(f.path(name), []byte("stare "+name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := t.TempDir()
	old(dir)
	f := fakeRing{"mail/b": "z pęku"}
	s := ringStore(dir, f.ring())
	wantSecret(t, s, "mail/a", "stare mail/a")
	wantSecret(t, s, "mail/b", "z pęku")
	wantSecret(t, s, "signing-key/e", "stare signing-key/e")
	wantFiles(t, dir, boxFile)
	if len(f) != 1 {
		t.Errorf("left in the keyring: %v", f)
	}
	again := ringStore(dir, f.ring())
	wantSecret(t, again, "mail/b", "z pęku")
	wantSecret(t, again, "mail/a", "stare mail/a")

	// Without a keyring a person is asked, once, and may decline: the old ones go on working.
	dir = t.TempDir()
	old(dir)
	a := &asked{}
	s = plainStore(t, dir, Asking(a.ask))
	wantSecret(t, s, "signing-key/e", "stare signing-key/e")
	wantSecret(t, s, "mail/a", "stare mail/a")
	wantSecret(t, s, "mail/a", "stare mail/a")
	if !slices.Equal(a.reasons, []Reason{ToBegin}) {
		t.Errorf("asked %v", a.reasons)
	}
	wantFiles(t, dir, ".secret", ".secret")
	a.answers, a.remember = []string{testPassphrase}, true
	mustSet(t, s, "mail/a", "nowe")
	wantSecret(t, s, "signing-key/e", "stare signing-key/e")
	wantSecret(t, s, "mail/a", "nowe")
	wantFiles(t, dir, keyFile, boxFile)

	// Nobody to ask: they stay, and work.
	dir = t.TempDir()
	old(dir)
	wantSecret(t, plainStore(t, dir), "mail/a", "stare mail/a")
	wantFiles(t, dir, ".secret", ".secret")
}

// Where nothing can be written, what lies in a file by itself is read all the same.
func TestStore_oldSecretOnAFullDisk(t *testing.T) {
	dir, f := t.TempDir(), fakeRing{}
	lone := files{dir}
	if err := lone.write(lone.path("mail/a"), []byte("stare")); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, boxFile, "x"), 0o700); err != nil { // stands in the way of the box
		t.Fatal(err)
	}
	wantSecret(t, ringStore(dir, f.ring()), "mail/a", "stare")
	if err := os.RemoveAll(filepath.Join(dir, boxFile)); err != nil {
		t.Fatal(err)
	}
	wantSecret(t, ringStore(dir, f.ring()), "mail/a", "stare")
	wantFiles(t, dir, boxFile)
}

func TestStore_override(t *testing.T) {
	dir, f := t.TempDir(), fakeRing{}
	mustSet(t, ringStore(dir, f.ring()), "a", "zapisane")
	s := ringStore(dir, f.ring(), Override(map[string]string{"a": "z polecenia"}))
	wantSecret(t, s, "a", "z polecenia")
	mustSet(t, s, "a", "odnowione")
	wantSecret(t, s, "a", "odnowione")
	wantSecret(t, ringStore(dir, f.ring()), "a", "zapisane")
}

func TestStore_failedWriteKeepsTheOldSecret(t *testing.T) {
	dir, f := t.TempDir(), fakeRing{}
	s := ringStore(dir, f.ring())
	mustSet(t, s, "a", "stare")
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 { // root writes everywhere: a folder stands in the way instead
		box := filepath.Join(dir, boxFile)
		if err := errors.Join(os.Rename(box, box+".kept"), os.MkdirAll(filepath.Join(box, "x"), 0o700)); err != nil {
			t.Fatal(err)
		}
		if err := s.Set("a", "nowe"); err == nil {
			t.Error("Set succeeded where it cannot write")
		}
		if err := errors.Join(os.RemoveAll(box), os.Rename(box+".kept", box)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	wantSecret(t, s, "a", "stare")
}

func TestStore_brokenKeyringIsAnError(t *testing.T) {
	r := fakeRing{}.ring()
	r.read = func(string, string) (string, error) { return "", errors.New("no answer") }
	_, err := ringStore(t.TempDir(), r).Get("a")
	wantCode(t, err, event.CodeKeyring)
}

// A keyring that never answers costs its patience once. What was kept in it cannot be told from nothing;
// new secrets go behind a passphrase.
func TestStore_silentKeyringDoesNotHang(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		end := make(chan struct{})
		hang := func() { calls.Add(1); <-end }
		r := &ring{read: func(string, string) (string, error) { hang(); return "", nil },
			write:  func(string, string, string) error { hang(); return nil },
			delete: func(string, string) error { hang(); return nil }}
		s := ringStore(dir, r, Passphrase(testPassphrase))
		mustSet(t, s, "a", "tajne")
		wantSecret(t, s, "a", "tajne")
		_, err := s.Get("b")
		wantCode(t, err, event.CodeKeyring)
		if n := calls.Load(); n != 1 {
			t.Errorf("asked %d times, want once", n)
		}
		close(end)
		synctest.Wait()
	})
}

// Two programs that write at a time lose nothing of each other.
func TestStore_twoPrograms(t *testing.T) {
	dir, f := t.TempDir(), fakeRing{}
	mustSet(t, ringStore(dir, f.ring()), "a", "1")
	done := make(chan error, 20)
	for i := range 20 {
		s := ringStore(dir, fakeRing{ringKey: f[ringKey]}.ring())
		go func() { done <- s.Set(string(rune('b'+i)), "x") }()
	}
	for range 20 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	s := ringStore(dir, f.ring())
	for i := range 20 {
		wantSecret(t, s, string(rune('b'+i)), "x")
	}
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
