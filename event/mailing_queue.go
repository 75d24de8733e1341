package event

import (
	"context"
	"fmt"
	"strings"
)

// QueueMailing queues the messages of a plan in one transaction. A plan is queued once: who clicks twice queues
// nothing. Who was erased, cancelled or got another address since the plan was made is left out.
func (s *Service) QueueMailing(ctx context.Context, plan MailingPlan) (MailingResult, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return MailingResult{}, err
	}
	var res MailingResult
	if len(plan.Messages) == 0 {
		return res, Fail(CodeMailingNobody)
	}
	messages, blobs, err := s.finished(ctx, plan)
	if err != nil {
		return res, fmt.Errorf("queue mailing of %s: %w", plan.Event, err)
	}
	_, err = s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		res = MailingResult{}
		q := mailingQueue{Reader: r, plan: plan}
		if err := q.read(ctx); err != nil {
			return Batch{}, err
		}
		b := Batch{Blobs: blobs}
		for _, m := range messages {
			if q.queued(m) {
				res.Before++
				continue
			}
			if why := q.changed(m); why != "" {
				res.Left = append(res.Left, LeftOut{Registration: m.Registration, Name: m.Name, Certificate: m.Certificate, Why: why})
				continue
			}
			res.Queued = append(res.Queued, m)
			b.Add(plan.Event, m.ID, QueuedMessage{m})
		}
		if len(res.Queued) == 0 {
			b.Blobs = nil
		}
		return b, nil
	})
	if err != nil {
		return res, fmt.Errorf("queue mailing of %s: %w", plan.Event, err)
	}
	return res, nil
}

// finished are the messages of a plan with their files.
func (s *Service) finished(ctx context.Context, plan MailingPlan) (messages []Message, blobs [][]byte, err error) {
	if len(filesOf[plan.Request.Kind]) == 0 {
		return plan.Messages, nil, nil
	}
	f, err := s.newMailFiles(ctx, plan.Event)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range plan.Messages {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		m, files, err := f.of(ctx, m)
		if err != nil {
			return nil, nil, err
		}
		messages = append(messages, m)
		for _, file := range files {
			blobs = append(blobs, file.Data)
		}
	}
	return messages, blobs, nil
}

// mailingQueue is what has to be so still when a plan is written.
type mailingQueue struct {
	Reader
	plan         MailingPlan
	entries      map[string]Entry
	certificates map[string]Certificate
	ids          map[string]bool
	copies       map[string]bool
}

func (q *mailingQueue) read(ctx context.Context) error {
	ev, err := q.Event(ctx, q.plan.Event)
	if err != nil {
		return err
	}
	if ev.MailAccount.Address == "" {
		return Fail(CodeMailAccount)
	}
	entries, err := q.Entries(ctx, EntryFilter{Event: q.plan.Event})
	if err != nil {
		return err
	}
	q.entries, q.ids, q.copies, q.certificates = map[string]Entry{}, map[string]bool{}, map[string]bool{}, map[string]Certificate{}
	for _, e := range entries {
		q.entries[e.ID] = e
	}
	all, err := q.Messages(ctx, q.plan.Event)
	if err != nil {
		return err
	}
	for _, m := range all {
		q.ids[m.ID], q.copies[copyOf(m)] = true, true
	}
	if q.plan.Request.Kind != MessageCertificate {
		return nil
	}
	certificates, err := q.Certificates(ctx, q.plan.Event)
	for _, c := range certificates {
		q.certificates[c.Number] = c
	}
	return err
}

// copyOf names one copy about a thing to an address.
func copyOf(m Message) string {
	return fmt.Sprintf("%s\n%s\n%d", m.Document(), strings.ToLower(m.To), m.Copy)
}

// queued reports whether a message, or another one that says the same, is in the ledger.
func (q *mailingQueue) queued(m Message) bool { return q.ids[m.ID] || q.copies[copyOf(m)] }

// changed says what speaks against a message since it was planned.
func (q *mailingQueue) changed(m Message) LeaveReason {
	e, known := q.entries[m.Registration]
	switch {
	case !known || e.Who.Erased:
		return LeftErased
	case m.Kind == MessageCertificate && q.certificates[m.Certificate].State != Issued:
		return LeftChanged
	case e.Status == Cancelled, !m.Sample && !strings.EqualFold(e.Who.Email, m.To):
		return LeftChanged
	}
	return ""
}

// PreviewMessage is what a real person would get by a request, whoever else it is for, with the files. It says
// what PlanMailing would refuse.
func (s *Service) PreviewMessage(ctx context.Context, eventID string, req MailingRequest, registration string) (MessagePreview, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return MessagePreview{}, err
	}
	req.Registrations, req.Where, req.ToSelf = []string{registration}, nil, false
	m, err := s.readMailing(ctx, eventID, req)
	if err != nil {
		return MessagePreview{}, fmt.Errorf("preview message to %s: %w", registration, err)
	}
	if len(m.targets) == 0 {
		return MessagePreview{}, Fail(CodeRegistrationNotFound, "Value", registration)
	}
	msg, missing := m.message(m.targets[0], m.address(m.targets[0]))
	p, err := s.preview(ctx, m.event, msg)
	p.Missing = missing
	return p, err
}

// ShowMessage is a message of the ledger as it is read, with its files as they were.
func (s *Service) ShowMessage(ctx context.Context, id string) (MessagePreview, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return MessagePreview{}, err
	}
	m, err := s.Store.Message(ctx, id)
	if err != nil {
		return MessagePreview{}, err
	}
	ev, err := s.Store.Event(ctx, m.Event)
	if err != nil {
		return MessagePreview{}, err
	}
	p := MessagePreview{Message: m}
	if p.LetterView, err = s.Letters.Show(m, ev); err != nil {
		return p, err
	}
	if p.Files, err = s.certificateFile(ctx, m); err != nil {
		return p, err
	}
	for _, a := range m.Attachments {
		data, err := s.Store.Blob(ctx, a.SHA256)
		if err != nil {
			return p, fmt.Errorf("file of message %s: %w", id, err)
		}
		p.Files = append(p.Files, MessageFile{a.Name, a.Type, data})
	}
	return p, nil
}

func (s *Service) preview(ctx context.Context, ev Event, m Message) (p MessagePreview, err error) {
	f, err := s.newMailFiles(ctx, ev.ID)
	if err != nil {
		return p, err
	}
	if p.Message, p.Files, err = f.of(ctx, m); err != nil {
		return p, err
	}
	if p.LetterView, err = s.Letters.Show(m, ev); err != nil {
		return p, err
	}
	certificate, err := s.certificateFile(ctx, m)
	p.Files = append(certificate, p.Files...)
	return p, err
}

// certificateFile is the document of a message about a certificate.
func (s *Service) certificateFile(ctx context.Context, m Message) ([]MessageFile, error) {
	if m.SHA256 == "" {
		return nil, nil
	}
	pdf, err := s.Store.Blob(ctx, m.SHA256)
	if err != nil {
		return nil, fmt.Errorf("document of message %s: %w", m.ID, err)
	}
	return []MessageFile{{s.Letters.File(FileCertificate, m), "application/pdf", pdf}}, nil
}
