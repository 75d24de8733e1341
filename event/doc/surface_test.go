package doc

import (
	"strings"
	"testing"

	"zlot/assets"
	"zlot/event/i18n"
)

func latoStyle(size float64) style { return style{face: loadFace(assets.LatoRegular), size: size} }

func TestSurface_Wrap(t *testing.T) {
	s := newSurface(a4Width, a4Height)
	st := latoStyle(12)
	text := "Ogólnopolska konferencja o pracy z rodziną w środowisku lokalnym i o wsparciu asystentów"
	lines, whole := s.wrap(i18n.HardSpaces(text), st, 70)
	if !whole || clean(strings.Join(lines, " ")) != text {
		t.Errorf("the text changed: %q", lines)
	}
	shortest, longest := s.width(lines[0], st), 0.0
	for _, line := range lines {
		w := s.width(line, st)
		shortest, longest = min(shortest, w), max(longest, w)
		last := line[strings.LastIndexAny(line, " \u00a0")+1:]
		if len(last) == 1 {
			t.Errorf("line %q ends in a one-letter word", line)
		}
	}
	if longest > 70 || shortest < longest*0.6 {
		t.Errorf("uneven lines of %.0f to %.0f mm: %q", shortest, longest, lines)
	}
}

func TestSurface_Fit(t *testing.T) {
	s := newSurface(a4Width, a4Height)
	for _, name := range []string{
		"Jan", "Małgorzata", "Brzęczyszczykiewicz-Nieprzetłumaczalnowska", strings.Repeat("Ś", 40), strings.Repeat("Wąż ", 30),
	} {
		lines, st := s.fit(name, latoStyle(26), 54, 16, 2)
		for _, line := range lines {
			if w := s.width(line, st); w > 54.1 {
				t.Errorf("%q is %.1f mm wide", line, w)
			}
		}
		if len(lines) > 2 {
			t.Errorf("%q takes %d lines", name, len(lines))
		}
		if got := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); got != strings.ReplaceAll(name, " ", "") {
			t.Errorf("%q became %q", name, got)
		}
	}
	if lines, _ := s.fit("Brzęczyszczykiewicz-Nieprzetłumaczalnowska", latoStyle(26), 54, 16, 2); len(lines) != 2 || !strings.HasSuffix(lines[0], "-") {
		t.Errorf("a double name should break after its hyphen: %q", lines)
	}
}

// The reduced fonts that documents embed must look like the fonts they were made from.
func TestReducedFonts(t *testing.T) {
	const sample = "Zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ 0123456789 „–…” €№ ÄÖÜßéèñçšžőůăț"
	for _, name := range []assets.FontName{assets.LatoRegular, assets.LatoBold, assets.LatoBlack, assets.VollkornSemiBold} {
		f := loadFace(name)
		c, missing := f.cutFor(sample)
		if c != f.latin || missing != 0 {
			t.Errorf("%s: the reduced font lacks %q", name, missing)
		}
		st := style{face: f, size: 10}
		if a, b := f.latin.width(sample, st), f.whole().width(sample, st); a != b {
			t.Errorf("%s: %.3f mm in the reduced font, %.3f in the whole", name, a, b)
		}
	}
	if c, missing := loadFace(assets.LatoRegular).cutFor("Олена"); missing != 0 || c == loadFace(assets.LatoRegular).latin {
		t.Error("Cyrillic letters should come from the whole font")
	}
	if _, missing := loadFace(assets.LatoRegular).cutFor("Anna 🙂"); missing != '🙂' {
		t.Errorf("missing letter %q", missing)
	}
}

func TestClean(t *testing.T) {
	for dirty, want := range map[string]string{
		"Z\u0307o\u0301łw": "Żółw", " w\u00a0Żarkach\t": "w Żarkach", "A\u200bn\u00adna\x00": "Anna", "": "",
	} {
		if got := clean(dirty); got != want {
			t.Errorf("clean(%q) = %q, want %q", dirty, got, want)
		}
	}
}
