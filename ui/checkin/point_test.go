package checkin

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// again is the same desk after the program was started anew on the same machine.
func (d *desk) again(kiosk bool) {
	d.t.Helper()
	d.p.Hidden()
	deps := d.p.d
	deps.Kiosk = kiosk
	d.p = New(deps)
	d.p.patience = 0
	d.w.SetContent(kit.NewToastHost(d.w, d.p.Content()))
	d.p.Shown()
	d.clock.Settle()
}

// A second portion is refused in words about what was handed out, and given only with a reason.
func TestMeal_SecondPortion(t *testing.T) {
	for _, kind := range []event.CheckpointKind{event.Meal, event.Gift} {
		d := newDesk(t).confirmed()
		d.at(event.Checkpoint{Kind: kind, Title: "Obiad", Policy: event.Once})
		who := d.entries[0]
		d.scan(who.Badge)
		d.later(time.Hour)
		d.scan(who.Badge)
		v := d.shown()
		if advice := plainSpaces(v.Advice); v.Word != "JUŻ WYDANO" || !strings.Contains(advice, "Obiad: już wydano, 8:41") ||
			!strings.Contains(advice, "zgodą organizatora") || strings.Contains(advice, "wpuść") {
			t.Errorf("%s: %q, %q", kind, v.Word, advice)
		}
		if !d.p.view.force.Visible() {
			t.Fatalf("%s: no second portion is offered", kind)
		}
		d.press(fyne.KeyF4, fyne.KeyReturn)
		d.wantShown(event.Admitted, who.Who.Name.Full())
		rows := d.scans()
		if last := rows[len(rows)-1]; !last.Forced || last.Reason == "" {
			t.Errorf("%s: stored %+v", kind, last)
		}
	}
}

// At doors and gates being in before is said in their words, and nothing is forced.
func TestAlreadyIn_WordsOfThePlace(t *testing.T) {
	for title, c := range map[string]event.Checkpoint{
		"już tu weszła": {Kind: event.Door, Policy: event.Once}, "a wyjścia nie": {Kind: event.Desk, Policy: event.InOut}} {
		d := newDesk(t).confirmed()
		if c.Title = "Punkt"; c.Kind == event.Door {
			c.Session = d.workshop().ID
		}
		d.at(c)
		d.scan(d.entries[0].Badge)
		d.later(time.Hour)
		d.scan(d.entries[0].Badge)
		if advice := plainSpaces(d.shown().Advice); !strings.Contains(advice, title) || !strings.Contains(advice, "8:41") || d.p.view.force.Visible() {
			t.Errorf("%q is not in %q", title, advice)
		}
	}
}

// F4 means the verdict although something is searched for, and what came of it is seen.
func TestForce_WhileHitsAreShown(t *testing.T) {
	d := newDesk(t).confirmed()
	d.status(2, event.Cancelled)
	d.scan(d.entries[2].Badge)
	d.typed("Now")
	d.press(fyne.KeyF4)
	if d.p.view.list.Visible() || d.p.view.form == nil {
		t.Error("it is not seen who is let in")
	}
	d.press(fyne.KeyReturn)
	d.wantShown(event.Admitted, d.entries[2].Who.Name.Full())
	if d.p.view.list.Visible() || !d.p.view.panel.Visible() || d.p.view.entry.Text != "" {
		t.Error("the search hides the verdict")
	}
}

// The desk scans where it scanned before, in the same direction.
func TestPoint_IsKept(t *testing.T) {
	d := newDesk(t).confirmed()
	d.at(event.Checkpoint{Kind: event.Meal, Title: "Obiad", Policy: event.Once})
	meal := d.p.checkpoint.ID
	d.again(false)
	if d.p.checkpoint.ID != meal {
		t.Fatalf("the desk scans at %q", d.p.checkpoint.Title)
	}
	d.at(event.Checkpoint{Kind: event.Desk, Title: "Brama", Policy: event.InOut})
	d.press(fyne.KeyF6)
	gate := d.p.checkpoint.ID
	d.again(false)
	if d.p.checkpoint.ID != gate || d.p.direction != event.Out {
		t.Errorf("the desk scans at %q, %s", d.p.checkpoint.Title, d.p.direction)
	}
	closed := true
	if _, err := d.svc.EditCheckpoint(t.Context(), gate, event.CheckpointUpdate{Closed: &closed}); err != nil {
		t.Fatal(err)
	}
	d.again(false)
	if d.p.checkpoint.ID != d.p.checkpoints[0].ID || d.p.direction != event.In {
		t.Errorf("of a closed point it goes to %q", d.p.checkpoint.Title)
	}
}

// A checkpoint that is not there is said, and what is scanned lands all the same.
func TestPoint_Unknown(t *testing.T) {
	d := newDesk(t).confirmed()
	d.p.Open("gate-7")
	d.clock.Settle()
	if advice := plainSpaces(d.shown().Advice); !strings.Contains(advice, "gate-7") || !strings.Contains(advice, d.p.checkpoint.Title) {
		t.Errorf("it is said %q", advice)
	}
	d.scan(d.entries[0].Badge)
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
}

// A kiosk whose program was killed is a kiosk again, and asks nothing; who left it by the PIN ended it.
func TestKiosk_ComesBack(t *testing.T) {
	d := newDesk(t).confirmed()
	kept, err := hashPIN("4711")
	if err != nil {
		t.Fatal(err)
	}
	d.p.setKiosk(true)
	d.again(false)
	if !d.p.kiosk || d.p.view.form != nil || !slices.Equal(d.window, []bool{true, true}) {
		t.Fatalf("kiosk %v, form %v, window %v", d.p.kiosk, d.p.view.form != nil, d.window)
	}
	d.secrets[pinSecret] = kept
	d.again(false)
	d.press(fyne.KeyEscape)
	d.typed("4711\n")
	d.clock.Settle()
	if d.p.kiosk {
		t.Fatal("the PIN does not open")
	}
	d.again(false)
	if d.p.kiosk {
		t.Error("a kiosk that was left came back")
	}
}

// A kiosk says where it stands and nothing that is nobody's business.
func TestKiosk_IsDiscreet(t *testing.T) {
	d := newKiosk(t)
	d.press(fyne.KeyEscape)
	i := slices.IndexFunc(d.entries, func(e event.Entry) bool {
		return d.p.provided(e.Diet, "checkin.line.lunch", "checkin.line.lunch_plain") != ""
	})
	if i < 0 {
		t.Fatal("nobody has a diet")
	}
	d.scan(d.entries[i].Badge)
	lines := strings.Join(d.shown().Plain(), " ")
	if strings.Contains(lines, "diet") || !strings.Contains(lines, "karta obiadowa") {
		t.Errorf("everybody reads %q", lines)
	}
	if words := kittest.Words(d.p.Content()); !strings.Contains(words, d.p.checkpoint.Title) {
		t.Error("it is not said where people scan")
	}
	if hint := d.p.d.Printer.T("checkin.waiting.kiosk"); strings.Contains(hint, "rogu") {
		t.Errorf("the place of the code is said: %q", hint)
	}
}

// A door that warns says what one that refuses says, and how full it is; the row among the last scans is amber.
func TestDoor_WarnsLikeItRefuses(t *testing.T) {
	d := newDesk(t).confirmed()
	s := d.workshop()
	d.at(event.Checkpoint{Kind: event.Door, Title: s.Title, Session: s.ID, Policy: event.EnrolledOnly, NotEnrolled: event.Warn})
	d.scan(d.entries[5].Badge)
	advice := plainSpaces(d.shown().Advice)
	if d.shown().Tone != kit.ToneAttention || !strings.Contains(advice, "nie ma na liście zapisanych") || !strings.Contains(advice, "zapis na:") && !strings.Contains(advice, "W środku: 0 z") {
		t.Errorf("%v %q", d.shown().Tone, advice)
	}
	d.settle()
	row := d.p.view.rows[0]
	if row.tone != kit.ToneAttention || !strings.Contains(row.detail.Text(), "bez zapisu") {
		t.Errorf("the row is %v, %q", row.tone, row.detail.Text())
	}
}

// Who goes without having come is let go, with a remark.
func TestExit_WithoutEntry(t *testing.T) {
	d := newDesk(t).confirmed()
	d.at(event.Checkpoint{Kind: event.Desk, Title: "Brama", Policy: event.InOut})
	d.press(fyne.KeyF6)
	d.scan(d.entries[0].Badge)
	if v := d.shown(); v.Tone != kit.ToneAttention || !strings.Contains(plainSpaces(v.Advice), "wejścia tej osoby tu nie zeskanowano") {
		t.Errorf("%v %q", v.Tone, v.Advice)
	}
}

// What was typed before a scan, or around it, does not spoil it.
func TestScan_AfterTypedDigits(t *testing.T) {
	d := newDesk(t).confirmed()
	d.typed("46310")
	d.scan(d.entries[0].Badge)
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
	d.typed("Kowalska")
	for range 5 {
		d.press(fyne.KeyLeft)
	}
	d.scan(d.entries[1].Badge)
	d.wantShown(event.Admitted, d.entries[1].Who.Name.Full())
	d.typed("Kowalska")
	d.press(fyne.KeyLeft, fyne.KeyLeft)
	d.typed(d.entries[2].Badge[:9])
	d.clock.Advance(kit.HoldDigits) // a slow scanner
	d.scan(d.entries[2].Badge[9:])
	d.wantShown(event.Admitted, d.entries[2].Who.Name.Full())
	d.wantOutcomes(event.Admitted, event.Admitted, event.Admitted)
}

// A row of a paper list, and a badge typed by a wrong keyboard layout, are told.
func TestAdvice_StrangeCodes(t *testing.T) {
	d := newDesk(t).confirmed()
	d.scan(event.RowCode(d.entries[0].Number))
	if advice := plainSpaces(d.shown().Advice); !strings.Contains(advice, "Listy papierowe") {
		t.Errorf("of a row it says %q", advice)
	}
	shifted := strings.Map(func(r rune) rune { return []rune(")!@#$%^&*(")[r-'0'] }, d.entries[0].Badge)
	d.scan(shifted)
	if advice := plainSpaces(d.shown().Advice); !strings.Contains(advice, "Próba skanera") {
		t.Errorf("of %q it says %q", shifted, advice)
	}
}

// While a scanner types, the counts wait: a picture of them would hold the verdict up.
func TestCounts_WaitForTheScanner(t *testing.T) {
	d := newDesk(t).confirmed()
	d.settle()
	before := d.p.view.here.Text()
	d.scan(d.entries[0].Badge)
	d.clock.Advance(gather - kit.HoldDigits/2)
	d.typed(d.entries[1].Badge[:9])
	d.clock.Advance(kit.HoldDigits / 2)
	if d.p.view.here.Text() != before {
		t.Error("the counts are painted while digits come")
	}
	d.scan(d.entries[1].Badge[9:])
	d.settle()
	d.settle()
	if got := d.p.view.here.Text(); got == before || !strings.HasPrefix(got, "2") {
		t.Errorf("the counts are %q", got)
	}
}
