package registrations

import (
	"strings"
	"testing"

	"zlot/event"
	"zlot/ui/kit/kittest"
)

// Those whom the form cannot have are told from those who are gone from it, and nobody of them is cancelled
// unasked.
func TestImport_SaysWhereMissingPeopleCameFrom(t *testing.T) {
	s := newStage(t)
	hand, err := s.svc.AddRegistration(t.Context(), event.NewRegistration{Event: s.event.ID,
		Person: event.Person{Name: event.Name{Given: "Żaneta", Family: "Źródlana"}}})
	if err != nil {
		t.Fatal(err)
	}
	doors, err := s.svc.Store.Checkpoints(t.Context(), s.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	path := s.sampleFile("zgloszenia-google.csv", func(text string) string {
		lines := strings.Split(text, "\n")
		return strings.Join(append(lines[:3:3], lines[4:]...), "\n")
	})
	s.page.openImport(path)
	v := s.page.plan
	if len(v.plan.Vanished) != 2 {
		t.Fatalf("%d are missing", len(v.plan.Vanished))
	}
	v.tabs.Choose(planVanished)
	says := func(id string) string {
		for _, x := range v.gone.Items() {
			if x.entry.ID == id {
				return v.originColumn().Text(x)
			}
		}
		return "nothing"
	}
	gone := v.plan.Vanished[0]
	if gone.ID == hand.ID {
		gone = v.plan.Vanished[1]
	}
	if says(hand.ID) != "dodane ręcznie" || says(gone.ID) != "import" {
		t.Errorf("by hand: %q, from a file: %q", says(hand.ID), says(gone.ID))
	}
	if _, err := s.svc.CheckIn(t.Context(), event.ScanRequest{ID: event.NewID(), Event: s.event.ID, Checkpoint: doors[0].ID,
		Direction: event.In, At: s.svc.Clock.Now(), Registration: hand.ID}); err != nil {
		t.Fatal(err)
	}
	v.replan()
	kittest.Relayout(s.window.Canvas())
	v.gone.SelectAll()
	v.bar.take.Press()
	if says(hand.ID) != "na miejscu" || len(v.decisions.Cancel) != 0 {
		t.Errorf("at the door: %q, %d cancelled unasked", says(hand.ID), len(v.decisions.Cancel))
	}
	top := s.window.Canvas().Overlays().Top()
	if top == nil || !strings.Contains(words(top), "1 osoba ma już odnotowane wejście") {
		t.Fatal("not asked")
	}
	kittest.Screenshot(t, s.window.Canvas(), "plan-cancel")
}
