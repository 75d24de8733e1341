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
	if exists(path) {
		return nil
	}
	return s.Disk.Write(path, text(rand.Text()+"\n"))
}

// owner is whose the copies are that go to the second folder, "" where none was made yet. The computer counts too: the
// first folder may have been copied to another one with the file.
func (s *Store) owner() string {
	id, err := os.ReadFile(filepath.Join(s.dir, idFile))
	if err != nil || len(id) == 0 {
		return ""
	}
	var desk []byte
	if s.Desk != "" {
		desk, _ = os.ReadFile(s.Desk) // without one the id has to do
	}
	sum := sha256.Sum256([]byte(strings.TrimSpace(string(id)) + "\n" + strings.TrimSpace(string(desk))))
	return hex.EncodeToString(sum[:])
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
func ownerOf(dir string) string {
	raw, err := os.ReadFile(filepath.Join(dir, ownerFile))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(raw))
}

// secondDir is where the copies of this file lie in the second folder, "" where it is not there or none went there yet.
func (s *Store) secondDir() string {
	stick, owner := s.stick(), s.owner()
	if stick == "" || owner == "" {
		return ""
	}
	for _, dir := range []string{s.markedSecond(stick, owner), s.plainSecond(stick)} {
		if ownerOf(dir) == owner {
			return dir
		}
	}
	return ""
}

// takeSecond makes the folder for the copies of this file: never one that holds another's.
func (s *Store) takeSecond(stick string) (string, error) {
	if dir := s.secondDir(); dir != "" {
		return dir, nil
	}
	owner := s.owner()
	dir := s.plainSecond(stick)
	if ownerOf(dir) != "" || !s.allOurs(dir) {
		dir = s.markedSecond(stick, owner)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return dir, err
	}
	return dir, s.Disk.Write(filepath.Join(dir, ownerFile), text(owner+"\n"))
}

// allOurs tells whether a folder of nobody holds no copy but what lies in the first one too.
func (s *Store) allOurs(dir string) bool {
	copies, err := list(dir)
	if err != nil {
		return false
	}
	ours, theirs, err := s.bothSums(dir)
	return err == nil && !slices.ContainsFunc(copies, func(b event.Backup) bool { return !same(ours, theirs, b.Name) })
}

func (s *Store) bothSums(dir string) (ours, theirs map[string]string, err error) {
	if ours, err = readSums(s.dir); err == nil {
		theirs, err = readSums(dir)
	}
	return ours, theirs, err
}

func same(ours, theirs map[string]string, name string) bool {
	return ours[name] != "" && ours[name] == theirs[name]
}

// others are the folders in the second one that may hold copies of other files of this name.
func (s *Store) others() []string {
	stick := s.stick()
	if stick == "" {
		return nil
	}
	files, err := os.ReadDir(stick)
	if err != nil {
		return nil // a stick that cannot be read is no reason to show nothing
	}
	own, base := s.secondDir(), filepath.Base(s.File)
	var all []string
	for _, f := range files {
		mark, ok := strings.CutPrefix(strings.TrimSuffix(f.Name(), folderEnding), base)
		marked := len(mark) == ownerMark+1 && mark[0] == '-'
		if dir := filepath.Join(stick, f.Name()); ok && strings.HasSuffix(f.Name(), folderEnding) && (mark == "" || marked) && dir != own {
			all = append(all, dir)
		}
	}
	return all
}

// withSecond adds the copies in the second folder to those of the first.
func (s *Store) withSecond(all []event.Backup) []event.Backup {
	find := func(name string) int {
		return slices.IndexFunc(all, func(b event.Backup) bool { return b.Name == name && !b.Foreign })
	}
	if dir := s.secondDir(); dir != "" {
		copies, _ := list(dir) // as above
		for _, o := range copies {
			o.Second = true
			if i := find(o.Name); i >= 0 {
				all[i].Second = true
			} else {
				all = append(all, o)
			}
		}
	}
	for _, dir := range s.others() {
		copies, _ := list(dir)
		nobodys := ownerOf(dir) == ""
		ours, theirs, _ := s.bothSums(dir)
		for _, o := range copies {
			if i := find(o.Name); i >= 0 && nobodys && same(ours, theirs, o.Name) {
				all[i].Second = true
				continue
			}
			o.Second, o.Foreign = true, true
			all = append(all, o)
		}
	}
	return all
}

// isOthers tells whether a copy is surely another file's.
func isOthers(b event.Backup) bool { return b.Foreign && ownerOf(filepath.Dir(b.Path)) != "" }

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

// Remove takes copies away, wherever they lie.
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
	nobodys := s.inNobodys(names) // while it is known what lies in ours
	var errs []error
	for _, dir := range []string{s.dir, s.secondDir()} {
		if isFolder(dir) {
			errs = append(errs, s.removeIn(dir, names))
		}
	}
	for dir, names := range nobodys {
		errs = append(errs, s.removeIn(dir, names))
	}
	return errors.Join(errs...)
}

// inNobodys finds which of the copies go from folders of nobody: those that are as in the first, and those that lie
// nowhere else, which somebody has named. One of the same name that holds something else is another's.
func (s *Store) inNobodys(names []string) map[string][]string {
	found := map[string][]string{}
	own := s.secondDir()
	for _, dir := range s.others() {
		ours, theirs, err := s.bothSums(dir)
		if err != nil || ownerOf(dir) != "" {
			continue
		}
		for _, name := range names {
			elsewhere := exists(filepath.Join(s.dir, name)) || own != "" && exists(filepath.Join(own, name))
			if same(ours, theirs, name) || !elsewhere {
				found[dir] = append(found[dir], name)
			}
		}
	}
	return found
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
