package prefs

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2/test"

	"zlot/event"
)

func TestPrefs_Print(t *testing.T) {
	store := test.NewTempApp(t).Preferences()
	p := New(store, Override{})
	if got := p.Print(); got != (event.PrintSetup{Copies: 1}) {
		t.Errorf("at first %+v", got)
	}
	sheets := event.PrintSetup{Printer: "cups:biuro", Tray: "tray-1", Copies: 2, Duplex: event.LongEdge, ShiftX: -1.5, ShiftY: 0.5}
	label := event.PrintSetup{Printer: "zpl://10.0.0.6:9100?dpi=300", Copies: 1}
	typed := []event.KnownPrinter{{Address: label.Printer, Name: "Etykiety"}}
	p.SetPrint(sheets)
	p.SetPrintLabel(label)
	p.SetPrinters(typed)
	again := New(store, Override{})
	if got := again.Print(); got != sheets {
		t.Errorf("sheets %+v", got)
	}
	if got := again.PrintLabel(); got != label {
		t.Errorf("label %+v", got)
	}
	if got := again.Printers(); !reflect.DeepEqual(got, typed) {
		t.Errorf("typed %+v", got)
	}
	store.SetString("print.badges", "{damaged")
	store.SetString("print.typed", "[")
	if got := again.Print(); got != (event.PrintSetup{Copies: 1}) || again.Printers() != nil {
		t.Errorf("what is damaged is not forgotten: %+v", got)
	}
}
