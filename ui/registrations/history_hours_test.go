package registrations

import (
	"strings"
	"testing"

	"zlot/event"
	"zlot/ui/kit"
)

// The history tells of hours and decisions, with why.
func TestHistory_Hours(t *testing.T) {
	s := openStage(t, kit.VariantLight, "pl", width, height, rally)
	e := s.entries()[2]
	ctx := t.Context()
	if err := s.svc.GrantHours(ctx, event.Grant{ID: "g1", Registration: e.ID, Kind: event.Recognised, Hours: 1.5, Reason: "kurs z 2009 r."}); err != nil {
		t.Fatal(err)
	}
	if err := s.svc.RevokeGrant(ctx, "g1", "nie ta osoba"); err != nil {
		t.Fatal(err)
	}
	if err := s.svc.Decide(ctx, event.Decision{Registration: e.ID, Kind: event.UsualKind, Verdict: event.Denied, Reason: "rezygnacja"}); err != nil {
		t.Fatal(err)
	}
	s.page.Open(e.ID)
	s.page.detail.tabs.Choose(tabHistory)
	ids, err := s.svc.DecidedAbout(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, id := range ids {
		facts, err := s.svc.Store.Facts(ctx, id, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range facts {
			for _, story := range s.page.tell(f) {
				told = append(told, story.what)
			}
		}
	}
	want := "Przyznano godziny: 1,5 (godziny uznane): kurs z 2009 r. | Cofnięto przyznane godziny: nie ta osoba | Zaświadczenie odmówione mimo reguły: rezygnacja"
	if got := strings.Join(told, " | "); got != want {
		t.Errorf("the history says %s", got)
	}
}
