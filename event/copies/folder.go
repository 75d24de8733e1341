package copies

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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

// clean removes what a crash left half written or decrypted.
func (s *Store) clean(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, s.Disk.Drafts())) // the pattern is right
	s.mu.Lock()
	left = slices.DeleteFunc(left, func(path string) bool { return s.open[path] })
	s.mu.Unlock()
	for _, path := range left {
		_ = os.RemoveAll(path) // else it goes the next time
	}
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

// Holding finds the copies until a time that may hold an id.
func (s *Store) Holding(ctx context.Context, id string, until time.Time) ([]event.Backup, error) {
	all, err := s.List(ctx)
	if err != nil {
		return nil, err
	}
	var held []event.Backup
	for _, b := range all {
		if b.At.After(until) {
			continue
		}
		holds := b.Encrypted
		if !holds {
			if holds, err = s.Disk.Holds(b.Path, []byte(id)); err != nil {
				holds = true // what cannot be read may hold anything
			}
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if holds {
			held = append(held, b)
		}
	}
	return held, nil
}
