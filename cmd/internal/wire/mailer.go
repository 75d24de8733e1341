package wire

import (
	"context"
	"log/slog"
	"time"

	"zlot/event"
	"zlot/event/mail"
)

// Mailer sends through event/mail with the secrets of this machine. It implements event.Mailer.
type Mailer struct {
	Outbox  event.Outbox
	Secrets event.Secrets
	Clock   event.Clock
	Log     *slog.Logger

	// turn holds a token while somebody sends, because one Run at a time may work on an Outbox. Nil: nobody
	// else can.
	turn chan struct{}
}

func newMailer(o event.Outbox, s event.Secrets, c event.Clock, log *slog.Logger) Mailer {
	return Mailer{Outbox: o, Secrets: s, Clock: c, Log: log, turn: make(chan struct{}, 1)}
}

// Preset is the usual account of an address's provider.
func (m Mailer) Preset(address string) (event.MailAccount, bool) { return mail.Preset(address) }

// Discover also asks the name service.
func (m Mailer) Discover(ctx context.Context, address string) (event.MailAccount, bool) {
	return mail.Discover(ctx, address)
}

// Providers names those whose usual settings are known.
func (m Mailer) Providers() []string { return mail.Providers() }

// ProviderAccount is the usual account of an address at a provider.
func (m Mailer) ProviderAccount(provider, address string) event.MailAccount {
	return mail.ProviderAccount(provider, address)
}

// Provider names an account's provider.
func (m Mailer) Provider(acc event.MailAccount) string { return mail.Provider(acc) }

// Validate checks an account's fields.
func (m Mailer) Validate(acc event.MailAccount) error { return mail.Validate(acc) }

// Check connects and signs in.
func (m Mailer) Check(ctx context.Context, acc event.MailAccount, secret string) error {
	return mail.Check(ctx, acc, secret)
}

// Limits are what an account may send.
func (m Mailer) Limits(acc event.MailAccount) []event.MailLimit { return mail.Limits(acc) }

// Secret is what signs an event's account in now.
func (m Mailer) Secret(ctx context.Context, eventID string, acc event.MailAccount) (string, error) {
	return mail.Secret(ctx, acc, m.Secrets, event.MailSecretName(eventID), m.Clock.Now())
}

// Test sends a plain mail.
func (m Mailer) Test(ctx context.Context, acc event.MailAccount, secret, to, language string) error {
	return mail.Test(ctx, acc, secret, to, language, m.Clock.Now())
}

// ServerCertificate asks the account's server who it is.
func (m Mailer) ServerCertificate(ctx context.Context, acc event.MailAccount) (event.ServerCertificate, error) {
	return mail.ServerCertificate(ctx, acc)
}

// FindSent looks into the folder of sent mail.
func (m Mailer) FindSent(ctx context.Context, acc event.MailAccount, secret string, messageIDs []string) (map[string]bool, error) {
	return mail.FindSent(ctx, acc, secret, messageIDs)
}

// Bounces reads what came back.
func (m Mailer) Bounces(ctx context.Context, acc event.MailAccount, secret string, since time.Time) ([]event.Bounce, error) {
	return mail.Bounces(ctx, acc, secret, since)
}

// ReadBounce reads a saved report.
func (m Mailer) ReadBounce(eml []byte) ([]event.Bounce, error) { return mail.ReadBounce(eml) }

// Letter is what a message says.
func (m Mailer) Letter(msg event.Message, ev event.Event) (subject, text string) {
	return mail.Letter(msg, ev)
}

// Send works off what is due; who comes second waits.
func (m Mailer) Send(ctx context.Context, ev event.Event, o event.SendOptions) (event.SendResult, error) {
	if m.turn != nil {
		select {
		case m.turn <- struct{}{}:
			defer func() { <-m.turn }()
		case <-ctx.Done():
			return event.SendResult{}, ctx.Err()
		}
	}
	w := mail.Worker{Outbox: m.Outbox, Account: ev.MailAccount, Event: ev, Secrets: m.Secrets, SecretName: event.MailSecretName(ev.ID),
		Clock: m.Clock, Log: m.Log}
	progress := o.Progress
	if progress == nil {
		progress = event.Silent
	}
	sum, err := w.Run(ctx, mail.Options{Limit: o.Limit, Once: true, Resume: true, Progress: progress})
	return event.SendResult{Accepted: sum.Accepted, Failed: sum.Failed, Uncertain: sum.Uncertain, Requeued: sum.Requeued,
		PausedUntil: sum.PausedUntil, Code: sum.Code, Reply: sum.Reply}, err
}
