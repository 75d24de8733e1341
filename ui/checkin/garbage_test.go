package checkin

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// Whatever a scanner or a clipboard brings ends in a verdict with a sentence,
// and the input is empty for the next one.
func TestScan_Garbage(t *testing.T) {
	d := newDesk(t).confirmed()
	good := d.entries[0].Badge
	for name, raw := range map[string]string{
		"web page":          "https://example.org/karta/8831?x=1",
		"cut":               good[:11],
		"cut to a few":      good[:7],
		"one digit wrong":   good[:5] + string('0'+(good[5]-'0'+1)%10) + good[6:],
		"lower case":        "abc-def-12345678",
		"AltGr":             "ŋę©" + good[:9] + "→ó",
		"French keyboard":   "'éàç\"'&(è-éàè_",
		"Czech keyboard":    "+ěščřžýáíé+ěščřžý",
		"10 kB of digits":   strings.Repeat("1234567890", 1024),
		"10 kB of letters":  strings.Repeat("Lorem ipsum ", 900),
		"two foreign codes": "5901234123457" + "5901234123457",
		"signs":             "%^&*",
		"Greek":             "ααα;;;:::",
	} {
		t.Run(name, func(t *testing.T) {
			d.p.last = nil
			d.p.showWaiting()
			before := len(d.scans())
			d.typed(raw)
			d.press(fyne.KeyReturn)
			v := d.shown()
			if v.Tone == kit.ToneNeutral || v.Word == "" || v.Advice == "" {
				t.Errorf("shown %+v", v)
			}
			if d.p.view.entry.Text != "" || d.p.view.form != nil || d.c.Focused() != fyne.Focusable(d.p.view.entry) {
				t.Errorf("the input holds %.20q, a form is open: %v", d.p.view.entry.Text, d.p.view.form != nil)
			}
			if rows := d.scans(); len(rows) != before+1 || rows[before].Outcome == event.Admitted {
				t.Errorf("%d scans were stored", len(rows)-before)
			}
		})
	}
	d.scan(good)
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
}

// What surrounds a whole code does not hide it.
func TestScan_GoodCodesInBadCompany(t *testing.T) {
	d := newDesk(t).confirmed()
	for i, wrap := range []string{"%s", "Kow%s", "]Q3%s", "\x1d%s\x04", " %s ", "]C1%s"} {
		e := d.entries[i]
		d.scan(strings.Replace(wrap, "%s", e.Badge, 1))
		d.wantShown(event.Admitted, e.Who.Name.Full())
		if d.p.view.entry.Text != "" {
			t.Errorf("%q: the input holds %q", wrap, d.p.view.entry.Text)
		}
	}
	spaced := d.entries[9].Badge
	d.scan(spaced[:4] + " " + spaced[4:8] + " " + spaced[8:12] + " " + spaced[12:16] + " " + spaced[16:]) // as it is printed
	d.wantShown(event.Admitted, d.entries[9].Who.Name.Full())
}

func TestScan_TwoCodesAtOnce(t *testing.T) {
	d := newDesk(t).confirmed()
	d.scan(d.entries[0].Badge + d.entries[1].Badge)
	if v := d.shown(); v.Tone != kit.ToneRefused || v.Advice == "" {
		t.Errorf("two codes in one: %+v", v)
	}
	if len(d.scans()) != 1 || d.p.view.entry.Text != "" {
		t.Error("it was not stored, or stands in the input")
	}
}

// Enter on a name that nobody has begins a new registration; Enter again lets
// the person in, and the badge goes to the printer.
func TestWalkIn_KeyboardOnly(t *testing.T) {
	d := newDesk(t).confirmed()
	d.paper = true
	d.typed("Żaneta Łąka")
	d.press(fyne.KeyReturn)
	if d.p.view.form == nil {
		t.Fatal("Enter begins nothing")
	}
	d.press(fyne.KeyReturn)
	d.wantShown(event.Admitted, "Żaneta Łąka")
	if v := d.shown(); v.Tone != kit.ToneAdmitted || v.Advice != "" {
		t.Errorf("shown %+v", v)
	}
	if len(d.printed) != 1 || d.printed[0] != d.scans()[0].Registration {
		t.Errorf("printed %v", d.printed)
	}
	d.prefs.SetPrintOnSave(false)
	d.typed("Ożarów Zenon")
	d.press(fyne.KeyReturn, fyne.KeyReturn)
	if len(d.printed) != 1 || !strings.Contains(strings.Join(d.shown().Plain(), " "), "do wydrukowania") {
		t.Errorf("printed %v although that is turned off", d.printed)
	}
}

func TestPrint_OnScan(t *testing.T) {
	d := newDesk(t).confirmed()
	d.paper = true
	d.prefs.SetPrintOnScan(true)
	if err := d.svc.MarkPrinted(t.Context(), d.event.ID, "a4-8-90x54", []string{d.entries[1].ID}); err != nil {
		t.Fatal(err)
	}
	d.p.Changed(map[string]bool{"badges.printed": true})
	d.scan(d.entries[0].Badge)
	d.scan(d.entries[1].Badge) // on paper already
	d.status(2, event.Cancelled)
	d.scan(d.entries[2].Badge) // refused
	d.scan(d.entries[0].Badge) // was in
	if len(d.printed) != 1 || d.printed[0] != d.entries[0].ID {
		t.Errorf("printed %v", d.printed)
	}
}

func TestPrint_Jam(t *testing.T) {
	d := newDesk(t).confirmed()
	d.paper, d.jam = true, errDisk
	d.prefs.SetPrintOnScan(true)
	d.p.queryPrinted()
	d.scan(d.entries[0].Badge)
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
	if !d.p.view.trouble.Visible() || len(d.p.unprinted) != 1 {
		t.Error("nobody hears that a badge did not come out")
	}
	d.jam = nil
	d.p.printAgain()
	if d.p.view.trouble.Visible() || len(d.printed) != 1 {
		t.Errorf("printed %v", d.printed)
	}
}

func TestForce_UsualReasons(t *testing.T) {
	d := newDesk(t).confirmed()
	d.status(0, event.Waitlisted)
	d.scan(d.entries[0].Badge)
	d.press(fyne.KeyF4, fyne.KeyDown, fyne.KeyReturn)
	if last := d.scans()[1]; !last.Forced || last.Reason != d.p.reasons()[1] {
		t.Errorf("forced %v for %q", last.Forced, last.Reason)
	}
}
