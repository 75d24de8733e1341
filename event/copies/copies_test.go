package copies

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/storage"
)

var at = time.Date(2012, 9, 6, 8, 15, 0, 0, time.UTC)

// file is a database that is a text; content is what copies hold when they are read.
type file struct {
	text string
	mark string
}

func (f *file) WriteCopy(_ context.Context, w io.Writer) error {
	_, err := io.WriteString(w, f.text)
	return err
}
func (f *file) Mark(context.Context) (string, error) { return f.mark, nil }

// plain is a copy that is open: what it says is enough here.
type plain struct {
	event.Reader
	text string
}

func (plain) Close() error { return nil }

// Person knows whom a text says to be erased.
func (p plain) Person(context.Context, string) (event.Person, error) {
	return event.Person{Erased: strings.Contains(p.text, "erased")}, nil
}

type disk struct{}

func (disk) Write(path string, write func(io.Writer) error) error {
	return storage.WriteFile(path, write)
}
func (disk) Draft() string                                  { return storage.DraftPattern() }
func (disk) Holds(path string, wanted []byte) (bool, error) { return storage.HoldsBytes(path, wanted) }
func (disk) Read(_ context.Context, path string, own bool) (Content, error) {
	raw, err := os.ReadFile(path)
	if bytes.HasPrefix(raw, []byte("old")) && !own {
		return nil, event.Fail(event.CodeReadOnly)
	}
	return plain{text: string(raw)}, err
}

func newStore(t *testing.T) (*Store, *file) {
	t.Helper()
	f := &file{text: "Anna Nowak, p-anna", mark: "1"}
	return New(Options{File: filepath.Join(t.TempDir(), "rally.db"), Source: f, Disk: disk{}, Work: 10}), f
}

func mustMake(t *testing.T, s *Store, when time.Time) event.Backup {
	t.Helper()
	b, second, err := s.Make(t.Context(), event.CopyInterval, when)
	if err != nil || second != nil {
		t.Fatal(err, second)
	}
	return b
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if !errors.Is(err, event.Fail(code)) {
		t.Errorf("got %v, want %s", err, code)
	}
}

func textOf(t *testing.T, s *Store, name, passphrase string) string {
	t.Helper()
	o, err := s.Open(t.Context(), name, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	text := o.(*opened).Content.(plain).text
	if err := o.Close(); err != nil {
		t.Error(err)
	}
	return text
}

func TestStore_MakeAndOpen(t *testing.T) {
	s, f := newStore(t)
	if changed, err := s.Changed(t.Context()); err != nil || !changed {
		t.Errorf("without a copy changed is %v, %v", changed, err)
	}
	first := mustMake(t, s, at)
	if first.Name != "20120906T081500Z-interval.zlot" || first.Size != int64(len(f.text)) {
		t.Errorf("made %+v", first)
	}
	if again := mustMake(t, s, at); again.Name != "20120906T081500Z-interval-2.zlot" {
		t.Errorf("in the same second %s", again.Name)
	}
	if changed, _ := s.Changed(t.Context()); changed {
		t.Error("nothing has changed since")
	}
	if name, _ := s.Current(t.Context()); name != "20120906T081500Z-interval-2.zlot" {
		t.Errorf("the file is as %s", name)
	}
	f.mark = "2"
	if changed, _ := s.Changed(t.Context()); !changed {
		t.Error("what changed is not seen")
	}
	if got := textOf(t, s, first.Name, ""); got != f.text {
		t.Errorf("the copy says %q", got)
	}
	all, err := s.List(t.Context())
	if err != nil || len(all) != 2 || all[0].At.Before(all[1].At) {
		t.Errorf("listed %v, %v", all, err)
	}
}

func TestStore_Encrypted(t *testing.T) {
	s, f := newStore(t)
	ctx := t.Context()
	wantCode(t, s.SetPassphrase(ctx, "", "krótkie"), event.CodeCopyShort)
	if err := s.SetPassphrase(ctx, "", "koń i krowa"); err != nil {
		t.Fatal(err)
	}
	b := mustMake(t, s, at)
	if raw, err := os.ReadFile(b.Path); err != nil || bytes.Contains(raw, []byte("Nowak")) || !b.Encrypted {
		t.Errorf("%s is not encrypted, %v", b.Name, err)
	}
	_, err := s.Open(ctx, b.Name, "")
	wantCode(t, err, event.CodeCopyPassphrase)
	_, err = s.Open(ctx, b.Name, "krowa i koń")
	wantCode(t, err, event.CodeCopyPassphrase)
	if got := textOf(t, s, b.Name, "koń i krowa"); got != f.text {
		t.Errorf("the copy says %q", got)
	}
	wantCode(t, s.SetPassphrase(ctx, "zgaduję", "nowe hasło"), event.CodeCopyPassphrase)
	if err := s.SetPassphrase(ctx, "koń i krowa", "nowe hasło"); err != nil {
		t.Fatal(err)
	}
	if got := textOf(t, s, b.Name, "nowe hasło"); got != f.text {
		t.Errorf("after a change of the passphrase the copy says %q", got)
	}
	if err := s.ForgetPassphrase(ctx); err != nil || s.Lock() != event.CopiesWere {
		t.Errorf("lock %v, %v", s.Lock(), err)
	}
	if after := mustMake(t, s, at.Add(time.Minute)); after.Encrypted {
		t.Error("still encrypted")
	}
	// Somebody else, who does not know the passphrase from before.
	if err := s.SetPassphrase(ctx, "", "całkiem inne"); err != nil {
		t.Fatal(err)
	}
	if got := textOf(t, s, b.Name, "nowe hasło"); got != f.text {
		t.Errorf("the copy from before says %q", got)
	}
	if got := textOf(t, s, mustMake(t, s, at.Add(time.Hour)).Name, "całkiem inne"); got != f.text {
		t.Errorf("the newest copy says %q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(s.dir, storage.Drafts)); len(left) > 0 {
		t.Errorf("decrypted and left: %v", left)
	}
}

// The key goes to the stick with the copies, else they are worth nothing when the laptop is gone.
func TestStore_SecondFolder(t *testing.T) {
	s, f := newStore(t)
	stick := t.TempDir()
	wantCode(t, s.SetSecond(filepath.Dir(s.dir)), event.CodeCopyFolder)
	wantCode(t, s.SetSecond(filepath.Join(s.dir, "in")), event.CodeCopyFolder)
	if err := errors.Join(s.SetSecond(stick), s.SetPassphrase(t.Context(), "", "koń i krowa")); err != nil {
		t.Fatal(err)
	}
	b := mustMake(t, s, at)
	if !b.Second {
		t.Error("it is not on the stick")
	}
	if err := os.RemoveAll(s.dir); err != nil {
		t.Fatal(err)
	}
	elsewhere := New(Options{File: filepath.Join(t.TempDir(), "new.db"), Disk: disk{}})
	if got := textOf(t, elsewhere, filepath.Join(stick, "rally.db.copies", b.Name), "koń i krowa"); got != f.text {
		t.Errorf("on another laptop the copy says %q", got)
	}
	if err := os.RemoveAll(stick); err != nil {
		t.Fatal(err)
	}
	if _, second, err := s.Make(t.Context(), event.CopyInterval, at); err != nil || !errors.Is(second, event.Fail(event.CodeFolderMissing)) {
		t.Errorf("without the stick: %v, %v", second, err)
	}
	if p := s.Places(); p.SecondThere || p.SecondFailed == nil || p.Failed != nil {
		t.Errorf("places %+v", p)
	}
}

// A laptop that was set up anew has a key of its own; what the one before put on the stick can still be opened.
func TestStore_KeyOfAnotherLaptop(t *testing.T) {
	stick := t.TempDir()
	made := map[string]string{}
	for i, passphrase := range []string{"koń i krowa", "owca i koza"} {
		s, _ := newStore(t)
		if err := errors.Join(s.SetSecond(stick), s.SetPassphrase(t.Context(), "", passphrase)); err != nil {
			t.Fatal(err)
		}
		made[mustMake(t, s, at.Add(time.Duration(i)*time.Hour)).Name] = passphrase
		if err := s.SetPassphrase(t.Context(), passphrase, passphrase+" i pies"); err != nil {
			t.Fatal(err)
		}
		mustMake(t, s, at.Add(time.Duration(i+5)*time.Hour))
	}
	for name, passphrase := range made {
		s := New(Options{File: filepath.Join(t.TempDir(), "new.db"), Disk: disk{}})
		found, err := filepath.Glob(filepath.Join(stick, "*", name))
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		if got := textOf(t, s, found[0], passphrase+" i pies"); got != "Anna Nowak, p-anna" {
			t.Errorf("%s says %q", name, got)
		}
		if _, err := s.Open(t.Context(), found[0], passphrase); err == nil {
			t.Errorf("%s can be opened with the passphrase from before", name)
		}
	}
	if keys, _ := filepath.Glob(filepath.Join(stick, "*", secretKeys)); len(keys) != 2 {
		t.Errorf("keys: %v", keys)
	}
}

func TestStore_Damaged(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s, f := newStore(t)
		f.text = strings.Repeat("Anna Nowak ", 20_000)
		if locked {
			if err := s.SetPassphrase(t.Context(), "", "koń i krowa"); err != nil {
				t.Fatal(err)
			}
		}
		b := mustMake(t, s, at)
		whole, err := os.ReadFile(b.Path)
		if err != nil {
			t.Fatal(err)
		}
		flipped := slices.Clone(whole)
		flipped[len(flipped)/2] ^= 4
		for name, raw := range map[string][]byte{"cut off": whole[:len(whole)-7], "flipped": flipped, "empty": {}} {
			for _, sums := range []bool{true, false} {
				if !sums && !locked {
					continue // then the database has to say it
				}
				if !sums {
					_ = os.Remove(filepath.Join(s.dir, sumsFile))
				}
				if err := os.WriteFile(b.Path, raw, 0o600); err != nil {
					t.Fatal(err)
				}
				_, err := s.Open(t.Context(), b.Name, "koń i krowa")
				if !errors.Is(err, event.Fail(event.CodeCopyDamaged)) {
					t.Errorf("%s, locked %v, sums %v: %v", name, locked, sums, err)
				}
			}
		}
	}
}

func TestStore_KeyMissing(t *testing.T) {
	s, _ := newStore(t)
	if err := s.SetPassphrase(t.Context(), "", "koń i krowa"); err != nil {
		t.Fatal(err)
	}
	b := mustMake(t, s, at)
	if err := os.Remove(filepath.Join(s.dir, secretFile)); err != nil {
		t.Fatal(err)
	}
	_, err := s.Open(t.Context(), b.Name, "koń i krowa")
	wantCode(t, err, event.CodeCopyKeyMissing)
	_, _, err = s.Make(t.Context(), event.CopyInterval, at) // one that nobody could ever read
	wantCode(t, err, event.CodeCopyKeyMissing)
	if err := os.WriteFile(filepath.Join(s.dir, secretFile), []byte("any"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, publicFile), []byte("age1nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, err = s.Make(t.Context(), event.CopyInterval, at) // and not one that anybody reads
	wantCode(t, err, event.CodeCopyKeyMissing)
}

// Others' files stay whatever they are called, and what a crash left goes.
func TestStore_ForeignFiles(t *testing.T) {
	s, _ := newStore(t)
	b := mustMake(t, s, at)
	foreign := []string{"notes.txt", "20120906T081500Z-start.zlot.txt", "20120906T081500Z-other.zlot", "rally.zlot", "20121306T081500Z-start.zlot"}
	for _, name := range foreign {
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ended := exec.Command(os.Args[0], "-test.run=^$")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(s.dir, fmt.Sprintf(".zlot-%d-1.tmp", ended.Process.Pid))
	if err := os.WriteFile(left, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if all, err := s.List(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("listed %v, %v", all, err)
	}
	if err := s.Remove(t.Context(), append(foreign, "../rally.db", b.Name)); err != nil {
		t.Fatal(err)
	}
	mustMake(t, s, at)
	for _, name := range foreign {
		if !exists(filepath.Join(s.dir, name)) {
			t.Errorf("%s is gone", name)
		}
	}
	if exists(left) {
		t.Error("what a crash left is still there")
	}
}

// A copy that is open stays as long as it is, whoever makes another one meanwhile.
func TestStore_OpenCopyStays(t *testing.T) {
	s, _ := newStore(t)
	if err := s.SetPassphrase(t.Context(), "", "krowa i koza"); err != nil {
		t.Fatal(err)
	}
	o, err := s.Open(t.Context(), mustMake(t, s, at).Name, "krowa i koza")
	if err != nil {
		t.Fatal(err)
	}
	other := New(s.Options) // as a restore does, and another program
	mustMake(t, other, at.Add(time.Minute))
	if !exists(o.Path()) {
		t.Error("the open copy is gone")
	}
	if err := o.Close(); err != nil || exists(o.Path()) {
		t.Errorf("closed, what was decrypted is there, %v", err)
	}
}

// A damaged file that a restore put aside holds people as a copy does, and goes with the copies.
func TestStore_HoldsWhatWasPutAside(t *testing.T) {
	s, _ := newStore(t)
	aside := s.File + ".20120906-101500.old"
	for path, text := range map[string]string{aside: "p-anna", aside + "-wal": "x", s.File + ".20120906-101501-2.old": "nobody", s.File + ".mine.old": "p-anna"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	held, err := s.Holding(t.Context(), "p-anna", time.Now(), time.Now())
	if err != nil || len(held) != 1 || held[0].Path != aside {
		t.Fatalf("held by %v, %v", held, err)
	}
	if err := s.Remove(t.Context(), []string{held[0].Name}); err != nil {
		t.Fatal(err)
	}
	if exists(aside) || exists(aside+"-wal") || !exists(s.File+".mine.old") {
		t.Error("not the one that was named is gone")
	}
}

func TestStore_Holding(t *testing.T) {
	s, f := newStore(t)
	before := mustMake(t, s, at)
	f.text = "nobody"
	mustMake(t, s, at.Add(time.Minute))
	if err := s.SetPassphrase(t.Context(), "", rand.Text()); err != nil {
		t.Fatal(err)
	}
	locked := mustMake(t, s, at.Add(2*time.Minute))
	f.text = "p-anna once more"
	mustMake(t, s, at.Add(3*time.Minute))
	held, err := s.Holding(t.Context(), "p-anna", at.Add(150*time.Second), at.Add(time.Hour))
	if err != nil || len(held) != 2 || held[0].Name != locked.Name || held[1].Name != before.Name {
		t.Errorf("held by %v, %v", held, err)
	}
	if err := s.Remove(t.Context(), []string{before.Name}); err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(filepath.Join(s.dir, sumsFile)); err != nil || bytes.Contains(raw, []byte(before.Name)) {
		t.Errorf("the sums still name it, %v", err)
	}
}

// The clock was set back before an erasure: a copy from before bears a later time, and one from after knows.
func TestStore_Holding_ClockSetBack(t *testing.T) {
	s, f := newStore(t)
	before := mustMake(t, s, at.Add(2*time.Hour))
	f.text = "p-anna was erased"
	mustMake(t, s, at.Add(time.Minute))
	f.text = "old tables with p-anna" // that nobody reads as they are
	unread := mustMake(t, s, at.Add(time.Hour))
	held, err := s.Holding(t.Context(), "p-anna", at, at.Add(3*time.Hour))
	if err != nil || len(held) != 2 || held[0].Name != before.Name || held[1].Name != unread.Name {
		t.Errorf("held by %v, %v", held, err)
	}
	if err := s.SetPassphrase(t.Context(), "", rand.Text()); err != nil {
		t.Fatal(err)
	}
	locked := mustMake(t, s, at.Add(4*time.Hour))
	for now, want := range map[time.Duration]bool{3 * time.Hour: true, 5 * time.Hour: false} { // from the future, or after
		held, err := s.Holding(t.Context(), "p-anna", at, at.Add(now))
		if got := slices.ContainsFunc(held, func(b event.Backup) bool { return b.Name == locked.Name }); err != nil || got != want {
			t.Errorf("%v later: the encrypted one is held %v, %v", now, got, err)
		}
	}
}

// A copy of an older program is brought up to date in a copy of its own.
func TestStore_OpenOld(t *testing.T) {
	s, f := newStore(t)
	f.text = "old tables"
	b := mustMake(t, s, at)
	o, err := s.Open(t.Context(), b.Path, "")
	if err != nil {
		t.Fatal(err)
	}
	if o.Path() == b.Path {
		t.Error("the copy itself would be changed")
	}
	if err := o.Close(); err != nil || exists(filepath.Dir(o.Path())) {
		t.Errorf("left over, %v", err)
	}
}

func TestStore_NoFolder(t *testing.T) {
	s, _ := newStore(t)
	if err := os.WriteFile(s.dir, []byte("a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Make(t.Context(), event.CopyStart, at); err == nil || s.Places().Failed == nil {
		t.Errorf("made in a file: %v, remembered %v", err, s.Places().Failed)
	}
	if err := os.Remove(s.dir); err != nil {
		t.Fatal(err)
	}
	mustMake(t, s, at)
	if s.Places().Failed != nil {
		t.Error("it is still said to fail")
	}
}
