package event

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// QueueResult is what a request to send came to. Queueing only writes rows; the worker sends.
type QueueResult struct {
	Queued    []Message
	Before    int         // were queued or sent already: nothing is mailed twice by accident
	NoAddress []ItemError // by certificate number: they cannot be written to, or are not to be
}

// QueueCertificates queues a message for every valid certificate that has none yet. With toSelf one
// sample goes to the account's own address instead, to see what people will get.
func (s *Service) QueueCertificates(ctx context.Context, eventID string, numbers []string, toSelf bool) (QueueResult, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return QueueResult{}, err
	}
	var res QueueResult
	now := s.Clock.Now().UTC()
	own, err := s.ownLetter(ctx, eventID)
	if err != nil {
		return res, fmt.Errorf("queue certificates of %s: %w", eventID, err)
	}
	_, err = s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		res = QueueResult{}
		q := queue{numbers: numbers, toSelf: toSelf, own: own}
		if err = q.read(ctx, r, eventID); err != nil {
			return b, err
		}
		for _, c := range q.certificates {
			m, ok, err := q.message(c)
			switch {
			case err != nil:
				res.NoAddress = append(res.NoAddress, ItemError{ID: c.Number, Err: err})
			case !ok:
				res.Before++
			default:
				m.Date = now
				res.Queued = append(res.Queued, m)
				b.Add(eventID, m.ID, QueuedMessage{m})
			}
			if toSelf && len(res.Queued) == 1 {
				break
			}
		}
		return b, nil
	})
	if err != nil {
		return res, fmt.Errorf("queue certificates of %s: %w", eventID, err)
	}
	return res, nil
}

// queue is what a request to send reads.
type queue struct {
	numbers      []string
	toSelf       bool
	own          *mailing // the event's own words; nil: it has none
	event        Event
	certificates []Certificate
	entries      map[string]Entry
	messages     []Message
}

func (q *queue) read(ctx context.Context, r Reader, eventID string) (err error) {
	if q.event, err = r.Event(ctx, eventID); err != nil {
		return err
	}
	if q.event.MailAccount.Address == "" {
		return Fail(CodeMailAccount)
	}
	all, err := r.Certificates(ctx, eventID)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.State == Issued && (len(q.numbers) == 0 || slices.Contains(q.numbers, c.Number)) {
			q.certificates = append(q.certificates, c)
		}
	}
	if len(q.certificates) == 0 {
		return Fail(CodeNoCertificates)
	}
	entries, err := r.Entries(ctx, EntryFilter{Event: eventID})
	if err != nil {
		return err
	}
	q.entries = map[string]Entry{}
	for _, e := range entries {
		q.entries[e.ID] = e
	}
	q.messages, err = r.Messages(ctx, eventID)
	return err
}

// message makes the message about a certificate; ok is false if there is one already.
func (q *queue) message(c Certificate) (m Message, ok bool, err error) {
	e := q.entries[c.Registration]
	to := e.Who.Email
	if q.toSelf {
		to = q.event.MailAccount.Address
	}
	if e.Status == Cancelled && !q.toSelf {
		return m, false, Fail(CodeMailCancelled, "Number", c.Number)
	}
	if to == "" {
		return m, false, Fail("participant.email.required", "Number", c.Number).In("email")
	}
	if !q.toSelf && q.mailed(c.Number, to) {
		return m, false, nil
	}
	m = newMessage(q.event, c, to, e.Who, copyNumber(q.messages, c.Number, to))
	m.Sample = q.toSelf
	if q.own != nil {
		written, _ := q.own.message(mailTarget{e, c}, to)
		m.Subject, m.Text, m.Fields, m.Language = written.Subject, written.Text, written.Fields, written.Language
	}
	return m, true, nil
}

// ownLetter is what writes an event's own words about certificates, or nil where it has none.
func (s *Service) ownLetter(ctx context.Context, eventID string) (*mailing, error) {
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil || !slices.ContainsFunc(ev.Letters, func(t LetterTemplate) bool { return t.Kind == MessageCertificate }) {
		return nil, err
	}
	return s.readMailing(ctx, eventID, MailingRequest{Kind: MessageCertificate})
}

// mailed reports whether a certificate was queued or sent to an address already, other than as a sample.
func (q *queue) mailed(certificate, to string) bool {
	return slices.ContainsFunc(q.messages, func(m Message) bool {
		return m.Certificate == certificate && strings.EqualFold(m.To, to) && m.State != MessageCancelled && !m.Sample
	})
}

// copyNumber is the number of the next message about a thing to an address; cancelled ones count, so that no
// number is given twice.
func copyNumber(messages []Message, document, to string) int {
	last := 0
	for _, m := range messages {
		if m.Document() == document && strings.EqualFold(m.To, to) {
			last = max(last, m.Copy)
		}
	}
	return last + 1
}

func newMessage(ev Event, c Certificate, to string, who Person, copyNo int) Message {
	m := addressed(ev, who, to)
	m.Registration, m.Certificate, m.Of, m.SHA256, m.Copy = c.Registration, c.Number, c.KindID(), c.SHA256, copyNo
	return m
}

// ResolveMessage settles an uncertain message, or one that came back, by a person's decision: it arrived, or it
// goes again as a new copy, unless a later one stands in for it: who asks twice sends once. A failed one can only go
// again.
func (s *Service) ResolveMessage(ctx context.Context, id string, again bool) (Message, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return Message{}, err
	}
	var out Message
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		m, err := r.Message(ctx, id)
		if err != nil {
			return b, err
		}
		if m.State != MessageUncertain && m.State != MessageBounced && (m.State != MessageFailed || !again) {
			return b, Fail(CodeMailState, "State", string(m.State))
		}
		if !again {
			m.State = MessageAccepted
			out = m
			b.Add(m.Event, m.ID, SettledMessage{State: MessageAccepted, Reply: m.Reply})
			return b, nil
		}
		all, err := r.Messages(ctx, m.Event)
		if err != nil {
			return b, err
		}
		if Superseded(all)[m.ID] {
			return b, Fail(CodeMailState, "State", string(m.State))
		}
		if out, err = s.nextCopy(ctx, r, m, all); err != nil {
			return b, err
		}
		if m.State == MessageUncertain {
			b.Add(m.Event, m.ID, SettledMessage{State: MessageFailed, Code: m.Code, Reply: m.Reply})
		}
		b.Add(out.Event, out.ID, QueuedMessage{out})
		return b, nil
	})
	if err != nil {
		return out, fmt.Errorf("resolve message %s: %w", id, err)
	}
	return out, nil
}

// RetryFailed queues a new copy of every failed or returned message that nothing stands in for, if its certificate
// is still valid. It returns the copies.
func (s *Service) RetryFailed(ctx context.Context, eventID string) ([]Message, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return nil, err
	}
	return s.retry(ctx, eventID, func(Message) bool { return true })
}

// RetryMessages does what RetryFailed does, for these messages only.
func (s *Service) RetryMessages(ctx context.Context, eventID string, ids []string) ([]Message, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return nil, err
	}
	return s.retry(ctx, eventID, func(m Message) bool { return slices.Contains(ids, m.ID) })
}

func (s *Service) retry(ctx context.Context, eventID string, wanted func(Message) bool) ([]Message, error) {
	var out []Message
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		out = nil
		all, err := r.Messages(ctx, eventID)
		if err != nil {
			return b, err
		}
		for _, m := range Retryable(all) {
			if !wanted(m) {
				continue
			}
			again, err := s.nextCopy(ctx, r, m, all)
			if errors.Is(err, Fail(CodeCertificateWithdrawn)) || errors.Is(err, Fail(CodePersonErased)) ||
				errors.Is(err, Fail(CodeMailCancelled)) {
				continue
			}
			if err != nil {
				return b, err
			}
			out = append(out, again)
			b.Add(again.Event, again.ID, QueuedMessage{again})
		}
		return b, nil
	})
	if err != nil {
		return nil, fmt.Errorf("retry messages of %s: %w", eventID, err)
	}
	return out, nil
}

// nextCopy makes another message in the place of one, to the person's present address; a sample stays
// with the organizer.
func (s *Service) nextCopy(ctx context.Context, r Reader, m Message, all []Message) (Message, error) {
	ev, err := r.Event(ctx, m.Event)
	if err != nil {
		return m, err
	}
	sum, of := "", ""
	if m.Certificate != "" {
		c, err := r.Certificate(ctx, m.Certificate)
		if err != nil {
			return m, err
		}
		if c.State != Issued {
			return m, Fail(CodeCertificateWithdrawn, "Number", c.Number)
		}
		sum, of = c.SHA256, c.KindID()
	}
	e, err := r.Entry(ctx, m.Registration)
	if err != nil {
		return m, err
	}
	if e.Who.Erased {
		return m, Fail(CodePersonErased)
	}
	if e.Status == Cancelled && m.Certificate != "" && !m.Sample {
		return m, Fail(CodeMailCancelled, "Number", m.Certificate)
	}
	to := cmp.Or(e.Who.Email, m.To)
	if m.Sample {
		to = ev.MailAccount.Address
	}
	next := addressed(ev, e.Who, to)
	next.Kind, next.Mailing, next.Registration, next.Certificate, next.Of, next.SHA256 = m.Kind, m.Mailing, m.Registration, m.Certificate, of, sum
	next.Subject, next.Text, next.Fields, next.Attachments, next.Language = m.Subject, m.Text, m.Fields, m.Attachments, m.Language
	next.Sample, next.Date = m.Sample, s.Clock.Now().UTC()
	next.Copy = copyNumber(all, m.Document(), to)
	return next, nil
}

// cancelQueued takes back what still waits to be sent about a certificate that is valid no more.
func cancelQueued(ctx context.Context, r Reader, b *Batch, c Certificate) error {
	all, err := r.Messages(ctx, c.Event)
	for _, m := range all {
		if m.Certificate == c.Number && m.State == MessageQueued {
			b.Add(m.Event, m.ID, SettledMessage{State: MessageCancelled})
		}
	}
	return err
}

// CancelMessages takes queued messages back, before they are sent.
func (s *Service) CancelMessages(ctx context.Context, ids []string) (BatchResult, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return BatchResult{}, err
	}
	var res BatchResult
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		res = BatchResult{}
		for _, id := range ids {
			m, err := r.Message(ctx, id)
			if err != nil {
				return b, err
			}
			if m.State != MessageQueued {
				res.Failed = append(res.Failed, ItemError{ID: id, Err: Fail(CodeMailState, "State", string(m.State))})
				continue
			}
			b.Add(m.Event, id, SettledMessage{State: MessageCancelled})
			res.Done++
		}
		return b, nil
	})
	return res, err
}

// SendNow makes the messages that wait for a later try due at once: a person does not want to wait.
func (s *Service) SendNow(ctx context.Context, eventID string) error {
	if err := s.Allow(ctx, DoMail); err != nil {
		return err
	}
	return s.Outbox.Hurry(ctx, eventID, s.Clock.Now())
}

// MailSecretName is the name under which Secrets keeps the secret of an event's mail account.
func MailSecretName(eventID string) string { return "mail/" + eventID }
