package registrations

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

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
		Refused: refused,
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

// gated is a service that refuses some work to everybody but an allowed one.
type gated struct {
	Service
	looks, writes bool
	seen          func() // called while it is written
}

// refused knows what somebody is told who may not.
func refused(err error) bool { _, denied := event.AccessDenied(err); return denied }

func (g gated) PlanImport(ctx context.Context, eventID string, t event.Table, o event.ImportOptions) (event.ImportPlan, error) {
	if g.looks && !kittest.Let(ctx) {
		return event.ImportPlan{}, event.Fail(event.CodeAccessDesk)
	}
	return g.Service.PlanImport(ctx, eventID, t, o)
}

func (g gated) ApplyImport(ctx context.Context, plan event.ImportPlan, c event.ImportChoices) (event.ImportResult, error) {
	if g.writes && !kittest.Let(ctx) {
		return event.ImportResult{}, event.Fail(event.CodeAccessDesk)
	}
	g.seen()
	return g.Service.ApplyImport(ctx, plan, c)
}

// A plan that nobody let be made says so, and not that the file is being read.
func TestImport_RefusedAndLeft(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	escort := kittest.NewEscort(t, refused)
	s.page.Service = gated{Service: s.page.Service, looks: true, seen: func() {}}
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	v, w := s.page.plan, s.page.Printer
	if v == nil || kit.DialogOpen(s.window) {
		t.Fatal("no plan waits")
	}
	if shown := kittest.Words(v.frame.View); strings.Contains(shown, w.T("registrations.plan.reading")) || !strings.Contains(strings.ReplaceAll(shown, "\n", " "), w.Error(event.Fail(event.CodeAccessDesk))) {
		t.Errorf("it says\n%s", shown)
	}
	kittest.Screenshot(t, s.window.Canvas(), "import-refused")
	escort.GoOn(t, v.frame.View)
	if len(v.plan.New) != 56 || strings.Contains(kittest.Words(v.frame.View), "PIN") {
		t.Errorf("let at last, it says\n%s", kittest.Words(v.frame.View))
	}
}

// What is written after somebody let it is under way like what is written at once.
func TestImport_WritesOnceLet(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	escort := kittest.NewEscort(t, refused)
	seen := 0
	s.page.Service = gated{Service: s.page.Service, writes: true, seen: func() {
		if seen++; !s.page.Busy() || !s.page.plan.apply.Disabled() {
			t.Error("it can be left, or written twice, while it is written")
		}
	}}
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	s.page.plan.apply.Press()
	if s.page.Busy() {
		t.Error("what was refused is still under way")
	}
	escort.GoOn(t, s.window.Canvas().Overlays().Top())
	if all := s.entries(); seen != 1 || len(all) != 56 || s.page.plan != nil || s.page.Busy() {
		t.Errorf("written %d times, %d registrations, plan %v", seen, len(all), s.page.plan)
	}
}
