package event

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
)

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
// one of its series and nobody's, everybody is who they were, and nobody has such a certificate meanwhile.
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
	if err := b.stillTheirs(ctx, r); err != nil {
		return err
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

// stillTheirs finds out whether somebody was erased, merged, cancelled, renamed or denied the certificate while it was drawn.
func (b *batch) stillTheirs(ctx context.Context, r Reader) error {
	decisions, err := r.Decisions(ctx, b.event.ID)
	if err != nil {
		return err
	}
	denied := map[kindOf]bool{}
	for _, d := range decisions {
		denied[kindOf{d.Registration, d.Kind}] = d.Verdict == Denied
	}
	for _, c := range b.chunk {
		e, err := r.Entry(ctx, c.Registration)
		if err != nil && !errors.Is(err, Fail(CodeRegistrationNotFound)) { // it became part of another one
			return err
		}
		if err != nil || e.Who.Erased || e.Who.Name.Formal() != c.Data.Name || (b.replaces == nil && (e.Status == Cancelled || denied[c.kindOf()])) {
			return fmt.Errorf("%s is of somebody else now: %w", c.Number, errMoved)
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
