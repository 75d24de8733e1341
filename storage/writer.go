package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	"github.com/gofrs/flock"

	"zlot/event"
)

// writer changes tables over one connection.
type writer struct {
	reader
	sorter *sorter
}

func newWriter(path string, c *sql.Conn) *writer {
	return &writer{reader: reader{newStatements(path, c.PrepareContext, true), known{}}, sorter: newSorter()}
}

// writing is the one writing connection of the process that holds the lock.
type writing struct {
	lock *flock.Flock
	file *sql.DB
	conn *sql.Conn
	w    *writer
	turn chan struct{} // holds one token: whoever has it writes

	// Guarded by turn.
	origin string
	number int64 // of the origin in this file, 0 before its first fact
	seq    int64 // of the last fact of this origin
	hlc    int64 // of the last fact of the file
}

func openWriting(ctx context.Context, path string, clock event.Clock) (*writing, error) {
	l, err := lock(ctx, path)
	if err != nil {
		return nil, err
	}
	wr := &writing{lock: l, turn: make(chan struct{}, 1), origin: newOrigin()}
	if err := wr.open(ctx, path, clock); err != nil {
		return nil, errors.Join(failure(path, err), wr.close())
	}
	wr.turn <- struct{}{}
	return wr, nil
}

func (wr *writing) open(ctx context.Context, path string, clock event.Clock) error {
	// Looked at again, now that nobody else can be making the file.
	s, err := inspect(path)
	if err != nil {
		return err
	}
	if !s.exists || s.empty {
		if err := create(ctx, path); err != nil {
			return err
		}
	}
	name := dsn(path, "rw", "journal_mode(wal)", "synchronous(full)", "cache_size(-16000)", "wal_autocheckpoint(2000)")
	if wr.file, err = sql.Open("sqlite", name); err != nil {
		return err
	}
	wr.file.SetMaxOpenConns(1)
	if wr.conn, err = wr.file.Conn(ctx); err != nil {
		return err
	}
	if err := wr.mayWrite(ctx, path); err != nil {
		return err
	}
	err = migrate(ctx, wr.conn, migrations, clock, func(next int) error {
		return vacuumInto(ctx, wr.conn, fmt.Sprintf("%s.przed-%04d.bak", path, next))
	})
	if err != nil {
		return err
	}
	if s.schema < len(migrations) {
		// The header on disk says from now on which version this is.
		if _, err := wr.conn.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
			return err
		}
	}
	wr.w = newWriter(path, wr.conn)
	wr.hlc, err = wr.w.lastHLC(ctx)
	return err
}

// mayWrite finds out whether the file can be written, and whether it is newer than its header said.
func (wr *writing) mayWrite(ctx context.Context, path string) error {
	var schema int
	if err := wr.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&schema); err != nil {
		return err
	}
	if err := refuseNewer(path, schema); err != nil {
		return err
	}
	// SQLite opens what it cannot write for reading, and says so at the first change only.
	tx, err := wr.conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	return tx.Rollback()
}

// create makes an empty file that says whose it is before the write-ahead log takes over, so that a
// crash cannot leave a file that looks foreign.
func create(ctx context.Context, path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	file, err := sql.Open("sqlite", dsn(path, "rw", "synchronous(full)"))
	if err != nil {
		return err
	}
	_, err = file.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID))
	return errors.Join(err, file.Close())
}

// write runs f as one durable transaction; an error or a panic in f leaves everything as it was.
// after is called once it is written, before the next transaction can begin.
func (wr *writing) write(ctx context.Context, f func(w *writer) error, after func()) error {
	select {
	case <-wr.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { wr.turn <- struct{}{} }()
	if err := wr.w.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			// SQLite may have rolled back by itself: then there is nothing to do, and it says so.
			_ = wr.w.exec(context.WithoutCancel(ctx), "ROLLBACK")
		}
	}()
	if err := f(wr.w); err != nil {
		return err
	}
	if err := wr.w.exec(ctx, "COMMIT"); err != nil {
		return err
	}
	done = true
	after()
	return nil
}

func (wr *writing) originNumber(ctx context.Context) (int64, error) {
	if wr.number != 0 {
		return wr.number, nil
	}
	return wr.w.originNumber(ctx, wr.origin)
}

func (wr *writing) close() error {
	var errs []error
	if wr.w != nil {
		wr.w.close()
	}
	if wr.conn != nil {
		errs = append(errs, wr.conn.Close())
	}
	if wr.file != nil {
		errs = append(errs, wr.file.Close())
	}
	return errors.Join(append(errs, wr.lock.Close())...)
}
