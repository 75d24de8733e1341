package kit_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// fileStage is a window over a folder with some files, in which dialogs open.
type fileStage struct {
	window fyne.Window
	clock  *kittest.Clock
	folder string
	got    []string
}

func newFileStage(t *testing.T) *fileStage {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	s := &fileStage{clock: kittest.Start(t), folder: filepath.Join(home, "Documents")}
	for _, d := range []string{"listy", "Wydruki", ".ukryte"} {
		if err := os.MkdirAll(filepath.Join(s.folder, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{"zgłoszenia.csv", "Ankieta.xlsx", "notatki.txt", "łąka.csv", "listy/pierwsza.csv"} {
		if err := os.WriteFile(filepath.Join(s.folder, f), []byte(f), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.window = kittest.Window(t, kit.NewEntry(""), 1000, 700)
	return s
}

func (s *fileStage) chosen(path string) { s.got = append(s.got, path) }

func (s *fileStage) openFile()               { kit.FileOpen(s.window, []string{".csv", ".xlsx"}, s.chosen) }
func (s *fileStage) press(k ...fyne.KeyName) { kittest.Press(s.window.Canvas(), k...) }
func (s *fileStage) typeText(text string)    { kittest.TypeFocused(s.window.Canvas(), text) }

// wants checks what was chosen since the last time.
func (s *fileStage) wants(t *testing.T, want ...string) {
	t.Helper()
	for i := range want {
		want[i] = filepath.Join(s.folder, want[i])
	}
	if !slices.Equal(s.got, want) || (len(want) > 0) == kit.DialogOpen(s.window) {
		t.Fatalf("chose %q, not %q; a dialog is open: %v", s.got, want, kit.DialogOpen(s.window))
	}
	s.got = nil
}

func TestFileOpen_keys(t *testing.T) {
	s := newFileStage(t)
	s.openFile()
	s.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // behind the folders: listy, Wydruki
	s.wants(t, "Ankieta.xlsx")
	s.openFile()
	s.press(fyne.KeyReturn, fyne.KeyReturn) // into listy
	s.wants(t, "listy/pierwsza.csv")
	s.openFile() // where the last one was
	s.press(fyne.KeyReturn)
	s.wants(t, "listy/pierwsza.csv")
	s.openFile()
	s.press(fyne.KeyBackspace, fyne.KeyReturn, fyne.KeyReturn) // up, on the folder it came from
	s.wants(t, "listy/pierwsza.csv")
	s.openFile()
	s.press(fyne.KeyEscape)
	if kit.DialogOpen(s.window) || len(s.got) > 0 {
		t.Errorf("Escape left it open, or chose %q", s.got)
	}
}

func TestFileOpen_typingJumps(t *testing.T) {
	s := newFileStage(t)
	s.openFile()
	s.typeText("la\n") // as łąka.csv without its tails
	s.wants(t, "łąka.csv")
	s.openFile()
	s.typeText("l")
	s.clock.Advance(kit.ToastTime) // later letters begin anew
	s.typeText("ank\n")
	s.wants(t, "Ankieta.xlsx")
}

func TestFileOpen_typedPath(t *testing.T) {
	s := newFileStage(t)
	s.openFile()
	s.typeText(filepath.Join(s.folder, "notatki.txt") + "\n") // the filter hides it
	s.wants(t, "notatki.txt")
	s.openFile()
	s.typeText("~/Documents/nie ma.csv\n")
	s.wants(t)
	s.press(fyne.KeyEscape)
	s.openFile()
	s.typeText("~/Documents/listy\n") // a folder is shown
	s.wants(t)
	s.press(fyne.KeyReturn)
	s.wants(t, "listy/pierwsza.csv")
}

func TestFileSave(t *testing.T) {
	s := newFileStage(t)
	save := func() { kit.FileSave(s.window, "wynik.pdf", s.chosen) }
	save()
	s.press(fyne.KeyReturn)
	s.wants(t, "wynik.pdf")
	if _, err := os.Stat(filepath.Join(s.folder, "wynik.pdf")); err == nil {
		t.Error("the dialog made the file")
	}
	// What is there is replaced by the second Enter only, and only that file.
	save()
	s.typeText("notatki.txt\n")
	s.wants(t)
	s.typeText("x\n")
	s.wants(t, "notatki.txtx")
	save()
	s.typeText("notatki.txt\n\n")
	s.wants(t, "notatki.txt")
	save()
	s.typeText("nie ma/wynik.pdf\n")
	s.wants(t)
}

func TestFolderOpen(t *testing.T) {
	s := newFileStage(t)
	kit.FolderOpen(s.window, s.chosen)
	s.press(fyne.KeyReturn) // into listy
	s.wants(t)
	s.typeText("~/Documents/nie ma/nowy\n")
	s.wants(t)
	s.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	s.typeText("~/Documents/nowy\n")
	s.wants(t, "nowy")
	if info, err := os.Stat(filepath.Join(s.folder, "nowy")); err != nil || !info.IsDir() {
		t.Errorf("the new folder is not there: %v", err)
	}
}

// The dialog has its place in the queue, and gives the focus back.
func TestFileDialog_queue(t *testing.T) {
	s := newFileStage(t)
	c := s.window.Canvas()
	kit.Message(s.window, "Najpierw", "To.")
	kit.FileSave(s.window, "wynik.pdf", func(path string) {
		s.chosen(path)
		kit.Message(s.window, "Potem", "Zapisano.")
	})
	kit.Message(s.window, "Na końcu", "To.")
	s.press(fyne.KeyReturn, fyne.KeyReturn)
	if len(s.got) != 1 || len(c.Overlays().List()) != 1 {
		t.Fatalf("chose %q, %d dialogs", s.got, len(c.Overlays().List()))
	}
	s.press(fyne.KeyReturn, fyne.KeyReturn)
	if kit.DialogOpen(s.window) {
		t.Error("a dialog is left")
	}
}

func TestGallery_FileDialogs(t *testing.T) {
	eachVariant(t, func(t *testing.T, variant string) {
		s := newFileStage(t)
		kittest.StartWith(t, map[string]kit.Variant{"light": kit.VariantLight, "dark": kit.VariantDark}[variant], "pl")
		s.window = kittest.Window(t, galleryList(), 1100, 700)
		s.openFile()
		kittest.Screenshot(t, s.window.Canvas(), "file-open-"+variant)
		s.press(fyne.KeyEscape)
		kit.FileSave(s.window, "Ankieta.xlsx", s.chosen)
		s.press(fyne.KeyReturn)
		kittest.Screenshot(t, s.window.Canvas(), "file-save-"+variant)
		s.press(fyne.KeyEscape)
		if kit.DialogOpen(s.window) {
			t.Error("Escape left a dialog open")
		}
	})
}

// What else there is to choose about a file stands in its dialog.
func TestFileSave_Choices(t *testing.T) {
	s := newFileStage(t)
	version := kit.NewSelect([]kit.Option[int]{{Value: 2, Text: "wersja 2"}, {Value: 0, Text: "robocza"}}, nil)
	kit.FileSave(s.window, "program.pdf", s.chosen, version)
	if shown := kittest.Words(s.window.Canvas().Overlays().Top()); !strings.Contains(shown, "wersja 2") {
		t.Errorf("the dialog shows %q", shown)
	}
	s.press(fyne.KeyReturn)
	s.wants(t, "program.pdf")
}
