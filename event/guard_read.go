package event

import (
	"context"
	"strings"
	"unicode"
)

// readerFor is what a role reads with.
func readerFor(role OperatorRole, r Reader) Reader {
	if role == OperatorSteward {
		return stewardReader{r}
	}
	return r
}

// stewardReader leaves out what the door does not need: address, phone, answers, and what was written, sent or
// issued to people. Names, institution, town, group, status, payment and the note for the desk stay.
type stewardReader struct{ Reader }

// forDoor is an entry as a steward sees it.
func (e Entry) forDoor() Entry {
	e.Who.Email, e.Who.Phone, e.Who.Position, e.Who.Voivodeship = "", "", "", ""
	e.Answers, e.Consents, e.Preferences, e.Available, e.Offer = nil, nil, nil, nil, nil
	e.Diet, e.Accommodation, e.Transport, e.Photo = "", "", "", ""
	return e
}

func (r stewardReader) Entries(ctx context.Context, f EntryFilter) ([]Entry, error) {
	all, err := r.Reader.Entries(ctx, f)
	for i := range all {
		all[i] = all[i].forDoor()
	}
	return all, err
}

func (r stewardReader) Entry(ctx context.Context, registration string) (Entry, error) {
	e, err := r.Reader.Entry(ctx, registration)
	return e.forDoor(), err
}

func (r stewardReader) EntryByBadge(ctx context.Context, code string) (Entry, bool, error) {
	e, current, err := r.Reader.EntryByBadge(ctx, code)
	return e.forDoor(), current, err
}

func (stewardReader) PersonsByEmail(context.Context, string) ([]Person, error) {
	return nil, denied(OperatorDesk)
}

func (stewardReader) Person(context.Context, string) (Person, error) {
	return Person{}, denied(OperatorDesk)
}

func (stewardReader) PersonsAt(context.Context, string) ([]Person, error) {
	return nil, denied(OperatorDesk)
}

func (stewardReader) KnownPeople(context.Context, string, int) ([]KnownPerson, error) {
	return nil, denied(OperatorDesk)
}

func (stewardReader) PersonsElsewhere(context.Context, string, func(Name, string) bool) ([]Person, error) {
	return nil, denied(OperatorDesk)
}

func (stewardReader) Certificates(context.Context, string) ([]Certificate, error) {
	return nil, denied(OperatorDesk)
}

func (stewardReader) Certificate(context.Context, string) (Certificate, error) {
	return Certificate{}, denied(OperatorDesk)
}

func (stewardReader) CertificatesOf(context.Context, string, []string) ([]Certificate, error) {
	return nil, denied(OperatorDesk)
}

func (stewardReader) Blob(context.Context, string) ([]byte, error) { return nil, denied(OperatorDesk) }

func (stewardReader) Messages(context.Context, string) ([]Message, error) {
	return nil, denied(OperatorDesk)
}

func (stewardReader) Attempts(context.Context, string) ([]Attempt, error) {
	return nil, denied(OperatorDesk)
}

func (stewardReader) Message(context.Context, string) (Message, error) {
	return Message{}, denied(OperatorDesk)
}

func (stewardReader) FactsOfImport(context.Context, Import) ([]Fact, error) {
	return nil, denied(OperatorDesk)
}

func (stewardReader) Facts(context.Context, string, int) ([]Fact, error) {
	return nil, denied(OperatorDesk)
}

func (stewardReader) FactsOf(context.Context, []string, func(Fact) error) error {
	return denied(OperatorDesk)
}

// reader is what whoever works now reads with.
func (g *guard) reader(ctx context.Context) (Reader, error) {
	who, err := standingOf(ctx, g.Store, g.who)
	return readerFor(who.role, naming(g.Store, who.all)), err
}

// read reads as whoever works now may.
func read[T any](ctx context.Context, g *guard, f func(Reader) (T, error)) (v T, err error) {
	r, err := g.reader(ctx)
	if err != nil {
		return v, err
	}
	return f(r)
}

// Operators leaves out what PINs are checked with.
func (g *guard) Operators(ctx context.Context) ([]Operator, error) {
	all, err := g.Store.Operators(ctx)
	for i := range all {
		all[i].PIN = PIN{}
	}
	return all, err
}

func (g *guard) Entries(ctx context.Context, f EntryFilter) ([]Entry, error) {
	return read(ctx, g, func(r Reader) ([]Entry, error) { return r.Entries(ctx, f) })
}

func (g *guard) Entry(ctx context.Context, registration string) (Entry, error) {
	return read(ctx, g, func(r Reader) (Entry, error) { return r.Entry(ctx, registration) })
}

func (g *guard) EntryByBadge(ctx context.Context, code string) (Entry, bool, error) {
	r, err := g.reader(ctx)
	if err != nil {
		return Entry{}, false, err
	}
	return r.EntryByBadge(ctx, code)
}

func (g *guard) PersonsByEmail(ctx context.Context, email string) ([]Person, error) {
	return read(ctx, g, func(r Reader) ([]Person, error) { return r.PersonsByEmail(ctx, email) })
}

func (g *guard) Person(ctx context.Context, id string) (Person, error) {
	return read(ctx, g, func(r Reader) (Person, error) { return r.Person(ctx, id) })
}

func (g *guard) PersonsAt(ctx context.Context, email string) ([]Person, error) {
	return read(ctx, g, func(r Reader) ([]Person, error) { return r.PersonsAt(ctx, email) })
}

func (g *guard) KnownPeople(ctx context.Context, query string, limit int) ([]KnownPerson, error) {
	return read(ctx, g, func(r Reader) ([]KnownPerson, error) { return r.KnownPeople(ctx, query, limit) })
}

func (g *guard) PersonsElsewhere(ctx context.Context, eventID string, keep func(Name, string) bool) ([]Person, error) {
	return read(ctx, g, func(r Reader) ([]Person, error) { return r.PersonsElsewhere(ctx, eventID, keep) })
}

func (g *guard) Certificates(ctx context.Context, eventID string) ([]Certificate, error) {
	return read(ctx, g, func(r Reader) ([]Certificate, error) { return r.Certificates(ctx, eventID) })
}

func (g *guard) Certificate(ctx context.Context, number string) (Certificate, error) {
	return read(ctx, g, func(r Reader) (Certificate, error) { return r.Certificate(ctx, number) })
}

func (g *guard) CertificatesOf(ctx context.Context, eventID string, registrations []string) ([]Certificate, error) {
	return read(ctx, g, func(r Reader) ([]Certificate, error) { return r.CertificatesOf(ctx, eventID, registrations) })
}

func (g *guard) Blob(ctx context.Context, sha256 string) ([]byte, error) {
	return read(ctx, g, func(r Reader) ([]byte, error) { return r.Blob(ctx, sha256) })
}

func (g *guard) Messages(ctx context.Context, eventID string) ([]Message, error) {
	return read(ctx, g, func(r Reader) ([]Message, error) { return r.Messages(ctx, eventID) })
}

func (g *guard) Attempts(ctx context.Context, message string) ([]Attempt, error) {
	return read(ctx, g, func(r Reader) ([]Attempt, error) { return r.Attempts(ctx, message) })
}

func (g *guard) Message(ctx context.Context, id string) (Message, error) {
	return read(ctx, g, func(r Reader) (Message, error) { return r.Message(ctx, id) })
}

func (g *guard) FactsOfImport(ctx context.Context, i Import) ([]Fact, error) {
	return read(ctx, g, func(r Reader) ([]Fact, error) { return r.FactsOfImport(ctx, i) })
}

func (g *guard) Facts(ctx context.Context, entity string, limit int) ([]Fact, error) {
	return read(ctx, g, func(r Reader) ([]Fact, error) { return r.Facts(ctx, entity, limit) })
}

func (g *guard) Imports(ctx context.Context, eventID string) ([]Import, error) {
	return read(ctx, g, func(r Reader) ([]Import, error) { return r.Imports(ctx, eventID) })
}

func (g *guard) PrintRuns(ctx context.Context, eventID string) ([]PrintRun, error) {
	return read(ctx, g, func(r Reader) ([]PrintRun, error) { return r.PrintRuns(ctx, eventID) })
}

func (g *guard) Grants(ctx context.Context, eventID string) ([]Grant, error) {
	return read(ctx, g, func(r Reader) ([]Grant, error) { return r.Grants(ctx, eventID) })
}

func (g *guard) RevokedGrants(ctx context.Context, eventID string) ([]Grant, error) {
	return read(ctx, g, func(r Reader) ([]Grant, error) { return r.RevokedGrants(ctx, eventID) })
}

func (g *guard) Grant(ctx context.Context, id string) (Grant, error) {
	return read(ctx, g, func(r Reader) (Grant, error) { return r.Grant(ctx, id) })
}

func (g *guard) Decisions(ctx context.Context, eventID string) ([]Decision, error) {
	return read(ctx, g, func(r Reader) ([]Decision, error) { return r.Decisions(ctx, eventID) })
}

func (g *guard) FactsOf(ctx context.Context, entities []string, f func(Fact) error) error {
	r, err := g.reader(ctx)
	if err != nil {
		return err
	}
	return r.FactsOf(ctx, entities, f)
}

// Search finds nobody for a steward by what a steward does not see: an address, or a phone number.
func (g *guard) Search(ctx context.Context, eventID, query string, limit int) (ids []string, total int, err error) {
	who, err := standingOf(ctx, g.Store, g.who)
	if err != nil {
		return nil, 0, err
	}
	if who.role == OperatorSteward && asksContact(query) {
		return nil, 0, nil
	}
	return g.Store.Search(ctx, eventID, query, limit)
}

// asksContact tells whether a query looks for an address or a phone. The number of a badge is shorter, its code longer.
func asksContact(query string) bool {
	digits := 0
	for _, r := range query {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return strings.Contains(query, "@") || digits > 5 && digits < 17
}
