package event

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// issueChunk is how many certificates are written in one transaction: a cancelled batch keeps the
// chunks that are finished, and numbers stay without a gap.
const issueChunk = 50

// IssueOptions choose whose certificates are issued.
type IssueOptions struct {
	DryRun        bool
	Registrations []string // empty: everybody eligible
}

// IssueResult is what a batch of certificates came to.
type IssueResult struct {
	Issued      []Certificate // in a dry run: what would be issued
	NotEligible []Account
	Before      int         // had a valid certificate already
	Failed      []ItemError // by registration: could not be drawn, for a letter that the font lacks or for its length
}

// IssueCertificates gives everybody who is eligible and has none a certificate with the next number of
// the series. Documents are made first, on all cores; then chunk by chunk number, data, PDF and its
// SHA-256 are written together. Somebody whose document cannot be drawn is left out and named, and the
// numbers close up.
func (s *Service) IssueCertificates(ctx context.Context, eventID string, o IssueOptions, p Progress) (IssueResult, error) {
	var issued []Certificate
	var failed []ItemError
	for {
		res, plan, ev, err := s.planIssue(ctx, eventID, o, failed)
		if err != nil {
			return res, err
		}
		res.Before -= len(issued)
		if o.DryRun {
			for _, c := range plan {
				res.Issued = append(res.Issued, *c)
			}
			return res, nil
		}
		var done []Certificate
		if len(plan) > 0 {
			if err = s.signAll(ctx, ev, plan); err != nil {
				return res, err
			}
			p.Total(len(issued) + len(plan))
			done, err = s.render(ctx, plan, nil, p)
		}
		issued = append(issued, done...)
		res.Issued, res.Failed = issued, failed
		var undrawable *drawError
		switch {
		case errors.As(err, &undrawable):
			failed = append(failed, ItemError{ID: undrawable.registration, Err: undrawable.err})
		case !errors.Is(err, errMoved):
			return res, err
		}
	}
}

// drawError says whose document cannot be drawn.
type drawError struct {
	registration string
	err          error
}

func (e *drawError) Error() string {
	return "draw certificate of " + e.registration + ": " + e.err.Error()
}
func (e *drawError) Unwrap() error { return e.err }

// errMoved says that somebody else took a number while documents were drawn: they have to be planned anew.
var errMoved = errors.New("the series moved on meanwhile")

// planIssue decides who gets which number. The last number is read first: a certificate that is issued
// after that is found when the plan is written.
func (s *Service) planIssue(ctx context.Context, eventID string, o IssueOptions, failed []ItemError) (res IssueResult, plan []*Certificate, ev Event, err error) {
	if ev, err = s.Store.Event(ctx, eventID); err != nil {
		return res, nil, ev, err
	}
	series, last, err := s.nextInSeries(ctx, ev)
	if err != nil {
		return res, nil, ev, err
	}
	valid, err := s.validCertificates(ctx, eventID)
	if err != nil {
		return res, nil, ev, err
	}
	accounts, err := s.Attendance(ctx, eventID)
	if err != nil {
		return res, nil, ev, err
	}
	for _, a := range accounts {
		if len(o.Registrations) > 0 && !slices.Contains(o.Registrations, a.Entry.ID) {
			continue
		}
		if slices.ContainsFunc(failed, func(f ItemError) bool { return f.ID == a.Entry.ID }) {
			continue
		}
		switch _, has := valid[a.Entry.ID]; {
		case has:
			res.Before++
		case a.Entry.Who.Erased: // nobody to name on it
		case !a.Eligible:
			res.NotEligible = append(res.NotEligible, a)
		default:
			last++
			plan = append(plan, s.newCertificate(ev, a, series, last))
		}
	}
	return res, plan, ev, nil
}

func (s *Service) validCertificates(ctx context.Context, eventID string) (map[string]Certificate, error) {
	all, err := s.Store.Certificates(ctx, eventID)
	valid := map[string]Certificate{}
	for _, c := range all {
		if c.State == Issued {
			valid[c.Registration] = c
		}
	}
	return valid, err
}

// nextInSeries is the event's present series and its last number.
func (s *Service) nextInSeries(ctx context.Context, ev Event) (string, int, error) {
	prefix := cmp.Or(ev.Document.Prefix, "Z")
	series := prefix + "/" + strconv.Itoa(s.Clock.Now().In(ev.Zone()).Year())
	last, err := s.Store.LastInSeries(ctx, series)
	return series, last, err
}

func (s *Service) newCertificate(ev Event, a Account, series string, seq int) *Certificate {
	now := s.Clock.Now()
	e := a.Entry
	c := &Certificate{Number: CertificateNumber(series, seq), Event: ev.ID, Registration: e.ID, Series: series, Seq: seq,
		IssuedAt: now.UTC(), State: Issued}
	c.Data = CertificateData{
		Number: c.Number, Name: e.Who.Name.Formal(), Address: e.Who.Address, Institution: e.Who.Institution,
		Language: e.Who.Language, Role: e.MainRole(), Kind: ev.Kind, Title: ev.Title, Edition: ev.Edition,
		Start: ev.Start, End: ev.End, Town: ev.Town, Venue: ev.Venue, Hours: a.Hours, HourMinutes: ev.HourMinutes,
		Organizers: ev.Organizers, Partners: ev.Partners, Patrons: slices.Concat(ev.HonoraryPatrons, ev.MediaPatrons),
		CoFinancing: ev.CoFinancing, Signatures: ev.Document.Signatures,
		Place: cmp.Or(ev.Document.Place, ev.Town), Date: DateOf(now, ev.Zone()),
	}
	for _, sh := range a.Sessions {
		if sh.Present && sh.Hours > 0 {
			c.Data.Topics = addTopic(c.Data.Topics, sh.Title, sh.Hours)
		}
	}
	return c
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

// render draws the certificates and writes them in chunks. replaces, if any, is the certificate that
// the only one of certs stands in for.
func (s *Service) render(ctx context.Context, certs []*Certificate, replaces *Certificate, p Progress) ([]Certificate, error) {
	jobs := make([]CertificateJob, len(certs))
	for i, c := range certs {
		jobs[i] = CertificateJob{Data: c.Data, Token: c.Token}
	}
	var done, chunk []Certificate
	var pdfs [][]byte
	drawn := 0
	write := func() error {
		if len(chunk) == 0 {
			return nil
		}
		if err := s.writeCertificates(ctx, chunk, pdfs, replaces); err != nil {
			return err
		}
		p.Add(len(chunk))
		done, chunk, pdfs = append(done, chunk...), nil, nil
		return nil
	}
	err := s.Documents.Certificates(ctx, jobs, func(i int, pdf []byte) error {
		drawn++
		sum := sha256.Sum256(pdf)
		certs[i].SHA256 = hex.EncodeToString(sum[:])
		chunk, pdfs = append(chunk, *certs[i]), append(pdfs, pdf)
		if len(chunk) < issueChunk {
			return nil
		}
		return write()
	}, Silent)
	if errors.Is(err, Fail(CodeCertificateGlyph)) || errors.Is(err, Fail(CodeCertificateTooLong)) {
		err = &drawError{registration: certs[drawn].Registration, err: err} // those before it are whole
		if failed := write(); failed != nil {
			err = failed
		}
	} else if err == nil {
		err = write()
	}
	if err != nil {
		return done, fmt.Errorf("issue certificates: %w", err)
	}
	return done, nil
}

func (s *Service) writeCertificates(ctx context.Context, chunk []Certificate, pdfs [][]byte, replaces *Certificate) error {
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		last, err := r.LastInSeries(ctx, chunk[0].Series)
		if err != nil {
			return Batch{}, err
		}
		if last != chunk[0].Seq-1 {
			return Batch{}, fmt.Errorf("series %s stands at %d: %w", chunk[0].Series, last, errMoved)
		}
		b := Batch{Blobs: pdfs}
		for _, c := range chunk {
			b.Add(c.Event, c.Number, CertificateIssued{c})
		}
		if replaces != nil {
			now, err := r.Certificate(ctx, replaces.Number)
			if err != nil {
				return Batch{}, err
			}
			if now.State != Issued {
				return Batch{}, Fail(CodeCertificateWithdrawn, "Number", replaces.Number)
			}
			b.Add(replaces.Event, replaces.Number, CertificateReplaced{By: chunk[0].Number})
			if err := cancelQueued(ctx, r, &b, now); err != nil {
				return Batch{}, err
			}
		}
		return b, nil
	})
	return err
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
	accounts, err := s.Attendance(ctx, old.Event)
	if err != nil {
		return Certificate{}, err
	}
	ev, err := s.Store.Event(ctx, old.Event)
	if err != nil {
		return Certificate{}, err
	}
	i := slices.IndexFunc(accounts, func(a Account) bool { return a.Entry.ID == old.Registration })
	if i < 0 {
		return Certificate{}, Fail(CodeRegistrationNotFound, "Value", old.Registration)
	}
	series, last, err := s.nextInSeries(ctx, ev)
	if err != nil {
		return Certificate{}, err
	}
	c := s.newCertificate(ev, accounts[i], series, last+1)
	c.Replaces, c.Data.Replaces = old.Number, old.Number
	if err := s.signAll(ctx, ev, []*Certificate{c}); err != nil {
		return Certificate{}, err
	}
	done, err := s.render(ctx, []*Certificate{c}, &old, Silent)
	if err != nil {
		return Certificate{}, err
	}
	return done[0], nil
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

// PreviewCertificate draws what a person's certificate would look like today; nothing is written and
// the number is the one that would come next.
func (s *Service) PreviewCertificate(ctx context.Context, eventID, registration string) ([]byte, error) {
	accounts, err := s.Attendance(ctx, eventID)
	if err != nil {
		return nil, err
	}
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(accounts, func(a Account) bool { return a.Entry.ID == registration })
	if i < 0 {
		return nil, Fail(CodeRegistrationNotFound, "Value", registration)
	}
	series, last, err := s.nextInSeries(ctx, ev)
	if err != nil {
		return nil, err
	}
	c := s.newCertificate(ev, accounts[i], series, last+1)
	var out []byte
	err = s.Documents.Certificates(ctx, []CertificateJob{{Data: c.Data}}, func(_ int, pdf []byte) error { out = pdf; return nil }, Silent)
	return out, err
}
