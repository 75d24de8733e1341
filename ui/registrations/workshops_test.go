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
	stands := func() event.EnrolmentState { return s.page.state.enrolment(id, w.ID).State }
	shown := words(d.body)
	for _, want := range []string{"Do wyboru: ", "1. wybór", "zajęte 0 z 15", "Baszta", "cały czas"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is missing in:\n%s", want, shown)
		}
	}
	kittest.Relayout(s.window.Canvas())
	s.window.Canvas().Focus(d.places[w.ID])
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if got := stands(); got != event.Enrolled || !strings.Contains(words(d.body), "ma miejsce · 2. wybór · ustalone ręcznie\nzajęte 1 z 15") {
		t.Fatalf("%q after enrolling:\n%s", got, words(d.body))
	}
	if s.window.Canvas().Focused() != fyne.Focusable(d.places[w.ID]) || d.places[w.ID].Text() != "Wypisz" {
		t.Error("the focus does not stay with the workshop")
	}
	s.undo()
	if got := stands(); got != "" {
		t.Errorf("%q after taking back", got)
	}
	d.places[w.ID].Press()
	d.places[w.ID].Press()
	if got := stands(); got != "" {
		t.Errorf("%q after withdrawing", got)
	}
	s.undo()
	if got := stands(); got != event.Enrolled {
		t.Errorf("%q after taking the withdrawal back", got)
	}
}

// choose does what a click on an item of a session's menu does.
func (s *stage) choose(e event.Entry, w event.Session, label string) {
	s.t.Helper()
	for _, item := range s.page.detail.placeItems(e, w, s.page.state.enrolment(e.ID, w.ID)) {
		if item.Label == label {
			item.Action()
			return
		}
	}
	s.t.Fatalf("%q is not offered", label)
}

func TestDetail_MoveWaitLock(t *testing.T) {
	s := newStage(t)
	d := s.page.detail
	d.tabs.Choose(tabAgenda)
	e, a, b := d.entry, s.workshop("Superwizja w pracy asystenta"), s.workshop("Dialog motywujący")
	stands := func(w event.Session) event.Enrolment { return s.page.state.enrolment(e.ID, w.ID) }
	d.places[a.ID].Press()
	if got := d.places[b.ID].Text(); got != "Przenieś tutaj" {
		t.Fatalf("the other workshop of that time offers %q", got)
	}
	d.places[b.ID].Press()
	if stands(a).State != "" || stands(b).State != event.Enrolled {
		t.Errorf("after moving %+v and %+v", stands(a), stands(b))
	}
	s.undo()
	if stands(a).State != event.Enrolled || stands(b).State != "" {
		t.Errorf("after taking the move back %+v and %+v", stands(a), stands(b))
	}
	s.choose(e, a, "Odblokuj")
	if stands(a).Locked {
		t.Error("still locked")
	}
	s.undo()
	if !stands(a).Locked {
		t.Error("not locked after taking back")
	}
	s.choose(e, b, "Wpisz na listę rezerwową")
	if stands(b).State != event.OnWaitlist || !strings.Contains(words(d.body), "lista rezerwowa · 1. wybór") {
		t.Errorf("%+v after putting on the waiting list:\n%s", stands(b), words(d.body))
	}
	s.undo()
	if stands(b).State != "" || stands(a).State != event.Enrolled {
		t.Errorf("after taking that back %+v and %+v", stands(b), stands(a))
	}
}

func TestDetail_EnrolAnyway(t *testing.T) {
	s := newStage(t)
	d := s.page.detail
	d.tabs.Choose(tabAgenda)
	e, a, b := d.entry, s.workshop("Superwizja w pracy asystenta"), s.workshop("Dialog motywujący")
	d.places[a.ID].Press()
	s.choose(e, b, "Zapisz także tutaj")
	if got := s.page.state.enrolment(e.ID, b.ID); got.State != "" || !kit.DialogOpen(s.window) {
		t.Fatalf("two at the same time: %q without a question", got.State)
	}
	asked := strings.Join(strings.Fields(words(s.window.Canvas().Overlays().Top())), " ")
	if !strings.Contains(asked, a.Title) || !strings.Contains(asked, "Zapisz mimo to") {
		t.Errorf("asked %q", asked)
	}
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if got := s.page.state.enrolment(e.ID, b.ID); got.State != event.Enrolled {
		t.Errorf("%q after insisting", got.State)
	}
}
