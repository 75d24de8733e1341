package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"zlot/event"
)

// Backup writes a consistent copy of the file while the program runs. The copy appears under its name
// only when it is complete and on the disk; an older copy of that name is replaced then.
func (db *DB) Backup(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	if db.isOpenFile(path) {
		return event.Fail(event.CodePermission, "Path", path)
	}
	c, err := db.pool.Conn(ctx)
	if err != nil {
		return failure(db.path, fmt.Errorf("back up: %w", err))
	}
	defer c.Close()
	if err := vacuumInto(ctx, c, path); err != nil {
		return failure(path, fmt.Errorf("back up: %w", err))
	}
	return nil
}

func (db *DB) isOpenFile(path string) bool {
	open, err := os.Stat(db.path)
	if err != nil {
		return path == db.path
	}
	target, err := os.Stat(path)
	return err == nil && os.SameFile(open, target)
}

// vacuumInto copies the connection's database to path: first beside it, then, complete and synced,
// under its name.
func vacuumInto(ctx context.Context, c *sql.Conn, path string) (err error) {
	draft, err := os.CreateTemp(filepath.Dir(path), ".zlot-*.tmp") // readable by its owner only
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(draft.Name()))
		}
	}()
	if err := draft.Close(); err != nil {
		return err
	}
	if _, err := c.ExecContext(ctx, "VACUUM INTO ?", draft.Name()); err != nil {
		return err
	}
	if err := syncFile(draft.Name()); err != nil {
		return err
	}
	if err := os.Rename(draft.Name(), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
