package checkin

import (
	"context"
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
