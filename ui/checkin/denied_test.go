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
