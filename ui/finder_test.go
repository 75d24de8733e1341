package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestShell_FindsAPerson(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	s.press(fyne.KeyK)
	f := s.shell.finder
	kittest.TypeFocused(s.window.Canvas(), "wanesa swier")
	s.clock.Advance(kit.SearchDelay)
	if len(f.hits) != 1 || f.hits[0].Who.Name.Family != "Świerczyński" {
		t.Fatalf("found %d", len(f.hits))
	}
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if len(f.layer.Objects) != 0 || f.entry.Text != "" {
		t.Error("the hits are still shown after one was taken")
	}

	kittest.Type(s.window.Canvas(), f.entry, "nobody at all")
	s.clock.Advance(kit.SearchDelay)
	if len(f.hits) != 0 || len(f.layer.Objects) != 1 {
		t.Errorf("a search without hits shows %d objects", len(f.layer.Objects))
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	if len(f.layer.Objects) != 0 {
		t.Error("Escape leaves the hits")
	}
}

// The field that finds people works on the desk, too; a badge scanned into it
// goes to the desk, and Escape gives the focus back.
func TestShell_FindsAPersonFromTheDesk(t *testing.T) {
	s := newStage(t, true, Start{Page: PageCheckin})
	c := s.window.Canvas()
	scan := c.Focused()
	find := func() {
		t.Helper()
		s.press(fyne.KeyK)
		s.clock.Advance(time.Second)
		if c.Focused() != fyne.Focusable(s.shell.finder.entry) {
			t.Fatalf("the focus is at %T", c.Focused())
		}
	}
	back := func(how string) {
		t.Helper()
		s.clock.Advance(time.Second)
		if c.Focused() != scan || s.shell.finder.entry.Text != "" {
			t.Fatalf("after %s the focus is at %T, the text is %q", how, c.Focused(), s.shell.finder.entry.Text)
		}
	}
	find()
	kittest.Press(c, fyne.KeyEscape)
	back("Escape")
	find()
	kittest.TypeFocused(c, "0123456789012345\n")
	back("a scan")
	find()
	kittest.TypeFocused(c, "wanesa swier")
	s.clock.Advance(kit.SearchDelay)
	kittest.Press(c, fyne.KeyReturn)
	if s.shell.name != PageRegistrations {
		t.Errorf("went to %q", s.shell.name)
	}
}

// Enter takes nobody who was found by the institution alone.
func TestShell_FinderNeedsAName(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	for _, who := range []event.Person{
		{Name: event.Name{Given: "Barbara", Family: "Abramowicz"}, Institution: "MOPS Żwirkowo"},
		{Name: event.Name{Given: "Ewa", Family: "Żwirek"}},
	} {
		if _, err := s.svc.AddRegistration(t.Context(), event.NewRegistration{Event: s.shell.event.ID, Person: who}); err != nil {
			t.Fatal(err)
		}
	}
	s.press(fyne.KeyK)
	f, c := s.shell.finder, s.window.Canvas()
	kittest.TypeFocused(c, "żwir")
	s.clock.Advance(kit.SearchDelay)
	if len(f.hits) != 2 || f.hits[0].Who.Name.Family != "Żwirek" || f.at != 0 {
		t.Errorf("%d hits, at %d", len(f.hits), f.at)
	}
	kittest.TypeFocused(c, "kowo")
	s.clock.Advance(kit.SearchDelay)
	kittest.Press(c, fyne.KeyReturn)
	if len(f.hits) != 1 || s.shell.name != PageHome {
		t.Fatalf("%d hits, page %q", len(f.hits), s.shell.name)
	}
	kittest.Press(c, fyne.KeyDown, fyne.KeyReturn)
	if s.shell.name != PageRegistrations {
		t.Errorf("the arrow and Enter went to %q", s.shell.name)
	}
}

// A badge that is scanned behind letters in the field that finds people: the desk judges it, the letters and what
// they found are gone.
func TestShell_ScansBehindLettersOfTheFinder(t *testing.T) {
	for _, page := range []string{PageHome, PageCheckin} {
		s := newStage(t, true, Start{Page: page})
		s.press(fyne.KeyK)
		kittest.TypeFocused(s.window.Canvas(), "sw")
		s.clock.Advance(kit.SearchDelay)
		kittest.TypeFocused(s.window.Canvas(), s.entries()[0].Badge+"\n")
		s.clock.Advance(time.Second)
		rows, f := s.scans(), s.shell.finder
		if len(rows) != 1 || rows[0].Outcome != event.Admitted || s.shell.name != PageCheckin {
			t.Errorf("from %s: stored %+v, page %q", page, rows, s.shell.name)
		}
		if f.entry.Text != "" || len(f.layer.Objects) != 0 {
			t.Errorf("from %s: %q and the hits stay", page, f.entry.Text)
		}
		s.window.Close()
	}
}
