package event_test

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// fullUpdate changes every field of a session.
func fullUpdate(s event.Session) event.SessionUpdate {
	return event.SessionUpdate{Kind: to(event.Panel), Title: to("Rozmowa"), Description: to("O co chodzi"), Start: to(s.Start.Add(time.Hour)),
		End: to(s.End.Add(2 * time.Hour)), Room: to("gdzieś"), Capacity: to(to(7)), Hours: to(1.5), Mandatory: to(!s.Mandatory), SignUp: to(!s.SignUp),
		AllRooms: to(true), Dropped: to(true), Groups: &[]string{"g1"}, Contributors: &[]event.Contributor{{Name: "Jan Kot", Role: event.Moderator}}, Series: to("seria")}
}

func TestUpdateSessions_AFactForEachField(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	u := fullUpdate(s.workshop)
	log := func() []event.Fact {
		facts, err := s.Store.Facts(ctx, s.workshop.ID, 0)
		if err != nil {
			t.Fatal(err)
		}
		return facts
	}
	fields := reflect.TypeOf(u).NumField()
	before := len(log())
	raw := func() string {
		x, err := s.Store.Session(ctx, s.workshop.ID)
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	was := raw()
	s.edit(t, s.workshop.ID, u)
	if n := len(log()) - before; n != fields {
		t.Errorf("%d facts for %d fields", n, fields)
	}
	var changed []string
	for _, f := range log()[before:] {
		var c event.Change
		if err := json.Unmarshal(f.Body, &c); err != nil || c.Base == 0 {
			t.Errorf("%s: %v, %v", f.Body, c, err)
		}
		changed = append(changed, c.Field)
	}
	slices.Sort(changed)
	if len(slices.Compact(changed)) != fields {
		t.Errorf("the fields %q", changed)
	}
	s.edit(t, s.workshop.ID, u)
	if n := len(log()) - before; n != fields {
		t.Errorf("the same once more: %d facts", n-fields)
	}
	s.edit(t, s.workshop.ID, u.Inverse(s.workshop))
	if now := raw(); now != was {
		t.Errorf("taken back:\n%s\nbefore:\n%s", now, was)
	}
	for i := range fields { // each alone, there and back
		var one event.SessionUpdate
		reflect.ValueOf(&one).Elem().Field(i).Set(reflect.ValueOf(u).Field(i))
		name := reflect.TypeOf(u).Field(i).Name
		if name == "Start" {
			one.End = u.End
		}
		s.edit(t, s.workshop.ID, one)
		if raw() == was {
			t.Errorf("%s: nothing changed", name)
		}
		s.edit(t, s.workshop.ID, one.Inverse(s.workshop))
		if now := raw(); now != was {
			t.Errorf("%s taken back:\n%s\nbefore:\n%s", name, now, was)
		}
	}
}

func TestUpdateSessions_AllOrNone(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	edits := []event.SessionEdit{{ID: s.talk.ID, Update: event.SessionUpdate{Title: to("Inny tytuł")}}, {ID: s.workshop.ID, Update: event.SessionUpdate{Title: to(" \n ")}}}
	if _, err := s.UpdateSessions(ctx, edits); !errors.Is(err, event.Fail(event.CodeSessionTitle)) {
		t.Errorf("an empty title: %v", err)
	}
	if x, err := s.Store.Session(ctx, s.talk.ID); err != nil || x.Title != "Otwarcie" {
		t.Errorf("the other became %q, %v", x.Title, err)
	}
	for code, u := range map[string]event.SessionUpdate{
		event.CodeSessionReversed: {End: to(s.talk.Start.Add(-time.Minute))},
		event.CodeSessionLong:     {End: to(s.talk.Start.Add(8 * 24 * time.Hour))},
		event.CodeSessionKind:     {Kind: to(event.SessionKind("seans"))},
		event.CodeSessionCapacity: {Capacity: to(to(-1))},
		event.CodeSessionHours:    {Hours: to(25.0)},
	} {
		if _, err := s.UpdateSession(ctx, s.talk.ID, u); !errors.Is(err, event.Fail(code)) {
			t.Errorf("%s: %v", code, err)
		}
	}
}

func TestAddSessions_Cleans(t *testing.T) {
	ctx, h := context.Background(), newHouse(t)
	nine := time.Date(2012, 9, 6, 7, 0, 0, 0, time.UTC)
	x, err := h.AddSession(ctx, event.Session{ID: "mine", Event: h.ev.ID, Kind: event.Lecture, Title: " Otwarcie\r\nzlotu \x07😀", Dropped: true,
		Description: "Pierwszy wiersz\r\ndrugi", Start: nine.In(warsaw), End: nine.Add(time.Hour),
		Contributors: []event.Contributor{{Name: "  "}, {Name: "Ola\tLis", Role: event.Expert, Town: " Śrem "}}})
	if err != nil {
		t.Fatal(err)
	}
	if x.ID == "mine" || x.Title != "Otwarcie zlotu 😀" || x.Dropped || x.Start.Location() != time.UTC || strings.Contains(x.Description, "\r") ||
		!slices.Equal(x.Contributors, []event.Contributor{{Name: "Ola Lis", Role: event.Expert, Town: "Śrem"}}) {
		t.Errorf("%+v", x)
	}
}
