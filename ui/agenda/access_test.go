package agenda

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// refused knows what somebody is told who may not.
func refused(err error) bool { _, denied := event.AccessDenied(err); return denied }

// gated is a service that refuses some work to everybody else.
type gated struct {
	Service
	looks, writes bool
	seen          func() // called while it is written
}

func (g gated) PlanAgenda(ctx context.Context, eventID string, t event.Table) (event.AgendaPlan, error) {
	if g.looks && !kittest.Let(ctx) {
		return event.AgendaPlan{}, event.Fail(event.CodeAccessDesk)
	}
	return g.Service.PlanAgenda(ctx, eventID, t)
}

func (g gated) ApplyAgenda(ctx context.Context, plan event.AgendaPlan) (event.AgendaResult, error) {
	if g.writes && !kittest.Let(ctx) {
		return event.AgendaResult{}, event.Fail(event.CodeAccessDesk)
	}
	g.seen()
	return g.Service.ApplyAgenda(ctx, plan)
}

func (g gated) ApplyAllocation(ctx context.Context, plan event.AllocationPlan) (event.AllocationResult, error) {
	if g.writes && !kittest.Let(ctx) {
		return event.AllocationResult{}, event.Fail(event.CodeAccessDesk)
	}
	g.seen()
	return g.Service.ApplyAllocation(ctx, plan)
}

func (g gated) AddSession(ctx context.Context, x event.Session) (event.Session, error) {
	if g.writes && !kittest.Let(ctx) {
		return event.Session{}, event.Fail(event.CodeAccessDesk)
	}
	g.seen()
	return g.Service.AddSession(ctx, x)
}

// A plan that nobody let be made says so, and not that the file is being read.
func TestImport_RefusedAndLeft(t *testing.T) {
	s := newStage(t)
	escort := kittest.NewEscort(t, refused)
	s.page.Service = gated{Service: s.page.Service, looks: true, seen: func() {}}
	s.page.openImport(s.sampleFile(func(data string) string { return data }))
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	v, w := s.page.plan, s.page.Printer
	if v == nil || kit.DialogOpen(s.window) {
		t.Fatal("no plan waits")
	}
	if shown := words(v.frame.View); strings.Contains(shown, w.T("agenda.plan.reading")) || !strings.Contains(strings.ReplaceAll(shown, "\n", " "), w.Error(event.Fail(event.CodeAccessDesk))) {
		t.Errorf("it says\n%s", shown)
	}
	escort.GoOn(t, v.frame.View)
	if len(v.plan.Same) == 0 || strings.Contains(words(v.frame.View), "PIN") {
		t.Errorf("let at last, it says\n%s", words(v.frame.View))
	}
}

// What is written after somebody let it is under way like what is written at once.
func TestImport_WritesOnceLet(t *testing.T) {
	s := newStage(t)
	escort := kittest.NewEscort(t, refused)
	seen := 0
	s.page.Service = gated{Service: s.page.Service, writes: true, seen: func() {
		if seen++; !s.page.Busy() || !s.page.plan.apply.Disabled() {
			t.Error("it can be left, or written twice, while it is written")
		}
	}}
	s.page.openImport(s.sampleFile(func(data string) string { return strings.Replace(data, "Sala Rycerska", "Sala Nowa", 1) }))
	s.page.plan.apply.Press()
	if s.page.Busy() {
		t.Error("what was refused is still under way")
	}
	escort.GoOn(t, s.window.Canvas().Overlays().Top())
	if seen != 1 || s.page.plan != nil || s.page.Busy() {
		t.Errorf("written %d times, plan %v", seen, s.page.plan)
	}
}

func TestAllocation_WritesOnceLet(t *testing.T) {
	s := newStage(t)
	escort := kittest.NewEscort(t, refused)
	seen := 0
	s.page.Service = gated{Service: s.page.Service, writes: true, seen: func() {
		if seen++; !s.page.Busy() || !s.page.allocation.apply.Disabled() {
			t.Error("it can be left, or written twice, while it is written")
		}
	}}
	s.page.openAllocation()
	s.page.allocation.apply.Press()
	escort.GoOn(t, s.window.Canvas().Overlays().Top())
	if seen != 1 || s.page.allocation != nil || s.page.Busy() {
		t.Errorf("written %d times, plan %v", seen, s.page.allocation)
	}
}

func TestForm_WritesOnceLet(t *testing.T) {
	s := newStage(t)
	escort := kittest.NewEscort(t, refused)
	seen := 0
	s.page.Service = gated{Service: s.page.Service, writes: true, seen: func() {
		if seen++; !s.page.form.saving || !s.page.form.save.Disabled() {
			t.Error("it can be written twice")
		}
	}}
	s.page.onAdd()
	s.page.form.title.SetText("Warsztat nowy")
	s.page.form.onSave()
	escort.GoOn(t, s.window.Canvas().Overlays().Top())
	if seen != 1 || s.page.form != nil || s.session("Warsztat nowy").ID == "" {
		t.Errorf("written %d times", seen)
	}
}
