package copies

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"filippo.io/age"

	"zlot/event"
)

// opened is a copy that is looked at.
type opened struct {
	Content
	path  string
	store *Store
	own   string // the folder with what was decrypted or copied for it, or ""
}

// Path is a plain file with the copy's content, until Close.
func (o *opened) Path() string { return o.path }

// Close also removes what was decrypted.
func (o *opened) Close() error {
	var err error
	if o.Content != nil {
		err = o.Content.Close()
	}
	return errors.Join(err, o.store.removeOwn(o.own))
}

// Open opens a copy by its name, or any file by its path.
func (s *Store) Open(ctx context.Context, name, passphrase string) (event.OpenedCopy, error) {
	path, err := s.find(ctx, name)
	if err != nil {
		return nil, err
	}
	whole, err := wholeSum(path)
	if err != nil {
		return nil, told(path, err)
	}
	if !whole {
		return nil, event.Fail(event.CodeCopyDamaged, "Path", path)
	}
	o := &opened{path: path, store: s}
	if strings.HasSuffix(path, ageEnding) {
		err = s.decrypt(ctx, o, path, passphrase)
	}
	if err == nil {
		err = o.read(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, o.Close())
	}
	return o, nil
}

// find is where a copy lies.
func (s *Store) find(ctx context.Context, name string) (string, error) {
	if info, err := os.Stat(name); err == nil {
		if info.IsDir() {
			return "", event.Fail(event.CodeIsFolder, "Path", name)
		}
		return filepath.Abs(name)
	}
	all, err := s.List(ctx)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(all, func(b event.Backup) bool { return b.Name == name })
	if i < 0 {
		return "", event.Fail(event.CodeMissing, "Path", name)
	}
	return all[i].Path, nil
}

// read opens the plain copy; one of an older program is copied before.
func (o *opened) read(ctx context.Context) (err error) {
	o.Content, err = o.store.Disk.Read(ctx, o.path, o.own != "")
	if o.own != "" || !errors.Is(err, event.Fail(event.CodeReadOnly)) {
		return err
	}
	if o.own, err = o.store.makeOwn(); err != nil {
		return err
	}
	plain := filepath.Join(o.own, "copy.zlot")
	if err := o.store.Disk.Write(plain, from(ctx, o.path)); err != nil {
		return told(plain, err)
	}
	o.path = plain
	o.Content, err = o.store.Disk.Read(ctx, o.path, true)
	return err
}

// makeOwn makes a folder for its owner alone. It bears this process's number: whoever makes a copy meanwhile, here or
// in another program, leaves it alone; and after a crash the next copy clears it away.
func (s *Store) makeOwn() (string, error) {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return "", told(s.dir, err)
	}
	folder, err := os.MkdirTemp(s.dir, s.Disk.Draft())
	return folder, told(s.dir, err)
}

func (s *Store) removeOwn(folder string) error {
	if folder == "" {
		return nil
	}
	err := os.RemoveAll(folder)
	_ = os.Remove(s.dir) // where it was made for this alone; else it is not empty
	return err
}

// decrypt makes a plain file of an encrypted copy.
func (s *Store) decrypt(ctx context.Context, o *opened, path, passphrase string) error {
	keys, shut, err := s.keys(path, passphrase)
	if err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return told(path, err)
	}
	defer f.Close()
	damaged := func(err error) error { return event.Fail(event.CodeCopyDamaged, "Path", path).Because(err) }
	r, err := age.Decrypt(f, keys...)
	var other *age.NoIdentityMatchError
	switch {
	case errors.As(err, &other) && shut != nil:
		return shut // its key may be one that this passphrase does not open
	case errors.As(err, &other):
		return event.Fail(event.CodeCopyKeyMissing, "Path", filepath.Dir(path)).Because(err)
	case err != nil:
		return damaged(err)
	}
	if o.own, err = s.makeOwn(); err != nil {
		return err
	}
	o.path = filepath.Join(o.own, strings.TrimSuffix(filepath.Base(path), ageEnding))
	var reading error
	err = s.Disk.Write(o.path, func(w io.Writer) error {
		piece := make([]byte, 64<<10)
		for {
			n, err := r.Read(piece)
			if _, err := w.Write(piece[:n]); err != nil {
				return err
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				reading = err
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	})
	if reading != nil {
		return damaged(reading)
	}
	return told(s.dir, err)
}

// keys opens the keys beside a copy and beside the file, of which one is the copy's; shut says why one stayed closed.
func (s *Store) keys(path, passphrase string) (keys []age.Identity, shut, err error) {
	var files []string
	for _, dir := range []string{filepath.Dir(path), s.dir, s.secondDir()} {
		found, _ := filepath.Glob(filepath.Join(dir, secretKeys)) // the pattern is right
		if dir != "" {
			files = append(files, found...)
		}
	}
	if len(files) == 0 {
		return nil, nil, event.Fail(event.CodeCopyKeyMissing, "Path", filepath.Dir(path))
	}
	seen := map[string]bool{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil || seen[string(raw)] {
			continue
		}
		seen[string(raw)] = true
		key, err := unwrap(file, passphrase)
		if err == nil {
			keys = append(keys, key)
		} else if shut == nil {
			shut = err
		}
	}
	if len(keys) == 0 {
		return nil, nil, shut
	}
	return keys, shut, nil
}
