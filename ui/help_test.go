package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"

	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// helpWords are the words of the help, "" while it is closed.
func (s *stage) helpWords() string {
	if objects := s.shell.helping.beside.Objects; len(objects) > 1 {
		return kittest.Words(objects[1])
	}
	return ""
}

// keyWords are the keys that the help lists for the page shown, a line for each.
func (s *stage) keyWords() string {
	var lines []string
	for _, k := range s.shell.helpKeys() {
		lines = append(lines, k.Name+" – "+k.Does)
	}
	return strings.Join(lines, "\n")
}

// A dialog stays as it is while the help of its page is read beside it.
func TestHelp_BesideADialog(t *testing.T) {
	s := newStage(t, true, Start{Page: PageBadges})
	c := s.window.Canvas()
	entry := kit.NewEntry("")
	d := kit.FormDialog(s.window, "Pytanie", entry, "Dobrze", func(*kit.Dialog) bool { return true })
	kittest.Type(c, entry, "tak")
	kittest.Press(c, fyne.KeyF1)
	kittest.Relayout(c)
	words := kittest.Words(c.Overlays().Top())
	if !strings.Contains(words, "Klawisze na tym ekranie") || !strings.Contains(words, "Pytanie") {
		t.Fatalf("F1 in a dialog: %q", words)
	}
	kittest.Screenshot(t, c, "help-beside-dialog")
	kittest.Press(c, fyne.KeyEscape)
	if strings.Contains(kittest.Words(c.Overlays().Top()), "Klawisze na tym ekranie") || !d.Open() {
		t.Fatal("Escape does not close the help alone")
	}
	if c.Focused() != fyne.Focusable(entry) || entry.Text != "tak" {
		t.Errorf("the keyboard is at %T, typed %q", c.Focused(), entry.Text)
	}
	kittest.Press(c, fyne.KeyF1, fyne.KeyF1, fyne.KeyEscape)
	if d.Open() {
		t.Error("F1 does not close the help, or Escape not the dialog")
	}
}

// Enter in the help reads on in it, and answers nothing beside it.
func TestHelp_BesideAQuestion(t *testing.T) {
	s := newStage(t, true, Start{Page: PageBadges})
	c := s.window.Canvas()
	yes := 0
	d := kit.Confirm(s.window, "Pytanie", "Tak?", "Dobrze", func() { yes++ })
	kittest.Press(c, fyne.KeyF1)
	kittest.Relayout(c)
	before := kittest.Words(c.Overlays().Top())
	for range 20 { // a picture leads nowhere beside a dialog
		c.FocusNext()
		if a, ok := c.Focused().(fyne.Accessible); ok && a.AccessibilityRole() == fyne.AccessibleRoleLink {
			if kittest.Press(c, fyne.KeyReturn); kittest.Words(c.Overlays().Top()) != before {
				break
			}
		}
	}
	if kittest.Words(c.Overlays().Top()) == before || c.Focused() == nil {
		t.Fatalf("the link leads nowhere, or the keyboard is lost: %T", c.Focused())
	}
	kittest.Press(c, fyne.KeyReturn)
	c.Unfocus() // a click beside what can be used
	kittest.Press(c, fyne.KeyReturn)
	if yes != 0 || !d.Open() {
		t.Fatal("Enter in the help answered the question")
	}
	kittest.Press(c, fyne.KeyEscape)
	if !d.Open() || strings.Contains(kittest.Words(c.Overlays().Top()), s.shell.words.T("help.contents")) {
		t.Fatal("Escape does not close the help first")
	}
	kittest.Press(c, fyne.KeyReturn)
	if yes != 1 || d.Open() {
		t.Error("the question is not answered any more")
	}
}

// A laptop that becomes a kiosk has no help beside its dialogs either, and has it again afterwards.
func TestHelp_NotBesideADialogOfAKiosk(t *testing.T) {
	s := newStage(t, true, Start{Page: PageCheckin})
	c := s.window.Canvas()
	helps := func() bool {
		d := kit.Message(s.window, "Pytanie", "Tak?")
		defer d.Close()
		kittest.Press(c, fyne.KeyF1)
		return strings.Contains(kittest.Words(c.Overlays().Top()), s.shell.words.T("help.contents"))
	}
	for _, kiosk := range []bool{false, true, false} {
		s.shell.kiosk = kiosk
		if helps() == kiosk {
			t.Errorf("kiosk %v: help %v", kiosk, !kiosk)
		}
	}
}

func TestHelp_OfThePageShown(t *testing.T) {
	s := newStage(t, true, Start{Page: PageCheckin})
	c := s.window.Canvas()
	focused := c.Focused()
	kittest.Press(c, fyne.KeyF1)
	if words := s.helpWords(); !strings.Contains(words, "Klawisze na tym ekranie") || !strings.Contains(words, "F2") {
		t.Errorf("the help of the desk says\n%s", words)
	}
	if c.Focused() != focused {
		t.Errorf("the focus went from the desk's input to %T", c.Focused())
	}
	kittest.Screenshot(t, c, "help-desk")
	desk := s.shell.helping.drawer.Topic()
	s.shell.Go(PageBadges, "")
	if s.shell.helping.drawer.Topic() == desk {
		t.Error("the help did not follow to another page")
	}
	kittest.Press(c, fyne.KeyF1)
	if s.helpWords() != "" {
		t.Error("F1 did not close it")
	}
	s.shell.Go(PageHome, "")
	kittest.Press(c, fyne.KeyF1)
	kittest.Press(c, fyne.KeyEscape)
	if s.helpWords() != "" || s.shell.name != PageHome {
		t.Error("Escape did not close it")
	}
}

// A badge that is scanned while the field of the help has the focus goes to the desk, known or not.
func TestHelp_ScansGoToTheDesk(t *testing.T) {
	for _, page := range []string{PageHome, PageCheckin} {
		s := newStage(t, true, Start{Page: page})
		c := s.window.Canvas()
		s.shell.toggleHelp()
		s.shell.helping.drawer.Focus()
		input, ok := c.Focused().(*kit.SearchEntry)
		if !ok {
			t.Fatalf("the focus is at %T", c.Focused())
		}
		kittest.TypeFocused(c, "druk"+s.entries()[0].Badge+"\n")
		s.clock.Settle()
		if rows := s.scans(); len(rows) != 1 || s.shell.name != PageCheckin || input.Text != "druk" {
			t.Errorf("%s: %d scans, page %q, the field has %q", page, len(rows), s.shell.name, input.Text)
		}
		input.SetText("")
		c.Focus(input)
		kittest.TypeFocused(c, damaged(s.entries()[0].Badge)+"\n")
		s.clock.Settle()
		if rows := s.scans(); len(rows) != 2 || input.Text != "" || s.helpWords() == "" {
			t.Errorf("%s: %d scans with one that nobody has, the field has %q", page, len(rows), input.Text)
		}
		s.window.Close()
	}
}

// A part of a page may have a help of its own.
func TestHelp_OfAPartOfAPage(t *testing.T) {
	s := newStage(t, true, Start{Page: PageRegistrations})
	path := filepath.Join(t.TempDir(), "lista.csv")
	if err := os.WriteFile(path, []byte("Imię,Nazwisko\nEwa,Żwirek\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.shell.Dropped([]fyne.URI{fynestorage.NewFileURI(path)})
	s.clock.Settle()
	kittest.Press(s.window.Canvas(), fyne.KeyF1)
	if got := s.shell.helping.drawer.Topic(); got != "import" {
		t.Errorf("the plan of an import has the help %q", got)
	}
}

// damaged is a code with another last digit.
func damaged(code string) string {
	last := len(code) - 1
	return code[:last] + string('0'+(code[last]-'0'+1)%10)
}

func TestHelp_BesideAndOverThePage(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	s.shell.toggleHelp()
	for _, c := range []struct {
		page   string
		width  float32
		beside bool
	}{
		{PageHome, 1366, true}, {PageRegistrations, 1366, true}, {PageCertificates, 1366, true}, {PageCheckin, 1366, true},
		{PageBadges, 1366, true}, {PageAgenda, 1366, true}, {PageSettings, 1366, true}, {PageCertificates, 1024, false},
	} {
		s.shell.Go(c.page, "")
		s.window.Resize(fyne.NewSize(c.width, 768))
		s.clock.Settle()
		kittest.Relayout(s.window.Canvas())
		page, drawer := s.shell.helping.beside.Objects[0], s.shell.helping.beside.Objects[1]
		right := page.Position().X + page.Size().Width
		if beside := right <= drawer.Position().X; beside != c.beside || beside && page.Size().Width < s.shell.body.MinSize().Width {
			t.Errorf("%s at %v: the page ends at %v, the help begins at %v", c.page, c.width, right, drawer.Position().X)
		}
	}
}

func TestHelp_StaysInAnotherLanguageAndLeavesTheKiosk(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	s.shell.toggleHelp()
	s.shell.setLanguage(i18n.English)
	s.clock.Settle()
	if words := s.helpWords(); !strings.Contains(words, "Keys on this screen") {
		t.Errorf("the help says\n%s", words)
	}
	s.shell.Go(PageCheckin, "")
	s.shell.setAlone(true, true)
	kittest.Press(s.window.Canvas(), fyne.KeyF1)
	if words := s.helpWords(); words != "" {
		t.Errorf("the kiosk has the help\n%s", words)
	}
}

// The help names the keys of the timetable too, while it is shown.
func TestHelp_KeysOfTheTimetable(t *testing.T) {
	s := newStage(t, true, Start{Page: PageAgenda})
	if text := s.keyWords(); !strings.Contains(text, "Ctrl+strzałki") || !strings.Contains(text, "Shift+↑") ||
		!strings.Contains(text, "Alt+1 … Alt+4") || !strings.Contains(text, "Esc – ") || strings.Contains(text, "\n – ") {
		t.Errorf("the keys are\n%s", text)
	}
	kittest.Press(s.window.Canvas(), fyne.KeyF1)
	if words := s.helpWords(); !strings.Contains(words, "Ctrl+strzałki") {
		t.Errorf("the help says\n%s", words)
	}
	kittest.Screenshot(t, s.window.Canvas(), "help-agenda")
	s.shell.Go(PageHome, "")
	if text := s.keyWords(); strings.Contains(text, "Ctrl+strzałki") {
		t.Errorf("on another page the keys are\n%s", text)
	}
}

// The help names every key of the page shown.
func TestHelp_KeysOfThePage(t *testing.T) {
	s := newStage(t, true, Start{Page: PageCheckin})
	for _, want := range []string{"F2 – ", "F4 – ", "F6 – ", "F8 – ", "F9 – ", "Ctrl+K – "} {
		if own := s.keyWords(); !strings.Contains(own, want) {
			t.Errorf("%q misses %q", own, want)
		}
	}
	s.shell.Go(PageRegistrations, "")
	if own := s.keyWords(); len(s.shell.commands()) < 3 || !strings.Contains(own, s.shell.commands()[0].Label) {
		t.Errorf("the list has the keys\n%s", own)
	}
}
