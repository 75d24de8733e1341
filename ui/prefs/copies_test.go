package prefs

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

func TestPrefs_Copies(t *testing.T) {
	p := New(test.NewTempApp(t).Preferences(), Override{})
	if p.CopyInterval() != 10*time.Minute || p.CopySecond() != "" {
		t.Errorf("at first every %v, also into %q", p.CopyInterval(), p.CopySecond())
	}
	p.SetCopyInterval(20 * time.Minute)
	p.SetCopySecond("/media/stick")
	if p.CopyInterval() != 20*time.Minute || p.CopySecond() != "/media/stick" {
		t.Errorf("kept are every %v, also into %q", p.CopyInterval(), p.CopySecond())
	}
	p.SetCopyInterval(7 * time.Minute) // by hand, in the file of the preferences
	if p.CopyInterval() != 10*time.Minute {
		t.Errorf("a time that cannot be chosen is %v", p.CopyInterval())
	}
}
