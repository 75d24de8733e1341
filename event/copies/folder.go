package copies

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"zlot/event"
)

// lock keeps other programs out while a folder changes.
func (s *Store) lock(ctx context.Context) (unlock func(), err error) {
	l := flock.New(filepath.Join(s.dir, lockFile), flock.SetPermissions(0o600))
	if ok, err := l.TryLockContext(ctx, 50*time.Millisecond); !ok {
		return nil, told(s.dir, fmt.Errorf("lock the copies: %w", err))
	}
	return func() { _ = l.Unlock() }, nil
}

// room refuses to fill the disk that the event needs.
func (s *Store) room(dir string) error {
	var need int64 = reserve
	for _, side := range []string{"", "-wal"} {
		if info, err := os.Stat(s.File + side); err == nil {
			need += info.Size()
		}
	}
	free, err := freeSpace(dir)
	if err != nil || free >= need {
		return nil //nolint:nilerr // where it cannot be told, writing tells
	}
	return event.Fail(event.CodeCopyNoRoom, "Path", dir, "Need", need>>20, "Free", free>>20)
}

// putAside is how a restore calls a file that was too damaged to be copied: it holds people as a copy does.
var putAside = regexp.MustCompile(`^\.\d{8}-\d{6}(-\d+)?\.old$`)

func (s *Store) isAside(name string) bool {
	rest, ok := strings.CutPrefix(name, filepath.Base(s.File))
	return ok && putAside.MatchString(rest)
}

// aside finds the files that restores put aside.
func (s *Store) aside() ([]event.Backup, error) {
	files, err := os.ReadDir(filepath.Dir(s.File))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, told(filepath.Dir(s.File), err)
	}
	var all []event.Backup
	for _, f := range files {
		if info, err := f.Info(); err == nil && info.Mode().IsRegular() && s.isAside(f.Name()) {
			all = append(all, event.Backup{Name: f.Name(), At: info.ModTime().UTC(), Reason: event.CopyRestore, Size: info.Size(),
				Path: filepath.Join(filepath.Dir(s.File), f.Name()), First: true, Aside: true})
		}
	}
	return all, nil
}

// removeAside takes away what was put aside, with its log.
func (s *Store) removeAside(names []string) error {
	var errs []error
	for _, name := range names {
		if !s.isAside(name) {
			continue
		}
		for _, side := range []string{"-wal", "-shm", ""} {
			if err := os.Remove(filepath.Join(filepath.Dir(s.File), name+side)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				errs = append(errs, told(s.File, err))
			}
		}
	}
	return errors.Join(errs...)
}

// Holding finds the copies that may hold an id, whoever's they are, and folders of copies that cannot be looked into. Of
// those that bear a later time than until, because the clock was set back meanwhile or is another computer's, one that
// can be read says by itself whether it knows the person as erased.
func (s *Store) Holding(ctx context.Context, id string, until, now time.Time) ([]event.Backup, error) {
	first, err := s.inFirst()
	if err != nil {
		return nil, err
	}
	aside, err := s.aside()
	if err != nil {
		return nil, err
	}
	all, unread, err := s.withSecond(first)
	sortCopies(all)
	var held []event.Backup
	for _, b := range append(all, aside...) {
		if s.holds(ctx, b, id, until, now) {
			held = append(held, b)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return append(held, unread...), err
}

func (s *Store) holds(ctx context.Context, b event.Backup, id string, until, now time.Time) bool {
	late := b.At.After(until) || b.Foreign
	switch {
	case id == "":
		return true
	case b.Encrypted: // one from the future was made when the clock was wrong, nobody knows when
		return !late || b.Foreign || b.At.After(now)
	}
	if holds, err := s.Disk.Holds(b.Path, []byte(id)); err == nil && !holds {
		return false
	} else if !late || err != nil { // what cannot be read may hold anything
		return true
	}
	copied, err := s.Disk.Read(ctx, b.Path, false)
	if err != nil {
		return true
	}
	defer copied.Close()
	p, err := copied.Person(ctx, id)
	return err != nil && !errors.Is(err, event.Fail(event.CodePersonNotFound)) || err == nil && !p.Erased
}
