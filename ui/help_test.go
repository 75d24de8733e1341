package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/ui/kit/kittest"
)

// F1 names the keys of the timetable too, while it is shown, and all of it fits into the window.
func TestShell_KeysOfTheTimetable(t *testing.T) {
	s := newStage(t, true, Start{Page: PageAgenda})
	c := s.window.Canvas()
	kittest.Press(c, fyne.KeyF1)
	shown := c.Overlays().Top()
	if text := kittest.Words(shown); !strings.Contains(text, "Ctrl+strzałki") || !strings.Contains(text, "Shift+↑") ||
		!strings.Contains(text, "Alt+1 … Alt+4") || !strings.Contains(text, "Esc – ") || strings.Contains(text, "\n – ") {
		t.Errorf("F1 says\n%s", text)
	}
	if size := shown.MinSize(); size.Height > c.Size().Height {
		t.Errorf("the keys need %v of %v", size, c.Size())
	}
	kittest.Screenshot(t, c, "keys-agenda")
	kittest.Press(c, fyne.KeyEscape)
	s.shell.Go(PageHome, "")
	if text := strings.Join(s.shell.keyLines(), "\n"); strings.Contains(text, "Ctrl+strzałki") {
		t.Errorf("on another page F1 says\n%s", text)
	}
}
