package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// The paper lists belong to the desk: no line of the navigation is theirs, and the desk's is marked.
func TestShell_PaperLists(t *testing.T) {
	s := newStage(t, true, Start{Page: PageCheckin})
	s.shell.Go(PagePaper, "enter")
	s.clock.Settle()
	marked := func(page string) bool {
		_, ok := kittest.Find(s.shell.nav.items[page], func(r *canvas.Rectangle) bool {
			return r.Visible() && r.FillColor == kit.Color(kit.ColorSelected)
		})
		return ok
	}
	if s.shell.name != PagePaper || !marked(PageCheckin) || marked(PageHome) {
		t.Errorf("page %q, marked: the desk %t, the first page %t", s.shell.name, marked(PageCheckin), marked(PageHome))
	}
	words := kittest.Words(s.window.Content())
	if !strings.Contains(words, "Listy papierowe") || !strings.Contains(words, "Skąd jest lista") || !strings.Contains(words, "Rejestracja") {
		t.Errorf("the page says\n%s", words)
	}
}
