package prefs

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestPrefs_Desk(t *testing.T) {
	p := New(test.NewTempApp(t).Preferences(), Override{})
	if p.LargeType() || !p.PrintOnSave() || p.PrintOnScan() {
		t.Errorf("large type %v, print on save %v, on scan %v", p.LargeType(), p.PrintOnSave(), p.PrintOnScan())
	}
	p.SetLargeType(true)
	p.SetPrintOnSave(false)
	p.SetPrintOnScan(true)
	if !p.LargeType() || p.PrintOnSave() || !p.PrintOnScan() {
		t.Error("what was chosen is not kept")
	}
}

// Where a machine scans is kept for each event.
func TestPrefs_DeskPoint(t *testing.T) {
	p := New(test.NewTempApp(t).Preferences(), Override{})
	p.SetDeskPoint("rally", "gate", true)
	p.SetDeskKiosk("rally", true)
	p.SetPaperDraft("rally", "{}")
	if id, leaving := p.DeskPoint("rally"); id != "gate" || !leaving || !p.DeskKiosk("rally") || p.PaperDraft("rally") != "{}" {
		t.Errorf("kept is %q, %v", id, leaving)
	}
	if id, leaving := p.DeskPoint("course"); id != "" || leaving || p.DeskKiosk("course") || p.PaperDraft("course") != "" {
		t.Errorf("another event has %q, %v", id, leaving)
	}
	p.SetDeskKiosk("rally", false)
	p.SetPaperDraft("rally", "")
	if p.DeskKiosk("rally") || p.PaperDraft("rally") != "" {
		t.Error("what is over is kept")
	}
}
