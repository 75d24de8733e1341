package event_test

import (
	"testing"

	"zlot/event"
)

func TestEvent_InRoom(t *testing.T) {
	ev := event.Event{Venue: "Zamek Królewski"}
	hall, cellar, mill := event.Room{ID: "hall"}, event.Room{ID: "cellar", Venue: "ZAMEK królewski"}, event.Room{ID: "mill", Venue: "Młyn"}
	rooms := []event.Room{hall, cellar, mill}
	for _, c := range []struct {
		what string
		s    event.Session
		want [3]bool // hall, cellar, mill
	}{
		{"nowhere", event.Session{}, [3]bool{}},
		{"in one", event.Session{Room: "hall"}, [3]bool{true, false, false}},
		{"everywhere", event.Session{AllRooms: true}, [3]bool{true, true, true}},
		{"of the event's building", event.Session{AllRooms: true, Room: "hall"}, [3]bool{true, true, false}},
		{"of its building told by its name", event.Session{AllRooms: true, Room: "cellar"}, [3]bool{true, true, false}},
		{"of another", event.Session{AllRooms: true, Room: "mill"}, [3]bool{false, false, true}},
		{"of a room that is not there", event.Session{AllRooms: true, Room: "gone"}, [3]bool{true, true, true}},
	} {
		for i, room := range rooms {
			if got := ev.InRoom(c.s, room, rooms); got != c.want[i] {
				t.Errorf("%s: in %s %v", c.what, room.ID, got)
			}
		}
	}
}
