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
