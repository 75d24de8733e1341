package event

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// AllFields stands for everything that is known of a person.
const AllFields = "person"

// answerPrefix leads to one answer: "answers.<key of the question>".
const answerPrefix = "answers."

// RegisterFields stands for whom the register of certificates names; AllFields leaves that.
const RegisterFields = "register"

// Fields names what is emptied: fields of a person or of a registration, "answers.<key>", or AllFields.
type Fields []string

// Has reports whether a field is meant.
func (s Fields) Has(name string) bool {
	return slices.Contains(s, name) || slices.Contains(s, AllFields)
}

// all reports whether nothing personal may remain.
func (s Fields) all() bool { return slices.Contains(s, AllFields) }

// register reports whether the register of certificates forgets as well.
func (s Fields) register() bool { return slices.Contains(s, RegisterFields) }

// answers are the questions whose answers alone are meant.
func (s Fields) answers() []string {
	var keys []string
	for _, f := range s {
		if key, ok := strings.CutPrefix(f, answerPrefix); ok {
			keys = append(keys, key)
		}
	}
	return keys
}

// Without is the person with the fields emptied. Of AllFields nothing but the id is left.
func (p Person) Without(s Fields) Person {
	if s.all() {
		return Person{ID: p.ID, Erased: true}
	}
	for field, value := range map[string]*string{"email": &p.Email, "phone": &p.Phone, "institution": &p.Institution,
		"position": &p.Position, "town": &p.Town, "voivodeship": &p.Voivodeship} {
		if s.Has(field) {
			*value = ""
		}
	}
	return p
}

// Without is the registration with the fields emptied. That it was made, how it ended, what was paid and
// which consents were given when is no less true without the person's data, and stays.
func (r Registration) Without(s Fields) Registration {
	for field, value := range map[string]*string{"diet": &r.Diet, "accommodation": &r.Accommodation,
		"transport": &r.Transport, "note": &r.Note, "photo": &r.Photo} {
		if s.Has(field) {
			*value = ""
		}
	}
	if s.Has("preferences") {
		r.Preferences = nil
	}
	if s.Has("available") {
		r.Available = nil
	}
	if s.Has("answers") {
		r.Answers = nil
	}
	if keys := s.answers(); len(keys) > 0 && r.Answers != nil {
		r.Answers = maps.Clone(r.Answers)
		for _, key := range keys {
			delete(r.Answers, key)
		}
	}
	if s.all() {
		r.Badge = "" // the code opens no door any more
	}
	return r
}

// Without is the message without the address, without its words where they show one of the fields, and without
// name and files if everything goes.
func (m Message) Without(s Fields) Message {
	if s.Has("email") {
		m.To, m.Reply = "", ""
	}
	if s.all() || slices.ContainsFunc(m.Fields, s.covers) {
		m.Subject, m.Text, m.Fields = "", "", nil
	}
	if s.all() {
		m.Name, m.Attachments = "", nil
	}
	return m
}

// covers reports whether a field of words shows something that is emptied.
func (s Fields) covers(field string) bool {
	return s.Has(field) || strings.HasPrefix(field, answerPrefix) && s.Has("answers")
}

// Without is the scan without the words of whoever forced it.
func (s Scan) Without(fields Fields) Scan {
	if fields.all() {
		s.Reason = ""
	}
	return s
}

// Without is the grant without its reason, which may be an illness.
func (g Grant) Without(s Fields) Grant {
	if s.all() {
		g.Reason = ""
	}
	return g
}

// Without is the decision without its reason.
func (d Decision) Without(s Fields) Decision {
	if s.all() {
		d.Reason = ""
	}
	return d
}

// Without is the certificate without what was noted about how it reached its person and why it was duplicated; what it
// says stays, for the organizer has to account for it.
func (c Certificate) Without(s Fields) Certificate {
	if !s.all() {
		return c
	}
	c.Receipt.Note = ""
	c.Duplicates = slices.Clone(c.Duplicates)
	for i := range c.Duplicates {
		c.Duplicates[i].Reason = ""
	}
	if s.register() {
		c.Data.Name, c.Data.Address, c.Data.Institution, c.Data.Fields = "", "", "", nil
		c.Token, c.Reason, c.Erased = "", "", true
	}
	return c
}

// The fields of changes that hold something personal, with what they are when empty.
var (
	emptyPerson       = emptyFields(Person{}, "name", "email", "phone", "institution", "position", "town", "voivodeship", "address", "language")
	emptyRegistration = emptyFields(Registration{}, "answers", "preferences", "diet", "accommodation", "transport", "note", "badge", "available", "photo")
)

func emptyFields(zero any, names ...string) map[string]json.RawMessage {
	raw, err := json.Marshal(zero)
	all := map[string]json.RawMessage{}
	if err == nil {
		err = json.Unmarshal(raw, &all)
	}
	if err != nil {
		panic(err) // plain data
	}
	maps.DeleteFunc(all, func(name string, _ json.RawMessage) bool { return !slices.Contains(names, name) })
	for _, name := range names {
		if all[name] == nil { // left out where it is empty
			all[name] = json.RawMessage("null")
		}
	}
	return all
}

// without empties both sides of a change of a personal field.
func (c Change) without(s Fields, empty map[string]json.RawMessage) Change {
	value, personal := empty[c.Field]
	switch {
	case !personal:
	case c.Field == "badge" && !s.all():
	case s.Has(c.Field):
		c.Old, c.New = value, value
	case c.Field == "answers":
		c.Old, c.New = withoutAnswers(c.Old, s.answers()), withoutAnswers(c.New, s.answers())
	}
	return c
}

func withoutAnswers(raw json.RawMessage, keys []string) json.RawMessage {
	var answers map[string]string
	if json.Unmarshal(raw, &answers) != nil {
		return raw
	}
	before := len(answers)
	for _, key := range keys {
		delete(answers, key)
	}
	if len(answers) == before {
		return raw
	}
	out, err := json.Marshal(answers)
	if err != nil {
		panic(err) // plain data
	}
	return out
}

// scrubbers empty the bodies of facts that hold something personal, by kind.
var scrubbers = map[string]func(Fact, Fields) (Fact, bool, error){
	PersonAdded{}.FactKind():   scrubber(func(b *PersonAdded, s Fields) { b.Person = b.Person.Without(s) }),
	PersonChanged{}.FactKind(): scrubber(func(b *PersonChanged, s Fields) { b.Change = b.without(s, emptyPerson) }),
	RegistrationAdded{}.FactKind(): scrubber(func(b *RegistrationAdded, s Fields) {
		b.Registration = b.Registration.Without(s)
	}),
	RegistrationChanged{}.FactKind(): scrubber(func(b *RegistrationChanged, s Fields) {
		b.Change = b.without(s, emptyRegistration)
	}),
	QueuedMessage{}.FactKind(): scrubber(func(b *QueuedMessage, s Fields) { b.Message = b.Message.Without(s) }),
	SettledMessage{}.FactKind(): scrubber(func(b *SettledMessage, s Fields) {
		if s.Has("email") {
			b.Reply = ""
		}
	}),
	HoursGranted{}.FactKind():       scrubber(func(b *HoursGranted, s Fields) { b.Grant = b.Grant.Without(s) }),
	HoursRevoked{}.FactKind():       scrubber(func(b *HoursRevoked, s Fields) { s.emptyWords(&b.Reason) }),
	EligibilityDecided{}.FactKind(): scrubber(func(b *EligibilityDecided, s Fields) { b.Decision = b.Decision.Without(s) }),
	CertificateIssued{}.FactKind():  scrubber(func(b *CertificateIssued, s Fields) { b.Certificate = b.Certificate.Without(s) }),
	CertificateWithdrawn{}.FactKind(): scrubber(func(b *CertificateWithdrawn, s Fields) {
		if s.register() {
			b.Reason = ""
		}
	}),
	CertificateDuplicated{}.FactKind(): scrubber(func(b *CertificateDuplicated, s Fields) { s.emptyWords(&b.Reason) }),
	CertificateReceived{}.FactKind():   scrubber(func(b *CertificateReceived, s Fields) { s.emptyWords(&b.Note) }),
	ScanMade{}.FactKind():              scrubber(func(b *ScanMade, s Fields) { b.Scan = b.Scan.Without(s) }),
	ScanUndone{}.FactKind():            scrubber(func(b *ScanUndone, s Fields) { b.Scan = b.Scan.Without(s) }),
	BadgeReplaced{}.FactKind(): scrubber(func(b *BadgeReplaced, s Fields) {
		if s.all() {
			*b = BadgeReplaced{}
		}
	}),
}

// emptyWords empties words that stay unless everything personal goes.
func (s Fields) emptyWords(words *string) {
	if s.all() {
		*words = ""
	}
}

// Without is the fact without what is personal in it; changed is false if there was nothing. What a fact
// counts, and when it happened, stays.
func (f Fact) Without(s Fields) (without Fact, changed bool, err error) {
	scrub, ok := scrubbers[f.Kind]
	if !ok {
		return f, false, nil
	}
	return scrub(f, s)
}

func scrubber[B Body](edit func(*B, Fields)) func(Fact, Fields) (Fact, bool, error) {
	return func(f Fact, s Fields) (Fact, bool, error) {
		return rewrite(f, func(b B) B { edit(&b, s); return b })
	}
}

// personal reports whether a batch holds something that an erasure would take away.
func personal(b Batch) bool {
	return slices.ContainsFunc(b.Facts, func(f Fact) bool {
		_, changed, err := f.Without(Fields{AllFields})
		return err != nil || changed
	})
}

// rewrite replaces the body of a fact by what edit makes of it; a body that stays the same is left as it
// was received.
func rewrite[B Body](f Fact, edit func(B) B) (Fact, bool, error) {
	var body B
	if err := json.Unmarshal(f.Body, &body); err != nil {
		return f, false, err
	}
	next := edit(body)
	if reflect.DeepEqual(body, next) {
		return f, false, nil
	}
	fresh := NewFact(f.Event, f.Entity, next)
	f.Body, f.content = fresh.Body, fresh.content
	return f, true, nil
}
