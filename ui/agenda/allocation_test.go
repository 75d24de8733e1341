package agenda

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// enrolments are all that is stored about places.
func (s *stage) enrolments() []event.Enrolment {
	s.t.Helper()
	all, err := s.svc.Store.Enrolments(s.t.Context(), event.EnrolmentFilter{Event: s.event.ID})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

func TestAllocation_ShownWrittenTakenBack(t *testing.T) {
	s := newStage(t)
	s.page.openAllocation()
	v := s.page.allocation
	if v == nil || !v.plan.Proven || len(s.enrolments()) != 0 {
		t.Fatal("no plan, or something is written before anybody has seen it")
	}
	shown := flat(v.view)
	for _, want := range []string{"Rozdział miejsc", "1. wybór", "najlepszy z możliwych", "Zmiany ", "Zapisz "} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is missing in:\n%s", want, shown)
		}
	}
	plan := v.plan
	v.apply.Press()
	if s.page.allocation != nil || s.page.views.Chosen() != viewPlaces {
		t.Error("the plan is still shown")
	}
	taken := map[string]int{}
	first := 0
	for _, en := range s.enrolments() {
		if en.State == event.Enrolled {
			taken[en.Session]++
			if en.Rank == 1 {
				first++
			}
		}
	}
	for _, p := range plan.Sessions {
		if taken[p.Session.ID] != p.Enrolled || p.Limit != nil && p.Enrolled > *p.Limit {
			t.Errorf("%s: %d have a place, the plan said %d", p.Session.Title, taken[p.Session.ID], p.Enrolled)
		}
	}
	if first != plan.ByRank[1] || first == 0 {
		t.Errorf("%d first choices, the plan said %d", first, plan.ByRank[1])
	}
	s.undo()
	if got := s.enrolments(); len(got) != 0 {
		t.Errorf("%d enrolments after taking back", len(got))
	}
}

// Those who were told stay where they are when places are given out again.
func TestAllocation_ToldStay(t *testing.T) {
	s := newStage(t)
	s.page.openAllocation()
	s.page.allocation.apply.Press()
	v := s.places(s.session(supervision))
	v.told.Press()
	kittest.Press(s.window.Canvas(), "Return")
	before := s.enrolments()
	if i := slices.IndexFunc(before, func(e event.Enrolment) bool { return e.Told.IsZero() }); i >= 0 {
		t.Fatalf("not marked as told: %+v", before[i])
	}
	s.page.openAllocation()
	if got := s.page.allocation; got.apply.Text() != "Nic się nie zmieni" || !got.apply.Disabled() {
		t.Errorf("a second run offers %q", got.apply.Text())
	}
	if said := flat(s.page.allocation.notices); !strings.Contains(said, "przy osobach, które zostają na swoich miejscach") {
		t.Errorf("beside those who stay it says %q", said)
	}
	s.page.allocation.keep.Choose(event.KeepNone)
	if said := flat(s.page.allocation.notices); strings.Contains(said, "zostają") {
		t.Errorf("where nobody stays it says %q", said)
	}
	if !s.page.allocation.plan.Proven {
		t.Error("no plan after another choice")
	}
	s.page.onLeave()
	if s.page.allocation != nil {
		t.Error("Escape does not leave the plan")
	}
	s.undo()
	if i := slices.IndexFunc(s.enrolments(), func(e event.Enrolment) bool { return !e.Told.IsZero() }); i >= 0 {
		t.Error("still marked as told after taking back")
	}
}

// Everybody who does not get a first choice is told why, in words.
func TestAllocation_Explained(t *testing.T) {
	s := newStage(t)
	s.page.openAllocation()
	v := s.page.allocation
	if len(v.people.missed) == 0 {
		t.Fatal("everybody gets the first choice: nothing to explain")
	}
	v.tabs.Choose(allocationMissed)
	for _, a := range v.people.missed {
		v.people.explain(a)
		if shown := flat(v.people.stack); !strings.Contains(shown, "Wszystkie miejsca") || strings.Contains(shown, "places.") {
			t.Fatalf("said of %s:\n%s", a.who.Name, shown)
		}
	}
}

// The numbers of the summary add up to all who take part, here at one time.
func TestAllocation_SummaryAddsUp(t *testing.T) {
	s := newStage(t)
	a, b := s.session(supervision), s.session(dialogue)
	for i, who := range s.people(40)[30:] { // they are wanted nowhere, and wait for nothing
		for _, x := range []event.Session{a, b} {
			if who.Choice(x.Title) > 0 && i%2 == 0 {
				if err := s.svc.Enrol(t.Context(), x.ID, who.ID, true); err != nil {
					t.Fatal(err)
				}
				if err := s.svc.Withdraw(t.Context(), x.ID, who.ID); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	s.page.openAllocation()
	s.page.allocation.apply.Press()
	for _, en := range s.enrolments() { // some have a place, and wait for another one
		if en.Session == a.ID && en.State == event.Enrolled {
			if err := s.svc.Wait(t.Context(), b.ID, en.Registration); err != nil {
				t.Fatal(err)
			}
		}
	}
	v := s.places(a)
	if got := v.summary.Text(); strings.Contains(got, "czeka") {
		t.Errorf("all who wait have a place; over the places it says %q", got)
	}
	v.told.Press()
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	for _, fill := range []bool{false, true} {
		s.page.openAllocation()
		v := s.page.allocation
		v.how.Fill = fill
		v.work()
		sum := v.plan.Waiting + v.people.unmet + v.people.wishless
		for _, n := range v.plan.ByRank {
			sum += n
		}
		if sum != len(v.plan.People) {
			t.Errorf("filled %v: %v by choice, %d wait, %d without, %d chose nothing: %d of %d", fill, v.plan.ByRank, v.plan.Waiting, v.people.unmet, v.people.wishless, sum, len(v.plan.People))
		}
		if shown := flat(v.view); v.people.unmet > 0 != strings.Contains(shown, "bez miejsca") {
			t.Errorf("%d without a place, shown:\n%s", v.people.unmet, shown)
		}
	}
}

func TestAllocation_Reasons(t *testing.T) {
	s := newStage(t)
	s.page.openAllocation()
	l := s.page.allocation.people
	w := s.session(dialogue)
	for _, why := range event.PassReasons {
		text := l.why(event.Passed{Session: w.ID, Title: w.Title, Rank: 1, Why: why, Other: w.ID})
		if text == "" || strings.Contains(text, "places.") || strings.Contains(text, "no value") || !strings.HasSuffix(text, ".") {
			t.Errorf("%s: %q", why, text)
		}
	}
}

func TestAllocation_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for _, c := range []struct {
		suffix, lang string
		variant      kit.Variant
		w, h         float32
	}{{"pl-light", "pl", kit.VariantLight, width, height}, {"en-dark", "en", kit.VariantDark, 1732, 1028}, {"pl-small", "pl", kit.VariantLight, 836, 600}, {"pl-dark", "pl", kit.VariantDark, width, height}} {
		t.Run(c.suffix, func(t *testing.T) {
			s := openStage(t, c.variant, c.lang, c.w, c.h, sampleEvent("rally-2012"))
			s.page.openAllocation()
			v := s.page.allocation
			kittest.Screenshot(t, s.window.Canvas(), "allocation-"+c.suffix)
			v.tabs.Choose(allocationMissed)
			kittest.Screenshot(t, s.window.Canvas(), "allocation-missed-"+c.suffix)
			v.tabs.Choose(allocationSessions)
			kittest.Screenshot(t, s.window.Canvas(), "allocation-sessions-"+c.suffix)
			v.apply.Press()
			s.places(s.session(supervision))
			kittest.Screenshot(t, s.window.Canvas(), "allocation-done-"+c.suffix)
		})
	}
}

// What becomes other meanwhile is in the plan; what is asked for elsewhere makes it give way.
func TestAllocation_FollowsAndGivesWay(t *testing.T) {
	s := newStage(t)
	s.page.openAllocation()
	v := s.page.allocation
	before := len(v.people.all)
	if _, err := s.svc.SetStatus(t.Context(), []string{s.people(1)[0].ID}, event.Cancelled); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"registration.changed": true})
	if got := len(v.people.all); got != before-1 {
		t.Errorf("%d people in the plan after one of %d has cancelled", got, before)
	}
	s.page.Open(s.session(dialogue).ID)
	if s.page.allocation != nil || s.page.content.Objects[0] != s.page.main {
		t.Error("the plan does not give way to a session")
	}
}
