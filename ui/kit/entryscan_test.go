package kit_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// A scanner that types into an input for something else: the code is handed on, the input is as it was before.
func TestCatchScans(t *testing.T) {
	const code = "40000000000000099"
	for _, c := range []struct {
		name, before, typed, after string
		caught                     bool
	}{
		{"empty", "", code, "", true},
		{"over what is selected", "Ćwik", code, "Ćwik", true},
		{"behind letters", "", "Ło" + code, "Ło", true},
		{"no code", "", "123", "123", false},
	} {
		for name, e := range map[string]fyne.Focusable{
			"one line": kit.NewEntry(""), "lines": kit.NewMultiEntry("", 3), "search": kit.NewSearchEntry("", func(string) {}),
			"meant for it": func() fyne.Focusable { e := kit.NewEntry(""); e.TakesCodes = true; return e }(),
		} {
			t.Run(c.name+" "+name, func(t *testing.T) {
				kittest.Start(t)
				w := kittest.Window(t, kit.VStack(2, e.(fyne.CanvasObject)), 400, 300)
				var landed []string
				t.Cleanup(kit.CatchScans(w.Canvas(), func(typed string) int { return strings.Index(typed, code) }, func(code string) {
					landed = append(landed, code)
				}))
				input := e.(interface {
					SetText(string)
					TypedShortcut(fyne.Shortcut)
				})
				input.SetText(c.before)
				w.Canvas().Focus(e)
				input.TypedShortcut(&fyne.ShortcutSelectAll{})
				kittest.TypeFocused(w.Canvas(), c.typed+"\n")
				want, after := []string{code}, c.after
				if !c.caught || name == "meant for it" {
					want, after = nil, c.typed
				}
				if name == "lines" && want == nil {
					after += "\n"
				}
				if !slices.Equal(landed, want) || textOf(e) != after {
					t.Errorf("landed %v, the text is %q", landed, textOf(e))
				}
			})
		}
	}
}

func textOf(e fyne.Focusable) string {
	switch e := e.(type) {
	case *kit.Entry:
		return e.Text
	case *kit.SearchEntry:
		return e.Text
	}
	return "?"
}

// Digits that were there before, or between which something else was done, are no scan.
func TestCatchScans_InOneGoOnly(t *testing.T) {
	kittest.Start(t)
	e := kit.NewEntry("")
	w := kittest.Window(t, e, 300, 100)
	t.Cleanup(kit.CatchScans(w.Canvas(), func(typed string) int { return strings.Index(typed, "1234") }, func(string) {
		t.Error("taken for a scan")
	}))
	kittest.Type(w.Canvas(), e, "12")
	kittest.Press(w.Canvas(), fyne.KeyLeft, fyne.KeyRight, fyne.KeyLeft)
	kittest.TypeFocused(w.Canvas(), "34\n")
	e.SetText("1234")
	kittest.Press(w.Canvas(), fyne.KeyReturn)
}
