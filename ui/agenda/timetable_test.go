package agenda

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// planOf works out a day of sessions "room from to".
func planOf(t *testing.T, rooms []event.Room, sessions ...event.Session) dayPlan {
	t.Helper()
	return layOut(planning{day: "2012-09-06", zone: time.UTC, rooms: rooms, sessions: sessions})
}

func lesson(room, from, to string) event.Session {
	begin, _ := parseClock(from)
	end, _ := parseClock(to)
	day := time.Date(2012, 9, 6, 0, 0, 0, 0, time.UTC)
	return event.Session{ID: room + from, Room: room, Start: atClock(day, begin, time.UTC), End: atClock(day, end, time.UTC)}
}

var twoRooms = []event.Room{{ID: "a", Title: "A"}, {ID: "b", Title: "B"}}

func TestLayOut_Lanes(t *testing.T) {
	d := planOf(t, twoRooms,
		lesson("a", "9:15", "10:00"), lesson("a", "10:00", "12:00"), lesson("b", "10:00", "11:00"),
		lesson("a", "10:30", "11:00"), lesson("a", "11:00", "11:30"), lesson("a", "12:00", "12:05"))
	for i, want := range []cell{
		{lane: 0, lanes: 1}, {lane: 0, lanes: 2}, {lane: 1, lanes: 2}, {lane: 1, lanes: 2}, {lane: 0, lanes: 1}, {first: 1, lane: 0, lanes: 1},
	} {
		got := d.cells[i]
		if got.first != want.first || got.lane != want.lane || got.lanes != want.lanes {
			t.Errorf("cell %d: column %d, lane %d of %d, want %d, %d of %d", i, got.first, got.lane, got.lanes, want.first, want.lane, want.lanes)
		}
	}
}

// A day shows its working hours, and more where something happens then.
func TestLayOut_Hours(t *testing.T) {
	for _, c := range []struct {
		name     string
		sessions []event.Session
		from     int
		hours    int
	}{
		{"empty", nil, 8, 12},
		{"within", []event.Session{lesson("a", "9:15", "10:00")}, 8, 12},
		{"early and late", []event.Session{lesson("a", "6:45", "8:00"), lesson("a", "19:00", "24:00")}, 6, 18},
		{"half an hour longer", []event.Session{lesson("a", "17:00", "20:30")}, 8, 13},
	} {
		d := planOf(t, twoRooms, c.sessions...)
		if d.from.Hour() != c.from || d.hours != c.hours {
			t.Errorf("%s: from %v, %d hours", c.name, d.from, d.hours)
		}
	}
}

func TestLayOut_Columns(t *testing.T) {
	rooms := []event.Room{{ID: "a", Title: "A", Venue: "Zamek"}, {ID: "b", Title: "B"}, {ID: "c", Title: "C", Venue: "Zamek"}, {ID: "x", Hidden: true}, {ID: "y", Hidden: true}}
	ids := func(d dayPlan) string {
		var all []string
		for _, c := range d.columns {
			all = append(all, c.id)
		}
		return strings.Join(all, " ")
	}
	if got := ids(planOf(t, rooms)); got != "a c b" {
		t.Errorf("an empty day has %q", got)
	}
	if got := ids(planOf(t, rooms, lesson("x", "9:00", "10:00"), lesson("", "9:00", "10:00"))); got != "a c b x " {
		t.Errorf("with a hidden room and without a room: %q", got)
	}
	if got := ids(planOf(t, nil)); got != "" {
		t.Errorf("without rooms: %q", got)
	}
	pause := lesson("c", "12:00", "13:00")
	pause.AllRooms = true
	clash := lesson("a", "12:30", "13:30")
	d := planOf(t, rooms, pause, clash)
	if c := d.cells[0]; c.first != 0 || c.last != 1 || !c.band() {
		t.Errorf("a break of a venue stands in columns %d to %d", c.first, c.last)
	}
	if !d.cells[1].under {
		t.Error("what stands on a break does not leave it to be seen")
	}
	pause.Room = ""
	if c := planOf(t, rooms, pause).cells[0]; c.first != 0 || c.last != 2 {
		t.Errorf("a break everywhere stands in columns %d to %d", c.first, c.last)
	}
}

// Blocks stand to scale, and over each other only where a break is behind them.
func TestTimetable_ToScale(t *testing.T) {
	s := newStage(t)
	kittest.Relayout(s.window.Canvas())
	g := s.page.grid
	_, panel := g.scale().frame(g.cellOf(s.session("Kim jest asystent dla rodziny?").ID))
	_, opening := g.scale().frame(g.cellOf(s.session("Otwarcie Zlotu").ID))
	if ratio := (panel.Height + 1) / (opening.Height + 1); ratio < 4.4 || ratio > 4.6 {
		t.Errorf("135 minutes are %.2f times as high as 30", ratio)
	}
	for _, a := range g.plan.cells {
		for _, b := range g.plan.cells {
			x, xs := g.scale().frame(a)
			y, ys := g.scale().frame(b)
			if a.session.ID != b.session.ID && x.X < y.X+ys.Width && y.X < x.X+xs.Width && x.Y < y.Y+ys.Height && y.Y < x.Y+xs.Height {
				t.Errorf("%q stands over %q", a.session.Title, b.session.Title)
			}
		}
	}
}

// A change elsewhere leaves the place and the focus where they are.
func TestTimetable_StaysInPlace(t *testing.T) {
	s := newStage(t)
	kittest.Relayout(s.window.Canvas())
	c, g := s.window.Canvas(), s.page.grid
	c.Focus(g.board)
	kittest.Press(c, fyne.KeyEnd)
	last := s.page.today()[len(s.page.today())-1]
	at := g.body.Offset
	if at.Y == 0 || s.page.chosen != last.ID || g.here.id != last.ID {
		t.Fatalf("the last session is not in view: %v", at)
	}
	s.page.Changed(map[string]bool{"session.changed": true})
	if g.body.Offset != at || c.Focused() != fyne.Focusable(g.board) || g.here.id != last.ID || s.page.chosen != last.ID {
		t.Errorf("after a change elsewhere at %v with the focus on %T", g.body.Offset, c.Focused())
	}
	s.page.days.choose("2012-09-07")
	if first, _ := g.scale().frame(g.cellOf(g.all[0].ID)); first.Y < g.body.Offset.Y || first.Y > g.body.Offset.Y+g.body.Size().Height/2 {
		t.Errorf("another day does not begin at its beginning: %v for %v", g.body.Offset, first)
	}
}

// The hours at the left go to midnight, which is 24:00 there.
func TestTimetable_UntilMidnight(t *testing.T) {
	s := newStage(t)
	kittest.Relayout(s.window.Canvas())
	g := s.page.grid
	g.body.ScrollToOffset(fyne.NewPos(0, g.board.MinSize().Height-g.body.Size().Height))
	g.scrolled()
	if axis := words(g.axis); !strings.HasSuffix(axis, "23:00\n24:00\n") {
		t.Errorf("hours at the left:\n%s", axis)
	}
}

func TestTimetable_EmptyDay(t *testing.T) {
	s, _ := gridStage(t, build(3, "2026-05-09"))
	g := s.page.grid
	if len(g.plan.columns) != 3 || g.plan.from.Hour() != 8 || g.plan.hours != 12 {
		t.Fatalf("%d columns, from %v, %d hours", len(g.plan.columns), g.plan.from, g.plan.hours)
	}
	s.drag(s.at(1, "9:00").AddXY(0, 3), s.at(1, "10:28"))
	f := s.page.form
	if f == nil {
		t.Fatal("no form for a new session")
	}
	if got := f.session; got.Start.In(s.event.Zone()).Format("15:04") != "09:00" || got.End.In(s.event.Zone()).Format("15:04") != "10:30" || got.Room != g.plan.columns[1].id {
		t.Errorf("a new session %v–%v in %q", got.Start, got.End, got.Room)
	}
}

func TestTimetable_Marks(t *testing.T) {
	s, _ := gridStage(t, build(2, "2026-05-09", "1 9:00 10:00 Jeden", "2 9:00 10:00 Dwa", "* 12:00 13:00 Obiad"))
	g := s.page.grid
	one, two := s.session("Jeden"), s.session("Dwa")
	if len(s.page.state.conflicts) != 0 || strings.Contains(words(g.board), "Zajęta sala") {
		t.Fatalf("conflicts before: %v", s.page.state.conflicts)
	}
	s.drag(s.middleOf(one.ID), s.middleOf(two.ID))
	if got := len(s.page.conflictsOf(one.ID)); got != 1 || len(s.page.conflictsOf(two.ID)) != 1 {
		t.Fatalf("%d conflicts of the one that was pulled onto the other", got)
	}
	short := s.page.brief(s.page.conflictsOf(one.ID))
	if got := strings.Count(words(g.board), short); got != 2 {
		t.Errorf("%q stands at %d sessions:\n%s", short, got, words(g.board))
	}
	if a, b := g.cellOf(one.ID), g.cellOf(two.ID); a.lanes != 2 || b.lanes != 2 || a.first != 1 {
		t.Errorf("they do not stand side by side: %+v %+v", a, b)
	}
	if len(s.page.days.wrong["2026-05-09"]) != 1 || len(s.page.days.wrong["2026-05-10"]) != 0 {
		t.Errorf("conflicts at the day: %v", s.page.days.wrong["2026-05-09"])
	}
	s.page.undo()
	if len(s.page.state.conflicts) != 0 || strings.Contains(words(g.board), short) {
		t.Error("undone, and still marked")
	}
	if c := g.cellOf(s.session("Obiad").ID); c.first != 0 || c.last != 1 {
		t.Errorf("the break stands in columns %d to %d", c.first, c.last)
	}
}

// What is severe is so everywhere, and what may stay is only to be looked at.
func TestTone(t *testing.T) {
	for kind, want := range map[event.ConflictKind]kit.Tone{event.RoomOverlap: kit.ToneRefused, event.OverCapacity: kit.ToneRefused, event.RoomTooSmall: kit.ToneAttention, event.TooFar: kit.ToneAttention} {
		if got := tone(event.Conflict{Kind: kind}); got != want {
			t.Errorf("%s is shown as %v", kind, got)
		}
	}
	if tone() != kit.ToneNeutral || tone(event.Conflict{Kind: event.OutsideEvent}, event.Conflict{Kind: event.PersonOverlap}) != kit.ToneRefused {
		t.Error("the worst does not count")
	}
	s, _ := gridStage(t, build(2, "2026-05-09", "1 9:00 10:00 Jeden", "1 9:30 10:00 Dwa", "2 9:00 10:00 Trzy"))
	for _, c := range s.page.listColumns(true) {
		if c.ID == "conflicts" && c.Color(s.session("Jeden")) != kit.ColorRefused {
			t.Errorf("the list shows a room that is taken in %s", c.Color(s.session("Jeden")))
		}
	}
}

// A block says how full its session is, and that a room holds too few.
func TestBlock_Places(t *testing.T) {
	s := newStage(t)
	kittest.Relayout(s.window.Canvas())
	w := s.session("Superwizja w pracy asystenta")
	g := s.page.grid
	shown := func() string {
		g.reveal(w.ID)
		return words(g.blocks[w.ID])
	}
	if got := shown(); !strings.Contains(got, "zajęte 0 z 15") {
		t.Errorf("before anybody has a place:\n%s", got)
	}
	s.enrol(w, 15)
	if _, color := s.page.about(w); color != kit.ColorWarning || !strings.Contains(shown(), "komplet") {
		t.Errorf("full: %s in\n%s", color, shown())
	}
	ten := 10
	limit := &ten
	if _, err := s.svc.UpdateSession(t.Context(), w.ID, event.SessionUpdate{Capacity: &limit}); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"session.changed": true})
	if got := shown(); !strings.Contains(got, "za dużo: 15") || tone(s.page.conflictsOf(w.ID)...) != kit.ToneRefused {
		t.Errorf("too many:\n%s", got)
	}
}

// The line that shows the time moves on by itself, while today is shown.
func TestTimetable_Now(t *testing.T) {
	s, w := gridStage(t, build(2, "2026-05-09", "1 9:00 10:00 Jeden"))
	g := s.page.grid
	if g.drawn.now.Visible() || len(w.calls) != 0 {
		t.Error("a line for another day than today")
	}
	now := g.plan.midnight.Add(11 * time.Hour)
	g.now = func() time.Time { return now }
	s.page.showDay()
	at := g.drawn.now.Position().Y
	if !g.drawn.now.Visible() || at != g.scale().y(now) || strings.Count(words(g.axis), "11:00") != 2 {
		t.Errorf("the line stands at %v; beside it:\n%s", at, words(g.axis))
	}
	now = now.Add(5 * time.Minute)
	w.pass()
	if g.drawn.now.Position().Y <= at || !strings.Contains(words(g.axis), "11:05") {
		t.Errorf("the line stands still at %v", at)
	}
	s.page.days.choose("2026-05-10")
	if g.drawn.now.Visible() {
		t.Error("a line tomorrow")
	}
}

func TestFlow(t *testing.T) {
	kittest.Start(t)
	for _, c := range []struct {
		width float32
		most  int
	}{{40, 3}, {90, 2}, {400, 4}, {12, 1}} {
		for _, line := range flow("Międzyresortowa konferencja niepełnosprawnościowa z wykładem", c.width, 14, true, c.most) {
			if textWidth(line, 14, true) > c.width {
				t.Errorf("%q is wider than %v", line, c.width)
			}
		}
	}
	if got := flow("jeden dwa", 400, 14, false, 3); len(got) != 1 || got[0] != "jeden dwa" {
		t.Errorf("%q", got)
	}
}

// Of sessions side by side in one narrow room one reads the whole titles, and when they begin.
func TestBlock_Narrow(t *testing.T) {
	s, _ := gridStage(t, build(8, "2026-05-09", "1 9:00 11:00 Międzyresortowość", "1 9:00 11:00 Superwizja"))
	for _, title := range []string{"Międzyresortowość", "Superwizja"} {
		b := s.page.grid.blocks[s.session(title).ID]
		if b.Size().Width >= narrowSteps*kit.Space(1) {
			t.Fatalf("a block of %v", b.Size())
		}
		text := words(b)
		if joined := strings.ReplaceAll(strings.ReplaceAll(text, "-\n", ""), "- ", ""); !strings.Contains(joined, title) || !strings.Contains(text, "9:00") {
			t.Errorf("the block of %s says %q", title, text)
		}
	}
	if got := cut("Superwizja w pracy asystenta", 42, 12, true); strings.Contains(got, "-a ") || !strings.Contains(got, "-") || strings.Join(strings.Fields(strings.ReplaceAll(got, "- ", "")), " ") != "Superwizja w pracy asystenta" {
		t.Errorf("cut into %q", got)
	}
}
