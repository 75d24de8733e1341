package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// crewPIN is everybody's.
const crewPIN = "2012"

// team is a window over the sample rally with an operator of each role: Ewa leads, Jan is at the desk, Ola at a door.
type team struct {
	*stage
	people map[string]event.Operator
}

func newTeam(t *testing.T, start Start) *team {
	t.Helper()
	return openTeam(t, kittest.Start(t), 1366, 768, start)
}

func openTeam(t *testing.T, clock *kittest.Clock, width, height float32, start Start) *team {
	t.Helper()
	m := &team{people: map[string]event.Operator{}}
	m.stage = openStage(t, clock, width, height, start, func(s *stage) error {
		if _, err := s.makeSample(t.Context(), i18n.New(i18n.Polish), "rally-2012"); err != nil {
			return err
		}
		ctx := t.Context()
		for _, n := range []event.NewOperator{{Name: "Ewa Leska", Role: event.OperatorLead}, {Name: "Jan Recki", Role: event.OperatorDesk},
			{Name: "Ola Polna", Role: event.OperatorSteward}} {
			n.PIN = crewPIN
			o, err := s.svc.AddOperator(ctx, n)
			if err != nil {
				return err
			}
			m.people[strings.Fields(n.Name)[0]] = o
			if o.Role == event.OperatorLead {
				ctx = event.ByOperator(ctx, o.ID)
			}
		}
		return nil
	})
	return m
}

// enter says who works now, from the keyboard: the first letter of the name, the PIN, Enter.
func (m *team) enter(name, pin string) {
	m.t.Helper()
	c := m.window.Canvas()
	kittest.TypeFocused(c, name[:2])
	kittest.TypeFocused(c, pin)
	kittest.Press(c, fyne.KeyReturn)
	m.clock.Settle()
}

// seen is what stands in front of everything else.
func (m *team) seen() string {
	if top := m.window.Canvas().Overlays().Top(); top != nil {
		return kittest.Words(top)
	}
	return kittest.Words(m.window.Content())
}

func TestShift_NothingBeforeThePIN(t *testing.T) {
	m := newTeam(t, Start{Page: PageRegistrations})
	if !m.shell.shift.locked() || m.shell.name != "" || m.ready != 1 {
		t.Fatalf("locked %v, page %q, ready %d times", m.shell.shift.locked(), m.shell.name, m.ready)
	}
	if words := m.seen(); !strings.Contains(words, "Jan Recki") || !strings.Contains(words, m.shell.words.T("access.lock.title")) {
		t.Errorf("the screen says %q", words)
	}
	for _, key := range []fyne.KeyName{fyne.Key2, fyne.Key8, fyne.KeyF, fyne.KeyK} {
		m.press(key)
	}
	kittest.Press(m.window.Canvas(), fyne.KeyEscape, fyne.KeyF1)
	if m.shell.name != "" || !m.shell.shift.locked() {
		t.Error("a key leads around the screen")
	}
	m.enter("Jan", "0000")
	if !m.shell.shift.locked() || !strings.Contains(m.seen(), m.shell.words.T("error.access.pin")) {
		t.Errorf("a wrong PIN: %q", m.seen())
	}
	m.enter("Jan", crewPIN)
	if m.shell.shift.locked() || m.shell.name != PageRegistrations {
		t.Fatalf("locked %v, page %q", m.shell.shift.locked(), m.shell.name)
	}
	if got := m.shell.header.name.Text(); got != "Jan Recki" {
		t.Errorf("the header says %q", got)
	}
}

// Each role finds its pages, and no other way leads to the rest.
func TestShift_PagesOfARole(t *testing.T) {
	for name, want := range map[string][]string{
		"Ola": {PageCheckin},
		"Jan": {PageHome, PageRegistrations, PageAgenda, PageBadges, PageCheckin},
		"Ewa": {PageHome, PageRegistrations, PageAgenda, PageBadges, PageCheckin, PageCertificates, PageMail, PageSettings},
	} {
		t.Run(name, func(t *testing.T) {
			m := newTeam(t, Start{Page: PageSettings})
			m.enter(name, crewPIN)
			if len(m.shell.nav.items) != len(want) {
				t.Errorf("%d pages, want %v", len(m.shell.nav.items), want)
			}
			may := map[string]bool{}
			for _, page := range want {
				may[page] = m.shell.nav.items[page] != nil
				m.shell.Go(page, "")
				if m.shell.name != page || !may[page] {
					t.Errorf("went to %s: %q, in the navigation %v", page, m.shell.name, may[page])
				}
			}
			for _, pl := range places {
				m.shell.Go(pl.name, "")
				if (m.shell.name == pl.name) != may[pl.name] {
					t.Errorf("went to %s: at %q", pl.name, m.shell.name)
				}
			}
			if kit.DialogOpen(m.window) {
				t.Errorf("something went wrong: %q", m.seen())
			}
		})
	}
}

// A steward scans; a badge scanned at the lock screen is refused with words, and lets nobody in.
func TestShift_ScansAtTheLock(t *testing.T) {
	m := newTeam(t, Start{Page: PageCheckin})
	entries, err := m.svc.Store.Entries(event.ByProgram(t.Context()), event.EntryFilter{Event: m.shell.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	scans := func() int {
		t.Helper()
		all, err := m.svc.Store.Scans(event.ByProgram(t.Context()), event.ScanFilter{Event: m.shell.event.ID})
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	c := m.window.Canvas()
	before := scans()
	kittest.TypeFocused(c, entries[0].Badge)
	kittest.Press(c, fyne.KeyReturn)
	m.clock.Settle()
	if scans() != before || !strings.Contains(strings.ReplaceAll(m.seen(), "\n", " "), m.shell.words.T("access.lock.scan")) {
		t.Fatalf("a scan at the lock: %d more, %q", scans()-before, m.seen())
	}
	m.enter("Ola", crewPIN)
	if m.shell.name != PageCheckin {
		t.Fatalf("at %q: %q", m.shell.name, m.seen())
	}
	kittest.TypeFocused(c, entries[0].Badge)
	kittest.Press(c, fyne.KeyReturn)
	m.clock.Settle()
	if scans() != before+1 {
		t.Fatalf("a steward's scan: %d more; %q", scans()-before, m.seen())
	}
	all, err := m.svc.Store.Scans(event.ByProgram(t.Context()), event.ScanFilter{Event: m.shell.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	facts, err := m.svc.Store.Facts(event.ByProgram(t.Context()), all[len(all)-1].ID, 0)
	if err != nil || facts[0].By != "Ola Polna" {
		t.Errorf("by %+v, %v", facts, err)
	}
}

// A camera that goes on looking behind the lock lets nobody in; before it, what it reads is use like any other.
func TestShift_CameraAtTheLock(t *testing.T) {
	m := newTeam(t, Start{Page: PageCheckin})
	m.enter("Jan", crewPIN)
	code := m.entries()[0].Badge
	desk := m.shell.pages[PageCheckin].(*deskPage)
	m.shell.shift.lastUse = time.Time{}
	desk.onCode(code)
	m.clock.Settle()
	if rows := m.scans(); len(rows) != 1 || !m.shell.shift.lastUse.Equal(m.shell.now()) {
		t.Fatalf("%d scans, last used %v", len(rows), m.shell.shift.lastUse)
	}
	m.shell.shift.lockNow()
	played := &loud{}
	m.shell.Sounds = played
	desk.onCode(m.entries()[1].Badge)
	m.clock.Settle()
	if rows := m.scans(); len(rows) != 1 || !strings.Contains(strings.ReplaceAll(m.seen(), "\n", " "), m.shell.words.T("access.lock.scan")) {
		t.Errorf("behind the lock: %d scans, %q", len(rows), m.seen())
	}
	if len(played.played) != 1 || played.played[0] != "refused" {
		t.Errorf("heard: %v", played.played)
	}
}

// Minutes are counted from the last scan, where nobody touches anything else.
func TestShift_ScansAreUse(t *testing.T) {
	m := newTeam(t, Start{Page: PageCheckin})
	m.enter("Jan", crewPIN)
	m.shell.Prefs.SetLockAfter(1)
	m.shell.shift.glance()
	for range 3 {
		m.shell.shift.lastUse = m.shell.now().Add(-59 * time.Second)
		m.shell.burst.land(m.entries()[0].Badge)
		m.shell.shift.glance()
		if m.shell.shift.locked() || !m.shell.shift.lastUse.Equal(m.shell.now()) {
			t.Fatalf("locked %v, last used %v", m.shell.shift.locked(), m.shell.shift.lastUse)
		}
	}
}

// What was typed is still there when the same person comes back; somebody else is told that it would be lost.
func TestShift_LocksByItself(t *testing.T) {
	m := newTeam(t, Start{Page: PageSettings})
	m.enter("Ewa", crewPIN)
	m.shell.Prefs.SetLockAfter(1)
	c := m.window.Canvas()
	field, ok := kittest.Find(m.window.Content(), func(e *kit.Entry) bool { return e.Text == m.shell.event.Title })
	if !ok {
		t.Fatal("no title on the settings page")
	}
	kittest.Type(c, field, "Zlot nad rzeką")
	m.shell.shift.lastUse = m.shell.now().Add(-59 * time.Second)
	m.shell.shift.focused = c.Focused()
	m.shell.shift.glance()
	if m.shell.shift.locked() {
		t.Fatal("locked too early")
	}
	m.shell.shift.lastUse = m.shell.now().Add(-61 * time.Second)
	m.shell.shift.glance()
	if !m.shell.shift.locked() || !strings.Contains(m.seen(), m.shell.words.N("access.lock.idle", 1)) {
		t.Fatalf("not locked: %q", m.seen())
	}
	kittest.TypeFocused(c, "ja")
	if !strings.Contains(strings.ReplaceAll(m.seen(), "\n", " "), "Ewa Leska ma niezapisane zmiany") {
		t.Errorf("nobody is told what would be lost: %q", m.seen())
	}
	m.clock.Advance(time.Second) // the letters of the name are over
	closed := false
	m.shell.MayClose(func() { closed = true })
	if closed {
		t.Error("the window closes over what was not saved")
	}
	m.enter("Ewa", crewPIN)
	if m.shell.shift.locked() || m.shell.name != PageSettings || field.Text != "Zlot nad rzeką" {
		t.Errorf("locked %v, at %q, typed %q", m.shell.shift.locked(), m.shell.name, field.Text)
	}
	if c.Focused() != fyne.Focusable(field) {
		t.Error("the focus is not where it was")
	}
}

// A dialog that opens behind the screen waits, and one that was open is there again.
func TestShift_DialogsBehindTheScreen(t *testing.T) {
	m := newTeam(t, Start{Page: PageHome})
	m.enter("Ewa", crewPIN)
	open := kit.Message(m.window, "Druk", "Wydrukowano.")
	m.shell.shift.lockNow()
	late := kit.Message(m.window, "Poczta", "Wysłano.")
	if strings.Contains(m.seen(), "Druk") || strings.Contains(m.seen(), "Poczta") || late.Open() {
		t.Fatalf("seen: %q", m.seen())
	}
	open.Close()
	if !m.shell.shift.locked() || !strings.Contains(m.seen(), m.shell.words.T("access.lock.title")) {
		t.Fatalf("a dialog that closes takes the screen away: %q", m.seen())
	}
	m.enter("Ewa", crewPIN)
	if !late.Open() || !strings.Contains(m.seen(), "Wysłano.") {
		t.Errorf("seen: %q", m.seen())
	}
}

// What the desk may not do a lead allows for this one time: it is done in the lead's name, and the desk stays.
func TestShift_StepUp(t *testing.T) {
	m := newTeam(t, Start{Page: PageHome})
	m.enter("Jan", crewPIN)
	var done error
	times := 0
	title := "Zlot nad rzeką"
	kit.Run(m.shell.ctx, func(ctx context.Context) (event.Event, error) {
		return m.svc.UpdateEvent(ctx, m.shell.event.ID, event.EventUpdate{Title: &title})
	}, func(_ event.Event, err error) {
		done = err
		times++
		if err != nil {
			kit.ShowError(m.window, m.shell.words, err)
		}
	})
	if !errors.Is(done, event.Fail(event.CodeAccessLead)) || !strings.Contains(m.seen(), m.shell.words.T("access.step.open")) {
		t.Fatalf("refused with %v: %q", done, m.seen())
	}
	button, ok := kittest.Find(m.window.Canvas().Overlays().Top(), func(b *kit.Button) bool { return b.Text() == m.shell.words.T("access.step.open") })
	if !ok {
		t.Fatal("no way on")
	}
	test.Tap(button)
	if words := m.seen(); strings.Contains(words, "Ola Polna") || !strings.Contains(words, "Ewa Leska") {
		t.Fatalf("who may: %q", words)
	}
	kittest.TypeFocused(m.window.Canvas(), crewPIN)
	kittest.Press(m.window.Canvas(), fyne.KeyReturn)
	m.clock.Settle()
	if done != nil || times != 2 || kit.DialogOpen(m.window) {
		t.Fatalf("done %d times, %v: %q", times, done, m.seen())
	}
	facts, err := m.svc.Store.Facts(event.ByProgram(t.Context()), m.shell.event.ID, 1)
	if err != nil || facts[0].By != "Ewa Leska" || m.shell.header.name.Text() != "Jan Recki" {
		t.Errorf("by %+v, %v; %q works", facts, err, m.shell.header.name.Text())
	}
}

// Whoever adds the first one works from then on; whoever is removed does not.
func TestShift_FollowsTheList(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	if s.shell.shift.locked() || !s.shell.header.who.Hidden {
		t.Fatal("a file without operators asks who works")
	}
	lead, err := s.svc.AddOperator(t.Context(), event.NewOperator{Name: "Ewa Leska", Role: event.OperatorLead, PIN: crewPIN})
	if err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(time.Second)
	if s.shell.shift.locked() || s.shell.header.name.Text() != "Ewa Leska" || s.shell.header.who.Hidden {
		t.Fatalf("locked %v, header %q", s.shell.shift.locked(), s.shell.header.name.Text())
	}
	if _, err := s.svc.ResetOperators(event.ByOperator(t.Context(), lead.ID), false); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(time.Second)
	if s.shell.shift.locked() || !s.shell.header.who.Hidden || s.shell.name != PageHome {
		t.Errorf("locked %v, header %q, at %q", s.shell.shift.locked(), s.shell.header.name.Text(), s.shell.name)
	}
}

// What came of a restore is told to whoever unlocks the window, and to nobody before.
func TestShift_RestoreIsToldAfterThePIN(t *testing.T) {
	at := time.Date(2012, 9, 6, 12, 12, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		r    Restored
		want string
	}{
		"done":   {Restored{Copy: event.Backup{Name: "20120906T121200Z-restore.zlot.age", At: at, Reason: event.CopyRestore}}, "14:12, przed przywróceniem kopii"},
		"kept":   {Restored{Kept: "/a/zlot.db.20120906-141200.old", Unread: true}, "20120906-141200.old"},
		"failed": {Restored{Err: event.Fail(event.CodeCopyDamaged, "Path", "kopia-7.zlot")}, "kopia-7.zlot"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newTeam(t, Start{Page: PageHome, Restored: &c.r})
			if words := m.seen(); strings.Contains(words, c.want) || !strings.Contains(words, "Ewa Leska") {
				t.Fatalf("before the PIN: %s", words)
			}
			m.enter("Ewa", crewPIN)
			if words := m.seen(); !strings.Contains(words, c.want) {
				t.Errorf("after the PIN: %s", words)
			}
		})
	}
}

// The way back after a forgotten PIN is read over the locked window, from where nothing else is reached; what is typed
// beside the field is the PIN.
func TestShift_HelpOverTheLock(t *testing.T) {
	m := newTeam(t, Start{Page: PageHome})
	c := m.window.Canvas()
	kittest.Press(c, fyne.KeyF1)
	m.clock.Settle()
	if words := m.seen(); !strings.Contains(words, "operators reset") || strings.Contains(words, m.shell.words.T("help.manual")) {
		t.Errorf("F1 at the lock shows %q", words)
	}
	if _, ok := kittest.Find(c.Overlays().Top(), func(b *kit.Button) bool { return b.Text() == m.shell.words.T("help.contents") }); !ok {
		t.Error("the help has no contents")
	}
	for _, key := range []fyne.KeyName{fyne.Key2, fyne.KeyF} {
		m.press(key)
	}
	if m.shell.name != "" || !m.shell.shift.locked() {
		t.Error("a key leads around the screen")
	}
	kittest.Press(c, fyne.KeyEscape)
	if words := m.seen(); strings.Contains(words, "operators reset") || !m.shell.shift.locked() {
		t.Errorf("after Escape: %q", words)
	}
	kittest.TypeFocused(c, "Ja")
	c.Unfocus() // a click beside the field
	for _, r := range crewPIN {
		c.OnTypedRune()(r)
	}
	kittest.Press(c, fyne.KeyReturn)
	m.clock.Settle()
	if m.shell.shift.locked() || m.shell.shift.me.Name != "Jan Recki" {
		t.Errorf("digits typed beside the field: locked %v, %q works", m.shell.shift.locked(), m.shell.shift.me.Name)
	}
}

// Nobody has to choose where there is one to choose from.
func TestShift_OnlyOne(t *testing.T) {
	s := openStage(t, kittest.Start(t), 1366, 768, Start{Page: PageHome}, func(s *stage) error {
		_, err := s.svc.AddOperator(t.Context(), event.NewOperator{Name: "Ewa Leska", Role: event.OperatorLead, PIN: crewPIN})
		return err
	})
	kittest.TypeFocused(s.window.Canvas(), crewPIN)
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	s.clock.Settle()
	if s.shell.shift.locked() {
		t.Error("the PIN of the only one does not open")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyF1) // there is no event yet
	s.clock.Settle()
	if s.shell.helping.drawer == nil || s.shell.helping.drawer.Topic() != "first-event" || !s.shell.helping.open {
		t.Error("F1 on the first screen does not help")
	}
}
