// Package storage keeps everything in one SQLite file: a log of facts, tables that are views of the
// log, and the machine's own outbox. It implements event.Store and event.Outbox.
package storage

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the driver

	"zlot/event"
)

// Options of Open.
type Options struct {
	Create   bool        // make the file if it is missing
	ReadOnly bool        // read while another process may write
	Clock    event.Clock // nil: the machine's
	DeskFile string      // holds this desk's id; "": in the user's configuration folder

	// Copy keeps what write writes before the tables of an older file are changed; nil: in a file beside it.
	Copy func(ctx context.Context, write func(context.Context, io.Writer) error) error
}

// DB is one open file. It is safe for concurrent use.
type DB struct {
	reader // the pool of read-only connections
	*writing

	path     string
	clock    event.Clock
	desk     string
	readOnly bool
	pool     *sql.DB
	index    *searchIndex

	subscribers struct {
		sync.Mutex
		next int
		all  map[int]func([]event.Fact)
	}
}

var (
	_ event.Store  = (*DB)(nil)
	_ event.Outbox = (*DB)(nil)
)

// Open opens the file at path, makes it if o says so, and brings an older one up to date after a
// backup. Errors that a person can do something about are *event.Error with storage.* codes; a file
// that is refused is left as it was.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := mayOpen(path, o); err != nil {
		return nil, err
	}
	db := &DB{path: path, clock: o.Clock, readOnly: o.ReadOnly}
	if db.clock == nil {
		db.clock = event.ClockFunc(time.Now)
	}
	db.subscribers.all = map[int]func([]event.Fact){}
	if err := db.open(ctx, o); err != nil {
		return nil, errors.Join(failure(path, err), db.Close())
	}
	return db, nil
}

// realPath follows links: two names of one file are one file, and have one lock.
func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		return resolved, nil
	}
	return path, nil // there is no file yet
}

// mayOpen refuses what can be refused by looking at the file alone.
func mayOpen(path string, o Options) error {
	s, err := inspect(path)
	if !s.exists && err == nil && !o.ReadOnly {
		s, err = inspect(draftOf(path))
	}
	switch {
	case err != nil:
		return err
	case !s.exists && !o.Create, o.ReadOnly && (!s.exists || s.empty):
		return event.Fail(event.CodeMissing, "Path", path)
	case o.ReadOnly && s.schema < len(migrations):
		return event.Fail(event.CodeReadOnly, "Path", path, "Older", true) // it must be opened for writing once
	}
	return nil
}

func (db *DB) open(ctx context.Context, o Options) error {
	var err error
	if !o.ReadOnly {
		if db.writing, err = openWriting(ctx, db.path, db.clock, o.Copy); err != nil {
			return err
		}
	}
	if db.desk, err = deskID(o.DeskFile, o.ReadOnly); err != nil {
		return err
	}
	if db.pool, err = openPool(ctx, db.path); err != nil {
		return err
	}
	if o.ReadOnly {
		if err := compareSchema(ctx, db.path, db.pool); err != nil {
			return err
		}
	}
	db.reader = reader{statements: newStatements(db.path, preparer(db.pool.PrepareContext))}
	var schema int
	if err := db.row(ctx, "PRAGMA user_version", nil, &schema); err != nil {
		return err
	}
	if err := refuseNewer(db.path, schema); err != nil {
		return err // the header on disk was older than the write-ahead log
	}
	db.index = newSearchIndex(db.statements)
	if o.ReadOnly {
		return db.index.watch(ctx, db.pool)
	}
	if err := db.refreshViews(ctx); err != nil {
		return err
	}
	// What an erasure left that was cut short. Where it cannot go yet, check says so.
	if _, err := db.Wipe(ctx); err != nil && failureCode(err) != event.CodeDiskFull {
		return err
	}
	return nil
}

// dsn names the file with the pragmas that every connection has.
func dsn(path, mode string, pragmas ...string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive letter
	}
	q := url.Values{"mode": {mode}, "_txlock": {"immediate"}}
	if mode == "immutable" {
		q.Set("mode", "ro")
		q.Set("immutable", "1")
	}
	for _, p := range append([]string{"busy_timeout(5000)", "foreign_keys(1)", "secure_delete(1)", "temp_store(memory)", "trusted_schema(0)", "cell_size_check(1)"}, pragmas...) {
		q.Add("_pragma", p)
	}
	return (&url.URL{Scheme: "file", Path: slashed, RawQuery: q.Encode()}).String()
}

const readers = 4

// openPool opens the read-only connections. Where even SQLite's side files cannot be made (a folder or
// a medium that is read-only or full), the file is read as it lies, provided no write-ahead log waits beside it.
func openPool(ctx context.Context, path string) (*sql.DB, error) {
	try := func(mode string) (*sql.DB, error) {
		pool, err := sql.Open("sqlite", dsn(path, mode, "cache_size(-1000)"))
		if err != nil {
			return nil, err
		}
		pool.SetMaxOpenConns(readers)
		pool.SetMaxIdleConns(readers)
		var n int
		if err := pool.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n); err != nil {
			return nil, errors.Join(err, pool.Close())
		}
		return pool, nil
	}
	pool, err := try("ro")
	if err == nil {
		return pool, nil
	}
	if log, statErr := os.Stat(path + "-wal"); statErr == nil && log.Size() > 0 {
		return nil, err
	}
	switch failureCode(err) {
	case event.CodePermission, event.CodeReadOnly, event.CodeDiskFull:
		return try("immutable")
	}
	return nil, err
}

// Schema is the version of the file's tables.
func (db *DB) Schema() int { return len(migrations) }

// Desk is the id of this desk.
func (db *DB) Desk() string { return db.desk }

// Close ends all work with the file.
func (db *DB) Close() error {
	var errs []error
	if db.index != nil {
		errs = append(errs, db.index.close())
	}
	if db.reader.statements != nil {
		db.reader.close()
	}
	if db.pool != nil {
		errs = append(errs, db.pool.Close())
	}
	if db.writing != nil {
		errs = append(errs, db.writing.close())
	}
	return errors.Join(errs...)
}

// lockWait is for scripts that open the file several times in a row.
const lockWait = 2 * time.Second

// lock makes this the only process that writes the file.
func lock(ctx context.Context, path string) (*flock.Flock, error) {
	l := flock.New(path+".lock", flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	ok, err := l.TryLockContext(ctx, 20*time.Millisecond)
	switch {
	case ok:
		return l, nil
	case err == nil, errors.Is(err, context.DeadlineExceeded):
		return nil, event.Fail(event.CodeLocked, "Path", path)
	case failureCode(err) == event.CodePermission:
		if _, statErr := os.Stat(path); statErr == nil {
			return nil, event.Fail(event.CodeReadOnly, "Path", path).Because(err) // the folder is read-only
		}
	}
	return nil, fmt.Errorf("lock: %w", err)
}

func newOrigin() string {
	b := make([]byte, 8)
	rand.Read(b) //nolint:errcheck // never fails
	return hex.EncodeToString(b)
}
