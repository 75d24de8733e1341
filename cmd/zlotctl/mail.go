package main

import (
	"log/slog"
	"time"

	"zlot/cmd/internal/wire"
	"zlot/event"
	"zlot/event/i18n"
	"zlot/event/secret"
)

// secretEnv holds the account's password or token for one run: it is never an argument.
const secretEnv = "ZLOT_MAIL_SECRET"

type mailCmd struct {
	Account mailAccountCmd `cmd:"" help:"The account that mail leaves from."`
	Queue   mailQueueCmd   `cmd:"" help:"Queue messages."`
	Send    mailSendCmd    `cmd:"" help:"Send what is due."`
	Status  mailStatusCmd  `cmd:"" help:"Show the ledger."`
	Show    mailShowCmd    `cmd:"" help:"Show a message as it is read, with every step it took."`
	Resolve mailResolveCmd `cmd:"" help:"Decide about an uncertain message."`
	Prove   mailProveCmd   `cmd:"" help:"Look for uncertain messages in the account's folder of sent mail."`
	Bounces mailBouncesCmd `cmd:"" help:"Read what came back: from saved mails, or else from the account's inbox."`
	Retry   mailRetryCmd   `cmd:"" help:"Queue failed messages again."`
	Pause   mailPauseCmd   `cmd:"" help:"Let mail rest until somebody resumes."`
	Resume  mailResumeCmd  `cmd:"" help:"End a rest; send goes on."`
	Stop    mailStopCmd    `cmd:"" help:"Take back everything that waits to be sent."`
	Letters mailLettersCmd `cmd:"" help:"The words of messages: what is used, or a file of the event's own."`
	Export  mailExportCmd  `cmd:"" help:"Write the ledger as a table."`
}

type messageDoc struct {
	ID           string `json:"id"`
	Kind         string `json:"kind"`
	Mailing      string `json:"mailing"`
	Subject      string `json:"subject"`
	To           string `json:"to"`
	State        string `json:"state"`
	Attempts     int    `json:"attempts"`
	Code         int    `json:"code"`
	Reply        string `json:"reply"`
	Certificate  string `json:"certificate"`
	Registration string `json:"registration"`
	Copy         int    `json:"copy"`
	Sample       bool   `json:"sample"`
	MessageID    string `json:"message_id"`
}

func newMessageDoc(m event.Message) messageDoc {
	return messageDoc{ID: m.ID, Kind: kindWord(m.Kind), Mailing: m.Mailing, Subject: m.Subject, To: m.To, State: string(m.State), Attempts: m.Attempts,
		Code: m.Code, Reply: m.Reply, Certificate: m.Certificate, Registration: m.Registration, Copy: m.Copy, Sample: m.Sample, MessageID: m.MessageID}
}

// ledger prints the ledger with extra keys, and why the sending stopped: just now, or since when the account rests.
func (s *session) ledger(svc *event.Service, ev event.Event, extra map[string]any, stopped error) error {
	l, err := svc.MailLedger(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	messages := []messageDoc{}
	for _, m := range l.Messages {
		if extra["kind"] == nil || extra["kind"] == kindWord(m.Kind) {
			messages = append(messages, newMessageDoc(m))
		}
	}
	d := map[string]any{"queued": l.Queued, "accepted": l.Accepted, "failed": l.Failed, "uncertain": l.Uncertain, "bounced": l.Bounced,
		"remaining_seconds": int(l.Remaining.Seconds()), "kinds": tallies(l), "paused_until": stamp(l.PausedUntil, ev.Zone()), "paused_code": l.PausedCode, "messages": messages}
	for k, v := range extra {
		d[k] = v
	}
	return s.print(d, func() {
		s.say("ctl.mail.ledger", i18n.Args{"Queued": l.Queued, "Accepted": l.Accepted, "Failed": l.Failed, "Uncertain": l.Uncertain, "Bounced": l.Bounced})
		rows := [][]string{}
		for _, m := range messages {
			if state := event.MessageState(m.State); state == event.MessageFailed || state == event.MessageUncertain || state == event.MessageBounced {
				rows = append(rows, []string{m.ID, s.text.T("message.state." + m.State), m.To, m.Reply})
			}
		}
		s.table(rows)
		if stopped == nil && l.PausedCode != "" {
			stopped = event.Fail(l.PausedCode, "Reply", l.PausedReply)
		}
		if stopped != nil {
			s.line(s.text.Error(stopped))
		}
	})
}

type mailSendCmd struct {
	Limit uint `help:"At most so many; 0: all that is due."`
	Now   bool `help:"Also what waits for a later try."`
}

// Run sends what is due on one connection, and resumes what a crash left.
func (c *mailSendCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	if err := svc.Allow(s.ctx, event.DoMail); err != nil {
		return err
	}
	if ev.MailAccount.Address == "" {
		return event.Fail(event.CodeMailAccount)
	}
	s.useSecret(svc, ev)
	if c.Now {
		if err := svc.SendNow(s.ctx, ev.ID); err != nil {
			return err
		}
	}
	sum, err := svc.Mailer.Send(s.ctx, ev, event.SendOptions{Limit: int(c.Limit), Progress: s.progress()})
	if err != nil {
		return err
	}
	var stopped error
	if sum.Code != "" {
		stopped = event.Fail(sum.Code, "Host", ev.MailAccount.Host, "Port", ev.MailAccount.Port, "Reply", sum.Reply)
	}
	if stopped != nil && sum.Accepted+sum.Failed+sum.Uncertain == 0 {
		return stopped
	}
	if stopped != nil { // those still waiting are listed
		s.partial(1)
	}
	s.partial(sum.Failed + sum.Uncertain + sum.Requeued)
	return s.ledger(svc, ev, map[string]any{"stopped": sum.Code}, stopped)
}

// mailer sends with a secret that the environment gives for this run.
func (s *session) mailer(ev event.Event, value string) event.Mailer {
	secrets := secret.Open(s.app.Paths.Keys, secret.Override(map[string]string{event.MailSecretName(ev.ID): value}))
	return wire.Mailer{Outbox: s.app.Store, Secrets: secrets, Clock: event.ClockFunc(time.Now), Log: slog.Default()}
}

type mailStatusCmd struct {
	Kind string `enum:"certificate,confirmation,reminder,change,letter," default:"" placeholder:"KIND" help:"Only messages of a kind."`
}

// Run shows the ledger.
func (c *mailStatusCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	extra := map[string]any{}
	if c.Kind != "" {
		extra["kind"] = c.Kind
	}
	return s.ledger(svc, ev, extra, nil)
}

type mailResolveCmd struct {
	Message  string `arg:""`
	Decision string `arg:"" enum:"sent,again"`
}

// Run decides.
func (c *mailResolveCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	m, err := svc.ResolveMessage(s.ctx, c.Message, c.Decision == "again")
	if err != nil {
		return err
	}
	ev, err := svc.Store.Event(s.ctx, m.Event)
	if err != nil {
		return err
	}
	return s.ledger(svc, ev, nil, nil)
}

type mailRetryCmd struct {
	Failed mailRetryFailedCmd `cmd:"" help:"Queue a new copy of every failed message."`
}

type mailRetryFailedCmd struct{}

// Run queues the failed again.
func (c *mailRetryFailedCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	again, err := svc.RetryFailed(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	return s.ledger(svc, ev, map[string]any{"added": len(again)}, nil)
}
