package secret

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/zalando/go-keyring"
)

// service is the name under which the keyring files our secrets.
const service = "Zlot"

// patience is how long a keyring may think. It can be waiting for a person to type a password, or for
// a window that nobody will ever see.
const patience = 15 * time.Second

var (
	errNoKeyring = errors.New("there is no keyring")
	errSilent    = errors.New("the keyring does not answer")
)

// ring is the keyring of the operating system; nil: there is none. An unknown name is keyring.ErrNotFound.
type ring struct {
	read   func(service, name string) (string, error)
	write  func(service, name, value string) error
	delete func(service, name string) error
	silent bool
}

func systemRing() *ring {
	if !keyringExpected() {
		return nil
	}
	return &ring{read: keyring.Get, write: keyring.Set, delete: keyring.Delete}
}

// keyringExpected is false on a Linux without a session bus: asking for one there would start it, or hang.
func keyringExpected() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	switch address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); {
	case address == "":
	case strings.HasPrefix(address, "autolaunch:"), strings.HasPrefix(address, "disabled:"):
		return false
	default:
		return true
	}
	runtimeDir := os.Getenv("XDG_RUNTIME_DIR")
	if runtimeDir == "" {
		return false
	}
	info, err := os.Stat(filepath.Join(runtimeDir, "bus"))
	return err == nil && info.Mode().Type() == fs.ModeSocket
}

func (r *ring) get(name string) (string, error) {
	return r.ask(func() (string, error) { return r.read(service, name) })
}

func (r *ring) set(name, value string) error {
	_, err := r.ask(func() (string, error) { return "", r.write(service, name, value) })
	return err
}

// forget removes a name, if the keyring can be asked at all.
func (r *ring) forget(name string) error {
	_, err := r.ask(func() (string, error) { return "", r.delete(service, name) })
	if absent(err) || errors.Is(err, errSilent) {
		return nil
	}
	return err
}

// ask lets the keyring do something, for a bounded time. One that was silent once is not asked again,
// so that a start without it costs the wait only once.
func (r *ring) ask(do func() (string, error)) (string, error) {
	if r == nil {
		return "", errNoKeyring
	}
	if r.silent {
		return "", errSilent
	}
	type answer struct {
		value string
		err   error
	}
	done := make(chan answer, 1)
	go func() {
		v, err := do()
		done <- answer{v, err}
	}()
	t := time.NewTimer(patience)
	defer t.Stop()
	select {
	case a := <-done:
		return a.value, a.err
	case <-t.C:
		r.silent = true
		return "", errSilent
	}
}
