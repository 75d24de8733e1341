package ui

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	keep "zlot/event/copies"
	"zlot/event/i18n"
	"zlot/storage"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
	"zlot/ui/prefs"
)

// changing is a file that holds something else whenever n does.
type changing struct{ n int }

func (c *changing) Mark(context.Context) (string, error) { return fmt.Sprint(c.n), nil }
func (c *changing) WriteCopy(_ context.Context, w io.Writer) error {
	_, err := fmt.Fprint(w, c.n)
	return err
}

// plainDisk writes copies as the program does; none is read here.
type plainDisk struct{ keep.Disk }

func (plainDisk) Write(path string, write func(io.Writer) error) error {
	return storage.WriteFile(path, write)
}

// A copy is made at the start and then whenever something has changed; a stick that is pulled out and put back in the
// middle is no reason to stop, nor to say anything.
func TestCopies_WhileWorking(t *testing.T) {
	stick, file := filepath.Join(t.TempDir(), "stick"), &changing{}
	store := keep.New(keep.Options{File: filepath.Join(t.TempDir(), "rally.db"), Source: file, Disk: plainDisk{}})
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	s := openStage(t, kittest.Start(t), 1366, 768, Start{Page: PageHome}, func(s *stage) error {
		s.svc.Copies = store
		prefs.New(fyne.CurrentApp().Preferences(), prefs.Override{}).SetCopySecond(stick)
		_, err := s.makeSample(t.Context(), i18n.New(i18n.Polish), "rally-2012")
		return err
	})
	tick := func(changed bool) {
		if changed {
			file.n++
		}
		s.clock.Advance(s.prefs.CopyInterval())
	}
	want := func(when string, first, second int) {
		t.Helper()
		here, _ := filepath.Glob(filepath.Join(store.Places().First, "*.zlot"))
		there, _ := filepath.Glob(filepath.Join(stick, "*", "*.zlot"))
		if len(here) != first || len(there) != second {
			t.Errorf("%s: %d copies here and %d on the stick, want %d and %d", when, len(here), len(there), first, second)
		}
	}
	want("at the start", 1, 1)
	tick(false)
	want("nothing changed", 1, 1)
	tick(true)
	want("something changed", 2, 2)
	if err := os.RemoveAll(stick); err != nil {
		t.Fatal(err)
	}
	tick(true)
	want("the stick is out", 3, 0)
	if p := store.Places(); p.SecondThere || p.SecondFailed == nil || p.Failed != nil || kit.DialogOpen(s.window) {
		t.Errorf("pulled out: %+v", p)
	}
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	tick(false)
	want("the stick is back", 3, 0)
	tick(true)
	want("something changed with it", 4, 1)
	if p := store.Places(); !p.SecondThere || p.SecondFailed != nil {
		t.Errorf("put back: %+v", p)
	}
	s.shell.Close()
	tick(true)
	want("after the end", 4, 1)
}
