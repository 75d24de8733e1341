package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// hold takes a digit and leaves it to be painted once no other one follows. What ends a code takes it with the text,
// and whatever else happens to the input comes after it.
func (s *ScanEntry) hold(r rune) {
	s.held += string(r)
	if s.stopHeld != nil {
		s.stopHeld()
	}
	s.stopHeld = After(HoldDigits, s.showHeld)
	if len(s.held) > 1 { // nobody types two digits so fast
		hurry()
	}
}

// Held tells whether digits wait to be painted: a scanner is typing, and what is painted meanwhile keeps its verdict
// waiting.
func (s *ScanEntry) Held() bool { return s.held != "" }

// showHeld puts the digits that wait into the text.
func (s *ScanEntry) showHeld() {
	held := s.held
	s.dropHeld()
	for _, r := range held {
		s.Entry.TypedRune(r)
	}
}

// withHeld is the text with the digits that wait, which stand at the cursor.
func (s *ScanEntry) withHeld() string {
	text := []rune(s.Text)
	at := min(max(s.CursorColumn, 0), len(text))
	return string(text[:at]) + s.held + string(text[at:])
}

func (s *ScanEntry) dropHeld() {
	s.held = ""
	if s.stopHeld != nil {
		s.stopHeld()
		s.stopHeld = nil
	}
}

// MouseDown is part of desktop.Mouseable.
func (s *ScanEntry) MouseDown(ev *desktop.MouseEvent) {
	s.showHeld()
	s.Entry.MouseDown(ev)
}

// isDigitKey tells keys whose characters are digits.
func isDigitKey(ev *fyne.KeyEvent) bool {
	return len(ev.Name) == 1 && ev.Name[0] >= '0' && ev.Name[0] <= '9'
}
