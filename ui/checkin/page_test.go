package checkin

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestPage_Scan(t *testing.T) {
	d := newDesk(t).confirmed()
	e := d.entries[0]
	d.scan(e.Badge)
	d.wantShown(event.Admitted, e.Who.Name.Full())
	if d.shown().Tone != kit.ToneAdmitted || d.shown().Advice != "" {
		t.Errorf("an ordinary guest is shown as %+v", d.shown())
	}
	if line := strings.Join(d.shown().Plain(), "\n"); !strings.Contains(line, "identyfikator "+strconv.Itoa(e.Number)+" · pudełko "+e.Box()) ||
		!strings.Contains(line, e.Who.Institution) {
		t.Errorf("lines %q miss the institution or what to hand over", line)
	}
	d.settle()
	if got := d.p.view.here.Text(); got != "1 z "+strconv.Itoa(len(d.entries)) {
		t.Errorf("counts %q", got)
	}
	if got := d.p.view.arrivals.Text(); got != "1 w 10 min" {
		t.Errorf("arrivals %q", got)
	}
	if d.p.view.entry.Text != "" || d.c.Focused() != fyne.Focusable(d.p.view.entry) {
		t.Error("the input is not ready for the next scan")
	}
}

func TestPage_BurstKeepsOrder(t *testing.T) {
	d := newDesk(t).confirmed()
	var codes strings.Builder
	for _, e := range d.entries[:30] {
		codes.WriteString(e.Badge + "\n")
	}
	d.typed(codes.String())
	rows := d.scans()
	if len(rows) != 30 {
		t.Fatalf("%d scans stored, want 30", len(rows))
	}
	for i, row := range rows {
		if row.Registration != d.entries[i].ID {
			t.Fatalf("scan %d is of %s, want %s", i, row.Registration, d.entries[i].ID)
		}
	}
	d.wantShown(event.Admitted, d.entries[29].Who.Name.Full())
	if len(d.sounds) != 30 {
		t.Errorf("%d sounds, want one for each verdict", len(d.sounds))
	}
	if d.p.Busy() {
		t.Error("nothing waits and the page is busy")
	}
}

func TestPage_SameBadgeTwice(t *testing.T) {
	d := newDesk(t).confirmed()
	e := d.entries[0]
	d.scan(e.Badge)
	d.later(time.Second)
	d.scan(e.Badge)
	d.wantShown(event.Admitted, e.Who.Name.Full())
	d.wantOutcomes(event.Admitted, event.AlreadyIn) // silent, and stored
	if len(d.sounds) != 1 || len(d.p.recent) != 1 {
		t.Errorf("%d sounds and %d rows for one reading", len(d.sounds), len(d.p.recent))
	}
	d.settle()
	if len(d.p.recent) != 1 {
		t.Errorf("after reading again there are %d rows", len(d.p.recent))
	}
	d.later(3 * time.Minute)
	d.scan(e.Badge)
	d.wantShown(event.AlreadyIn, e.Who.Name.Full())
	if !strings.Contains(d.shown().Advice, "8:41") {
		t.Errorf("advice %q does not say when", d.shown().Advice)
	}
}

func TestPage_SearchAndChoose(t *testing.T) {
	d := newDesk(t).confirmed()
	e := d.entries[3]
	query := event.Fold(e.Who.Name.Family)
	d.typed(query[:1])
	if !d.p.view.list.Visible() || len(d.p.hits.hits) == 0 {
		t.Fatal("one letter finds nobody")
	}
	d.typed(query[1:] + " " + event.Fold(e.Who.Name.Given))
	if len(d.p.hits.hits) != 1 || d.p.hits.hits[0].ID != e.ID {
		t.Fatalf("%d hits for the folded name", len(d.p.hits.hits))
	}
	d.press(fyne.KeyReturn)
	d.wantShown(event.Admitted, e.Who.Name.Full())
	if d.p.view.list.Visible() || !d.p.view.panel.Visible() || d.p.view.entry.Text != "" {
		t.Error("the hits stay after the choice")
	}
	other := d.entries[5]
	d.scan(other.Badge)
	d.wantShown(event.Admitted, other.Who.Name.Full())
}

func TestPage_SearchKeys(t *testing.T) {
	d := newDesk(t).confirmed()
	d.typed("a")
	want := d.p.hits.hits[2]
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	d.wantShown(event.Admitted, want.Who.Name.Full())
	d.typed("zzz")
	if len(d.p.hits.hits) != 0 || !d.p.view.list.Visible() {
		t.Error("an unknown name must say that nobody was found")
	}
	d.press(fyne.KeyReturn)
	d.wantOutcomes(event.Admitted) // a name that nobody has is no scan
	d.press(fyne.KeyEscape)
	if d.p.view.entry.Text != "" || !d.p.view.panel.Visible() {
		t.Error("Escape does not clear")
	}
}

func TestPage_ScanWhileANameIsTyped(t *testing.T) {
	d := newDesk(t).confirmed()
	d.typed("Kow")
	d.scan(d.entries[0].Badge)
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
	if !d.p.view.panel.Visible() {
		t.Error("the hits cover the verdict")
	}
}

func TestPage_BadgeNumber(t *testing.T) {
	d := newDesk(t).confirmed()
	e := d.entries[7]
	d.scan(strconv.Itoa(e.Number))
	d.wantShown(event.Admitted, e.Who.Name.Full())
	d.scan("99999")
	d.wantShown(event.UnknownCode, "")
}

func TestPage_ForeignCodes(t *testing.T) {
	d := newDesk(t).confirmed()
	code := []byte(d.entries[0].Badge)
	code[8] = '0' + (code[8]-'0'+1)%10
	d.scan(string(code))
	d.wantShown(event.DamagedCode, "")
	d.scan("https://example.org/?a=1")
	d.wantShown(event.UnknownCode, "")
	d.wantOutcomes(event.DamagedCode, event.UnknownCode)
	if d.shown().Tone != kit.ToneRefused || d.sounds[1] != event.ToneRefused {
		t.Error("an unknown code is not refused")
	}
}

func TestPage_Undo(t *testing.T) {
	d := newDesk(t).confirmed()
	a, b := d.entries[0], d.entries[1]
	d.scan(a.Badge)
	d.scan(b.Badge)
	d.press(fyne.KeyF8)
	d.wantShown(event.Undone, b.Who.Name.Full())
	d.wantOutcomes(event.Admitted, event.Admitted, event.Undone)
	kittest.Click(d.c, d.p.view.rows[1].undo) // the older one, with the mouse
	d.wantShown(event.Undone, a.Who.Name.Full())
	d.settle()
	for i := range 2 {
		if !d.p.recent[i].Undone || d.p.view.rows[i].undo.Visible() {
			t.Errorf("row %d can be undone again", i)
		}
	}
	d.scan(a.Badge) // the mouse did not take the input away
	d.wantShown(event.Admitted, a.Who.Name.Full())
}

func TestPage_Force(t *testing.T) {
	d := newDesk(t).confirmed()
	e := d.entries[0]
	if _, err := d.svc.SetStatus(t.Context(), []string{e.ID}, event.Waitlisted); err != nil {
		t.Fatal(err)
	}
	d.press(fyne.KeyF4) // nobody to force yet
	d.scan(e.Badge)
	d.wantShown(event.OnWaitingList, e.Who.Name.Full())
	if !d.p.view.force.Visible() {
		t.Fatal("the way to let the person in all the same is hidden")
	}
	d.press(fyne.KeyF4)
	d.typed("miejsce po osobie, która odwołała")
	d.press(fyne.KeyReturn)
	d.wantShown(event.Admitted, e.Who.Name.Full())
	last := d.scans()[1]
	if !last.Forced || last.Reason != "miejsce po osobie, która odwołała" {
		t.Errorf("stored forced=%v for %q", last.Forced, last.Reason)
	}
	if d.p.view.force.Visible() || d.p.view.form != nil {
		t.Error("the question for a reason stays")
	}
	d.scan(d.entries[1].Badge)
	d.wantShown(event.Admitted, d.entries[1].Who.Name.Full())
}

func TestPage_ForceNeedsAReason(t *testing.T) {
	d := newDesk(t).confirmed()
	if _, err := d.svc.SetStatus(t.Context(), []string{d.entries[0].ID}, event.Cancelled); err != nil {
		t.Fatal(err)
	}
	d.scan(d.entries[0].Badge)
	d.press(fyne.KeyF4, fyne.KeyBackspace, fyne.KeyReturn) // the suggestion is selected
	d.wantOutcomes(event.CancelledReg)
	d.press(fyne.KeyEscape)
	if d.p.view.form != nil {
		t.Error("Escape does not close the question")
	}
}

func TestPage_Newcomer(t *testing.T) {
	d := newDesk(t).confirmed()
	d.typed("Żaneta Łąka")
	d.press(fyne.KeyF2, fyne.KeyTab, fyne.KeyTab)
	d.typed("GOPS Żarki\n")
	d.wantShown(event.Admitted, "Żaneta Łąka")
	if !strings.Contains(strings.Join(d.shown().Plain(), " "), "identyfikator "+strconv.Itoa(len(d.entries)+1)+" · do wydrukowania") {
		t.Errorf("the new number is missing: %q", d.shown().Plain())
	}
	before := len(d.entries)
	d.read()
	if len(d.entries) != before+1 {
		t.Errorf("%d registrations, want one more than %d", len(d.entries), before)
	}
	d.wantOutcomes(event.Admitted)
}

func TestPage_ScanWhileTheFormIsOpen(t *testing.T) {
	d := newDesk(t).confirmed()
	d.press(fyne.KeyF2)
	d.typed("Żan")
	d.scan(d.entries[0].Badge)
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
	if d.p.view.form != nil {
		t.Error("the form covers the verdict")
	}
	d.press(fyne.KeyF2)
	if begun := d.c.Focused().(*kit.Entry).Text; begun != "Żan" {
		t.Errorf("the begun form holds %q", begun)
	}
}

func TestPage_NamelessNewcomer(t *testing.T) {
	d := newDesk(t).confirmed()
	d.press(fyne.KeyF2, fyne.KeyReturn)
	if d.p.view.form == nil || len(d.scans()) != 0 {
		t.Error("somebody without a name was registered")
	}
}

func TestPage_DiskError(t *testing.T) {
	d := newDesk(t).confirmed()
	d.fail = errDisk
	d.scan(d.entries[0].Badge)
	if v := d.shown(); v.Tone != kit.ToneRefused || v.Advice == "" || !strings.Contains(v.Lines[0], d.entries[0].Badge) {
		t.Errorf("a scan that was not stored is shown as %+v", v)
	}
	if len(d.p.view.unsaved.Objects) == 0 || d.sounds[0] != event.ToneRefused {
		t.Error("nothing says that a scan waits")
	}
	d.fail = nil
	d.p.retry()
	d.wantShown(event.Admitted, d.entries[0].Who.Name.Full())
	d.wantOutcomes(event.Admitted)
	if d.sent[0].ID != d.sent[1].ID {
		t.Error("the second try is another scan")
	}
	if len(d.p.view.unsaved.Objects) != 0 {
		t.Error("the notice stays")
	}
}

func TestPage_InAndOut(t *testing.T) {
	d := newDesk(t).confirmed()
	bonfire, err := d.svc.AddCheckpoint(t.Context(), event.Checkpoint{Event: d.event.ID, Kind: event.Desk, Title: "Brama", Policy: event.InOut})
	if err != nil {
		t.Fatal(err)
	}
	d.p.Changed(map[string]bool{"checkpoint.added": true})
	if d.p.view.direction.Visible() {
		t.Error("a desk that asks once has no way out")
	}
	d.p.Open(bonfire.ID)
	e := d.entries[0]
	d.scan(e.Badge)
	d.press(fyne.KeyF6)
	d.later(time.Minute)
	d.scan(e.Badge)
	d.wantShown(event.Exited, e.Who.Name.Full())
	d.press(fyne.KeyF6)
	d.later(time.Minute)
	d.scan(e.Badge)
	d.wantOutcomes(event.Admitted, event.Exited, event.Admitted)
	d.settle()
	if got := d.p.view.inside.Text(); got != "1" {
		t.Errorf("%s inside", got)
	}
	d.press(fyne.KeyF9)
	if d.p.checkpoint.ID == bonfire.ID || len(d.p.recent) != 0 {
		t.Error("the next checkpoint shows the scans of the one before")
	}
}

func TestPage_OtherDeskIsSeen(t *testing.T) {
	d := newDesk(t).confirmed()
	if _, err := d.svc.CheckIn(t.Context(), event.ScanRequest{Event: d.event.ID, Code: d.entries[4].Badge}); err != nil {
		t.Fatal(err)
	}
	d.p.Changed(map[string]bool{"scan.made": true})
	d.settle()
	if len(d.p.recent) != 1 || d.p.view.rows[0].name.Text() != d.entries[4].Who.Name.Full() {
		t.Error("a scan made elsewhere is not among the last ones")
	}
	d.p.Hidden()
	d.p.Shown()
	if d.c.Focused() != fyne.Focusable(d.p.view.entry) {
		t.Error("the input has lost the focus")
	}
}

func TestCode(t *testing.T) {
	for _, c := range []struct{ text, code string }{
		{"Kow41234567890123456", "41234567890123456"},
		{"41234567890123456", ""}, // nothing before it: taken as it is
		{"MOPS 12", ""},
		{"", ""},
	} {
		if got := scannedCode(c.text); got != c.code {
			t.Errorf("scannedCode(%q) = %q, want %q", c.text, got, c.code)
		}
	}
	for text, want := range map[string]bool{"Łęcka-Żak": true, "O’Neil": true, "mops 3": true, "a@example.org": true,
		"https://x": false, "]Q3412345": false, "K1234567": false} {
		if got := isName(text); got != want {
			t.Errorf("isName(%q) = %v", text, got)
		}
	}
	for text, want := range map[string]int{"147": 147, "00012": 12, "123456": 0, "12a": 0, "-3": 0} {
		if got := badgeNumber(text); got != want {
			t.Errorf("badgeNumber(%q) = %d", text, got)
		}
	}
}

// A badge scanned on another page: the verdict waits for the checkpoints.
func TestPage_ScanFromElsewhere(t *testing.T) {
	d := newDesk(t).confirmed()
	first, second := d.entries[0], d.entries[1]
	d.press(fyne.KeyF2)
	d.typed("Żan")
	d.p.Hidden()
	if d.c.Focused() == fyne.Focusable(d.p.view.entry) {
		t.Error("the hidden input has the focus")
	}
	d.p.Shown()
	d.p.Scan(first.Badge)
	d.wantShown(event.Admitted, first.Who.Name.Full())
	if d.p.view.form != nil || !d.p.view.panel.Visible() {
		t.Error("the form covers the verdict")
	}
	d.p.checkpoint, d.p.checkpoints = event.Checkpoint{}, nil // nobody was here before
	d.p.Scan(second.Badge)
	if len(d.scans()) != 1 || !d.p.Busy() {
		t.Error("scanned at a checkpoint that is not known yet")
	}
	d.p.queryCheckpoints()
	d.wantShown(event.Admitted, second.Who.Name.Full())
	if len(d.sounds) != 2 {
		t.Errorf("%d sounds", len(d.sounds))
	}
}
