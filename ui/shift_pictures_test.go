package ui

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// TestShift_Pictures writes pictures of who works to the folder of ZLOT_SHOTS.
func TestShift_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("nobody wants pictures")
	}
	for _, look := range []struct {
		name, lang    string
		variant       kit.Variant
		width, height float32
	}{
		{"pl-light", i18n.Polish, kit.VariantLight, 1366, 768}, {"en-dark", i18n.English, kit.VariantDark, 1920, 1080},
		{"pl-small", i18n.Polish, kit.VariantLight, 1024, 600},
	} {
		t.Run(look.name, func(t *testing.T) {
			clock := kittest.StartWith(t, look.variant, look.lang)
			fyne.CurrentApp().Preferences().SetString("language", look.lang)
			m := openTeam(t, clock, look.width, look.height, Start{Page: PageHome})
			c := m.window.Canvas()
			shot := func(name string) {
				kittest.Relayout(c)
				kittest.Screenshot(t, c, name+"-"+look.name)
			}
			shot("lock-start")
			kittest.TypeFocused(c, "ja")
			kittest.TypeFocused(c, "1111")
			kittest.Press(c, fyne.KeyReturn)
			m.clock.Settle()
			shot("lock-wrong")
			m.shell.shift.screen.RefuseScan()
			shot("lock-scan")
			m.enter("Ewa", crewPIN)
			shot("lock-home")
			m.shell.header.onWho()
			shot("lock-menu")
			kit.CloseMenu(c)
			m.shell.Go(PageSettings, "operators")
			m.clock.Settle()
			shot("lock-settings")
			m.shell.shift.lockNow()
			m.enter("Ola", crewPIN)
			shot("lock-steward")
		})
	}
}
