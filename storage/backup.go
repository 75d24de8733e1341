package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
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
	if err := WriteFile(path, func(w io.Writer) error { return db.WriteCopy(ctx, w) }); err != nil {
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

// WriteCopy writes the file as it is at one moment, while others go on reading and writing it.
func (db *DB) WriteCopy(ctx context.Context, w io.Writer) error {
	c, err := db.pool.Conn(ctx)
	if err != nil {
		return failure(db.path, fmt.Errorf("copy: %w", err))
	}
	defer c.Close()
	return failure(db.path, writeCopy(ctx, c, db.path, w))
}

// Mark changes whenever what the file holds does.
func (db *DB) Mark(ctx context.Context) (string, error) {
	hlc, err := db.lastHLC(ctx)
	if err != nil {
		return "", err
	}
	var steps int64
	err = db.row(ctx, "SELECT coalesce(max(n), 0) FROM attempt", nil, &steps)
	return fmt.Sprintf("%d/%d/%d", db.Schema(), hlc, steps), err
}

// writeCopy reads the pages of a connection's file, as one reading transaction sees them. What an erasure left
// between the rows is not copied along: where it is not wiped away yet, the rows are written into new pages.
func writeCopy(ctx context.Context, c *sql.Conn, path string, w io.Writer) (err error) {
	if _, err := c.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	defer func() {
		_, end := c.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		err = errors.Join(err, end)
	}()
	var due bool
	if err := c.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'wipe')").Scan(&due); err != nil {
		return err
	}
	if due {
		return writeAnew(ctx, path, w)
	}
	rows, err := c.QueryContext(ctx, "SELECT data FROM sqlite_dbpage")
	if err != nil {
		return err
	}
	defer rows.Close()
	var page sql.RawBytes
	for first := true; rows.Next(); first = false {
		if err := rows.Scan(&page); err != nil {
			return err
		}
		if first {
			withoutLog(page)
		}
		if _, err := w.Write(page); err != nil {
			return err
		}
	}
	return rows.Err()
}

// The header says how a file is written and read: 1 is by itself, 2 is with a write-ahead log.
const offsetVersions = 18

// withoutLog marks the first page of a copy as of a file that stands by itself.
func withoutLog(page []byte) {
	if len(page) > offsetVersions+1 {
		page[offsetVersions], page[offsetVersions+1] = 1, 1
	}
}

// writeAnew copies the rows into new pages first.
func writeAnew(ctx context.Context, path string, w io.Writer) (err error) {
	file, err := sql.Open("sqlite", dsn(path, "ro"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	folder, err := os.MkdirTemp(filepath.Dir(path), DraftPattern()) // for its owner only
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	anew := filepath.Join(folder, "copy")
	if _, err := file.ExecContext(ctx, "VACUUM INTO ?", anew); err != nil {
		return err
	}
	f, err := os.Open(anew)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

// Drafts is the pattern of what a crash may leave beside a file that was being made.
const Drafts = ".zlot-*.tmp"

// WriteFile makes a file of what write writes: first beside it, then, complete and synced, under its name.
func WriteFile(path string, write func(io.Writer) error) (err error) {
	sweep(filepath.Dir(path))
	draft, err := os.CreateTemp(filepath.Dir(path), DraftPattern()) // readable by its owner only
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(draft.Name()))
		}
	}()
	s := &syncing{file: draft}
	if err := errors.Join(write(s), s.finish()); err != nil {
		return err
	}
	if err := os.Rename(draft.Name(), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncing gathers small pieces and brings them to the disk a few megabytes at a time: one long wait at the end would
// hold up the scans, which wait for the same disk.
type syncing struct {
	file    *os.File
	piece   []byte
	written int
}

const (
	pieceSize = 1 << 20
	syncEvery = 8 << 20
)

// Write is part of io.Writer.
func (s *syncing) Write(p []byte) (int, error) {
	if s.piece == nil {
		s.piece = make([]byte, 0, pieceSize+len(p))
	}
	s.piece = append(s.piece, p...)
	if len(s.piece) < pieceSize {
		return len(p), nil
	}
	return len(p), s.flush()
}

func (s *syncing) flush() error {
	n, err := s.file.Write(s.piece)
	s.piece, s.written = s.piece[:0], s.written+n
	if err == nil && s.written >= syncEvery {
		s.written = 0
		err = s.file.Sync()
	}
	return err
}

func (s *syncing) finish() error {
	return errors.Join(s.flush(), s.file.Sync(), s.file.Close())
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
