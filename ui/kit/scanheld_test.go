package kit_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// The digits of a code change nothing that would be painted before its Enter.
func TestScanEntry_holdsDigits(t *testing.T) {
	d := newDesk(t)
	changes := 0
	d.scan.OnChanged = func(string) { changes++ }
	code := codes(1)[0]
	kittest.TypeFocused(d.canvas(), code)
	if changes != 0 || d.scan.Text != "" {
		t.Fatalf("%d changes, the input holds %q", changes, d.scan.Text)
	}
	kittest.TypeFocused(d.canvas(), "\n")
	if d.clock.Advance(kit.HoldDigits); !slices.Equal(d.scans, []string{code}) || d.scan.Text != "" {
		t.Errorf("scans %q, rest %q", d.scans, d.scan.Text)
	}
}

// Digits that nothing follows are shown, and everything else comes after them.
func TestScanEntry_showsHeldDigits(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(*desk)
		want string
	}{
		"pause":     {func(d *desk) { d.clock.Advance(kit.HoldDigits) }, "147"},
		"letter":    {func(d *desk) { kittest.TypeFocused(d.canvas(), "a") }, "147a"},
		"backspace": {func(d *desk) { kittest.Press(d.canvas(), fyne.KeyBackspace) }, "14"},
		"focus":     {func(d *desk) { d.canvas().Unfocus() }, "147"},
		"more":      {func(d *desk) { kittest.TypeFocused(d.canvas(), "8"); d.clock.Advance(kit.HoldDigits) }, "1478"},
		"left":      {func(d *desk) { kittest.Press(d.canvas(), fyne.KeyLeft); kittest.TypeFocused(d.canvas(), "x") }, "14x7"},
		"escape":    {func(d *desk) { kittest.Press(d.canvas(), fyne.KeyEscape); d.clock.Advance(kit.HoldDigits) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			kittest.TypeFocused(d.canvas(), "147")
			if c.do(d); d.scan.Text != c.want || len(d.scans) != 0 {
				t.Errorf("the input holds %q, scanned %q", d.scan.Text, d.scans)
			}
		})
	}
}

// A code behind a name that is half typed is one text with it.
func TestScanEntry_heldBehindLetters(t *testing.T) {
	d := newDesk(t)
	kittest.TypeFocused(d.canvas(), "Kow"+codes(1)[0]+"\n")
	if want := []string{"Kow" + codes(1)[0]}; !slices.Equal(d.scans, want) || d.scan.Text != "" {
		t.Errorf("scans %q, rest %q", d.scans, d.scan.Text)
	}
}
