package event

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// The codes of what happens to certificates once they were issued.
const (
	CodeNumberTaken      = "certificate.number.taken"  // two kinds number alike
	CodeReceiptWay       = "certificate.receipt.way"   // neither handed over nor posted
	CodeReceiptDay       = "certificate.receipt.day"   // before the certificate, or to come
	CodeCertificateEmpty = "certificate.copy.erased"   // the data of the person were erased: there is nothing to draw
	CodeLayoutGone       = "certificate.layout.broken" // the frozen layout cannot be read
)

// DuplicateCertificate makes a second original of a valid certificate, from the data and the layout as they were, and
// marked as a duplicate; its bytes are frozen like the first one's.
func (s *Service) DuplicateCertificate(ctx context.Context, number, reason string) (Certificate, error) {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return Certificate{}, err
	}
	for {
		c, err := s.duplicate(ctx, number, strings.TrimSpace(reason))
		if err == nil || !errors.Is(err, errMoved) {
			return c, err
		}
	}
}

func (s *Service) duplicate(ctx context.Context, number, reason string) (Certificate, error) {
	if reason == "" {
		return Certificate{}, Fail(CodeRequired, "Field", "reason").In("reason")
	}
	c, err := s.Store.Certificate(ctx, number)
	if err != nil {
		return c, err
	}
	if err := c.canBeCopied(); err != nil {
		return c, err
	}
	ev, err := s.Store.Event(ctx, c.Event)
	if err != nil {
		return c, err
	}
	now := s.Clock.Now()
	if n := len(c.Duplicates); n > 0 && !now.After(c.Duplicates[n-1].At) { // the clock was put back: it is the last one all the same
		now = c.Duplicates[n-1].At.Add(time.Millisecond)
	}
	job := CertificateJob{Data: c.Data, Token: c.Token, Duplicate: DuplicateMark{DateOf(now, ev.Zone()), len(c.Duplicates) + 1}}
	if job.Layout, job.Pictures, err = s.frozenLayout(ctx, c); err != nil {
		return c, err
	}
	if job.Seal, err = s.sealer(ev); err != nil {
		return c, err
	}
	var pdf []byte
	err = s.Documents.Certificates(ctx, []CertificateJob{job}, func(_ int, made []byte) error { pdf = made; return nil }, Silent)
	if err != nil {
		return c, fmt.Errorf("duplicate %s: %w", number, err)
	}
	made := Copy{SHA256: sumOf(pdf), Reason: reason, At: now.UTC()}
	facts, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		stands, err := r.Certificate(ctx, number)
		if err != nil {
			return b, err
		}
		if err := stands.canBeCopied(); err != nil {
			return b, err
		}
		if len(stands.Duplicates) != len(c.Duplicates) {
			return b, fmt.Errorf("duplicate %s: %w", number, errMoved)
		}
		b.Blobs = [][]byte{pdf}
		b.Add(c.Event, number, CertificateDuplicated{made})
		return b, nil
	})
	if err != nil {
		return c, fmt.Errorf("duplicate %s: %w", number, err)
	}
	c.AddDuplicate(made.Stamped(facts[0]))
	return c, nil
}

func (c Certificate) canBeCopied() error {
	switch {
	case c.State != Issued:
		return Fail(CodeCertificateWithdrawn, "Number", c.Number)
	case c.Data.Name == "":
		return Fail(CodeCertificateEmpty, "Number", c.Number)
	}
	return nil
}

// frozenLayout is the layout of a certificate as it was when it was issued, with its pictures.
func (s *Service) frozenLayout(ctx context.Context, c Certificate) (Layout, map[string][]byte, error) {
	var l Layout
	if c.Layout != "" {
		raw, err := s.Store.Blob(ctx, c.Layout)
		if err == nil {
			err = json.Unmarshal(raw, &l)
		}
		if err != nil {
			return l, nil, Fail(CodeLayoutGone, "Number", c.Number).Because(err)
		}
	}
	pictures, err := s.picturesOf(ctx, c.Data, l)
	return l, pictures, err
}

// DuplicatePDF is the frozen document of a duplicate, counted from 1.
func (s *Service) DuplicatePDF(ctx context.Context, number string, n int) ([]byte, error) {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return nil, err
	}
	c, err := s.Store.Certificate(ctx, number)
	if err != nil {
		return nil, err
	}
	if n < 1 || n > len(c.Duplicates) {
		return nil, Fail(CodeCertificateNotFound, "Value", number)
	}
	if c.Erased {
		return nil, Fail(CodeCertificateEmpty, "Number", c.Number)
	}
	return s.Store.Blob(ctx, c.Duplicates[n-1].SHA256)
}

// ReceiveCertificates notes how certificates reached their people: handed over or posted, and on which day. A zero
// receipt takes back what was noted. Certificates that are not valid any more, or where nothing would change, are
// left alone; the numbers that were noted are returned.
func (s *Service) ReceiveCertificates(ctx context.Context, numbers []string, receipt Receipt) ([]string, error) {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return nil, err
	}
	receipt.Note = strings.TrimSpace(receipt.Note)
	if receipt.How == "" {
		receipt = Receipt{}
	} else if receipt.How != Handed && receipt.How != Posted {
		return nil, Fail(CodeReceiptWay, "Value", string(receipt.How)).In("how")
	}
	receipt.By = ""
	var noted []string
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		noted = nil
		for _, number := range numbers {
			c, err := r.Certificate(ctx, number)
			if err != nil {
				return b, err
			}
			was := c.Receipt
			was.By = ""
			if c.State != Issued || was == receipt || slices.Contains(noted, number) {
				continue
			}
			if err := s.checkReceipt(ctx, r, c, receipt); err != nil {
				return b, err
			}
			b.Add(c.Event, number, CertificateReceived{receipt})
			noted = append(noted, number)
		}
		return b, nil
	})
	if err != nil {
		return nil, fmt.Errorf("receive certificates: %w", err)
	}
	return noted, nil
}

// checkReceipt says whether a certificate can have reached its person on the day of a receipt.
func (s *Service) checkReceipt(ctx context.Context, r Reader, c Certificate, receipt Receipt) error {
	if receipt.How == "" {
		return nil
	}
	ev, err := r.Event(ctx, c.Event)
	if err != nil {
		return err
	}
	if !receipt.Day.Valid() || receipt.Day < c.issuedOn(ev.Zone()) || receipt.Day > DateOf(s.Clock.Now(), ev.Zone()) {
		return Fail(CodeReceiptDay, "Number", c.Number, "Issued", c.issuedOn(ev.Zone()).Time(time.UTC)).In("day")
	}
	return nil
}

func (c Certificate) issuedOn(zone *time.Location) Date { return DateOf(c.IssuedAt, zone) }

// Stamped is a duplicate with what its fact says: who made it.
func (c Copy) Stamped(f Fact) Copy {
	c.By = f.By
	return c
}

// Stamped is a receipt with who noted it.
func (r Receipt) Stamped(f Fact) Receipt {
	if r.How != "" {
		r.By = f.By
	}
	return r
}

// AddDuplicate enters a duplicate, in the order in which they were made. The same one is entered once.
func (c *Certificate) AddDuplicate(made Copy) {
	if slices.ContainsFunc(c.Duplicates, func(d Copy) bool { return d.SHA256 == made.SHA256 }) {
		return
	}
	c.Duplicates = append(slices.Clone(c.Duplicates), made)
	slices.SortStableFunc(c.Duplicates, func(a, b Copy) int { return a.At.Compare(b.At) })
}
