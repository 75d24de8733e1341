package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/ui/kit/kittest"
)

// boards are the open boards.
func boards() (all []fyne.Window) {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if strings.Contains(w.Title(), "tablica") {
			all = append(all, w)
		}
	}
	return all
}

func TestShell_BoardIsAWindowOfItsOwn(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	s.shell.openBoard()
	s.shell.openBoard()
	open := boards()
	if len(open) != 1 {
		t.Fatalf("%d boards", len(open))
	}
	words := kittest.Words(open[0].Content())
	if !strings.Contains(words, "z 56") || !strings.Contains(words, "A–M") {
		t.Errorf("window %q says\n%s", open[0].Title(), words)
	}
	open[0].Canvas().OnTypedRune()('3')
	s.clock.Advance(time.Second)
	if s.prefs.Lines() != 3 {
		t.Errorf("%d lines are kept", s.prefs.Lines())
	}
	for _, r := range s.entries()[0].Badge {
		open[0].Canvas().OnTypedRune()(r)
	}
	open[0].Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.clock.Settle()
	if len(s.scans()) != 1 || s.shell.name != PageCheckin || s.prefs.Lines() != 3 {
		t.Errorf("scanned before the board: %d scans, on %s, %d lines", len(s.scans()), s.shell.name, s.prefs.Lines())
	}
	open[0].Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.shell.board != nil || len(boards()) != 0 {
		t.Error("Escape does not leave the board")
	}
}

// The board of another event, or of a file that is closed, would show old figures.
func TestShell_ClosesTheBoard(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	s.shell.openBoard()
	s.shell.enterEvent(s.shell.event)
	if len(boards()) != 0 {
		t.Error("the board stays when another event is entered")
	}
	s.shell.openBoard()
	s.shell.Close()
	if len(boards()) != 0 || s.shell.board != nil {
		t.Error("the board outlives the program's window")
	}
}
