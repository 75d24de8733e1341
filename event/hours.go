package event

import "time"

// GrantKind says why hours count that no scan shows.
type GrantKind string

// The kinds of grants.
const (
	Excused    GrantKind = "excused"    // absent with a good reason: the session counts
	Recognised GrantKind = "recognised" // hours from elsewhere
	Corrected  GrantKind = "corrected"  // put right by hand; may be negative
)

// Grant is hours given by a person, with who and why.
type Grant struct {
	ID           string    `json:"id"`
	Event        string    `json:"event"`
	Registration string    `json:"registration"`
	Session      string    `json:"session"` // "": none in particular
	Kind         GrantKind `json:"kind"`
	Hours        float64   `json:"hours"`
	Reason       string    `json:"reason"`
	By           string    `json:"by"`
	At           time.Time `json:"at"`
}

// SessionHours is one session of a person's account.
type SessionHours struct {
	Session string  `json:"session"`
	Title   string  `json:"title"`
	Hours   float64 `json:"hours"` // credited
	Of      float64 `json:"of"`    // the session's own
	Present bool    `json:"present"`
	Excused bool    `json:"excused"`
}

// Because is one reason why somebody gets no certificate.
type Because struct {
	Code string         `json:"code"` // absent, hours, percent, mandatory, status
	Args map[string]any `json:"args,omitempty"`
}

// Account is the hours of one person and whether they suffice.
type Account struct {
	Entry    Entry
	Hours    float64 // credited, in didactic hours
	Required float64 // all hours that this person could have attended
	Sessions []SessionHours
	Eligible bool
	Because  []Because
}
