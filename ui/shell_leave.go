package ui

import (
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// leaver is a page that is left only by those who may.
type leaver interface{ AskLeave(then func()) }

// Busy says whether some page runs long work.
func (s *Shell) Busy() bool {
	for _, p := range s.pages {
		if b, ok := p.(Busy); ok && b.Busy() {
			return true
		}
	}
	return false
}

func unsaved(p Page) bool {
	u, ok := p.(Unsaved)
	return ok && u.Unsaved()
}

// unlessUnsaved does what ends all pages; where something was typed on one of them it goes there and asks first.
func (s *Shell) unlessUnsaved(do func()) {
	for name, p := range s.pages {
		if unsaved(p) {
			s.Go(name, "")
			var d *kit.Dialog
			d = kit.ConfirmDanger(s.Window, s.words.T("shell.unsaved.title"),
				s.words.T("shell.unsaved.question", i18n.Args{"Page": p.Title()}), s.words.T("shell.unsaved.action"), func() {
					d.Close() // the focus goes back before the pages are gone
					do()
				})
			return
		}
	}
	do()
}

// MayClose asks before the window closes while long work runs or something typed is not saved, and then calls
// closing.
func (s *Shell) MayClose(closing func()) {
	if desk, ok := s.pages[PageCheckin].(leaver); ok && s.kiosk {
		desk.AskLeave(closing)
		return
	}
	if s.shift.locked() && (s.Busy() || s.shift.warning() != "") { // a question would wait behind the curtain
		s.shift.screen.Tell(s.words.T("access.lock.close"))
		return
	}
	if !s.Busy() {
		s.unlessUnsaved(closing)
		return
	}
	kit.Confirm(s.Window, s.words.T("shell.close.title"), s.words.T("shell.close.question"),
		s.words.T("shell.close.action"), closing)
}

// unlessBusy does what makes all pages anew, but not while one of them works:
// its progress and its cancel button would be gone. What was typed is not given up without asking.
func (s *Shell) unlessBusy(do func()) {
	if s.Busy() {
		kit.Toast(s.Window.Canvas(), s.words.T("shell.busy"), nil)
		return
	}
	s.unlessUnsaved(do)
}
