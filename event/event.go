// Package event is the domain of Zlot: what an event, a registration, a scan, an hour and a certificate
// are, the rules between them, and the use cases that screens and commands call. It imports nothing but
// the standard library; storage, documents and mail stand behind the ports of port.go.
package event

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// Date is a calendar day, "2006-01-02".
type Date string

// Time is the day's midnight in zone, or the zero time if d is no date.
func (d Date) Time(zone *time.Location) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Valid reports whether d is a day of the calendar.
func (d Date) Valid() bool { _, err := time.Parse(time.DateOnly, string(d)); return err == nil }

// DateOf is the day on which t falls in zone.
func DateOf(t time.Time, zone *time.Location) Date { return Date(t.In(zone).Format(time.DateOnly)) }

// Kind says what sort of event it is.
type Kind string

// The kinds of events.
const (
	Rally      Kind = "rally"
	Conference Kind = "conference"
	Course     Kind = "course"
	Meeting    Kind = "meeting"
)

// Kinds lists all kinds in the order in which a person chooses.
var Kinds = []Kind{Rally, Conference, Course, Meeting}

// DefaultTimeZone is the zone of events that name none.
const DefaultTimeZone = "Europe/Warsaw"

// Event is one edition of a rally, a course, a meeting.
type Event struct {
	ID              string      `json:"id"`
	Kind            Kind        `json:"kind"`
	Title           string      `json:"title"`
	Edition         int         `json:"edition"`
	Motto           string      `json:"motto"`
	Start           Date        `json:"start"`
	End             Date        `json:"end"`
	TimeZone        string      `json:"timezone"`
	Town            string      `json:"town"`
	Venue           string      `json:"venue"`
	Series          string      `json:"series"`
	Organizers      []string    `json:"organizers"`
	Partners        []string    `json:"partners"`
	HonoraryPatrons []string    `json:"honorary_patrons"`
	MediaPatrons    []string    `json:"media_patrons"`
	CoFinancing     string      `json:"cofinancing"`
	HourMinutes     int         `json:"hour_minutes"` // length of a didactic hour: 45 or 60
	Rule            Rule        `json:"rule"`
	Document        Document    `json:"document"`
	MailAccount     MailAccount `json:"mail_account"`
	Sample          bool        `json:"sample"`      // an example: its invented people are nobody else
	PublicKeys      []string    `json:"public_keys"` // base64 Ed25519, newest last

	Travel    int             `json:"travel,omitempty"` // minutes from one venue to another, 0: the usual 15
	Capacity  *int            `json:"capacity"`         // places; nil: no limit, 0 is a value
	Waiting   Waiting         `json:"waiting"`          // what happens when a place is free again
	Questions []Question      `json:"questions"`        // the event's own questions, in the form's order
	Retention []RetentionRule `json:"retention"`        // how long what is kept
	Filters   []SavedFilter   `json:"filters"`          // of the list of registrations
	Badges    BadgePlan       `json:"badges,omitzero"`  // who gets which layout

	Hours        HoursRule         `json:"hours,omitzero"`         // how scans become hours
	Certificates []CertificateKind `json:"certificates,omitempty"` // none: one by Rule and Document, see CertificateKinds
	Letters      []LetterTemplate  `json:"letters,omitempty"`      // the event's own words in its mails
	Logos        []Logo            `json:"logos,omitempty"`        // of organizers, partners and funds, in their order
}

// Logo is a picture that documents show in a strip.
type Logo struct {
	Name  string `json:"name"`
	Image string `json:"image"` // SHA-256 of a blob, flattened on white
}

// Waiting says how the waiting list moves up.
type Waiting struct {
	Mode  WaitingMode `json:"mode"`
	Hours int         `json:"hours"` // how long an offered place is held
}

// WaitingMode is what becomes of a free place.
type WaitingMode string

// The ways of a waiting list. WaitingManual leaves it to the organizer, WaitingConfirm gives the place to
// the first in the queue, WaitingOffer holds it for that person until the offer runs out.
const (
	WaitingManual  WaitingMode = ""
	WaitingConfirm WaitingMode = "confirm"
	WaitingOffer   WaitingMode = "offer"
)

// QuestionKind is what an answer looks like.
type QuestionKind string

// The kinds of questions.
const (
	AskText    QuestionKind = "text"
	AskChoice  QuestionKind = "choice"
	AskChoices QuestionKind = "choices"
	AskNumber  QuestionKind = "number"
	AskDate    QuestionKind = "date"
	AskYesNo   QuestionKind = "yesno"
)

// Question is a field of the event's own. The answers stand in Registration.Answers under Key, as text:
// several choices joined by "; ", a date as 2006-01-02, a number with a point, yes and no as "yes" and "no".
type Question struct {
	Key      string       `json:"key"`   // never changes: the column's header in the form
	Title    string       `json:"title"` // as shown
	Kind     QuestionKind `json:"kind"`
	Options  []string     `json:"options"`
	Required bool         `json:"required"`
	Roles    []Role       `json:"roles"` // who is asked; none: everybody
	InList   bool         `json:"in_list"`
	OnBadge  bool         `json:"on_badge"`
}

// RetentionRule empties a field some time after the event's last day.
type RetentionRule struct {
	Field  string `json:"field"`  // a field of a person or a registration, "answers.<key>", or "person" for all of them
	Months int    `json:"months"` // after the last day
}

// SavedFilter is a choice of registrations under a name.
type SavedFilter struct {
	Name  string      `json:"name"`
	Terms []Condition `json:"terms"` // all of them
}

// Condition is one field that has to be so.
type Condition struct {
	Field string `json:"field"` // as in RetentionRule, or "search"
	Op    string `json:"op"`    // is, not, has, empty, filled
	Value string `json:"value"`
}

// Rule says who gets a certificate. The zero rule asks for presence alone: one admitted scan.
type Rule struct {
	MinHours   float64 `json:"min_hours"`   // didactic hours, 0: not asked
	MinPercent int     `json:"min_percent"` // of all required hours, 0: not asked
	Mandatory  bool    `json:"mandatory"`   // every mandatory session must have been attended
}

// Document is what the event's certificates say besides the person.
type Document struct {
	Place      string      `json:"place"`
	Signatures []Signature `json:"signatures"`
	Prefix     string      `json:"prefix"` // of certificate numbers, e.g. ZAR
}

// Signature is one line at the foot of a certificate.
type Signature struct {
	Name  string `json:"name"`
	Role  string `json:"role"`
	Image string `json:"image,omitempty"` // SHA-256 of a picture of the signature
}

// usualTravel is how long people need between two venues where the event does not say.
const usualTravel = 15 * time.Minute

// TravelTime is how long people need from one venue to another.
func (e Event) TravelTime() time.Duration {
	if e.Travel <= 0 {
		return usualTravel
	}
	return time.Duration(e.Travel) * time.Minute
}

// Zone is the event's time zone; Europe/Warsaw where the stored name is unknown to this machine.
func (e Event) Zone() *time.Location {
	for _, name := range []string{e.TimeZone, DefaultTimeZone} {
		if name == "" {
			continue
		}
		if z, err := zone(name); err == nil {
			return z
		}
	}
	return time.UTC
}

// zones remembers the zones that were loaded: each would be read from the disk again.
var zones sync.Map // name to *time.Location

func zone(name string) (*time.Location, error) {
	if z, ok := zones.Load(name); ok {
		return z.(*time.Location), nil
	}
	z, err := time.LoadLocation(name)
	if err == nil {
		zones.Store(name, z)
	}
	return z, err
}

// Days lists the event's days.
func (e Event) Days() []Date {
	var days []Date
	start, end := e.Start.Time(time.UTC), e.End.Time(time.UTC)
	for d := start; !d.After(end) && len(days) < 3660; d = d.AddDate(0, 0, 1) {
		days = append(days, Date(d.Format(time.DateOnly)))
	}
	return days
}

// Validate checks what must hold before an event is written.
func (e Event) Validate() error {
	switch {
	case strings.TrimSpace(e.Title) == "":
		return Fail(CodeTitleRequired).In("title")
	case !slices.Contains(Kinds, e.Kind):
		return Fail(CodeKindUnknown, "Value", string(e.Kind)).In("kind")
	case !e.Start.Valid():
		return Fail(CodeDate, "Value", string(e.Start)).In("start")
	case !e.End.Valid():
		return Fail(CodeDate, "Value", string(e.End)).In("end")
	case e.End < e.Start:
		return Fail(CodeDatesReversed, "Start", string(e.Start), "End", string(e.End)).In("end")
	case e.Capacity != nil && *e.Capacity < 0:
		return Fail(CodeCapacity).In("capacity")
	case e.Waiting.Hours < 0:
		return Fail(CodeOfferHours).In("waiting")
	}
	if e.TimeZone != "" {
		if _, err := zone(e.TimeZone); err != nil {
			return Fail(CodeTimeZoneUnknown, "Value", e.TimeZone).In("timezone")
		}
	}
	return Questions(e.Questions).Validate()
}
