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

// put writes another file into the folder.
func (s *fileStage) put(t *testing.T, name string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.folder, name), []byte(name), 0o600); err != nil {
		t.Fatal(err)
	}
}

// rowsOf is the list of a dialog.
type rowsOf interface {
	fyne.CanvasObject
	Len() int
	Focus()
	Focusable() fyne.Focusable
}

func (s *fileStage) list(t *testing.T) rowsOf {
	t.Helper()
	list, ok := kittest.Find(s.window.Canvas().Overlays().Top(), func(rowsOf) bool { return true })
	if !ok {
		t.Fatal("no list")
	}
	return list
}

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

// A document is not written where a copy went the last time.
func TestFileDialog_startsWhereItsKindWas(t *testing.T) {
	s := newFileStage(t)
	kit.FileSave(s.window, "kopia.zlot", s.chosen)
	s.typeText("listy/kopia")
	s.press(fyne.KeyReturn)
	s.wants(t, "listy/kopia.zlot")
	kit.FileSave(s.window, "pomoc.pdf", s.chosen)
	s.press(fyne.KeyReturn)
	s.wants(t, "pomoc.pdf")
	kit.FileSave(s.window, "nowa.zlot", s.chosen)
	s.press(fyne.KeyReturn)
	s.wants(t, "listy/nowa.zlot")
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
	s.put(t, "stary.pdf")
	save()
	s.typeText("stary\n")
	s.wants(t)
	s.typeText("x\n")
	s.wants(t, "staryx.pdf") // the cursor stayed before the extension
	save()
	s.typeText("stary.pdf\n\n")
	s.wants(t, "stary.pdf")
	save()
	s.typeText("nie ma/wynik.pdf\n")
	s.wants(t)
}

// The file gets its extension whatever is typed, and is never written over one
// of another type.
func TestFileSave_extension(t *testing.T) {
	s := newFileStage(t)
	for typed, want := range map[string]string{
		"cichon": "cichon.pdf", "cichon.PDF": "cichon.PDF", "cichon.": "cichon.pdf", `"cichon"`: "cichon.pdf",
		"notatki.txt": "notatki.txt.pdf", "Zlot 14.03": "Zlot 14.03.pdf", "../Documents/cichon": "cichon.pdf",
	} {
		kit.FileSave(s.window, "wynik.pdf", s.chosen)
		s.typeText(typed + "\n")
		s.wants(t, want)
	}
	kit.FileSave(s.window, "wynik.pdf", s.chosen)
	s.typeText(".pdf\n")
	s.wants(t)
}

// Only what may be replaced is listed; another name takes the question back.
func TestFileSave_list(t *testing.T) {
	s := newFileStage(t)
	s.put(t, "stary.pdf")
	s.put(t, "dawny.pdf")
	kit.FileSave(s.window, "stary.pdf", s.chosen)
	top := s.window.Canvas().Overlays().Top()
	list := s.list(t)
	list.Focus()
	s.press(fyne.KeyEnd, fyne.KeyReturn) // behind the folders: dawny, stary
	if shown := kittest.Words(top); list.Len() != 4 || !strings.Contains(shown, "Zastąp") || !strings.Contains(shown, "Taki plik już tu jest") {
		t.Errorf("%d are listed; it says %q", list.Len(), shown)
	}
	list.Focus()
	s.press(fyne.KeyUp)
	if shown := kittest.Words(top); strings.Contains(shown, "Zastąp") || strings.Contains(shown, "Taki plik już tu jest") {
		t.Errorf("of another file it says %q", shown)
	}
	s.wants(t)
}

// What can be written as several types shows those of one, and the name goes
// with the choice.
func TestFileSaveAs(t *testing.T) {
	s := newFileStage(t)
	kit.FileSaveAs(s.window, "lista.xlsx", []string{".csv", ".xlsx"}, s.chosen)
	if n := s.list(t).Len(); n != 3 {
		t.Errorf("%d of the folders and workbooks", n)
	}
	choice, ok := kittest.Find(s.window.Canvas().Overlays().Top(), func(*kit.Select[string]) bool { return true })
	if !ok {
		t.Fatal("no choice of the type")
	}
	choice.Choose(".csv")
	if n := s.list(t).Len(); n != 4 {
		t.Errorf("%d of the folders and tables", n)
	}
	s.press(fyne.KeyReturn)
	s.wants(t, "lista.csv")
	kit.FileSaveAs(s.window, "lista.xlsx", []string{".csv", ".xlsx"}, s.chosen)
	s.typeText("nowa.csv\n") // which may be typed too
	s.wants(t, "nowa.csv")
}

// Enter in the folder goes there, and on to the name.
func TestFileSave_folder(t *testing.T) {
	s := newFileStage(t)
	kit.FileSave(s.window, "wynik.pdf", s.chosen)
	path, _ := kittest.Find(s.window.Canvas().Overlays().Top(), func(e *kit.Entry) bool { return strings.Contains(e.Text, "Documents") })
	s.window.Canvas().Focus(path)
	s.typeText(filepath.Join(s.folder, "listy") + "\n")
	s.wants(t)
	if n := s.list(t).Len(); n != 0 {
		t.Errorf("%d are listed of a folder without any", n)
	}
	s.press(fyne.KeyReturn) // the name has the focus
	s.wants(t, "listy/wynik.pdf")
}

// One file is opened: nothing marks several rows.
func TestFileOpen_one(t *testing.T) {
	s := newFileStage(t)
	s.openFile()
	list := s.list(t)
	list.Focusable().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	kittest.PressShift(s.window.Canvas(), fyne.KeyDown)
	s.press(fyne.KeySpace, fyne.KeyDown)
	b := &board{}
	list.Focusable().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{Clipboard: b})
	if strings.Count(b.text, "\n") != 1 || !strings.Contains(b.text, "Ankieta.xlsx") {
		t.Errorf("marked are %q", b.text)
	}
	s.press(fyne.KeyReturn)
	s.wants(t, "Ankieta.xlsx")
}

func TestFolderOpen(t *testing.T) {
	s := newFileStage(t)
	kit.FolderOpen(s.window, s.chosen)
	s.list(t).Focus()
	s.press(fyne.KeyReturn) // into listy
	s.wants(t)
	s.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	s.typeText("~/Documents/nie ma/nowy\n")
	s.wants(t)
	s.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	s.typeText("~/Documents/nowy\n")
	s.wants(t, "nowy")
	if info, err := os.Stat(filepath.Join(s.folder, "nowy")); err != nil || !info.IsDir() {
		t.Errorf("the new folder is not there: %v", err)
	}
}

// The folder that is marked is the one that is taken.
func TestFolderOpen_Marked(t *testing.T) {
	s := newFileStage(t)
	kit.FolderOpen(s.window, s.chosen)
	s.list(t).Focus()
	button, ok := kittest.Find(s.window.Canvas().Overlays().Top(), func(b *kit.Button) bool { return b.Primary() })
	if !ok {
		t.Fatal("no button takes a folder")
	}
	kittest.Click(s.window.Canvas(), button)
	s.wants(t, "listy")
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
