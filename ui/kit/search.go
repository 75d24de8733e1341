package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// SearchDelay is how long a SearchEntry waits for the next letter.
const SearchDelay = 120 * time.Millisecond

// SearchEntry is an input that searches while somebody types. Escape clears
// it, Enter searches at once.
type SearchEntry struct {
	Entry
	// OnSearch gets the text once typing pauses, on the UI thread.
	OnSearch func(text string)
	// OnKey may take Up, Down, PageUp, PageDown and Enter, to move through a
	// list of hits without leaving the input.
	OnKey func(*fyne.KeyEvent) bool

	stop func()
	last string
}

// NewSearchEntry makes a search input.
func NewSearchEntry(placeholder string, search func(text string)) *SearchEntry {
	s := &SearchEntry{OnSearch: search}
	s.Icon = IconSearch.Resource(ColorMuted)
	s.init(s, placeholder)
	s.OnChanged = func(string) { s.schedule() }
	s.OnEscape = func() bool {
		if s.Text == "" {
			return false
		}
		s.SetText("")
		s.now()
		return true
	}
	s.OnSubmitted = func(string) { s.now() }
	return s
}

// TypedKey is part of fyne.Focusable.
func (s *SearchEntry) TypedKey(ev *fyne.KeyEvent) {
	if !s.TakesCodes && s.caught(ev) {
		return
	}
	switch ev.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEnter:
		if isEnter(ev) {
			s.now()
		}
		if s.OnKey != nil && s.OnKey(ev) {
			return
		}
	}
	s.Entry.TypedKey(ev)
}

// Reset empties the input without a search.
func (s *SearchEntry) Reset() {
	s.SetText("")
	s.last = ""
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
}

func (s *SearchEntry) schedule() {
	if s.stop != nil {
		s.stop()
	}
	s.stop = After(SearchDelay, s.now)
}

// now searches at once, unless the text was searched already.
func (s *SearchEntry) now() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
	if s.Text == s.last {
		return
	}
	s.last = s.Text
	if s.OnSearch != nil {
		s.OnSearch(s.Text)
	}
}
