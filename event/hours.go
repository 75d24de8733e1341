package event

import "time"

// GrantKind says why hours count that no scan shows.
type GrantKind string

// The kinds of grants.
const (
	Excused    GrantKind = "excused"    // absent with a good reason: the session counts
	Recognised GrantKind = "recognised" // hours from elsewhere
	Corrected  GrantKind = "corrected"  // put right by hand; may be negative
	Assigned   GrantKind = "assigned"   // a session counts exactly so much, whatever was scanned
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

// Source says what the hours of a session come from.
type Source string

// The sources.
const (
	FromNothing  Source = "none"
	FromScan     Source = "scan"  // let in at the session's door
	FromShare    Source = "share" // scanned in and out: there for a part of it
	FromDesk     Source = "desk"  // at the event that day
	FromExcuse   Source = "excused"
	FromAssigned Source = "assigned"
)

// SessionHours is one session of a person's account.
type SessionHours struct {
	Session string  `json:"session"`
	Title   string  `json:"title"`
	Hours   float64 `json:"hours"`   // credited
	Of      float64 `json:"of"`      // the session's own
	Present bool    `json:"present"` // attended, as far as the rule asks for it
	Excused bool    `json:"excused"`
	Source  Source  `json:"source"`
	Share   float64 `json:"share"`             // of the session's length that the person was there: 0 to 1
	Minutes int     `json:"minutes,omitempty"` // there, of FromShare
	Grant   string  `json:"grant,omitempty"`   // id of the one that counts, of FromExcuse and FromAssigned
	Theirs  bool    `json:"-"`                 // the session is for this person: of their group, open or enrolled; always so in an Account
}

// Counting says how much of a session counts for somebody who was there for a part of it.
type Counting string

// The ways of counting. Partial presence is known where a door or the desk is scanned in and out.
const (
	CountWhole     Counting = ""          // who was there at all has all of it
	CountThreshold Counting = "threshold" // all of it from a least share on, nothing below
	CountShare     Counting = "share"     // the share itself
)

// HoursRule says how scans become hours.
type HoursRule struct {
	Counting Counting `json:"counting,omitempty"`
	Least    int      `json:"least,omitempty"` // per cent of a session's length, for CountThreshold; 0: 50
}

// Decision is a person's word against the rule: this one gets a certificate of a kind although the rule says
// no, or none although it says yes.
type Decision struct {
	Event        string    `json:"event"`
	Registration string    `json:"registration"`
	Kind         string    `json:"kind"`    // id of the kind of certificate
	Verdict      Verdict   `json:"verdict"` // "": the rule speaks again
	Reason       string    `json:"reason"`
	By           string    `json:"by"`
	At           time.Time `json:"at"`
}

// Verdict is what a decision says.
type Verdict string

// The verdicts.
const (
	ByRule  Verdict = ""
	Granted Verdict = "granted"
	Denied  Verdict = "denied"
)

// Eligibility says whether a person gets one kind of certificate, and why not.
type Eligibility struct {
	Kind       string    `json:"kind"` // id
	Eligible   bool      `json:"eligible"`
	Because    []Because `json:"because,omitempty"`      // what is missing now, also where a decision overrides it
	OutOfReach bool      `json:"out_of_reach,omitempty"` // all that is still to come cannot make up for it
	Possible   float64   `json:"possible"`               // hours, if nothing more is missed
	Decision   *Decision `json:"decision,omitempty"`
}

// Because is one reason why somebody gets no certificate.
type Because struct {
	Code string         `json:"code"` // absent, hours, percent, mandatory, status, role, denied, withdrawn
	Args map[string]any `json:"args,omitempty"`
}

// Account is the hours of one person and whether they suffice.
type Account struct {
	Entry    Entry
	Hours    float64 // credited, in didactic hours
	Required float64 // all hours that this person could have attended
	Sessions []SessionHours
	Led      []Topic // sessions to which the person contributed, whether scanned there or not
	Eligible bool    // for the first kind of Kinds
	Because  []Because
	Kinds    []Eligibility // of certificates that are for this person; none: no kind names any of the roles
}
