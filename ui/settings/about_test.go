package settings

import (
	"slices"
	"strings"
	"testing"

	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

var twoComponents = []Component{
	{Name: "example.org/alpha", Version: "v1.2.3", Licence: "MIT", Text: "LICENSE\n\nPermission is granted"},
	{Name: "example.org/beta", Version: "v0.1.0", Licence: "BSD-3-Clause", Text: "LICENSE\n\nRedistribution is allowed"},
}

func TestTextLines(t *testing.T) {
	long := strings.Repeat("słowo ", 40)
	lines := textLines("first\r\n\n" + long + "\n" + strings.Repeat("ż", textWidth+1))
	if lines[0] != "first" || lines[1] != "" || len(lines) != 7 {
		t.Fatalf("%d lines: %q", len(lines), lines)
	}
	for _, l := range lines {
		if len([]rune(l)) > textWidth {
			t.Errorf("%q is too long", l)
		}
	}
	if got := strings.Join(lines[2:5], " "); strings.TrimSpace(got) != strings.TrimSpace(long) {
		t.Errorf("broken into %q", got)
	}
}

// What others made is found by its licence, read, and left for the settings again.
func TestPage_Components(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	show, ok := kittest.Find(s.page.Content(), func(b *kit.Button) bool { return b.Text() == "Składniki i licencje…" })
	if !ok {
		t.Fatal("nothing leads to the licences")
	}
	show.Press()
	c := s.window.Canvas()
	kittest.TypeFocused(c, "bsd")
	kittest.Press(c, "Return")
	s.clock.Advance(kit.CoalesceDelay)
	list, ok := kittest.Find(s.page.Content(), func(*kit.DataList[Component]) bool { return true })
	if !ok || list.Len() != 1 {
		t.Fatalf("found %v", list)
	}
	if shown := kittest.Words(s.page.Content()); !strings.Contains(shown, "example.org/beta v0.1.0") || !strings.Contains(shown, "Redistribution is allowed") {
		t.Errorf("shows %q", shown)
	}
	back, ok := kittest.Find(s.page.Content(), func(b *kit.Button) bool { return b.Text() == "Wróć do ustawień" })
	if !ok {
		t.Fatal("no way back")
	}
	back.Press()
	if !slices.Contains(strings.Split(kittest.Words(s.page.Content()), "\n"), "Ustawienia") {
		t.Error("the settings are not back")
	}
}
