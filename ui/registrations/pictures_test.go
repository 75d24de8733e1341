package registrations

import (
	"os"
	"strings"
	"testing"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// states are what the page can look like.
var states = map[string]func(*stage){
	"list": func(s *stage) {},
	"search": func(s *stage) {
		kittest.Type(s.window.Canvas(), s.page.search, "gdyn")
		s.clock.Advance(kit.SearchDelay)
	},
	"statuses": func(s *stage) {
		for i, status := range []event.Status{event.Cancelled, event.Pending, event.Waitlisted} {
			if _, err := s.svc.SetStatus(s.t.Context(), []string{s.entries()[i*2].ID}, status); err != nil {
				s.t.Fatal(err)
			}
		}
		s.page.Changed(map[string]bool{"registration.changed": true})
		kittest.Press(s.window.Canvas(), "Down")
		s.page.list.Focus()
		kittest.PressShift(s.window.Canvas(), "Down")
		kittest.PressShift(s.window.Canvas(), "Down")
	},
	"touched": func(s *stage) {
		s.page.detail.form.texts[3].input.SetText("anna(at)example.org")
		s.page.detail.form.save.Press()
		s.page.list.SelectRow(3)
		s.page.detail.form.texts[4].input.SetText("600 700 800")
	},
	"agenda": func(s *stage) { s.page.list.SelectRow(4); s.page.detail.tabs.Choose(tabAgenda) },
	"papers": func(s *stage) { s.page.detail.tabs.Choose(tabPapers) },
	"scans": func(s *stage) {
		for range 2 {
			if _, err := s.svc.CheckIn(s.t.Context(), event.ScanRequest{Event: s.event.ID, Registration: s.entries()[0].ID, Desk: "recepcja"}); err != nil {
				s.t.Fatal(err)
			}
		}
		s.page.detail.tabs.Choose(tabScans)
	},
	"history": func(s *stage) {
		phone, name := "600 100 200", event.Name{Given: "Anna", Family: "Nowak-Żak"}
		e := s.entries()[0]
		if _, err := s.svc.UpdateEntry(event.WithActor(s.t.Context(), "Ewa"), e.ID, e.Version, event.EntryUpdate{Phone: &phone, Name: &name, Payment: &event.Payment{Fee: 12000}}); err != nil {
			s.t.Fatal(err)
		}
		s.page.Changed(map[string]bool{"person.changed": true})
		s.page.Open(e.ID)
		s.page.detail.tabs.Choose(tabHistory)
	},
	"filtered": func(s *stage) {
		s.page.setTerms([]event.Condition{{Field: "town", Op: event.OpHas, Value: "gd"}, {Field: "email", Op: event.OpFilled}})
	},
	"queue": func(s *stage) { queueUp(s); s.page.status.Choose(event.Waitlisted) },
	"full": func(s *stage) {
		queueUp(s)
		s.page.status.Choose(event.Waitlisted)
		s.page.list.SelectAll()
		s.page.bar.onStatus(event.Confirmed)
	},
	"merge": func(s *stage) {
		all := s.entries()
		s.page.openMerge(all[1].ID, all[2].ID)
	},
	"columnchoice": func(s *stage) { s.page.Columns = kept{}; s.page.onColumns() },
	"earlier": func(s *stage) {
		e := s.entries()[0]
		was, err := s.svc.CreateEvent(s.t.Context(), event.Event{Kind: event.Rally, Title: "I Zlot Asystentów Rodziny", Start: "2011-09-06", End: "2011-09-07"}, "Rejestracja")
		if err != nil {
			s.t.Fatal(err)
		}
		if _, err := s.svc.AddRegistration(s.t.Context(), event.NewRegistration{Event: was.ID, PersonID: e.Person, Person: e.Who}); err != nil {
			s.t.Fatal(err)
		}
		s.page.Changed(map[string]bool{"registration.added": true})
	},
	"lists": func(s *stage) { s.page.onLists() },
	"term":  func(s *stage) { s.page.onTerm(-1) },
	"add":   func(s *stage) { s.page.onAdd() },
	"badfile": func(s *stage) {
		s.page.openImport(s.sampleFile("zgloszenia-google.csv", func(string) string { return "%PDF-1.4\n" }))
	},
	"replan":  func(s *stage) { changedFile(s); s.page.plan.tabs.Choose(planChanged) },
	"columns": func(s *stage) { changedFile(s); s.page.plan.tabs.Choose(planColumns) },
	"pairs": func(s *stage) {
		similarFile(s)
		s.page.plan.tabs.Choose(planDuplicates)
		s.page.plan.pairs.SelectRow(0)
	},
	"byhand": func(s *stage) { similarFile(s); s.page.plan.tabs.Choose(planKept); s.page.plan.changes.SelectRow(0) },
	"leave": func(s *stage) {
		similarFile(s)
		v := s.page.plan
		v.tabs.Choose(planNew)
		v.people.SelectRow(0)
		v.bar.decide(false)
		s.page.onLeave()
	},
	"undo": func(s *stage) {
		changedFile(s)
		s.page.plan.apply.Press()
		phone := "600 100 200"
		for _, e := range s.entries() {
			if e.Who.Name.Full() == "Żaneta Lis" {
				if _, err := s.svc.UpdateEntry(s.t.Context(), e.ID, e.Version, event.EntryUpdate{Phone: &phone}); err != nil {
					s.t.Fatal(err)
				}
			}
		}
		last, _, err := s.svc.LastImport(s.t.Context(), s.event.ID)
		if err != nil {
			s.t.Fatal(err)
		}
		s.page.onUndoImport(last.ID, false)
	},
	"imported": func(s *stage) { changedFile(s); s.page.plan.apply.Press() },
	"constant": func(s *stage) {
		changedFile(s)
		s.page.plan.setConstant(event.FieldGroup, "", true)
		s.page.plan.setConstant(event.FieldGroup, "Grupa I", true)
		s.page.plan.tabs.Choose(planColumns)
	},
	"remarks": func(s *stage) { changedFile(s); s.page.plan.tabs.Choose(planRejected) },
}

// kept remembers no columns.
type kept struct{}

func (kept) Columns(string) []string     { return nil }
func (kept) SetColumns(string, []string) {}

// queueUp limits the places and puts people on the waiting list, one with an offer.
func queueUp(s *stage) {
	all := s.entries()
	var wait []string
	for _, i := range []int{3, 8, 14, 20} {
		wait = append(wait, all[i].ID)
	}
	if _, err := s.svc.SetStatus(s.t.Context(), wait, event.Waitlisted); err != nil {
		s.t.Fatal(err)
	}
	places := len(all) - len(wait) + 1
	limit := &places
	if _, err := s.svc.UpdateEvent(s.t.Context(), s.event.ID, event.EventUpdate{Capacity: &limit, Waiting: &event.Waiting{Mode: event.WaitingOffer, Hours: 48}}); err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.svc.MoveUp(s.t.Context(), s.event.ID); err != nil {
		s.t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"event.changed": true})
}

// changedFile opens a newer export: some moved, somebody new, somebody gone,
// and a row without a name.
func changedFile(s *stage) {
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", func(data string) string {
		lines := strings.Split(strings.TrimSpace(data), "\n")
		lines[2] = strings.Replace(lines[2], "GOPS", "MOPS", 1)
		lines[3] = strings.Replace(lines[3], "600 ", "601 ", 1)
		return strings.Join(append(lines[:len(lines)-2], "02.09.2012 10:00:00,zaneta.lis@example.org,Żaneta Lis,PCPR Łask,,Łask,,,,,Tak",
			"02.09.2012 10:00:00,nikt@example.org,,PCPR Łask,,Łask,,,,,Tak"), "\n") + "\n"
	}))
}

// similarFile opens an export in which somebody has another address, and the desk has corrected a telephone.
func similarFile(s *stage) {
	phone := "600 999 999"
	e := s.entries()[10]
	if _, err := s.svc.UpdateEntry(s.t.Context(), e.ID, e.Version, event.EntryUpdate{Phone: &phone}); err != nil {
		s.t.Fatal(err)
	}
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", func(data string) string {
		lines := strings.Split(strings.TrimSpace(data), "\n")
		for i := range lines {
			if strings.Contains(lines[i], e.Who.Email) {
				lines[i] = strings.Replace(lines[i], e.Who.Phone, "600 111 222", 1)
			}
		}
		return strings.Join(append(lines,
			"02.09.2012 10:00:00,w.nowinska@example.org,Wirginia Nowińska,GOPS Łęczna,,Łęczna,,,,,Tak",
			"02.09.2012 10:00:00,regina.prywatnie@example.org,Regina Stefański,GOPS Kłobuck,,Kłobuck,,,,,Tak"), "\n") + "\n"
	}))
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
			if only := os.Getenv("ZLOT_ONLY"); only != "" && !strings.Contains(name+"-"+c.suffix, only) {
				continue
			}
			t.Run(name+"-"+c.suffix, func(t *testing.T) {
				s := openStage(t, c.variant, c.lang, c.w, c.h, rally)
				kittest.Relayout(s.window.Canvas())
				act(s)
				kittest.Screenshot(t, s.window.Canvas(), "registrations-"+name+"-"+c.suffix)
			})
		}
	}
	t.Run("empty", func(t *testing.T) {
		s := openStage(t, kit.VariantLight, "pl", width, height, bare)
		kittest.Screenshot(t, s.window.Canvas(), "registrations-empty")
		s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
		kittest.Screenshot(t, s.window.Canvas(), "registrations-plan")
	})
}
