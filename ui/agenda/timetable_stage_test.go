package agenda

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// at is a place of the sheet: a column and a time of the day shown.
func (s *stage) at(column int, clock string) fyne.Position {
	s.t.Helper()
	minutes, ok := parseClock(clock)
	if !ok {
		s.t.Fatalf("no time: %q", clock)
	}
	g := s.page.grid
	return fyne.NewPos(g.scale().x(column)+g.scale().column()/2, g.scale().y(atClock(g.plan.midnight, minutes, s.page.state.event.Zone())))
}

// hold presses the mouse on the sheet.
func (s *stage) hold(from fyne.Position) {
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	ev.Position = from
	g := s.page.grid
	ev.AbsolutePosition = fyne.CurrentApp().Driver().AbsolutePositionForObject(g.body).Add(from).Subtract(g.body.Offset)
	s.page.grid.board.MouseDown(ev)
}

// pull moves the mouse while it is held to a place of the sheet.
func (s *stage) pull(to fyne.Position) {
	g := s.page.grid
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(g.body)
	ev := &fyne.DragEvent{}
	ev.AbsolutePosition = origin.Add(to).Subtract(g.body.Offset)
	g.board.Dragged(ev)
}

// release lets go of what is held, in the order of the window.
func (s *stage) release() {
	s.page.grid.board.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	s.page.grid.board.DragEnd()
}

// drag is hold, pull and release.
func (s *stage) drag(from, to fyne.Position) {
	s.hold(from)
	s.pull(to)
	s.release()
}

// edgeOf is the upper or lower edge of a session.
func (s *stage) edgeOf(id string, lower bool) fyne.Position {
	g := s.page.grid
	at, size := g.scale().frame(g.cellOf(id))
	at.X += size.Width / 2
	at.Y++
	if lower {
		at.Y += size.Height - 2
	}
	return at
}

// middleOf is where a session is taken to move it: at its beginning, but below the edge.
func (s *stage) middleOf(id string) fyne.Position {
	g := s.page.grid
	at, size := g.scale().frame(g.cellOf(id))
	return at.AddXY(size.Width/2, size.Height/2)
}

// times are when a session is, in the event's zone, and where.
func (s *stage) times(id string) string {
	s.t.Helper()
	x, err := s.svc.Store.Session(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	zone := s.page.state.event.Zone()
	return x.Start.In(zone).Format("02 15:04") + "–" + x.End.In(zone).Format("15:04") + " " + s.page.state.titles[x.Room]
}

// facts is how often a session was written.
func (s *stage) facts(id string) int {
	s.t.Helper()
	all, err := s.svc.Store.Facts(s.t.Context(), id, 100)
	if err != nil {
		s.t.Fatal(err)
	}
	return len(all)
}

// build makes an event with rooms and sessions: "room from to title", the room by its number from 1, 0 for none, * for all.
func build(rooms int, day string, sessions ...string) func(context.Context, *event.Service) (event.Event, error) {
	return func(ctx context.Context, svc *event.Service) (event.Event, error) {
		e, err := svc.CreateEvent(ctx, event.Event{Kind: event.Rally, Title: "Zlot", Start: event.Date(day), End: event.DateOf(event.Date(day).Time(time.UTC).AddDate(0, 0, 1), time.UTC)}, "Rejestracja")
		if err != nil {
			return e, err
		}
		ids := []string{""}
		for i := range rooms {
			r, err := svc.AddRoom(ctx, event.Room{Event: e.ID, Title: fmt.Sprintf("Sala %d", i+1)})
			if err != nil {
				return e, err
			}
			ids = append(ids, r.ID)
		}
		var all []event.Session
		for _, text := range sessions {
			var room, from, to, title string
			if _, err := fmt.Sscan(text, &room, &from, &to, &title); err != nil {
				return e, err
			}
			x := event.Session{Event: e.ID, Kind: event.Lecture, Title: title, AllRooms: room == "*"}
			if n := 0; room != "*" {
				if _, err := fmt.Sscan(room, &n); err != nil {
					return e, err
				}
				x.Room = ids[n]
			}
			begin, _ := parseClock(from)
			end, _ := parseClock(to)
			x.Start, x.End = atClock(event.Date(day).Time(e.Zone()), begin, e.Zone()), atClock(event.Date(day).Time(e.Zone()), end, e.Zone())
			all = append(all, x)
		}
		if len(all) > 0 {
			_, err = svc.AddSessions(ctx, all)
		}
		return e, err
	}
}

// waits are what is to happen after a while; a test says when.
type waits struct{ calls []func() }

func (w *waits) after(_ time.Duration, f func()) (stop func()) {
	i := len(w.calls)
	w.calls = append(w.calls, f)
	return func() { w.calls[i] = nil }
}

// pass lets everything happen that waits now.
func (w *waits) pass() {
	for i, n := 0, len(w.calls); i < n; i++ {
		if f := w.calls[i]; f != nil {
			w.calls[i] = nil
			f()
		}
	}
}

// gridStage is a stage with a timetable that has been laid out, and what waits there.
func gridStage(t testing.TB, fill func(context.Context, *event.Service) (event.Event, error)) (*stage, *waits) {
	t.Helper()
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, fill)
	w := &waits{}
	t.Cleanup(kit.SetTimer(w.after))
	kittest.Relayout(s.window.Canvas())
	return s, w
}
