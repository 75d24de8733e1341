package agenda

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

func TestPage_Days(t *testing.T) {
	s := newStage(t)
	if got := len(s.page.days.days); got != 2 {
		t.Fatalf("%d days", got)
	}
	if len(s.page.grid.blocks) != 9 || s.page.count.Text() != "9 punktów programu" {
		t.Errorf("%d blocks, %q", len(s.page.grid.blocks), s.page.count.Text())
	}
	s.page.days.choose("2012-09-07")
	if len(s.page.grid.blocks) != 3 {
		t.Errorf("%d blocks on the second day", len(s.page.grid.blocks))
	}
	s.page.views.Choose(viewList)
	if s.page.list.Len() != 3 || !strings.Contains(words(s.page.detail.view), "Marsz po Jurze") {
		t.Errorf("%d rows; details:\n%s", s.page.list.Len(), words(s.page.detail.view))
	}
}

func TestPage_ManyDays(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, sampleEvent("course-2010"))
	b := s.page.days
	if len(b.days) <= tabDays || !b.before.Disabled() {
		t.Fatalf("%d days", len(b.days))
	}
	first := b.chosen
	b.after.Press()
	if b.chosen == first || b.before.Disabled() || s.page.chosenOf(s.page.today()).ID != s.page.chosen {
		t.Errorf("after the first day comes %q", b.chosen)
	}
}

func TestDetail_PanelInOrder(t *testing.T) {
	s := newStage(t)
	panel := s.session("Kim jest asystent dla rodziny?")
	s.page.Open(panel.ID)
	shown := words(s.page.detail.view)
	at := 0
	for _, want := range []string{"Gospodyni Zlotu", "moderacja", "1. MOPS Częstochowa", "2. MOPS Gdynia", "6. Fundacja ze Świdnicy"} {
		i := strings.Index(shown[at:], want)
		if i < 0 {
			t.Fatalf("%q is missing or stands too early in:\n%s", want, shown)
		}
		at += i
	}
}

func TestDetail_Places(t *testing.T) {
	s := newStage(t)
	w := s.session("Superwizja w pracy asystenta")
	s.enrol(w, 18)
	s.page.Open(w.ID)
	shown := words(s.page.detail.view)
	for _, want := range []string{"zajęte 15 z 15", "3 osoby na liście rezerwowej", "Dialog motywujący"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is missing in:\n%s", want, shown)
		}
	}
	if got := s.page.placesText(w); got != "15 / 15" {
		t.Errorf("places %q", got)
	}
}

// What lasts to midnight ends at 24:00, in the details, the list and the hours
// at the left.
func TestPage_UntilMidnight(t *testing.T) {
	s := newStage(t)
	night := s.session("Ognisko, śpiewy przy gitarze, kalambury")
	s.page.Open(night.ID)
	if got := s.page.hours(night); got != "19:00–24:00" || !strings.Contains(words(s.page.detail.view), got) {
		t.Errorf("from %q", got)
	}
	morning := event.Session{Start: night.End, End: night.End.Add(time.Hour)}
	if got := s.page.hours(morning); got != "0:00–1:00" {
		t.Errorf("the first hour of a day is %q", got)
	}
}

// Wishes without places are told of until somebody has a place.
func TestPage_WishesWithoutPlaces(t *testing.T) {
	s := newStage(t)
	if shown := words(s.page.unplaced); s.page.unplaced.Hidden || !strings.Contains(shown, "nikt nie ma jeszcze miejsca") {
		t.Errorf("said %q", shown)
	}
	w := s.session("Superwizja w pracy asystenta")
	n := s.page.state.wishes[w.ID]
	s.page.Open(w.ID)
	want := s.page.Printer.N("agenda.wishes", n.all, i18n.Args{"First": n.first})
	if shown := strings.ReplaceAll(words(s.page.detail.view), "\n", " "); n.first == 0 || n.all <= n.first || !strings.Contains(shown, want) {
		t.Errorf("%+v, %q is missing in:\n%s", n, want, shown)
	}
	s.enrol(w, 1)
	if !s.page.unplaced.Hidden {
		t.Error("still told of though somebody has a place")
	}
}

func TestDetail_Door(t *testing.T) {
	s := newStage(t)
	for title, policy := range map[string]event.Policy{"Superwizja w pracy asystenta": event.EnrolledOnly, "Otwarcie Zlotu": event.Once} {
		x := s.session(title)
		s.page.Open(x.ID)
		if got := s.page.detail.door.Text(); got != "Skanuj przy drzwiach" {
			t.Fatalf("%q before there is a checkpoint", got)
		}
		s.page.detail.door.Press()
		door := s.page.state.doors[x.ID]
		if door.Title != title || door.Policy != policy || door.Kind != event.Door || door.NotEnrolled != event.Warn {
			t.Fatalf("made %+v", door)
		}
		if !strings.Contains(s.host.Text(), title) {
			t.Errorf("told %q", s.host.Text())
		}
		if shown := words(s.page.detail.view); !strings.Contains(shown, s.page.Printer.T("checkpoint.policy."+string(policy))) {
			t.Errorf("the policy is missing in:\n%s", shown)
		}
		s.page.detail.door.Press()
		if len(s.went) == 0 || s.went[len(s.went)-1] != "checkin "+door.ID {
			t.Errorf("went %v", s.went)
		}
	}
	if all, err := s.svc.Store.Checkpoints(t.Context(), s.event.ID); err != nil || len(s.page.state.doors) != 2 {
		t.Errorf("%d checkpoints, %d doors, %v", len(all), len(s.page.state.doors), err)
	}
}

func TestImport_PlanThenApply(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	if !s.page.export.Disabled() || !strings.Contains(words(s.page.detail.view), "Program jest jeszcze pusty") {
		t.Error("an empty programme does not say what to do")
	}
	s.page.Dropped([]fyne.URI{storage.NewFileURI(s.sampleFile(asIs))})
	v := s.page.plan
	if v == nil || len(v.plan.New) != 12 {
		t.Fatalf("plan %+v", v)
	}
	if shown := words(v.frame.Content); !strings.Contains(shown, "Sala Rycerska") {
		t.Errorf("a room that is to be made has no title:\n%s", shown)
	}
	v.apply.Press()
	if s.page.plan != nil || len(s.page.state.sessions) != 12 || s.page.export.Disabled() {
		t.Errorf("%d sessions after the import", len(s.page.state.sessions))
	}
	s.page.openImport(s.sampleFile(asIs))
	if v := s.page.plan; len(v.plan.Same) != 12 || !v.apply.Disabled() {
		t.Errorf("again: %d same", len(v.plan.Same))
	}
}

func TestImport_NewerFile(t *testing.T) {
	s := newStage(t)
	s.page.openImport(s.sampleFile(changed))
	if s.page.onLeave(); s.page.plan != nil {
		t.Error("Escape does not leave the plan")
	}
	s.page.openImport(s.sampleFile(changed))
	v := s.page.plan
	v.tabs.Choose(planChanged)
	if shown := words(v.frame.Content); !strings.Contains(shown, "Początek") || !strings.Contains(shown, "11:00") {
		t.Errorf("the change is not shown:\n%s", shown)
	}
	v.tabs.Choose(planRejected)
	if shown := words(v.frame.Content); !strings.Contains(shown, "Nie można odczytać daty lub godziny") {
		t.Errorf("the rejected row is not explained:\n%s", shown)
	} else if strings.Contains(shown, "Wiersz 1") {
		t.Errorf("the number of the row is said twice:\n%s", shown)
	}
	if got := words(v.frame.Choices); !strings.Contains(got, "kodowanie UTF-8") {
		t.Errorf("the source is %q", got)
	}
	v.apply.Press()
	if got := s.session("Kim jest asystent dla rodziny?").Start.In(s.event.Zone()).Format("15:04"); got != "11:00" {
		t.Errorf("the panel begins at %s", got)
	}
}

func TestImport_BadFileLeavesASentence(t *testing.T) {
	s := newStage(t)
	path := filepath.Join(t.TempDir(), "program.csv")
	if err := os.WriteFile(path, []byte("%PDF-1.4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.page.openImport(path)
	if s.page.plan != nil || !strings.Contains(words(s.page.notices), "Nic nie zmieniono") {
		t.Errorf("said %q", words(s.page.notices))
	}
}

// A list of people is told apart from a programme.
func TestImport_ListOfPeople(t *testing.T) {
	s := newStage(t)
	path := filepath.Join(t.TempDir(), "lista.csv")
	if err := os.WriteFile(path, []byte("Imię,Nazwisko,E-mail\nAnna,Nowak,anna@example.org\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.page.openImport(path)
	if shown := words(s.page.notices); s.page.plan != nil || !strings.Contains(shown, "w Zgłoszeniach") || strings.Contains(shown, "brakuje kolumn") {
		t.Errorf("said %q", shown)
	}
}
