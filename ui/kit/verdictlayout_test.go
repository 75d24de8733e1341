package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// The name is what is compared: it is never cut, however long it is.
func TestVerdict_NameIsWhole(t *testing.T) {
	test.NewApp()
	for _, name := range []string{"Konstancja Małgorzata Żółkiewska-Brzęczyszczykiewicz",
		"Konstancja Wolfeschlegelsteinhausenbergerdorff-Brzęczyszczykiewiczówna", "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren"} {
		for _, s := range []fyne.Size{{Width: 420, Height: 420}, {Width: 800, Height: 500}} {
			text := ""
			for _, m := range arrange(Verdict{Word: "WITAMY", Name: name, Advice: "Rada."}, s, false) {
				text += m.text
				if w := measure(m.text, m.size, fyne.TextStyle{Bold: m.bold}); m.text != "" && w > m.w+1 {
					t.Errorf("%q is %v wide where %v is room", m.text, w, m.w)
				}
			}
			if !strings.Contains(strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(name, " ", "")) {
				t.Errorf("at %v of %q there is %q", s, name, text)
			}
		}
	}
}
