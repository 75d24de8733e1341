package registrations

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// workshop is the session with a title.
func (s *stage) workshop(title string) event.Session {
	s.t.Helper()
	for _, x := range s.page.state.sessions {
		if x.Title == title {
			return x
		}
	}
	s.t.Fatalf("no session %q", title)
	return event.Session{}
}

func TestDetail_EnrolByHand(t *testing.T) {
	s := newStage(t)
	d := s.page.detail
	d.tabs.Choose(tabAgenda)
	id, w := d.entry.ID, s.workshop("Superwizja w pracy asystenta")
	shown := words(d.body)
	for _, want := range []string{"Do wyboru: ", "1. wybór", "zajęte 0 z 15", "Baszta"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is missing in:\n%s", want, shown)
		}
	}
	kittest.Relayout(s.window.Canvas())
	s.window.Canvas().Focus(d.places[w.ID])
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if got := s.page.state.enrolment(id, w.ID); got != event.Enrolled || !strings.Contains(words(d.body), "ma miejsce · 2. wybór\nzajęte 1 z 15") {
		t.Fatalf("%q after enrolling:\n%s", got, words(d.body))
	}
	if s.window.Canvas().Focused() != fyne.Focusable(d.places[w.ID]) || d.places[w.ID].Text() != "Wypisz" {
		t.Error("the focus does not stay with the workshop")
	}
	s.undo()
	if got := s.page.state.enrolment(id, w.ID); got != "" {
		t.Errorf("%q after taking back", got)
	}
	d.places[w.ID].Press()
	d.places[w.ID].Press()
	if got := s.page.state.enrolment(id, w.ID); got != "" {
		t.Errorf("%q after withdrawing", got)
	}
	s.undo()
	if got := s.page.state.enrolment(id, w.ID); got != event.Enrolled {
		t.Errorf("%q after taking the withdrawal back", got)
	}
}

func TestDetail_EnrolAnyway(t *testing.T) {
	s := newStage(t)
	d := s.page.detail
	d.tabs.Choose(tabAgenda)
	id, a, b := d.entry.ID, s.workshop("Superwizja w pracy asystenta"), s.workshop("Dialog motywujący")
	d.places[a.ID].Press()
	d.places[b.ID].Press()
	if got := s.page.state.enrolment(id, b.ID); got != "" || !kit.DialogOpen(s.window) {
		t.Fatalf("two at the same time: %q without a question", got)
	}
	asked := strings.Join(strings.Fields(words(s.window.Canvas().Overlays().Top())), " ")
	if !strings.Contains(asked, a.Title) || !strings.Contains(asked, "Zapisz mimo to") {
		t.Errorf("asked %q", asked)
	}
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if got := s.page.state.enrolment(id, b.ID); got != event.Enrolled {
		t.Errorf("%q after insisting", got)
	}
}
