package registrations

import (
	"context"
	"testing"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// Who may not import asks somebody who may once, and looks at the list and lets it in with that.
func TestImport_OneAskForALead(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	lead, err := s.svc.AddOperator(t.Context(), event.NewOperator{Name: "Ewa Leska", Role: event.OperatorLead, PIN: "2012"})
	if err != nil {
		t.Fatal(err)
	}
	desk, err := s.svc.AddOperator(event.ByOperator(t.Context(), lead.ID), event.NewOperator{Name: "Jan Recki", Role: event.OperatorDesk, PIN: "2013"})
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	t.Cleanup(kit.SetEscort(&kit.Escort{
		Enter:   func(ctx context.Context) context.Context { return event.ByOperator(ctx, desk.ID) },
		Refused: func(err error) bool { _, denied := event.AccessDenied(err); return denied },
		Action:  func() string { return "PIN" },
		Ask: func(_ error, again func(func(context.Context) context.Context)) {
			asked++
			again(func(ctx context.Context) context.Context { return event.ByOperator(ctx, lead.ID) })
		},
	}))
	stepUp := func() {
		t.Helper()
		on, ok := kittest.Find(s.window.Canvas().Overlays().Top(), func(b *kit.Button) bool { return b.Text() == "PIN" })
		if !ok {
			t.Fatal("no way on")
		}
		on.Press()
	}
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	stepUp()
	v := s.page.plan
	if v == nil || len(v.plan.New) != 56 {
		t.Fatal("the list is not shown")
	}
	v.setColumn("Miejscowość", event.FieldIgnore)
	v.apply.Press()
	if all := s.entries(); len(all) != 56 || asked != 1 || kit.DialogOpen(s.window) {
		t.Fatalf("%d registrations, asked %d times", len(all), asked)
	}
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	if !kit.DialogOpen(s.window) {
		t.Error("the next list is let in too")
	}
	stepUp()
	if asked != 2 {
		t.Errorf("asked %d times", asked)
	}
}
