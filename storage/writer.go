package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/gofrs/flock"

	"zlot/event"
)

// writer changes tables over one connection.
type writer struct {
	reader
	conn   driver.Conn
	sorter *sorter
	merged map[string]merge // what became part of what; nil: not read yet
	gone   *gone            // who is erased; nil: not read yet
	cast   *cast            // who is named at sessions, for one transaction; nil: not read yet

	removed []string // who was taken out of the list in this transaction
}

// openWriter opens a connection that writes; name is its data source.
func openWriter(path, name string) (*writer, error) {
	c, err := openDirect(name)
	if err != nil {
		return nil, err
	}
	return &writer{reader: reader{newStatements(path, directPreparer(c)), known{}}, conn: c, sorter: newSorter()}, nil
}

func (w *writer) close() error {
	w.statements.close()
	return w.conn.Close()
}

var errClosed = errors.New("the database is closed")

// writing is the one writing connection of the process that holds the lock.
type writing struct {
	lock *flock.Flock
	w    *writer
	turn chan struct{} // holds one token: whoever has it writes

	// Guarded by turn.
	closed bool
	origin string
	number int64 // of the origin in this file, 0 before its first fact
	seq    int64 // of the last fact of this origin
	hlc    int64 // of the last fact of the file
}

// keeper keeps a copy of a file before its tables are changed.
type keeper = func(ctx context.Context, write func(context.Context, io.Writer) error) error

func openWriting(ctx context.Context, path string, clock event.Clock, keep keeper) (*writing, error) {
	l, err := lock(ctx, path)
	if err != nil {
		return nil, err
	}
	wr := &writing{lock: l, turn: make(chan struct{}, 1), origin: newOrigin()}
	wr.turn <- struct{}{}
	if err := wr.open(ctx, path, clock, keep); err != nil {
		return nil, errors.Join(failure(path, err), wr.close())
	}
	return wr, nil
}

func (wr *writing) open(ctx context.Context, path string, clock event.Clock, keep keeper) error {
	if err := endRestore(path); err != nil {
		return err
	}
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
	if err := checkSchema(ctx, path); err != nil {
		return err
	}
	name := dsn(path, "rw", "journal_mode(wal)", "synchronous(full)", "cache_size(-8000)", "wal_autocheckpoint(2000)")
	if s.schema < len(migrations) {
		if err := upgrade(ctx, path, name, clock, keep); err != nil {
			return err
		}
	}
	if wr.w, err = openWriter(path, name); err != nil {
		return err
	}
	if err := wr.mayWrite(ctx, path); err != nil {
		return err
	}
	wr.hlc, err = wr.w.lastHLC(ctx)
	return err
}

// mayWrite finds out whether the file can be written, and whether it is newer than its header said.
func (wr *writing) mayWrite(ctx context.Context, path string) error {
	var schema int
	if err := wr.w.row(ctx, "PRAGMA user_version", nil, &schema); err != nil {
		return err
	}
	if err := refuseNewer(path, schema); err != nil {
		return err
	}
	// SQLite opens what it cannot write for reading, and says so at the first change only.
	if err := wr.w.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	return wr.w.exec(ctx, "ROLLBACK")
}

// upgrade brings the tables of the file up to date.
func upgrade(ctx context.Context, path, name string, clock event.Clock, keep keeper) (err error) {
	file, err := sql.Open("sqlite", name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	c, err := file.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	err = migrate(ctx, c, migrations, clock, func(next int) error {
		write := func(ctx context.Context, w io.Writer) error { return writeCopy(ctx, c, path, w) }
		if keep != nil {
			return keep(ctx, write)
		}
		return WriteFile(fmt.Sprintf("%s.przed-%04d.bak", path, next), func(w io.Writer) error { return write(ctx, w) })
	})
	if err != nil {
		return err
	}
	// The header on disk says from now on which version this is.
	_, err = c.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
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
	return wr.inTurn(ctx, func() error { return wr.transaction(ctx, f, after) })
}

// writeUnwaited is write without waiting for the disk: what f changes is lost if the power fails before the next
// durable transaction, but not if the program dies.
func (wr *writing) writeUnwaited(ctx context.Context, f func(w *writer) error, after func()) error {
	return wr.inTurn(ctx, func() (err error) {
		if err := wr.w.exec(ctx, "PRAGMA synchronous = NORMAL"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, wr.w.exec(context.WithoutCancel(ctx), "PRAGMA synchronous = FULL")) }()
		return wr.transaction(ctx, f, after)
	})
}

// inTurn calls f while nobody else writes.
func (wr *writing) inTurn(ctx context.Context, f func() error) error {
	select {
	case <-wr.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { wr.turn <- struct{}{} }()
	if wr.closed {
		return errClosed
	}
	return f()
}

func (wr *writing) transaction(ctx context.Context, f func(w *writer) error, after func()) error {
	if err := wr.w.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	wr.w.cast = nil
	done := false
	defer func() {
		if !done {
			// SQLite may have rolled back by itself: then there is nothing to do, and it says so.
			_ = wr.w.exec(context.WithoutCancel(ctx), "ROLLBACK")
			wr.w.merged, wr.w.gone, wr.w.removed = nil, nil, nil
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

// close waits for the transaction that runs.
func (wr *writing) close() error {
	<-wr.turn
	defer func() { wr.turn <- struct{}{} }()
	if wr.closed {
		return nil
	}
	wr.closed = true
	var errs []error
	if wr.w != nil {
		errs = append(errs, wr.w.close())
	}
	return errors.Join(append(errs, wr.lock.Close())...)
}
