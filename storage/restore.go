package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"zlot/event"
)

// Schema is the version of the tables that this program makes.
func Schema() int { return len(migrations) }

// Restore puts a copy of backup in the place of the database at path, which no program may have open.
// What was there, whole or damaged, is kept beside it under the returned name ("" if there was nothing).
func Restore(ctx context.Context, backup, path string) (kept string, err error) {
	if path, err = realPath(path); err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	if err := mayReplace(path); err != nil {
		return "", err
	}
	from, err := Open(ctx, backup, Options{ReadOnly: true})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	l, err := lock(ctx, path)
	if err != nil {
		return "", failure(path, err)
	}
	defer func() { err = errors.Join(err, l.Unlock()) }()
	if err := from.Backup(ctx, draftOf(path)); err != nil {
		return "", err
	}
	if _, err := os.Stat(path); err == nil {
		kept = freeName(path + "." + time.Now().Format("20060102-150405"))
		if err := putAside(path, kept); err != nil {
			return "", errors.Join(failure(path, fmt.Errorf("restore: %w", err)), os.Remove(draftOf(path)))
		}
	}
	if err := endRestore(path); err != nil {
		return kept, failure(path, fmt.Errorf("restore: %w", err))
	}
	return kept, nil
}

// draftOf is where the copy waits, complete, until the old file is put aside. A file of that name beside
// no database is a restore that was cut short; the next Open ends it.
func draftOf(path string) string { return path + ".restoring" }

// putAside gives the file another name. Its log is copied before: without it the last changes would be
// missing, here or there, after a power cut between the two.
func putAside(path, kept string) error {
	if err := copyFile(path+"-wal", kept+"-wal"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Rename(path, kept)
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		return err
	}
	return syncFile(to)
}

// endRestore gives the draft its name where nothing stands in its way but side files of what was put aside.
func endRestore(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return nil
	}
	if _, err := os.Stat(draftOf(path)); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, side := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + side); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := os.Rename(draftOf(path), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// mayReplace refuses what cannot have been our database. A damaged one has lost its marks and may be replaced.
func mayReplace(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return event.Fail(event.CodeIsFolder, "Path", path)
	}
	if _, err := inspect(path); errors.Is(err, event.Fail(event.CodeForeignDatabase)) {
		return err
	}
	return nil
}

// freeName is a name that no file has: what was kept a moment ago is not replaced.
func freeName(base string) string {
	for n := 1; ; n++ {
		name := base + ".old"
		if n > 1 {
			name = fmt.Sprintf("%s-%d.old", base, n)
		}
		if _, err := os.Lstat(name); err != nil {
			return name
		}
	}
}
