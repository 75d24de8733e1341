package ui

import (
	"strings"
	"testing"

	"zlot/ui/kit/kittest"
)

// The paper lists belong to the desk: no line of the navigation is theirs, and the desk's is marked.
func TestShell_PaperLists(t *testing.T) {
	s := newStage(t, true, Start{Page: PageCheckin})
	s.shell.Go(PagePaper, "enter")
	s.clock.Settle()
	if s.shell.name != PagePaper || !s.shell.nav.items[PageCheckin].Selected() {
		t.Errorf("page %q, the desk is marked: %t", s.shell.name, s.shell.nav.items[PageCheckin].Selected())
	}
	words := kittest.Words(s.window.Content())
	if !strings.Contains(words, "Listy papierowe") || !strings.Contains(words, "Skąd jest lista") || !strings.Contains(words, "Rejestracja") {
		t.Errorf("the page says\n%s", words)
	}
}
