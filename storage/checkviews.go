package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
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
var unsafePragmas = []string{"journal_mode(off)", "synchronous(off)"}

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
	if err := w.fold(ctx, log); err != nil {
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
		if side != 0 || !reflect.DeepEqual(ra.values, rb.values) {
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

// cursor is a query at one of its rows; values is nil after the last one.
type cursor struct {
	*sql.Rows
	values []any
	width  int
	keys   int
}

func openRows(ctx context.Context, q querier, query string, key int) (*cursor, error) {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	columns, err := rows.Columns()
	if err != nil {
		return nil, errors.Join(err, rows.Close())
	}
	c := &cursor{Rows: rows, width: len(columns), keys: key}
	return c, c.next()
}

func (c *cursor) next() error {
	if !c.Next() {
		c.values = nil
		return c.Err()
	}
	c.values = make([]any, c.width)
	dest := make([]any, c.width)
	for i := range dest {
		dest[i] = &c.values[i]
	}
	return c.Scan(dest...)
}

// before is negative if c's row is missing in o, positive if o's is missing in c.
func (c *cursor) before(o *cursor) int {
	switch {
	case o.values == nil:
		return -1
	case c.values == nil:
		return 1
	case c.key() < o.key():
		return -1
	case c.key() > o.key():
		return 1
	}
	return 0
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
