package storage

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zlot/event"
)

// checkViews makes the views anew from the log, in a database of its own, and compares. Views that an
// older program made are no damage: they are made anew when the file is next opened to be written.
func (db *DB) checkViews(ctx context.Context, f *findings) (err error) {
	if fresh, err := db.viewsAreFresh(ctx, viewRules(newSorter())); err != nil || !fresh {
		return err
	}
	folder, err := os.MkdirTemp("", "zlot-check-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	// One moment of the log and its views, whatever is committed meanwhile.
	now, err := db.pool.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return failure(db.path, err)
	}
	defer now.Rollback() //nolint:errcheck // nothing was written
	path := filepath.Join(folder, "views")
	anew, err := sql.Open("sqlite", dsn(path, "rwc", unsafePragmas...))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, anew.Close()) }()
	if err := db.foldInto(ctx, now, path, anew); err != nil {
		return err
	}
	for _, v := range views {
		query := "SELECT * FROM " + v.table + " ORDER BY " + v.key
		width := strings.Count(v.key, ",") + 1
		if err := compareRows(ctx, now, anew, query, width, func(id string) { f.add("check.view", "Table", v.table, "ID", id) }); err != nil {
			return fmt.Errorf("compare %s: %w", v.table, err)
		}
	}
	return nil
}

// unsafePragmas are for a file that nobody misses after a crash.
var unsafePragmas = []string{"journal_mode(off)", "synchronous(off)", "cache_size(-65536)"}

// foldInto makes the tables of the new file at path and folds the log as seen in now into them.
func (db *DB) foldInto(ctx context.Context, now *sql.Tx, path string, anew *sql.DB) (err error) {
	c, err := anew.Conn(ctx)
	if err != nil {
		return err
	}
	if err := errors.Join(migrate(ctx, c, migrations, db.clock, nil), c.Close()); err != nil {
		return err
	}
	w, err := openWriter(path, dsn(path, "rw", unsafePragmas...))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.close()) }()
	log := newStatements(db.path, preparer(now.PrepareContext))
	defer log.close()
	if err := w.exec(ctx, "BEGIN"); err != nil {
		return err
	}
	if err := log.eachFactAhead(ctx, func(f event.Fact) error { return w.show(ctx, f) }); err != nil {
		return err
	}
	return w.exec(ctx, "COMMIT")
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// compareRows walks through the same query of two databases and names the rows that differ by their
// key, which is the first columns.
func compareRows(ctx context.Context, a, b querier, query string, key int, differs func(id string)) error {
	ra, err := openRows(ctx, a, query, key)
	if err != nil {
		return err
	}
	defer ra.Close()
	rb, err := openRows(ctx, b, query, key)
	if err != nil {
		return err
	}
	defer rb.Close()
	for ra.values != nil || rb.values != nil {
		side := ra.before(rb)
		if side != 0 || !sameValues(ra.values, rb.values) {
			differs(ra.name(rb, side))
		}
		if side <= 0 {
			err = errors.Join(err, ra.next())
		}
		if side >= 0 {
			err = errors.Join(err, rb.next())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// cursor is a query at one of its rows, whose next rows are read meanwhile; values is nil after the last one.
type cursor struct {
	values []any
	keys   int

	ahead chan [][]any
	piece [][]any
	read  chan error
	stop  context.CancelFunc
}

func openRows(ctx context.Context, q querier, query string, key int) (*cursor, error) {
	ctx, stop := context.WithCancel(ctx)
	c := &cursor{keys: key, ahead: make(chan [][]any, 4), read: make(chan error, 1), stop: stop}
	go func() {
		defer close(c.ahead)
		c.read <- readRows(ctx, q, query, c.ahead)
	}()
	return c, c.next()
}

// readRows hands on the rows of a query in pieces.
func readRows(ctx context.Context, q querier, query string, to chan<- [][]any) error {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	var piece [][]any
	hand := func() error {
		select {
		case to <- piece:
			piece = nil
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	dest := make([]any, len(columns))
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range dest {
			dest[i] = &values[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if piece = append(piece, values); len(piece) == batch {
			if err := hand(); err != nil {
				return err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return hand()
}

func (c *cursor) next() error {
	for len(c.piece) == 0 {
		piece, more := <-c.ahead
		if !more {
			c.values = nil
			err := <-c.read
			c.read <- nil // it is over for good
			return err
		}
		c.piece = piece
	}
	c.values, c.piece = c.piece[0], c.piece[1:]
	return nil
}

// Close waits until nobody reads any more: the connection is needed for the next query.
func (c *cursor) Close() {
	c.stop()
	for range c.ahead { //nolint:revive // what was read is not wanted
	}
}

// before is negative if c's row is missing in o, positive if o's is missing in c.
func (c *cursor) before(o *cursor) int {
	switch {
	case o.values == nil:
		return -1
	case c.values == nil:
		return 1
	}
	for i := range c.keys {
		a, aText := c.values[i].(string)
		b, bText := o.values[i].(string)
		if !aText || !bText {
			a, b = fmt.Sprint(c.values[i]), fmt.Sprint(o.values[i])
		}
		if n := strings.Compare(a, b); n != 0 {
			return n
		}
	}
	return 0
}

// sameValues compares what SQLite holds: texts, numbers, bytes and nothing.
func sameValues(a, b []any) bool {
	return slices.EqualFunc(a, b, func(x, y any) bool {
		if raw, ok := x.([]byte); ok {
			other, ok := y.([]byte)
			return ok && bytes.Equal(raw, other)
		}
		if _, ok := y.([]byte); ok {
			return false
		}
		return x == y
	})
}

// key joins the key columns; they are ids and numbers, which hold no space.
func (c *cursor) key() string {
	var parts []string
	for _, v := range c.values[:c.keys] {
		parts = append(parts, fmt.Sprint(v))
	}
	return strings.Join(parts, " ")
}

func (c *cursor) name(o *cursor, side int) string {
	if side > 0 {
		return o.key()
	}
	return c.key()
}
