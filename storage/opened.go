package storage

import (
	"context"
	"strings"
)

// Opened is the event that was opened last in this file, or "". It is a bookmark of the machine's and not
// in the log: the program and zlotctl go on where the other one was.
func (db *DB) Opened(ctx context.Context) (string, error) {
	ids, err := list(ctx, db.statements, "SELECT value FROM meta WHERE key = 'opened'", nil,
		func(row scanner) (id string, err error) { err = row(&id); return id, err })
	return strings.Join(ids, ""), err
}

// SetOpened remembers which event was opened. A file that is only read keeps what it has.
func (db *DB) SetOpened(ctx context.Context, id string) error {
	if db.readOnly {
		return nil
	}
	return db.write(ctx, func(w *writer) error {
		return w.exec(ctx, "INSERT INTO meta (key, value) VALUES ('opened', ?) ON CONFLICT DO UPDATE SET value = excluded.value", id)
	}, func() {})
}
