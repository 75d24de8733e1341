package prefs

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestPrefs_Defaults(t *testing.T) {
	p := New(test.NewTempApp(t).Preferences(), Override{})
	if p.Language() != "pl" || p.Theme() != "light" || p.Scale() != 1 || !p.Sounds() || p.DeskName() == "" {
		t.Errorf("%s %s %g %t %q", p.Language(), p.Theme(), p.Scale(), p.Sounds(), p.DeskName())
	}
	if s := p.WindowSize(); s.Width < minWidth || s.Height < minHeight {
		t.Errorf("window %v", s)
	}
}

func TestPrefs_AFlagHoldsForOneRun(t *testing.T) {
	store := test.NewTempApp(t).Preferences()
	p := New(store, Override{Language: "en", Theme: "dark", Scale: 1.5})
	if p.Language() != "en" || p.Theme() != "dark" || p.Scale() != 1.5 {
		t.Errorf("flags: %s %s %g", p.Language(), p.Theme(), p.Scale())
	}
	next := New(store, Override{})
	if next.Language() != "pl" || next.Theme() != "light" || next.Scale() != 1 {
		t.Errorf("the flags were kept: %s %s %g", next.Language(), next.Theme(), next.Scale())
	}
	// What is chosen in the window wins over the flag and is kept.
	p.SetLanguage("pl")
	p.SetTheme("system")
	p.SetScale(1.3)
	if p.Language() != "pl" || p.Theme() != "system" || p.Scale() != 1.3 {
		t.Errorf("chosen: %s %s %g", p.Language(), p.Theme(), p.Scale())
	}
	if next.Theme() != "system" || next.Scale() != 1.3 {
		t.Errorf("kept: %s %g", next.Theme(), next.Scale())
	}
}

func TestPrefs_Nonsense(t *testing.T) {
	store := test.NewTempApp(t).Preferences()
	store.SetString(keyLanguage, "de")
	store.SetString(keyTheme, "pink")
	store.SetFloat(keyWidth, 3)
	p := New(store, Override{})
	if p.Language() != "pl" || p.Theme() != "light" || p.WindowSize().Width < minWidth {
		t.Errorf("%s %s %v", p.Language(), p.Theme(), p.WindowSize())
	}
}

func TestPrefs_RecentFiles(t *testing.T) {
	p := New(test.NewTempApp(t).Preferences(), Override{})
	for _, f := range []string{"a", "b", "c", "a", "d", "e"} {
		p.AddRecentFile(f)
	}
	got := p.RecentFiles()
	if len(got) != maxRecent || got[0] != "e" || got[1] != "d" || got[2] != "a" || got[3] != "c" {
		t.Errorf("%v", got)
	}
}

func TestPrefs_ResetLook(t *testing.T) {
	p := New(test.NewTempApp(t).Preferences(), Override{})
	p.SetLanguage("en")
	p.SetScale(2)
	p.SetWindowSize(fyne.NewSize(1000, 700))
	p.SetDeskName("recepcja")
	p.SetWidths("mail", map[string]float32{"to": 200})
	p.SetWidths("badges", map[string]float32{"family": 180})
	if p.Widths("mail")["to"] != 200 || p.Widths("badges")["family"] != 180 || p.Widths("agenda") != nil {
		t.Fatal("widths were not kept")
	}
	if p.WindowSize().Width != 1000 {
		t.Fatal("sizes were not kept")
	}
	p.ResetLook()
	if p.Language() != "pl" || p.Scale() != 1 || p.Widths("mail") != nil || p.WindowSize().Width == 1000 {
		t.Error("the look was not forgotten")
	}
	if p.DeskName() != "recepcja" {
		t.Error("more than the look was forgotten")
	}
}
