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
	draft := path + ".restoring"
	if err := from.Backup(ctx, draft); err != nil {
		return "", err
	}
	if _, err := os.Stat(path); err == nil {
		kept = freeName(path + "." + time.Now().Format("20060102-150405"))
		for _, side := range []string{"-wal", "-shm", ""} {
			if err := os.Rename(path+side, kept+side); err != nil && !errors.Is(err, os.ErrNotExist) {
				return "", failure(path, fmt.Errorf("restore: %w", err))
			}
		}
	}
	if err := os.Rename(draft, path); err != nil {
		return kept, failure(path, fmt.Errorf("restore: %w", err))
	}
	return kept, syncFolder(filepath.Dir(path))
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
