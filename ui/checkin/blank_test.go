package checkin

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/passcode"
)

func blankBadge(t testing.TB) string {
	t.Helper()
	code, err := passcode.New(passcode.Blank)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// Name, institution, Enter, a blank badge from the pile: a walk-in by keyboard and scanner alone.
func TestPage_NewcomerGetsABlankBadge(t *testing.T) {
	d := newDesk(t).confirmed()
	blank := blankBadge(t)
	d.typed("Żaneta Łąka")
	d.press(fyne.KeyF2, fyne.KeyTab, fyne.KeyTab)
	d.typed("GOPS Żarki\n")
	d.wantShown(event.Admitted, "Żaneta Łąka")
	d.scan(blank)
	d.wantShown(event.Admitted, "Żaneta Łąka")
	if lines := strings.Join(d.shown().Plain(), " "); !strings.Contains(lines, "wypisany ręcznie") || d.shown().Advice == "" {
		t.Errorf("the badge is not said: %q, %q", lines, d.shown().Advice)
	}
	e, current, err := d.store.EntryByBadge(t.Context(), blank)
	if err != nil || !current || e.Who.Name.Family != "Łąka" {
		t.Fatalf("the badge belongs to %v, %v, %v", e.Who.Name, current, err)
	}
	d.wantOutcomes(event.Admitted) // giving a badge is no scan
	d.scan(blank)
	d.wantShown(event.AlreadyIn, "Żaneta Łąka")
}

func TestPage_BlankBadgeFirst(t *testing.T) {
	d := newDesk(t).confirmed()
	blank := blankBadge(t)
	d.scan(blank)
	if d.p.view.form == nil {
		t.Fatal("nobody is asked who gets the badge")
	}
	d.typed("Ewa")
	d.press(fyne.KeyTab)
	d.typed("Lis\n")
	d.wantShown(event.Admitted, "Ewa Lis")
	if e, _, err := d.store.EntryByBadge(t.Context(), blank); err != nil || e.Who.Name.Full() != "Ewa Lis" {
		t.Errorf("the badge belongs to %v, %v", e.Who.Name, err)
	}
	other := blankBadge(t)
	d.scan(other) // Ewa has hers: this one is for the next person
	if d.p.view.form == nil || d.p.blank != other {
		t.Error("the second badge opens no form")
	}
	d.press(fyne.KeyEscape)
	if d.p.view.form != nil || d.p.blank != "" {
		t.Error("a badge that was put back waits for somebody")
	}
}
