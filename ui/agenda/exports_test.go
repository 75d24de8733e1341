package agenda

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// item is an entry of the menu, by its words.
func (s *stage) item(title string) *fyne.MenuItem {
	s.t.Helper()
	for _, x := range s.page.exportItems() {
		if x.Label == title {
			return x
		}
	}
	s.t.Fatalf("no %q in the menu", title)
	return nil
}

// exportTo chooses an entry of the menu and writes into a folder; it returns what stands in the file.
func (s *stage) exportTo(folder, title string) (path string, data []byte) {
	s.t.Helper()
	s.item(title).Action()
	return s.answer(folder)
}

// answer takes the name that the open dialog suggests, in a folder.
func (s *stage) answer(folder string) (path string, data []byte) {
	s.t.Helper()
	top := s.window.Canvas().Overlays().Top()
	if top == nil {
		s.t.Fatal("no dialog asks for a file")
	}
	entry, _ := kittest.Find(top, func(e *kit.Entry) bool { return strings.Contains(e.Text, ".") && !strings.Contains(e.Text, "/") })
	path = filepath.Join(folder, entry.Text)
	entry.SetText(path)
	s.window.Canvas().Focus(entry)
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	data, err := os.ReadFile(path)
	if err != nil {
		s.t.Fatal(err)
	}
	return path, data
}

// Everything in the menu writes a file that is what its name says.
func TestExports(t *testing.T) {
	s := newStage(t)
	folder := t.TempDir()
	s.page.Open(s.session("Kim jest asystent dla rodziny?").ID)
	pdf := func(data []byte) bool {
		return bytes.HasPrefix(data, []byte("%PDF-")) && bytes.HasSuffix(bytes.TrimSpace(data), []byte("%%EOF"))
	}
	for _, c := range []struct {
		title, file string
		sound       func([]byte) bool
	}{
		{"Program na ścianę…", "program.pdf", pdf},
		{"Kartki na drzwi sal…", "drzwi-sal.pdf", pdf},
		{"Tabliczki na stół, wszystkie panele…", "tabliczki.pdf", pdf},
		{"Cały program…", "program.ics", func(data []byte) bool {
			return bytes.HasPrefix(data, []byte("BEGIN:VCALENDAR\r\n")) && bytes.Count(data, []byte("BEGIN:VEVENT")) == 12
		}},
		{"schedule.xml…", "schedule.xml", func(data []byte) bool { return xml.Unmarshal(data, new(struct{})) == nil }},
		{"schedule.json…", "schedule.json", func(data []byte) bool { return json.Valid(data) }},
	} {
		path, data := s.exportTo(folder, c.title)
		if filepath.Base(path) != c.file || !c.sound(data) {
			t.Errorf("%s wrote %s: %.40q", c.title, path, data)
		}
		said := s.host.Text() + words(s.page.notices)
		if !strings.Contains(said, c.file) {
			t.Errorf("%s said %q", c.title, said)
		}
	}
	if len(s.opened) != 3 {
		t.Errorf("opened %v, which are to be printed", s.opened)
	}
	if left, err := filepath.Glob(filepath.Join(folder, ".zlot-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind %v, %v", left, err)
	}
}

func TestExports_PlatesOfOneSession(t *testing.T) {
	s := newStage(t)
	s.page.Open(s.session("Kim jest asystent dla rodziny?").ID)
	if _, data := s.exportTo(t.TempDir(), "Tabliczki na stół, zaznaczony punkt…"); !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Errorf("wrote %.20q", data)
	}
	for _, x := range s.page.state.sessions {
		if len(x.Contributors) == 0 {
			s.page.Open(x.ID)
		}
	}
	for _, x := range s.page.exportItems() {
		if strings.Contains(x.Label, "zaznaczony") {
			t.Error("a session without people offers plates")
		}
	}
}

// The calendar of every room goes into a folder; those that are there already are replaced only after a question.
func TestExports_Rooms(t *testing.T) {
	s := newStage(t)
	folder := t.TempDir()
	s.page.exports.saveRooms(folder, version{})
	names := calendarNames(s.page.exports.rooms())
	for _, name := range names {
		if data, err := os.ReadFile(filepath.Join(folder, name)); err != nil || !bytes.HasPrefix(data, []byte("BEGIN:VCALENDAR")) {
			t.Errorf("%s: %.20q, %v", name, data, err)
		}
	}
	if said := words(s.page.notices); !strings.Contains(said, "Zapisano kalendarze") || len(names) < 3 {
		t.Errorf("%d rooms, said %q", len(names), said)
	}
	if s.page.exports.askOver(folder, version{}); !kit.DialogOpen(s.window) {
		t.Error("calendars are replaced unasked")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	if s.page.exports.askOver(t.TempDir(), version{}); kit.DialogOpen(s.window) {
		t.Error("asks though nothing is replaced")
	}
}

func TestExports_OneRoom(t *testing.T) {
	s := newStage(t)
	s.page.Open(s.session("Superwizja w pracy asystenta").ID)
	s.item("Jedna sala…").Action()
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	path, data := s.answer(t.TempDir())
	if !bytes.Contains(data, []byte("Superwizja w pracy")) || bytes.Contains(data, []byte("SUMMARY:Otwarcie Zlotu")) || filepath.Ext(path) != ".ics" {
		t.Errorf("%s holds\n%s", path, data)
	}
}

func TestCalendarNames(t *testing.T) {
	got := calendarNames([]event.Room{{Title: "Sala Rycerska"}, {Title: "sala rycerska!"}, {Title: "Łącznik A/B"}, {Title: "…"}})
	want := []string{"sala-rycerska.ics", "sala-rycerska-2.ics", "lacznik-a-b.ics", "sala.ics"}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Whose plans are wanted is chosen in a list that can be searched; who was chosen before stays chosen.
func TestExports_ChosenPeople(t *testing.T) {
	s := newStage(t)
	s.item("Dla wybranych osób…").Action()
	c := s.window.Canvas()
	top := c.Overlays().Top()
	list, ok := kittest.Find(top, func(*kit.DataList[event.Entry]) bool { return true })
	if !ok {
		t.Fatal("no list of people")
	}
	accept, _ := kittest.Find(top, func(b *kit.Button) bool { return b.Primary() })
	if !accept.Disabled() {
		t.Error("nobody is chosen, and it goes on")
	}
	c.Focus(list.Focusable())
	kittest.Press(c, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	search, _ := kittest.Find(top, func(*kit.SearchEntry) bool { return true })
	kittest.Type(c, search, "zzz")
	kittest.Press(c, fyne.KeyReturn)
	if list.Len() != 0 || !strings.Contains(words(top), "zaznaczono 2") {
		t.Errorf("%d people fit; the dialog says\n%s", list.Len(), words(top))
	}
	accept.Press()
	if path, data := s.answer(t.TempDir()); !bytes.HasPrefix(data, []byte("%PDF-")) || filepath.Base(path) != "plany-osobiste-wybrane.pdf" {
		t.Errorf("wrote %s: %.20q", path, data)
	}
	one := s.page.state.programme.Entries[0]
	if got := s.page.exports.plansName([]string{one.ID}); got != "plan-osobisty-"+one.Who.Name.PlainName()+".pdf" {
		t.Errorf("the plan of one is called %q", got)
	}
}

// Where a file cannot be written nothing is left, and it says so.
func TestExports_ReadOnly(t *testing.T) {
	s := newStage(t)
	folder := filepath.Join(t.TempDir(), "nowhere")
	d := s.page.exports.paper(event.AgendaOptions{Kind: event.AgendaDays}, "program.pdf", "")
	s.page.exports.save(filepath.Join(folder, "program.pdf"), d, version{})
	if said := words(s.page.notices); !strings.Contains(said, "program.pdf") || len(s.opened) > 0 {
		t.Errorf("said %q", said)
	}
	if os.Geteuid() == 0 {
		return // who may write everywhere
	}
	folder = t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	s.page.say(kit.ToneNeutral, "")
	s.page.exports.save(filepath.Join(folder, "program.pdf"), d, version{})
	if said := words(s.page.notices); !strings.Contains(said, "program.pdf") {
		t.Errorf("of a folder that takes nothing it said %q", said)
	}
}

// heldWork is a runner whose work waits until the test lets it go.
type heldWork struct{ works []func() }

func (h *heldWork) Go(work func()) { h.works = append(h.works, work) }
func (h *heldWork) Do(f func())    { f() }

// What is stopped leaves the file that was there, and the page can write again.
func TestExports_Stopped(t *testing.T) {
	s := newStage(t)
	e := s.page.exports
	path := filepath.Join(t.TempDir(), "plany.pdf")
	if err := os.WriteFile(path, []byte("older"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := &heldWork{}
	restore := kit.SetRunner(h)
	e.save(path, e.paper(event.AgendaOptions{Kind: event.AgendaPersonal}, "plany.pdf", "Zapisuję plany"), version{})
	restore()
	if !e.busy() || !s.page.Busy() || !strings.Contains(words(e.strip), "Zapisuję plany") {
		t.Errorf("under way it shows %q", words(e.strip))
	}
	if s.page.onPDF(); kit.DialogOpen(s.window) {
		t.Error("two files at a time")
	}
	stop, _ := kittest.Find(e.strip, func(*kit.Button) bool { return true })
	stop.Press()
	h.works[0]()
	if data, err := os.ReadFile(path); err != nil || string(data) != "older" || len(s.opened) > 0 {
		t.Errorf("after the stop the file holds %.20q, %v", data, err)
	}
	if e.busy() || !e.strip.Hidden || !strings.Contains(s.host.Text(), "Zatrzymano") {
		t.Errorf("after the stop it shows %q and says %q", words(e.strip), s.host.Text())
	}
}

// Once a version was released and the draft differs, which of them goes out is chosen beside the name of the file,
// and remembered.
func TestExports_Version(t *testing.T) {
	s := newStage(t)
	if got := s.page.exports.choices(false, &version{}); len(got) > 0 {
		t.Error("there is one programme, and a choice")
	}
	s.releaseAndMove()
	folder := t.TempDir()
	_, data := s.exportTo(folder, "schedule.json…")
	if !bytes.Contains(data, []byte("10:30")) {
		t.Error("the released version does not go out first")
	}
	s.item("schedule.json…").Action()
	choice, ok := kittest.Find(s.window.Canvas().Overlays().Top(), func(*kit.Select[bool]) bool { return true })
	if !ok {
		t.Fatal("no choice of the version")
	}
	choice.Choose(false)
	if _, data = s.answer(t.TempDir()); !bytes.Contains(data, []byte("10:45")) {
		t.Error("the draft does not go out")
	}
	if s.page.exports.wantsReleased() {
		t.Error("the choice is forgotten")
	}
}

// releaseAndMove makes version 1 known, and moves the panel by a quarter of an hour afterwards.
func (s *stage) releaseAndMove() {
	s.t.Helper()
	if _, err := s.svc.Release(s.t.Context(), s.event.ID, "na stronę"); err != nil {
		s.t.Fatal(err)
	}
	panel := s.session("Kim jest asystent dla rodziny?")
	from, to := panel.Start.Add(quarter), panel.End.Add(quarter)
	if _, err := s.svc.UpdateSession(s.t.Context(), panel.ID, event.SessionUpdate{Start: &from, End: &to}); err != nil {
		s.t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"session.changed": true})
}

// An event without a programme offers nothing to write.
func TestExports_Nothing(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	for _, x := range s.page.exportItems() {
		if !x.Disabled && !x.IsSeparator {
			t.Errorf("%q can be chosen", x.Label)
		}
	}
}

// From a session go out the plates of its people and the calendar of its room.
func TestExports_OfSession(t *testing.T) {
	s := newStage(t)
	folder := t.TempDir()
	want := map[string]string{"Tabliczki na stół…": "tabliczki-kim-jest-asystent-dla-rodziny.pdf", "Kalendarz: Sala Rycerska…": "sala-rycerska.ics"}
	for _, x := range s.page.sessionItems(s.session("Kim jest asystent dla rodziny?")) {
		if file := want[x.Label]; file != "" {
			x.Action()
			if path, data := s.answer(folder); filepath.Base(path) != file || len(data) == 0 {
				t.Errorf("%s wrote %s", x.Label, path)
			}
			delete(want, x.Label)
		}
	}
	if len(want) > 0 {
		t.Errorf("not offered: %v", want)
	}
}
