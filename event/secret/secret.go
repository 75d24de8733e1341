// Package secret keeps passwords and keys outside the database.
//
// What protects what: all secrets are in one file that is encrypted with age, and its key is in the
// keyring of the operating system, encrypted with the person's login password. Other people of the
// machine, or whoever takes the disk out of it, cannot read them; programs that the person runs can.
// Where there is no keyring (a server, a bare Linux session) the key is in a file of its own that a
// passphrase opens (scrypt): whoever reads the disk has to guess it. The program asks for it once, or each
// time if the person likes that better; a program without a face takes it from its environment. Neither
// way helps against somebody who sits at the unlocked machine.
//
// Two things are files that only this account of the machine may read, in a folder of the same kind, and
// not encrypted; on Windows nothing protects them but the person's profile. Plain secrets are no secrets
// but hashes, which have to be there when nobody who knows a passphrase is near (the PIN of the kiosk).
// Unattended ones are the keys that certificates are signed with, and only where there is neither a
// keyring nor a passphrase nor anybody to ask: an unattended machine has to hold by itself what it
// signs with, and hiding the key behind another key beside it would only look better. It moves
// into the encrypted file as soon as there is a way.
package secret

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"filippo.io/age"
	"github.com/zalando/go-keyring"

	"zlot/event"
)

// Reason is why somebody is asked for the passphrase.
type Reason string

// The reasons.
const (
	ToBegin Reason = "new"   // there is none yet: it will protect what is kept from now on
	ToOpen  Reason = "open"  // the file is to be opened
	Wrong   Reason = "wrong" // the last one did not open it
)

// Ask asks somebody for the passphrase; remember says that the program need not ask again until it ends.
// An error means that there will be none. It is called from any goroutine, one at a time.
type Ask func(ctx context.Context, r Reason) (passphrase string, remember bool, err error)

// care is how much a secret is protected. Boxed ones are in the encrypted file or nowhere; the package
// comment tells of the others.
type care int

const (
	boxed care = iota
	unattended
	plain
)

// careOf knows the names that need less than the usual care.
func careOf(name string) care {
	switch {
	case name == "kiosk.pin":
		return plain
	case strings.HasPrefix(name, "signing-key/"):
		return unattended
	}
	return boxed
}

// Store keeps the secrets of this machine's account. It is safe for concurrent use.
type Store struct {
	files    files
	ring     *ring
	ask      Ask
	given    string // passphrase that came with the program's start
	override map[string]string
	work     int // of scrypt, as a power of two

	mu       sync.Mutex
	key      *age.X25519Identity // once it is known and may be remembered
	declined bool                // somebody was asked for a new passphrase and wants none
}

var _ event.Secrets = (*Store)(nil)

// Option changes how Open makes a Store.
type Option func(*Store)

// Override answers Get for some names with given values, whatever is stored. Set changes them for this
// run alone.
func Override(values map[string]string) Option {
	return func(s *Store) { s.override = values }
}

// Asking lets a person be asked for the passphrase.
func Asking(a Ask) Option { return func(s *Store) { s.ask = a } }

// Passphrase is the one that the program was started with; "" is none.
func Passphrase(p string) Option { return func(s *Store) { s.given = p } }

// scryptWork makes a guess cost about a second.
const scryptWork = 18

// Open makes a Store. The folder is made, for its owner alone, when a secret has to go there.
func Open(dir string, options ...Option) *Store {
	s := &Store{files: files{dir}, ring: systemRing(), work: scryptWork}
	for _, o := range options {
		o(s)
	}
	return s
}

// Get returns a secret; an unknown name is "" without an error. Code of a file that cannot be opened:
// secret.passphrase, secret.keyring, secret.lost.
func (s *Store) Get(name string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v, ok := s.override[name]; ok {
		return v, nil
	}
	value, err := s.get(name)
	if err != nil {
		return "", fmt.Errorf("read secret: %w", s.files.told(err))
	}
	return value, nil
}

func (s *Store) get(name string) (string, error) {
	// A file by itself is newer than what is in the box: it was written where the box could not be.
	value, err := s.files.read(name)
	if err != nil {
		return "", err
	}
	if value != "" {
		s.bringIn(name, value)
		return value, nil
	}
	if careOf(name) != plain {
		if value, err = s.inBox(name); err != nil || value != "" {
			return value, err
		}
	}
	return s.fromOldRing(name)
}

// inBox looks into the encrypted file.
func (s *Store) inBox(name string) (string, error) {
	if !s.files.exists(boxFile) {
		return "", nil
	}
	key, err := s.unlock(false, s.ask)
	if err != nil {
		return "", err
	}
	all, err := s.files.readBox(key)
	return all[name], err
}

// Set keeps a secret durably; an empty value removes it.
func (s *Store) Set(name, value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.override[name]; ok {
		s.override[name] = value
		return nil
	}
	if err := s.set(name, value); err != nil {
		return fmt.Errorf("write secret: %w", s.files.told(err))
	}
	return nil
}

func (s *Store) set(name, value string) error {
	if value == "" {
		return s.remove(name)
	}
	if careOf(name) == plain {
		return errors.Join(s.files.write(s.files.path(name), []byte(value)), s.ring.forget(name))
	}
	key, err := s.unlock(true, s.ask)
	if err != nil && careOf(name) == unattended && s.ask == nil && !s.files.exists(boxFile) {
		return s.files.write(s.files.path(name), []byte(value))
	}
	if err != nil {
		return err
	}
	return s.put(key, name, value)
}

// put writes a secret into the box; then it is nowhere else.
func (s *Store) put(key *age.X25519Identity, name, value string) error {
	err := s.files.changeBox(key, func(all map[string]string) { all[name] = value })
	if err != nil {
		return err
	}
	return errors.Join(s.files.remove(s.files.path(name)), s.ring.forget(name))
}

func (s *Store) remove(name string) error {
	err := errors.Join(s.files.remove(s.files.path(name)), s.ring.forget(name))
	if err != nil || careOf(name) == plain || !s.files.exists(boxFile) {
		return err
	}
	key, err := s.unlock(false, s.ask)
	if err != nil {
		return err
	}
	return s.files.changeBox(key, func(all map[string]string) { delete(all, name) })
}

// bringIn moves a secret that lies in a file by itself into the box. What nobody can protect now, or a disk that takes
// nothing, lets it stay where it is, and work: next time it is tried again.
func (s *Store) bringIn(name, value string) {
	if careOf(name) == plain {
		return
	}
	ask := s.ask
	if s.declined || careOf(name) == unattended {
		ask = nil
	}
	key, err := s.unlock(true, ask)
	if err != nil {
		s.declined = s.declined || ask != nil
		return
	}
	_ = s.put(key, name, value)
}

// fromOldRing finds a secret that an earlier version of the program put into the keyring by itself, and
// moves it to where it belongs.
func (s *Store) fromOldRing(name string) (string, error) {
	value, err := s.ring.get(name)
	switch {
	case absent(err), err == nil && value == "":
		return "", nil
	case err != nil:
		return "", event.Fail(event.CodeKeyring).Because(err)
	}
	return value, s.set(name, value)
}

func absent(err error) bool {
	return errors.Is(err, keyring.ErrNotFound) || errors.Is(err, errNoKeyring) || errors.Is(err, keyring.ErrUnsupportedPlatform) || noService(err)
}
