package agenda

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// pick selects somebody in the list of the places.
func (s *stage) pick(v *placesView, registration string) {
	s.t.Helper()
	if !v.people.list.SelectKey(registration) {
		s.t.Fatalf("nobody of id %s in:\n%s", registration, flat(v.people.view))
	}
}

// target does what a click on a session in the menu of moves does.
func (s *stage) target(v *placesView, title string) {
	s.t.Helper()
	for _, item := range v.people.bar.targets(v.people.bar.put) {
		if strings.HasPrefix(item.Label, title) {
			item.Action()
			return
		}
	}
	s.t.Fatalf("%q is not offered", title)
}

func (s *stage) asked() string {
	s.t.Helper()
	if !kit.DialogOpen(s.window) {
		s.t.Fatal("nothing is asked")
	}
	return flat(s.window.Canvas().Overlays().Top())
}

func TestPlaces_MoveAndBack(t *testing.T) {
	s := newStage(t)
	a, b := s.session(supervision), s.session(dialogue)
	s.enrol(a, 3)
	v := s.places(a)
	who := s.people(3)[1]
	before := s.state(a, who.ID)
	s.pick(v, who.ID)
	s.target(v, dialogue)
	if s.state(a, who.ID).State != "" || s.state(b, who.ID).State != event.Enrolled || !s.state(b, who.ID).Locked {
		t.Fatalf("after moving %+v and %+v", s.state(a, who.ID), s.state(b, who.ID))
	}
	if got := s.host.Text(); !strings.Contains(got, who.Who.Name.Full()) || !strings.Contains(got, dialogue) {
		t.Errorf("said %q", got)
	}
	s.undo()
	if got := s.state(a, who.ID); got != before || s.state(b, who.ID).State != "" {
		t.Errorf("%+v after taking back, it was %+v", got, before)
	}
}

// A full session takes somebody only after a person has read that and insists.
func TestPlaces_FullOnlyAnyway(t *testing.T) {
	s := newStage(t)
	a, b := s.session(supervision), s.session(dialogue)
	s.enrol(a, 15)
	who := s.people(17)[16]
	if err := s.svc.Enrol(t.Context(), b.ID, who.ID, false); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"enrolment.set": true})
	v := s.places(b)
	s.pick(v, who.ID)
	s.target(v, supervision)
	if got := s.asked(); !strings.Contains(got, "wszystkie miejsca są zajęte (15)") || !strings.Contains(got, "Zapisz mimo to") || !strings.Contains(got, who.Who.Name.Full()) {
		t.Errorf("asked %q", got)
	}
	if kittest.Press(s.window.Canvas(), fyne.KeyReturn); s.state(a, who.ID).State != "" || kit.DialogOpen(s.window) {
		t.Fatal("moved though nobody insists")
	}
	s.target(v, supervision)
	kittest.Press(s.window.Canvas(), fyne.KeyTab, fyne.KeyReturn)
	if s.state(a, who.ID).State != event.Enrolled || s.state(b, who.ID).State != "" {
		t.Fatal("not moved though somebody insists")
	}
	v.choose(a.ID)
	if got := flat(v.people.notices); !strings.Contains(got, "O 1 osobę za dużo: miejsc jest 15. Przenieś kogoś albo zwiększ limit miejsc.") {
		t.Errorf("said %q", got)
	}
}

// The advice follows what limits: the session's own number, its room, or both.
func TestPlaces_Limiting(t *testing.T) {
	ten, twenty := 10, 20
	g := event.Programme{Rooms: []event.Room{{ID: "r", Capacity: &ten}, {ID: "any"}}}
	for _, c := range []struct {
		session event.Session
		want    string
	}{
		{event.Session{Room: "any", Capacity: &ten}, "albo zwiększ limit miejsc."},
		{event.Session{Room: "r", Capacity: &twenty}, "albo daj większą salę."},
		{event.Session{Room: "r"}, "albo daj większą salę."},
		{event.Session{Room: "r", Capacity: &ten}, "albo zwiększ limit miejsc i daj większą salę."},
	} {
		if got := i18n.New(i18n.Polish).N("places.over", 2, limiting(g, c.session, ten)); !strings.HasSuffix(got, c.want) {
			t.Errorf("%+v: %q", c.session, got)
		}
	}
}

func TestPlaces_PromoteAndBack(t *testing.T) {
	s := newStage(t)
	a := s.session(supervision)
	s.enrol(a, 18)
	v := s.places(a)
	if got := v.summary.Text(); !strings.HasSuffix(got, "czekają 3 osoby") {
		t.Errorf("over the places it says %q", got)
	}
	if !v.people.notices.Hidden {
		t.Errorf("said of a full session %q", flat(v.people.notices))
	}
	s.pick(v, s.people(1)[0].ID)
	v.people.bar.withdraw.Press()
	if got := flat(v.people.notices); !strings.Contains(got, "Wolne miejsca: 1, czekają 3 osoby") || !strings.Contains(got, "Przyjmij 1 osobę") {
		t.Fatalf("said %q", got)
	}
	first := v.table.queue(v.table.byID[a.ID])[0].Registration
	v.onPromote(v.table.byID[a.ID])
	if s.state(a, first).State != event.Enrolled || v.table.byID[a.ID].waiting != 2 {
		t.Fatalf("%+v, %d wait", s.state(a, first), v.table.byID[a.ID].waiting)
	}
	s.undo()
	if s.state(a, first).State != event.OnWaitlist {
		t.Errorf("%+v after taking back", s.state(a, first))
	}
}

func TestPlaces_LockTellWithdraw(t *testing.T) {
	s := newStage(t)
	a := s.session(supervision)
	s.enrol(a, 4)
	v := s.places(a)
	people := s.people(2)
	v.people.list.SelectKeys([]string{people[0].ID, people[1].ID})
	v.people.bar.lock.Press()
	if !s.state(a, people[0].ID).Locked || !s.state(a, people[1].ID).Locked || v.people.bar.lock.Text() != "Odblokuj" {
		t.Errorf("not locked; the button offers %q", v.people.bar.lock.Text())
	}
	if got := flat(v.people.list); !strings.Contains(got, "ręcznie") {
		t.Errorf("not said in:\n%s", got)
	}
	s.undo()
	if s.state(a, people[0].ID).Locked {
		t.Error("still locked after taking back")
	}
	for _, item := range v.people.bar.moreItems() {
		if item.Label == "Oznacz jako powiadomione" {
			item.Action()
		}
	}
	if got := s.asked(); !strings.Contains(got, "2 osoby") || !strings.Contains(got, "niczego nie wysyła") {
		t.Errorf("asked %q", got)
	}
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if s.state(a, people[0].ID).Told.IsZero() || !s.state(a, s.people(3)[2].ID).Told.IsZero() {
		t.Error("not the chosen ones are marked as told")
	}
	v.people.list.Focus()
	kittest.Press(s.window.Canvas(), fyne.KeyDelete)
	if s.state(a, people[0].ID).State != "" || v.people.list.Len() != 2 {
		t.Errorf("%+v after Delete", s.state(a, people[0].ID))
	}
	s.undo()
	if got := s.state(a, people[0].ID); got.State != event.Enrolled || got.Told.IsZero() {
		t.Errorf("%+v after taking back", got)
	}
}

// newAdding is a stage with a full session, and the form where somebody who has a place there is given one in another.
func newAdding(t *testing.T) (s *stage, full, other event.Session) {
	t.Helper()
	s = newStage(t)
	full, other = s.session(supervision), s.session(dialogue)
	s.enrol(full, 15)
	s.places(other).onAdd(other.ID)
	s.typeName(s.people(1)[0])
	return s, full, other
}

// typeName types somebody's name into the field that has the focus.
func (s *stage) typeName(e event.Entry) {
	kittest.TypeFocused(s.window.Canvas(), event.Fold(e.Who.Name.Family+" "+e.Who.Name.Given))
}

func TestPlaces_AddSomebody(t *testing.T) {
	s, a, b := newAdding(t)
	v, who := s.page.places, s.people(1)[0]
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if s.state(b, who.ID).State != event.Enrolled || s.state(a, who.ID).State != "" {
		t.Fatalf("%+v, and before %+v", s.state(b, who.ID), s.state(a, who.ID))
	}
	v.choose(a.ID)
	other := s.people(17)[16]
	if err := s.svc.Enrol(t.Context(), a.ID, who.ID, true); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"enrolment.set": true})
	v.onAdd(a.ID) // it is full: offered is the waiting list
	s.typeName(other)
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if got := s.state(a, other.ID); got.State != event.OnWaitlist {
		t.Errorf("%+v in a full session", got)
	}
}

// That somebody loses a place is said where one is given, and not of the waiting list.
func TestPlaces_AddWarns(t *testing.T) {
	s, _, _ := newAdding(t)
	kittest.Press(s.window.Canvas(), fyne.KeyUp)
	as, ok := kittest.Find(s.window.Canvas().Overlays().Top(), func(*kit.Select[event.EnrolmentState]) bool { return true })
	if !ok {
		t.Fatal("no choice of place or waiting list")
	}
	if as.Choose(event.Enrolled); !strings.Contains(s.asked(), "straci je") {
		t.Errorf("of a place said %q", s.asked())
	}
	if as.Choose(event.OnWaitlist); strings.Contains(s.asked(), "straci je") {
		t.Errorf("of the waiting list said %q", s.asked())
	}
}

func TestPlaces_Keyboard(t *testing.T) {
	s := newStage(t)
	v := s.places(s.session(dialogue))
	kittest.Relayout(s.window.Canvas())
	first := v.rows[0].id
	s.window.Canvas().Focus(v.rows[0])
	kittest.Press(s.window.Canvas(), fyne.KeyDown, fyne.KeyDown)
	if v.chosen != v.rows[2].id || v.people.id != v.rows[2].id {
		t.Errorf("%q is shown after going down twice", v.chosen)
	}
	kittest.Press(s.window.Canvas(), fyne.KeyUp, fyne.KeyUp, fyne.KeyUp)
	if v.chosen != first {
		t.Errorf("%q is shown at the upper end", v.chosen)
	}
	v.people.search.SetText("poznan")
	v.people.filter()
	if shown := v.people.list.Len(); shown != 0 {
		t.Errorf("%d of nobody", shown)
	}
}

// Of the detail of a session one gets to its places.
func TestPlaces_FromDetail(t *testing.T) {
	s := newStage(t)
	a := s.session(supervision)
	s.enrol(a, 18)
	s.page.Open(a.ID)
	if shown := flat(s.page.detail.view); !strings.Contains(shown, "zajęte 15 z 15") || !strings.Contains(shown, "Pokaż miejsca") {
		t.Errorf("shown:\n%s", shown)
	}
	s.page.openPlaces(a.ID)
	if s.page.views.Chosen() != viewPlaces || s.page.places.people.id != a.ID {
		t.Error("the places of the session are not shown")
	}
}
