package checkin

import (
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
)

// F4 right after a scan means who was scanned, also while the disk has not answered: not who was refused before.
func TestPage_ForceBeforeTheVerdict(t *testing.T) {
	d := newDesk(t).confirmed()
	before, e := d.entries[0], d.entries[1]
	if _, err := d.svc.SetStatus(t.Context(), []string{before.ID, e.ID}, event.Waitlisted); err != nil {
		t.Fatal(err)
	}
	d.scan(before.Badge)
	d.wantShown(event.OnWaitingList, before.Who.Name.Full())
	h := hold(t)
	d.scan(e.Badge)
	d.press(fyne.KeyF4)
	if d.p.view.form != nil {
		t.Error("somebody else is asked about")
	}
	h.finish()
	if d.p.view.form == nil {
		t.Fatal("F4 was swallowed")
	}
	d.press(fyne.KeyReturn)
	h.finish()
	rows := d.scans()
	if last := rows[len(rows)-1]; last.Registration != e.ID || !last.Forced {
		t.Errorf("let in was %+v", last)
	}
}
