package event_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"zlot/event"
)

// staged is an event with a programme of two sessions, a room, and two people, of whom one leads and one is
// enrolled.
type staged struct {
	house
	room            event.Room
	talk, workshop  event.Session
	leader, visitor event.Entry
}

func newStaged(t *testing.T) staged {
	t.Helper()
	ctx := context.Background()
	s := staged{house: newHouse(t)}
	s.bring(t, "E-mail,Imię i nazwisko,Instytucja\nola@example.org,Ola Lis,OPS Śrem\njan@example.org,Jan Kot,MOPS Poznań\n")
	s.leader, s.visitor = s.entry(t, "Lis"), s.entry(t, "Kot")
	var err error
	if s.room, err = s.AddRoom(ctx, event.Room{Event: s.ev.ID, Title: "Sala 1"}); err != nil {
		t.Fatal(err)
	}
	nine := time.Date(2012, 9, 6, 7, 0, 0, 0, time.UTC)
	added, err := s.AddSessions(ctx, []event.Session{
		{Event: s.ev.ID, Kind: event.Lecture, Title: "Otwarcie", Start: nine, End: nine.Add(time.Hour), Room: s.room.ID},
		{Event: s.ev.ID, Kind: event.Workshop, Title: "Dialog", Start: nine.Add(time.Hour), End: nine.Add(2 * time.Hour), SignUp: true,
			Contributors: []event.Contributor{{Name: "Ola Lis", Person: s.leader.ID, Role: event.Trainer}}}})
	if err != nil {
		t.Fatal(err)
	}
	s.talk, s.workshop = added[0], added[1]
	_, err = s.Store.Commit(ctx, func(event.Reader) (b event.Batch, err error) {
		b.Add(s.ev.ID, s.workshop.ID+"/"+s.visitor.ID, event.EnrolmentSet{Enrolment: event.Enrolment{Event: s.ev.ID, Session: s.workshop.ID,
			Registration: s.visitor.ID, State: event.Enrolled}})
		return b, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s staged) programme(t *testing.T) event.Programme {
	t.Helper()
	p, err := s.Programme(context.Background(), s.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (s staged) edit(t *testing.T, id string, u event.SessionUpdate) {
	t.Helper()
	if _, err := s.UpdateSession(context.Background(), id, u); err != nil {
		t.Fatal(err)
	}
}

func to[T any](v T) *T { return &v }

func TestRelease_Changes(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	if got := s.programme(t).Changes(); got != nil {
		t.Errorf("changes before the first release: %v", got)
	}
	if _, err := s.Release(ctx, s.ev.ID, "na stronę"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Release(ctx, s.ev.ID, ""); !errors.Is(err, event.Fail(event.CodeReleaseSame)) {
		t.Errorf("the same once more: %v", err)
	}
	// How many places there are, and how somebody's name is written, is no change of the programme.
	s.edit(t, s.workshop.ID, event.SessionUpdate{Capacity: to(to(20)), Contributors: &[]event.Contributor{{Name: "OLA LIS", Person: s.leader.ID, Role: event.Trainer}}})
	if got := s.programme(t).Changes(); len(got) != 0 {
		t.Errorf("changes of nothing: %+v", got)
	}
	aula, err := s.AddRoom(ctx, event.Room{Event: s.ev.ID, Title: "Aula"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.UpdateRoom(ctx, s.ev.ID, s.room.ID, event.RoomUpdate{Title: to("Sala im. Korczaka"), Hidden: to(true)}); err != nil {
		t.Fatal(err)
	}
	s.edit(t, s.talk.ID, event.SessionUpdate{Room: &aula.ID, End: to(s.talk.End.Add(30 * time.Minute)), Title: to("Wielkie otwarcie")})
	s.edit(t, s.workshop.ID, event.SessionUpdate{Dropped: to(true)})
	if _, err := s.AddSession(ctx, event.Session{Event: s.ev.ID, Kind: event.Social, Title: "Ognisko", Start: s.talk.Start.Add(12 * time.Hour), End: s.talk.Start.Add(14 * time.Hour)}); err != nil {
		t.Fatal(err)
	}
	p := s.programme(t)
	got := p.Changes()
	if len(got) != 3 || got[0].Kind != event.SessionMoved || got[1].Kind != event.SessionCancelled || got[2].Kind != event.SessionNew {
		t.Fatalf("changes %+v", got)
	}
	want := []event.FieldChange{{Field: "title", Old: "Otwarcie", New: "Wielkie otwarcie"},
		{Field: "end", Old: "2012-09-06 10:00", New: "2012-09-06 10:30"}, {Field: "room", Old: "Sala 1", New: "Aula"}}
	if !slices.Equal(got[0].Fields, want) || !got[0].Everyone || len(got[0].Affected) != 0 {
		t.Errorf("moved: %+v", got[0])
	}
	if c := got[1]; c.Everyone || !slices.Equal(c.Affected, []string{s.visitor.ID, s.leader.ID}) {
		t.Errorf("cancelled concerns everybody: %v, and %v", c.Everyone, c.Affected)
	}
	if !got[2].Everyone || got[2].Session.Title != "Ognisko" {
		t.Errorf("new: %+v", got[2])
	}
	// What was made known stays as it was: the old room's title too.
	v, err := p.View(true)
	if err != nil || v.Version != 1 || v.Draft || len(v.Sessions) != 2 || v.Sessions[0].Title != "Otwarcie" || v.Rooms[0].Title != "Sala 1" {
		t.Errorf("the released one: %+v, %v", v, err)
	}
	second, err := s.Release(ctx, s.ev.ID, " druga\nwersja ")
	if err != nil || second.Number != 2 || second.Note != "druga wersja" || len(s.programme(t).Changes()) != 0 {
		t.Errorf("the second release: %+v, %v", second, err)
	}
}

func TestRelease_OfNothing(t *testing.T) {
	h := newHouse(t)
	if _, err := h.Release(context.Background(), h.ev.ID, ""); !errors.Is(err, event.Fail(event.CodeAgendaEmpty)) {
		t.Errorf("an empty programme: %v", err)
	}
}

// Who knows a room or a group by its title has to be told of another one, and of another building.
func TestRelease_Renamed(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	group, err := s.AddGroup(ctx, event.Group{Event: s.ev.ID, Title: "Grupa A"})
	if err != nil {
		t.Fatal(err)
	}
	s.edit(t, s.workshop.ID, event.SessionUpdate{Groups: &[]string{group.ID}})
	if _, err := s.Release(ctx, s.ev.ID, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := s.UpdateRoom(ctx, s.ev.ID, s.room.ID, event.RoomUpdate{Capacity: to(to(40)), Hidden: to(true)}); err != nil {
		t.Fatal(err)
	}
	if got := s.programme(t).Changes(); len(got) != 0 {
		t.Errorf("nobody sees it: %+v", got)
	}
	if _, err := s.UpdateRoom(ctx, s.ev.ID, s.room.ID, event.RoomUpdate{Title: to("Aula"), Venue: to("Zamek")}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.UpdateGroup(ctx, s.ev.ID, group.ID, to("Grupa Alfa"), nil); err != nil {
		t.Fatal(err)
	}
	got := s.programme(t).Changes()
	if len(got) != 2 || got[0].Kind != event.SessionMoved || !slices.Equal(got[0].Fields, []event.FieldChange{{Field: "room", Old: "Sala 1", New: "Aula, Zamek"}}) {
		t.Fatalf("%+v", got)
	}
	if got[1].Kind != event.SessionAltered || !slices.Equal(got[1].Fields, []event.FieldChange{{Field: "groups", Old: "Grupa A", New: "Grupa Alfa"}}) || len(got[1].Affected) != 2 {
		t.Errorf("%+v", got[1])
	}
	if _, err := s.Release(ctx, s.ev.ID, ""); err != nil || len(s.programme(t).Changes()) != 0 {
		t.Errorf("the next release: %v", err)
	}
}
