package main

import (
	"fmt"
	"io"
	"os"

	"zlot/event"
	"zlot/event/i18n"
)

type certDuplicateCmd struct {
	Number string `arg:""`
	Reason string `required:""`
	Out    string `short:"o" placeholder:"FILE.pdf" help:"Write the duplicate there, too."`
}

// Run makes a duplicate.
func (c *certDuplicateCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	ct, err := svc.DuplicateCertificate(s.ctx, c.Number, c.Reason)
	if err != nil {
		return err
	}
	if c.Out != "" {
		pdf, err := svc.DuplicatePDF(s.ctx, ct.Number, len(ct.Duplicates))
		if err != nil {
			return err
		}
		// The duplicate is in the register by now: a file that cannot be written takes nothing back.
		if err := event.WriteFile(c.Out, func(w io.Writer) error { _, err := w.Write(pdf); return err }); err != nil {
			fmt.Fprintln(s.errs, s.text.Error(err))
			s.partial(1)
		}
	}
	return s.certificate(svc, ct)
}

type certReceiveCmd struct {
	Numbers []string `arg:""`
	How     string   `enum:"handed,posted," default:"handed" help:"handed (default) or posted."`
	Day     string   `placeholder:"DATE" help:"On which day; default: today."`
	Note    string   `help:"Who took it, the number of the letter…"`
	Undo    bool     `help:"Take back what was noted."`
}

// Run notes the receipt of certificates.
func (c *certReceiveCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	receipt := event.Receipt{How: event.ReceiptWay(c.How), Day: event.Date(c.Day), Note: c.Note}
	if c.Day == "" {
		first, err := svc.Store.Certificate(s.ctx, c.Numbers[0])
		if err != nil {
			return err
		}
		ev, err := svc.Store.Event(s.ctx, first.Event)
		if err != nil {
			return err
		}
		receipt.Day = event.DateOf(svc.Clock.Now(), ev.Zone())
	}
	if c.Undo {
		receipt = event.Receipt{}
	}
	noted, err := svc.ReceiveCertificates(s.ctx, c.Numbers, receipt)
	if err != nil {
		return err
	}
	if noted == nil {
		noted = []string{}
	}
	return s.print(map[string]any{"received": noted, "how": receipt.How, "day": receipt.Day}, func() {
		s.count("ctl.certificates.received", len(noted))
	})
}

type certKeyCmd struct {
	File   string `arg:"" optional:"" help:"FILE.p12; without it, tells which key is used."`
	Remove bool   `help:"Forget the key; what was signed stays signed."`
}

// sealPassword is the variable that holds the password of a key file: never an argument, which others can see.
const sealPassword = "ZLOT_KEY_PASSWORD"

// Run sets, shows or forgets the key.
func (c *certKeyCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	var holder event.KeyHolder
	used := false
	switch {
	case c.Remove:
		err = svc.RemoveDocumentKey(s.ctx, ev.ID)
	case c.File != "":
		data, failed := event.ReadFile(c.File, event.MaxSecrets)
		if failed != nil {
			return failed
		}
		holder, err = svc.SetDocumentKey(s.ctx, ev.ID, data, os.Getenv(sealPassword))
		used = err == nil
	default:
		holder, used, err = svc.DocumentKey(ev.ID)
	}
	if err != nil {
		return err
	}
	if !used {
		return s.print(map[string]any{"key": nil}, func() { s.say("ctl.certificates.key.none") })
	}
	doc := map[string]any{"name": holder.Name, "issuer": holder.Issuer, "from": stamp(holder.From, ev.Zone()), "until": stamp(holder.Until, ev.Zone())}
	return s.print(map[string]any{"key": doc}, func() {
		s.say("ctl.certificates.key.used", i18n.Args{"Name": holder.Name, "Issuer": holder.Issuer, "Until": holder.Until})
	})
}
