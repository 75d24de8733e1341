package wire

import (
	"context"
	"log/slog"

	"zlot/event"
	"zlot/event/mail"
)

// Mailer sends through event/mail with the secrets of this machine. It implements event.Mailer.
type Mailer struct {
	event.Mailer

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

// Validate checks an account's fields.
func (m Mailer) Validate(acc event.MailAccount) error { return mail.Validate(acc) }

// Check connects and signs in.
func (m Mailer) Check(ctx context.Context, acc event.MailAccount, secret string) error {
	return mail.Check(ctx, acc, secret)
}

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
