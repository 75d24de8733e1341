package home

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// workshopSoon goes to ten minutes before the first workshop, which fifteen of eighteen people are enrolled in.
func (s *stage) workshopSoon() event.Session {
	s.t.Helper()
	all, err := s.svc.Store.Sessions(s.t.Context(), s.event.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, ss := range all {
		if ss.Kind != event.Workshop {
			continue
		}
		limit, signUp := 18, true
		capacity := &limit
		if _, err := s.svc.UpdateSession(s.t.Context(), ss.ID, event.SessionUpdate{Capacity: &capacity, SignUp: &signUp}); err != nil {
			s.t.Fatal(err)
		}
		entries, err := s.svc.Store.Entries(s.t.Context(), event.EntryFilter{Event: s.event.ID, Status: event.Confirmed})
		if err != nil {
			s.t.Fatal(err)
		}
		for _, e := range entries[:15] {
			if err := s.svc.Enrol(s.t.Context(), ss.ID, e.ID, true); err != nil {
				s.t.Fatal(err)
			}
		}
		s.now = ss.Start.Add(-10 * time.Minute)
		return ss
	}
	s.t.Fatal("the sample has no workshop")
	return event.Session{}
}

// says are all words of the page.
func (s *stage) says(p *Page) string {
	return kittest.Words(p.content)
}

// While the event is on the page is about the day; before and after it is calm.
func TestPage_Live(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))
	s.admit(3)
	workshop := s.workshopSoon()
	p.show(s.state(p))
	words := s.says(p)
	for _, want := range []string{"jeszcze w drodze", "Przybycia dzisiaj", "A–M", "N–Ż", "Prelegenci, których jeszcze nie ma", "15 z 18", workshop.Title, "Tablica na salę"} {
		if !strings.Contains(words, want) {
			t.Errorf("the day does not say %q:\n%s", want, words)
		}
	}
	for _, now := range []time.Time{morning.AddDate(0, 0, -5), morning.AddDate(0, 0, 5)} {
		s.now = now
		st := s.state(p)
		p.show(st)
		if words := s.says(p); st.live != nil || strings.Contains(words, "A–M") || !strings.Contains(words, "Tablica na salę") {
			t.Errorf("%s is no day of the event:\n%s", now, words)
		}
	}
	s.now = morning.AddDate(0, 0, -1)
	p.show(s.state(p))
	if words := s.says(p); !strings.Contains(words, "Tablica na salę") || strings.Contains(words, "A–M") {
		t.Error("on the day before the board cannot be tried, or the page is not calm")
	}
}

func TestPage_LinesAreChosen(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))
	kittest.Window(t, p.Content(), 1158, 700)
	p.Shown()
	chooser, ok := kittest.Find(p.content, func(*kit.Select[int]) bool { return true })
	if !ok {
		t.Fatal("no choice of lines")
	}
	chooser.Choose(3)
	if words := s.says(p); s.lines != 3 || !strings.Contains(words, "kolejka 3") {
		t.Errorf("%d lines, the page says:\n%s", s.lines, words)
	}
	board, _ := kittest.Find(p.content, func(b *kit.Button) bool { return b.Text() == "Tablica na salę" })
	paper, _ := kittest.Find(p.content, func(b *kit.Button) bool { return strings.HasPrefix(b.Text(), "Listy papierowe") })
	board.Press()
	paper.Press()
	if s.boards != 1 || len(s.visited) != 1 || s.visited[0] != "paper" {
		t.Errorf("%d boards, visited %v", s.boards, s.visited)
	}
	p.Hidden()
}

// In large type the page is not wider than the window: its columns stand one under the other.
func TestPage_FitsInLargeType(t *testing.T) {
	kittest.Start(t)
	s := newStage(t).rally()
	p := s.page(i18n.New(i18n.Polish))
	p.show(s.state(p))
	for width, stacked := range map[float32]bool{1158: false, 720: true} {
		w := kittest.Window(t, p.Content(), width, 500)
		kittest.Relayout(w.Canvas())
		if least := p.content.MinSize().Width; least > width {
			t.Errorf("the page is %v wide in %v", least, width)
		}
		columns, ok := p.body.Objects[0].(*fyne.Container)
		if !ok {
			t.Fatal("no column")
		}
		last := columns.Objects[len(columns.Objects)-1].(*fyne.Container)
		if below := last.Objects[1].Position().Y > 0; below != stacked {
			t.Errorf("at %v stacked is %v", width, below)
		}
	}
}
