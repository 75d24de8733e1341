package agenda

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

const quarter = 15 * time.Minute

// A first version is released with a note, after the question says what that means.
func TestVersions_First(t *testing.T) {
	s := newStage(t)
	s.page.onVersions()
	v := s.page.versions
	if shown := words(v.view); !strings.Contains(shown, "Żadna wersja nie została jeszcze wydana") || v.release.Text() != "Wydaj wersję 1…" {
		t.Fatalf("before the first version it shows\n%s", shown)
	}
	v.release.Press()
	top := s.window.Canvas().Overlays().Top()
	if asked := strings.ReplaceAll(words(top), "\n", " "); !strings.Contains(asked, "Wydania nie można cofnąć") {
		t.Errorf("asks\n%s", asked)
	}
	note, _ := kittest.Find(top, func(*kit.Entry) bool { return true })
	kittest.Type(s.window.Canvas(), note, "na stronę")
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	all, err := s.svc.Store.Releases(t.Context(), s.event.ID)
	if err != nil || len(all) != 1 || all[0].Note != "na stronę" || len(all[0].Sessions) != 12 {
		t.Fatalf("released %+v, %v", all, err)
	}
	if said := words(s.page.notices); !strings.Contains(said, "Wersja 1 jest wydana") || !strings.Contains(said, "Przejdź do poczty") || strings.Contains(said, "zmiany") {
		t.Errorf("after it it says %q", said)
	}
	s.page.Changed(map[string]bool{"programme.released": true})
	if shown := words(v.view); !strings.Contains(shown, "Nic się nie zmieniło od wersji 1") || !v.release.Disabled() {
		t.Errorf("without a change it shows\n%s", shown)
	}
}

func TestVersions_Changes(t *testing.T) {
	s := newStage(t)
	workshop := s.session("Superwizja w pracy asystenta")
	s.enrol(workshop, 3)
	s.releaseAndMove()
	gone := true
	title := "Superwizja dla asystentów"
	opening := s.session("Otwarcie Zlotu")
	if _, err := s.svc.UpdateSessions(t.Context(), []event.SessionEdit{{ID: opening.ID, Update: event.SessionUpdate{Dropped: &gone}},
		{ID: workshop.ID, Update: event.SessionUpdate{Title: &title}}}); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"session.changed": true})
	s.page.onVersions()
	v := s.page.versions
	list := v.changes.list
	said := map[event.ChangeKind]string{}
	for _, x := range list.Items() {
		list.SelectKey(x.Session.ID)
		said[x.Kind] = strings.ReplaceAll(words(v.changes.below), "\n", " ")
	}
	for kind, want := range map[event.ChangeKind][]string{
		event.SessionMoved:     {"przeniesiony", "10:30–12:45 → 10:45–13:00", "Dotyczy wszystkich"},
		event.SessionCancelled: {"usunięty", "Otwarcie Zlotu", "czwartek"},
		event.SessionAltered:   {"zmieniony", "Superwizja w pracy asystenta → Superwizja dla asystentów", "Dotyczy 3 osób"},
	} {
		for _, w := range want {
			if !strings.Contains(said[kind], w) {
				t.Errorf("of %s %q is missing in %q", kind, w, said[kind])
			}
		}
	}
	list.SelectKey(workshop.ID)
	names, ok := kittest.Find(v.changes.below, func(b *kit.Button) bool { return strings.Contains(b.Text(), "Pokaż 3 nazwiska") })
	if !ok {
		t.Fatalf("nobody can be named: %s", words(v.changes.below))
	}
	first, err := s.svc.Store.Entries(t.Context(), event.EntryFilter{Event: s.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	if names.Press(); !strings.Contains(strings.ReplaceAll(words(v.changes.below), "\u00a0", " "), first[0].Who.Name.Family) {
		t.Errorf("%q is not named in %s", first[0].Who.Name.Family, words(v.changes.below))
	}
	kittest.Screenshot(t, s.window.Canvas(), "out-versions-names")
	v.changes.people.SelectKey(first[1].ID)
	open, _ := kittest.Find(v.changes.below, func(b *kit.Button) bool { return b.Text() == "Pokaż zgłoszenie" })
	if open.Press(); len(s.went) != 1 || s.went[0] != "registrations "+first[1].ID {
		t.Errorf("went to %v", s.went)
	}
	if v.release.Text() != "Wydaj wersję 2…" || v.release.Disabled() {
		t.Errorf("%q cannot be pressed", v.release.Text())
	}
	v.list.SelectRow(1)
	if shown := words(v.view); v.pdf.Hidden || !strings.Contains(shown, "na stronę") || v.points.Len() != 12 {
		t.Errorf("version 1 shows\n%s", shown)
	}
	s.page.onLeave()
	if s.page.versions != nil || s.page.content.Objects[0] != s.page.main {
		t.Error("Escape does not go back to the programme")
	}
}

// What is wrong is told before a release, and does not stop it.
func TestVersions_OpenConflicts(t *testing.T) {
	s := newStage(t)
	panel, opening := s.session("Kim jest asystent dla rodziny?"), s.session("Otwarcie Zlotu")
	if _, err := s.svc.UpdateSession(t.Context(), opening.ID, event.SessionUpdate{Start: &panel.Start, End: &panel.End, Room: &panel.Room}); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"session.changed": true})
	s.page.onVersions()
	s.page.versions.release.Press()
	if asked := words(s.window.Canvas().Overlays().Top()); !strings.Contains(asked, "otwarty konflikt") && !strings.Contains(asked, "otwarte konflikty") {
		t.Errorf("asks\n%s", asked)
	}
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if all, err := s.svc.Store.Releases(t.Context(), s.event.ID); err != nil || len(all) != 1 {
		t.Errorf("%d versions, %v", len(all), err)
	}
}

// The versions, and the menu of what goes out, keep within a window of 1024.
func TestVersions_SmallWindow(t *testing.T) {
	for _, lang := range []string{i18n.Polish, i18n.English} {
		s := openStage(t, kit.VariantLight, lang, 836, 600, sampleEvent("rally-2012"))
		s.page.export.Press()
		kittest.Screenshot(t, s.window.Canvas(), "out-menu-small-"+lang)
		kittest.Press(s.window.Canvas(), fyne.KeyEscape)
		s.manyChanges()
		kittest.Relayout(s.window.Canvas())
		if got := s.page.content.MinSize(); got.Width > 836 || got.Height > 600 {
			t.Errorf("%s: the versions need %v", lang, got)
		}
		kittest.Screenshot(t, s.window.Canvas(), "out-versions-small-"+lang)
	}
}
