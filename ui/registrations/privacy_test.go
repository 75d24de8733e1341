package registrations

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/doc"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestPrivacy_ErasingAsksForTheName(t *testing.T) {
	s := openStage(t, kit.VariantLight, "pl", width, height, rally)
	e := s.entries()[2]
	s.page.Open(e.ID)
	s.page.detail.tabs.Choose(tabPrivacy)
	s.page.onErase(e)
	c := s.window.Canvas()
	kittest.Press(c, fyne.KeyReturn)
	if s.entry(e.ID).Who.Erased {
		t.Fatal("Enter alone erased a person")
	}
	for _, r := range strings.ToLower(e.Who.Name.Family) {
		c.Focused().TypedRune(r)
	}
	kittest.Press(c, fyne.KeyReturn)
	if s.entry(e.ID).Who.Erased {
		t.Fatal("Enter in the field erased a person")
	}
	kittest.Press(c, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn)
	if !s.entry(e.ID).Who.Erased {
		t.Fatal("the person is still there")
	}
	if !kit.DialogOpen(s.window) {
		t.Error("nothing tells what stays")
	}
	if got := s.entry(e.ID); got.Who.Name.Full() != "" || got.Diet != "" || len(got.Answers) != 0 {
		t.Errorf("left: %+v", got)
	}
}

// The lists give way in a low window; the field for the name lies above the buttons.
func TestPrivacy_EraseFitsTheWindow(t *testing.T) {
	for _, h := range []float32{768, 600} {
		s := openStage(t, kit.VariantLight, "pl", 1366, h, rally)
		e := s.entries()[2]
		plan, err := s.svc.ErasePlan(t.Context(), e.Person)
		if err != nil {
			t.Fatal(err)
		}
		plan.Kept = append(plan.Kept, event.KeptItem{What: event.KeptCertificates, Count: 2, Names: []string{"12/2012", "13/2012"}})
		s.page.askErase(e, plan)
		c := s.window.Canvas()
		field, ok := c.Focused().(*kit.Entry)
		if !ok {
			t.Fatal("no field for the name")
		}
		action, ok := kittest.Find(c.Overlays().Top(), func(b *kit.Button) bool { return b.Text() == s.page.Printer.T("privacy.erase.action") })
		if !ok {
			t.Fatal("no button")
		}
		position := fyne.CurrentApp().Driver().AbsolutePositionForObject
		below, button := position(field).Y+field.Size().Height, position(action)
		if below > button.Y || button.Y+action.Size().Height > h {
			t.Errorf("%.0f high: the field ends at %.0f, the button is at %.0f and %.0f high", h, below, button.Y, action.Size().Height)
		}
		kittest.Screenshot(t, c, fmt.Sprintf("erase-certificate-%.0f", h))
	}
}

func TestPrivacy_Consents(t *testing.T) {
	s := openStage(t, kit.VariantLight, "pl", width, height, rally)
	e := s.entries()[2]
	s.page.Open(e.ID)
	s.page.detail.tabs.Choose(tabPrivacy)
	s.page.onConsent(e, "Zgadzam się na publikację wizerunku", true)
	s.page.onConsent(s.entry(e.ID), "Zgadzam się na publikację wizerunku", false)
	got := s.entry(e.ID).Consents
	if last := got[len(got)-1]; last.Given || !last.Withdrawn || last.At.IsZero() {
		t.Errorf("the consent is %+v", last)
	}
	s.page.detail.tabs.Choose(tabHistory)
	facts, err := s.svc.Store.Facts(t.Context(), e.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	told := s.page.tell(facts[len(facts)-1])
	if len(told) != 1 || !strings.Contains(told[0].what, "wizerunku”: wycofana") {
		t.Errorf("the history says %+v", told)
	}
}

// Somebody who was added by hand to a new event can be asked for what people were asked for before.
func TestPrivacy_KnownConsents(t *testing.T) {
	const before, older = "Zgadzam się na publikację wizerunku", "Zgadzam się na kontakt"
	add := func(ctx context.Context, svc *event.Service, title, start string, consents ...string) (event.Event, event.Entry, error) {
		ev, err := svc.CreateEvent(ctx, event.Event{Kind: event.Rally, Title: title, Start: event.Date(start), End: event.Date(start)}, "Rejestracja")
		if err != nil {
			return ev, event.Entry{}, err
		}
		e, err := svc.AddRegistration(ctx, event.NewRegistration{Event: ev.ID, Person: event.Person{Name: event.Name{Given: "Anna", Family: "Nowak"}}})
		for _, c := range consents {
			if err == nil {
				_, err = svc.SetConsent(ctx, e.ID, c, false)
			}
		}
		return ev, e, err
	}
	var e event.Entry
	s := openStage(t, kit.VariantLight, "pl", width, height, func(ctx context.Context, svc *event.Service) (ev event.Event, err error) {
		if _, err = rally(ctx, svc); err != nil { // a sample's people are invented
			return ev, err
		}
		for _, old := range []struct{ title, start, asked string }{{"Szkolenie", "2010-09-06", older}, {"Zlot", "2011-09-06", before}} {
			if _, _, err = add(ctx, svc, old.title, old.start, old.asked); err != nil {
				return ev, err
			}
		}
		ev, e, err = add(ctx, svc, "Zlot", "2013-09-06")
		return ev, err
	})
	s.page.Open(e.ID)
	s.page.detail.tabs.Choose(tabPrivacy)
	says := kittest.Words(s.page.detail.body)
	if !strings.Contains(says, before) || strings.Contains(says, older) {
		t.Fatalf("offered: %s", says)
	}
	give, ok := kittest.Find(s.page.detail.body, func(b *kit.Button) bool { return b.Text() == s.page.Printer.T("privacy.consent.give") })
	if !ok {
		t.Fatal("nothing to note it with")
	}
	give.Press()
	if got := s.entry(e.ID).Consents; len(got) != 1 || got[0].Wording != before || !got[0].Given {
		t.Errorf("noted %+v", got)
	}
}

func TestPrivacy_Export(t *testing.T) {
	s := openStage(t, kit.VariantLight, "pl", width, height, rally)
	s.svc.Documents = doc.New()
	e := s.entries()[2]
	path := filepath.Join(t.TempDir(), "dane.txt")
	s.page.writePerson(e, path)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{e.Who.Name.Full(), e.Who.Email, s.event.Title} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("the file does not say %q", want)
		}
	}
}

func init() {
	states["privacy"] = func(s *stage) { s.page.list.SelectRow(2); s.page.detail.tabs.Choose(tabPrivacy) }
	states["erase"] = func(s *stage) {
		s.page.list.SelectRow(2)
		s.page.onErase(s.entries()[2])
	}
	states["erased"] = func(s *stage) {
		e := s.entries()[2]
		s.page.Open(e.ID)
		s.page.onErase(e)
		for _, r := range e.Who.Name.Family {
			s.window.Canvas().Focused().TypedRune(r)
		}
		kittest.Press(s.window.Canvas(), fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn)
	}
	states["erasedlist"] = func(s *stage) {
		e := s.entries()[2]
		if _, err := s.svc.ErasePerson(s.t.Context(), e.Person); err != nil {
			s.t.Fatal(err)
		}
		s.page.Changed(map[string]bool{event.PersonErased{}.FactKind(): true})
		s.page.Open(e.ID)
		s.page.detail.tabs.Choose(tabData)
	}
}
