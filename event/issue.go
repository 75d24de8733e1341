package event

import (
	"cmp"
	"context"
	"errors"
	"slices"
)

// issueChunk is how many certificates are written in one transaction: a cancelled batch keeps the
// chunks that are finished, and numbers stay without a gap.
const issueChunk = 50

// IssueResult is what a batch of certificates came to.
type IssueResult struct {
	Issued      []Certificate // in a dry run: what would be issued
	NotEligible []Account     // who has none of the kinds and gets none
	Refused     []Refusal     // by person and kind
	Before      int           // had a valid certificate already
	Failed      []ItemError   // by registration: could not be drawn, for a letter that the font lacks or for its length
}

// IssueCertificates gives everybody who is eligible for a kind and has none a certificate with the next number of
// its series. Documents are made first, on all cores; then chunk by chunk number, data, PDF and its SHA-256 are
// written together. Somebody whose document cannot be drawn is left out and named, and the numbers close up.
func (s *Service) IssueCertificates(ctx context.Context, eventID string, o IssueOptions, p Progress) (IssueResult, error) {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return IssueResult{}, err
	}
	var issued []Certificate
	var failed []ItemError
	left := map[kindOf]bool{}
	for {
		m, err := s.planIssue(ctx, eventID, o, left)
		if err != nil {
			return IssueResult{Issued: issued, Failed: failed}, err
		}
		res := IssueResult{Issued: issued, Failed: failed, NotEligible: m.NotEligible, Refused: m.Refused, Before: m.Before - len(issued)}
		if o.DryRun {
			for _, c := range m.Planned {
				res.Issued = append(res.Issued, c.Certificate)
			}
			return res, nil
		}
		var done []Certificate
		if len(m.Planned) > 0 {
			p.Total(len(issued) + len(m.Planned))
			done, err = s.carryOut(ctx, m, p)
		}
		issued = append(issued, done...)
		res.Issued = issued
		var undrawable *drawError
		switch {
		case errors.As(err, &undrawable):
			left[undrawable.of] = true
			failed = append(failed, ItemError{ID: undrawable.of.registration, Err: undrawable.err})
		case !errors.Is(err, errMoved):
			return res, err
		}
	}
}

// carryOut signs, draws and writes what was planned.
func (s *Service) carryOut(ctx context.Context, m *issuePlan, p Progress) ([]Certificate, error) {
	seal, err := s.sealer(m.Event)
	if err != nil {
		return nil, err
	}
	b := batch{event: m.Event, seal: seal, progress: p}
	for _, c := range m.Planned {
		b.add(c.Certificate, m.drawings[c.KindID()])
	}
	return s.issue(ctx, &b)
}

// drawError says whose document cannot be drawn.
type drawError struct {
	of  kindOf
	err error
}

func (e *drawError) Error() string {
	return "draw certificate of " + e.of.registration + ": " + e.err.Error()
}
func (e *drawError) Unwrap() error { return e.err }

// errMoved says that somebody else took a number while documents were drawn: they have to be planned anew.
var errMoved = errors.New("the series moved on meanwhile")

// newCertificate is a person's certificate with the number seq of its kind, as of today.
func (s *Service) newCertificate(ev Event, a Account, k CertificateKind, d drawing, seq int) Certificate {
	now := s.Clock.Now()
	year := s.year(ev)
	e, role := a.Entry, roleFor(k, a.Entry)
	c := Certificate{Number: NumberIn(k.Pattern, ev, year, seq), Event: ev.ID, Registration: e.ID, Kind: k.ID, Series: Series(k.Pattern, ev, year),
		Seq: seq, IssuedAt: now.UTC(), State: Issued, Layout: d.sum}
	c.Data = CertificateData{
		Number: c.Number, Name: e.Who.Name.Formal(), Address: e.Who.Address, Institution: e.Who.Institution,
		Language: e.Who.Language, Role: role, Kind: ev.Kind, Title: ev.Title, Edition: ev.Edition,
		Start: ev.Start, End: ev.End, Town: ev.Town, Venue: ev.Venue, Hours: a.HoursAs(role), Topics: a.topicsAs(role), HourMinutes: ev.HourMinutes,
		Organizers: ev.Organizers, Partners: ev.Partners, Patrons: slices.Concat(ev.HonoraryPatrons, ev.MediaPatrons),
		CoFinancing: ev.CoFinancing, Signatures: ev.Document.Signatures, Logos: ev.Logos,
		Place: cmp.Or(ev.Document.Place, ev.Town), Date: DateOf(now, ev.Zone()), Fields: d.fieldsOf(ev, e),
	}
	return c
}

// roleFor is the role that a kind of certificate names somebody by: the first of the kind's that they have.
func roleFor(k CertificateKind, e Entry) Role {
	for _, r := range k.Roles {
		if slices.Contains(e.Roles, r) {
			return r
		}
	}
	return e.MainRole()
}

// addTopic sums the hours of meetings that share a title.
func addTopic(topics []Topic, title string, hours float64) []Topic {
	for i := range topics {
		if topics[i].Title == title {
			topics[i].Hours = tidy(topics[i].Hours + hours)
			return topics
		}
	}
	return append(topics, Topic{Title: title, Hours: hours})
}
