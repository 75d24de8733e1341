package checkin

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// allowed marks the work of somebody who may.
type allowed struct{}

// door is a desk at which nobody but an allowed one adds people.
type door struct{ Service }

func (d door) AddRegistration(ctx context.Context, n event.NewRegistration) (event.Entry, error) {
	if ctx.Value(allowed{}) == nil {
		return event.Entry{}, event.Fail(event.CodeAccessDesk)
	}
	return d.Service.AddRegistration(ctx, n)
}

func (d door) EditCheckpoint(ctx context.Context, id string, u event.CheckpointUpdate) (event.Checkpoint, error) {
	if ctx.Value(allowed{}) == nil {
		return event.Checkpoint{}, event.Fail(event.CodeAccessLead)
	}
	return d.Service.EditCheckpoint(ctx, id, u)
}

// Who may not add people is told before anything is typed, finds no way to the pages of others, and neither sets the
// PIN of the kiosk nor turns it on; whoever may lets a newcomer in with one PIN.
func TestPage_RefusedAtTheStart(t *testing.T) {
	d := newDesk(t).confirmed()
	d.p.d.Service = door{d.p.d.Service}
	d.p.d.Refuse = event.OperatorSteward.Refuse
	d.p.Shown()
	asked := 0
	t.Cleanup(kit.SetEscort(&kit.Escort{
		Enter:   func(ctx context.Context) context.Context { return ctx },
		Refused: func(err error) bool { _, denied := event.AccessDenied(err); return denied },
		Action:  func() string { return "PIN" },
		Ask: func(_ error, again func(func(context.Context) context.Context)) {
			asked++
			again(func(ctx context.Context) context.Context { return context.WithValue(ctx, allowed{}, true) })
		},
	}))
	if holds(d.p.view.acts, d.p.view.paper) {
		t.Error("the lists on paper are offered")
	}
	d.press(fyne.KeyF10)
	if strings.Contains(kittest.Words(d.p.view.form), d.p.d.Printer.T("checkin.machine.print")) {
		t.Error("the switches of printing are offered")
	}
	for _, text := range []string{"checkin.kiosk.start", "checkin.pin.set", "checkin.paper.button"} {
		if _, ok := kittest.Find(d.p.view.form, func(b *kit.Button) bool { return b.Text() == d.p.d.Printer.T(text) }); ok {
			t.Errorf("%q is offered", d.p.d.Printer.T(text))
		}
	}
	d.p.closeForm()
	d.typed("Żaneta Łąka")
	d.press(fyne.KeyF2)
	if d.p.view.form != nil {
		t.Fatal("the form opens for somebody who may not")
	}
	on, ok := kittest.Find(d.c.Overlays().Top(), func(b *kit.Button) bool { return b.Text() == "PIN" })
	if !ok {
		t.Fatal("no way on")
	}
	on.Press()
	d.press(fyne.KeyReturn)
	d.wantShown(event.Admitted, "Żaneta Łąka")
	if asked != 1 {
		t.Errorf("asked %d times for a PIN", asked)
	}
}

// A steward reads what a checkpoint is, and finds no form and nothing to add; with one PIN it is changed, once.
func TestPoints_RefusedAtTheStart(t *testing.T) {
	d := newDesk(t)
	d.p.d.Service = door{d.p.d.Service}
	d.p.d.Refuse = event.OperatorSteward.Refuse
	d.p.Shown()
	asked := 0
	t.Cleanup(kit.SetEscort(&kit.Escort{
		Enter:   func(ctx context.Context) context.Context { return ctx },
		Refused: func(err error) bool { _, denied := event.AccessDenied(err); return denied },
		Action:  func() string { return "PIN" },
		Ask: func(_ error, again func(func(context.Context) context.Context)) {
			asked++
			again(func(ctx context.Context) context.Context { return context.WithValue(ctx, allowed{}, true) })
		},
	}))
	w := d.p.d.Printer
	d.p.openPoints()
	m := d.p.points
	if m.form != nil || len(m.presets.Objects) != 0 || !strings.Contains(kittest.Words(m.detail), d.p.checkpoint.Title) {
		t.Fatalf("form %v, %d presets, %q", m.form != nil, len(m.presets.Objects), kittest.Words(m.detail))
	}
	press := func(in fyne.CanvasObject, text string) {
		t.Helper()
		b, ok := kittest.Find(in, func(b *kit.Button) bool { return b.Text() == text })
		if !ok {
			t.Fatalf("no %q", text)
		}
		b.Press()
	}
	press(m.detail, w.T("checkin.points.change"))
	press(d.c.Overlays().Top(), "PIN")
	if m.form == nil {
		t.Fatal("the form does not open")
	}
	m.form.title.SetText("Wejście od rynku")
	m.form.save()
	d.settle()
	if d.p.checkpoint.Title != "Wejście od rynku" || asked != 1 || kit.DialogOpen(d.w) {
		t.Errorf("it is called %q, asked %d times", d.p.checkpoint.Title, asked)
	}
	if m.form != nil {
		t.Error("the form stays open for the next change")
	}
}

// Who may not add people is told who may, and whoever may lets the newcomer in from where it was refused.
func TestPage_NewcomerAfterStepUp(t *testing.T) {
	d := newDesk(t).confirmed()
	d.p.d.Service = door{d.p.d.Service}
	t.Cleanup(kit.SetEscort(&kit.Escort{
		Enter:   func(ctx context.Context) context.Context { return ctx },
		Refused: func(err error) bool { _, denied := event.AccessDenied(err); return denied },
		Action:  func() string { return "PIN" },
		Ask: func(_ error, again func(func(context.Context) context.Context)) {
			again(func(ctx context.Context) context.Context { return context.WithValue(ctx, allowed{}, true) })
		},
	}))
	d.typed("Żaneta Łąka")
	d.press(fyne.KeyF2, fyne.KeyReturn)
	if len(d.scans()) != 0 || len(d.p.drafts) != 1 {
		t.Fatalf("%d scans, %d drafts", len(d.scans()), len(d.p.drafts))
	}
	on, ok := kittest.Find(d.c.Overlays().Top(), func(b *kit.Button) bool { return b.Text() == "PIN" })
	if !ok {
		t.Fatal("no way on")
	}
	on.Press()
	d.wantShown(event.Admitted, "Żaneta Łąka")
	if len(d.p.drafts) != 0 {
		t.Error("who came in is still half typed")
	}
}
