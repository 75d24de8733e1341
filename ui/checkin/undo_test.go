package checkin

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
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

// F8 takes back what is shown; of another person it says whose, and how to go back.
func TestUndo_SaysWhom(t *testing.T) {
	d := newDesk(t).confirmed()
	a, b := d.entries[0], d.entries[1]
	d.status(2, event.Cancelled)
	d.scan(a.Badge)
	d.scan(b.Badge)
	d.press(fyne.KeyF2, fyne.KeyF8) // a form is open
	d.wantOutcomes(event.Admitted, event.Admitted)
	d.press(fyne.KeyEscape)
	d.scan(d.entries[2].Badge)
	d.press(fyne.KeyF8)
	d.wantShown(event.Undone, b.Who.Name.Full())
	d.press(fyne.KeyF8) // pressed again
	d.wantOutcomes(event.Admitted, event.Admitted, event.CancelledReg, event.Undone)
	d.later(time.Minute)
	if !kit.UndoToast(d.c) {
		t.Fatal("nobody says whose entry was taken back")
	}
	d.wantShown(event.Admitted, b.Who.Name.Full())
	d.press(fyne.KeyF8) // shown: no word about it is needed
	d.wantShown(event.Undone, b.Who.Name.Full())
	if kit.UndoToast(d.c) {
		t.Error("a toast offers what is shown")
	}
}
