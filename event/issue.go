package event

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
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
	e := a.Entry
	c := Certificate{Number: NumberIn(k.Pattern, ev, year, seq), Event: ev.ID, Registration: e.ID, Kind: k.ID, Series: Series(k.Pattern, ev, year),
		Seq: seq, IssuedAt: now.UTC(), State: Issued, Layout: d.sum}
	c.Data = CertificateData{
		Number: c.Number, Name: e.Who.Name.Formal(), Address: e.Who.Address, Institution: e.Who.Institution,
		Language: e.Who.Language, Role: roleFor(k, e), Kind: ev.Kind, Title: ev.Title, Edition: ev.Edition,
		Start: ev.Start, End: ev.End, Town: ev.Town, Venue: ev.Venue, Hours: a.Hours, HourMinutes: ev.HourMinutes,
		Organizers: ev.Organizers, Partners: ev.Partners, Patrons: slices.Concat(ev.HonoraryPatrons, ev.MediaPatrons),
		CoFinancing: ev.CoFinancing, Signatures: ev.Document.Signatures, Logos: ev.Logos,
		Place: cmp.Or(ev.Document.Place, ev.Town), Date: DateOf(now, ev.Zone()), Fields: d.fieldsOf(ev, e),
	}
	for _, sh := range a.Sessions {
		if sh.Present && sh.Hours > 0 {
			c.Data.Topics = addTopic(c.Data.Topics, sh.Title, sh.Hours)
		}
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

// batch is certificates on their way: planned, then signed, drawn and written.
type batch struct {
	event    Event
	certs    []Certificate
	drawings []drawing
	replaces *Certificate // that the only one of certs stands in for
	seal     func(pdf []byte) ([]byte, error)
	progress Progress

	chunk []Certificate // drawn, and not written yet
	pdfs  [][]byte
	done  []Certificate
}

func (b *batch) add(c Certificate, d drawing) {
	b.certs, b.drawings = append(b.certs, c), append(b.drawings, d)
}

// jobs are what is drawn.
func (b *batch) jobs() []CertificateJob {
	jobs := make([]CertificateJob, len(b.certs))
	for i, c := range b.certs {
		jobs[i] = CertificateJob{Data: c.Data, Token: c.Token, Layout: b.drawings[i].layout, Pictures: b.drawings[i].pictures, Seal: b.seal}
	}
	return jobs
}

// issue signs and draws certificates and writes them in chunks. What was written before an error is returned.
func (s *Service) issue(ctx context.Context, b *batch) ([]Certificate, error) {
	if err := s.signAll(ctx, b.event, b.certs); err != nil {
		return nil, err
	}
	drawn := 0
	err := s.Documents.Certificates(ctx, b.jobs(), func(i int, pdf []byte) error {
		drawn++
		b.certs[i].SHA256 = sumOf(pdf)
		b.chunk, b.pdfs = append(b.chunk, b.certs[i]), append(b.pdfs, pdf)
		if len(b.chunk) < issueChunk {
			return nil
		}
		return s.write(ctx, b)
	}, Silent)
	if isDrawFailure(err) {
		err = &drawError{of: b.certs[drawn].kindOf(), err: err} // those before it are whole
		if failed := s.write(ctx, b); failed != nil {
			err = failed
		}
	} else if err == nil {
		err = s.write(ctx, b)
	}
	if err != nil {
		return b.done, fmt.Errorf("issue certificates: %w", err)
	}
	return b.done, nil
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// write writes what was drawn so far.
func (s *Service) write(ctx context.Context, b *batch) error {
	if len(b.chunk) == 0 {
		return nil
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		if err := b.check(ctx, r); err != nil {
			return Batch{}, err
		}
		facts := Batch{Blobs: b.pdfs}
		for i, c := range b.chunk {
			facts.Add(c.Event, c.Number, CertificateIssued{c})
			if d := b.drawings[len(b.done)+i]; d.raw != nil && !slices.ContainsFunc(facts.Blobs, func(x []byte) bool { return bytes.Equal(x, d.raw) }) {
				facts.Blobs = append(facts.Blobs, d.raw)
			}
		}
		return facts, b.replace(ctx, r, &facts)
	})
	if err != nil {
		return err
	}
	b.progress.Add(len(b.chunk))
	b.done, b.chunk, b.pdfs = append(b.done, b.chunk...), nil, nil
	return nil
}

// check finds out, inside the writing transaction, whether what was planned still holds: every number is the next
// one of its series and nobody's, and nobody has such a certificate meanwhile.
func (b *batch) check(ctx context.Context, r Reader) error {
	last := map[string]int{}
	people := make([]string, len(b.chunk))
	for i, c := range b.chunk {
		people[i] = c.Registration
		if _, read := last[c.Series]; !read {
			n, err := r.LastInSeries(ctx, c.Series)
			if err != nil {
				return err
			}
			last[c.Series] = n
		}
		if last[c.Series] != c.Seq-1 {
			return fmt.Errorf("series %s stands at %d: %w", c.Series, last[c.Series], errMoved)
		}
		last[c.Series]++
		if taken, err := r.Certificate(ctx, c.Number); err == nil {
			return Fail(CodeNumberTaken, "Number", c.Number, "Series", taken.Series)
		} else if !errors.Is(err, Fail(CodeCertificateNotFound)) {
			return err
		}
	}
	theirs, err := r.CertificatesOf(ctx, b.event.ID, people)
	if err != nil {
		return err
	}
	for _, have := range theirs {
		if have.State == Issued && (b.replaces == nil || have.Number != b.replaces.Number) &&
			slices.ContainsFunc(b.chunk, func(c Certificate) bool { return c.kindOf() == have.kindOf() }) {
			return fmt.Errorf("%s was issued: %w", have.Number, errMoved)
		}
	}
	return nil
}

// replace ends the certificate that the batch stands in for, if it does for any.
func (b *batch) replace(ctx context.Context, r Reader, facts *Batch) error {
	if b.replaces == nil {
		return nil
	}
	now, err := r.Certificate(ctx, b.replaces.Number)
	if err != nil {
		return err
	}
	if now.State != Issued {
		return Fail(CodeCertificateWithdrawn, "Number", now.Number)
	}
	facts.Add(now.Event, now.Number, CertificateReplaced{By: b.chunk[0].Number})
	return cancelQueued(ctx, r, facts, now)
}

// ReplaceCertificate issues a new certificate from today's data in the place of an old one.
func (s *Service) ReplaceCertificate(ctx context.Context, number string) (Certificate, error) {
	for {
		c, err := s.replaceCertificate(ctx, number)
		if !errors.Is(err, errMoved) {
			return c, err
		}
	}
}

func (s *Service) replaceCertificate(ctx context.Context, number string) (Certificate, error) {
	old, err := s.Store.Certificate(ctx, number)
	if err != nil {
		return Certificate{}, err
	}
	if old.State != Issued {
		return Certificate{}, Fail(CodeCertificateWithdrawn, "Number", number)
	}
	b, err := s.todaysCertificate(ctx, old.Event, old.Registration, old.KindID())
	if err != nil {
		return Certificate{}, err
	}
	c := &b.certs[0]
	c.Replaces, c.Data.Replaces = old.Number, old.Number
	b.replaces = &old
	if b.seal, err = s.sealer(b.event); err != nil {
		return Certificate{}, err
	}
	done, err := s.issue(ctx, b)
	if err != nil {
		return Certificate{}, err
	}
	return done[0], nil
}

// todaysCertificate is a person's certificate as it would be issued now, whether the rule gives it or not.
func (s *Service) todaysCertificate(ctx context.Context, eventID, registration, kind string) (*batch, error) {
	b := &batch{progress: Silent}
	var err error
	if b.event, err = s.Store.Event(ctx, eventID); err != nil {
		return nil, err
	}
	k := kindNamed(b.event, kind)
	if err := CheckPattern(k.Pattern); err != nil {
		return nil, err
	}
	last, err := s.Store.LastInSeries(ctx, s.seriesOf(b.event, k))
	if err != nil {
		return nil, err
	}
	accounts, err := s.Attendance(ctx, eventID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(accounts, func(a Account) bool { return a.Entry.ID == registration })
	if i < 0 {
		return nil, Fail(CodeRegistrationNotFound, "Value", registration)
	}
	d, err := s.drawing(ctx, b.event, k)
	if err != nil {
		return nil, err
	}
	b.add(s.newCertificate(b.event, accounts[i], k, d, last+1), d)
	return b, nil
}

// WithdrawCertificate ends a certificate, with a reason; its number stays taken, and what waits to be
// mailed about it is taken back.
func (s *Service) WithdrawCertificate(ctx context.Context, number, reason string) (Certificate, error) {
	if reason == "" {
		return Certificate{}, Fail(CodeRequired, "Field", "reason").In("reason")
	}
	var c Certificate
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if c, err = r.Certificate(ctx, number); err != nil {
			return b, err
		}
		if c.State != Issued {
			return b, Fail(CodeCertificateWithdrawn, "Number", number)
		}
		b.Add(c.Event, number, CertificateWithdrawn{Reason: reason})
		err = cancelQueued(ctx, r, &b, c)
		return b, err
	})
	if err != nil {
		return c, fmt.Errorf("withdraw %s: %w", number, err)
	}
	c.State, c.Reason = Withdrawn, reason
	return c, nil
}

// CertificatePDF is the frozen document of a certificate.
func (s *Service) CertificatePDF(ctx context.Context, number string) ([]byte, error) {
	c, err := s.Store.Certificate(ctx, number)
	if err != nil {
		return nil, err
	}
	return s.Store.Blob(ctx, c.SHA256)
}

// PreviewCertificate draws what a person's certificate would look like today; nothing is written and the number is
// the one that would come next. It is of the first kind that is for this person.
func (s *Service) PreviewCertificate(ctx context.Context, eventID, registration string) ([]byte, error) {
	return s.PreviewKind(ctx, eventID, registration, "")
}

// PreviewKind is the same of a kind, by its id; "": the first that is for this person.
func (s *Service) PreviewKind(ctx context.Context, eventID, registration, kind string) ([]byte, error) {
	if kind == "" {
		ev, err := s.Store.Event(ctx, eventID)
		if err != nil {
			return nil, err
		}
		e, err := s.Store.Entry(ctx, registration)
		if err != nil {
			return nil, err
		}
		kind = ev.CertificateKinds()[0].ID
		if theirs := kindsFor(ev.CertificateKinds(), e.Roles); len(theirs) > 0 {
			kind = theirs[0].ID
		}
	}
	b, err := s.todaysCertificate(ctx, eventID, registration, kind)
	if err != nil {
		return nil, err
	}
	var out []byte
	err = s.Documents.Certificates(ctx, b.jobs(), func(_ int, pdf []byte) error { out = pdf; return nil }, Silent)
	return out, err
}
