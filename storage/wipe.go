package storage

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zlot/event"
)

// An erasure is not over while old pages hold what rows no longer do. The mark is written with the fact,
// and taken away by Wipe; what a crash left is wiped at the next start.
func wipeLater(ctx context.Context, w *writer, _ event.Fact) error { return w.wipeLater(ctx) }

func (w *writer) wipeLater(ctx context.Context) error {
	return w.exec(ctx, "INSERT INTO meta (key, value) VALUES ('wipe', 'due') ON CONFLICT DO NOTHING")
}

// Wipe writes the whole file anew and empties the write-ahead log. clean is false while another program
// still reads the old pages: then the next start does it.
func (db *DB) Wipe(ctx context.Context) (clean bool, err error) {
	if db.readOnly {
		return false, event.Fail(event.CodeReadOnly, "Path", db.path)
	}
	select {
	case <-db.turn:
	case <-ctx.Done():
		return false, ctx.Err()
	}
	defer func() { db.turn <- struct{}{} }()
	if db.closed {
		return false, errClosed
	}
	due, err := db.w.wipeDue(ctx)
	if err != nil || !due {
		return true, err
	}
	// Rows are overwritten with zeros as they go; what pages keep between their rows goes with this.
	if err := db.w.exec(ctx, "VACUUM"); err != nil {
		return false, fmt.Errorf("wipe: %w", err)
	}
	if clean, err = db.w.emptyLog(ctx); err != nil || !clean {
		return false, err
	}
	if err := db.w.exec(ctx, "DELETE FROM meta WHERE key = 'wipe'"); err != nil {
		return false, fmt.Errorf("wipe: %w", err)
	}
	return db.w.emptyLog(ctx)
}

func (s *statements) wipeDue(ctx context.Context) (due bool, err error) {
	err = s.row(ctx, "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'wipe')", nil, &due)
	return due, err
}

// emptyLog moves the write-ahead log into the file and cuts it to nothing.
func (w *writer) emptyLog(ctx context.Context) (done bool, err error) {
	var busy, pages, moved int64
	if err := w.row(ctx, "PRAGMA wal_checkpoint(TRUNCATE)", nil, &busy, &pages, &moved); err != nil {
		return false, fmt.Errorf("empty the write-ahead log: %w", err)
	}
	return busy == 0, nil
}

// PersonsAt finds everybody with an address, ignoring case, the people of samples too.
func (r reader) PersonsAt(ctx context.Context, email string) ([]event.Person, error) {
	key := emailKey(email)
	if key == "" {
		return nil, nil
	}
	return list(ctx, r.statements, "SELECT data FROM person WHERE email = ? AND email <> '' ORDER BY id", []any{key}, document[event.Person])
}

// Copies names the other files of this program beside the database that hold an id.
func (db *DB) Copies(ctx context.Context, id string) ([]string, error) {
	folder := filepath.Dir(db.path)
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil, failure(folder, err)
	}
	var found []string
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		path := filepath.Join(folder, f.Name())
		if !f.Type().IsRegular() || strings.HasPrefix(path, db.path+"-") || path == db.path {
			continue
		}
		s, err := inspect(path)
		var known *event.Error
		if newer := errors.As(err, &known) && known.Code == event.CodeNewerDatabase; err != nil && !newer || err == nil && s.schema == 0 {
			continue
		}
		holds, err := HoldsBytes(path, []byte(id))
		if err != nil {
			return nil, failure(path, err)
		}
		if holds {
			found = append(found, path)
		}
	}
	return found, nil
}

// HoldsBytes looks for bytes in a file, piece by piece.
func HoldsBytes(path string, wanted []byte) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	piece := make([]byte, 1<<20)
	kept := 0 // of the piece before: what is looked for may lie across
	for {
		n, err := io.ReadFull(r, piece[kept:])
		if bytes.Contains(piece[:kept+n], wanted) {
			return true, nil
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		kept = copy(piece, piece[len(piece)-len(wanted)+1:])
	}
}
