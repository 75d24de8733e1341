package main

import (
	"slices"

	"zlot/event"
	"zlot/event/i18n"
)

type mailQueueCmd struct {
	Certificates mailQueueCertificatesCmd `cmd:"" help:"Queue a message for every valid certificate that has none."`
	Confirmation mailQueueConfirmationCmd `cmd:"" help:"Queue a confirmation with the badge's QR code and a calendar for everybody confirmed who has none."`
	Reminder     mailQueueReminderCmd     `cmd:"" help:"Queue a reminder with the badge's QR code and a calendar for everybody confirmed."`
	Change       mailQueueChangeCmd       `cmd:"" help:"Queue a message for everybody whom the last version of the programme concerns."`
	Letter       mailQueueLetterCmd       `cmd:"" help:"Queue a letter of your own words."`
}

type mailQueueCertificatesCmd struct {
	ToSelf bool `help:"One sample to the account's own address."`
}

// Run queues.
func (c *mailQueueCertificatesCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	res, err := svc.QueueCertificates(s.ctx, ev.ID, nil, c.ToSelf)
	if err != nil {
		return err
	}
	refused := []map[string]any{}
	for _, f := range res.NoAddress {
		refused = append(refused, map[string]any{"number": f.ID, "message": s.text.Error(f.Err)})
	}
	s.partial(len(refused))
	if !s.json {
		s.say("ctl.mail.queued", i18n.Args{"Queued": len(res.Queued), "Before": res.Before, "Refused": len(refused)})
		for _, f := range res.NoAddress {
			s.line(f.ID, s.text.Error(f.Err))
		}
	}
	return s.ledger(svc, ev, map[string]any{"added": len(res.Queued), "queued_before": res.Before, "refused": refused}, nil)
}

// mailingFlags say whom a mailing is for.
type mailingFlags struct {
	To       []string          `sep:"none" placeholder:"ID" help:"Only these registrations."`
	Where    map[string]string `placeholder:"FIELD=VALUE" help:"Only those whose field has the value, as in the list of registrations."`
	Template string            `placeholder:"ID" help:"One of the event's own letters."`
	Again    bool              `help:"Another copy for those who had it."`
	ToSelf   bool              `help:"One sample to the account's own address."`
	DryRun   bool              `help:"Say what would be queued, and queue nothing."`
}

type (
	mailQueueConfirmationCmd struct{ mailingFlags }
	mailQueueReminderCmd     struct{ mailingFlags }
	mailQueueChangeCmd       struct{ mailingFlags }
	mailQueueLetterCmd       struct {
		mailingFlags
		Subject string `placeholder:"S" help:"Subject, in Polish; fields stand in braces."`
		Text    string `placeholder:"FILE" help:"The words, in Polish: paragraphs parted by an empty line."`
	}
)

// Run queues confirmations.
func (c *mailQueueConfirmationCmd) Run(s *session) error {
	return s.mailing(c.request(event.MessageConfirmation), c.DryRun)
}

// Run queues reminders.
func (c *mailQueueReminderCmd) Run(s *session) error {
	return s.mailing(c.request(event.MessageReminder), c.DryRun)
}

// Run queues what is to be known of the last version of the programme.
func (c *mailQueueChangeCmd) Run(s *session) error {
	return s.mailing(c.request(event.MessageChange), c.DryRun)
}

// Run queues a letter.
func (c *mailQueueLetterCmd) Run(s *session) error {
	req := c.request(event.MessageLetter)
	if c.Text != "" {
		text, err := event.ReadFile(c.Text, event.MaxSecrets)
		if err != nil {
			return err
		}
		req.Words = &event.LetterTemplate{Subject: map[string]string{"pl": c.Subject}, Text: map[string]string{"pl": string(text)}}
	}
	return s.mailing(req, c.DryRun)
}

func (c mailingFlags) request(kind event.MessageKind) event.MailingRequest {
	req := event.MailingRequest{Kind: kind, Registrations: c.To, Template: c.Template, Again: c.Again, ToSelf: c.ToSelf}
	for field, value := range c.Where {
		req.Where = append(req.Where, event.Condition{Field: field, Op: event.OpIs, Value: value})
	}
	return req
}

// leftDoc is somebody who gets no message.
type leftDoc struct {
	Registration string `json:"registration"`
	Name         string `json:"name"`
	Certificate  string `json:"certificate,omitempty"`
	Why          string `json:"why"`
}

func leftDocs(all []event.LeftOut) []leftDoc {
	docs := []leftDoc{}
	for _, l := range all {
		docs = append(docs, leftDoc{l.Registration, l.Name, l.Certificate, string(l.Why)})
	}
	return docs
}

// mailing plans and queues.
func (s *session) mailing(req event.MailingRequest, dryRun bool) error {
	svc, ev, err := s.chosen(!dryRun)
	if err != nil {
		return err
	}
	for _, id := range req.Registrations {
		if err := ofEvent(s, svc, ev, id); err != nil {
			return err
		}
	}
	plan, err := svc.PlanMailing(s.ctx, ev.ID, req)
	if err != nil {
		return err
	}
	missing := []map[string]any{}
	for _, m := range plan.Missing {
		missing = append(missing, map[string]any{"registration": m.Registration, "name": m.Name, "fields": m.Fields})
	}
	extra := map[string]any{"left_out": leftDocs(plan.Left), "missing": missing, "account": plan.Account.Address,
		"duration_seconds": int(plan.Duration.Seconds()), "mailing": plan.Mailing}
	if !s.json {
		s.sayPlan(plan)
	}
	if dryRun {
		planned := []messageDoc{}
		for _, m := range plan.Messages {
			planned = append(planned, newMessageDoc(m))
		}
		extra["planned"] = planned
		return s.ledger(svc, ev, extra, nil)
	}
	if len(plan.Messages) == 0 && len(plan.Left) > 0 && !slices.ContainsFunc(plan.Left, func(l event.LeftOut) bool { return l.Why != event.LeftAlready }) {
		extra["added"], extra["queued_before"] = 0, len(plan.Left) // asked for twice
		return s.ledger(svc, ev, extra, nil)
	}
	res, err := svc.QueueMailing(s.ctx, plan)
	if err != nil {
		return err
	}
	extra["added"], extra["queued_before"] = len(res.Queued), res.Before
	extra["left_out"] = leftDocs(append(plan.Left, res.Left...))
	return s.ledger(svc, ev, extra, nil)
}

func (s *session) sayPlan(plan event.MailingPlan) {
	s.say("ctl.mail.plan", i18n.Args{"Messages": len(plan.Messages), "Left": len(plan.Left), "Address": plan.Account.Address,
		"Minutes": s.text.Number(plan.Duration.Minutes(), 1)})
	rows := [][]string{}
	for _, l := range plan.Left {
		rows = append(rows, []string{l.Name, s.text.T("letters.left." + string(l.Why))})
	}
	s.table(rows)
}
