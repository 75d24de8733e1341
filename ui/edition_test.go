package ui

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/event/sample"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
	"zlot/ui/prefs"
)

// A new edition from the switcher: the programme a year later, its people asked.
func TestShell_NextEdition(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	old := s.shell.event
	s.shell.onNextEdition()
	c := s.window.Canvas()
	if !kit.DialogOpen(s.window) {
		t.Fatal("nothing is asked")
	}
	kittest.Press(c, fyne.KeyTab)
	kittest.TypeFocused(c, "31.02.2013")
	kittest.Press(c, fyne.KeyReturn)
	if !kit.DialogOpen(s.window) {
		t.Fatal("a day that does not exist was taken")
	}
	c.Focused().(*kit.DateEntry).SetText("7.11.2013") // the wrong field got the focus
	kittest.Press(c, fyne.KeyReturn)
	if kit.DialogOpen(s.window) {
		t.Fatal("the form is still open")
	}
	e := s.shell.event
	if e.ID == old.ID || e.Start != "2013-11-07" || e.End != "2013-11-08" || e.Edition != 2 || e.Title != old.Title || s.shell.name != PageHome {
		t.Errorf("made %+v on page %q", e, s.shell.name)
	}
	sessions, err := s.svc.Store.Sessions(t.Context(), e.ID)
	entries, err2 := s.svc.Store.Entries(t.Context(), event.EntryFilter{Event: e.ID})
	if err != nil || err2 != nil || len(sessions) != 12 || len(entries) != 0 {
		t.Errorf("%d sessions, %d people, %v, %v", len(sessions), len(entries), err, err2)
	}
	s.shell.Go(PageSeries, "")
	if s.shell.name != PageSeries || s.shell.pages[PageSeries].Title() != old.Series {
		t.Errorf("page %q", s.shell.name)
	}
}

func TestEditionForm_PartsThatBelongTogether(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	seen, err := s.svc.PreviewClone(t.Context(), s.shell.event.ID, event.CloneOptions{Start: "2013-09-05", Parts: event.CloneParts})
	if err != nil {
		t.Fatal(err)
	}
	f := newEditionForm(s.shell, seen)
	if got := f.start.Text; got != "05.09.2013" { // a Thursday, as the first day was
		t.Errorf("it suggests %s", got)
	}
	tap := func(p event.ClonePart) { f.parts[p].Tapped(nil) }
	tap(event.CloneRooms)
	if f.parts[event.CloneAgenda].Checked() || f.parts[event.CloneCheckpoints].Checked() || !f.parts[event.CloneGroups].Checked() {
		t.Error("without rooms there is still a programme, or no group")
	}
	tap(event.CloneCheckpoints)
	for _, p := range event.CloneCheckpoints.Needs() {
		if !f.parts[p].Checked() {
			t.Errorf("checkpoints came without %s", p)
		}
	}
	tap(event.ClonePeople)
	if o, ok := f.read(); !ok || len(o.Parts) != len(event.CloneParts) {
		t.Errorf("%v, %t", o.Parts, ok)
	}
}

// The pictures are for people to look at.
func TestShell_EditionPictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for _, c := range []struct {
		name, lang    string
		variant       kit.Variant
		width, height float32
	}{
		{"pl-light", i18n.Polish, kit.VariantLight, 1366, 768}, {"en-dark", i18n.English, kit.VariantDark, 1920, 1080},
		{"en-light-1024", i18n.English, kit.VariantLight, 1024, 700}, {"pl-dark", i18n.Polish, kit.VariantDark, 1366, 768},
	} {
		t.Run(c.name, func(t *testing.T) {
			clock := kittest.StartWith(t, c.variant, c.lang)
			prefs.New(fyne.CurrentApp().Preferences(), prefs.Override{}).SetLanguage(c.lang)
			s := openStage(t, clock, c.width, c.height, Start{Page: PageHome}, func(s *stage) error {
				_, err := sample.Load(t.Context(), s.svc, "editions-2015", "Rejestracja")
				return err
			})
			canvas := s.window.Canvas()
			s.shell.header.onChoose()
			kittest.Screenshot(t, canvas, "edition-menu-"+c.name)
			kittest.Press(canvas, fyne.KeyEscape)
			s.shell.Go(PageSeries, "")
			s.clock.Settle()
			kittest.Screenshot(t, canvas, "edition-series-"+c.name)
			s.shell.onNextEdition()
			kittest.Screenshot(t, canvas, "edition-dialog-"+c.name)
		})
		t.Run("welcome-"+c.name, func(t *testing.T) {
			clock := kittest.StartWith(t, c.variant, c.lang)
			prefs.New(fyne.CurrentApp().Preferences(), prefs.Override{}).SetLanguage(c.lang)
			s := openStage(t, clock, c.width, c.height, Start{Page: PageHome}, func(*stage) error { return nil })
			kittest.Screenshot(t, s.window.Canvas(), "edition-welcome-"+c.name)
		})
	}
}
