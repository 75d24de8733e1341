package event_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"zlot/event"
)

// nationalProgramme has 300 sessions in 20 rooms of three buildings, 3,000 people and 9,000 places.
func nationalProgramme() event.Programme {
	p := event.Programme{Event: event.Event{Start: "2026-09-10", End: "2026-09-12", TimeZone: event.DefaultTimeZone}}
	room := 80
	for i := range 20 {
		p.Rooms = append(p.Rooms, event.Room{ID: event.NewID(), Title: fmt.Sprint("Sala ", i), Capacity: &room, Venue: []string{"", "Młyn", "Dwór"}[i%3]})
	}
	for i := range 3000 {
		p.Entries = append(p.Entries, event.Entry{Registration: event.Registration{ID: event.NewID()},
			Who: event.Person{Name: event.Name{Given: fmt.Sprint("Łucja", i), Family: "Żółkowska-Nowak"}}})
	}
	for i := range 300 {
		slot := i / 20
		s := event.Session{ID: event.NewID(), Kind: event.Workshop, Title: fmt.Sprint("Warsztat ", i), Room: p.Rooms[i%20].ID, SignUp: true,
			Start: time.Date(2026, 9, 10+slot/5, 7+slot%5*2, 0, 0, 0, time.UTC), Capacity: &room}
		s.End = s.Start.Add(105 * time.Minute)
		s.Contributors = []event.Contributor{{Person: p.Entries[i].ID, Role: event.Trainer}, {Name: fmt.Sprint("Prelegentka ", i%250), Role: event.Moderator}}
		p.Sessions = append(p.Sessions, s)
	}
	for i := range p.Entries {
		for k := range 3 {
			session := p.Sessions[(i*7+k*101)%300]
			p.Enrolments = append(p.Enrolments, event.Enrolment{Session: session.ID, Registration: p.Entries[i].ID, State: event.Enrolled})
		}
	}
	return p
}

// kept is a programme as the store gives it: who is who is found once, and remembered.
func kept(b *testing.B, p event.Programme) event.Programme {
	b.Helper()
	h, ctx := newHouse(b), context.Background()
	_, err := h.Store.Commit(ctx, func(event.Reader) (event.Batch, error) {
		var batch event.Batch
		for _, r := range p.Rooms {
			r.Event = h.ev.ID
			batch.Add(h.ev.ID, r.ID, event.RoomAdded{Room: r})
		}
		for _, e := range p.Entries {
			e.Who.ID = event.NewID()
			e.Registration.Event, e.Registration.Person, e.Registration.Status = h.ev.ID, e.Who.ID, event.Confirmed
			batch.Add("", e.Who.ID, event.PersonAdded{Person: e.Who})
			batch.Add(h.ev.ID, e.Registration.ID, event.RegistrationAdded{Registration: e.Registration})
		}
		for _, s := range p.Sessions {
			s.Event = h.ev.ID
			batch.Add(h.ev.ID, s.ID, event.SessionAdded{Session: s})
		}
		for _, e := range p.Enrolments {
			e.Event = h.ev.ID
			batch.Add(h.ev.ID, e.Session+"/"+e.Registration, event.EnrolmentSet{Enrolment: e})
		}
		return batch, nil
	})
	if err != nil {
		b.Fatal(err)
	}
	read, err := h.Programme(ctx, h.ev.ID)
	if err != nil || len(read.Enrolments) != 9000 {
		b.Fatalf("%d places, %v", len(read.Enrolments), err)
	}
	return read
}

// BenchmarkConflicts has a limit of 5 ms for "edited", which remembers nothing from before; "dragged" is one
// step of a drag, of which a frame holds the drawing too.
func BenchmarkConflicts(b *testing.B) {
	p := nationalProgramme()
	b.Run("edited", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p.Conflicts()
		}
	})
	b.Run("dragged", func(b *testing.B) {
		p := kept(b, p)
		b.ReportAllocs()
		s := p.Sessions[150]
		s.Start, s.End = s.Start.Add(30*time.Minute), s.End.Add(30*time.Minute)
		for b.Loop() {
			p.ConflictsOf(s)
		}
	})
}
