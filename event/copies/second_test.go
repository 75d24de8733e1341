package copies

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"zlot/event"
)

// laptop keeps copies of a file of the same name on a stick.
func laptop(t *testing.T, stick string) (*Store, *event.Service) {
	t.Helper()
	s, f := newStore(t)
	f.text = "p-anna of " + s.dir
	if err := s.SetSecond(stick); err != nil {
		t.Fatal(err)
	}
	clock := event.ClockFunc(func() time.Time { return at.Add(400 * 24 * time.Hour) })
	return s, event.NewService(event.Ports{Copies: s, Clock: clock})
}

func onStick(t *testing.T, s *Store) (ours, others []string) {
	t.Helper()
	all, err := s.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		switch {
		case b.Foreign:
			others = append(others, b.Path)
		case b.Second:
			ours = append(ours, b.Name)
		}
	}
	return ours, others
}

// Two laptops with files of one name share a stick: neither thins out or removes the other's copies, each reports them
// where they hold somebody, and can restore them.
func TestStore_SharedStick(t *testing.T) {
	stick := t.TempDir()
	one, _ := laptop(t, stick)
	two, svc := laptop(t, stick)
	for i := range 3 {
		mustMake(t, one, at.Add(time.Duration(i)*time.Minute))
		mustMake(t, two, at.Add(time.Duration(i)*time.Minute)) // in the same second
	}
	newest := mustMake(t, two, at.Add(399*24*time.Hour))
	ours, others := onStick(t, two)
	if len(ours) != 4 || len(others) != 3 {
		t.Fatalf("on the stick %v, and of the other %v", ours, others)
	}
	if held, err := two.Holding(t.Context(), "p-anna", newest.At, newest.At); err != nil || len(held) != 7 {
		t.Errorf("held by %v, %v", held, err)
	}
	if err := os.Remove(filepath.Join(two.dir, ours[1])); err != nil {
		t.Fatal(err)
	}
	if got := textOf(t, two, ours[1], ""); got != "p-anna of "+two.dir { // the other has one of this name
		t.Errorf("%s says %q", ours[1], got)
	}
	if err := two.Remove(t.Context(), []string{ours[2]}); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.PruneCopies(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, path := range others {
		if got := textOf(t, two, path, ""); got != "p-anna of "+one.dir {
			t.Errorf("%s says %q", path, got)
		}
	}
	if ours, others := onStick(t, one); len(ours) != 3 || len(others) == 0 {
		t.Errorf("the first laptop sees %v and %v", ours, others)
	}
}

// The first folder was copied to another laptop with the file.
func TestStore_SharedStick_CopiedFolder(t *testing.T) {
	stick, desk := t.TempDir(), filepath.Join(t.TempDir(), "desk")
	one, _ := laptop(t, stick)
	b := mustMake(t, one, at)
	two := New(one.Options)
	two.Desk = desk
	if err := errors.Join(os.WriteFile(desk, []byte("another"), 0o600), two.SetSecond(stick)); err != nil {
		t.Fatal(err)
	}
	if ours, others := onStick(t, two); len(ours) != 0 || len(others) != 1 {
		t.Errorf("on the stick %v, and of the other %v", ours, others)
	}
	if err := two.Remove(t.Context(), []string{b.Name}); err != nil || !exists(filepath.Join(stick, "rally.db.copies", b.Name)) {
		t.Errorf("the other's copy is gone, %v", err)
	}
}

// earlier makes a folder on the stick as earlier programs did: of nobody.
func earlier(t *testing.T, s *Store) string {
	t.Helper()
	dir := s.secondDir()
	if err := os.Remove(filepath.Join(dir, ownerFile)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// What an earlier program put on the stick goes on where it is, if it is surely ours.
func TestStore_StickOfEarlier(t *testing.T) {
	s, _ := laptop(t, t.TempDir())
	mustMake(t, s, at)
	dir := earlier(t, s)
	if ours, others := onStick(t, s); len(ours) != 1 || len(others) != 0 {
		t.Errorf("on the stick %v, and of others %v", ours, others)
	}
	mustMake(t, s, at.Add(time.Hour))
	if ours, _ := onStick(t, s); len(ours) != 2 || s.secondDir() != dir {
		t.Errorf("on the stick %v in %s", ours, s.secondDir())
	}
}

// Two laptops used one folder on the stick: each goes on in its own and takes only its own copies out of the first; what
// nobody can tell is reported where it holds somebody, and stays.
func TestStore_StickOfEarlier_Mixed(t *testing.T) {
	stick := t.TempDir()
	one, _ := laptop(t, stick)
	mine := mustMake(t, one, at)
	dir := earlier(t, one)
	two, _ := laptop(t, stick)
	theirs := mustMake(t, two, at) // of the same name
	if two.secondDir() == dir {
		t.Fatal("it took a folder with another's copies")
	}
	later := mustMake(t, one, at.Add(time.Minute))
	if one.secondDir() != dir {
		t.Errorf("one goes on in %s", one.secondDir())
	}
	earlier(t, one)
	if held, err := two.Holding(t.Context(), "p-anna", later.At, later.At); err != nil || len(held) != 3 {
		t.Errorf("held by %v, %v", held, err)
	}
	if err := two.Remove(t.Context(), []string{theirs.Name}); err != nil {
		t.Fatal(err)
	}
	if !exists(filepath.Join(dir, mine.Name)) || exists(filepath.Join(two.secondDir(), theirs.Name)) {
		t.Error("not the one that was meant is gone")
	}
	if err := two.Remove(t.Context(), []string{later.Name}); err != nil || !exists(filepath.Join(dir, later.Name)) {
		t.Errorf("what may be another's is gone, %v", err)
	}
	if err := one.Remove(t.Context(), []string{later.Name}); err != nil || exists(filepath.Join(dir, later.Name)) {
		t.Errorf("what is surely ours is there, %v", err)
	}
}

// A laptop that lost what says who it is finds its own copies on the stick as another's: it leaves them alone, and
// reports those that hold somebody, or may.
func TestStore_SharedStick_IdentityLost(t *testing.T) {
	for name, lose := range map[string]func(s *Store) error{
		"the desk":         func(s *Store) error { return os.WriteFile(s.Desk, []byte("set up anew"), 0o600) },
		"the desk's file":  func(s *Store) error { return os.Remove(s.Desk) },
		"the first folder": func(s *Store) error { return os.RemoveAll(s.dir) },
		"what is in id":    func(s *Store) error { return os.WriteFile(filepath.Join(s.dir, idFile), nil, 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			s, f := newStore(t)
			s.Desk = filepath.Join(t.TempDir(), "desk")
			stick := t.TempDir()
			if err := errors.Join(os.WriteFile(s.Desk, []byte("this one"), 0o600), s.SetSecond(stick)); err != nil {
				t.Fatal(err)
			}
			plain := mustMake(t, s, at)
			if err := s.SetPassphrase(t.Context(), "", "koń i krowa"); err != nil {
				t.Fatal(err)
			}
			locked := mustMake(t, s, at.Add(time.Minute))
			if err := lose(s); err != nil {
				t.Fatal(err)
			}
			f.text = "nobody"
			mustMake(t, s, at.Add(time.Hour))
			held, err := s.Holding(t.Context(), "p-anna", at.Add(30*time.Minute), at.Add(time.Hour))
			var left []string
			for _, b := range held {
				if b.Foreign {
					left = append(left, b.Path)
				}
			}
			before := filepath.Join(stick, "rally.db.copies")
			if want := []string{filepath.Join(before, locked.Name), filepath.Join(before, plain.Name)}; err != nil || !slices.Equal(left, want) {
				t.Errorf("left %v, want %v, %v", left, want, err)
			}
			if err := s.Remove(t.Context(), []string{plain.Name, locked.Name}); err != nil || exists(plain.Path) || !exists(left[0]) || !exists(left[1]) {
				t.Errorf("not only what is surely ours is gone, %v", err)
			}
		})
	}
}

// What cannot be read makes no other identity: the copy beside the file is made, that on the stick fails, nothing there
// is taken away, and who looks for somebody is told.
func TestStore_Second_IdentityUnread(t *testing.T) {
	for _, what := range []string{"id", "desk"} {
		s, _ := newStore(t)
		s.Desk = filepath.Join(t.TempDir(), "desk")
		if err := s.SetSecond(t.TempDir()); err != nil {
			t.Fatal(err)
		}
		b := mustMake(t, s, at)
		path := map[string]string{"id": filepath.Join(s.dir, idFile), "desk": s.Desk}[what]
		_ = os.Remove(path)
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		if _, second, err := s.Make(t.Context(), event.CopyInterval, at.Add(time.Hour)); err != nil || second == nil {
			t.Errorf("%s: made with %v, %v", what, second, err)
		}
		if _, err := s.Holding(t.Context(), "p-anna", at, at); err == nil {
			t.Errorf("%s: nobody is told", what)
		}
		if err := s.Remove(t.Context(), []string{b.Name}); err == nil {
			t.Errorf("%s: a copy stayed, and nobody is told", what)
		}
		if _, others := onStick(t, s); len(others) != 1 {
			t.Errorf("%s: on the stick of others %v", what, others)
		}
	}
}

// A folder whose owner cannot be read is not taken, nor one that somebody else is just making.
func TestStore_Second_NotTaken(t *testing.T) {
	for name, prepare := range map[string]func(dir string) error{
		"unread": func(dir string) error { return os.MkdirAll(filepath.Join(dir, ownerFile), 0o700) },
		"empty":  func(dir string) error { return os.Mkdir(dir, 0o700) },
	} {
		stick := t.TempDir()
		s, _ := laptop(t, stick)
		dir := s.plainSecond(stick)
		if err := prepare(dir); err != nil {
			t.Fatal(err)
		}
		b := mustMake(t, s, at)
		if exists(filepath.Join(dir, b.Name)) || !exists(filepath.Join(s.secondDir(), b.Name)) {
			t.Errorf("%s: it went to %s", name, s.secondDir())
		}
	}
}

// A copy that could not be removed is told, and so is a folder that cannot be looked into.
func TestStore_Second_Failures(t *testing.T) {
	stick := t.TempDir()
	s, _ := laptop(t, stick)
	b := mustMake(t, s, at)
	stuck := filepath.Join(s.secondDir(), b.Name)
	if err := errors.Join(os.Remove(stuck), os.MkdirAll(filepath.Join(stuck, "in"), 0o700)); err != nil {
		t.Fatal(err)
	}
	if err := s.Remove(t.Context(), []string{b.Name}); err == nil {
		t.Error("it is there, and nobody is told")
	}
	loop := filepath.Join(stick, "rally.db-0123456789abcdef.copies")
	if err := os.Symlink(loop, loop); err != nil {
		t.Skip("no links here")
	}
	held, err := s.Holding(t.Context(), "p-anna", at, at)
	if err != nil || len(held) != 1 || held[0].Path != loop || !held[0].Foreign {
		t.Errorf("held by %v, %v", held, err)
	}
}

// Whoever takes copies away is told which of them are still there.
func TestStore_ReplaceCopiesTellsWhatIsLeft(t *testing.T) {
	stick := t.TempDir()
	one, _ := laptop(t, stick)
	theirs := mustMake(t, one, at)
	two, svc := laptop(t, stick)
	mine := mustMake(t, two, at) // of the same name
	_, err := svc.ReplaceCopies(t.Context(), []string{mine.Name})
	var left *event.Error
	if !errors.As(err, &left) || left.Code != event.CodeCopyLeft || left.Args["Paths"] != filepath.Join(stick, "rally.db.copies", theirs.Name) {
		t.Errorf("told %v", err)
	}
	if exists(mine.Path) {
		t.Error("ours is there")
	}
	if _, err := svc.ReplaceCopies(t.Context(), []string{"20120906T081500Z-byhand.zlot"}); err != nil {
		t.Errorf("with nothing left: %v", err)
	}
}
