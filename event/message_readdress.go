package event

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Readdress takes queued messages back whose people have another address by now, and queues a copy to the present
// one in their place, all at once. What is being handed over just now, or goes where it should, is left alone. No copy
// is made where the same thing is on its way to the present address already. It returns the copies.
func (s *Service) Readdress(ctx context.Context, eventID string, ids []string) ([]Message, error) {
	if err := s.Allow(ctx, DoMail); err != nil {
		return nil, err
	}
	var out []Message
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		out = nil
		all, err := r.Messages(ctx, eventID)
		if err != nil {
			return b, err
		}
		for _, m := range slices.Clone(all) {
			if m.State != MessageQueued || m.Sample || !slices.Contains(ids, m.ID) {
				continue
			}
			next, err := s.nextCopy(ctx, r, m, all)
			if errors.Is(err, Fail(CodeCertificateWithdrawn)) || errors.Is(err, Fail(CodePersonErased)) ||
				errors.Is(err, Fail(CodeMailCancelled)) {
				continue
			}
			if err != nil {
				return b, err
			}
			if strings.EqualFold(next.To, m.To) {
				continue
			}
			b.Add(m.Event, m.ID, SettledMessage{State: MessageCancelled, Code: m.Code, Reply: m.Reply})
			if underway(all, next) {
				continue
			}
			next.State = MessageQueued
			all, out = append(all, next), append(out, next)
			b.Add(next.Event, next.ID, QueuedMessage{next})
		}
		return b, nil
	})
	if err != nil {
		return nil, fmt.Errorf("readdress messages of %s: %w", eventID, err)
	}
	return out, nil
}

// underway reports whether the same thing waits for, or was sent to, the address of a message.
func underway(all []Message, next Message) bool {
	return slices.ContainsFunc(all, func(m Message) bool {
		switch m.State {
		case MessageQueued, MessageSending, MessageDot, MessageAccepted:
			return !m.Sample && m.Document() == next.Document() && strings.EqualFold(m.To, next.To)
		}
		return false
	})
}
