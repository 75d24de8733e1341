package event

// Room is a place where sessions happen. Capacity 0 means nobody fits; nil that nobody counted.
type Room struct {
	ID       string `json:"id"`
	Event    string `json:"event"`
	Title    string `json:"title"`
	Capacity *int   `json:"capacity"`

	Venue  string `json:"venue,omitempty"`  // the building; "": the event's own. Between two of them people travel
	Hidden bool   `json:"hidden,omitempty"` // no longer offered; sessions and released programmes may still name it
}

// InRoom reports whether a session stands in a room: it is there, or it is across all rooms of that building. One
// across all rooms that is served nowhere is in every building.
func (e Event) InRoom(s Session, room Room, rooms []Room) bool {
	if !s.AllRooms || s.Room == "" || s.Room == room.ID {
		return s.AllRooms || s.Room == room.ID
	}
	for _, served := range rooms {
		if served.ID == s.Room {
			return e.building(served) == e.building(room)
		}
	}
	return true
}

// building is the venue of a room, folded; "" is the event's own, by whatever it is told.
func (e Event) building(room Room) string {
	if venue := Fold(room.Venue); venue != Fold(e.Venue) {
		return venue
	}
	return ""
}
