package event

import "time"

// SessionKind says what happens in a session.
type SessionKind string

// The kinds of sessions.
const (
	Reception SessionKind = "registration"
	Lecture   SessionKind = "lecture"
	Panel     SessionKind = "panel"
	Workshop  SessionKind = "workshop"
	QA        SessionKind = "qa"
	Assembly  SessionKind = "meeting"
	Social    SessionKind = "social"
	Break     SessionKind = "break"
)

// SessionKinds lists all kinds in the order of choice.
var SessionKinds = []SessionKind{Lecture, Panel, Workshop, QA, Assembly, Social, Break, Reception}

// Contributor is somebody who makes a session happen, in the order of the programme.
type Contributor struct {
	Name   string `json:"name"`
	Role   Role   `json:"role"`
	Person string `json:"person,omitempty"` // registration id, if the contributor is registered

	// Of somebody who is not registered; a registration knows its own.
	Institution string `json:"institution,omitempty"`
	Town        string `json:"town,omitempty"`
}

// Session is one point of the programme.
type Session struct {
	ID           string        `json:"id"`
	Event        string        `json:"event"`
	Kind         SessionKind   `json:"kind"`
	Title        string        `json:"title"`
	Start        time.Time     `json:"start"`
	End          time.Time     `json:"end"`
	Room         string        `json:"room"`     // id of a Room, or ""
	Capacity     *int          `json:"capacity"` // nil: no limit of its own
	Hours        float64       `json:"hours"`    // didactic hours, 0: none counted
	Mandatory    bool          `json:"mandatory"`
	SignUp       bool          `json:"sign_up"` // only those enrolled take part
	Groups       []string      `json:"groups"`  // ids; empty: for everybody
	Contributors []Contributor `json:"contributors"`

	Description string `json:"description,omitempty"`
	AllRooms    bool   `json:"all_rooms,omitempty"` // a break in every room; Room is where it is served, or ""
	Series      string `json:"series,omitempty"`    // shared by the meetings that were made as repetitions of one
	Dropped     bool   `json:"dropped,omitempty"`   // taken out of the programme; kept for those enrolled and for undo
}

// Length is how long the session takes.
func (s Session) Length() time.Duration { return s.End.Sub(s.Start) }

// Overlaps reports whether two sessions share time. Intervals are half-open; a session without length
// overlaps nothing.
func (s Session) Overlaps(o Session) bool {
	return s.Start.Before(s.End) && o.Start.Before(o.End) && s.Start.Before(o.End) && o.Start.Before(s.End)
}

// For reports whether the session is for a registration of the given group.
func (s Session) For(group string) bool {
	if len(s.Groups) == 0 {
		return true
	}
	for _, g := range s.Groups {
		if g == group {
			return true
		}
	}
	return false
}

// EnrolmentState says whether a registration has a place in a session.
type EnrolmentState string

// The states of an enrolment.
const (
	Enrolled       EnrolmentState = "enrolled"
	OnWaitlist     EnrolmentState = "waitlisted"
	EnrolmentEnded EnrolmentState = "ended"
)

// Enrolment is a registration on a session.
type Enrolment struct {
	Event        string         `json:"event"`
	Session      string         `json:"session"`
	Registration string         `json:"registration"`
	State        EnrolmentState `json:"state"`
	Rank         int            `json:"rank"` // which choice it was, from 1; 0: none was asked

	Locked bool      `json:"locked,omitempty"` // decided by hand, ended ones too: an allocation leaves it as it is
	Told   time.Time `json:"told,omitzero"`    // when the person was told of it; zero: not yet
	Since  time.Time `json:"since,omitzero"`   // when State became what it is: the order of a waiting list
}
