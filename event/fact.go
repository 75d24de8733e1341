package event

import (
	"encoding/json"
	"fmt"
	"time"
)

// Fact is what a person decided or what happened in the world, named noun.verb in the past. The log of
// facts is the truth; every table is a view of it. The store fills in ID, Desk, Origin, Seq, HLC, At and By.
type Fact struct {
	ID      string          `json:"id"`
	Event   string          `json:"event"` // "": about a person, who lives across events
	Desk    string          `json:"desk"`
	Origin  string          `json:"origin"` // random at every start of the program
	Seq     int64           `json:"seq"`    // from 1 in each origin
	HLC     int64           `json:"hlc"`    // hybrid logical clock: milliseconds << 16 | counter
	At      time.Time       `json:"at"`
	By      string          `json:"by"`
	Kind    string          `json:"kind"`
	Version int             `json:"version"`
	Entity  string          `json:"entity"` // id of what it is about
	Body    json.RawMessage `json:"body"`

	content Body // what Body was made from, for as long as the fact has not left this program
}

// Content is what Body was made from; nil for a fact that was read. It says the same as Body and saves
// reading it again.
func (f Fact) Content() Body { return f.content }

// Understood is the fact with its Body read into content, which must say the same.
func (f Fact) Understood(content Body) Fact {
	f.content = content
	return f
}

// Body is the content of a kind of fact.
type Body interface{ FactKind() string }

// Batch is what a use case decided: facts, and the blobs (documents, images) that they name by SHA-256.
type Batch struct {
	Facts []Fact
	Blobs [][]byte
}

// Add appends a fact about an entity of an event.
func (b *Batch) Add(eventID, entity string, body Body) {
	b.Facts = append(b.Facts, NewFact(eventID, entity, body))
}

// NewFact makes a fact from its body; the store stamps the rest.
func NewFact(eventID, entity string, body Body) Fact {
	raw, err := json.Marshal(body)
	if err != nil {
		panic(fmt.Sprintf("event: body of %s: %v", body.FactKind(), err)) // bodies are plain data
	}
	return Fact{Event: eventID, Kind: body.FactKind(), Version: 1, Entity: entity, Body: raw, content: body}
}

// The bodies. Each kind has one apply function in storage.
type (
	// EventCreated holds all of a new event.
	EventCreated struct{ Event }
	// EventChanged is one changed field of an event.
	EventChanged struct{ Change }
	// PersonAdded holds all of a new person.
	PersonAdded struct{ Person }
	// PersonChanged is one changed field of a person.
	PersonChanged struct{ Change }
	// RegistrationAdded holds all of a new registration.
	RegistrationAdded struct{ Registration }
	// RegistrationChanged is one changed field of a registration.
	RegistrationChanged struct{ Change }
	// BadgeReplaced gives a registration a new badge code; the old one opens no door any more.
	BadgeReplaced struct {
		Old string `json:"old"`
		New string `json:"new"`
	}
	// BadgesPrinted says that badges left the printer, or a file for it.
	BadgesPrinted struct {
		Registrations []string `json:"registrations"`
		Layout        string   `json:"layout"`             // title
		Printer       string   `json:"printer,omitempty"`  // name; "": a file
		Version       string   `json:"version,omitempty"`  // checksum of the layout
		Versions      []string `json:"versions,omitempty"` // checksums of what each badge says, as Registrations
	}
	// LayoutSaved holds all of a layout of badges: the last one wins.
	LayoutSaved struct{ Layout }
	// LayoutRemoved takes a layout away. Entity is its id.
	LayoutRemoved struct{}
	// GroupAdded holds a new group.
	GroupAdded struct{ Group }
	// RoomAdded holds a new room.
	RoomAdded struct{ Room }
	// GroupChanged is one changed field of a group.
	GroupChanged struct{ Change }
	// RoomChanged is one changed field of a room.
	RoomChanged struct{ Change }
	// SessionAdded holds all of a new session.
	SessionAdded struct{ Session }
	// SessionChanged is one changed field of a session.
	SessionChanged struct{ Change }
	// SessionRemoved takes a session out of the programme.
	SessionRemoved struct{}
	// ProgrammeReleased holds the programme as it was made known. Entity is the release.
	ProgrammeReleased struct{ Release }
	// EnrolmentSet says where a registration stands in a session. Entity is session + "/" + registration.
	EnrolmentSet struct{ Enrolment }
	// CheckpointAdded holds a new checkpoint.
	CheckpointAdded struct{ Checkpoint }
	// CheckpointChanged is one changed field of a checkpoint.
	CheckpointChanged struct{ Change }
	// ScanMade holds a scan with what the door showed; Undoes is empty.
	ScanMade struct{ Scan }
	// ScanUndone holds a scan whose only meaning is to take back another one.
	ScanUndone struct{ Scan }
	// HoursGranted holds hours that no scan shows.
	HoursGranted struct{ Grant }
	// HoursRevoked takes hours back that were granted. Entity is the grant.
	HoursRevoked struct {
		Reason string `json:"reason"`
	}
	// EligibilityDecided holds a decision; the last one wins. Entity is registration + "/" + kind.
	EligibilityDecided struct{ Decision }
	// CertificateIssued holds a new entry of the register.
	CertificateIssued struct{ Certificate }
	// CertificateWithdrawn ends a certificate. Entity is its number.
	CertificateWithdrawn struct {
		Reason string `json:"reason"`
	}
	// CertificateReplaced ends a certificate in favour of another. Entity is the old number.
	CertificateReplaced struct {
		By string `json:"by"`
	}
	// CertificateDuplicated holds a duplicate. Entity is the number.
	CertificateDuplicated struct{ Copy }
	// CertificateReceived says how a certificate reached its person; the last one wins. Entity is the number.
	CertificateReceived struct{ Receipt }
	// QueuedMessage holds a new message.
	QueuedMessage struct{ Message }
	// SettledMessage says how sending ended: accepted, failed, uncertain or cancelled, with the server's
	// words, or by a person's decision.
	SettledMessage struct {
		State MessageState `json:"state"`
		Code  int          `json:"code"`
		Reply string       `json:"reply"`
	}
)

// Change is one changed field, with the value and the version its author saw. Fields that belong
// together (name parts, fee and paid) are one field.
type Change struct {
	Field string          `json:"field"` // JSON name of the field
	Old   json.RawMessage `json:"old"`
	New   json.RawMessage `json:"new"`
	Base  int64           `json:"base"` // HLC of the entity's last change that the author saw
}

// NewChange makes a Change from Go values.
func NewChange(field string, old, value any, base int64) Change {
	o, err1 := json.Marshal(old)
	n, err2 := json.Marshal(value)
	if err1 != nil || err2 != nil {
		panic("event: field " + field + " is no plain data")
	}
	return Change{Field: field, Old: o, New: n, Base: base}
}

// Apply sets the field on entity, a pointer to a struct with JSON names. An unknown field is left alone:
// a newer program may have written it.
func (c Change) Apply(entity any) error {
	name, err := json.Marshal(c.Field)
	if err != nil {
		return err
	}
	// The field is emptied first: a map would keep the keys that New no longer has.
	for _, value := range []json.RawMessage{json.RawMessage("null"), c.New} {
		doc := append(append(append([]byte{'{'}, name...), ':'), value...)
		if err := json.Unmarshal(append(doc, '}'), entity); err != nil {
			return err
		}
	}
	return nil
}

// FactKind and its brothers name the kinds.
func (EventCreated) FactKind() string          { return "event.created" }
func (EventChanged) FactKind() string          { return "event.changed" }
func (PersonAdded) FactKind() string           { return "person.added" }
func (PersonChanged) FactKind() string         { return "person.changed" }
func (RegistrationAdded) FactKind() string     { return "registration.added" }
func (RegistrationChanged) FactKind() string   { return "registration.changed" }
func (BadgeReplaced) FactKind() string         { return "badge.replaced" }
func (BadgesPrinted) FactKind() string         { return "badges.printed" }
func (LayoutSaved) FactKind() string           { return "layout.saved" }
func (LayoutRemoved) FactKind() string         { return "layout.removed" }
func (GroupAdded) FactKind() string            { return "group.added" }
func (RoomAdded) FactKind() string             { return "room.added" }
func (GroupChanged) FactKind() string          { return "group.changed" }
func (RoomChanged) FactKind() string           { return "room.changed" }
func (ProgrammeReleased) FactKind() string     { return "programme.released" }
func (SessionAdded) FactKind() string          { return "session.added" }
func (SessionChanged) FactKind() string        { return "session.changed" }
func (SessionRemoved) FactKind() string        { return "session.removed" }
func (EnrolmentSet) FactKind() string          { return "enrolment.set" }
func (CheckpointAdded) FactKind() string       { return "checkpoint.added" }
func (CheckpointChanged) FactKind() string     { return "checkpoint.changed" }
func (ScanMade) FactKind() string              { return "scan.made" }
func (ScanUndone) FactKind() string            { return "scan.undone" }
func (HoursGranted) FactKind() string          { return "hours.granted" }
func (HoursRevoked) FactKind() string          { return "hours.revoked" }
func (EligibilityDecided) FactKind() string    { return "eligibility.decided" }
func (CertificateIssued) FactKind() string     { return "certificate.issued" }
func (CertificateDuplicated) FactKind() string { return "certificate.duplicated" }
func (CertificateReceived) FactKind() string   { return "certificate.received" }
func (CertificateWithdrawn) FactKind() string  { return "certificate.withdrawn" }
func (CertificateReplaced) FactKind() string   { return "certificate.replaced" }
func (QueuedMessage) FactKind() string         { return "message.queued" }
func (SettledMessage) FactKind() string        { return "message.settled" }
