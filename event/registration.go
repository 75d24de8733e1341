package event

import (
	"slices"
	"time"
	"unicode"
)

// Status is where a registration stands.
type Status string

// The statuses.
const (
	Pending    Status = "pending"
	Confirmed  Status = "confirmed"
	Waitlisted Status = "waitlisted"
	Cancelled  Status = "cancelled"
)

// Statuses lists all statuses.
var Statuses = []Status{Pending, Confirmed, Waitlisted, Cancelled}

// allowedMoves is the status machine. A cancelled registration can come back. Somebody on the waiting
// list who was offered a place accepts it by becoming confirmed and declines it by being cancelled.
var allowedMoves = map[Status][]Status{
	Pending:    {Confirmed, Waitlisted, Cancelled},
	Waitlisted: {Confirmed, Pending, Cancelled},
	Confirmed:  {Pending, Waitlisted, Cancelled},
	Cancelled:  {Pending, Confirmed, Waitlisted},
}

// CanBecome reports whether a registration may move from s to next.
func (s Status) CanBecome(next Status) bool { return slices.Contains(allowedMoves[s], next) }

// Role is what a person does at an event.
type Role string

// The roles.
const (
	Participant Role = "participant"
	Panelist    Role = "panelist"
	Moderator   Role = "moderator"
	Trainer     Role = "trainer"
	Expert      Role = "expert"
	Coach       Role = "coach"
	Mentor      Role = "mentor"
	Supervisor  Role = "supervisor"
	Organizer   Role = "organizer"
	Guest       Role = "guest"
	Media       Role = "media"
)

// Roles lists all roles in the order of choice.
var Roles = []Role{Participant, Panelist, Moderator, Trainer, Expert, Coach, Mentor, Supervisor, Organizer, Guest, Media}

// Payment is the fee and whether it came; the two change together.
type Payment struct {
	Fee  int64 `json:"fee"` // grosz
	Paid bool  `json:"paid"`
}

// Due reports whether money is still awaited.
func (p Payment) Due() bool { return p.Fee > 0 && !p.Paid }

// Consent is one consent with its wording and the time at which it was given or refused.
type Consent struct {
	Wording string    `json:"wording"`
	Given   bool      `json:"given"`
	At      time.Time `json:"at"`

	Withdrawn bool `json:"withdrawn,omitempty"` // given once, and taken back
}

// Registration is one person at one event.
type Registration struct {
	ID            string            `json:"id"`
	Event         string            `json:"event"`
	Person        string            `json:"person"`
	Status        Status            `json:"status"`
	Roles         []Role            `json:"roles"`
	Group         string            `json:"group"` // id of a Group, or ""
	Answers       map[string]string `json:"answers"`
	Preferences   []string          `json:"preferences"` // titles of workshops, first choice first
	Diet          string            `json:"diet"`
	Accommodation string            `json:"accommodation"`
	Transport     string            `json:"transport"`
	Payment       Payment           `json:"payment"`
	Consents      []Consent         `json:"consents"`
	Badge         string            `json:"badge"`  // the badge code that opens the door now
	Number        int               `json:"number"` // running number of the badge, from 1 in each event
	Note          string            `json:"note"`   // shown at the desk
	Submitted     time.Time         `json:"submitted"`

	Invited      bool      `json:"invited,omitempty"`      // carried over from another edition; whether the person comes is not said yet
	WaitingSince time.Time `json:"waiting_since,omitzero"` // where the queue for a place puts it; zero: Submitted
	Offer        *Offer    `json:"offer,omitempty"`        // of somebody waiting: a place held until it runs out
	Available    []Span    `json:"available,omitempty"`    // when the person can be there; none: all the time
	Photo        string    `json:"photo,omitempty"`        // SHA-256 of a blob, for the badge
}

// Span is a stretch of time, its end not in it.
type Span struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// AvailableFor reports whether the person can be there for all of a stretch of time. One stretch that begins
// where another ends goes on.
func (r Registration) AvailableFor(from, to time.Time) bool {
	if len(r.Available) == 0 {
		return true
	}
	for range r.Available {
		reach := from
		for _, s := range r.Available {
			if !from.Before(s.From) && !from.After(s.To) {
				if reach = later(reach, s.To); !to.After(s.To) {
					return true
				}
			}
		}
		if !reach.After(from) {
			return false
		}
		from = reach
	}
	return false
}

// MainRole is the role that decides the badge's colour: the most special one.
func (r Registration) MainRole() Role {
	for _, role := range []Role{Organizer, Moderator, Panelist, Trainer, Expert, Supervisor, Coach, Mentor, Media, Guest} {
		if slices.Contains(r.Roles, role) {
			return role
		}
	}
	return Participant
}

// Entry is a registration with its person: one row of the list.
type Entry struct {
	Registration
	Who     Person
	Version int64 // of the registration's and the person's last change, for edits that name what they saw
}

// Box is the letter of the badge box: the first letter of the family name.
func (e Entry) Box() string {
	for _, r := range e.Who.Name.Family {
		return string(unicode.ToUpper(r))
	}
	return ""
}

// Group is a part of an event's people with its own programme.
type Group struct {
	ID    string `json:"id"`
	Event string `json:"event"`
	Title string `json:"title"`

	Hidden bool `json:"hidden,omitempty"` // no longer offered
}
