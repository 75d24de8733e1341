package home

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

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

// morning is the first morning of the sample rally.
var morning = time.Date(2012, 9, 6, 8, 10, 0, 0, time.FixedZone("", 2*3600))

// stage is the page over a real file whose clock a test moves.
type stage struct {
	t       *testing.T
	svc     *event.Service
	now     time.Time
	event   event.Event
	visited []string
	loaded  int
	own     int
	lines   int
	boards  int
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{t: t, now: morning, lines: 2}
	clock := event.ClockFunc(func() time.Time { return s.now })
	dir := t.TempDir()
	db, err := storage.Open(t.Context(), filepath.Join(dir, "zlot.db"),
		storage.Options{Create: true, Clock: clock, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	s.svc = event.NewService(event.Ports{Store: db, Outbox: db, Tables: tabular.New(), Schedules: schedule.New(i18n.New), Documents: doc.New(), Clock: clock})
	return s
}

func (s *stage) rally() *stage {
	s.t.Helper()
	made, err := sample.Load(s.t.Context(), s.svc, "rally-2012", "Rejestracja")
	if err != nil {
		s.t.Fatal(err)
	}
	s.event = made.Event
	return s
}

func (s *stage) page(words *i18n.Printer) *Page {
	return New(Deps{
		Context: s.t.Context(), Service: s.svc, Store: s.svc.Store, Printer: words, Event: s.event,
		Now:      func() time.Time { return s.now },
		Navigate: func(page, _ string) { s.visited = append(s.visited, page) },
		Sample:   true, HasOwn: func() bool { return false }, ToOwn: func() { s.own++ }, Loaded: func() { s.loaded++ },
		Choose: func() { s.visited = append(s.visited, "list") },
		Lines:  func() int { return s.lines }, SetLines: func(n int) { s.lines = n }, Board: func() { s.boards++ },
	})
}

// admit lets n people in, a minute apart.
func (s *stage) admit(n int) {
	s.t.Helper()
	entries, err := s.svc.Store.Entries(s.t.Context(), event.EntryFilter{Event: s.event.ID})
	if err != nil {
		s.t.Fatal(err)
	}
	for i, e := range entries[:n] {
		at := s.now.Add(time.Duration(i) * time.Minute)
		if _, err := s.svc.CheckIn(s.t.Context(), event.ScanRequest{Event: s.event.ID, Code: e.Badge, At: at}); err != nil {
			s.t.Fatal(err)
		}
	}
	s.now = s.now.Add(time.Duration(n) * time.Minute)
}

func (s *stage) state(p *Page) state {
	s.t.Helper()
	st, err := p.load(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return st
}

func TestPage_StepsFollowTheEvent(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))

	nextIs := func(want string) {
		t.Helper()
		steps := p.steps(s.state(p))
		got := "nothing"
		if i := next(steps); i >= 0 {
			got = steps[i].page
		}
		if got != want {
			t.Errorf("the next step is %s, want %s", got, want)
		}
	}
	nextIs("badges")

	entries, err := s.svc.Store.Entries(t.Context(), event.EntryFilter{Event: s.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	if err := s.svc.MarkPrinted(t.Context(), s.event.ID, "", ids); err != nil {
		t.Fatal(err)
	}
	nextIs("checkin")

	s.admit(3)
	nextIs("checkin")

	s.now = s.now.AddDate(0, 0, 7)
	nextIs("certificates")
}

// A past event that is only now brought in must still be worked through.
func TestPage_PastDaysAloneEndNothing(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	s.now = morning.AddDate(3, 0, 0)
	p := s.page(i18n.New(i18n.Polish))
	steps := p.steps(s.state(p))
	if i := next(steps); i < 0 || steps[i].page != "badges" {
		t.Errorf("the next step is %d of %+v", i, steps)
	}
}

func TestPage_ReadsAgain(t *testing.T) {
	clock := kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))
	kittest.Window(t, p.Content(), 1158, 700)
	p.Shown()
	if s.loaded != 1 {
		t.Fatalf("shown: %d times read", s.loaded)
	}
	for range 20 {
		p.Changed(map[string]bool{"scan.made": true})
	}
	clock.Advance(often)
	if s.loaded != 3 {
		t.Errorf("after a burst of changes and half a minute: %d times read, want 3", s.loaded)
	}
	p.Hidden()
	clock.Advance(time.Hour)
	if s.loaded != 3 {
		t.Errorf("a hidden page read %d times more", s.loaded-3)
	}
	p.Shown()
	p.Changed(map[string]bool{"scan.made": true})
	clock.Advance(gather)
	if s.loaded != 5 {
		t.Errorf("shown again and told of a scan: %d times read, want 5", s.loaded)
	}
	p.Hidden()
}

// slow answers the large question only when it is let go.
type slow struct {
	Service
	open chan struct{}
}

func (s slow) Overview(ctx context.Context, id string) (event.Overview, error) {
	<-s.open
	return s.Service.Overview(ctx, id)
}

// In a large file the page shows what it knows at once, and the rest as soon as it knows it.
func TestPage_ShowsTheBeginningMeanwhile(t *testing.T) {
	clock := kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))
	held := make(chan func(), 8)
	t.Cleanup(kit.SetRunner(handedOver{held}))
	service := slow{Service: p.Service, open: make(chan struct{})}
	p.Service = service
	kittest.Window(t, p.Content(), 1158, 700)
	p.Shown()
	(<-held)() // what is known at once
	if s.loaded != 0 {
		t.Fatalf("%d times said to be ready, before anything was shown", s.loaded)
	}
	clock.Advance(patience)
	if words := kittest.Words(p.content); s.loaded != 1 || !strings.Contains(words, "potwierdzone") || strings.Contains(words, "prelegenci") {
		t.Fatalf("%d times ready: %q", s.loaded, words)
	}
	close(service.open)
	(<-held)()
	if words := kittest.Words(p.content); s.loaded != 2 || !strings.Contains(words, "nieobecni prelegenci") {
		t.Errorf("%d times ready: %q", s.loaded, words)
	}
	p.Hidden()
}

// handedOver works aside, and hands what is for the UI thread to the test.
type handedOver struct{ held chan func() }

func (h handedOver) Go(work func()) { go work() }
func (h handedOver) Do(f func())    { h.held <- f }

func TestUpcoming(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	zone := s.event.Zone()
	all, err := s.svc.Store.Sessions(t.Context(), s.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		now  time.Time
		day  event.Date
	}{
		{"weeks before", morning.AddDate(0, 0, -20), "2012-09-06"},
		{"in the morning", morning, "2012-09-06"},
		{"in the night after the first day", time.Date(2012, 9, 7, 1, 0, 0, 0, zone), "2012-09-07"},
		{"a year later", morning.AddDate(1, 0, 0), "2012-09-06"},
	} {
		day, list := upcoming(all, c.now, zone)
		if day != c.day || len(list) == 0 {
			t.Errorf("%s: %d sessions on %s, want %s", c.name, len(list), day, c.day)
		}
	}
	noon := time.Date(2012, 9, 6, 12, 0, 0, 0, zone)
	for _, ss := range all {
		if _, list := upcoming(all, noon, zone); !ss.End.After(noon) && len(list) > 0 && list[0].ID == ss.ID {
			t.Errorf("%q is over at noon and still listed", ss.Title)
		}
	}
}

func TestMakeBins(t *testing.T) {
	at := func(h, m int) time.Time { return time.Date(2012, 9, 6, h, m, 0, 0, time.FixedZone("", 5400)) }
	tomorrow := at(8, 0).AddDate(0, 0, 1)
	came := []time.Time{at(7, 58), at(8, 1), at(8, 9), at(8, 10)}
	b := makeBins(came, tomorrow)
	if b.width != 10*time.Minute || len(b.count) != minBars || b.highest() != 2 || !b.end.Equal(at(8, 20)) {
		t.Errorf("%v, %d bars up to %v, highest %d", b.width, len(b.count), b.end, b.highest())
	}
	if want := []int{1, 2, 1}; !slices.Equal(b.count[minBars-3:], want) {
		t.Errorf("counts %v, want zeros and %v", b.count, want)
	}
	if b := makeBins(came, at(9, 3).UTC()); !b.end.Equal(at(9, 3)) || b.count[len(b.count)-7] != 2 {
		t.Errorf("on the same day up to %v: %v", b.end, b.count)
	}
	if b := makeBins([]time.Time{at(0, 0), at(23, 59)}, tomorrow); len(b.count) > maxBars || b.width != time.Hour {
		t.Errorf("a whole day: %d bars of %v", len(b.count), b.width)
	}
	if b := makeBins([]time.Time{at(0, 15)}, tomorrow); !b.first.Equal(at(0, 0)) || len(b.count) != 2 {
		t.Errorf("after midnight: %d bars from %v", len(b.count), b.first)
	}
	if b := makeBins(nil, tomorrow); len(b.count) != 0 {
		t.Errorf("nobody came: %v", b.count)
	}
}

// Nothing is ready while people wait for a certificate.
// Mails about other things are no certificates that were sent.
func TestPage_RemindersAreNoCertificates(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))
	st := s.state(p)
	st.Certificates = 13
	st.Ledger.Tally = event.Tally{Accepted: 33}
	st.Ledger.Kinds = map[event.MessageKind]event.Tally{event.MessageReminder: {Accepted: 20}, event.MessageCertificate: {Accepted: 12}}
	steps := p.steps(st)
	if last := steps[len(steps)-1]; last.done || !strings.Contains(last.says, "12 z 13") {
		t.Errorf("done %v, says %q", last.done, last.says)
	}
}

func TestPage_CertificatesThatWait(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))
	st := s.state(p)
	s.now = s.now.AddDate(0, 0, 7)
	st.came, st.Certificates, st.papers = 40, 38, papers{missing: 2, unsent: 3}
	steps := p.steps(st)
	if steps[3].done || steps[4].done || !strings.Contains(steps[4].says, "2 osoby jeszcze czekają") {
		t.Errorf("desk %+v, certificates %+v", steps[3], steps[4])
	}
	st.papers = papers{}
	if steps = p.steps(st); !steps[3].done || steps[4].page != "mail" || !strings.Contains(steps[3].says, "40 z 56") {
		t.Errorf("desk %+v, certificates %+v", steps[3], steps[4])
	}
	st.arrivals = []time.Time{s.now}
	if steps = p.steps(st); steps[3].done || steps[3].past {
		t.Error("the desk is closed on a day that somebody came")
	}
}

// Whoever came without a confirmed registration, or cancelled since, is not one of those who were expected.
func TestPage_CameBesidesTheRegistered(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))
	s.admit(4)
	scans, err := s.svc.Store.Scans(t.Context(), event.ScanFilter{Event: s.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.svc.CancelRegistration(t.Context(), scans[0].Registration); err != nil {
		t.Fatal(err)
	}
	st := s.state(p)
	if st.came != 3 || st.others != 1 {
		t.Errorf("%d came and %d others", st.came, st.others)
	}
	if says := p.saysCheckin(st, true); !strings.Contains(says, "przybyło 3 z") || !strings.Contains(says, "oraz 1 osoba bez") {
		t.Error(says)
	}
	st.Here, st.Registered, st.Expected = 14, 12, 15
	if says := p.saysCheckin(st, false); says != "Przybyło 14 z 15" {
		t.Error(says)
	}
}

func TestPage_Papers(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	rule := event.Rule{}
	if _, err := s.svc.UpdateEvent(t.Context(), s.event.ID, event.EventUpdate{Rule: &rule}); err != nil {
		t.Fatal(err)
	}
	s.admit(5)
	s.now = s.now.AddDate(0, 0, 7)
	p := s.page(i18n.New(i18n.Polish))
	accounts, err := s.svc.Attendance(t.Context(), s.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	eligible := 0
	for _, a := range accounts {
		if a.Eligible {
			eligible++
		}
	}
	if st := s.state(p); eligible == 0 || st.papers.missing != eligible || st.came != 5 {
		t.Errorf("%d may have a certificate: %+v, %d came", eligible, st.papers, st.came)
	}
}

// places limits the event.
func (s *stage) places(n int) {
	s.t.Helper()
	capacity := &n
	if _, err := s.svc.UpdateEvent(s.t.Context(), s.event.ID, event.EventUpdate{Capacity: &capacity}); err != nil {
		s.t.Fatal(err)
	}
}

func TestPage_SaysHowManyPlacesAreLeft(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))
	if says := p.saysPeople(s.state(p)); says != "56 zgłoszeń" {
		t.Errorf("without a limit: %q", says)
	}
	s.places(60)
	if says := p.saysPeople(s.state(p)); says != "56 zgłoszeń · wolne miejsca: 4 z 60" {
		t.Errorf("with places left: %q", says)
	}
	s.places(50)
	if says := p.saysPeople(s.state(p)); says != "56 zgłoszeń · o 6 więcej niż miejsc (50)" {
		t.Errorf("over the limit: %q", says)
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
	}{
		{"home-pl-light", "pl", kit.VariantLight, 1178},
		{"home-en-dark", "en", kit.VariantDark, 1732},
	} {
		t.Run(c.name, func(t *testing.T) {
			kittest.StartWith(t, c.variant, c.lang)
			s := newStage(t).rally()
			s.admit(40)
			s.places(60)
			s.workshopSoon()
			p := s.page(i18n.New(c.lang))
			w := kittest.Window(t, p.Content(), c.width, 716)
			p.Shown()
			kittest.Relayout(w.Canvas())
			kittest.Screenshot(t, w.Canvas(), c.name)
			p.Hidden()
		})
	}
}

// People who wait for a decision are not ready, and badges of those who
// cancelled count for nobody.
func TestPage_WhatWaits(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))
	entries, err := s.svc.Store.Entries(t.Context(), event.EntryFilter{Event: s.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	before := s.state(p)
	var ids []string
	for _, e := range entries {
		if e.Status == event.Confirmed {
			ids = append(ids, e.ID)
		}
	}
	if err := s.svc.MarkPrinted(t.Context(), s.event.ID, "", ids); err != nil {
		t.Fatal(err)
	}
	cancelled := event.Cancelled
	if _, err := s.svc.UpdateEntry(t.Context(), ids[0], 0, event.EntryUpdate{Status: &cancelled}); err != nil {
		t.Fatal(err)
	}
	st := s.state(p)
	if st.Badges != before.Badges-1 || st.Printed != len(ids)-1 || st.Printed > st.Badges {
		t.Errorf("printed %d of %d", st.Printed, st.Badges)
	}
	st.Registered, st.Waiting, st.Badges, st.Printed = 0, 54, 54, 0
	steps := p.steps(st)
	if steps[0].done || next(steps) != 0 || !strings.Contains(steps[0].says, "54 niepotwierdzone") || steps[2].done {
		t.Errorf("registrations %+v, badges %+v", steps[0], steps[2])
	}
}

// What in the programme waits for somebody is said, with the way there.
func TestPage_TellsOfTheProgramme(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))
	if st := s.state(p); st.Conflicts+st.Unreleased != 0 {
		t.Fatalf("%d conflicts, %d changes in the sample", st.Conflicts, st.Unreleased)
	}
	if _, err := s.svc.Release(t.Context(), s.event.ID, ""); err != nil {
		t.Fatal(err)
	}
	all, err := s.svc.Store.Sessions(t.Context(), s.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	first, second := all[1], all[2]
	if _, err := s.svc.UpdateSession(t.Context(), second.ID, event.SessionUpdate{Start: &first.Start, End: &first.End, Room: &first.Room}); err != nil {
		t.Fatal(err)
	}
	st := s.state(p)
	if st.Conflicts == 0 || st.Unreleased != 1 || st.Release != 1 {
		t.Errorf("%d conflicts, %d changes since version %d", st.Conflicts, st.Unreleased, st.Release)
	}
	p.show(st)
	button, ok := kittest.Find(p.content, func(b *kit.Button) bool { return b.Text() == "Przejdź do agendy" })
	if !ok {
		t.Fatal("no way to the programme")
	}
	if button.Press(); len(s.visited) != 1 || s.visited[0] != "agenda" {
		t.Errorf("visited %v", s.visited)
	}
}
