package board

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// hall is a board over figures that a test sets.
type hall struct {
	t      *testing.T
	b      *Board
	clock  *kittest.Clock
	now    time.Time
	live   event.Live
	err    error
	reads  int
	closed int
	lines  int

	programme []event.Session
	news      func([]event.Fact)
}

func (h *hall) Live(context.Context, string) (event.Live, error) {
	h.reads++
	return h.live, h.err
}

func (h *hall) Queues(_ context.Context, _ string, n int) ([]event.Queue, error) {
	return []event.Queue{
		{From: "A", To: "F", People: 50}, {From: "G", To: "K", People: 49}, {From: "L", To: "R", People: 51},
		{From: "S", To: "Ś", People: 50}, {From: "T", To: "W", People: 50}, {From: "X", To: "Ż", People: 50}}[:n], nil
}

func (h *hall) Sessions(context.Context, string) ([]event.Session, error) { return h.programme, nil }

func (h *hall) Subscribe(f func([]event.Fact)) func() {
	h.news = f
	return func() { h.news = nil }
}

func newHall(t *testing.T, variant kit.Variant, lang string, lines int, width, height float32) *hall {
	t.Helper()
	h := &hall{t: t, clock: kittest.StartWith(t, variant, lang)}
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	h.now = time.Date(2026, 9, 10, 8, 52, 10, 0, zone)
	h.live = morning(h.now)
	w := test.NewWindow(nil)
	t.Cleanup(func() {
		if h.closed == 0 {
			w.Close()
		}
	})
	h.b = New(Deps{Context: t.Context(), Service: h, Store: h, Printer: i18n.New(lang), Window: w, Event: h.live.Event,
		Now: func() time.Time { return h.now }, Lines: lines, SetLines: func(n int) { h.lines = n }, Closed: func() { h.closed++ }})
	h.b.Open()
	w.Resize(fyne.NewSize(width, height))
	return h
}

// morning is a hall at ten to nine.
func morning(now time.Time) event.Live {
	at := func(hour, minute int) time.Time {
		return time.Date(now.Year(), now.Month(), now.Day(), hour, minute, 0, 0, now.Location())
	}
	live := event.Live{Event: event.Event{ID: "e", Title: "VII Ogólnopolski Zlot Asystentów Rodziny", TimeZone: "Europe/Warsaw"},
		At: now, Registered: 298, Expected: 300, Here: 182, Inside: 176,
		Missing: []event.Speaker{{Name: "Tajemnica Nieobecna"}}}
	for i, n := range []int{3, 9, 24, 41, 55, 38, 12} {
		live.Arrivals = append(live.Arrivals, event.Arrival{From: at(7, 50).Add(time.Duration(i) * 10 * time.Minute), Count: n})
	}
	ewa := event.Contributor{Name: "Ewa Łęcka"}
	live.Sessions = []event.Fill{
		{Session: event.Session{Title: "Rejestracja i kawa", Start: at(8, 0), End: at(9, 0)}, Room: "Hol główny"},
		{Session: event.Session{SignUp: true, Title: "Warsztat A: asystent rodziny w sytuacji kryzysu, rozmowa z całą rodziną", Start: at(9, 30), End: at(11, 0),
			Contributors: []event.Contributor{ewa}}, Room: "Sala 12", Limit: 20, Enrolled: 15},
		{Session: event.Session{SignUp: true, Title: "Warsztat B: superwizja", Start: at(9, 30), End: at(11, 0), Contributors: []event.Contributor{ewa}}, Room: "Sala balowa na piętrze", Limit: 20, Enrolled: 20},
		{Session: event.Session{Title: "Panel ekspertów", Start: at(9, 30), End: at(11, 0)}, Room: "Aula", Limit: 300},
	}
	return live
}

// words are all that stands on the board.
func (h *hall) words() string {
	var all []string
	for _, o := range test.WidgetRenderer(h.b.screen).Objects() {
		if t, ok := o.(*canvas.Text); ok {
			all = append(all, t.Text)
		}
	}
	return strings.Join(all, " ")
}

func (h *hall) wants(words ...string) {
	h.t.Helper()
	for _, want := range words {
		if !strings.Contains(h.words(), want) {
			h.t.Errorf("%q is missing in:\n%s", want, h.words())
		}
	}
}

func TestBoard_SaysWhatTheHallNeeds(t *testing.T) {
	h := newHall(t, kit.VariantLight, i18n.Polish, 2, 1366, 768)
	h.wants("VII Ogólnopolski Zlot Asystentów Rodziny", "8:52", "182", "z 300", "A–F", "G–K", "Rejestracja i kawa", "Hol główny",
		"Następnie, 9:30", "5 wolnych miejsc", "komplet", "Ewa Łęcka", "F11")
	if strings.Contains(h.words(), "Nieobecna") {
		t.Error("the hall reads who is missing")
	}
	size := h.b.screen.Size()
	for _, o := range test.WidgetRenderer(h.b.screen).Objects() {
		if at := o.Position(); at.X < 0 || at.Y < 0 || at.X+o.Size().Width > size.Width+1 || at.Y+o.Size().Height > size.Height+1 {
			t.Errorf("%T %+v of %v lies outside", o, at, o.Size())
		}
	}
}

func TestBoard_Follows(t *testing.T) {
	h := newHall(t, kit.VariantLight, i18n.Polish, 2, 1366, 768)
	h.live.Here = 183
	h.news([]event.Fact{{Event: "another"}})
	h.clock.Advance(gather)
	if h.reads != 1 {
		t.Errorf("%d reads after news of another event", h.reads)
	}
	for range 30 {
		h.news([]event.Fact{{Event: "e"}})
	}
	h.clock.Advance(gather)
	if h.reads != 2 {
		t.Errorf("%d reads after a burst of scans, want one more", h.reads)
	}
	h.wants("183")
	h.now = h.now.Add(time.Minute)
	h.clock.Advance(50 * time.Second)
	h.wants("8:53")
	h.err = fmt.Errorf("read live: %w", event.Fail(event.CodeEventNotFound, "Value", "e"))
	h.clock.Advance(every)
	h.wants("183", i18n.New(i18n.Polish).Error(h.err))
}

func TestBoard_Keys(t *testing.T) {
	h := newHall(t, kit.VariantLight, i18n.Polish, 2, 1366, 768)
	type5 := h.b.Window.Canvas().OnTypedRune()
	type5('5')
	h.clock.Advance(alone)
	h.wants("T–W", "5")
	if h.lines != 5 {
		t.Errorf("%d lines are kept", h.lines)
	}
	type5('0')
	h.clock.Advance(alone)
	if strings.Contains(h.words(), "A–F") {
		t.Error("no lines are shown as lines")
	}
	if type5('j'); !h.b.dark() {
		t.Error("the board stays light")
	}
	press := h.b.Window.Canvas().OnTypedKey()
	press(&fyne.KeyEvent{Name: fyne.KeyF11})
	if !h.b.Window.FullScreen() || strings.Contains(h.words(), "F11") {
		t.Error("F11 does not fill the screen, or the hint stays")
	}
	press(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if h.closed != 1 || h.news != nil {
		t.Errorf("closed %d times, still listening %t", h.closed, h.news != nil)
	}
}

// A scanner types into whatever window is in front: what it types is no number of lines, and is handed on.
func TestBoard_AScanGoesOn(t *testing.T) {
	h := newHall(t, kit.VariantLight, i18n.Polish, 2, 1366, 768)
	var typed strings.Builder
	ends := 0
	h.b.Rune = func(r rune) { typed.WriteRune(r) }
	h.b.Key = func(ev *fyne.KeyEvent) bool { ends++; return true }
	for _, r := range "01234512340" {
		h.b.Window.Canvas().OnTypedRune()(r)
		h.clock.Advance(alone / 10)
	}
	h.b.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	h.clock.Advance(alone)
	if typed.String() != "01234512340" || ends != 1 || h.lines != 0 || h.b.Lines != 2 {
		t.Errorf("handed on %q and %d keys, %d lines", typed.String(), ends, h.b.Lines)
	}
}

// While people stream in the figures are read one after the other: none of them is given up for a newer one.
func TestBoard_SlowFigures(t *testing.T) {
	h := newHall(t, kit.VariantLight, i18n.Polish, 2, 1366, 768)
	slow := &later{}
	t.Cleanup(kit.SetRunner(slow))
	h.live.Here = 190
	h.b.read()
	h.b.read()
	h.b.read()
	if len(slow.work) != 1 {
		t.Errorf("%d readings at once", len(slow.work))
	}
	slow.work[0]()
	h.wants("190")
	if len(slow.work) != 2 {
		t.Errorf("%d readings, want one more for what came meanwhile", len(slow.work))
	}
}

// later keeps work until it is asked for.
type later struct{ work []func() }

func (l *later) Go(work func()) { l.work = append(l.work, work) }
func (l *later) Do(f func())    { f() }

func TestBoard_NothingOn(t *testing.T) {
	h := newHall(t, kit.VariantLight, i18n.English, 0, 1366, 768)
	h.live.Sessions, h.live.Arrivals, h.live.Here = nil, nil, 0
	h.clock.Advance(every)
	h.wants("Welcome", "The first guest", "of 300")
	h.live.Here = 12
	h.clock.Advance(every)
	h.wants("Welcome") // people come, and there is no programme
	h.programme = []event.Session{{Start: h.now.Add(-2 * time.Hour), End: h.now.Add(-time.Hour)}}
	h.clock.Advance(every)
	h.wants("That is all for today")
}

func TestBoard_Pictures(t *testing.T) {
	for _, c := range []struct {
		name    string
		variant kit.Variant
		lang    string
		lines   int
		w, h    float32
	}{
		{"board-pl-light-1366", kit.VariantLight, i18n.Polish, 2, 1366, 768},
		{"board-en-dark-1920", kit.VariantDark, i18n.English, 3, 1920, 1080},
		{"board-pl-dark-1366", kit.VariantDark, i18n.Polish, 6, 1366, 768},
		{"board-en-light-1920", kit.VariantLight, i18n.English, 0, 1920, 1080},
		{"board-pl-light-1024", kit.VariantLight, i18n.Polish, 4, 1024, 768},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t, c.variant, c.lang, c.lines, c.w, c.h)
			kittest.Screenshot(t, h.b.Window.Canvas(), c.name)
		})
	}
}

// A line never ends in a word of one letter.
func TestPen_KeepsShortWordsWithTheNext(t *testing.T) {
	h := newHall(t, kit.VariantLight, "pl", 2, 1366, 768)
	p := &pen{b: h.b, unit: 1}
	l := letters{size: 40, bold: true}
	lines := p.lines("Rejestracja i kawa", l, p.width("Rejestracja i", l)+4, 2)
	if len(lines) != 2 || lines[0] != "Rejestracja" || !strings.HasPrefix(lines[1], "i") {
		t.Errorf("broken as %q", lines)
	}
}
