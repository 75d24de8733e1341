package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zlot/assets"
	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// hand does what somebody does with mouse and keyboard, and counts it. It reaches nothing that cannot be seen.
type hand struct {
	t              *testing.T
	s              *stage
	clicks, fields int
}

// seen are the objects of what is in front: of a dialog, while one is open.
func (h *hand) seen() []fyne.CanvasObject {
	c := h.s.window.Canvas()
	h.s.clock.Settle()
	kittest.Relayout(c)
	if top := c.Overlays().Top(); top != nil {
		return test.LaidOutObjects(top)
	}
	return test.LaidOutObjects(c.Content())
}

// click presses the button, or the line of the navigation, whose words begin so.
func (h *hand) click(words string) {
	h.t.Helper()
	for _, o := range h.seen() {
		b, isButton := o.(*kit.Button)
		line, isLine := o.(*tap)
		if isButton && strings.HasPrefix(b.Text(), words) && !b.Disabled() || isLine && line.AccessibilityLabel() == words {
			h.clicks++
			kittest.Click(h.s.window.Canvas(), o)
			h.s.clock.Settle()
			return
		}
	}
	h.t.Fatalf("there is no %q to click on", words)
}

// fill types into the field that has the keyboard.
func (h *hand) fill(text string) {
	h.t.Helper()
	entry, ok := h.s.window.Canvas().Focused().(interface{ TypedShortcut(fyne.Shortcut) })
	if !ok {
		h.t.Fatalf("nothing has the keyboard for %q", text)
	}
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	h.fields++
	kittest.TypeFocused(h.s.window.Canvas(), text)
}

func (h *hand) press(keys ...fyne.KeyName) {
	kittest.Press(h.s.window.Canvas(), keys...)
	h.s.clock.Settle()
}

// formExport is what a form's answers look like when they are downloaded.
func formExport(t *testing.T) string {
	t.Helper()
	body, err := assets.Sample("rally-2012/zgloszenia-google.csv")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "odpowiedzi.csv")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// What the way from the first window to the first green scan may cost somebody who never saw the program.
const (
	mostClicks = 6
	mostFields = 3 // the event's name and day, and which file
)

// Somebody has a form's answers and wants to scan a badge: the whole way, with every click counted.
func TestFirstSteps_FromFormToFirstScan_6Clicks3Fields(t *testing.T) {
	s := newStage(t, false, Start{Page: PageHome})
	h := &hand{t: t, s: s}

	h.click("Zacznij moje wydarzenie")
	h.fill("VIII Zlot Asystentów Rodziny")
	h.press(fyne.KeyTab, fyne.KeyTab)
	h.fill("3.09.2012")
	h.press(fyne.KeyReturn)
	if s.shell.name != PageHome || s.shell.event.Title != "VIII Zlot Asystentów Rodziny" {
		t.Fatalf("at %q with %q", s.shell.name, s.shell.event.Title)
	}

	h.click("Wczytaj zgłoszenia")
	h.fill(formExport(t))
	h.press(fyne.KeyReturn)
	h.click("Wczytaj 5") // 56 people
	entries, err := s.svc.Store.Entries(t.Context(), event.EntryFilter{Event: s.shell.event.ID})
	if err != nil || len(entries) < 50 {
		t.Fatalf("%d registrations, %v", len(entries), err)
	}

	h.click("Identyfikatory")
	fyne.CurrentApp().Preferences().SetString("kit.folder.pdf", t.TempDir())
	h.click("Zapisz PDF…")
	h.press(fyne.KeyReturn)
	h.mustHavePrinted()

	h.click("Odprawa")
	kittest.TypeFocused(s.window.Canvas(), entries[0].Badge+"\n")
	s.clock.Settle()
	scans, err := s.svc.Store.Scans(t.Context(), event.ScanFilter{Event: s.shell.event.ID})
	if err != nil || len(scans) != 1 || scans[0].Outcome != event.Admitted {
		t.Fatalf("scans %+v, %v", scans, err)
	}
	if shown := kittest.Words(s.window.Content()); !strings.Contains(strings.ToLower(shown), "witamy") {
		t.Errorf("the desk says %q", shown)
	}
	t.Logf("%d clicks and %d fields from the welcome to a green scan", h.clicks, h.fields)
	if h.clicks > mostClicks || h.fields > mostFields {
		t.Errorf("%d clicks (at most %d), %d fields (at most %d)", h.clicks, mostClicks, h.fields, mostFields)
	}
}

// mustHavePrinted looks for the badges where files are suggested to go.
func (h *hand) mustHavePrinted() {
	h.t.Helper()
	h.s.clock.Settle()
	folder := fyne.CurrentApp().Preferences().String("kit.folder.pdf")
	found, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
	if err != nil || len(found) != 1 {
		h.t.Fatalf("badges in %s: %v, %v; the window says %q", folder, found, err, kittest.Words(h.s.window.Content()))
	}
	if body, err := os.ReadFile(found[0]); err != nil || !bytes.HasPrefix(body, []byte("%PDF-")) {
		h.t.Errorf("%s is no PDF: %v", found[0], err)
	}
}

// The example is one click away from the welcome, and one's own event one click away from the example.
func TestFirstSteps_ExampleAndBack(t *testing.T) {
	s := newStage(t, false, Start{Page: PageHome})
	h := &hand{t: t, s: s}
	h.click("Pokaż mi przykład")
	if s.shell.name != PageHome || s.shell.event.ID != s.prefs.SampleEvent() {
		t.Fatalf("at %q", s.shell.name)
	}
	example := s.shell.event.ID
	h.click("Zacznij moje wydarzenie")
	h.fill("Warsztaty")
	h.press(fyne.KeyTab, fyne.KeyTab)
	h.fill("12.10.2012")
	h.press(fyne.KeyReturn)
	own := s.shell.event
	if own.ID == example || own.Title != "Warsztaty" {
		t.Fatalf("at %+v", own)
	}
	s.shell.switchEvent(s.shell.events[slices.IndexFunc(s.shell.events, func(e event.Event) bool { return e.ID == example })])
	h.click("Wróć do mojego wydarzenia")
	if s.shell.event.ID != own.ID || s.shell.name != PageHome || h.clicks != 3 {
		t.Errorf("at %q of %q after %d clicks", s.shell.name, s.shell.event.Title, h.clicks)
	}
}

// All editions of the example are examples, and none of them is one's own.
func TestFirstSteps_EveryEditionIsAnExample(t *testing.T) {
	s := newStage(t, false, Start{Page: PageHome})
	s.shell.onSample("editions-2015")
	s.clock.Settle()
	s.shell.reloadEvents()
	s.clock.Settle()
	if len(s.shell.events) < 3 || s.shell.hasOwn() {
		t.Fatalf("%d events, one's own among them: %v", len(s.shell.events), s.shell.hasOwn())
	}
	for _, e := range s.shell.events {
		s.shell.switchEvent(e)
		s.clock.Settle()
		if !strings.Contains(kittest.Words(s.window.Canvas().Content()), "To jest przykład") {
			t.Errorf("%s of %s is no example", e.Title, e.Start)
		}
	}
}

// The welcome is done with the keyboard alone, in a language that is chosen there.
func TestWelcome_Keyboard(t *testing.T) {
	s := newStage(t, false, Start{Page: PageHome})
	c := s.window.Canvas()
	if b, ok := c.Focused().(*kit.Button); !ok || b.Text() != "Zacznij moje wydarzenie" {
		t.Fatalf("%T has the keyboard", c.Focused())
	}
	for range 8 {
		if _, ok := c.Focused().(*kit.Tabs); ok {
			break
		}
		kittest.Press(c, fyne.KeyTab)
	}
	kittest.Press(c, fyne.KeyRight)
	s.clock.Settle()
	if b, ok := c.Focused().(*kit.Button); !ok || b.Text() != "Start my event" {
		t.Fatalf("%T has the keyboard in English", c.Focused())
	}
	kittest.Press(c, fyne.KeyTab, fyne.KeySpace)
	s.clock.Settle()
	if s.shell.event.ID == "" || s.shell.event.ID != s.prefs.SampleEvent() {
		t.Errorf("the example is not open: %q", s.shell.event.Title)
	}
}

// TestWelcome_Pictures are for people to look at.
func TestWelcome_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for _, look := range []struct {
		name, lang    string
		variant       kit.Variant
		width, height float32
	}{
		{"pl-light", "pl", kit.VariantLight, 1366, 768}, {"en-dark", "en", kit.VariantDark, 1920, 1080},
		{"pl-dark", "pl", kit.VariantDark, 1366, 768}, {"en-light", "en", kit.VariantLight, 1920, 1080},
	} {
		t.Run(look.name, func(t *testing.T) {
			s := openStage(t, kittest.StartWith(t, look.variant, look.lang), look.width, look.height, Start{Page: PageHome},
				func(*stage) error {
					fyne.CurrentApp().Preferences().SetString("language", look.lang)
					return nil
				})
			kittest.Screenshot(t, s.window.Canvas(), "welcome-"+look.name)
			s.shell.onSample("rally-2012")
			s.clock.Settle()
			kittest.Screenshot(t, s.window.Canvas(), "home-sample-"+look.name)
			s.shell.enter(mustCreate(t, s))
			s.clock.Settle()
			kittest.Screenshot(t, s.window.Canvas(), "home-empty-"+look.name)
		})
	}
}

func mustCreate(t *testing.T, s *stage) event.Event {
	t.Helper()
	e, err := s.svc.CreateEvent(t.Context(), event.Event{
		Title: "VIII Zlot Asystentów Rodziny", Kind: event.Rally, Start: "2012-09-20", End: "2012-09-21", Town: "Ostrołęka"}, "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	return e
}
