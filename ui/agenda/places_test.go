package agenda

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

const (
	dialogue    = "Dialog motywujący"
	supervision = "Superwizja w pracy asystenta"
)

// people are some who take part, the first of the list.
func (s *stage) people(n int) []event.Entry {
	s.t.Helper()
	all, err := s.svc.Store.Entries(s.t.Context(), event.EntryFilter{Event: s.event.ID})
	if err != nil {
		s.t.Fatal(err)
	}
	return all[:n]
}

// state is how somebody stands with a session now.
func (s *stage) state(session event.Session, registration string) event.Enrolment {
	s.t.Helper()
	all, err := s.svc.Store.Enrolments(s.t.Context(), event.EnrolmentFilter{Session: session.ID, Registration: registration})
	if err != nil {
		s.t.Fatal(err)
	}
	if len(all) == 0 {
		return event.Enrolment{}
	}
	return all[0]
}

func (s *stage) undo() {
	s.t.Helper()
	if !kit.UndoToast(s.window.Canvas()) {
		s.t.Fatalf("nothing to undo: %q", s.host.Text())
	}
}

// places shows who has which place in a session.
func (s *stage) places(session event.Session) *placesView {
	s.t.Helper()
	s.page.openPlaces(session.ID)
	return s.page.places
}

func flat(o fyne.CanvasObject) string { return strings.Join(strings.Fields(words(o)), " ") }

func TestPlaces_Shown(t *testing.T) {
	s := newStage(t)
	w := s.session(supervision)
	s.enrol(w, 18)
	v := s.places(w)
	left, right := flat(v.left), flat(v.people.view)
	for _, want := range []string{"15 / 15", "czekają 3 osoby", "0 / 20", "Bez miejsca w tym czasie", "z 1. wyboru "} {
		if !strings.Contains(left, want) {
			t.Errorf("%q is missing in:\n%s", want, left)
		}
	}
	for _, want := range []string{supervision, "ma miejsce", "18 z 18"} {
		if !strings.Contains(right, want) {
			t.Errorf("%q is missing in:\n%s", want, right)
		}
	}
	slot := v.table.byID[w.ID].slot
	if n := len(slot.without); n == 0 || v.table.untold != 18 {
		t.Errorf("%d without a place, %d to be told", n, v.table.untold)
	}
	v.choose(v.rows[len(slot.sittings)].id)
	if got := v.people.list.Len(); got != len(slot.without) || !strings.Contains(flat(v.people.view), "Daj miejsce…") {
		t.Errorf("%d of %d without a place:\n%s", got, len(slot.without), flat(v.people.view))
	}
}

func TestPlaces_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for _, c := range []struct {
		suffix, lang string
		variant      kit.Variant
		w, h         float32
	}{{"pl-light", "pl", kit.VariantLight, width, height}, {"en-dark", "en", kit.VariantDark, 1732, 1028}, {"pl-small", "pl", kit.VariantLight, 836, 600}, {"en-small", "en", kit.VariantDark, 836, 600}} {
		t.Run(c.suffix, func(t *testing.T) {
			s := openStage(t, c.variant, c.lang, c.w, c.h, sampleEvent("rally-2012"))
			w := s.session(supervision)
			s.enrol(w, 18)
			v := s.places(w)
			kittest.Relayout(s.window.Canvas())
			v.people.list.SelectRow(3)
			kittest.Screenshot(t, s.window.Canvas(), "places-"+c.suffix)
			v.people.list.SelectRow(16)
			kittest.Screenshot(t, s.window.Canvas(), "places-waiting-"+c.suffix)
			v.choose(v.rows[3].id)
			kittest.Relayout(s.window.Canvas())
			kittest.Screenshot(t, s.window.Canvas(), "places-without-"+c.suffix)
			v.choose(w.ID)
			v.onAdd(s.session(dialogue).ID)
			kittest.Screenshot(t, s.window.Canvas(), "places-add-"+c.suffix)
			kittest.Press(s.window.Canvas(), fyne.KeyEscape)
			v.onTold()
			kittest.Screenshot(t, s.window.Canvas(), "places-told-"+c.suffix)
			kittest.Press(s.window.Canvas(), fyne.KeyReturn)
			v.enrol([]string{v.table.byID[w.ID].slot.without[0], v.table.byID[w.ID].slot.without[1]}, v.table.byID[w.ID], false)
			kittest.Screenshot(t, s.window.Canvas(), "places-anyway-"+c.suffix)
			kittest.Press(s.window.Canvas(), fyne.KeyReturn)
			kittest.Screenshot(t, s.window.Canvas(), "places-over-"+c.suffix)
			kit.ShowMenu(v.people.bar.targets(func(*sitting) {}), v.people.bar.move)
			kittest.Screenshot(t, s.window.Canvas(), "places-move-"+c.suffix)
		})
	}
}
