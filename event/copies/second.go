package copies

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zlot/event"
)

// The files that say whose a folder is.
const (
	idFile    = "id"    // in the first folder: which file's copies these are
	ownerFile = "owner" // in the second one: of which file, and on which computer
)

// ownerMark is how much of the owner stands in a folder's name.
const ownerMark = 16

// name gives the first folder its id. The database has none that would do: a copy of it on another computer is
// another file.
func (s *Store) name() error {
	path := filepath.Join(s.dir, idFile)
	if id, err := readWord(path); err != nil || id != "" {
		return err
	}
	return s.Disk.Write(path, text(rand.Text()+"\n"))
}

// readWord reads a small file; "" is one that is not there, or says nothing.
func readWord(path string) (string, error) {
	raw, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return strings.TrimSpace(string(raw)), nil
}

// owner is whose the copies are that go to the second folder, "" where none was made yet. The computer counts too: the
// first folder may have been copied to another one with the file.
func (s *Store) owner() (string, error) {
	id, err := readWord(filepath.Join(s.dir, idFile))
	if err != nil || id == "" {
		return "", told(s.dir, err)
	}
	var desk string
	if s.Desk != "" {
		if desk, err = readWord(s.Desk); err != nil { // without one the id has to do
			return "", told(s.Desk, err)
		}
	}
	sum := sha256.Sum256([]byte(id + "\n" + desk))
	return hex.EncodeToString(sum[:]), nil
}

// stick is the second folder, "" where it is not there.
func (s *Store) stick() string {
	second := s.Places().Second
	there := isFolder(second)
	s.mu.Lock()
	if s.second == second {
		s.there = there
	}
	s.mu.Unlock()
	if !there {
		return ""
	}
	return second
}

// plainSecond is the folder in the second one that is called as the first is; markedSecond bears the owner's mark as
// well: several files of one name may go to one stick.
func (s *Store) plainSecond(stick string) string { return filepath.Join(stick, filepath.Base(s.dir)) }

func (s *Store) markedSecond(stick, owner string) string {
	return filepath.Join(stick, filepath.Base(s.File)+"-"+owner[:ownerMark]+folderEnding)
}

// ownerOf reads whose a folder is; "" is one of nobody: an earlier program told no files apart.
func ownerOf(dir string) (string, error) { return readWord(filepath.Join(dir, ownerFile)) }

// isOf tells whether a folder is surely an owner's.
func isOf(dir, owner string) bool {
	whose, err := ownerOf(dir)
	return err == nil && owner != "" && whose == owner
}

// secondDir is where copies of this file go in the second folder, "" where it is not there or none went there yet.
func (s *Store) secondDir() string {
	owner, err := s.owner()
	stick := s.stick()
	if err != nil || stick == "" || owner == "" {
		return ""
	}
	for _, dir := range []string{s.markedSecond(stick, owner), s.plainSecond(stick)} {
		if isOf(dir, owner) {
			return dir
		}
	}
	return ""
}

// takeSecond finds or makes the folder for the copies of this file: never one that holds another's.
func (s *Store) takeSecond(stick string) (string, error) {
	if err := s.name(); err != nil {
		return "", told(s.dir, err)
	}
	owner, err := s.owner()
	if err == nil && owner == "" {
		err = told(s.dir, fs.ErrNotExist) // somebody took the id away meanwhile
	}
	if err != nil {
		return "", err
	}
	if dir := s.secondDir(); dir != "" {
		return dir, nil
	}
	// Another laptop may do this at the same moment: of a new folder only one is the maker.
	plain := s.plainSecond(stick)
	if os.Mkdir(plain, 0o700) == nil || s.allOurs(plain) {
		if err := s.Disk.Write(filepath.Join(plain, ownerFile), text(owner+"\n")); err == nil && isOf(plain, owner) {
			return plain, nil
		}
	}
	dir := s.markedSecond(stick, owner)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", told(dir, err)
	}
	return dir, told(dir, s.Disk.Write(filepath.Join(dir, ownerFile), text(owner+"\n")))
}

// allOurs tells whether a folder of nobody holds copies, and none but what lies in the first one too.
func (s *Store) allOurs(dir string) bool {
	f := lookInto(dir)
	mine := s.mine(f, "")
	return len(f.copies) > 0 && !slices.ContainsFunc(f.copies, func(b event.Backup) bool { return !mine(b.Name) })
}

// folder is one in the second one that holds copies.
type folder struct {
	dir    string
	owner  string // "": nobody's
	copies []event.Backup
	err    error // why it cannot be looked into
}

// unknownOwner is whose a folder is that does not say it now: neither nobody's nor ours.
const unknownOwner = "?"

func lookInto(dir string) folder {
	owner, err := ownerOf(dir)
	if err != nil {
		owner = unknownOwner
	}
	copies, err := list(dir)
	return folder{dir, owner, copies, err}
}

// onStick looks into the folders in the second one that may hold copies of a file of this name, and says who the owner
// of ours is. With an error nobody can tell: then none is.
func (s *Store) onStick() (all []folder, owner string, err error) {
	stick := s.stick()
	if stick == "" {
		return nil, "", nil
	}
	owner, err = s.owner()
	files, unread := os.ReadDir(stick)
	if unread != nil {
		return []folder{{dir: stick, owner: unknownOwner, err: unread}}, owner, err
	}
	base := filepath.Base(s.File)
	for _, f := range files {
		mark, ok := strings.CutPrefix(strings.TrimSuffix(f.Name(), folderEnding), base)
		marked := len(mark) == ownerMark+1 && mark[0] == '-'
		dir := filepath.Join(stick, f.Name())
		if !ok || !strings.HasSuffix(f.Name(), folderEnding) || mark != "" && !marked {
			continue
		}
		if info, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
			continue
		}
		all = append(all, lookInto(dir))
	}
	return all, owner, err
}

// mine tells which copies of a folder are surely this file's: all in its own, and in one of nobody those that are as
// they were written in the first.
func (s *Store) mine(f folder, owner string) func(name string) bool {
	if f.owner != "" {
		return func(string) bool { return f.owner == owner }
	}
	ours, err := readSums(s.dir)
	theirs, unread := readSums(f.dir)
	known := err == nil && unread == nil
	return func(name string) bool { return known && ours[name] != "" && ours[name] == theirs[name] }
}

// withSecond adds the copies in the second folder to those of the first. unread are the folders there that cannot be
// looked into, as if each were a copy. Where nobody can tell which copies are ours none is, and err says why.
func (s *Store) withSecond(all []event.Backup) (both, unread []event.Backup, err error) {
	folders, owner, err := s.onStick()
	for _, f := range folders {
		mine := s.mine(f, owner)
		if f.err != nil {
			unread = append(unread, event.Backup{Name: filepath.Base(f.dir), Path: f.dir, Second: true, Foreign: true})
		}
		for _, b := range f.copies {
			b.Second, b.Foreign = true, !mine(b.Name)
			i := slices.IndexFunc(all, func(o event.Backup) bool { return o.Name == b.Name && !o.Foreign })
			if i >= 0 && !b.Foreign {
				all[i].Second = true
			} else {
				all = append(all, b)
			}
		}
	}
	return all, unread, err
}

// alsoSecond puts a copy into the second folder, with the key that opens it.
func (s *Store) alsoSecond(ctx context.Context, b event.Backup, sum string) error {
	second := s.Places().Second
	if second == "" {
		return nil
	}
	if s.stick() == "" {
		return event.Fail(event.CodeFolderMissing, "Path", second)
	}
	dir, err := s.takeSecond(second)
	if err == nil {
		err = s.room(dir)
	}
	if err == nil && b.Encrypted {
		err = s.copyKeys(dir)
	}
	if err == nil {
		err = s.Disk.Write(filepath.Join(dir, b.Name), from(ctx, b.Path))
	}
	if err == nil {
		err = addSum(s.Disk, dir, b.Name, sum)
	}
	if err != nil {
		return told(dir, fmt.Errorf("second folder: %w", err))
	}
	return nil
}

// Remove takes copies of this file away, wherever they lie. What may be another's in the second folder stays.
func (s *Store) Remove(ctx context.Context, names []string) error {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { _, ok := parseName(name); return !ok && !s.isAside(name) })
	if err := s.removeAside(names); err != nil || len(names) == 0 {
		return err
	}
	if isFolder(s.dir) {
		unlock, err := s.lock(ctx)
		if err != nil {
			return err
		}
		defer unlock()
	}
	gone := map[string][]string{s.dir: names}
	folders, owner, err := s.onStick()
	for _, f := range folders { // while it is known what lies in the first folder
		mine := s.mine(f, owner)
		gone[f.dir] = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !mine(name) })
	}
	errs := []error{err}
	for dir, names := range gone {
		if len(names) > 0 && isFolder(dir) {
			errs = append(errs, s.removeIn(dir, names))
		}
	}
	return errors.Join(errs...)
}

func (s *Store) removeIn(dir string, names []string) error {
	var errs []error
	for _, name := range names {
		if _, ok := parseName(name); !ok {
			continue
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, told(dir, err))
		}
	}
	return errors.Join(append(errs, told(dir, dropSums(s.Disk, dir, names)))...)
}
