package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// kindWord is a kind of message as the contract writes it.
func kindWord(k event.MessageKind) string {
	if k == event.MessageCertificate {
		return "certificate"
	}
	return string(k)
}

// tallyDoc counts messages.
type tallyDoc struct {
	Queued    int `json:"queued"`
	Accepted  int `json:"accepted"`
	Failed    int `json:"failed"`
	Uncertain int `json:"uncertain"`
	Bounced   int `json:"bounced"`
}

func tallies(l event.Ledger) map[string]tallyDoc {
	docs := map[string]tallyDoc{}
	for kind, t := range l.Kinds {
		docs[kindWord(kind)] = tallyDoc(t)
	}
	return docs
}

type mailShowCmd struct {
	Message string `arg:""`
}

// Run shows one message.
func (c *mailShowCmd) Run(s *session) error {
	svc, err := s.look()
	if err != nil {
		return err
	}
	p, err := svc.ShowMessage(s.ctx, c.Message)
	if err != nil {
		return err
	}
	steps, err := svc.Store.Attempts(s.ctx, c.Message)
	if err != nil {
		return err
	}
	ev, err := svc.Store.Event(s.ctx, p.Message.Event)
	if err != nil {
		return err
	}
	files := []map[string]any{}
	for _, f := range p.Files {
		files = append(files, map[string]any{"name": f.Name, "type": f.Type, "bytes": len(f.Data)})
	}
	doc := map[string]any{"message": newMessageDoc(p.Message), "subject": p.Subject, "text": p.Text, "html": p.HTML, "files": files, "steps": list(steps)}
	return s.print(doc, func() {
		s.line(p.Message.To, s.text.T("message.state."+string(p.Message.State)))
		s.line(p.Subject)
		for line := range strings.SplitSeq(p.Text, "\n") {
			s.line(line)
		}
		rows := [][]string{}
		for _, f := range p.Files {
			rows = append(rows, []string{f.Name})
		}
		for _, a := range steps {
			rows = append(rows, []string{a.At.In(ev.Zone()).Format(time.DateTime), s.text.T("message.state." + string(a.To)), a.Reply})
		}
		s.table(rows)
	})
}

type mailProveCmd struct{}

// Run looks into the folder of sent mail.
func (c *mailProveCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	s.useSecret(svc, ev)
	res, err := svc.ProveSent(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	return s.ledger(svc, ev, map[string]any{"proven": len(res.Proven), "open": len(res.Open)}, nil)
}

type mailBouncesCmd struct {
	Files []string `arg:"" optional:"" placeholder:"FILE.eml" help:"Saved mails; none: the account's inbox."`
}

// Run reads what came back.
func (c *mailBouncesCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	var sum event.BounceResult
	add := func(res event.BounceResult) {
		sum.Bounced = append(sum.Bounced, res.Bounced...)
		sum.Delayed, sum.Known, sum.Foreign = sum.Delayed+res.Delayed, sum.Known+res.Known, sum.Foreign+res.Foreign
	}
	if len(c.Files) == 0 {
		s.useSecret(svc, ev)
		res, err := svc.ReadBounces(s.ctx, ev.ID)
		if err != nil {
			return err
		}
		add(res)
	}
	refused := []map[string]any{}
	for _, file := range c.Files {
		res, err := bouncesIn(s, svc, ev, file)
		if err != nil && len(c.Files) == 1 {
			return err
		}
		if err != nil {
			refused = append(refused, map[string]any{"file": file, "message": s.text.Error(err)})
			fmt.Fprintln(s.errs, file+": "+s.text.Error(err))
			continue
		}
		add(res)
	}
	s.partial(len(refused))
	return s.ledger(svc, ev, map[string]any{"returned": len(sum.Bounced), "delayed": sum.Delayed, "known": sum.Known, "foreign": sum.Foreign,
		"refused": refused}, nil)
}

// bouncesIn reads a saved mail.
func bouncesIn(s *session, svc *event.Service, ev event.Event, file string) (event.BounceResult, error) {
	eml, err := event.ReadFile(file, event.MaxDocument)
	if err != nil {
		return event.BounceResult{}, err
	}
	return svc.BounceFromFile(s.ctx, ev.ID, eml)
}

// useSecret takes the account's secret from the environment, where it is there.
func (s *session) useSecret(svc *event.Service, ev event.Event) {
	if value := os.Getenv(secretEnv); value != "" {
		svc.Mailer = s.mailer(ev, value)
	}
}

type mailPauseCmd struct{}

// Run lets mail rest.
func (c *mailPauseCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	if err := svc.PauseMail(s.ctx, ev.ID); err != nil {
		return err
	}
	if !s.json {
		s.say("ctl.mail.paused")
	}
	return s.ledger(svc, ev, nil, nil)
}

type mailResumeCmd struct{}

// Run ends a rest.
func (c *mailResumeCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	if err := svc.ResumeMail(s.ctx, ev.ID); err != nil {
		return err
	}
	if !s.json {
		s.say("ctl.mail.resumed")
	}
	return s.ledger(svc, ev, nil, nil)
}

type mailStopCmd struct {
	Yes bool `required:"" help:"Yes, take them back: nothing undoes it."`
}

// Run takes back what waits.
func (c *mailStopCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	n, err := svc.StopMail(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	if !s.json {
		s.say("ctl.mail.stopped", i18n.Args{"Count": n})
	}
	return s.ledger(svc, ev, map[string]any{"stopped_messages": n}, nil)
}

type mailLettersCmd struct {
	Set string `placeholder:"FILE.json" help:"The event's own letters, as this command prints them with --json."`
}

// Run lists the words of messages, or takes new ones.
func (c *mailLettersCmd) Run(s *session) error {
	svc, ev, err := s.chosen(c.Set != "")
	if err != nil {
		return err
	}
	if c.Set != "" {
		if ev, err = c.set(s, svc, ev); err != nil {
			return err
		}
	}
	usual, fields := []event.LetterTemplate{}, map[string][]string{}
	for _, kind := range event.MessageKinds {
		usual = append(usual, svc.Letters.Usual(kind))
		fields[kindWord(kind)] = event.LetterFields(ev, kind)
	}
	doc := map[string]any{"letters": list(ev.Letters), "usual": usual, "fields": fields}
	return s.print(doc, func() {
		rows := [][]string{}
		for _, t := range ev.Letters {
			rows = append(rows, []string{t.ID, kindWord(t.Kind), t.Title})
		}
		for _, t := range usual {
			rows = append(rows, []string{"", kindWord(t.Kind), t.Subject["pl"]})
		}
		s.table(rows)
	})
}

func (c *mailLettersCmd) set(s *session, svc *event.Service, ev event.Event) (event.Event, error) {
	raw, err := event.ReadFile(c.Set, event.MaxSecrets)
	if err != nil {
		return ev, err
	}
	var doc struct {
		Letters []event.LetterTemplate `json:"letters"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil || doc.Letters == nil { // without the key all letters would go
		return ev, event.Fail(event.CodeLetterFile, "Path", c.Set).Because(err)
	}
	for i := range doc.Letters {
		if doc.Letters[i].ID == "" {
			doc.Letters[i].ID = event.NewID()
		}
		if err := doc.Letters[i].Check(ev); err != nil {
			return ev, err
		}
	}
	return svc.UpdateEvent(s.ctx, ev.ID, event.EventUpdate{Letters: &doc.Letters})
}

type mailExportCmd struct {
	File string `arg:"" help:"FILE.csv or FILE.xlsx"`
}

// Run writes the ledger.
func (c *mailExportCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	p := s.text
	header, rows, err := svc.LedgerTable(s.ctx, ev.ID, event.LedgerWords{
		Column: func(column string) string { return p.T("letters.column." + column) },
		Kind:   func(k event.MessageKind) string { return p.T("letters.kind." + kindWord(k)) },
		State:  func(state event.MessageState) string { return p.T("message.state." + string(state)) },
		Yes:    p.T("common.yes"),
	})
	if err != nil {
		return err
	}
	format := strings.TrimPrefix(strings.ToLower(filepath.Ext(c.File)), ".")
	if err := event.WriteFile(c.File, func(f io.Writer) error { return svc.Tables.Write(f, format, header, rows) }); err != nil {
		return err
	}
	return s.print(map[string]any{"rows": len(rows)}, func() { s.say("ctl.mail.exported", i18n.Args{"Count": len(rows), "Path": c.File}) })
}
