package event

import "time"

// CheckpointKind says what a scan there means.
type CheckpointKind string

// The kinds of checkpoints.
const (
	Desk CheckpointKind = "desk"
	Door CheckpointKind = "door"
	Meal CheckpointKind = "meal"
	Gift CheckpointKind = "gift"
)

// Policy says how often and for whom a checkpoint opens.
type Policy string

// The policies.
const (
	Once         Policy = "once"
	OnceADay     Policy = "once_a_day"
	OnceASession Policy = "once_a_session" // of a room: once in each session that takes place there
	InOut        Policy = "in_out"
	EnrolledOnly Policy = "enrolled" // once, and NotEnrolled says what happens to the others
)

// Policies lists all policies.
var Policies = []Policy{Once, OnceADay, OnceASession, InOut, EnrolledOnly}

// Treatment says what happens to somebody who is not enrolled at a checkpoint for the enrolled.
type Treatment string

// The treatments.
const (
	Allow  Treatment = "allow"
	Warn   Treatment = "warn"
	Refuse Treatment = "refuse"
)

// Checkpoint is where badges are scanned.
type Checkpoint struct {
	ID          string         `json:"id"`
	Event       string         `json:"event"`
	Kind        CheckpointKind `json:"kind"`
	Title       string         `json:"title"`
	Session     string         `json:"session"` // of a door
	Policy      Policy         `json:"policy"`
	NotEnrolled Treatment      `json:"not_enrolled"`
	Opens       time.Time      `json:"opens"` // zero: always open
	Closes      time.Time      `json:"closes"`

	Room   string `json:"room,omitempty"`   // of a checkpoint that follows the sessions of a room
	Closed bool   `json:"closed,omitempty"` // no longer offered
}

// lacks names the field without which a checkpoint makes no sense, "room" or "session", where it is empty; else "".
func (c *Checkpoint) lacks() string {
	switch {
	case c.Policy == OnceASession && c.Room == "":
		return "room"
	case c.Session == "" && (c.Policy == EnrolledOnly || (c.Kind == Door && c.Policy != OnceASession)):
		return "session"
	}
	return ""
}

// HandsOut reports whether people get something at such a checkpoint, which a second one would miss.
func (k CheckpointKind) HandsOut() bool { return k == Meal || k == Gift }
