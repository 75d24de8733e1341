package checkin

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/event"
	"zlot/ui/kit"
)

func TestPIN(t *testing.T) {
	for pin, ok := range map[string]bool{"1234": true, "12345678": true, "123": false, "123456789": false, "12a4": false, "": false} {
		if validPIN(pin) != ok {
			t.Errorf("validPIN(%q) is not %v", pin, ok)
		}
	}
	kept, err := hashPIN("2012")
	if err != nil {
		t.Fatal(err)
	}
	again, err := hashPIN("2012")
	if err != nil || kept == again || strings.Contains(kept, "2012$") {
		t.Errorf("two PINs are kept alike, %v", err)
	}
	if !isPIN("2012", kept) || isPIN("2013", kept) || isPIN("2012", "") || isPIN("2012", "pbkdf2-sha256$x$$") {
		t.Error("the wrong PIN opens, or the right one does not")
	}
}

func newKiosk(t *testing.T) *desk {
	t.Helper()
	return newDeskWith(t, setup{variant: kit.VariantLight, lang: "pl", width: 1366, height: 768, kiosk: true}).confirmed()
}

// In a kiosk nobody looks names up, takes somebody's number or writes a badge.
func TestKiosk_OnlyBadges(t *testing.T) {
	d := newKiosk(t)
	d.press(fyne.KeyEscape) // no PIN yet
	d.typed("Now")
	if d.p.view.list.Visible() {
		t.Error("names are shown to whoever types")
	}
	d.press(fyne.KeyEscape)
	d.scan("7")
	d.scan(blankBadge(t))
	if d.p.view.form != nil {
		t.Error("a blank badge opens a form")
	}
	d.wantOutcomes(event.UnknownCode, event.UnknownCode)
	if advice := d.shown().Advice; !strings.Contains(advice, "organizatora") {
		t.Errorf("advice %q is for the desk", advice)
	}
	d.scan(d.entries[0].Badge)
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
}

func TestKiosk_LeavesByThePIN(t *testing.T) {
	d := newDesk(t).confirmed()
	d.press(fyne.KeyF10)
	if d.p.view.form == nil {
		t.Fatal("the settings of the desk do not open")
	}
	kept, err := hashPIN("4711")
	if err != nil {
		t.Fatal(err)
	}
	d.secrets[pinSecret] = kept
	d.p.setKiosk(true)
	if !d.window[0] || !d.window[1] || d.p.view.form != nil {
		t.Errorf("the window is told %v", d.window)
	}
	d.press(fyne.KeyEscape)
	d.typed("1111\n")
	if !d.p.kiosk {
		t.Fatal("a wrong PIN leaves the kiosk")
	}
	d.scan(d.entries[0].Badge) // somebody scans while the question stands there
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
	if d.p.view.form != nil {
		t.Error("the question covers the verdict")
	}
	d.press(fyne.KeyEscape)
	d.typed("4711\n")
	if d.p.kiosk || d.window[1] {
		t.Error("the right PIN does not leave the kiosk")
	}
}

func TestKiosk_ThreeGuesses(t *testing.T) {
	d := newKiosk(t)
	d.press(fyne.KeyEscape)
	d.secrets[pinSecret] = testPIN
	d.press(fyne.KeyEscape)
	d.typed("1\n2\n3\n")
	if d.p.view.form != nil || !strings.Contains(d.shown().Advice, "pomyłek") {
		t.Errorf("after three guesses it asks again: %q", d.shown().Advice)
	}
	d.press(fyne.KeyEscape)
	if d.p.view.form != nil {
		t.Error("it asks at once")
	}
	d.later(time.Minute)
	d.press(fyne.KeyEscape)
	if d.p.view.form == nil {
		t.Error("it never asks again")
	}
	d.clock.Advance(pinPatience)
	if d.p.view.form != nil {
		t.Error("the question stays for ever")
	}
}

// hold presses a key down for a while.
func (d *desk) holdEscape(long time.Duration) {
	d.t.Helper()
	ev := &fyne.KeyEvent{Name: fyne.KeyEscape}
	k, ok := d.c.Focused().(desktop.Keyable)
	if !ok {
		d.t.Fatal("what has the focus hears no keys go down")
	}
	k.KeyDown(ev)
	d.clock.Advance(long)
	k.KeyUp(ev)
}

func TestKiosk_EscapeHeld(t *testing.T) {
	d := newKiosk(t)
	if d.p.view.form == nil {
		t.Error("nobody is asked for a PIN")
	}
	d.press(fyne.KeyEscape)
	asked := false
	d.p.AskLeave(func() { asked = true })
	if asked || !strings.Contains(d.shown().Advice, "Escape") {
		t.Errorf("left %v, the hint is %q", asked, d.shown().Advice)
	}
	d.holdEscape(time.Second)
	d.clock.Advance(5 * time.Second)
	if !d.p.kiosk {
		t.Error("a short press leaves")
	}
	d.secrets[pinSecret] = testPIN
	d.holdEscape(3 * time.Second)
	if !d.p.kiosk {
		t.Error("with a PIN it leaves without")
	}
	delete(d.secrets, pinSecret)
	d.holdEscape(3 * time.Second)
	if d.p.kiosk || d.window[1] {
		t.Error("held Escape does not leave")
	}
}

func TestKiosk_SetsThePINItAsksFor(t *testing.T) {
	d := newKiosk(t)
	d.typed("12\n")
	if d.p.view.form == nil || d.secrets[pinSecret] != "" {
		t.Error("two digits are a PIN")
	}
	d.press(fyne.KeyBackspace, fyne.KeyBackspace)
	d.typed("8888\n")
	if !isPIN("8888", d.secrets[pinSecret]) || d.p.view.form != nil {
		t.Errorf("kept %q", d.secrets[pinSecret])
	}
}

// A kiosk shows nobody who was there before.
func TestKiosk_WaitsAfterEachVerdict(t *testing.T) {
	d := newDesk(t).confirmed()
	waiting := d.p.d.Printer.T("checkin.waiting.word")
	d.scan(d.entries[0].Badge)
	d.p.setKiosk(true)
	if v := d.shown(); v.Word != waiting || v.Name != "" {
		t.Errorf("it begins with %q %q", v.Word, v.Name)
	}
	d.scan(d.entries[1].Badge)
	d.clock.Advance(kioskRest / 2)
	d.scan(d.entries[2].Badge) // which has its own time
	d.clock.Advance(kioskRest - time.Second)
	d.wantShown(event.Admitted, d.entries[2].Who.Name.Full())
	d.clock.Advance(time.Second)
	if v := d.shown(); v.Word != waiting || v.Name != "" {
		t.Errorf("it goes on with %q %q", v.Word, v.Name)
	}
	d.p.setKiosk(false)
	d.scan(d.entries[3].Badge)
	d.clock.Advance(2 * kioskRest)
	d.wantShown(event.Admitted, d.entries[3].Who.Name.Full()) // at a desk it stays
}

// A PIN never stands among the scans, however it is typed; that something was refused does.
func TestKiosk_PINIsNoScan(t *testing.T) {
	d := newDesk(t).confirmed()
	d.secrets[pinSecret] = testPIN
	d.p.setKiosk(true)
	d.typed("123")
	d.press(fyne.KeyEscape)
	if d.p.view.form == nil || d.p.view.entry.Text != "" {
		t.Error("Escape with something typed does not ask for the PIN")
	}
	d.typed("1\n2\n3\n") // it asks for no more
	d.typed("4711\n")
	d.settle()
	d.wantOutcomes(event.UnknownCode)
	if d.shown().Tone != kit.ToneRefused {
		t.Error("digits are not refused")
	}
	rows, err := d.svc.Store.Scans(t.Context(), event.ScanFilter{Event: d.event.ID})
	if err != nil || len(rows) != 1 || strings.ContainsAny(rows[0].Code, "0123456789") {
		t.Errorf("kept is %+v, %v", rows, err)
	}
}
