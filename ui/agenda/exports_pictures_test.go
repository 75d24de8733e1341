package agenda

import (
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// outside are what what goes out of the programme can look like.
var outside = map[string]func(*stage){
	"menu": func(s *stage) {
		s.page.Open(s.session("Kim jest asystent dla rodziny?").ID)
		s.page.export.Press()
	},
	"file": func(s *stage) {
		s.releaseAndMove()
		s.page.onPDF()
	},
	"people":  func(s *stage) { s.page.exports.onChoosePeople() },
	"room":    func(s *stage) { s.page.exports.onChooseRoom() },
	"written": func(s *stage) { s.page.exports.saveRooms(s.t.TempDir(), version{}) },
	"running": func(s *stage) {
		restore := kit.SetRunner(&heldWork{})
		var glance func()
		restoreTimer := kit.SetTimer(func(_ time.Duration, f func()) func() { glance = f; return func() {} })
		e := s.page.exports
		e.save("plany.pdf", e.paper(event.AgendaOptions{Kind: event.AgendaPersonal}, "", s.page.Printer.T("programme.plans.writing")), version{})
		restore()
		e.task.Total(3000)
		e.task.Add(1234)
		glance()
		restoreTimer()
	},
	"versions-none": func(s *stage) { s.page.onVersions() },
	"versions":      func(s *stage) { s.manyChanges() },
	"versions-names": func(s *stage) {
		s.manyChanges()
		s.page.versions.changes.list.SelectKey(s.session("Superwizja w pracy asystenta rodziny, grupa pierwsza").ID)
		if names, ok := kittest.Find(s.page.versions.changes.below, func(*kit.Button) bool { return true }); ok {
			names.Press()
		}
	},
	"versions-old": func(s *stage) {
		s.manyChanges()
		s.page.versions.list.SelectRow(1)
	},
	"release": func(s *stage) {
		s.manyChanges()
		s.page.versions.release.Press()
	},
	"released": func(s *stage) {
		s.manyChanges()
		s.page.versions.release.Press()
		kittest.Press(s.window.Canvas(), fyne.KeyReturn)
		s.page.Changed(map[string]bool{"programme.released": true})
	},
}

// manyChanges are changes of every kind since version 1.
func (s *stage) manyChanges() {
	s.t.Helper()
	workshop := s.session("Superwizja w pracy asystenta")
	s.enrol(workshop, 18)
	s.releaseAndMove()
	gone, title, other := true, "Superwizja w pracy asystenta rodziny, grupa pierwsza", s.session("Dialog motywujący")
	opening, panel := s.session("Otwarcie Zlotu"), s.session("Kim jest asystent dla rodziny?")
	added := event.Session{Event: s.event.ID, Kind: event.QA, Title: "Pytania do ekspertów: finansowanie", Start: opening.Start.AddDate(0, 0, 1), End: opening.End.AddDate(0, 0, 1), Room: opening.Room}
	if _, err := s.svc.AddSession(s.t.Context(), added); err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.svc.UpdateSessions(s.t.Context(), []event.SessionEdit{{ID: opening.ID, Update: event.SessionUpdate{Dropped: &gone}},
		{ID: workshop.ID, Update: event.SessionUpdate{Title: &title}}, {ID: other.ID, Update: event.SessionUpdate{Room: &panel.Room, Start: &panel.Start, End: &panel.End}}}); err != nil {
		s.t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"session.changed": true})
	s.page.onVersions()
}

// The pictures are for people to look at.
func TestExports_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for name, act := range outside {
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
				kittest.Screenshot(t, s.window.Canvas(), "out-"+name+"-"+c.suffix)
			})
		}
	}
}
