package copies

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"filippo.io/age"

	"zlot/event"
)

// The files of the key. Copies are encrypted to the public one, so that nobody need be there for it; the secret one
// is behind the passphrase.
const (
	publicFile = "key.pub"
	secretFile = "key.age"
	secretKeys = "key*.age" // with those before
)

// leastPassphrase is how many letters a passphrase has at least.
const leastPassphrase = 8

// usualWork makes one guess take about a second.
const usualWork = 18

// mostWork is what a foreign key file may ask of this machine.
const mostWork = 20

// Lock tells how new copies are written.
func (s *Store) Lock() event.CopyLock {
	switch {
	case exists(filepath.Join(s.dir, publicFile)):
		return event.CopiesLocked
	case exists(filepath.Join(s.dir, secretFile)):
		return event.CopiesWere
	}
	return event.CopiesOpen
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// recipient is whom new copies are encrypted to, or nil.
func (s *Store) recipient() (age.Recipient, error) {
	raw, err := os.ReadFile(filepath.Join(s.dir, publicFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, told(s.dir, err)
	}
	to, err := age.ParseX25519Recipient(strings.TrimSpace(string(raw)))
	if err != nil { // better no copy than one that anybody reads
		return nil, event.Fail(event.CodeCopyKeyMissing, "Path", filepath.Join(s.dir, publicFile)).Because(err)
	}
	if !exists(filepath.Join(s.dir, secretFile)) { // or than one that nobody reads
		return nil, event.Fail(event.CodeCopyKeyMissing, "Path", s.dir)
	}
	return to, nil
}

// SetPassphrase begins to encrypt, or changes the passphrase.
func (s *Store) SetPassphrase(ctx context.Context, old, passphrase string) error {
	if utf8.RuneCountInString(passphrase) < leastPassphrase {
		return event.Fail(event.CodeCopyShort, "Count", leastPassphrase).In("passphrase")
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return told(s.dir, err)
	}
	unlock, err := s.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	key, err := s.keyFor(old)
	if err != nil {
		return err
	}
	if err := s.writeKey(key, passphrase); err != nil {
		return told(s.dir, err)
	}
	if dir := s.secondDir(); isFolder(dir) {
		return told(dir, s.copyKeys(dir))
	}
	return nil
}

// keyFor is the key that there is, if old opens it, or a new one.
func (s *Store) keyFor(old string) (*age.X25519Identity, error) {
	path := filepath.Join(s.dir, secretFile)
	if !exists(path) {
		return age.GenerateX25519Identity()
	}
	if s.Lock() == event.CopiesLocked || old != "" {
		return unwrap(path, old)
	}
	// Nobody asked for the passphrase of the copies from before: their key stays.
	if err := keepKey(s.dir); err != nil {
		return nil, told(s.dir, err)
	}
	return age.GenerateX25519Identity()
}

// keepKey gives the secret key of a folder another name, under which it still opens what it opened.
func keepKey(dir string) error {
	path := filepath.Join(dir, secretFile)
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	since := "key-" + info.ModTime().UTC().Format(nameLayout)
	kept := filepath.Join(dir, since+ageEnding)
	for n := 2; exists(kept); n++ {
		kept = filepath.Join(dir, fmt.Sprint(since, "-", n, ageEnding))
	}
	return os.Rename(path, kept)
}

func (s *Store) writeKey(key *age.X25519Identity, passphrase string) error {
	by, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return err
	}
	by.SetWorkFactor(usualWork)
	if s.Work > 0 {
		by.SetWorkFactor(s.Work)
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, by)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, key.String()); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	// The secret first: what was encrypted could else not be opened after a crash between the two.
	if err := s.Disk.Write(filepath.Join(s.dir, secretFile), text(sealed.String())); err != nil {
		return err
	}
	return s.Disk.Write(filepath.Join(s.dir, publicFile), text(key.Recipient().String()+"\n"))
}

// ForgetPassphrase ends encrypting; the key of what is encrypted stays.
func (s *Store) ForgetPassphrase(context.Context) error {
	err := os.Remove(filepath.Join(s.dir, publicFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return told(s.dir, err)
}

// copyKeys puts the keys beside the copies of the second folder: without the secret ones these open nothing. A key of
// another computer, or of this one before it was set up anew, is kept: its copies may lie there too.
func (s *Store) copyKeys(dir string) error {
	same, err := sameFile(filepath.Join(s.dir, publicFile), filepath.Join(dir, publicFile))
	if err != nil {
		return err
	}
	if !same && exists(filepath.Join(dir, secretFile)) {
		if err := keepKey(dir); err != nil {
			return err
		}
	}
	keys, _ := filepath.Glob(filepath.Join(s.dir, secretKeys)) // the pattern is right
	for _, path := range append(keys, filepath.Join(s.dir, publicFile)) {
		to := filepath.Join(dir, filepath.Base(path))
		if same, err := sameFile(path, to); err != nil || same {
			if err != nil {
				return err
			}
			continue
		}
		if err := s.Disk.Write(to, from(context.Background(), path)); err != nil {
			return err
		}
	}
	return nil
}

// sameFile tells whether a small file is there too, with the same bytes.
func sameFile(path, other string) (bool, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return false, err
	}
	there, err := os.ReadFile(other)
	return err == nil && bytes.Equal(there, raw), nil
}

// unwrap opens a file with a key. Codes: copy.passphrase, copy.damaged.
func unwrap(path, passphrase string) (*age.X25519Identity, error) {
	if passphrase == "" {
		return nil, event.Fail(event.CodeCopyPassphrase).In("passphrase")
	}
	by, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, err
	}
	by.SetMaxWorkFactor(mostWork)
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := age.Decrypt(f, by)
	if err != nil {
		var wrong *age.NoIdentityMatchError
		if errors.As(err, &wrong) {
			return nil, event.Fail(event.CodeCopyPassphrase, "Wrong", true).In("passphrase").Because(err)
		}
		return nil, event.Fail(event.CodeCopyDamaged, "Path", path).Because(err)
	}
	raw, err := io.ReadAll(io.LimitReader(r, 1<<10))
	if err != nil {
		return nil, event.Fail(event.CodeCopyDamaged, "Path", path).Because(err)
	}
	key, err := age.ParseX25519Identity(strings.TrimSpace(string(raw)))
	if err != nil {
		return nil, event.Fail(event.CodeCopyDamaged, "Path", path).Because(err)
	}
	return key, nil
}
