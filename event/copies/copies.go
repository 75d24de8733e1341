// Package copies keeps the backup copies of one file: in a folder beside it, and in a second one that may be a stick.
// It implements event.Copies.
package copies

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"filippo.io/age"

	"zlot/event"
)

// Source is the open database.
type Source interface {
	// WriteCopy writes the file as it is at one moment.
	WriteCopy(ctx context.Context, w io.Writer) error
	// Mark changes whenever what the file holds does.
	Mark(ctx context.Context) (string, error)
}

// Content is an open copy.
type Content interface {
	event.Reader
	Close() error
}

// Disk is how files are written, read and searched.
type Disk interface {
	// Write makes a file of what write writes: complete and on the disk under its name, or not at all. Until then
	// it has a name like Draft. What processes that are gone left under such names in the folder is removed first.
	Write(path string, write func(io.Writer) error) error
	// Draft is the pattern of names of what this process makes for a while; none that runs takes it away.
	Draft() string
	// Holds looks for bytes in a file.
	Holds(path string, wanted []byte) (bool, error)
	// Read opens a copy to be read, after a look at all its pages. One of an older program can be read only when it
	// may be changed for that, because it is our own; else the code is storage.read_only.
	Read(ctx context.Context, path string, own bool) (Content, error)
}

// Options of New.
type Options struct {
	File   string // the database
	Source Source // nil: nothing can be copied now
	Disk   Disk
	Second string // the second folder, or ""
	Desk   string // a file that says which computer this is, or ""
	Work   int    // how hard passphrases are to guess, as a power of two; 0: as usual
}

// Store keeps the copies of one file. It is safe for concurrent use.
type Store struct {
	Options
	dir string

	mu     sync.Mutex // guards the rest; nobody waits for a disk with it
	second string
	there  bool // the second folder, when somebody looked last
	failed struct{ first, second error }
}

var _ event.Copies = (*Store)(nil)

// The files of a folder besides the copies.
const (
	folderEnding = ".copies"
	lockFile     = "lock"
	lastFile     = "last" // what the file held when the last copy was made
)

// reserve is left free on the disk: the event needs it.
const reserve = 64 << 20

// New keeps the copies of a file.
func New(o Options) *Store {
	if abs, err := filepath.Abs(o.File); err == nil {
		o.File = abs
	}
	return &Store{Options: o, dir: o.File + folderEnding, second: o.Second}
}

// Places says where copies go, and what went wrong last. It waits for no disk: a second folder may be in a network
// that does not answer.
func (s *Store) Places() event.CopyPlaces {
	s.mu.Lock()
	defer s.mu.Unlock()
	return event.CopyPlaces{First: s.dir, Second: s.second, SecondThere: s.there, Failed: s.failed.first, SecondFailed: s.failed.second}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return path != "" && err == nil && info.IsDir()
}

// SetSecond chooses the second folder; "" forgets it.
func (s *Store) SetSecond(folder string) error {
	if folder != "" {
		abs, err := filepath.Abs(folder)
		if err != nil {
			return err
		}
		if abs == s.dir || strings.HasPrefix(abs, s.dir+string(filepath.Separator)) || abs == filepath.Dir(s.dir) {
			return event.Fail(event.CodeCopyFolder, "Path", abs).In("second")
		}
		folder = abs
	}
	there := isFolder(folder)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.second, s.there, s.failed.second = folder, there, nil
	return nil
}

// List finds the copies in both folders, newest first.
func (s *Store) List(ctx context.Context) ([]event.Backup, error) {
	first, err := s.inFirst()
	if err != nil {
		return nil, err
	}
	all, _, _ := s.withSecond(first) // what cannot be read there is no reason to show nothing
	sortCopies(all)
	return all, ctx.Err()
}

func (s *Store) inFirst() ([]event.Backup, error) {
	all, err := list(s.dir)
	for i := range all {
		all[i].First = true
	}
	return all, told(s.dir, err)
}

// sortCopies puts the newest first; of one name the one that is surely ours.
func sortCopies(all []event.Backup) {
	slices.SortStableFunc(all, func(a, b event.Backup) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		if c := strings.Compare(b.Name, a.Name); c != 0 {
			return c
		}
		return place(a) - place(b)
	})
}

func place(b event.Backup) int {
	switch {
	case b.First:
		return 0
	case b.Foreign:
		return 2
	}
	return 1
}

// list reads the copies of one folder; others' files are left out.
func list(dir string) ([]event.Backup, error) {
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []event.Backup
	for _, f := range files {
		b, ok := parseName(f.Name())
		if !ok || !f.Type().IsRegular() {
			continue
		}
		info, err := f.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // it went meanwhile
		}
		if b.Path = filepath.Join(dir, f.Name()); err == nil {
			b.Size = info.Size()
		}
		all = append(all, b)
	}
	return all, nil
}

// Changed reports whether the file holds what the last copy does not.
func (s *Store) Changed(ctx context.Context) (bool, error) {
	name, err := s.Current(ctx)
	return err == nil && name == "", err
}

// Current names the copy that holds what the file does, or "".
func (s *Store) Current(ctx context.Context) (string, error) {
	mark, err := s.Source.Mark(ctx)
	if err != nil {
		return "", err
	}
	last, err := os.ReadFile(filepath.Join(s.dir, lastFile))
	if err != nil {
		return "", nil //nolint:nilerr // better one copy more
	}
	was, name, _ := strings.Cut(strings.TrimSpace(string(last)), " ")
	if _, ok := parseName(name); !ok || was != mark || !exists(filepath.Join(s.dir, name)) { // somebody took it away
		return "", nil
	}
	return name, nil
}

// SetCurrent says that a copy in the first folder, given by its name or path, holds what the file does. Any other file
// is none.
func (s *Store) SetCurrent(ctx context.Context, name, mark string) error {
	base := filepath.Base(name)
	if _, ok := parseName(base); !ok || name != base && filepath.Dir(name) != s.dir || !exists(filepath.Join(s.dir, base)) {
		return nil
	}
	unlock, err := s.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	return told(s.dir, s.Disk.Write(filepath.Join(s.dir, lastFile), text(mark+" "+base+"\n")))
}

// Make writes a copy, and puts it into the second folder too.
func (s *Store) Make(ctx context.Context, reason event.CopyReason, at time.Time) (b event.Backup, second, err error) {
	mark, err := s.Source.Mark(ctx)
	if err == nil {
		b, second, err = s.Keep(ctx, reason, at, mark, s.Source.WriteCopy)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() == nil {
		s.failed.first, s.failed.second = err, second
	}
	return b, second, err
}

// Keep makes a copy of what write writes; mark says what that holds.
func (s *Store) Keep(ctx context.Context, reason event.CopyReason, at time.Time, mark string,
	write func(context.Context, io.Writer) error) (b event.Backup, second, err error) {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return b, nil, told(s.dir, err)
	}
	unlock, err := s.lock(ctx)
	if err != nil {
		return b, nil, err
	}
	defer unlock()
	to, err := s.recipient()
	if err != nil {
		return b, nil, err
	}
	if err := s.room(s.dir); err != nil {
		return b, nil, err
	}
	b = s.free(reason, at, to != nil)
	sum, err := s.write(ctx, b.Path, to, write)
	if err == nil {
		err = addSum(s.Disk, s.dir, b.Name, sum)
	}
	if err == nil {
		err = s.Disk.Write(filepath.Join(s.dir, lastFile), text(mark+" "+b.Name+"\n"))
	}
	if err != nil {
		return b, nil, told(s.dir, err)
	}
	if info, err := os.Stat(b.Path); err == nil {
		b.Size = info.Size()
	}
	second = s.alsoSecond(ctx, b, sum)
	b.Second = second == nil && s.Places().Second != ""
	return b, second, nil
}

// free finds a name that no copy has.
func (s *Store) free(reason event.CopyReason, at time.Time, encrypted bool) event.Backup {
	for n := 1; ; n++ {
		b := event.Backup{Name: nameOf(at, reason, n, encrypted), At: at.UTC().Truncate(time.Second), Reason: reason, Encrypted: encrypted, First: true}
		b.Path = filepath.Join(s.dir, b.Name)
		plain := filepath.Join(s.dir, strings.TrimSuffix(b.Name, ageEnding))
		if _, err := os.Lstat(plain); err == nil {
			continue
		}
		if _, err := os.Lstat(plain + ageEnding); err != nil {
			return b
		}
	}
}

// write writes a copy, encrypted where there is somebody to encrypt to, and returns the sum of its bytes.
func (s *Store) write(ctx context.Context, path string, to age.Recipient, write func(context.Context, io.Writer) error) (string, error) {
	sum := sha256.New()
	err := s.Disk.Write(path, func(w io.Writer) error {
		w = io.MultiWriter(w, sum)
		if to == nil {
			return write(ctx, w)
		}
		sealed, err := age.Encrypt(w, to)
		if err != nil {
			return err
		}
		if err := write(ctx, sealed); err != nil {
			return err
		}
		return sealed.Close()
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// from copies a file, and stops when ctx ends.
func from(ctx context.Context, path string) func(io.Writer) error {
	return func(w io.Writer) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		piece := make([]byte, 1<<20)
		for {
			n, err := f.Read(piece)
			if _, err := w.Write(piece[:n]); err != nil {
				return err
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err = errors.Join(err, ctx.Err()); err != nil {
				return err
			}
		}
	}
}
