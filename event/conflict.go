package event

import (
	"slices"
	"time"
)

// ConflictKind says what is wrong with a programme. Conflicts are shown, and never in the way of an edit.
type ConflictKind string

// The kinds of conflicts.
const (
	RoomOverlap      ConflictKind = "room_overlap"      // two sessions in one room at a time
	PersonOverlap    ConflictKind = "person_overlap"    // a person in two places at a time, contributing or enrolled
	OutsideEvent     ConflictKind = "outside_event"     // not within the event's days
	Unavailable      ConflictKind = "unavailable"       // a contributor, or somebody enrolled, cannot be there then
	RoomTooSmall     ConflictKind = "room_too_small"    // more places than the room has
	OverCapacity     ConflictKind = "over_capacity"     // more enrolled than the session or its room takes
	DroppedSession   ConflictKind = "dropped_session"   // taken out of the programme although people are enrolled
	MandatoryOverlap ConflictKind = "mandatory_overlap" // two mandatory sessions of one group at a time
	TooFar           ConflictKind = "too_far"           // too little time from one venue to another
)

// ConflictKinds lists all kinds.
var ConflictKinds = []ConflictKind{RoomOverlap, PersonOverlap, OutsideEvent, Unavailable, RoomTooSmall, OverCapacity, DroppedSession, MandatoryOverlap, TooFar}

// Severe says whether it cannot stay as it is; of the others somebody may say that it is all right.
func (k ConflictKind) Severe() bool {
	switch k {
	case OutsideEvent, RoomTooSmall, TooFar:
		return false
	}
	return true
}

// AnySevere says whether one of the conflicts is severe.
func AnySevere(all []Conflict) bool {
	return slices.ContainsFunc(all, func(c Conflict) bool { return c.Kind.Severe() })
}

// Conflict is one thing that is wrong with a programme.
type Conflict struct {
	Kind     ConflictKind `json:"kind"`
	Sessions []string     `json:"sessions"`         // in the order of the programme; one or two
	Room     string       `json:"room,omitempty"`   // of RoomOverlap, RoomTooSmall, OverCapacity by the room; "": the session's own limit, or two breaks in all rooms
	Person   string       `json:"person,omitempty"` // registration of a contributor, if registered
	Name     string       `json:"name,omitempty"`   // of a contributor
	People   []string     `json:"people,omitempty"` // registrations enrolled whom it concerns
	Group    string       `json:"group,omitempty"`  // of MandatoryOverlap: which group; "": everybody
	Count    int          `json:"count,omitempty"`  // people or places there are
	Limit    int          `json:"limit,omitempty"`  // people or places that fit; of TooFar the minutes needed
	From     time.Time    `json:"from,omitzero"`    // the time that is shared, the way between the venues, or the session's time
	To       time.Time    `json:"to,omitzero"`
}
