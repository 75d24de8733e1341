package event

import (
	"context"
	"strings"
)

// guardMailer lets only those use the account of an event who may write mail. The worker that sends what was
// queued has a mailer of its own.
type guardMailer struct {
	Mailer
	allow func(context.Context, Action) error
}

func (m guardMailer) Secret(ctx context.Context, eventID string, acc MailAccount) (string, error) {
	if err := m.allow(ctx, DoMail); err != nil {
		return "", err
	}
	return m.Mailer.Secret(ctx, eventID, acc)
}

func (m guardMailer) Test(ctx context.Context, acc MailAccount, secret, to, language string) error {
	if err := m.allow(ctx, DoMail); err != nil {
		return err
	}
	return m.Mailer.Test(ctx, acc, secret, to, language)
}

func (m guardMailer) Send(ctx context.Context, ev Event, o SendOptions) (SendResult, error) {
	if err := m.allow(ctx, DoMail); err != nil {
		return SendResult{}, err
	}
	return m.Mailer.Send(ctx, ev, o)
}

// guardSecrets lets only those read and change passwords and keys who may; the PIN of the kiosk is
// read by everybody, because whoever leaves one types it, and set by the desk.
type guardSecrets struct {
	Secrets
	s *Service
}

// kioskSecrets begin the names of what belongs to the check-in page alone.
const kioskSecrets = "kiosk."

// PageSecrets are the secrets as a page has them: those of whoever works now.
func (s *Service) PageSecrets() Secrets {
	if s.Secrets == nil {
		return nil
	}
	return guardSecrets{s.Secrets, s}
}

func (g guardSecrets) allow(name string) error {
	if strings.HasPrefix(name, kioskSecrets) {
		return nil
	}
	return g.s.Allow(context.Background(), DoSecrets)
}

func (g guardSecrets) allowSet(name string) error {
	if strings.HasPrefix(name, kioskSecrets) {
		return g.s.Allow(context.Background(), DoDesk)
	}
	return g.allow(name)
}

func (g guardSecrets) Get(name string) (string, error) {
	if err := g.allow(name); err != nil {
		return "", err
	}
	return g.Secrets.Get(name)
}

func (g guardSecrets) Set(name, value string) error {
	if err := g.allowSet(name); err != nil {
		return err
	}
	return g.Secrets.Set(name, value)
}
