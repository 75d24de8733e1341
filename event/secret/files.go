package secret

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"filippo.io/age"
	"github.com/gofrs/flock"

	"zlot/event"
)

// The files of the folder.
const (
	boxFile  = "secrets.age" // all secrets, by name
	keyFile  = "key.age"     // its key, behind a passphrase
	lockFile = "lock"        // held while the box changes
)

// files is the folder. A secret that is a file by itself has a name that tells nothing of it.
type files struct{ dir string }

// told names what a person can do something about: a home folder that is closed, a disk that is full.
func (f files) told(err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR):
		return event.Fail(event.CodePermission, "Path", f.dir).Because(err)
	case errors.Is(err, syscall.ENOSPC):
		return event.Fail(event.CodeDiskFull).Because(err)
	}
	return err
}

func (f files) in(name string) string { return filepath.Join(f.dir, name) }

func (f files) path(name string) string {
	sum := sha256.Sum256([]byte(name))
	return f.in(hex.EncodeToString(sum[:]) + ".secret")
}

func (f files) exists(name string) bool {
	_, err := os.Lstat(f.in(name))
	return err == nil
}

// load reads a file of the folder. What is longer than ours can be is none of ours.
func (f files) load(name string) ([]byte, error) {
	file, err := os.Open(f.in(name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return event.ReadAll(file, event.MaxSecrets, name)
}

// read returns a secret that is a file by itself, or "".
func (f files) read(name string) (string, error) {
	data, err := os.ReadFile(f.path(name))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return "", nil
	}
	return string(data), err
}

// makeFolder makes the folder for its owner alone.
func (f files) makeFolder() error {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return err
	}
	return os.Chmod(f.dir, 0o700)
}

// write replaces a file at once: after a power cut there is the old one or the new one.
func (f files) write(path string, data []byte) error {
	if err := f.makeFolder(); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(f.dir, "new-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = temporary.Write(data)
	if err == nil {
		err = temporary.Sync()
	}
	if err = errors.Join(err, temporary.Close()); err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
	}
	return err
}

func (f files) remove(path string) error {
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil
	}
	return err
}

// readBox opens the box; a missing one is empty.
func (f files) readBox(key *age.X25519Identity) (map[string]string, error) {
	all := map[string]string{}
	raw, err := f.load(boxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	plain, err := unseal(raw, key)
	if err != nil {
		return nil, event.Fail(event.CodeSecretsLost, "Path", f.dir).Because(err)
	}
	if err := json.Unmarshal(plain, &all); err != nil {
		return nil, event.Fail(event.CodeSecretsLost, "Path", f.dir).Because(err)
	}
	return all, nil
}

// boxPatience is how long another program may hold the box.
const boxPatience = 10 * time.Second

// changeBox reads, changes and writes the box while no other program does.
func (f files) changeBox(key *age.X25519Identity, change func(map[string]string)) error {
	if err := f.makeFolder(); err != nil {
		return err
	}
	lock := flock.New(f.in(lockFile), flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeout(context.Background(), boxPatience)
	defer cancel()
	if held, err := lock.TryLockContext(ctx, 20*time.Millisecond); !held {
		return fmt.Errorf("lock the secrets: %w", err)
	}
	defer func() { _ = lock.Unlock() }()
	all, err := f.readBox(key)
	if err != nil {
		return err
	}
	change(all)
	plain, err := json.Marshal(all)
	if err != nil {
		return err
	}
	sealed, err := seal(plain, key.Recipient())
	if err != nil {
		return err
	}
	return f.write(f.in(boxFile), sealed)
}
