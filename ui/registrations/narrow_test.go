package registrations

import (
	"testing"

	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// The page keeps within windows of 1024 and 1366, in both languages, and shows
// the names whole.
func TestPage_SmallWindows(t *testing.T) {
	for _, lang := range []string{i18n.Polish, i18n.English} {
		for _, c := range []struct {
			width  float32
			hidden int
		}{{836, 3}, {width, 0}} {
			s := openStage(t, kit.VariantLight, lang, c.width, 600, rally)
			kittest.Relayout(s.window.Canvas())
			if got := s.page.content.MinSize().Width; got > c.width {
				t.Errorf("%s: the page needs %v of %v", lang, got, c.width)
			}
			if got := s.page.list.Hidden(); len(got) > c.hidden {
				t.Errorf("%s, %v wide: left out %v", lang, c.width, got)
			}
			shown := words(s.page.list)
			for _, e := range s.page.list.Items()[:10] {
				for _, name := range []string{e.Who.Name.Family, e.Who.Name.Given} {
					if !containsLine(shown, name) {
						t.Errorf("%s, %v wide: %q cannot be read", lang, c.width, name)
					}
				}
			}
			s.page.list.SelectAll()
			if c.width == width && !s.page.bar.badges.Visible() {
				t.Errorf("%s, %v wide: no button for the badges", lang, c.width)
			}
		}
	}
}

// So does the plan of an import, whatever it shows.
func TestImport_SmallWindow(t *testing.T) {
	for _, lang := range []string{i18n.Polish, i18n.English} {
		s := openStage(t, kit.VariantLight, lang, 836, 600, rally)
		changedFile(s)
		for _, tab := range []string{planNew, planChanged, planVanished, planRejected, planColumns} {
			s.page.plan.tabs.Choose(tab)
			kittest.Relayout(s.window.Canvas())
			if got := s.page.content.MinSize().Width; got > 836 {
				t.Errorf("%s: the plan needs %v of 836 to show %s", lang, got, tab)
			}
		}
		kittest.Screenshot(t, s.window.Canvas(), "registrations-plan-small-"+lang)
	}
}
