package prefs

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"zlot/event/wedge"
)

func TestPrefs_Correction(t *testing.T) {
	store := test.NewTempApp(t).Preferences()
	p := New(store, Override{})
	if !p.Correction().Zero() {
		t.Errorf("at first %+v", p.Correction())
	}
	want := wedge.Correction{Digits: "é+ěščřžýáí", Prefix: "]Q3", NoEnter: true}
	p.SetCorrection(want)
	if got := New(store, Override{}).Correction(); got != want {
		t.Errorf("kept %+v", got)
	}
	for _, nonsense := range []string{"{", `{"digits":"1234567890"}`, `{"prefix":"0123456789012"}`} {
		store.SetString(keyCorrection, nonsense)
		if !p.Correction().Zero() {
			t.Errorf("%s became %+v", nonsense, p.Correction())
		}
	}
	p.SetCorrection(want)
	p.SetCorrection(wedge.Correction{})
	if store.String(keyCorrection) != "" {
		t.Error("no correction was kept")
	}
}
