package event

import "time"

// Direction of a scan.
type Direction string

// The directions.
const (
	In  Direction = "in"
	Out Direction = "out"
)

// Outcome is the verdict on a scan: a closed set.
type Outcome string

// The outcomes.
const (
	Admitted      Outcome = "admitted"
	AlreadyIn     Outcome = "already_in"
	Exited        Outcome = "exited"
	Undone        Outcome = "undone"
	PendingStatus Outcome = "pending"
	OnWaitingList Outcome = "waitlisted"
	CancelledReg  Outcome = "cancelled"
	Unpaid        Outcome = "unpaid"
	NotEnrolled   Outcome = "not_enrolled"
	WrongEvent    Outcome = "wrong_event"
	SessionFull   Outcome = "session_full"
	OutsideHours  Outcome = "outside_hours"
	ReplacedBadge Outcome = "badge_replaced"
	UnknownCode   Outcome = "unknown_code"
	DamagedCode   Outcome = "damaged_code"
)

// Outcomes lists all outcomes.
var Outcomes = []Outcome{Admitted, AlreadyIn, Exited, Undone, PendingStatus, OnWaitingList, CancelledReg,
	Unpaid, NotEnrolled, WrongEvent, SessionFull, OutsideHours, ReplacedBadge, UnknownCode, DamagedCode}

// Tone is how an outcome is shown: by colour and sound.
type Tone string

// The tones.
const (
	ToneAdmitted  Tone = "admitted"
	ToneAttention Tone = "attention"
	ToneRefused   Tone = "refused"
)

// Tone of an outcome.
func (o Outcome) Tone() Tone {
	switch o {
	case Admitted, Exited:
		return ToneAdmitted
	case AlreadyIn, Undone, PendingStatus, OnWaitingList, Unpaid, SessionFull, OutsideHours:
		return ToneAttention
	}
	return ToneRefused
}

// Scan is one reading of a badge, refused ones too. It is never changed: undoing is a scan of its own.
type Scan struct {
	ID           string    `json:"id"`
	Event        string    `json:"event"`
	Checkpoint   string    `json:"checkpoint"`
	Registration string    `json:"registration"` // "": nobody known
	Code         string    `json:"code"`         // as it was read, at most 64 characters
	Direction    Direction `json:"direction"`
	At           time.Time `json:"at"`     // when it happened
	Stored       time.Time `json:"stored"` // when it was written down
	Desk         string    `json:"desk"`
	Outcome      Outcome   `json:"outcome"` // what the door showed
	Forced       bool      `json:"forced"`
	Reason       string    `json:"reason"`
	Undoes       string    `json:"undoes"` // id of the scan this one takes back

	Session string `json:"session,omitempty"` // of a checkpoint that follows a room: what took place there
}

// ScanRow is a scan with the name it belongs to, for lists.
type ScanRow struct {
	Scan
	Name   Name
	Undone bool // a later scan took it back
}

// ScanRequest is what the desk asks for.
type ScanRequest struct {
	ID           string // of the scan; empty: a new one. The same id twice is one scan
	Event        string
	Checkpoint   string // "": the event's own desk
	Code         string // raw, as it was read
	Registration string // instead of a code: chosen by name
	Direction    Direction
	At           time.Time // zero: now
	Desk         string
	Force        string // the reason, if the person is let in all the same

	paper bool // Code may be that of a row of a paper list
}

// ScanResult is what the desk shows.
type ScanResult struct {
	Scan       Scan
	Entry      *Entry // nil: nobody known
	Checkpoint Checkpoint
	Group      string    // title
	FirstAt    time.Time // when the person came in first, for already_in
	FirstDesk  string
	Sessions   []Session         // where the person is enrolled at that time: the advice for a wrong door
	Rooms      map[string]string // room titles by id, for Sessions
	OtherEvent string            // title, for wrong_event
	NewNumber  int               // the running number of the badge that replaced this one
	Session    *Session          // of a checkpoint that follows a room: what takes place there
	OpensAt    time.Time         // when the checkpoint lets people in next, for outside_hours
	Attention  bool
	NotOnList  bool // let in with a warning: the door is for the enrolled
	NeverIn    bool // left where nobody is known to have come in
	Present    int  // how many are in the session of the door, for NotOnList
}

// CanForce reports whether a person at the desk may overrule the verdict with a reason.
func (r ScanResult) CanForce() bool {
	return r.Entry != nil && canForce(r.Scan.Outcome, r.Checkpoint.Kind)
}

// Presence is somebody who was let in at a checkpoint.
type Presence struct {
	Registration string
	First, Came  time.Time // when the person was let in first, and last
	Inside       bool      // and has not left since
	Confirmed    bool      // the registration is
}

// TurnoutFilter chooses who was let in at a checkpoint.
type TurnoutFilter struct {
	Checkpoint string
	Session    string    // of a checkpoint that follows a room
	Since      time.Time // only those let in since then; zero: at any time
	Recent     time.Time // from when on they count as Recent
	Enrolled   string    // the session whose enrolled are expected; "": the confirmed are
}

// Turnout is how many were let in at a checkpoint; Besides are those of Here who were not expected.
type Turnout struct{ Here, Inside, Recent, Besides int }
