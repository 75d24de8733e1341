package event

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ProofResult is what looking into the folder of sent mail came to.
type ProofResult struct {
	Proven []Message // lie there: they were sent
	Open   []Message // do not: whether they were sent is as uncertain as before
}

// ProveSent looks for the uncertain messages in the account's folder of sent mail, and settles those that lie
// there. That one does not lie there proves nothing: not every provider files what a program sends.
func (s *Service) ProveSent(ctx context.Context, eventID string) (ProofResult, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return ProofResult{}, err
	}
	var res ProofResult
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return res, err
	}
	all, err := s.Store.Messages(ctx, eventID)
	if err != nil {
		return res, err
	}
	var ids []string
	for _, m := range all {
		if m.State == MessageUncertain {
			ids = append(ids, m.MessageID)
		}
	}
	if len(ids) == 0 {
		return res, nil
	}
	secret, err := s.Mailer.Secret(ctx, eventID, ev.MailAccount)
	if err != nil {
		return res, err
	}
	found, err := s.Mailer.FindSent(ctx, ev.MailAccount, secret, ids)
	if err != nil {
		return res, fmt.Errorf("sent mail of %s: %w", eventID, err)
	}
	_, err = s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		res = ProofResult{}
		now, err := r.Messages(ctx, eventID)
		for _, m := range now {
			switch {
			case m.State != MessageUncertain:
			case found[m.MessageID]:
				b.Add(eventID, m.ID, SettledMessage{State: MessageAccepted, Code: m.Code, Reply: m.Reply})
				m.State = MessageAccepted
				res.Proven = append(res.Proven, m)
			default:
				res.Open = append(res.Open, m)
			}
		}
		return b, err
	})
	if err != nil {
		return res, fmt.Errorf("sent mail of %s: %w", eventID, err)
	}
	return res, nil
}

// BounceResult is what mails that came back told.
type BounceResult struct {
	Bounced []Message // did not reach their people
	Delayed int       // a server still tries
	Known   int       // were told before
	Foreign int       // are about no mail of this event
}

// ReadBounces reads what came back into the account's inbox since the first of its messages left.
func (s *Service) ReadBounces(ctx context.Context, eventID string) (BounceResult, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return BounceResult{}, err
	}
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return BounceResult{}, err
	}
	all, err := s.Store.Messages(ctx, eventID)
	if err != nil {
		return BounceResult{}, err
	}
	var since time.Time
	for _, m := range all {
		if canBounce(m) && (since.IsZero() || m.Date.Before(since)) {
			since = m.Date
		}
	}
	if since.IsZero() {
		return BounceResult{}, nil
	}
	secret, err := s.Mailer.Secret(ctx, eventID, ev.MailAccount)
	if err != nil {
		return BounceResult{}, err
	}
	bounces, err := s.Mailer.Bounces(ctx, ev.MailAccount, secret, since.Add(-clockSlack))
	if err != nil {
		return BounceResult{}, fmt.Errorf("bounces of %s: %w", eventID, err)
	}
	return s.bounced(ctx, eventID, bounces)
}

// clockSlack is by how much the clock of a server may be wrong.
const clockSlack = 24 * time.Hour

// BounceFromFile reads one mail that came back, as a mail program saved it. Codes: mail.bounce.none.
func (s *Service) BounceFromFile(ctx context.Context, eventID string, eml []byte) (BounceResult, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return BounceResult{}, err
	}
	bounces, err := s.Mailer.ReadBounce(eml)
	if err != nil {
		return BounceResult{}, err
	}
	return s.bounced(ctx, eventID, bounces)
}

func (s *Service) bounced(ctx context.Context, eventID string, bounces []Bounce) (BounceResult, error) {
	var res BounceResult
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		res = BounceResult{}
		all, err := r.Messages(ctx, eventID)
		if err != nil {
			return b, err
		}
		told := map[string]bool{}
		for _, x := range bounces {
			i := bouncedMessage(all, x)
			switch {
			case i < 0:
				res.Foreign++
			case !x.Permanent:
				res.Delayed++
			case all[i].State == MessageBounced || told[all[i].ID]:
				res.Known++
			default:
				m := all[i]
				told[m.ID] = true
				m.State, m.Code, m.Reply = MessageBounced, x.Code, x.Reply
				b.Add(eventID, m.ID, SettledMessage{State: m.State, Code: m.Code, Reply: m.Reply})
				res.Bounced = append(res.Bounced, m)
			}
		}
		return b, nil
	})
	if err != nil {
		return res, fmt.Errorf("bounces of %s: %w", eventID, err)
	}
	return res, nil
}

// canBounce reports whether a message may have come back: the server took it, or may have.
func canBounce(m Message) bool {
	return m.State == MessageAccepted || m.State == MessageUncertain || m.State == MessageBounced
}

// bounceAge is how long servers try before they give a mail back, with some room to spare.
const bounceAge = 8 * 24 * time.Hour

// bouncedMessage finds what a report is about: by its Message-ID, or, where the report names none, the last
// message to that address before it. -1: nothing of ours.
func bouncedMessage(all []Message, x Bounce) int {
	if x.MessageID != "" {
		return slices.IndexFunc(all, func(m Message) bool { return m.MessageID == x.MessageID && canBounce(m) })
	}
	for i, m := range slices.Backward(all) {
		age := x.At.Sub(m.Date)
		if canBounce(m) && m.To != "" && strings.EqualFold(m.To, x.To) && age >= -clockSlack && age <= bounceAge {
			return i
		}
	}
	return -1
}
