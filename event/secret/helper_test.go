package secret

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"zlot/event"
)

const testPassphrase = "zielona herbata i ciasto"

// bare hides the session bus of whoever runs the tests.
func bare(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("SKIPPED CHECK: this system always has a keyring")
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
}

// plainStore is one without a keyring; a guess at its passphrase is cheap.
func plainStore(t *testing.T, dir string, options ...Option) *Store {
	t.Helper()
	bare(t)
	s := Open(dir, options...)
	s.work = 10
	return s
}

// fakeRing is a keyring in memory that outlives a Store.
type fakeRing map[string]string

func (f fakeRing) ring() *ring {
	return &ring{
		read: func(_, name string) (string, error) {
			if v, ok := f[name]; ok {
				return v, nil
			}
			return "", keyring.ErrNotFound
		},
		write:  func(_, name, value string) error { f[name] = value; return nil },
		delete: func(_, name string) error { delete(f, name); return nil },
	}
}

func ringStore(dir string, r *ring, options ...Option) *Store {
	s := &Store{files: files{dir}, ring: r, work: 10}
	for _, o := range options {
		o(s)
	}
	return s
}

// asked answers with passphrases in turn, and keeps what it was asked for.
type asked struct {
	answers  []string
	remember bool
	reasons  []Reason
}

func (a *asked) ask(_ context.Context, r Reason) (string, bool, error) {
	a.reasons = append(a.reasons, r)
	if len(a.answers) == 0 {
		return "", false, errors.New("cancelled")
	}
	p := a.answers[0]
	a.answers = a.answers[1:]
	return p, a.remember, nil
}

func mustSet(t *testing.T, s *Store, name, value string) {
	t.Helper()
	if err := s.Set(name, value); err != nil {
		t.Fatal(err)
	}
}

func wantSecret(t *testing.T, s *Store, name, want string) {
	t.Helper()
	if got, err := s.Get(name); err != nil || got != want {
		t.Errorf("Get(%s) = %q, %v; want %q", name, got, err, want)
	}
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if !errors.Is(err, &event.Error{Code: code}) {
		t.Errorf("error %v, want %s", err, code)
	}
}

// wantFiles compares the names in the folder; ".secret" stands for a secret that is a file by itself.
func wantFiles(t *testing.T, dir string, want ...string) {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil && len(want) > 0 {
		t.Fatal(err)
	}
	var got []string
	for _, e := range all {
		name := e.Name()
		if strings.HasSuffix(name, ".secret") {
			name = ".secret"
		}
		if name != lockFile {
			got = append(got, name)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("files %v, want %v", got, want)
	}
}

// noPlainText fails if a secret can be read anywhere in the folder.
func noPlainText(t *testing.T, dir, secret string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if strings.Contains(string(raw), secret) {
			t.Errorf("%s shows the secret", filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
