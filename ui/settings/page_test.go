package settings

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/sample"
	"zlot/event/schedule"
	"zlot/event/tabular"
	"zlot/storage"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// machine is a machine's settings in memory.
type machine struct {
	machinePrinters
	theme, desk string
	scale       float64
	silent      bool
	lock        int // minutes
}

func (m *machine) Language() string     { return i18n.Polish }
func (m *machine) Theme() string        { return m.theme }
func (m *machine) SetTheme(t string)    { m.theme = t }
func (m *machine) Scale() float64       { return m.scale }
func (m *machine) SetScale(s float64)   { m.scale = s }
func (m *machine) Sounds() bool         { return !m.silent }
func (m *machine) SetSounds(on bool)    { m.silent = !on }
func (m *machine) DeskName() string     { return m.desk }
func (m *machine) SetDeskName(n string) { m.desk = n }

// stage is the page over a real file with the sample rally.
type stage struct {
	opened  int // how often they were gone to
	svc     *event.Service
	event   event.Event
	machine *machine
	paper   *hall
	clock   *kittest.Clock
	page    *Page
	window  fyne.Window
}

func newStage(t *testing.T, variant kit.Variant, lang string, width, height float32) *stage {
	t.Helper()
	clock := kittest.StartWith(t, variant, lang)
	dir := t.TempDir()
	now := func() time.Time { return time.Date(2012, 9, 3, 12, 0, 0, 0, time.UTC) }
	db, err := storage.Open(t.Context(), filepath.Join(dir, "zlot.db"),
		storage.Options{Create: true, Clock: event.ClockFunc(now), DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	s := &stage{machine: &machine{theme: "light", scale: 1, desk: "recepcja"}, paper: newHall(), clock: clock}
	s.svc = event.NewService(event.Ports{Store: db, Outbox: db, Tables: tabular.New(), Schedules: schedule.New(i18n.New),
		Documents: doc.New(), Printers: s.paper, Clock: event.ClockFunc(now)})
	made, err := sample.Load(t.Context(), s.svc, "rally-2012", "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	s.event = made.Event
	s.window = kittest.Window(t, kit.Spacer(), width, height)
	s.page = New(Deps{
		Context: t.Context(), Service: s.svc, Store: db, Prefs: s.machine, Printer: i18n.New(lang), Window: s.window,
		Event: s.event, Now: now, Version: "0.1.0",
		Files:       Files{Database: "/home/anna/.config/zlot/zlot.db", Log: "/home/anna/.config/zlot/zlot.log", Crash: "/home/anna/.config/zlot/crash.txt"},
		SetLanguage: func(string) {}, ThemeChosen: func() {}, Rules: func() { s.opened++ },
		Components: func() []Component { return twoComponents },
	})
	s.window.SetContent(kit.NewToastHost(s.window, s.page.Content()))
	s.page.Shown()
	t.Cleanup(s.page.Hidden)
	return s
}

func (s *stage) stored(t *testing.T) event.Event {
	t.Helper()
	e, err := s.svc.Store.Event(t.Context(), s.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestPage_UntouchedSaysNothing(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	if s.page.form.touched() {
		t.Fatal("a form that nobody touched differs from its event")
	}
	before, err := s.svc.Store.Facts(t.Context(), s.event.ID, 100)
	if err != nil {
		t.Fatal(err)
	}
	s.page.save.Press()
	after, err := s.svc.Store.Facts(t.Context(), s.event.ID, 100)
	if err != nil || len(after) != len(before) {
		t.Errorf("saving an untouched form wrote %d facts, %v", len(after)-len(before), err)
	}
}

// Ctrl+S saves what was typed.
func TestPage_SavesByKey(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	save := s.page.Commands()[0]
	if save.Key != fyne.KeyS || save.Modifier != fyne.KeyModifierControl {
		t.Fatalf("%+v", save)
	}
	save.Run() // nothing to save
	kittest.Type(s.window.Canvas(), s.page.form.place, "Sopot")
	save.Run()
	if s.page.Unsaved() || s.page.form.shown.Document.Place != "Sopot" {
		t.Errorf("not saved: %+v", s.page.form.shown.Document)
	}
}

func TestPage_SavesWhatChanged(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	c := s.window.Canvas()
	f := s.page.form
	kittest.Type(c, f.place, "Sopot")
	f.organizers.SetText("Fundacja Bliżej Rodziny\n\n  MOPS Gdynia \n")
	f.end.SetText("8.9.2012")
	for i, name := range []string{"Anna Nowak", "Jan Lis", "Ewa Żak"} {
		f.names[i].SetText(name)
		f.roles[i].SetText("dyrektor")
	}
	if !f.touched() {
		t.Error("the form is not seen as touched")
	}
	s.page.save.Press()
	e := s.stored(t)
	if e.Document.Place != "Sopot" || e.End != "2012-09-08" {
		t.Errorf("stored the place %s, end %s", e.Document.Place, e.End)
	}
	if want := []string{"Fundacja Bliżej Rodziny", "MOPS Gdynia"}; !slices.Equal(e.Organizers, want) {
		t.Errorf("organizers %v", e.Organizers)
	}
	if len(e.Document.Signatures) != 3 || e.Document.Signatures[2].Name != "Ewa Żak" {
		t.Errorf("signatures %v", e.Document.Signatures)
	}
	if f.touched() {
		t.Error("the form is touched after it was saved")
	}
}

func TestPage_MarksTheWrongField(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	f := s.page.form
	wrong := func(field string) string {
		for _, k := range f.forms {
			if k.Field(field) != nil {
				return k.Field(field).Error()
			}
		}
		return "no such field"
	}
	for _, c := range []struct {
		field string
		set   func(string)
		value string
	}{
		{"title", f.title.SetText, "  "},
		{"end", f.end.SetText, "1.9.2012"},
		{"start", f.start.SetText, "wczoraj"},
		{"end", f.end.SetText, ""},
		{"timezone", f.zone.SetText, "Europe/Nowhere"},
		{"edition", f.edition.SetText, "-3"},
	} {
		f.fill(s.event)
		c.set(c.value)
		s.page.save.Press()
		if got := wrong(c.field); got == "" || got == "no such field" {
			t.Errorf("%s %q: %q", c.field, c.value, got)
		}
	}
	if got := s.stored(t); got.Title != s.event.Title || got.End != s.event.End {
		t.Errorf("something was stored: %+v", got)
	}
}

// An event with more signatures than there are fields keeps them all.
func TestPage_KeepsWhatHasNoField(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	doc := s.event.Document
	doc.Signatures = []event.Signature{{Name: "A"}, {Name: "B"}, {Name: "C"}, {Name: "D"}}
	if _, err := s.svc.UpdateEvent(t.Context(), s.event.ID, event.EventUpdate{Document: &doc}); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"event.changed": true})
	s.page.form.motto.SetText("Razem")
	s.page.save.Press()
	if e := s.stored(t); e.Motto != "Razem" || len(e.Document.Signatures) != 4 || e.Document.Signatures[3].Name != "D" {
		t.Errorf("motto %q, signatures %v", e.Motto, e.Document.Signatures)
	}
}

// What somebody else changed must not take away what is being typed.
func TestPage_ChangedWhileTyping(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	f := s.page.form
	f.motto.SetText("Razem")
	town := "Gdynia"
	if _, err := s.svc.UpdateEvent(t.Context(), s.event.ID, event.EventUpdate{Town: &town}); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"event.changed": true})
	if f.motto.Text != "Razem" {
		t.Error("the motto that was being typed is gone")
	}
	s.page.save.Press()
	if e := s.stored(t); e.Motto != "Razem" || e.Town != "Gdynia" {
		t.Errorf("saving the motto left the town %q and the motto %q", e.Town, e.Motto)
	}
	s.page.Changed(map[string]bool{"event.changed": true})
	if f.town.Text != "Gdynia" {
		t.Errorf("the form shows the town %q", f.town.Text)
	}
}

// What is not saved yet is said, and can be dropped.
func TestPage_Unsaved(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	f := s.page.form
	steps := []struct {
		name string
		do   func()
		want bool
	}{
		{"untouched", func() {}, false},
		{"typed", func() { kittest.Type(s.window.Canvas(), f.motto, "Razem") }, true},
		{"saved", s.page.save.Press, false},
		{"chosen", func() { f.kind.Choose(event.Course) }, true},
		{"chosen back", func() { f.kind.Choose(s.event.Kind) }, false},
		{"wrong", func() { f.end.SetText("jutro") }, true},
		{"refused", s.page.save.Press, true},
		{"discarded", s.page.discard.Press, false},
	}
	for _, step := range steps {
		step.do()
		if got := s.page.unsaved.Visible(); got != step.want {
			t.Fatalf("%s: unsaved is said: %v", step.name, got)
		}
	}
	if e := s.stored(t); e.Motto != "Razem" || f.motto.Text != "Razem" || f.end.Text != "07.09.2012" {
		t.Errorf("stored %q, shows %q and the end %q", e.Motto, f.motto.Text, f.end.Text)
	}
}

// Other pages lead to what is on certificates, and that to their rules.
func TestPage_OpensAtTheCertificates(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	kittest.Relayout(s.window.Canvas())
	s.page.Open("")
	if s.page.scroll.Offset.Y != 0 {
		t.Error("without an argument it scrolls")
	}
	s.page.Open("certificate")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.page.form.place)
	if s.page.scroll.Offset.Y == 0 || at.Y < 60 || at.Y > 600 {
		t.Errorf("scrolled by %.0f, the place is at %.0f", s.page.scroll.Offset.Y, at.Y)
	}
	if s.window.Canvas().Focused() != fyne.Focusable(s.page.form.place) {
		t.Errorf("the focus is at %T", s.window.Canvas().Focused())
	}
	rules, ok := kittest.Find(s.window.Content(), func(o fyne.CanvasObject) bool {
		b, ok := o.(*kit.Button)
		return ok && b.Text() == s.page.Printer.T("settings.rules")
	})
	if !ok {
		t.Fatal("nothing leads to the rules")
	}
	rules.(*kit.Button).Press()
	if s.opened != 1 {
		t.Errorf("the rules were opened %d times", s.opened)
	}
}

// In a narrow window nothing is cut at the right: the machine goes below.
func TestPage_Narrow(t *testing.T) {
	for _, width := range []float32{1178, 836} {
		s := newStage(t, kit.VariantLight, i18n.Polish, width, 640)
		kittest.Relayout(s.window.Canvas())
		o := s.page.body.Objects
		for _, column := range o {
			if right := column.Position().X + column.Size().Width; right > s.page.scroll.Size().Width || column.Size().Width < column.MinSize().Width {
				t.Errorf("%.0f wide: a column of %.0f reaches to %.0f", width, column.Size().Width, right)
			}
		}
		if below := o[1].Position().Y >= o[0].Size().Height; below != (width < 1000) {
			t.Errorf("%.0f wide: below is %v", width, below)
		}
		if s.page.body.MinSize().Height > s.page.scroll.Content.Size().Height {
			t.Errorf("%.0f wide: the end cannot be scrolled to", width)
		}
		s.window.Close()
	}
}

// The pictures are for people to look at.
func TestPage_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for _, c := range []struct {
		name, lang string
		variant    kit.Variant
		width      float32
		height     float32
	}{
		{"settings-pl-light", "pl", kit.VariantLight, 1178, 1500},
		{"settings-en-dark", "en", kit.VariantDark, 1732, 1028},
		{"settings-narrow", "pl", kit.VariantLight, 836, 1500},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, c.variant, c.lang, c.width, c.height)
			if c.variant == kit.VariantDark {
				s.page.form.start.SetText("w połowie września roku pańskiego")
				s.page.save.Press()
			}
			kittest.Relayout(s.window.Canvas())
			kittest.Screenshot(t, s.window.Canvas(), c.name)
		})
	}
}
