package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"zlot/event"
)

// Schema is the version of the tables that this program makes.
func Schema() int { return len(migrations) }

// Restored says what came of a restore.
type Restored struct {
	Kept   string   // the file as it was, "" if there was none
	Erased []string // people who were erased in it
	Whole  []string // those of them who were taken out of the register of certificates too
	Sent   int      // mails that it sent since, and that are not sent again
	Unread error    // why nothing could be carried over: what was there is too damaged
}

// Settle finishes a restored file before it takes its place; r says what the file before knew.
type Settle func(ctx context.Context, db *DB, r Restored) error

// Restore puts a copy of backup in the place of the database at path, which no program may have open.
// What was there, whole or damaged, is kept beside it. Purges and sent mails since are carried over.
// Whenever it is cut short, there is the old file or the new one, whole.
func Restore(ctx context.Context, backup, path string, o Options, settle Settle) (r Restored, err error) {
	if path, err = realPath(path); err != nil {
		return r, fmt.Errorf("restore: %w", err)
	}
	if err := mayReplace(path); err != nil {
		return r, err
	}
	if err := MayRestore(ctx, backup); err != nil {
		return r, err
	}
	l, err := lock(ctx, path)
	if err != nil {
		return r, failure(path, err)
	}
	defer func() { err = errors.Join(err, l.Unlock()) }()
	if r, err = makeDraft(ctx, backup, path, o, settle); err != nil {
		return r, err
	}
	if _, err := os.Stat(path); err == nil {
		r.Kept = freeName(path + "." + time.Now().Format("20060102-150405"))
		if err := putAside(path, r.Kept); err != nil {
			return r, errors.Join(failure(path, fmt.Errorf("restore: %w", err)), os.Remove(draftOf(path)))
		}
	}
	if err := endRestore(path); err != nil {
		return r, failure(path, fmt.Errorf("restore: %w", err))
	}
	return r, nil
}

// DropKept removes a file that Restore kept, where a good copy of it lies elsewhere.
func DropKept(kept string) error {
	if kept == "" {
		return nil
	}
	return errors.Join(removeWhole(kept), syncFolder(filepath.Dir(kept)))
}

// MayRestore refuses what is no copy of ours, or not whole. Codes: copy.damaged, storage.*.
func MayRestore(ctx context.Context, backup string) error {
	s, err := inspect(backup)
	if err != nil {
		return err
	}
	if !s.exists || s.empty {
		return event.Fail(event.CodeMissing, "Path", backup)
	}
	if info, err := os.Stat(backup); err == nil && info.Size()%1024 != 0 {
		return event.Fail(event.CodeCopyDamaged, "Path", backup) // cut off inside a page
	}
	if err := checkSchema(ctx, backup); err != nil {
		return damagedCopy(backup, err)
	}
	pool, err := openPool(ctx, backup)
	if err != nil {
		return damagedCopy(backup, failure(backup, err))
	}
	defer pool.Close()
	rows, err := pool.QueryContext(ctx, "PRAGMA integrity_check(1)")
	if err != nil {
		return damagedCopy(backup, failure(backup, err))
	}
	defer rows.Close()
	for rows.Next() {
		var words string
		if err := rows.Scan(&words); err != nil {
			return err
		}
		if words != "ok" {
			return event.Fail(event.CodeCopyDamaged, "Path", backup).Because(errors.New(words))
		}
	}
	return damagedCopy(backup, failure(backup, rows.Err()))
}

// damagedCopy says of a copy what would be said of a damaged database.
func damagedCopy(backup string, err error) error {
	if err == nil {
		return nil
	}
	if code := failureCode(err); code == event.CodeCorrupt || errors.Is(err, event.Fail(event.CodeCorrupt)) {
		return event.Fail(event.CodeCopyDamaged, "Path", backup).Because(err)
	}
	return err
}

// draftOf is where the copy waits, complete, until the old file is put aside. A file of that name beside
// no database is a restore that was cut short; the next Open ends it.
func draftOf(path string) string { return path + ".restoring" }

// unfinishedOf is where the draft is made. What a crash leaves there is made anew.
func unfinishedOf(path string) string { return path + ".restoring-new" }

// makeDraft makes the file that will stand at path.
func makeDraft(ctx context.Context, backup, path string, o Options, settle Settle) (r Restored, err error) {
	made := unfinishedOf(path)
	defer func() {
		if err != nil {
			err = errors.Join(failure(path, err), removeWhole(made))
		}
	}()
	if err := removeWhole(made); err != nil {
		return r, err
	}
	if err := copyDatabase(ctx, backup, made); err != nil {
		return r, fmt.Errorf("restore: %w", err)
	}
	o.Create, o.ReadOnly = false, false
	o.Copy = func(context.Context, func(context.Context, io.Writer) error) error { return nil } // backup is one
	db, err := Open(ctx, made, o)
	if err != nil {
		return r, err
	}
	r, err = db.takeOver(ctx, path)
	if err == nil {
		_, err = db.Recover(ctx)
	}
	if err == nil && settle != nil {
		err = settle(ctx, db, r)
	}
	if err == nil {
		_, err = db.Wipe(ctx)
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return r, fmt.Errorf("restore: %w", err)
	}
	if err := errors.Join(syncFile(made), os.Rename(made, draftOf(path))); err != nil {
		return r, fmt.Errorf("restore: %w", err)
	}
	return r, errors.Join(syncFolder(filepath.Dir(path)), removeWhole(made))
}

// copyDatabase copies a file with what stands in the write-ahead log beside it.
func copyDatabase(ctx context.Context, from, to string) (err error) {
	pool, err := openPool(ctx, from)
	if err != nil {
		return failure(from, err)
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	c, err := pool.Conn(ctx)
	if err != nil {
		return failure(from, err)
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	return WriteFile(to, func(w io.Writer) error { return failure(from, writeCopy(ctx, c, from, w)) })
}

// removeWhole removes a file with its side files.
func removeWhole(path string) error {
	var errs []error
	for _, side := range []string{"-wal", "-shm", "-journal", ".lock", ""} {
		if err := os.Remove(path + side); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// putAside gives the file another name. Its log is copied before: without it the last changes would be
// missing, here or there, after a power cut between the two.
func putAside(path, kept string) error {
	if err := copyLog(path, kept); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Rename(path, kept)
}

func copyLog(path, kept string) error {
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		return err
	}
	return copyFile(path+"-wal", kept+"-wal")
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		return err
	}
	return syncFile(to)
}

// endRestore gives the draft its name where nothing stands in its way but side files of what was put aside.
func endRestore(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return nil
	}
	if _, err := os.Stat(draftOf(path)); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, side := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + side); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := os.Rename(draftOf(path), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
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
