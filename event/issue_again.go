package event

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ReplaceCertificate issues a new certificate from today's data in the place of an old one.
func (s *Service) ReplaceCertificate(ctx context.Context, number string) (Certificate, error) {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return Certificate{}, err
	}
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
		e, err := s.Store.Entry(ctx, registration)
		if err == nil && e.Who.Erased {
			err = Fail(CodePersonErased)
		}
		return nil, cmp.Or(err, error(Fail(CodeRegistrationNotFound, "Value", registration)))
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
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return Certificate{}, err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
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
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return nil, err
	}
	c, err := s.Store.Certificate(ctx, number)
	if err != nil {
		return nil, err
	}
	return s.document(ctx, c)
}

// document is the frozen PDF of a certificate. Code of one whose person was erased from the register:
// certificate.copy.erased.
func (s *Service) document(ctx context.Context, c Certificate) ([]byte, error) {
	if c.Erased {
		return nil, Fail(CodeCertificateEmpty, "Number", c.Number)
	}
	return s.Store.Blob(ctx, c.SHA256)
}

// PreviewKind draws what a person's certificate of a kind would look like today; nothing is written and the number is
// the one that would come next.
func (s *Service) PreviewKind(ctx context.Context, eventID, registration, kind string) ([]byte, error) {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return nil, err
	}
	b, err := s.todaysCertificate(ctx, eventID, registration, kind)
	if err != nil {
		return nil, err
	}
	var out []byte
	err = s.Documents.Certificates(ctx, b.jobs(), func(_ int, pdf []byte) error { out = pdf; return nil }, Silent)
	return out, err
}
