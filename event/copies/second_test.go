package copies

import (
	"errors"
	"os"
	"path/filepath"
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

// Two laptops with files of one name share a stick: neither thins out, reports or removes the other's copies, and each
// can restore them.
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
	if held, err := two.Holding(t.Context(), "p-anna", newest.At); err != nil || len(held) != 4 {
		t.Errorf("held by %v, %v", held, err)
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

// Two laptops used one folder on the stick: each goes on in its own, takes only its own copies out of the first, and
// what nobody can tell is reported where it holds somebody.
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
	if held, err := two.Holding(t.Context(), "p-anna", later.At); err != nil || len(held) != 3 {
		t.Errorf("held by %v, %v", held, err)
	}
	if err := two.Remove(t.Context(), []string{theirs.Name}); err != nil {
		t.Fatal(err)
	}
	if !exists(filepath.Join(dir, mine.Name)) || exists(filepath.Join(two.secondDir(), theirs.Name)) {
		t.Error("not the one that was meant is gone")
	}
	if err := two.Remove(t.Context(), []string{later.Name}); err != nil || exists(filepath.Join(dir, later.Name)) {
		t.Errorf("what somebody named is there, %v", err)
	}
}
