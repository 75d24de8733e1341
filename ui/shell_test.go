package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynestorage "fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/sample"
	"zlot/event/schedule"
	"zlot/event/tabular"
	"zlot/storage"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
	"zlot/ui/prefs"
)

// stage is a shell over a real file.
type stage struct {
	t      *testing.T
	clock  *kittest.Clock
	svc    *event.Service
	prefs  *prefs.Prefs
	window fyne.Window
	shell  *Shell
	words  []string // languages the toolkit was given
	opened []string
	ready  int
}

func newStage(t *testing.T, samples bool, start Start) *stage {
	t.Helper()
	return openStage(t, kittest.Start(t), 1366, 768, start, func(s *stage) error {
		if !samples {
			return nil
		}
		_, err := s.makeSample(t.Context(), i18n.New(i18n.Polish), "rally-2012")
		return err
	})
}

// openStage shows a shell over a file that fill has filled.
func openStage(t *testing.T, clock *kittest.Clock, width, height float32, start Start, fill func(*stage) error) *stage {
	t.Helper()
	s := &stage{t: t, clock: clock}
	dir := t.TempDir()
	now := event.ClockFunc(func() time.Time { return time.Date(2012, 9, 3, 12, 0, 0, 0, time.UTC) })
	db, err := storage.Open(t.Context(), filepath.Join(dir, "zlot.db"),
		storage.Options{Create: true, Clock: now, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	s.svc = event.NewService(event.Ports{Store: db, Outbox: db, Tables: tabular.New(), Documents: doc.New(), Schedules: schedule.New(i18n.New), Printers: noPrinters{}, Clock: now})
	if err := fill(s); err != nil {
		t.Fatal(err)
	}
	s.prefs = prefs.New(fyne.CurrentApp().Preferences(), prefs.Override{})
	s.window = kittest.Window(t, kit.Spacer(), width, height)
	s.shell = NewShell(t.Context(), Deps{
		App: fyne.CurrentApp(), Window: s.window, Service: s.svc, Prefs: s.prefs, Sounds: silence{},
		File: filepath.Join(dir, "zlot.db"), Start: start,
		Sample: s.makeSample, Samples: sample.Names(),
		Localize: func(lang string) { s.words = append(s.words, lang) },
		OpenFile: func(path string) { s.opened = append(s.opened, path) },
		Ready:    func() { s.ready++ },
	})
	s.shell.Open()
	s.clock.Settle()
	t.Cleanup(s.shell.Close)
	return s
}

func (s *stage) makeSample(ctx context.Context, _ *i18n.Printer, name string) (event.Event, error) {
	made, err := sample.Load(ctx, s.svc, name, "Rejestracja")
	return made.Event, err
}

type silence struct{}

func (silence) Play(string) {}

// press does what a shortcut with Ctrl does; the test window has none.
func (s *stage) press(key fyne.KeyName) {
	s.t.Helper()
	for _, b := range s.shell.bindings() {
		if b.key == key {
			s.shell.unlessAsked(b.run)
		}
	}
}

func TestShell_OpensTheEvent(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	if got := s.window.Title(); got != "Zlot – Ogólnopolski Zlot Asystentów Rodziny" {
		t.Errorf("title %q", got)
	}
	if s.shell.name != PageHome || s.ready != 1 {
		t.Errorf("page %q, ready %d times", s.shell.name, s.ready)
	}
	if got := s.shell.header.known.Text(); got != "Podzamcze · 6–7 września 2012 · za 3 dni" {
		t.Errorf("header says %q", got)
	}
}

func TestShell_When(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	for _, c := range []struct {
		start, end event.Date
		want       string
	}{
		{"2012-09-04", "2012-09-05", "jutro"},
		{"2012-09-03", "2012-09-03", "trwa"},
		{"2012-09-01", "2012-09-04", "trwa"},
		{"2012-08-30", "2012-09-02", "zakończone"},
		{"2012-09-25", "2012-09-26", "za 22 dni"},
	} {
		if got := s.shell.when(event.Event{Start: c.start, End: c.end}); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.start, c.end, got, c.want)
		}
	}
}

func TestShell_KeysGoToPages(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	s.press(fyne.Key8)
	if s.shell.name != PageSettings {
		t.Fatalf("Ctrl+8 went to %q", s.shell.name)
	}
	s.press(fyne.Key1)
	if s.shell.name != PageHome {
		t.Errorf("Ctrl+1 went to %q", s.shell.name)
	}
	dialog := kit.Message(s.window, "Druk", "Wydrukowano.")
	s.press(fyne.Key8)
	if s.shell.name != PageHome {
		t.Error("a shortcut left the page under a dialog")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyF1, fyne.KeyEscape) // the help beside it
	if !dialog.Open() || s.helpWords() != "" {
		t.Error("Escape closed more than the help, or F1 opened the help behind the dialog")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	if dialog.Open() {
		t.Error("Escape did not close the dialog")
	}
}

// searched remembers which events were searched.
type searched struct {
	event.Store
	events []string
}

func (s *searched) Search(ctx context.Context, id, query string, limit int) ([]string, int, error) {
	s.events = append(s.events, id)
	return s.Store.Search(ctx, id, query, limit)
}

// The search is got ready once the window can be used, once for each event.
func TestShell_WarmsTheSearch(t *testing.T) {
	s := newStage(t, false, Start{Page: PageHome})
	store := &searched{Store: s.svc.Store}
	s.svc.Store = store
	s.shell.onSample("rally-2012")
	s.clock.Settle()
	s.shell.Go(PageSettings, "")
	s.shell.setLanguage(i18n.English)
	s.shell.Go(PageHome, "")
	s.clock.Settle()
	if len(store.events) != 1 || store.events[0] != s.shell.event.ID {
		t.Errorf("searched %v, the event is %s", store.events, s.shell.event.ID)
	}
}

// A list dropped on the home page goes to the import.
func TestShell_DropOnHome(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	path := filepath.Join(t.TempDir(), "lista.csv")
	if err := os.WriteFile(path, []byte("Imię,Nazwisko\nEwa,Żwirek\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.shell.Dropped([]fyne.URI{fynestorage.NewFileURI(path)})
	s.clock.Settle()
	shown := slices.ContainsFunc(test.LaidOutObjects(s.window.Content()), func(o fyne.CanvasObject) bool {
		text, ok := o.(*canvas.Text)
		return ok && strings.Contains(text.Text, "lista.csv")
	})
	if s.shell.name != PageRegistrations || !shown {
		t.Errorf("at %q, the list is shown: %v", s.shell.name, shown)
	}
}

func TestShell_Language(t *testing.T) {
	s := newStage(t, true, Start{Page: PageSettings})
	s.shell.setLanguage(i18n.English)
	s.clock.Settle()
	if s.prefs.Language() != i18n.English || s.shell.name != PageSettings {
		t.Errorf("language %q, page %q", s.prefs.Language(), s.shell.name)
	}
	if got := s.shell.nav.items[PageSettings].word.Text(); got != "Settings" {
		t.Errorf("the navigation says %q", got)
	}
	if n := len(s.words); n == 0 || s.words[n-1] != i18n.English {
		t.Errorf("the toolkit was told %v", s.words)
	}
}

// What is committed anywhere reaches header and navigation.
func TestShell_News(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	town := "Gdynia"
	if _, err := s.svc.UpdateEvent(t.Context(), s.shell.event.ID, event.EventUpdate{Town: &town}); err != nil {
		t.Fatal(err)
	}
	entries, err := s.svc.Store.Entries(t.Context(), event.EntryFilter{Event: s.shell.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.svc.SetStatus(t.Context(), []string{entries[0].ID, entries[1].ID}, event.Pending); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(kit.CoalesceDelay)
	if got := s.shell.header.known.Text(); got != "Gdynia · 6–7 września 2012 · za 3 dni" {
		t.Errorf("header says %q", got)
	}
	w, err := s.shell.readWaiting(t.Context(), s.shell.event.ID)
	if err != nil || w.registrations != 2 || w.mail != 0 {
		t.Errorf("waiting: %+v, %v", w, err)
	}
}

func TestShell_FirstStart(t *testing.T) {
	s := newStage(t, false, Start{Page: PageHome})
	if s.shell.event.ID != "" || s.ready != 1 || s.window.Title() != "Zlot" {
		t.Fatalf("event %q, title %q", s.shell.event.ID, s.window.Title())
	}
	s.press(fyne.Key8)
	if s.shell.name != "" {
		t.Error("a page was shown without an event")
	}
	s.shell.onSample("rally-2012")
	s.clock.Settle()
	if s.shell.name != PageHome || s.prefs.SampleEvent() != s.shell.event.ID {
		t.Errorf("page %q, example %q, event %q", s.shell.name, s.prefs.SampleEvent(), s.shell.event.ID)
	}
}

func TestShell_NewEvent(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	old := s.shell.event.ID
	s.shell.onNewEvent()
	c := s.window.Canvas()
	kittest.TypeFocused(c, "Warsztaty")
	kittest.Press(c, fyne.KeyReturn)
	if !kit.DialogOpen(s.window) {
		t.Fatal("an event without a date was taken")
	}
	kittest.TypeFocused(c, "12.10.2012") // the wrong field got the focus
	kittest.Press(c, fyne.KeyReturn)
	if kit.DialogOpen(s.window) {
		t.Fatal("the form is still open")
	}
	e := s.shell.event
	if e.ID == old || e.Title != "Warsztaty" || e.Start != "2012-10-12" || e.End != e.Start {
		t.Errorf("made %+v", e)
	}
	if opened, err := s.svc.Store.Opened(t.Context()); err != nil || opened != e.ID {
		t.Error("the new event is not remembered as the last one")
	}
	if points, err := s.svc.Store.Checkpoints(t.Context(), e.ID); err != nil || len(points) != 1 {
		t.Errorf("the new event has %d checkpoints, %v", len(points), err)
	}
}

func TestShell_UnknownEventIsSaid(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome, Event: "no-such-event"})
	if s.shell.event.ID == "" || !kit.DialogOpen(s.window) {
		t.Errorf("event %q, dialog %t", s.shell.event.ID, kit.DialogOpen(s.window))
	}
}

func TestShell_Kiosk(t *testing.T) {
	s := newStage(t, true, Start{Kiosk: true})
	if s.shell.name != PageCheckin || !s.shell.alone {
		t.Errorf("page %q, alone %v", s.shell.name, s.shell.alone)
	}
	s.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	s.press(fyne.KeyK)
	closed := false
	s.shell.MayClose(func() { closed = true })
	if closed || kit.DialogOpen(s.window) {
		t.Errorf("closed %v, or a dialog stands before the scans", closed)
	}
	s.press(fyne.Key1)
	if s.shell.name != PageCheckin {
		t.Errorf("Ctrl+1 left the kiosk for %q", s.shell.name)
	}
}

func TestShell_ScansCarryTheDesksName(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	s.prefs.SetDeskName("recepcja")
	entries, err := s.svc.Store.Entries(t.Context(), event.EntryFilter{Event: s.shell.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	s.shell.Go(PageCheckin, "")
	c := s.window.Canvas()
	kittest.TypeFocused(c, entries[0].Badge+"\n")
	s.clock.Settle()
	scans, err := s.svc.Store.Scans(t.Context(), event.ScanFilter{Event: s.shell.event.ID})
	if err != nil || len(scans) != 1 || scans[0].Desk != "recepcja" || scans[0].Outcome != event.Admitted {
		t.Errorf("scans %+v, %v", scans, err)
	}
}

// busyPage runs long work.
type busyPage struct{ Page }

func (busyPage) Busy() bool { return true }

func TestShell_AsksBeforeClosing(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	closed := 0
	closing := func() { closed++ }
	s.shell.MayClose(closing)
	if closed != 1 {
		t.Fatal("an idle program asks")
	}
	s.shell.pages[PageHome] = busyPage{s.shell.pages[PageHome]}
	s.shell.setLanguage(i18n.English)
	if s.prefs.Language() != i18n.Polish {
		t.Error("the pages were made anew while one of them worked")
	}
	s.shell.MayClose(closing)
	if closed != 1 || !kit.DialogOpen(s.window) {
		t.Fatalf("closed %d times, asked %t", closed, kit.DialogOpen(s.window))
	}
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if closed != 2 {
		t.Error("the answer did not close")
	}
}

// The navigation counts what is wrong with the programme; there, Ctrl+Z takes back one thing after the other.
func TestShell_AgendaCountAndUndo(t *testing.T) {
	s := newStage(t, true, Start{Page: PageAgenda})
	all, err := s.svc.Store.Sessions(t.Context(), s.shell.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	first, second := all[1], all[2]
	count := s.shell.nav.items[PageAgenda].count
	if count.count != 0 {
		t.Fatalf("%d conflicts in the sample", count.count)
	}
	if _, err := s.svc.UpdateSession(t.Context(), second.ID, event.SessionUpdate{Start: &first.Start, End: &first.End, Room: &first.Room}); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(kit.CoalesceDelay)
	if count.count == 0 || count.tone != kit.ToneRefused {
		t.Errorf("%d conflicts, of tone %v", count.count, count.tone)
	}
	before := len(all)
	press := func(name string) { // the name under which the toolkit tells of a key
		for _, c := range s.shell.commands() {
			if c.Modifier != 0 && shortcut(c).ShortcutName() == name {
				c.Run()
				return
			}
		}
		t.Fatalf("no command under %s", name)
	}
	for range 2 {
		press(control(fyne.KeyN).ShortcutName())
		kittest.TypeFocused(s.window.Canvas(), "Śpiewanie\n")
	}
	shown := func() int {
		list, err := s.svc.Store.Sessions(t.Context(), s.shell.event.ID)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if got := shown(); got != before+2 {
		t.Fatalf("%d sessions after two were added", got)
	}
	for _, want := range []struct {
		key fyne.Shortcut
		n   int
	}{{&fyne.ShortcutUndo{}, before + 1}, {&fyne.ShortcutUndo{}, before}, {&fyne.ShortcutRedo{}, before + 1}} {
		press(want.key.ShortcutName())
		if got := shown(); got != want.n {
			t.Errorf("%s: %d sessions, want %d", want.key.ShortcutName(), got, want.n)
		}
	}
}

func TestShell_LargeTypeFillsTheWindow(t *testing.T) {
	s := newStage(t, true, Start{Page: PageCheckin})
	s.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF5})
	if !s.shell.alone || s.shell.kiosk {
		t.Errorf("alone %v, kiosk %v", s.shell.alone, s.shell.kiosk)
	}
	s.shell.Go(PageHome, "")
	if s.shell.alone {
		t.Error("another page is alone")
	}
	s.shell.Go(PageCheckin, "")
	s.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF5})
	if s.shell.alone {
		t.Error("the large type stays")
	}
}
