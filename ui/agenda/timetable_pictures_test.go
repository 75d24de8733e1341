package agenda

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// bigDay makes an event with rooms in two buildings and sessions that fill its first day, evenly but not alike.
func bigDay(rooms, sessions int) func(context.Context, *event.Service) (event.Event, error) {
	titles := []string{"Dialog motywujący w pracy z rodziną", "Superwizja", "Międzyresortowa współpraca: sąd, szkoła, ośrodek", "Praca z rodziną w kryzysie", "Plan pracy krok po kroku", "Asystent w małej gminie"}
	kinds := []event.SessionKind{event.Workshop, event.Lecture, event.Workshop, event.Panel, event.QA}
	return func(ctx context.Context, svc *event.Service) (event.Event, error) {
		e, err := svc.CreateEvent(ctx, event.Event{Kind: event.Conference, Title: "Konferencja", Venue: "Zamek", Start: "2026-05-09", End: "2026-05-11"}, "Rejestracja")
		if err != nil {
			return e, err
		}
		var ids []string
		for i := range rooms {
			seats := 15 + 5*(i%7)
			venue := ""
			if i >= rooms*2/3 {
				venue = "Dom Kultury"
			}
			r, err := svc.AddRoom(ctx, event.Room{Event: e.ID, Title: fmt.Sprintf("Sala %d", i+1), Capacity: &seats, Venue: venue})
			if err != nil {
				return e, err
			}
			ids = append(ids, r.ID)
		}
		begin := event.Date("2026-05-09").Time(e.Zone()).Add(8*time.Hour + 30*time.Minute)
		var all []event.Session
		next := make([]time.Time, rooms)
		for i := range sessions {
			room := i % rooms
			if next[room].IsZero() {
				next[room] = begin.Add(time.Duration(room%3) * 15 * time.Minute)
			}
			length := time.Duration(30+15*((i*7+room)%5)) * time.Minute
			if sessions/rooms > 8 {
				length = time.Duration(15+15*((i*7+room)%3)) * time.Minute
			}
			x := event.Session{Event: e.ID, Kind: kinds[(i+room)%len(kinds)], Title: titles[(i*5+room)%len(titles)], Start: next[room], End: next[room].Add(length), Room: ids[room],
				Contributors: []event.Contributor{{Name: fmt.Sprintf("Osoba %d", i), Role: event.Trainer}}}
			next[room] = x.End.Add(15 * time.Minute)
			all = append(all, x)
		}
		all = append(all, event.Session{Event: e.ID, Kind: event.Break, Title: "Obiad", Start: begin.Add(4*time.Hour + 30*time.Minute), End: begin.Add(5*time.Hour + 15*time.Minute), AllRooms: true})
		_, err = svc.AddSessions(ctx, all)
		return e, err
	}
}

// The pictures are for people to look at.
func TestTimetable_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for _, c := range []struct {
		suffix, lang string
		variant      kit.Variant
		w, h         float32
	}{{"pl-light", "pl", kit.VariantLight, width, height}, {"en-dark", "en", kit.VariantDark, 1732, 1028}} {
		t.Run(c.suffix, func(t *testing.T) {
			s := openStage(t, c.variant, c.lang, c.w, c.h, sampleEvent("rally-2012"))
			kittest.Relayout(s.window.Canvas())
			a, b := s.session("Dialog motywujący"), s.session("Superwizja w pracy asystenta")
			s.page.grid.reveal(a.ID)
			s.hold(s.middleOf(a.ID))
			s.pull(s.middleOf(b.ID).AddXY(0, 38))
			kittest.Screenshot(t, s.window.Canvas(), "timetable-pull-"+c.suffix)
			s.release()
			kittest.Screenshot(t, s.window.Canvas(), "timetable-pulled-"+c.suffix)
			s.window.Canvas().Focus(s.page.grid.board)
			kittest.Press(s.window.Canvas(), fyne.KeyHome, fyne.KeyRight)
			kittest.Screenshot(t, s.window.Canvas(), "timetable-place-"+c.suffix)
		})
		t.Run("narrow-"+c.suffix, func(t *testing.T) {
			s := openStage(t, c.variant, c.lang, c.w, c.h, sampleEvent("rally-2012"))
			clash(s)
			third := s.session("Dialog motywujący")
			panel := s.session("Kim jest asystent dla rodziny?")
			start, end := panel.Start.Add(time.Hour), panel.Start.Add(150*time.Minute)
			s.page.edit("", []event.SessionEdit{{ID: third.ID, Update: event.SessionUpdate{Start: &start, End: &end, Room: &panel.Room}}})
			kittest.Relayout(s.window.Canvas())
			kittest.Screenshot(t, s.window.Canvas(), "timetable-narrow-"+c.suffix)
		})
		t.Run("big-"+c.suffix, func(t *testing.T) {
			s := openStage(t, c.variant, c.lang, c.w, c.h, bigDay(12, 60))
			s.page.grid.now = func() time.Time {
				return event.Date("2026-05-09").Time(s.event.Zone()).Add(10*time.Hour + 20*time.Minute)
			}
			kittest.Relayout(s.window.Canvas())
			kittest.Screenshot(t, s.window.Canvas(), "timetable-big-"+c.suffix)
			s.page.grid.zoom.onFit()
			kittest.Screenshot(t, s.window.Canvas(), "timetable-fit-"+c.suffix)
		})
	}
	t.Run("course", func(t *testing.T) {
		s := openStage(t, kit.VariantLight, "pl", width, height, sampleEvent("pilot-2011"))
		kittest.Screenshot(t, s.window.Canvas(), "timetable-pilot")
	})
}
