package wire

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"zlot/event"
	"zlot/event/copies"
	"zlot/storage"
)

// disk is how copies are written and read: as the database is.
type disk struct{ desk string }

// Write is part of copies.Disk.
func (disk) Write(path string, write func(io.Writer) error) error {
	return storage.WriteFile(path, write)
}

// Draft is part of copies.Disk.
func (disk) Draft() string { return storage.DraftPattern() }

// Holds is part of copies.Disk.
func (disk) Holds(path string, wanted []byte) (bool, error) { return storage.HoldsBytes(path, wanted) }

// Read is part of copies.Disk.
func (d disk) Read(ctx context.Context, path string, own bool) (copies.Content, error) {
	if err := storage.MayRestore(ctx, path); err != nil {
		return nil, err
	}
	o := storage.Options{ReadOnly: !own, Clock: event.ClockFunc(time.Now), DeskFile: d.desk,
		Copy: func(context.Context, func(context.Context, io.Writer) error) error { return nil }}
	db, err := storage.Open(ctx, path, o)
	if err != nil {
		return nil, err
	}
	return db, nil
}

// newCopies keeps the copies of a file; source is nil where it is not open.
func newCopies(path string, source copies.Source) *copies.Store {
	desk := DefaultPaths().Desk
	return copies.New(copies.Options{File: path, Source: source, Disk: disk{desk}, Desk: desk})
}

// CopiesOf keeps the copies of a file that need not be open, nor even whole.
func CopiesOf(path string) *copies.Store {
	if path == "" {
		path = DefaultPaths().Database
	}
	return newCopies(path, nil)
}

// beforeMigration keeps a copy of a file of an older program.
func beforeMigration(path string, clock event.Clock) func(context.Context, func(context.Context, io.Writer) error) error {
	return func(ctx context.Context, write func(context.Context, io.Writer) error) error {
		_, second, err := newCopies(path, nil).Keep(ctx, event.CopyMigration, clock.Now().UTC(), "-", write)
		if second != nil {
			slog.Warn("second folder of copies", "error", second)
		}
		return err
	}
}

// Restored says what came of a restore.
type Restored struct {
	storage.Restored              // Kept is "" where the copy is as good
	Copy             event.Backup // of the file as it was, zero where none could be made
}

// Restore puts a copy, given by its name or its path, in the place of a file that nobody has open. What was there is
// copied first; where it is too damaged for that, it is kept as it is, and else it goes: nothing would ever remove it.
func Restore(ctx context.Context, name, path, passphrase string) (r Restored, err error) {
	if path == "" {
		path = DefaultPaths().Database
	}
	c := CopiesOf(path)
	from, err := c.Open(ctx, name, passphrase)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	var mark string
	r.Copy, mark = copyPresent(ctx, path)
	clock := event.ClockFunc(time.Now)
	settle := func(ctx context.Context, db *storage.DB, was storage.Restored) error {
		svc := event.NewService(event.Ports{Store: db, Outbox: db, Clock: clock})
		return svc.SettleRestored(ctx, was.Erased, was.Whole)
	}
	r.Restored, err = storage.Restore(ctx, from.Path(), path, storage.Options{Clock: clock, DeskFile: DefaultPaths().Desk}, settle)
	if err == nil && r.Unread == nil && mark != "" && markOf(ctx, r.Kept) == mark {
		if dropped := storage.DropKept(r.Kept); dropped != nil {
			slog.Warn("the file before a restore stays", "path", r.Kept, "error", dropped)
		} else {
			r.Kept = ""
		}
	}
	if err == nil {
		holdsStill(ctx, c, name, from.Path(), path)
	}
	return r, err
}

// holdsStill remembers that a copy holds what the restored file does, so that none is made of it at once. What was
// carried over makes another mark.
func holdsStill(ctx context.Context, c *copies.Store, name, copied, path string) {
	mark := markOf(ctx, path)
	if mark == "" || markOf(ctx, copied) != mark {
		return
	}
	if err := c.SetCurrent(ctx, name, mark); err != nil {
		slog.Warn("copy of what was restored", "error", err)
	}
}

// copyPresent makes a copy of what is about to be replaced, if it can be read. The mark is of what was copied, "" where
// the file is not sound and the copy not as good as it.
func copyPresent(ctx context.Context, path string) (b event.Backup, mark string) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return b, ""
	}
	db, err := openToRead(ctx, path)
	if err != nil {
		return b, ""
	}
	defer db.Close()
	if mark, err = db.Mark(ctx); err != nil {
		return b, ""
	}
	b, second, err := newCopies(path, db).Make(ctx, event.CopyRestore, time.Now().UTC())
	if err != nil {
		slog.Warn("copy before a restore", "error", err)
		return event.Backup{}, ""
	}
	if second != nil {
		slog.Warn("second folder of copies", "error", second)
	}
	if storage.MayRestore(ctx, path) != nil {
		mark = ""
	}
	return b, mark
}

// markOf is the mark of a file, "" where it cannot be read: of one put aside another than its copy's where somebody
// wrote in between.
func markOf(ctx context.Context, path string) string {
	db, err := openToRead(ctx, path)
	if err != nil {
		return ""
	}
	defer db.Close()
	mark, err := db.Mark(ctx)
	if err != nil {
		return ""
	}
	return mark
}

func openToRead(ctx context.Context, path string) (*storage.DB, error) {
	return storage.Open(ctx, path, storage.Options{ReadOnly: true, Clock: event.ClockFunc(time.Now), DeskFile: DefaultPaths().Desk})
}

// PreviewRestore says what a copy holds and what would be lost with the file as it is.
func PreviewRestore(ctx context.Context, name, path, passphrase string) (p event.CopyPreview, err error) {
	if path == "" {
		path = DefaultPaths().Database
	}
	from, err := CopiesOf(path).Open(ctx, name, passphrase)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	db, err := storage.Open(ctx, path, storage.Options{ReadOnly: true, Clock: event.ClockFunc(time.Now), DeskFile: DefaultPaths().Desk})
	if err != nil { // damaged, or not there
		p.Unread = err
		p.Content, err = event.ReadContent(ctx, from)
		return p, err
	}
	defer db.Close()
	return event.CompareCopy(ctx, db, from)
}
