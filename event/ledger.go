package event

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// MailLedger counts an event's messages by state and says whether the account rests.
func (s *Service) MailLedger(ctx context.Context, eventID string) (Ledger, error) {
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return Ledger{}, err
	}
	all, err := s.Store.Messages(ctx, eventID)
	if err != nil {
		return Ledger{}, err
	}
	l := Ledger{Messages: all, Kinds: map[MessageKind]Tally{}}
	again, mailings := Superseded(all), map[string]*MailingTally{}
	for _, m := range all {
		one := tallyOf(m, again[m.ID])
		l.Tally = l.Tally.plus(one)
		l.Kinds[m.Kind] = l.Kinds[m.Kind].plus(one)
		if m.Mailing == "" {
			continue
		}
		g := mailings[m.Mailing]
		if g == nil {
			g = &MailingTally{Mailing: m.Mailing, Kind: m.Kind, Subject: m.Subject, At: m.Date}
			mailings[m.Mailing] = g
		}
		g.Tally = g.plus(one)
	}
	for _, g := range mailings {
		l.Mailings = append(l.Mailings, *g)
	}
	slices.SortFunc(l.Mailings, func(a, b MailingTally) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return strings.Compare(a.Mailing, b.Mailing)
	})
	if l.PausedUntil, l.PausedCode, l.PausedReply, err = s.Outbox.Paused(ctx, eventID); err != nil {
		return l, err
	}
	l.Remaining, err = s.mailDuration(ctx, ev, l.Queued)
	return l, err
}

func (t Tally) plus(u Tally) Tally {
	return Tally{t.Queued + u.Queued, t.Accepted + u.Accepted, t.Failed + u.Failed, t.Uncertain + u.Uncertain, t.Bounced + u.Bounced}
}

// tallyOf counts one message.
func tallyOf(m Message, superseded bool) (t Tally) {
	switch {
	case m.State == MessageQueued || m.State == MessageSending || m.State == MessageDot:
		t.Queued = 1
	case m.Sample || superseded:
	case m.State == MessageAccepted:
		t.Accepted = 1
	case m.State == MessageFailed:
		t.Failed = 1
	case m.State == MessageUncertain:
		t.Uncertain = 1
	case m.State == MessageBounced:
		t.Bounced = 1
	}
	return t
}

// about is what two messages share of which the later one stands in for the earlier.
type about struct {
	mailing, registration string
	of                    string // kind of certificate
	sample                bool
}

// aboutOf takes all certificates of a kind that a person has for one thing: a new one replaces the old.
func aboutOf(m Message) about {
	if m.Certificate != "" && m.Of == "" { // of a time when there was one kind
		m.Of = UsualKind
	}
	return about{m.Mailing, m.Registration, m.Of, m.Sample}
}

// needsCopy reports whether a message did not reach its person, as far as is known.
func (m Message) needsCopy() bool { return m.State == MessageFailed || m.State == MessageBounced }

// Superseded tells which failed, uncertain or returned messages, of a list from old to new, a later one about the
// same thing to the same person stands in for: nothing is left to decide about them.
func Superseded(messages []Message) map[string]bool {
	later, out := map[about]bool{}, map[string]bool{}
	for _, m := range slices.Backward(messages) {
		key := aboutOf(m)
		if later[key] && (m.needsCopy() || m.State == MessageUncertain) {
			out[m.ID] = true
		}
		later[key] = later[key] || m.State != MessageCancelled
	}
	return out
}

// Retryable lists the failed and the returned messages, of a list from old to new, that no later one stands in for.
func Retryable(messages []Message) []Message {
	type copies struct {
		document string
		sample   bool
	}
	later := map[copies]bool{}
	var out []Message
	for _, m := range slices.Backward(messages) {
		key := copies{m.Document(), m.Sample}
		if m.needsCopy() && !later[key] {
			out = append(out, m)
		}
		later[key] = later[key] || m.State != MessageCancelled
	}
	slices.Reverse(out)
	return out
}

// MessagesOf lists the messages to one person, newest first.
func (s *Service) MessagesOf(ctx context.Context, registration string) ([]Message, error) {
	e, err := s.Store.Entry(ctx, registration)
	if err != nil {
		return nil, err
	}
	all, err := s.Store.Messages(ctx, e.Event)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(m Message) bool { return m.Registration != registration || m.Sample })
	slices.Reverse(all)
	return all, nil
}

// MailReceipts are the certificates that reached a mail server, as far as the ledger knows: by number, with the
// day on which it took them.
func MailReceipts(messages []Message, zone *time.Location) map[string]Receipt {
	receipts := map[string]Receipt{}
	for _, m := range messages {
		if m.Certificate == "" || m.State != MessageAccepted || m.Sample {
			continue
		}
		at := m.SentAt
		if at.IsZero() {
			at = m.Date
		}
		receipts[m.Certificate] = Receipt{How: Mailed, Day: DateOf(at, zone), Note: m.To}
	}
	return receipts
}

// PauseMail lets an event's mail rest until a person goes on, also after the program was closed. What is being
// handed over just now is finished.
func (s *Service) PauseMail(ctx context.Context, eventID string) error {
	if err := s.Allow(ctx, DoMail); err != nil {
		return err
	}
	if err := s.Outbox.Pause(ctx, eventID, untilResumed, CodeMailPaused, ""); err != nil {
		return fmt.Errorf("pause mail of %s: %w", eventID, err)
	}
	return nil
}

// untilResumed is when a rest ends that a person asked for.
var untilResumed = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)

// ResumeMail ends a rest, whoever asked for it. Sending goes on with the next call of Mailer.Send.
func (s *Service) ResumeMail(ctx context.Context, eventID string) error {
	if err := s.Allow(ctx, DoMail); err != nil {
		return err
	}
	if err := s.Outbox.Pause(ctx, eventID, time.Time{}, "", ""); err != nil {
		return fmt.Errorf("resume mail of %s: %w", eventID, err)
	}
	return nil
}

// StopMail takes back everything that waits to be sent; what is being handed over just now is finished. It
// returns how many messages were taken back. Nothing undoes it: whoever calls it has asked.
func (s *Service) StopMail(ctx context.Context, eventID string) (int, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return 0, err
	}
	stopped := 0
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		stopped = 0
		all, err := r.Messages(ctx, eventID)
		for _, m := range all {
			if m.State == MessageQueued {
				b.Add(eventID, m.ID, SettledMessage{State: MessageCancelled, Code: m.Code, Reply: m.Reply})
				stopped++
			}
		}
		return b, err
	})
	if err != nil {
		return 0, fmt.Errorf("stop mail of %s: %w", eventID, err)
	}
	return stopped, nil
}
