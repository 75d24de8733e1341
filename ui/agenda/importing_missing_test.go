package agenda

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// firstOnly leaves the first session of a list.
func firstOnly(data string) string {
	lines := strings.SplitAfterN(data, "\n", 3)
	return lines[0] + lines[1]
}

func (s *stage) all() []event.Session {
	s.t.Helper()
	p, err := s.svc.Programme(s.t.Context(), s.event.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	return p.Sessions
}

// A part of a programme leaves the rest where it is; removing it is chosen, said in red and counted on the button,
// and can be undone in one step.
func TestImport_MissingStays(t *testing.T) {
	s := newStage(t)
	who, err := s.page.Store.Entries(t.Context(), event.EntryFilter{Event: s.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range who[:2] {
		if err := s.svc.Enrol(t.Context(), s.session("Superwizja w pracy asystenta").ID, e.ID, true); err != nil {
			t.Fatal(err)
		}
	}
	before := s.all()
	s.page.openImport(s.sampleFile(firstOnly))
	v := s.page.plan
	if shown := words(v.frame.Notices); !v.apply.Disabled() || !strings.Contains(shown, "11 punktów z programu nie ma w pliku") || !strings.Contains(shown, "zostaw w programie") {
		t.Fatalf("it says %s", shown)
	}
	v.tabs.Choose(planMissing)
	if shown := words(v.frame.Content); !strings.Contains(shown, "zostaje") || strings.Contains(shown, "zniknie") {
		t.Errorf("what is missing is shown as\n%s", shown)
	}
	kittest.Screenshot(t, s.window.Canvas(), "agenda-plan-missing")
	choice, ok := kittest.Find(v.frame.Notices, func(*kit.Select[bool]) bool { return true })
	if !ok {
		t.Fatal("nothing is to choose")
	}
	choice.Choose(true)
	if shown := words(v.frame.Notices); !strings.Contains(shown, "Z programu zniknie 11 punktów") || !strings.Contains(shown, "czekają na nie 2 osoby") || v.apply.Text() != "Usuń z programu 11 punktów" {
		t.Errorf("%q, it says %s", v.apply.Text(), shown)
	}
	kittest.Screenshot(t, s.window.Canvas(), "agenda-plan-remove")
	v.apply.Press()
	if got := s.all(); len(got) != 1 || s.page.plan != nil {
		t.Fatalf("%d sessions are left", len(got))
	}
	if shown := s.host.Text(); !strings.Contains(shown, "usunięte 11") {
		t.Errorf("it says %q", shown)
	}
	if !kit.UndoToast(s.window.Canvas()) {
		t.Error("the toast undoes nothing")
	}
	if got := s.all(); !reflect.DeepEqual(got, before) {
		t.Errorf("undone to %d sessions of %d", len(got), len(before))
	}
}

// An import is one step: undone as a whole, done again as a whole.
func TestImport_Undo(t *testing.T) {
	s := newStage(t)
	before := s.all()
	s.page.openImport(s.sampleFile(func(data string) string {
		return strings.Replace(data, "10:30,12:45", "11:00,13:15", 1) + "2012-09-07,14:30,15:00,Recepcja,przerwa,Odjazd,,,,nie,nie\n"
	}))
	s.page.plan.apply.Press()
	after := s.all()
	if len(after) != 13 || len(s.page.history.done) != 1 {
		t.Fatalf("%d sessions, %d steps", len(after), len(s.page.history.done))
	}
	s.page.undo()
	if got := s.all(); !reflect.DeepEqual(got, before) {
		t.Errorf("undone to %+v", got)
	}
	s.page.redo()
	if got := s.all(); !reflect.DeepEqual(got, after) {
		t.Errorf("done again to %+v", got)
	}
}

// Beside rejected rows the true reason is said for what is not in the file, and a missing hour is called so.
func TestImport_MissingWhileRejected(t *testing.T) {
	s := newStage(t)
	s.page.openImport(s.sampleFile(func(data string) string {
		return firstOnly(data) + "2012-09-07,,15:00,Recepcja,przerwa,Odjazd,,,,nie,nie\n"
	}))
	v := s.page.plan
	if v.tabs.Choose(planMissing); !strings.Contains(words(v.frame.Content), "może być wśród odrzuconych") || len(v.plan.Kept) != 0 {
		t.Errorf("it says\n%s", words(v.frame.View))
	}
	if v.tabs.Choose(planRejected); !strings.Contains(words(v.frame.Content), "Brakuje godziny") {
		t.Errorf("it says\n%s", words(v.frame.Content))
	}
}

// What somebody edited here is named, and nobody says that all is the same.
func TestImport_KeptIsNotTheSame(t *testing.T) {
	s := newStage(t)
	x := s.session("Kim jest asystent dla rodziny?")
	if _, err := s.svc.UpdateSessions(t.Context(), []event.SessionEdit{{ID: x.ID, Update: event.SessionUpdate{Hours: new(float64)}}}); err != nil {
		t.Fatal(err)
	}
	s.page.openImport(s.sampleFile(asIs))
	v := s.page.plan
	shown := words(v.frame.Notices)
	if len(v.plan.Same) != 11 || len(v.plan.Kept) != 1 || strings.Contains(shown, "Cały program") || !strings.Contains(shown, "„Kim jest asystent dla rodziny?” różni się") {
		t.Errorf("%d same, %d kept; it says %s", len(v.plan.Same), len(v.plan.Kept), shown)
	}
}

// A schedule.xml has no rows and no letters to choose, and says what it does not hold; a session is named by its title.
func TestImport_ScheduleWords(t *testing.T) {
	path := newStage(t).written(event.ScheduleXML)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	odd := `<event id="99"><date>jutro</date><start>po obiedzie</start><duration>00:30</duration><title>Dziwny</title></event>`
	path = filepath.Join(t.TempDir(), "schedule.xml")
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), "</event>", "</event>"+odd, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	s.page.openImport(path)
	v := s.page.plan
	if v == nil {
		t.Fatal(words(s.page.notices))
	}
	shown := words(v.frame.View)
	for _, word := range []string{"kodowanie", "wiersz", "Wiersz\n"} {
		if strings.Contains(shown, word) {
			t.Errorf("it speaks of %q:\n%s", word, shown)
		}
	}
	if !strings.Contains(shown, "13 punktów programu") || !strings.Contains(shown, "nie mówi o limitach") {
		t.Errorf("it says\n%s", shown)
	}
	kittest.Screenshot(t, s.window.Canvas(), "agenda-plan-schedule")
	items := v.known.Items()
	for i := 1; i < len(items); i++ {
		if items[i].session.Start.Before(items[i-1].session.Start) {
			t.Errorf("%q stands after %q", items[i].session.Title, items[i-1].session.Title)
		}
	}
	if v.tabs.Choose(planRejected); !strings.Contains(words(v.frame.Content), "Dziwny\n") {
		t.Errorf("it says\n%s", words(v.frame.Content))
	}
}
