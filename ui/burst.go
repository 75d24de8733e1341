package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

const (
	// burstLeast digits in a row are typed by scanners only.
	burstLeast = 12
	// burstMost is more than any code has.
	burstMost = 64
	// mostBefore digits may stand in an input before a badge is scanned into it.
	mostBefore = 6
	// burstPause parts a scan from digits that were typed before it.
	burstPause = time.Second
)

// burst gathers the digits that nothing with the focus had a use for. A badge
// that is scanned while another page is shown must not be lost, and nobody is
// let in unseen: the window goes to the desk, which shows the verdict.
type burst struct {
	s     *Shell
	typed string // digits, or what a scanner that is corrected types for them
	stop  func()
	back  func() // gives a dialog its keys and its focus back
	late  []string
}

func (b *burst) onRune(r rune) {
	if b.s.shift.locked() {
		b.reset()
		b.s.shift.screen.Type(r)
		return
	}
	if !isDigit(r) && !kit.ScansCorrected() || len(b.typed) >= burstMost || b.s.event.ID == "" {
		b.reset()
		return
	}
	b.typed += string(r)
	if kit.ScanEnds(b.typed) {
		b.take()
		return
	}
	if b.stop != nil {
		b.stop()
	}
	b.stop = kit.After(burstPause, b.reset)
	if len(b.code()) >= burstLeast {
		b.hold()
	}
}

// hold keeps the Enter at the end of a code from pressing what has the focus,
// or from answering a dialog. A menu is closed.
func (b *burst) hold() {
	c := b.s.Window.Canvas()
	if !kit.DialogOpen(b.s.Window) {
		kit.CloseMenu(c)
		c.Unfocus()
		return
	}
	if b.back != nil {
		return
	}
	focused, keys := c.Focused(), c.OnTypedKey()
	b.back = func() {
		b.back = nil
		c.SetOnTypedKey(keys)
		if focused != nil {
			c.Focus(focused)
		}
	}
	c.Unfocus()
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) { b.onKey(ev) })
}

// onKey returns true for the Enter that ends a scan. Keys of digits come too,
// beside the characters they type.
func (b *burst) onKey(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyReturn && ev.Name != fyne.KeyEnter {
		return false
	}
	return b.take()
}

// take hands on what was scanned; false where it was no scan.
func (b *burst) take() bool {
	code := b.code()
	b.reset()
	if len(code) < burstLeast {
		return false
	}
	b.land(code)
	return true
}

// land gives a code to the desk. Where a dialog of another page is open, a strip above it shows the verdict. A blank
// badge waits for the end of the dialog: the desk asks whose it is.
func (b *burst) land(code string) {
	if b.s.event.ID == "" {
		return
	}
	if b.s.shift.locked() {
		b.s.refuseAtLock()
		return
	}
	b.s.shift.used()
	desk, ok := b.s.pages[b.s.name].(Scanner)
	switch {
	case !kit.DialogOpen(b.s.Window):
		b.s.scan(code)
	case ok:
		desk.Scan(code)
	case !event.IsBlank(code) && b.s.scanAside(code):
	default:
		b.late = append(b.late, code)
		if len(b.late) == 1 {
			kit.After(burstPause, b.lateLand)
		}
	}
}

// refuseAtLock says, to eyes and ears, that a badge was not taken: whoever stands at the door must not think so.
func (s *Shell) refuseAtLock() {
	s.sound(event.ToneRefused)
	s.shift.screen.RefuseScan()
}

func (b *burst) lateLand() {
	if kit.DialogOpen(b.s.Window) {
		kit.After(burstPause, b.lateLand)
		return
	}
	late := b.late
	b.late = nil
	for _, code := range late {
		b.land(code)
	}
}

// code is the digits that were meant, or "".
func (b *burst) code() string {
	code := kit.CorrectScan(b.typed)
	if strings.ContainsFunc(code, func(r rune) bool { return !isDigit(r) }) {
		return ""
	}
	return code
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func (b *burst) reset() {
	if b.stop != nil {
		b.stop()
		b.stop = nil
	}
	b.typed = ""
	if b.back != nil {
		b.back()
	}
}

// codeFrom is where in what was typed in one go the code of a badge begins that goes on to its end, or -1. The check
// digits tell; of a long number that somebody types the end may look like one.
func codeFrom(typed string) int {
	if !kit.ScansCorrected() {
		at := len(typed) - event.CodeLength
		if at < 0 || !event.IsCode(typed[at:]) {
			return -1
		}
		if before := typed[:at]; len(before)-len(strings.TrimRight(before, "0123456789")) > mostBefore {
			return -1
		}
		return at
	}
	for at := range typed {
		if event.IsCode(kit.CorrectScan(typed[at:])) {
			return at
		}
	}
	return -1
}

// typedScan takes a code that a scanner typed into an input for something else.
func (b *burst) typedScan(code string) {
	b.reset()
	b.land(kit.CorrectScan(code))
}

// scan shows the desk and gives it a code.
func (s *Shell) scan(code string) {
	if s.finder != nil {
		s.finder.clear()
	}
	kit.HideVerdictStrip(s.Window)
	s.Go(PageCheckin, "")
	if desk, ok := s.pages[PageCheckin].(Scanner); ok {
		desk.Scan(code)
	}
}
