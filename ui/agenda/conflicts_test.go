package agenda

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit/kittest"
)

// The people in a session that is out of the programme can be taken out where the conflict stands; that is undone
// in one step.
func TestTroubles_EmptyDropped(t *testing.T) {
	s := newStage(t)
	w := s.session(supervision)
	s.enrol(w, 18)
	s.page.drop(w)
	s.press(fyne.Key4, fyne.KeyModifierAlt)
	v := s.page.troubles
	if len(v.rows) != 1 || v.rows[0].withdraw == nil || v.rows[0].withdraw.Text() != "Wypisz 15 osób" {
		t.Fatalf("shown:\n%s", words(v.view))
	}
	kittest.Relayout(s.window.Canvas())
	if s.window.Canvas().Focused() != v.rows[0] {
		t.Errorf("the keyboard is at %T", s.window.Canvas().Focused())
	}
	var heard string // a badge that is scanned here goes to the window
	s.window.Canvas().SetOnTypedRune(func(r rune) { heard += string(r) })
	kittest.TypeFocused(s.window.Canvas(), "4831")
	if heard != "4831" {
		t.Errorf("the window heard %q", heard)
	}
	v.rows[0].withdraw.Press()
	if len(s.page.state.conflicts) != 0 || !strings.Contains(s.host.Text(), "Wypisano 15 osób") {
		t.Errorf("after it %+v, said %q", s.page.state.conflicts, s.host.Text())
	}
	if got := s.state(w, s.people(17)[16].ID); got.State != event.OnWaitlist {
		t.Errorf("who waits is now %+v", got)
	}
	s.undo()
	if n := s.page.state.places[w.ID]; n.taken != 15 {
		t.Errorf("%d have a place after taking back", n.taken)
	}
}
