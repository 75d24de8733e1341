package agenda

import (
	"os"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// states are what the page can look like.
var states = map[string]func(*stage){
	"grid":  func(s *stage) {},
	"list":  func(s *stage) { s.page.views.Choose(viewList) },
	"panel": func(s *stage) { s.page.Open(s.session("Kim jest asystent dla rodziny?").ID) },
	"workshop": func(s *stage) {
		w := s.session("Superwizja w pracy asystenta")
		s.enrol(w, 18)
		s.page.Open(w.ID)
	},
	"form": func(s *stage) { s.page.openForm(s.session("Kim jest asystent dla rodziny?").ID) },
	"form-conflict": func(s *stage) {
		panel := s.session("Kim jest asystent dla rodziny?")
		s.page.newSession(panel.Start.Add(-30*time.Minute), panel.Start.Add(30*time.Minute), panel.Room)
		f := s.page.form
		f.title.SetText("Żądza źródeł, czyli o pracy z rodziną")
		f.kind.Choose(event.Workshop)
		f.people.choose(hit{person: event.Contributor{Name: "Żaneta Źrebięć"}})
		kittest.Type(s.window.Canvas(), f.people.search, "mo")
		f.people.find("mo")
	},
	"conflicts": func(s *stage) {
		clash(s)
		s.page.views.Choose(viewConflicts)
	},
	"conflicts-none": func(s *stage) { s.page.views.Choose(viewConflicts) },
	"conflict":       func(s *stage) { clash(s) },
	"rooms":          func(s *stage) { s.page.onRooms() },
	"repeat":         func(s *stage) { s.page.onRepeat(s.session("Superwizja w pracy asystenta")) },
	"shift":          func(s *stage) { s.page.onShift() },
	"drop": func(s *stage) {
		w := s.session("Superwizja w pracy asystenta")
		s.enrol(w, 5)
		s.page.onDrop(w)
	},
	"plan": func(s *stage) { s.page.openImport(s.sampleFile(changed)) },
	"rejected": func(s *stage) {
		s.page.openImport(s.sampleFile(changed))
		s.page.plan.tabs.Choose(planRejected)
	},
}

// clash puts a session into the room and time of another one, and too many people into it.
func clash(s *stage) {
	panel, w := s.session("Kim jest asystent dla rodziny?"), s.session("Superwizja w pracy asystenta")
	end := panel.Start.Add(w.Length())
	s.page.edit("Przeniesiono", []event.SessionEdit{{ID: w.ID, Update: event.SessionUpdate{Start: &panel.Start, End: &end, Room: &panel.Room}}})
	s.page.goTo(w.ID)
}

// changed is a newer programme: a session moved, another is new, and one has no
// time that can be read.
func changed(data string) string {
	data = strings.Replace(data, "10:30,12:45", "11:00,13:15", 1)
	return data + "2012-09-07,14:30,15:00,Recepcja,przerwa,Odjazd,,,,nie,nie\n2012-09-07,po obiedzie,,Recepcja,przerwa,Zdjęcie,,,,nie,nie\n"
}

// The pictures are for people to look at.
func TestPage_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for name, act := range states {
		for _, c := range []struct {
			suffix, lang string
			variant      kit.Variant
			w, h         float32
		}{{"pl-light", "pl", kit.VariantLight, width, height}, {"en-dark", "en", kit.VariantDark, 1732, 1028},
			{"pl-dark", "pl", kit.VariantDark, width, height}, {"en-light", "en", kit.VariantLight, width, height}} {
			t.Run(name+"-"+c.suffix, func(t *testing.T) {
				s := openStage(t, c.variant, c.lang, c.w, c.h, sampleEvent("rally-2012"))
				kittest.Relayout(s.window.Canvas())
				act(s)
				kittest.Screenshot(t, s.window.Canvas(), "agenda-"+name+"-"+c.suffix)
			})
		}
	}
	for _, other := range []string{"course-2010", "pilot-2011"} {
		t.Run(other, func(t *testing.T) {
			s := openStage(t, kit.VariantLight, "pl", width, height, sampleEvent(other))
			kittest.Screenshot(t, s.window.Canvas(), "agenda-"+other)
		})
	}
	t.Run("empty", func(t *testing.T) {
		s := openStage(t, kit.VariantLight, "pl", width, height, bare)
		kittest.Screenshot(t, s.window.Canvas(), "agenda-empty")
		s.page.openImport(s.sampleFile(asIs))
		kittest.Screenshot(t, s.window.Canvas(), "agenda-import")
	})
}
