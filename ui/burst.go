package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

const (
	// burstLeast digits in a row are typed by scanners only.
	burstLeast = 12
	// burstMost is more than any code has.
	burstMost = 64
	// burstPause parts a scan from digits that were typed before it.
	burstPause = time.Second
)

// burst gathers the digits that nothing with the focus had a use for. A badge
// that is scanned while another page is shown must not be lost, and nobody is
// let in unseen: the window goes to the desk, which shows the verdict.
type burst struct {
	s      *Shell
	digits string
	stop   func()
}

func (b *burst) onRune(r rune) {
	if r < '0' || r > '9' || len(b.digits) >= burstMost || b.s.event.ID == "" {
		b.reset()
		return
	}
	b.digits += string(r)
	if b.stop != nil {
		b.stop()
	}
	b.stop = kit.After(burstPause, b.reset)
	if len(b.digits) == burstLeast && !kit.DialogOpen(b.s.Window) {
		// The Enter at the end of the code must not press what has the focus.
		b.s.Window.Canvas().Unfocus()
	}
}

// onKey returns true for the Enter that ends a scan. Keys of digits come too,
// beside the characters they type.
func (b *burst) onKey(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyReturn && ev.Name != fyne.KeyEnter {
		return false
	}
	code := b.digits
	b.reset()
	if len(code) < burstLeast {
		return false
	}
	b.s.unlessAsked(func() { b.s.scan(code) })
	return true
}

func (b *burst) reset() {
	if b.stop != nil {
		b.stop()
		b.stop = nil
	}
	b.digits = ""
}

// scan shows the desk and gives it a code.
func (s *Shell) scan(code string) {
	s.Go(PageCheckin, "")
	if desk, ok := s.pages[PageCheckin].(Scanner); ok {
		desk.Scan(code)
	}
}
