package checkin

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// In the smallest window the buttons under the verdict stay beside the column;
// what has no room there stands among the settings.
func TestFoot_StaysInItsColumn(t *testing.T) {
	for _, lang := range []string{"pl", "en"} {
		d := newDeskWith(t, setup{variant: kit.VariantLight, lang: lang, width: 712, height: 500}).confirmed()
		d.status(1, event.Cancelled)
		for _, i := range []int{0, 1} {
			d.scan(d.entries[i].Badge)
			kittest.Relayout(d.c)
			end := d.p.view.foot.Size().Width
			seen := 0
			for _, o := range d.p.view.acts.Objects {
				if right := o.Position().X + o.Size().Width; o.Visible() && right > end {
					t.Errorf("%s: a button ends at %v of %v", lang, right, end)
				} else if o.Visible() {
					seen++
				}
			}
			if seen < 2 || d.p.view.force.Visible() != (i == 1) {
				t.Errorf("%s: %d buttons are seen", lang, seen)
			}
		}
	}
}

// Where the column of the last scans is not shown, a scan that the disk did not
// take is said all the same, with the way to try again.
func TestUnsaved_IsSaidInLargeType(t *testing.T) {
	d := newDeskWith(t, setup{variant: kit.VariantLight, lang: "pl", width: 1366, height: 768, large: true}).confirmed()
	d.fail = errDisk
	d.scan(d.entries[0].Badge)
	kittest.Relayout(d.c)
	if s := d.p.view.unsaved; !s.Visible() || s.Size().Height == 0 {
		t.Fatal("nothing offers to try again")
	}
	d.fail = nil
	d.p.retry()
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
	if d.p.view.unsaved.Visible() {
		t.Error("what was saved is still said to wait")
	}
}

// In a kiosk nobody can choose "Try again": the next scan does, and whoever
// stands there is sent to somebody who can help.
func TestKiosk_TriesAgain(t *testing.T) {
	d := newKiosk(t)
	d.press(fyne.KeyEscape)
	d.fail = errDisk
	d.scan(d.entries[0].Badge)
	if advice := d.shown().Advice; !strings.Contains(advice, "organizatora") || strings.Contains(advice, "Spróbuj ponownie") {
		t.Errorf("the advice is %q", advice)
	}
	d.fail = nil
	d.scan(d.entries[1].Badge)
	d.wantShown(event.Admitted, d.entries[1].Who.Name.Full())
	d.wantOutcomes(event.Admitted, event.Admitted)
	if len(d.p.unsaved) != 0 {
		t.Error("a scan waits still")
	}
}

// Escape that is held types Escape too: that must not take the keyboard away.
func TestKiosk_HeldEscapeAsItIsTyped(t *testing.T) {
	d := newKiosk(t)
	d.press(fyne.KeyEscape) // no PIN
	k, ev := d.c.Focused().(desktop.Keyable), &fyne.KeyEvent{Name: fyne.KeyEscape}
	k.KeyDown(ev)
	for range 3 {
		d.press(fyne.KeyEscape)
		d.clock.Advance(time.Second)
	}
	k.KeyUp(ev)
	if d.p.kiosk {
		t.Error("held Escape does not leave a kiosk without a PIN")
	}
}

// What is too long for a PIN was scanned, and has a verdict.
func TestKiosk_ScanOverThePIN(t *testing.T) {
	d := newKiosk(t)
	if d.p.view.form == nil {
		t.Fatal("nobody asks for a PIN")
	}
	d.scan("https://example.org/karta/8831")
	d.wantShown(event.UnknownCode, "")
	if err := d.p.d.Secrets.Set(pinSecret, testPIN); err != nil {
		t.Fatal(err)
	}
	d.press(fyne.KeyEscape)
	if d.p.view.form == nil {
		t.Fatal("Escape asks for no PIN")
	}
	d.scan("https://example.org/karta/8832")
	d.wantOutcomes(event.UnknownCode, event.UnknownCode)
}

// In a kiosk the advice is for whoever stands there.
func TestKiosk_Advice(t *testing.T) {
	d := newKiosk(t)
	d.press(fyne.KeyEscape)
	d.scan("41234567890123456")
	if advice := d.shown().Advice; strings.Contains(advice, "po nazwisku") || !strings.Contains(advice, "organizatora") {
		t.Errorf("a damaged code: %q", advice)
	}
	d.scan(d.entries[0].Badge + d.entries[1].Badge)
	if advice := d.shown().Advice; !strings.Contains(advice, "po jednym") {
		t.Errorf("two codes: %q", advice)
	}
	s := d.workshop()
	d.at(event.Checkpoint{Kind: event.Door, Title: s.Title, Session: s.ID, Policy: event.EnrolledOnly, NotEnrolled: event.Warn})
	d.scan(d.entries[5].Badge)
	v := d.shown()
	if v.Tone != kit.ToneAttention || v.Icon != kit.ToneAttention.Icon() || !strings.Contains(v.Advice, "organizatora") {
		t.Errorf("not on the list: %+v", v)
	}
}

// Two badges that were scanned in one go into a form are both told, and none of them is let in alone.
func TestForm_TwoCodesAtOnce(t *testing.T) {
	d := newDesk(t).confirmed()
	d.press(fyne.KeyF2)
	d.typed("Jan")
	d.scan(d.entries[0].Badge + d.entries[1].Badge)
	d.wantOutcomes(event.DamagedCode)
	if advice := d.shown().Advice; !strings.Contains(advice, "Dwa kody") {
		t.Errorf("advice %q", advice)
	}
	d.press(fyne.KeyF2)
	d.typed("12")
	d.scan(d.entries[0].Badge) // digits before a code are no code
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
}

// A blank badge that somebody else got meanwhile keeps nobody out, but is not said to be theirs.
func TestNewcomer_BlankBadgeIsTaken(t *testing.T) {
	d := newDesk(t).confirmed()
	blank := blankBadge(t)
	d.scan(blank)
	if _, err := d.svc.GiveBadge(t.Context(), d.entries[0].ID, blank); err != nil {
		t.Fatal(err)
	}
	d.typed("Ewa Lis\n")
	d.wantShown(event.Admitted, "Ewa Lis")
	if v := d.shown(); v.Tone != kit.ToneAttention || !strings.Contains(v.Advice, "inny pusty") || d.sounds[len(d.sounds)-1] != event.ToneAttention {
		t.Errorf("shown: %+v", v)
	}
	d.later(time.Minute)
	other := blankBadge(t)
	d.scan(other)
	if e, _, err := d.store.EntryByBadge(t.Context(), other); err != nil || e.Who.Name.Full() != "Ewa Lis" {
		t.Errorf("the next badge belongs to %v, %v", e.Who.Name, err)
	}
	if v := d.shown(); v.Tone != kit.ToneAdmitted || !strings.Contains(v.Advice, "przypisany") {
		t.Errorf("after the next badge: %+v", v)
	}
}

// A gate that people pass all day hands nothing over, unless it is the only desk.
func TestVerdict_AtTheGate(t *testing.T) {
	d := newDesk(t).confirmed()
	d.at(event.Checkpoint{Kind: event.Desk, Title: "Brama", Policy: event.InOut})
	d.scan(d.entries[0].Badge)
	if items := d.shown().Items; len(items) != 0 {
		t.Errorf("at the gate: %+v", items)
	}
	policy := event.InOut
	if _, err := d.svc.EditCheckpoint(t.Context(), d.p.checkpoints[0].ID, event.CheckpointUpdate{Policy: &policy, Closed: new(true)}); err != nil {
		t.Fatal(err)
	}
	d.p.Changed(map[string]bool{"checkpoint.changed": true})
	d.scan(d.entries[1].Badge)
	if items := d.shown().Items; len(items) == 0 {
		t.Error("the only desk hands no badge over")
	}
}

// Who leaves needs no badge from its box.
func TestVerdict_OnTheWayOut(t *testing.T) {
	d := newDesk(t).confirmed()
	exited(d)
	if lines := strings.Join(d.shown().Plain(), " "); strings.Contains(lines, "pudełko") {
		t.Errorf("shown on the way out: %q", lines)
	}
}

// The count of those who came says of how many, where anybody is expected.
func TestCounts_OfHowMany(t *testing.T) {
	d := newDesk(t)
	for want, c := range map[string]event.DeskCounts{
		"0":       {},
		"11 z 12": {Here: 11, Expected: 12},
		"14 z 14": {Here: 14, Expected: 14},
	} {
		d.p.showCounts(c)
		if got := d.p.view.here.Text(); got != want {
			t.Errorf("%+v: %q, want %q", c, got, want)
		}
	}
}
