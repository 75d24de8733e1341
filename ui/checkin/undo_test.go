package checkin

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// Escape clears the last verdict, and after a search nobody's verdict comes back.
func TestEscape_ClearsTheVerdict(t *testing.T) {
	d := newDesk(t).confirmed()
	waiting := d.p.d.Printer.T("checkin.waiting.word")
	d.scan(d.entries[0].Badge)
	d.typed("Kow")
	d.press(fyne.KeyEscape)
	if d.shown().Word != waiting || d.p.view.list.Visible() || d.p.view.entry.Text != "" {
		t.Errorf("after a search Escape shows %q", d.shown().Word)
	}
	d.scan(d.entries[1].Badge)
	d.press(fyne.KeyEscape)
	if d.shown().Word != waiting || d.p.view.force.Visible() {
		t.Errorf("Escape in an empty input shows %q", d.shown().Word)
	}
	d.status(2, event.Cancelled)
	d.scan(d.entries[2].Badge)
	d.press(fyne.KeyF4, fyne.KeyEscape) // of a form it closes the form alone
	d.wantShown(event.CancelledReg, d.entries[2].Who.Name.Full())
}

// F8 takes back what is shown and nobody else's scan; else it says why nothing.
func TestUndo_OnlyWhatIsShown(t *testing.T) {
	d := newDesk(t).confirmed()
	a, b := d.entries[0], d.entries[1]
	said := func(id string) {
		t.Helper()
		words := strings.Join(strings.Fields(kittest.Words(d.w.Content())), " ")
		if !strings.Contains(words, d.p.d.Printer.T(id)) {
			t.Errorf("%s is not said", id)
		}
	}
	d.press(fyne.KeyF8)
	said("checkin.undo.none")
	d.scan(a.Badge)
	d.scan(b.Badge)
	d.press(fyne.KeyF2, fyne.KeyF8) // a form is open
	d.wantOutcomes(event.Admitted, event.Admitted)
	d.press(fyne.KeyEscape)
	d.later(time.Minute)
	d.scan(a.Badge)
	d.wantShown(event.AlreadyIn, a.Who.Name.Full())
	d.press(fyne.KeyF8)
	d.wantShown(event.AlreadyIn, a.Who.Name.Full())
	d.wantOutcomes(event.Admitted, event.Admitted, event.AlreadyIn)
	said("checkin.undo.refused")
	d.later(time.Minute)
	d.press(fyne.KeyEscape)
	d.press(fyne.KeyF8) // nothing is shown: the newest scan is meant, which let nobody in
	d.wantOutcomes(event.Admitted, event.Admitted, event.AlreadyIn)
	d.scan(d.entries[2].Badge)
	d.press(fyne.KeyEscape, fyne.KeyF8)
	d.wantShown(event.Undone, d.entries[2].Who.Name.Full())
	d.press(fyne.KeyF8) // pressed again
	said("checkin.undo.done")
	d.later(time.Minute)
	if !kit.UndoToast(d.c) {
		t.Fatal("nobody says whose entry was taken back")
	}
	d.wantShown(event.Admitted, d.entries[2].Who.Name.Full())
	d.press(fyne.KeyF8) // shown: no word about it is needed
	d.wantShown(event.Undone, d.entries[2].Who.Name.Full())
	if kit.UndoToast(d.c) {
		t.Error("a toast offers what is shown")
	}
}
