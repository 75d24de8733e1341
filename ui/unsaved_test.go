package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// What somebody typed stays while another page is shown, also when the event itself is changed, and is not given up
// without asking.
func TestShell_KeepsWhatWasTyped(t *testing.T) {
	s := newStage(t, true, Start{Page: PageAgenda})
	page := s.shell.pages[PageAgenda]
	for _, c := range s.shell.commands() {
		if c.Key == fyne.KeyN && c.Modifier == fyne.KeyModifierControl {
			c.Run()
		}
	}
	kittest.TypeFocused(s.window.Canvas(), "Śpiewanie")
	s.shell.Go(PageHome, "")
	title := "Zlot pod lasem"
	if _, err := s.svc.UpdateEvent(t.Context(), s.shell.event.ID, event.EventUpdate{Title: &title}); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(kit.CoalesceDelay)
	if s.shell.event.Title != title || s.shell.pages[PageAgenda] != page {
		t.Fatalf("the page of the form is gone; the event is %q", s.shell.event.Title)
	}
	closed := false
	s.shell.MayClose(func() { closed = true })
	if closed || s.shell.name != PageAgenda || !kit.DialogOpen(s.window) || !strings.Contains(kittest.Words(s.window.Canvas().Overlays().Top()), page.Title()) {
		t.Fatalf("closed %t, on %q", closed, s.shell.name)
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	s.shell.setLanguage(i18n.English)
	if s.prefs.Language() != i18n.Polish || !kit.DialogOpen(s.window) {
		t.Error("the pages were made anew without asking")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	if form, ok := kittest.Find(page.Content(), func(e *kit.Entry) bool { return e.Text == "Śpiewanie" }); !ok || form == nil {
		t.Error("what was typed is gone")
	}
}

// The settings keep what was typed too.
func TestShell_KeepsTheSettings(t *testing.T) {
	s := newStage(t, true, Start{Page: PageSettings})
	page := s.shell.pages[PageSettings]
	title, _ := kittest.Find(page.Content(), func(e *kit.Entry) bool { return e.Text == s.shell.event.Title })
	kittest.Type(s.window.Canvas(), title, "X")
	typed := title.Text
	s.shell.Go(PageAgenda, "")
	venue := "Zamek"
	if _, err := s.svc.UpdateEvent(t.Context(), s.shell.event.ID, event.EventUpdate{Venue: &venue}); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(kit.CoalesceDelay)
	s.shell.Go(PageSettings, "")
	if s.shell.pages[PageSettings] != page || title.Text != typed {
		t.Errorf("typed %q, and now it is %q", typed, title.Text)
	}
}
