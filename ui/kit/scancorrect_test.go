package kit_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// disguised is a scanner whose digits come as letters, after a mark.
func disguised(t *testing.T) {
	t.Helper()
	meant := strings.NewReplacer("a", "0", "b", "1", "c", "2", "]", "")
	restore := kit.CorrectScans(kit.ScanCorrection{
		Apply: func(raw string) string {
			if strings.HasPrefix(raw, "]") {
				return meant.Replace(raw)
			}
			return raw
		},
		Ends: func(text string) bool { return text == "]abcabc" },
	})
	t.Cleanup(restore)
}

func TestScanEntry_corrects(t *testing.T) {
	d := newDesk(t)
	disguised(t)
	d.scan.OnKey = func(ev *fyne.KeyEvent) bool { t.Errorf("%s went to the search", ev.Name); return true }
	kittest.TypeFocused(d.canvas(), "]abba\n]cab\n")
	kittest.TypeFocused(d.canvas(), "]abcabc]cc\n") // the first one needs no Enter
	if want := []string{"0110", "201", "012012", "22"}; !slices.Equal(d.scans, want) {
		t.Errorf("got %v, want %v", d.scans, want)
	}
}

func TestScanEntry_leavesNamesAlone(t *testing.T) {
	d := newDesk(t)
	disguised(t)
	enters := 0
	d.scan.OnKey = func(*fyne.KeyEvent) bool { enters++; return true }
	kittest.TypeFocused(d.canvas(), "abba\n")
	if enters != 1 || len(d.scans) != 0 || d.typed[len(d.typed)-1] != "abba" {
		t.Errorf("%d Enters went to the search of %v, scans %v", enters, d.typed, d.scans)
	}
}

func TestCorrectScans_goesBack(t *testing.T) {
	restore := kit.CorrectScans(kit.ScanCorrection{Apply: strings.ToUpper})
	if !kit.ScansCorrected() || kit.CorrectScan("a") != "A" || kit.ScanEnds("a") {
		t.Error("nothing is corrected")
	}
	restore()
	if kit.ScansCorrected() || kit.CorrectScan("a") != "a" {
		t.Error("it is still corrected")
	}
}
