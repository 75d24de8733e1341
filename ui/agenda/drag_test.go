package agenda

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/ui/kit/kittest"
)

func TestDrag_MovesOnce(t *testing.T) {
	s, _ := gridStage(t, build(3, "2026-05-09", "1 9:00 10:30 Wykład"))
	x := s.session("Wykład")
	before := s.facts(x.ID)
	s.hold(s.middleOf(x.ID))
	s.pull(s.at(1, "11:00"))
	s.pull(s.at(2, "13:07"))
	if s.times(x.ID) != "09 09:00–10:30 Sala 1" {
		t.Error("written before it was let go")
	}
	s.release()
	if got := s.times(x.ID); got != "09 12:15–13:45 Sala 3" {
		t.Errorf("moved to %s", got)
	}
	if n := s.facts(x.ID) - before; n != 3 {
		t.Errorf("%d facts for start, end and room", n)
	}
	if len(s.page.history.done) != 1 || s.page.grid.drag != nil || s.page.grid.ghost.Visible() {
		t.Errorf("%d steps to undo, ghost %v", len(s.page.history.done), s.page.grid.ghost.Visible())
	}
	if s.page.chosen != x.ID {
		t.Error("what was moved is not chosen")
	}
	s.page.undo()
	if got := s.times(x.ID); got != "09 09:00–10:30 Sala 1" {
		t.Errorf("undone to %s", got)
	}
}

func TestDrag_Edges(t *testing.T) {
	s, _ := gridStage(t, build(2, "2026-05-09", "1 9:00 10:30 Wykład"))
	x := s.session("Wykład")
	s.drag(s.edgeOf(x.ID, true), s.at(1, "11:16"))
	if got := s.times(x.ID); got != "09 09:00–11:15 Sala 1" {
		t.Errorf("the lower edge: %s", got)
	}
	s.drag(s.edgeOf(x.ID, false), s.at(0, "8:31"))
	if got := s.times(x.ID); got != "09 08:30–11:15 Sala 1" {
		t.Errorf("the upper edge: %s", got)
	}
	s.drag(s.edgeOf(x.ID, true), s.at(0, "8:00"))
	if got := s.times(x.ID); got != "09 08:30–08:35 Sala 1" {
		t.Errorf("the end before the beginning: %s", got)
	}
}

func TestDrag_Steps(t *testing.T) {
	s, _ := gridStage(t, build(1, "2026-05-09", "1 9:00 10:00 Wykład"))
	x := s.session("Wykład")
	for _, c := range []struct {
		step     time.Duration
		to, want string
	}{{5 * time.Minute, "11:07", "09 10:35–11:35 Sala 1"}, {30 * time.Minute, "12:12", "09 11:30–12:30 Sala 1"}} {
		s.page.grid.zoom.steps.Choose(c.step)
		s.drag(s.middleOf(x.ID), s.at(0, c.to))
		if got := s.times(x.ID); got != c.want {
			t.Errorf("%v: %s", c.step, got)
		}
	}
}

func TestDrag_Escape(t *testing.T) {
	s, _ := gridStage(t, build(2, "2026-05-09", "1 9:00 10:00 Wykład"))
	x := s.session("Wykład")
	s.hold(s.middleOf(x.ID))
	s.pull(s.at(1, "12:00"))
	if !s.page.grid.ghost.Visible() {
		t.Fatal("nothing shows where it would be")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	if s.page.grid.ghost.Visible() || s.page.grid.blocks[x.ID].faded {
		t.Error("Escape leaves the ghost")
	}
	s.pull(s.at(1, "14:00"))
	s.release()
	if got := s.times(x.ID); got != "09 09:00–10:00 Sala 1" || len(s.page.history.done) != 0 {
		t.Errorf("given up, and moved to %s", got)
	}
	s.drag(s.middleOf(x.ID), s.at(1, "12:00"))
	if got := s.times(x.ID); got != "09 11:30–12:30 Sala 2" {
		t.Errorf("the next pull goes to %s", got)
	}
}

// The ghost says in words what would be wrong, before anything is written.
func TestDrag_SaysWhatWouldBeWrong(t *testing.T) {
	s, _ := gridStage(t, build(2, "2026-05-09", "1 9:00 10:00 Jeden", "2 9:00 10:00 Dwa"))
	one := s.session("Jeden")
	s.hold(s.middleOf(one.ID))
	s.pull(s.at(1, "11:30"))
	if shown := words(s.page.grid.ghost); !strings.Contains(shown, "11:00–12:00") || !strings.Contains(shown, "Sala 2") || len(s.page.grid.drag.wrong) != 0 {
		t.Errorf("shown:\n%s", shown)
	}
	s.pull(s.at(1, "9:45"))
	want := s.page.Printer.T("conflict.kind.room_overlap")
	if shown := words(s.page.grid.ghost); !strings.Contains(shown, want) {
		t.Errorf("%q is missing in:\n%s", want, shown)
	}
	s.pull(s.at(1, "10:30")) // begins when the other ends
	if shown := words(s.page.grid.ghost); strings.Contains(shown, want) {
		t.Errorf("one after the other is no conflict:\n%s", shown)
	}
	s.release()
	if len(s.page.state.conflicts) != 0 {
		t.Errorf("conflicts %v", s.page.state.conflicts)
	}
}

// On the days on which clocks change, times are those of the clock on the wall.
func TestDrag_ChangeOfClocks(t *testing.T) {
	for _, c := range []struct{ day, utc string }{{"2026-03-29", "07:00–08:00"}, {"2026-10-25", "08:00–09:00"}, {"2026-03-28", "08:00–09:00"}} {
		t.Run(c.day, func(t *testing.T) {
			s, _ := gridStage(t, build(2, c.day, "1 1:00 2:00 Noc", "1 12:00 13:00 Wykład"))
			x := s.session("Wykład")
			s.drag(s.middleOf(x.ID), s.at(1, "9:30"))
			now := s.session("Wykład")
			if got := now.Start.UTC().Format("15:04") + "–" + now.End.UTC().Format("15:04"); got != c.utc || !strings.HasSuffix(s.times(x.ID), "09:00–10:00 Sala 2") {
				t.Errorf("%s in UTC, %s here", got, s.times(x.ID))
			}
		})
	}
}

func TestDrag_OntoAnotherDay(t *testing.T) {
	s, w := gridStage(t, build(2, "2026-05-09", "1 9:00 10:00 Wykład"))
	x, g := s.session("Wykład"), s.page.grid
	s.hold(s.middleOf(x.ID))
	s.pull(s.at(0, "11:00"))
	tabs := s.page.days.tabs
	over := fyne.CurrentApp().Driver().AbsolutePositionForObject(tabs).AddXY(tabs.edges[0]+10, 10)
	ev := &fyne.DragEvent{}
	ev.AbsolutePosition = over
	g.board.Dragged(ev)
	if s.page.days.over != "2026-05-10" || g.day != "2026-05-09" {
		t.Fatalf("over %q, shown %s", s.page.days.over, g.day)
	}
	w.pass()
	if g.day != "2026-05-10" || g.drag == nil {
		t.Fatalf("shown %s", g.day)
	}
	s.pull(s.at(1, "14:30"))
	s.release()
	if got := s.times(x.ID); got != "10 14:00–15:00 Sala 2" {
		t.Errorf("moved to %s", got)
	}
	if s.page.chosen != x.ID || g.here.id != x.ID {
		t.Error("what was moved is not chosen on its new day")
	}
	s.page.undo()
	if got := s.times(x.ID); got != "09 09:00–10:00 Sala 1" {
		t.Errorf("undone to %s", got)
	}
}

// At the edge the sheet is scrolled, and the day grows where it ends.
func TestDrag_Edge(t *testing.T) {
	s, w := gridStage(t, build(2, "2026-05-09", "1 16:00 17:00 Wykład"))
	x, g := s.session("Wykład"), s.page.grid
	hours := g.plan.hours
	s.hold(s.middleOf(x.ID))
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(g.body)
	ev := &fyne.DragEvent{}
	ev.AbsolutePosition = origin.AddXY(50, g.body.Size().Height+40)
	g.board.Dragged(ev)
	for range 400 {
		w.pass()
	}
	if g.plan.hours <= hours || g.body.Offset.Y == 0 {
		t.Fatalf("%d hours, %v", g.plan.hours, g.body.Offset)
	}
	s.pull(s.at(0, "21:00"))
	s.release()
	if got := s.times(x.ID); got != "09 20:30–21:30 Sala 1" {
		t.Errorf("moved to %s", got)
	}
}

// A change elsewhere during a pull does not end it.
func TestDrag_ReadAgainMeanwhile(t *testing.T) {
	s, _ := gridStage(t, build(2, "2026-05-09", "1 9:00 10:00 Wykład"))
	x := s.session("Wykład")
	s.hold(s.middleOf(x.ID))
	s.pull(s.at(1, "12:00"))
	s.page.Changed(map[string]bool{"session.changed": true})
	if !s.page.grid.ghost.Visible() || !s.page.grid.blocks[x.ID].faded {
		t.Error("the ghost is gone")
	}
	s.pull(s.at(1, "14:00"))
	s.release()
	if got := s.times(x.ID); got != "09 13:30–14:30 Sala 2" {
		t.Errorf("moved to %s", got)
	}
}

func TestBoard_Cursor(t *testing.T) {
	s, _ := gridStage(t, build(1, "2026-05-09", "1 9:00 10:00 Wykład"))
	x, b := s.session("Wykład"), s.page.grid.board
	for _, c := range []struct {
		at   fyne.Position
		want desktop.Cursor
	}{{s.edgeOf(x.ID, true), desktop.VResizeCursor}, {s.edgeOf(x.ID, false), desktop.VResizeCursor}, {s.middleOf(x.ID), desktop.PointerCursor}, {s.at(0, "11:30"), desktop.DefaultCursor}} {
		ev := &desktop.MouseEvent{}
		ev.Position = c.at
		b.MouseMoved(ev)
		if b.Cursor() != c.want {
			t.Errorf("cursor %v at %v", b.Cursor(), c.at)
		}
	}
	if !strings.Contains(s.page.grid.zoom.hint.Text(), "Przeciągnij") {
		t.Errorf("hint %q", s.page.grid.zoom.hint.Text())
	}
}
