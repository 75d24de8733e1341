package event

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// QueueResult is what a request to send came to. Queueing only writes rows; the worker sends.
type QueueResult struct {
	Queued    []Message
	Before    int         // were queued or sent already: nothing is mailed twice by accident
	NoAddress []ItemError // by certificate number
}

// QueueCertificates queues a message for every valid certificate that has none yet. With toSelf one
// sample goes to the account's own address instead, to see what people will get.
func (s *Service) QueueCertificates(ctx context.Context, eventID string, numbers []string, toSelf bool) (QueueResult, error) {
	var res QueueResult
	now := s.Clock.Now().UTC()
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		res = QueueResult{}
		q := queue{numbers: numbers, toSelf: toSelf}
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
	event        Event
	certificates []Certificate
	entries      map[string]Entry
	copies       map[[2]string]int // certificate, address → copies so far
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
	messages, err := r.Messages(ctx, eventID)
	q.copies = map[[2]string]int{}
	for _, m := range messages {
		if m.State != MessageCancelled {
			q.copies[[2]string{m.Certificate, m.To}]++
		}
	}
	return err
}

// message makes the message about a certificate; ok is false if there is one already.
func (q *queue) message(c Certificate) (m Message, ok bool, err error) {
	e := q.entries[c.Registration]
	to := e.Who.Email
	if q.toSelf {
		to = q.event.MailAccount.Address
	}
	if to == "" {
		return m, false, Fail("participant.email.required", "Number", c.Number).In("email")
	}
	copies := q.copies[[2]string{c.Number, to}]
	if copies > 0 && !q.toSelf {
		return m, false, nil
	}
	return newMessage(q.event, c, to, e.Who, copies+1), true, nil
}

func newMessage(ev Event, c Certificate, to string, who Person, copyNo int) Message {
	id := NewID()
	_, domain, _ := strings.Cut(ev.MailAccount.Address, "@")
	return Message{ID: id, Event: ev.ID, Registration: c.Registration, Certificate: c.Number, SHA256: c.SHA256, To: to,
		Name: who.Name.Full(), Copy: copyNo, Language: who.Language, MessageID: id + "@" + domain, State: MessageQueued}
}

// ResolveMessage settles an uncertain message by a person's decision: it was sent, or it goes again as
// a new copy.
func (s *Service) ResolveMessage(ctx context.Context, id string, again bool) (Message, error) {
	return s.resend(ctx, id, again, MessageUncertain)
}

// RetryFailed queues a new copy of every failed message that has no later copy. It returns the copies.
func (s *Service) RetryFailed(ctx context.Context, eventID string) ([]Message, error) {
	all, err := s.Store.Messages(ctx, eventID)
	if err != nil {
		return nil, err
	}
	newest := map[[2]string]int{}
	for _, m := range all {
		key := [2]string{m.Certificate, m.Registration}
		newest[key] = max(newest[key], m.Copy)
	}
	var out []Message
	for _, m := range all {
		if m.State != MessageFailed || newest[[2]string{m.Certificate, m.Registration}] > m.Copy {
			continue
		}
		again, err := s.resend(ctx, m.ID, true, MessageFailed)
		if err != nil {
			return out, err
		}
		out = append(out, again)
	}
	return out, nil
}

// resend ends a message of the given state, and with again queues the next copy of it to the person's
// present address.
func (s *Service) resend(ctx context.Context, id string, again bool, from MessageState) (Message, error) {
	var out Message
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		m, err := r.Message(ctx, id)
		if err != nil {
			return b, err
		}
		if m.State != from {
			return b, Fail(CodeMailState, "State", string(m.State))
		}
		if !again {
			m.State = MessageAccepted
			out = m
			b.Add(m.Event, m.ID, SettledMessage{State: MessageAccepted, Reply: m.Reply})
			return b, nil
		}
		if out, err = nextCopy(ctx, r, m); err != nil {
			return b, err
		}
		out.Date = s.Clock.Now().UTC()
		if from == MessageUncertain {
			b.Add(m.Event, m.ID, SettledMessage{State: MessageFailed, Code: m.Code, Reply: m.Reply})
		}
		b.Add(out.Event, out.ID, QueuedMessage{out})
		return b, nil
	})
	if err != nil {
		return out, fmt.Errorf("resend %s: %w", id, err)
	}
	return out, nil
}

func nextCopy(ctx context.Context, r Reader, m Message) (Message, error) {
	ev, err := r.Event(ctx, m.Event)
	if err != nil {
		return m, err
	}
	c, err := r.Certificate(ctx, m.Certificate)
	if err != nil {
		return m, err
	}
	e, err := r.Entry(ctx, m.Registration)
	if err != nil {
		return m, err
	}
	to := e.Who.Email
	if to == "" {
		to = m.To
	}
	return newMessage(ev, c, to, e.Who, m.Copy+1), nil
}

// CancelMessages takes queued messages back, before they are sent.
func (s *Service) CancelMessages(ctx context.Context, ids []string) (BatchResult, error) {
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

// MailLedger counts an event's messages by state and says whether the account rests.
func (s *Service) MailLedger(ctx context.Context, eventID string) (Ledger, error) {
	all, err := s.Store.Messages(ctx, eventID)
	if err != nil {
		return Ledger{}, err
	}
	l := Ledger{Messages: all}
	for _, m := range all {
		switch m.State {
		case MessageQueued, MessageSending, MessageDot:
			l.Queued++
		case MessageAccepted:
			l.Accepted++
		case MessageFailed:
			l.Failed++
		case MessageUncertain:
			l.Uncertain++
		}
	}
	l.PausedUntil, l.PausedCode, l.PausedReply, err = s.Outbox.Paused(ctx, eventID)
	return l, err
}

// MailSecretName is the name under which Secrets keeps the secret of an event's mail account.
func MailSecretName(eventID string) string { return "mail/" + eventID }
