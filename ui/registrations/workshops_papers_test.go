package registrations

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// answer takes the name that the open dialog suggests, in a folder.
func (s *stage) answer(folder string) (path string, data []byte) {
	s.t.Helper()
	c := s.window.Canvas()
	top := c.Overlays().Top()
	if top == nil {
		s.t.Fatal("no dialog asks for a file")
	}
	entry, _ := kittest.Find(top, func(e *kit.Entry) bool { return strings.Contains(e.Text, ".") && !strings.Contains(e.Text, "/") })
	path = filepath.Join(folder, entry.Text)
	entry.SetText(path)
	c.Focus(entry)
	kittest.Press(c, fyne.KeyReturn)
	data, err := os.ReadFile(path)
	if err != nil {
		s.t.Fatal(err)
	}
	return path, data
}

// Somebody's own plan carries their name and is said to be there; a file for
// other programs can be found.
func TestPlan_Written(t *testing.T) {
	s := newStage(t)
	var opened []string
	s.page.Show = func(path string) error { opened = append(opened, path); return nil }
	e, folder := s.page.detail.entry, t.TempDir()
	s.page.onCalendar(e)
	path, data := s.answer(folder)
	if want := "kalendarz-" + e.Who.Name.PlainName() + ".ics"; filepath.Base(path) != want || !bytes.HasPrefix(data, []byte("BEGIN:VCALENDAR")) {
		t.Errorf("%s holds %.20q", path, data)
	}
	said := words(s.page.notices)
	if !strings.Contains(said, filepath.Base(path)) || !strings.Contains(said, "Otwórz folder") {
		t.Errorf("it says %q", said)
	}
	if show, ok := kittest.Find(s.page.notices, func(b *kit.Button) bool { return b.Text() == "Otwórz folder" }); ok {
		show.Press()
	}
	s.page.onPersonalPlan(e)
	plan, data := s.answer(folder)
	if want := "plan-osobisty-" + e.Who.Name.PlainName() + ".pdf"; filepath.Base(plan) != want || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Errorf("%s holds %.20q", plan, data)
	}
	if len(opened) != 2 || opened[0] != folder || opened[1] != plan || !strings.Contains(s.host.Text(), filepath.Base(plan)) {
		t.Errorf("opened %q, said %q", opened, s.host.Text())
	}
}

// Once a version was released and the draft differs, the released one goes out
// unless somebody chooses otherwise.
func TestPlan_Version(t *testing.T) {
	s := newStage(t)
	w := s.workshop("Superwizja w pracy asystenta")
	e := s.page.detail.entry
	if err := s.svc.Enrol(t.Context(), w.ID, e.ID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := s.svc.Release(t.Context(), s.event.ID, "na stronę"); err != nil {
		t.Fatal(err)
	}
	title := "Superwizja na nowo"
	if _, err := s.svc.UpdateSession(t.Context(), w.ID, event.SessionUpdate{Title: &title}); err != nil {
		t.Fatal(err)
	}
	s.page.onCalendar(e)
	if _, data := s.answer(t.TempDir()); bytes.Contains(data, []byte(title)) || !bytes.Contains(data, []byte("Superwizja w pracy")) {
		t.Errorf("the released version does not go out first:\n%s", data)
	}
	s.page.onCalendar(e)
	choice, ok := kittest.Find(s.window.Canvas().Overlays().Top(), func(*kit.Select[bool]) bool { return true })
	if !ok {
		t.Fatal("no choice of the version")
	}
	choice.Choose(false)
	if _, data := s.answer(t.TempDir()); !bytes.Contains(data, []byte(title)) {
		t.Errorf("the draft does not go out:\n%s", data)
	}
}
