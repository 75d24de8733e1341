package secret

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"zlot/event"
)

// files is a folder with a file per secret. A file's name tells nothing of what is in it.
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

func (f files) path(name string) string {
	sum := sha256.Sum256([]byte(name))
	return filepath.Join(f.dir, hex.EncodeToString(sum[:])+".secret")
}

func (f files) read(name string) (string, error) {
	data, err := os.ReadFile(f.path(name))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return "", nil
	}
	return string(data), err
}

// write replaces a file at once: after a power cut there is the old secret or the new one.
func (f files) write(name, value string) error {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return err
	}
	if err := os.Chmod(f.dir, 0o700); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(f.dir, "new-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = temporary.WriteString(value)
	if err == nil {
		err = temporary.Sync()
	}
	if err = errors.Join(err, temporary.Close()); err == nil {
		err = os.Rename(temporary.Name(), f.path(name))
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
	}
	return err
}

func (f files) remove(name string) error {
	err := os.Remove(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
