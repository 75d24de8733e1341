// Package secret keeps passwords and keys outside the database.
//
// What protects what: in the keyring of the operating system a secret is encrypted with the person's
// login password, and other people of the machine, or whoever takes the disk out of it, cannot read it.
// Programs that the person runs can. Where there is no keyring (a server, a bare Linux session), a
// secret is a file that only this account of the machine may read, in a folder of the same kind. That
// keeps other accounts out and nothing else: the administrator, a backup, and whoever holds an
// unencrypted disk can read it. On Windows the files have no protection but that of the person's
// profile. Neither way helps against somebody who sits at the unlocked machine.
package secret

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/zalando/go-keyring"

	"zlot/event"
)

// service is the name under which the keyring files our secrets.
const service = "Zlot"

// patience is how long a keyring may think. It can be waiting for a person to type a password, or for
// a window that nobody will ever see.
const patience = 15 * time.Second

// keeper is a keyring: get answers keyring.ErrNotFound for an unknown name.
type keeper struct {
	get    func(service, name string) (string, error)
	set    func(service, name, value string) error
	remove func(service, name string) error
}

// Store is the keyring where there is one, and a folder of files for the rest. It is safe for
// concurrent use.
type Store struct {
	files    files
	override map[string]string
	ring     *keeper
	silent   bool
	mu       sync.Mutex
}

var _ event.Secrets = (*Store)(nil)

// Option changes how Open makes a Store.
type Option func(*Store)

// Override answers Get for some names with given values, whatever is stored. Set still stores.
func Override(values map[string]string) Option {
	return func(s *Store) { s.override = values }
}

// Open makes a Store. The folder is made, for its owner alone, when a secret has to go there.
func Open(dir string, options ...Option) *Store {
	s := &Store{files: files{dir}}
	if keyringExpected() {
		s.ring = &keeper{get: keyring.Get, set: keyring.Set, remove: keyring.Delete}
	}
	for _, o := range options {
		o(s)
	}
	return s
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

// Get returns a secret; an unknown name is "" without an error.
func (s *Store) Get(name string) (string, error) {
	if v, ok := s.override[name]; ok {
		return v, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	// A file is there only where the keyring failed when the secret was set: it is the newer one.
	value, err := s.files.read(name)
	if err != nil {
		return "", fmt.Errorf("read secret: %w", s.files.told(err))
	}
	if value != "" {
		return value, nil
	}
	value, err = s.ask(func(k *keeper) (string, error) { return k.get(service, name) })
	if err != nil && !absent(err) {
		return "", fmt.Errorf("read secret from the keyring: %w", err)
	}
	return value, nil
}

// Set keeps a secret durably; an empty value removes it.
func (s *Store) Set(name, value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if value == "" {
		return s.remove(name)
	}
	_, err := s.ask(func(k *keeper) (string, error) { return "", k.set(service, name, value) })
	if err == nil {
		err = s.files.remove(name)
	} else {
		err = s.files.write(name, value)
	}
	if err != nil {
		return fmt.Errorf("write secret: %w", s.files.told(err))
	}
	return nil
}

func (s *Store) remove(name string) error {
	_, err := s.ask(func(k *keeper) (string, error) { return "", k.remove(service, name) })
	if absent(err) {
		err = nil
	}
	if err := errors.Join(err, s.files.remove(name)); err != nil {
		return fmt.Errorf("remove secret: %w", s.files.told(err))
	}
	return nil
}

var (
	errNoKeyring = errors.New("there is no keyring")
	errSilent    = errors.New("the keyring does not answer")
)

func absent(err error) bool {
	return errors.Is(err, keyring.ErrNotFound) || errors.Is(err, errNoKeyring)
}

// ask lets the keyring do something, for a bounded time. One that was silent once is not asked again,
// so that a start without it costs the wait only once.
func (s *Store) ask(do func(*keeper) (string, error)) (string, error) {
	if s.ring == nil {
		return "", errNoKeyring
	}
	if s.silent {
		return "", errSilent
	}
	type answer struct {
		value string
		err   error
	}
	done := make(chan answer, 1)
	ring := s.ring
	go func() {
		v, err := do(ring)
		done <- answer{v, err}
	}()
	t := time.NewTimer(patience)
	defer t.Stop()
	select {
	case a := <-done:
		return a.value, a.err
	case <-t.C:
		s.silent = true
		return "", errSilent
	}
}
