package secret

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"zlot/event"
)

// stop ends a program that the test began.
func stop(t *testing.T, c *exec.Cmd) {
	t.Helper()
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		_ = c.Wait()
	})
}

// A real session bus: first without a keyring on it, then with GNOME's, unlocked.
func TestStore_realKeyring(t *testing.T) {
	for _, needed := range []string{"dbus-daemon", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(needed); err != nil {
			t.Skipf("SKIPPED CHECK: no real keyring: %s is missing", needed)
		}
	}
	home, err := os.MkdirTemp("", "ring") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(home) })
	for _, name := range []string{"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"} {
		t.Setenv(name, home)
	}
	config := filepath.Join(home, "bus.conf") // a bus that starts nothing by itself
	err = os.WriteFile(config, []byte(`<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" `+
		`"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd"><busconfig><type>session</type><listen>unix:dir=`+home+
		`</listen><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	bus := exec.Command("dbus-daemon", "--config-file="+config, "--nofork", "--print-address")
	out, err := bus.StdoutPipe()
	if err == nil {
		err = bus.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	stop(t, bus)
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))

	dir := filepath.Join(home, "keys")
	s := Open(dir)
	wantSecret(t, s, "mail/a", "") // a bus without a keyring is a machine without one
	wantCode(t, s.Set("mail/a", "tajne"), event.CodePassphrase)
	mustSet(t, s, "signing-key/e", "klucz")
	wantFiles(t, dir, ".secret")

	ring := exec.Command("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
	ring.Stdin = strings.NewReader("hasło do komputera")
	if err := ring.Start(); err != nil {
		t.Fatal(err)
	}
	stop(t, ring)
	end := time.Now().Add(20 * time.Second)
	for tick := time.NewTicker(20 * time.Millisecond); ; <-tick.C {
		if _, err := keyring.Get(service, ringKey); errors.Is(err, keyring.ErrNotFound) {
			break
		} else if time.Now().After(end) {
			t.Fatalf("the keyring does not come up: %v", err)
		}
	}
	if err := keyring.Set(service, "mail/old", "z pęku"); err != nil {
		t.Fatal(err)
	}
	mustSet(t, s, "mail/a", "tajne")
	again := Open(dir)
	wantSecret(t, again, "mail/a", "tajne")
	wantSecret(t, again, "signing-key/e", "klucz")
	wantSecret(t, again, "mail/old", "z pęku")
	wantFiles(t, dir, boxFile)
	if key, err := keyring.Get(service, ringKey); err != nil || !strings.HasPrefix(key, "AGE-SECRET-KEY-1") {
		t.Errorf("the key in the keyring: %v", err)
	}
	if _, err := keyring.Get(service, "mail/old"); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("the old entry is still there: %v", err)
	}
}
