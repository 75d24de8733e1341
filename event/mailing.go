package event

import (
	"context"
	"time"
)

// MailingRequest says what is mailed to whom.
type MailingRequest struct {
	Kind     MessageKind
	Template string          // id of one of Event.Letters; "": the event's first of the kind, or the program's words
	Words    *LetterTemplate // words that were not saved, in the place of a template
	// Registrations and Where choose people; with neither it is everybody whom the kind is for: those confirmed,
	// those whom the last release concerns, those with a valid certificate, and of a letter all but those cancelled.
	Registrations []string
	Where         []Condition
	Again         bool // those who had it already get another copy
	ToSelf        bool // one sample, to the account's own address
}

// LeaveReason is why somebody gets no message.
type LeaveReason string

// The reasons.
const (
	LeftNoAddress   LeaveReason = "no_address"
	LeftBadAddress  LeaveReason = "bad_address"
	LeftCancelled   LeaveReason = "cancelled"
	LeftErased      LeaveReason = "erased"
	LeftAlready     LeaveReason = "already"     // has it, or it waits to be sent, or it failed and can be sent again
	LeftUnconfirmed LeaveReason = "unconfirmed" // a confirmation of what is not confirmed
	LeftUnaffected  LeaveReason = "unaffected"  // the last release changes nothing for the person
	LeftNoDocument  LeaveReason = "no_document" // no valid certificate
	LeftChanged     LeaveReason = "changed"     // since the plan was made: another address, cancelled, withdrawn
)

// LeaveReasons lists the reasons.
var LeaveReasons = []LeaveReason{LeftNoAddress, LeftBadAddress, LeftCancelled, LeftErased, LeftAlready, LeftUnconfirmed,
	LeftUnaffected, LeftNoDocument, LeftChanged}

// LeftOut is somebody who gets no message.
type LeftOut struct {
	Registration string
	Name         string
	Certificate  string // number, of a mailing of certificates
	Why          LeaveReason
}

// MissingFields are the fields of a letter that are empty for somebody.
type MissingFields struct {
	Registration string
	Name         string
	Fields       []string
}

// MailingPlan is what a mailing comes to, before anything is written.
type MailingPlan struct {
	Event    string
	Request  MailingRequest
	Mailing  string // id: the same words about the same thing are the same mailing
	Template LetterTemplate
	Account  MailAccount
	Messages []Message // as they would be queued, in Polish order of names
	Left     []LeftOut
	Missing  []MissingFields // of those in Messages
	Before   int             // messages that wait to be sent before these
	Duration time.Duration   // how long it takes until the last one has left, those before it too
}

// MailingResult is what became of a plan.
type MailingResult struct {
	Queued []Message
	Before int       // were queued by this plan already: nothing is mailed twice by accident
	Left   []LeftOut // changed since the plan was made
}

// MessagePreview is a message to a real person as it would be read.
type MessagePreview struct {
	Message Message
	LetterView
	Files   []MessageFile
	Missing []string // fields that are empty for this person
}

// MessageFile is an attachment with its content.
type MessageFile struct {
	Name, Type string
	Data       []byte
}

// MailLimit is how many mails may leave in a time.
type MailLimit struct {
	Length time.Duration
	Most   int
}

// Attempt is a step of a message: what was done, when, and what the server said.
type Attempt struct {
	At    time.Time    `json:"at"`
	From  MessageState `json:"from"` // "": it was made
	To    MessageState `json:"to"`
	Code  int          `json:"code"`
	Reply string       `json:"reply"`
}

// PlanMailing works out what a mailing comes to; nothing is written. Codes: mail.account.missing,
// mail.letter.unknown, mail.letter.field (a field that nothing is known of), input.required, release.none.
func (s *Service) PlanMailing(ctx context.Context, eventID string, req MailingRequest) (MailingPlan, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return MailingPlan{}, err
	}
	return s.planMailing(ctx, eventID, req)
}
