package kit

import (
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
)

const (
	// maxScan is the longest text a ScanEntry keeps: a code has 17 characters,
	// a name some dozens; more is a mistake that must not slow the desk down.
	maxScan = 256
	// watchFocus is how often a ScanEntry looks whether it lost the focus in a
	// way that it was not told of, such as a menu that closed.
	watchFocus = 300 * time.Millisecond
	// holdEscape is how long Escape is held until that means something.
	holdEscape = 2 * time.Second
)

// HoldDigits is how long digits wait to be painted: each picture of them would keep the verdict waiting. They count at
// once, and who types a number by hand sees no delay.
const HoldDigits = 40 * time.Millisecond

// ScanEntry is the input of a desk. A scanner types into it like a keyboard, so
// it keeps the focus while it is active, no dialog is open and no input with
// KeepsFocus was asked for, takes Enter and Tab as the end of a code, and empties itself at once for the next one.
type ScanEntry struct {
	Entry
	// OnScan gets each submitted text as it was typed, in order, on the UI
	// thread. Work for it belongs into a Serial, so that results keep the order.
	OnScan func(raw string)
	// OnTyped gets the text while somebody types a name, and "" when it was
	// emptied. Text without any letter is taken for a code and not reported.
	OnTyped func(text string)
	// OnKey is asked about Up, Down, PageUp, PageDown, Home and End, about
	// Escape, and about Enter while a name stands in the input; it returns true
	// when it made use of the key.
	OnKey func(*fyne.KeyEvent) bool
	// OnHeld is called when Escape was held down for a while.
	OnHeld func()

	active    bool
	reported  bool   // OnTyped has seen a text that was not ""
	held      string // digits that are typed and not painted
	queue     []string
	draining  bool
	stopWatch func()
	stopHold  func()
	stopHeld  func()
}

// NewScanEntry makes an inactive scan input; call Active(true) when its page is
// shown.
func NewScanEntry(placeholder string) *ScanEntry {
	s := &ScanEntry{}
	s.Icon = IconScan.Resource(ColorMuted)
	s.init(s, placeholder)
	s.OnChanged = func(string) { s.report() }
	return s
}

// Active says whether the page of the input is shown. While it is, the input
// holds the focus.
func (s *ScanEntry) Active(active bool) {
	s.active = active
	if s.stopWatch != nil {
		s.stopWatch()
		s.stopWatch = nil
	}
	if active {
		s.takeFocus()
		s.watch()
	}
}

func (s *ScanEntry) watch() {
	s.stopWatch = After(watchFocus, func() {
		if s.active {
			s.takeFocus()
			s.watch()
		}
	})
}

func (s *ScanEntry) takeFocus() {
	if !s.active || !s.Visible() {
		return
	}
	c := canvasOf(s)
	if c == nil || c.Overlays().Top() != nil || c.Focused() == fyne.Focusable(s) {
		return
	}
	if other, ok := c.Focused().(interface{ keepsFocus() bool }); ok && other.keepsFocus() {
		return
	}
	c.Focus(s)
}

// Clear empties the input.
func (s *ScanEntry) Clear() {
	s.dropHeld()
	s.SetText("")
	s.report()
}

// AcceptsTab is part of fyne.Tabbable: Tab ends a code.
func (s *ScanEntry) AcceptsTab() bool { return s.active }

// FocusGained is part of fyne.Focusable; it does not select the text, so that
// a code goes on where it was interrupted.
func (s *ScanEntry) FocusGained() {
	s.focused = true
	s.Entry.Entry.FocusGained()
}

// FocusLost is part of fyne.Focusable.
func (s *ScanEntry) FocusLost() {
	s.release()
	s.showHeld()
	s.Entry.FocusLost()
	if s.active {
		// Later, because the focus manager is still at its work.
		After(0, s.takeFocus)
	}
}

// TypedRune is part of fyne.Focusable.
func (s *ScanEntry) TypedRune(r rune) {
	noteUse()
	switch {
	case r == '\n' || r == '\r' || r == '\t':
		s.submit()
	case len(s.Text)+len(s.held) >= maxScan || unicode.IsControl(r):
	case r >= '0' && r <= '9' && s.active && !ScansCorrected():
		s.hold(r)
	default:
		s.showHeld()
		s.Entry.TypedRune(r)
		if ScanEnds(s.Text) {
			s.submit()
		}
	}
}

// TypedKey is part of fyne.Focusable.
func (s *ScanEntry) TypedKey(ev *fyne.KeyEvent) {
	noteUse()
	if isDigitKey(ev) {
		return // its character comes too
	}
	enter := isEnter(ev) || ev.Name == fyne.KeyTab
	if !enter || hasLetter(CorrectScan(s.Text)) {
		s.showHeld()
	}
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		if isEnter(ev) && hasLetter(CorrectScan(s.Text)) && s.offer(ev) {
			return
		}
		s.submit()
	case fyne.KeyEscape:
		if s.offer(ev) {
			return
		}
		if s.Text == "" {
			forwardKey(s, ev)
			return
		}
		s.Clear()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		if !s.offer(ev) {
			s.Entry.TypedKey(ev)
		}
	default:
		s.Entry.TypedKey(ev)
	}
}

func (s *ScanEntry) offer(ev *fyne.KeyEvent) bool {
	return s.OnKey != nil && s.OnKey(ev)
}

// KeyDown is part of desktop.Keyable.
func (s *ScanEntry) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape && s.OnHeld != nil {
		s.release()
		s.stopHold = After(holdEscape, s.OnHeld)
	}
	s.Entry.KeyDown(ev)
}

// KeyUp is part of desktop.Keyable.
func (s *ScanEntry) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape {
		s.release()
	}
	s.Entry.KeyUp(ev)
}

func (s *ScanEntry) release() {
	if s.stopHold != nil {
		s.stopHold()
		s.stopHold = nil
	}
}

// TypedShortcut is part of fyne.Shortcutable. Pasted lines are codes; a rest
// without a line end stays in the input, shortened to what it keeps.
func (s *ScanEntry) TypedShortcut(sc fyne.Shortcut) {
	s.showHeld()
	paste, ok := sc.(*fyne.ShortcutPaste)
	if !ok {
		s.Entry.TypedShortcut(sc)
		return
	}
	lines := strings.Split(strings.ReplaceAll(paste.Clipboard.Content(), "\r\n", "\n"), "\n")
	for i, l := range lines {
		if len(l) > maxScan {
			l = strings.ToValidUTF8(l[:maxScan], "")
		}
		if s.Text != "" {
			l = s.Text + l
		}
		s.SetText(l)
		if i < len(lines)-1 {
			s.submit()
		}
	}
	s.CursorColumn = len([]rune(s.Text))
	s.Refresh()
}

// submit empties the input and works the queue off, also when OnScan submits
// again or a scan comes in while another is handled.
func (s *ScanEntry) submit() {
	raw := CorrectScan(s.withHeld())
	s.Clear()
	if strings.TrimSpace(raw) == "" {
		return
	}
	s.queue = append(s.queue, raw)
	if s.draining {
		return
	}
	s.draining = true
	defer func() { s.draining = false }()
	for len(s.queue) > 0 {
		next := s.queue[0]
		s.queue = s.queue[1:]
		if s.OnScan != nil {
			s.OnScan(next)
		}
	}
}

func (s *ScanEntry) report() {
	text := s.Text
	if !hasLetter(CorrectScan(text)) { // a code, or what a scanner that is corrected types for one
		text = ""
	}
	if s.OnTyped == nil || (text == "" && !s.reported) {
		return
	}
	s.reported = text != ""
	s.OnTyped(text)
}

func hasLetter(text string) bool {
	return strings.ContainsFunc(text, unicode.IsLetter)
}

// Feed takes a character that was typed while something else had the focus: the
// focus goes to the input and nothing of a scan is lost. It fits
// DataList.OnRune. An inactive input takes nothing.
func (s *ScanEntry) Feed(r rune) {
	if s.active {
		s.takeFocus()
		s.TypedRune(r)
	}
}
