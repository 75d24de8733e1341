package agenda

import (
	"bytes"
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
	"zlot/ui/kit/kittest"
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
	if axis := words(s.page.grid.axis); !strings.HasSuffix(axis, "23:00\n24:00\n") {
		t.Errorf("hours at the left:\n%s", axis)
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

func TestTimetable_Keyboard(t *testing.T) {
	s := newStage(t)
	c := s.window.Canvas()
	day := s.page.today()
	kittest.Click(c, s.page.grid.blocks[day[0].ID])
	kittest.Press(c, fyne.KeyDown, fyne.KeyDown)
	if s.page.chosen != day[2].ID || !s.page.grid.blocks[day[2].ID].chosen || s.page.grid.blocks[day[0].ID].chosen {
		t.Errorf("chosen %s, want %s", s.page.chosen, day[2].ID)
	}
}

// A change elsewhere leaves the place and the focus where they are.
func TestTimetable_StaysInPlace(t *testing.T) {
	s := newStage(t)
	kittest.Relayout(s.window.Canvas())
	c := s.window.Canvas()
	day := s.page.today()
	last := day[len(day)-1]
	kittest.Click(c, s.page.grid.blocks[day[0].ID])
	for range day {
		kittest.Press(c, fyne.KeyDown)
	}
	at := s.page.grid.body.Offset
	if at.Y == 0 || s.page.chosen != last.ID {
		t.Fatalf("the last session is not in view: %v", at)
	}
	s.page.Changed(map[string]bool{"session.changed": true})
	if s.page.grid.body.Offset != at || c.Focused() != fyne.Focusable(s.page.grid.blocks[last.ID]) {
		t.Errorf("after a change elsewhere at %v with the focus on %T", s.page.grid.body.Offset, c.Focused())
	}
	s.page.days.choose("2012-09-07")
	if s.page.grid.body.Offset.Y != 0 {
		t.Error("another day does not begin at its beginning")
	}
}

func TestLayOut(t *testing.T) {
	at := func(clock string) time.Time {
		x, err := time.Parse("15:04", clock)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	session := func(room, from, to string) event.Session {
		return event.Session{Room: room, Start: at(from), End: at(to)}
	}
	d := layOut([]event.Session{
		session("a", "09:15", "10:00"),
		session("a", "10:00", "12:00"), session("b", "10:00", "11:00"),
		session("a", "10:30", "11:00"), session("a", "11:00", "11:30"),
		session("a", "12:00", "12:05"),
	}, time.UTC)
	if d.from != at("09:00") || d.hours != 4 || len(d.rooms) != 2 {
		t.Fatalf("from %v, %d hours, rooms %v", d.from, d.hours, d.rooms)
	}
	for i, want := range []cell{
		{room: 0, lane: 0, lanes: 1}, {room: 0, lane: 0, lanes: 2}, {room: 0, lane: 1, lanes: 2},
		{room: 0, lane: 1, lanes: 2}, {room: 0, lane: 0, lanes: 1}, {room: 1, lane: 0, lanes: 1},
	} {
		got := d.cells[i]
		if got.room != want.room || got.lane != want.lane || got.lanes != want.lanes {
			t.Errorf("cell %d: room %d, lane %d of %d, want %d, %d of %d", i, got.room, got.lane, got.lanes, want.room, want.lane, want.lanes)
		}
	}
}

// Blocks stand to scale and never over each other.
func TestTimetable_ToScale(t *testing.T) {
	s := newStage(t)
	kittest.Relayout(s.window.Canvas())
	panel := s.page.grid.blocks[s.session("Kim jest asystent dla rodziny?").ID]
	opening := s.page.grid.blocks[s.session("Otwarcie Zlotu").ID]
	if ratio := (panel.Size().Height + 1) / (opening.Size().Height + 1); ratio < 4.4 || ratio > 4.6 {
		t.Errorf("135 minutes are %.2f times as high as 30", ratio)
	}
	for _, a := range s.page.grid.blocks {
		for _, b := range s.page.grid.blocks {
			x, y := a.Position(), b.Position()
			if a != b && x.X < y.X+b.Size().Width && y.X < x.X+a.Size().Width && x.Y < y.Y+b.Size().Height && y.Y < x.Y+a.Size().Height {
				t.Errorf("%q stands over %q", a.session.Title, b.session.Title)
			}
		}
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
	if shown := words(v.content); !strings.Contains(shown, "Sala Rycerska") {
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
	if shown := words(v.content); !strings.Contains(shown, "Początek") || !strings.Contains(shown, "11:00") {
		t.Errorf("the change is not shown:\n%s", shown)
	}
	v.tabs.Choose(planRejected)
	if shown := words(v.content); !strings.Contains(shown, "Nie można odczytać daty lub godziny") {
		t.Errorf("the rejected row is not explained:\n%s", shown)
	} else if strings.Contains(shown, "Wiersz 1") {
		t.Errorf("the number of the row is said twice:\n%s", shown)
	}
	if got := v.source.Text(); !strings.Contains(got, "kodowanie UTF-8") {
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

func TestPDF(t *testing.T) {
	s := newStage(t)
	path := filepath.Join(t.TempDir(), "program.pdf")
	s.page.savePDF(path)
	data, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Fatalf("%d bytes, %v", len(data), err)
	}
	if len(s.opened) != 1 || s.opened[0] != path {
		t.Errorf("opened %v", s.opened)
	}
	s.page.savePDF(filepath.Join(t.TempDir(), "nowhere", "program.pdf"))
	if s.page.notices.Hidden || len(s.opened) != 1 {
		t.Error("a document that could not be written is not reported")
	}
}
