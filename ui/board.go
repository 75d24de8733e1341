package ui

import (
	"fyne.io/fyne/v2"

	"zlot/ui/board"
)

// boardWidth and boardHeight are the size of the board's window before it fills a screen.
const boardWidth, boardHeight = 1280, 720

// openBoard opens the board for the hall in a window of its own, to be dragged to a projector. There is one.
func (s *Shell) openBoard() {
	if s.board != nil {
		s.board.Window.RequestFocus()
		return
	}
	w := s.App.NewWindow(s.title())
	s.board = board.New(board.Deps{
		Context:  s.ctx,
		Service:  s.Service,
		Store:    s.Service.Store,
		Printer:  s.words,
		Window:   w,
		Event:    s.event,
		Now:      s.now,
		Lines:    s.Prefs.Lines(),
		SetLines: s.setLines,
		Rune:     s.burst.onRune,
		Key:      s.burst.onKey,
		Closed:   func() { s.board = nil },
	})
	s.board.Open()
	w.Resize(fyne.NewSize(boardWidth, boardHeight))
	w.Show()
}

// setLines keeps how many lines stand at the desk.
func (s *Shell) setLines(n int) {
	s.Prefs.SetLines(n)
	if p := s.pages[PageHome]; p != nil && s.name == PageHome {
		p.Changed(nil)
	}
}

// closeBoard closes the board: it is of another event, or the program ends.
func (s *Shell) closeBoard() {
	if s.board != nil {
		s.board.Close()
	}
}
