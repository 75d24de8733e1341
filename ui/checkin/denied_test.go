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

// refused knows what somebody is told who may not.
func refused(err error) bool { _, denied := event.AccessDenied(err); return denied }

// door is a desk at which nobody but an allowed one adds people.
type door struct{ Service }

func (d door) AddRegistration(ctx context.Context, n event.NewRegistration) (event.Entry, error) {
	if !kittest.Let(ctx) {
		return event.Entry{}, event.Fail(event.CodeAccessDesk)
	}
	return d.Service.AddRegistration(ctx, n)
}

func (d door) EditCheckpoint(ctx context.Context, id string, u event.CheckpointUpdate) (event.Checkpoint, error) {
	if !kittest.Let(ctx) {
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
	escort := kittest.NewEscort(t, refused)
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
	if escort.Asked != 1 {
		t.Errorf("asked %d times for a PIN", escort.Asked)
	}
}

// A steward reads what a checkpoint is, and finds no form and nothing to add; with one PIN it is changed, once.
func TestPoints_RefusedAtTheStart(t *testing.T) {
	d := newDesk(t)
	d.p.d.Service = door{d.p.d.Service}
	d.p.d.Refuse = event.OperatorSteward.Refuse
	d.p.Shown()
	escort := kittest.NewEscort(t, refused)
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
	if d.p.checkpoint.Title != "Wejście od rynku" || escort.Asked != 1 || kit.DialogOpen(d.w) {
		t.Errorf("it is called %q, asked %d times", d.p.checkpoint.Title, escort.Asked)
	}
	if m.form != nil {
		t.Error("the form stays open for the next change")
	}
}

// The keyboard goes on where something is seen: from the PIN to the form, from what was saved to the list; what is only
// read again stays as it is. What is saved after it, or undone, is that of whoever works here.
func TestPoints_LetOnce(t *testing.T) {
	d := newDesk(t)
	desk := d.p.checkpoint.ID
	d.at(event.Checkpoint{Kind: event.Gift, Title: "Pakiet", Policy: event.Once})
	gift := d.p.checkpoint
	d.p.goTo(desk)
	d.p.d.Service = door{d.p.d.Service}
	d.p.d.Refuse = event.OperatorSteward.Refuse
	d.p.Shown()
	kittest.NewEscort(t, refused)
	button := func(in fyne.CanvasObject, text string) *kit.Button {
		t.Helper()
		b, ok := kittest.Find(in, func(b *kit.Button) bool { return b.Text() == text })
		if !ok {
			t.Fatalf("no %q", text)
		}
		return b
	}
	w := d.p.d.Printer
	d.p.openPoints()
	d.settle()
	m := d.p.points
	m.chosen = gift.ID
	m.show()
	change := button(m.detail, w.T("checkin.points.change"))
	d.c.Focus(change)
	d.p.queryCheckpoints()
	if d.c.Focused() != fyne.Focusable(change) || button(m.detail, w.T("checkin.points.change")) != change {
		t.Error("what did not change is made anew")
	}
	d.press(fyne.KeySpace)
	button(d.c.Overlays().Top(), "PIN").Press()
	if m.form == nil || d.c.Focused() != fyne.Focusable(m.form.title) {
		t.Fatalf("after the PIN the keyboard is at %T", d.c.Focused())
	}
	f := m.form
	f.setClosed(true)
	d.settle()
	if !d.checkpoints()["Pakiet"].Closed || m.form != nil || d.c.Focused() != m.list.Focusable() {
		t.Fatalf("form %v, the keyboard is at %T", m.form != nil, d.c.Focused())
	}
	kit.UndoToast(d.c)
	if !d.checkpoints()["Pakiet"].Closed || !kit.DialogOpen(d.w) {
		t.Error("what was let once can be undone without asking")
	}
	kittest.Press(d.c, fyne.KeyEscape)
	f.title.SetText("Paczka") // not read again yet
	f.save()
	if d.checkpoints()["Paczka"].ID != "" || !kit.DialogOpen(d.w) {
		t.Error("what was let once is let again")
	}
}

// Enter in a checkpoint's name saves it, and one types on in the name.
func TestPoints_TypesOn(t *testing.T) {
	d := newDesk(t)
	d.press(fyne.KeyF7)
	d.settle()
	m := d.p.points
	before := m.form
	d.c.Focus(m.form.title)
	d.typed(" A\n")
	d.settle()
	if m.form == before || d.c.Focused() != fyne.Focusable(m.form.title) {
		t.Fatalf("the form is the one of before: %v; the keyboard is at %T", m.form == before, d.c.Focused())
	}
}

// Who may not add people is told who may, and whoever may lets the newcomer in from where it was refused.
func TestPage_NewcomerAfterStepUp(t *testing.T) {
	d := newDesk(t).confirmed()
	d.p.d.Service = door{d.p.d.Service}
	kittest.NewEscort(t, refused)
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
