package agenda

import (
	"slices"
	"testing"

	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// The page and the plan of an import keep within a window of 1024.
func TestPage_SmallWindow(t *testing.T) {
	for _, lang := range []string{i18n.Polish, i18n.English} {
		s := openStage(t, kit.VariantLight, lang, 836, 600, sampleEvent("rally-2012"))
		for _, view := range []string{viewGrid, viewList} {
			s.page.views.Choose(view)
			kittest.Relayout(s.window.Canvas())
			if got := s.page.content.MinSize().Width; got > 836 {
				t.Errorf("%s: the page needs %v of 836 for %s", lang, got, view)
			}
			kittest.Screenshot(t, s.window.Canvas(), "agenda-small-"+view+"-"+lang)
		}
		if got := s.page.list.Hidden(); !slices.Equal(got, []string{"kind", "people", "hours"}) {
			t.Errorf("%s: the list leaves out %v, so that titles can be read", lang, got)
		}
		s.page.openForm(s.session("Kim jest asystent dla rodziny?").ID)
		s.keepsWithin(lang, "form")
		s.page.closeForm()
		s.page.views.Choose(viewConflicts)
		s.keepsWithin(lang, "conflicts")
		s.page.onRooms()
		s.keepsWithin(lang, "rooms")
		s.page.closeRooms()
		s.page.openImport(s.sampleFile(changed))
		kittest.Relayout(s.window.Canvas())
		if got := s.page.content.MinSize().Width; got > 836 {
			t.Errorf("%s: the plan needs %v of 836", lang, got)
		}
		kittest.Screenshot(t, s.window.Canvas(), "agenda-plan-small-"+lang)
	}
}

func (s *stage) keepsWithin(lang, what string) {
	s.t.Helper()
	kittest.Relayout(s.window.Canvas())
	if got := s.page.content.MinSize().Width; got > 836 {
		s.t.Errorf("%s: %s needs %v of 836", lang, what, got)
	}
	kittest.Screenshot(s.t, s.window.Canvas(), "agenda-small-"+what+"-"+lang)
}
