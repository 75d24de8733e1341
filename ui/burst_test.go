package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// loud remembers the sounds.
type loud struct{ played []string }

func (l *loud) Play(name string) { l.played = append(l.played, name) }

func (s *stage) entries() []event.Entry {
	s.t.Helper()
	list, err := s.svc.Store.Entries(s.t.Context(), event.EntryFilter{Event: s.shell.event.ID})
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

func (s *stage) scans() []event.ScanRow {
	s.t.Helper()
	list, err := s.svc.Store.Scans(s.t.Context(), event.ScanFilter{Event: s.shell.event.ID})
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

// A badge scanned on any page is let in and seen: the window goes to the desk.
func TestBurst_GoesToTheDesk(t *testing.T) {
	for _, page := range []string{PageHome, PageRegistrations, PageAgenda, PageSettings, PageCheckin} {
		t.Run(page, func(t *testing.T) { scanOn(t, page, false) })
		t.Run(page+" after the desk", func(t *testing.T) { scanOn(t, page, true) })
	}
}

func scanOn(t *testing.T, page string, visited bool) {
	s := newStage(t, true, Start{Page: PageHome})
	heard := &loud{}
	s.shell.Sounds = heard
	c := s.window.Canvas()
	if visited {
		s.shell.Go(PageCheckin, "")
		desk := c.Focused()
		s.shell.Go(page, "")
		if page != PageCheckin && c.Focused() == desk {
			t.Fatal("the input of the desk has the focus although it is not seen")
		}
	}
	s.shell.Go(page, "")
	c.Unfocus()
	kittest.TypeFocused(c, s.entries()[0].Badge+"\n")
	s.clock.Settle()
	rows := s.scans()
	if len(rows) != 1 || rows[0].Outcome != event.Admitted {
		t.Errorf("stored %+v", rows)
	}
	if s.shell.name != PageCheckin || len(heard.played) != 1 {
		t.Errorf("the page is %q with %d sounds", s.shell.name, len(heard.played))
	}
}

func TestBurst_FromTheNavigation(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	c := s.window.Canvas()
	c.Focus(s.shell.nav.items[PageSettings].tap)
	kittest.TypeFocused(c, s.entries()[0].Badge+"\n")
	s.clock.Settle()
	if s.shell.name != PageCheckin || len(s.scans()) != 1 {
		t.Errorf("page %q, %d scans", s.shell.name, len(s.scans()))
	}
}

func TestBurst_DigitsOfAPersonAreNoScan(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	c := s.window.Canvas()
	code := s.entries()[0].Badge
	kittest.TypeFocused(c, "123\n")
	kittest.TypeFocused(c, code[:8]+"x"+code[8:]+"\n")
	kittest.TypeFocused(c, code[:8])
	s.clock.Advance(2 * burstPause)
	kittest.TypeFocused(c, code[8:]+"\n")
	if s.shell.name != PageHome || len(s.scans()) != 0 {
		t.Errorf("page %q, %d scans", s.shell.name, len(s.scans()))
	}
	kit.Message(s.window, "Druk", "Wydrukowano.")
	kittest.TypeFocused(c, code+"\n")
	if s.shell.name != PageHome || len(s.scans()) != 1 {
		t.Errorf("under a dialog: page %q, %d scans", s.shell.name, len(s.scans()))
	}
}

func TestCodeFrom(t *testing.T) {
	const code = "40000000000000003" // made valid below
	valid := ""
	for check := range 97 {
		if c := code[:15] + string([]byte{byte('0' + check/10), byte('0' + check%10)}); event.IsCode(c) {
			valid = c
		}
	}
	for typed, want := range map[string]int{
		valid: 0, "Ło" + valid: 3, "12" + valid: 2, "123456789" + valid: -1, valid[:16]: -1, valid + "x": -1, "": -1,
	} {
		if got := codeFrom(typed); got != want {
			t.Errorf("%q: %d, want %d", typed, got, want)
		}
	}
}

// A badge scanned into an input of a page goes to the desk, and leaves nothing in the input.
func TestBurst_FromAnInput(t *testing.T) {
	s := newStage(t, true, Start{Page: PageRegistrations})
	c := s.window.Canvas()
	s.press(fyne.KeyF)
	input, ok := c.Focused().(*kit.SearchEntry)
	if !ok {
		t.Fatalf("the focus is at %T", c.Focused())
	}
	kittest.TypeFocused(c, "no"+s.entries()[0].Badge+"\n")
	s.clock.Settle()
	if s.shell.name != PageCheckin || len(s.scans()) != 1 || input.Text != "no" {
		t.Errorf("page %q, %d scans, the input has %q", s.shell.name, len(s.scans()), input.Text)
	}
}

// A badge scanned while a dialog of another page is open is judged at once, whether the desk was visited or not: a
// strip above the dialog shows the verdict, the dialog stays, and so does its page.
func TestBurst_ShownAboveADialog(t *testing.T) {
	for _, visited := range []bool{false, true} {
		s := newStage(t, true, Start{Page: PageHome})
		c, e := s.window.Canvas(), s.entries()[0]
		if visited {
			s.shell.Go(PageCheckin, "")
			s.shell.Go(PageHome, "")
		}
		dialog := kit.Confirm(s.window, "Druk", "Drukować?", "Drukuj", func() { t.Error("a scan answered the dialog") })
		focused := c.Focused()
		kittest.TypeFocused(c, e.Badge+"\n")
		s.clock.Advance(time.Second)
		v, ok := kit.VerdictStrip(c)
		if rows := s.scans(); len(rows) != 1 || rows[0].Outcome != event.Admitted || !ok || v.Tone != kit.ToneAdmitted || v.Name != e.Who.Name.Full() {
			t.Errorf("visited %t: stored %+v, strip %+v", visited, rows, v)
		}
		if !dialog.Open() || c.Focused() != focused || s.shell.name != PageHome {
			t.Errorf("visited %t: dialog open %t, focus at %T, page %q", visited, dialog.Open(), c.Focused(), s.shell.name)
		}
		kittest.Screenshot(t, c, "strip-dialog")
		dialog.Close()
		if _, ok := kit.VerdictStrip(c); !ok {
			t.Error("the strip went with the dialog")
		}
		kittest.Screenshot(t, c, "strip-page")
		s.clock.Advance(kit.ToastTime)
		if _, ok := kit.VerdictStrip(c); ok || s.shell.name != PageHome {
			t.Error("the strip stays")
		}
		kit.ShowVerdictStrip(s.window, v)
		kittest.TypeFocused(c, s.entries()[1].Badge+"\n")
		if _, ok := kit.VerdictStrip(c); ok || s.shell.name != PageCheckin {
			t.Error("the strip stays where the desk shows the next verdict")
		}
		s.window.Close()
	}
}
