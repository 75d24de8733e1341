package event_test

import (
	"context"
	"time"

	"zlot/event"
	"zlot/event/mail"
)

// post is the organizer's mail account without a network: what lies in its folders is said beforehand.
type post struct {
	event.Mailer
	sent    map[string]bool // by Message-ID
	bounces []event.Bounce
	since   time.Time // what was asked for
}

func (*post) Limits(acc event.MailAccount) []event.MailLimit { return mail.Limits(acc) }

func (*post) Secret(context.Context, string, event.MailAccount) (string, error) { return "secret", nil }

func (p *post) FindSent(_ context.Context, _ event.MailAccount, _ string, ids []string) (map[string]bool, error) {
	found := map[string]bool{}
	for _, id := range ids {
		found[id] = p.sent[id]
	}
	return found, nil
}

func (p *post) Bounces(_ context.Context, _ event.MailAccount, _ string, since time.Time) ([]event.Bounce, error) {
	p.since = since
	return p.bounces, nil
}

func (*post) ReadBounce(eml []byte) ([]event.Bounce, error) { return mail.ReadBounce(eml) }
