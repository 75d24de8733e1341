package checkin

import (
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// A scanner that sends no Enter: a whole code is taken once nothing follows.
func TestPage_CodeWithoutEnter(t *testing.T) {
	d := newDesk(t).confirmed()
	a, b := d.entries[0], d.entries[1]
	d.typed(a.Badge[:len(a.Badge)-1])
	d.clock.Advance(2 * unended)
	d.wantOutcomes() // a part of a code waits for the rest
	d.typed(a.Badge[len(a.Badge)-1:])
	d.clock.Advance(kit.HoldDigits + unended)
	d.wantShown(event.Admitted, a.Who.Name.Full())
	if d.p.view.entry.Text != "" {
		t.Error("the code stays in the input")
	}
	d.typed("Kow" + b.Badge)
	d.clock.Advance(kit.HoldDigits + unended)
	d.wantShown(event.Admitted, b.Who.Name.Full())
	d.typed("\n") // late
	d.scan(d.entries[2].Badge)
	d.clock.Advance(2 * unended)
	d.wantOutcomes(event.Admitted, event.Admitted, event.Admitted)
	d.press(fyne.KeyF2)
	d.typed("Jan" + d.entries[3].Badge)
	d.clock.Advance(unended)
	d.wantShown(event.Admitted, d.entries[3].Who.Name.Full())
	if len(d.p.drafts) != 1 || d.p.drafts[0].Name.Given != "Jan" {
		t.Errorf("kept %+v", d.p.drafts)
	}
}
