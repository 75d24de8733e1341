package main

import (
	"slices"

	"zlot/event"
	"zlot/event/i18n"
)

type certificatesCmd struct {
	Issue    certIssueCmd    `cmd:"" help:"Issue certificates to everybody eligible who has none."`
	List     certListCmd     `cmd:"" help:"Show the register."`
	Export   certExportCmd   `cmd:"" help:"Write all valid certificates and the public key into a folder."`
	Withdraw certWithdrawCmd `cmd:"" help:"Withdraw a certificate."`
	Replace  certReplaceCmd  `cmd:"" help:"Issue a new certificate in the place of an old one."`
	Verify   certVerifyCmd   `cmd:"" help:"Say whether a certificate is ours, unchanged and still valid."`

	Duplicate certDuplicateCmd `cmd:"" help:"Make a duplicate of a valid certificate, marked as one."`
	Receive   certReceiveCmd   `cmd:"" help:"Note how certificates reached their people."`
	Register  certRegisterCmd  `cmd:"" help:"Write the register as PDF, CSV or XLSX."`
	Print     certPrintCmd     `cmd:"" help:"Put certificates into one PDF in their order, or on a printer."`
	Page      certPageCmd      `cmd:"" help:"Write the page on which anybody can check certificates in a browser."`
	Key       certKeyCmd       `cmd:"" help:"Choose the organizer's own key (PKCS#12) that documents are signed with besides."`
}

type certificateDoc struct {
	Number       string  `json:"number"`
	Registration string  `json:"registration"`
	Name         string  `json:"name"`
	Hours        float64 `json:"hours"`
	State        string  `json:"state"`
	IssuedAt     any     `json:"issued_at"`
	SHA256       string  `json:"sha256"`
	ReplacedBy   string  `json:"replaced_by"`
	Replaces     string  `json:"replaces"`
	Reason       string  `json:"reason"`
	Kind         string  `json:"kind"`
	Series       string  `json:"series"`
	Duplicates   int     `json:"duplicates"`
}

func newCertificateDoc(c event.Certificate, ev event.Event) certificateDoc {
	return certificateDoc{Number: c.Number, Registration: c.Registration, Name: c.Data.Name, Hours: c.Data.Hours, State: string(c.State),
		IssuedAt: stamp(c.IssuedAt, ev.Zone()), SHA256: c.SHA256, ReplacedBy: c.ReplacedBy, Replaces: c.Replaces, Reason: c.Reason,
		Kind: c.KindID(), Series: c.Series, Duplicates: len(c.Duplicates)}
}

type certIssueCmd struct {
	DryRun        bool     `help:"Only show what would happen, and what would be missing."`
	Kind          []string `placeholder:"ID" help:"Only certificates of this kind."`
	Registrations []string `arg:"" optional:"" help:"Only these people."`
}

type refusedDoc struct {
	Registration string       `json:"registration"`
	Name         string       `json:"name"`
	Kind         string       `json:"kind,omitempty"`
	Because      []becauseDoc `json:"because"`
}

// lackDoc is something that a document would lack.
type lackDoc struct {
	Registration string `json:"registration,omitempty"` // "": all documents of the kind
	Name         string `json:"name,omitempty"`
	Kind         string `json:"kind"`
	Code         string `json:"code"`
	Message      string `json:"message"`
}

// Run issues the certificates.
func (c *certIssueCmd) Run(s *session) error {
	svc, ev, err := s.chosen(!c.DryRun)
	if err != nil {
		return err
	}
	for _, id := range c.Registrations {
		if err := ofEvent(s, svc, ev, id); err != nil {
			return err
		}
	}
	o := event.IssueOptions{DryRun: c.DryRun, Kinds: c.Kind, Registrations: c.Registrations}
	missing, err := s.missing(svc, ev, o)
	if err != nil {
		return err
	}
	res, err := svc.IssueCertificates(s.ctx, ev.ID, o, s.progress())
	if err != nil && len(res.Issued) == 0 {
		return err
	}
	return c.report(s, ev, res, missing, err)
}

// report says what was issued, and what broke it off.
func (c *certIssueCmd) report(s *session, ev event.Event, res event.IssueResult, missing []lackDoc, err error) error {
	issued := []certificateDoc{}
	for _, ct := range res.Issued {
		issued = append(issued, newCertificateDoc(ct, ev))
	}
	refused := []refusedDoc{}
	for _, a := range res.NotEligible {
		refused = append(refused, refusedDoc{Registration: a.Entry.ID, Name: a.Entry.Who.Name.Full(), Because: s.because(a.Because)})
	}
	byKind := []refusedDoc{}
	for _, r := range res.Refused {
		byKind = append(byKind, refusedDoc{Registration: r.Registration, Name: r.Name, Kind: r.Kind, Because: s.because(r.Because)})
	}
	failed := []map[string]any{}
	for _, f := range res.Failed {
		failed = append(failed, map[string]any{"registration": f.ID, "message": s.text.Error(f.Err)})
	}
	s.partial(len(refused) + len(failed))
	docs := map[string]any{"issued": issued, "not_eligible": refused, "failed": failed, "issued_before": res.Before,
		"refused": byKind, "missing": missing}
	if broke := s.brokeOff(err); broke != nil {
		docs["error"] = broke
	}
	return s.print(docs, func() {
		if c.DryRun {
			s.say("ctl.dry_run")
		}
		s.say("ctl.certificates.issued", i18n.Args{"Issued": len(issued), "Refused": len(refused), "Before": res.Before})
		for _, a := range res.NotEligible {
			s.line(a.Entry.Who.Name.Full(), s.reasons(a.Because))
		}
		for _, f := range res.Failed {
			s.line(s.text.Error(f.Err))
		}
		for _, m := range missing {
			s.line(m.Name, m.Message)
		}
	})
}

// missing lists what documents would lack, before they are issued.
func (s *session) missing(svc *event.Service, ev event.Event, o event.IssueOptions) ([]lackDoc, error) {
	plan, err := svc.PlanCertificates(s.ctx, ev.ID, o)
	if err != nil {
		return nil, err
	}
	docs := []lackDoc{}
	trouble := func(t event.Trouble) string { return s.text.T("layout.trouble."+string(t.Code), t.Args) }
	for _, k := range plan.Kinds {
		for _, t := range k.Troubles {
			docs = append(docs, lackDoc{Kind: k.Kind.ID, Code: string(t.Code), Message: trouble(t)})
		}
	}
	for _, p := range plan.Planned {
		for _, t := range p.Troubles {
			docs = append(docs, lackDoc{Registration: p.Registration, Name: p.Data.Name, Kind: p.KindID(), Code: string(t.Code), Message: trouble(t)})
		}
		for _, b := range s.because(p.Remarks) {
			docs = append(docs, lackDoc{Registration: p.Registration, Name: p.Data.Name, Kind: p.KindID(), Code: b.Code, Message: b.Message})
		}
	}
	return docs, nil
}

type certListCmd struct {
	Kind string `placeholder:"ID" help:"Only certificates of this kind."`
}

// receiptDoc is how a certificate reached its person.
type receiptDoc struct {
	How  string `json:"how"`
	Day  string `json:"day"`
	Note string `json:"note,omitempty"`
}

// listedDoc is an entry of the register.
type listedDoc struct {
	certificateDoc
	Receipt *receiptDoc `json:"receipt"`
}

// Run shows the register.
func (c *certListCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	all, err := svc.Register(s.ctx, ev.ID)
	if err == nil {
		err = knownKinds(ev, all, c.Kind)
	}
	if err != nil {
		return err
	}
	docs := []listedDoc{}
	rows := [][]string{}
	for _, r := range all {
		if c.Kind != "" && r.KindID() != c.Kind {
			continue
		}
		d, received := listedDoc{certificateDoc: newCertificateDoc(r.Certificate, ev)}, ""
		if r.Receipt.How != "" {
			d.Receipt = &receiptDoc{string(r.Receipt.How), string(r.Receipt.Day), r.Receipt.Note}
			received = s.text.T("certificate.receipt."+string(r.Receipt.How)) + " " + string(r.Receipt.Day)
		}
		docs = append(docs, d)
		rows = append(rows, []string{r.Number, s.text.T("certificate.state." + string(r.State)), r.Data.Name, s.text.Hours(r.Data.Hours), received})
	}
	return s.print(map[string]any{"certificates": docs}, func() { s.table(rows) })
}

// knownKinds refuses kinds that neither the event nor its register knows. "" is any.
func knownKinds(ev event.Event, register []event.RegisterRow, kinds ...string) error {
	var known []string
	for _, k := range ev.CertificateKinds() {
		known = append(known, k.ID)
	}
	for _, kind := range kinds {
		if kind == "" || slices.Contains(known, kind) || slices.ContainsFunc(register, func(r event.RegisterRow) bool { return r.KindID() == kind }) {
			continue
		}
		return event.Fail(event.CodeDecisionKind, "Value", kind, "Kinds", known).In("kind")
	}
	return nil
}

type certWithdrawCmd struct {
	Number string `arg:""`
	Reason string `required:""`
}

// Run withdraws.
func (c *certWithdrawCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	ct, err := svc.WithdrawCertificate(s.ctx, c.Number, c.Reason)
	if err != nil {
		return err
	}
	return s.certificate(svc, ct)
}

type certReplaceCmd struct {
	Number string `arg:""`
}

// Run replaces.
func (c *certReplaceCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	ct, err := svc.ReplaceCertificate(s.ctx, c.Number)
	if err != nil {
		return err
	}
	return s.certificate(svc, ct)
}

func (s *session) certificate(svc *event.Service, ct event.Certificate) error {
	ev, err := svc.Store.Event(s.ctx, ct.Event)
	if err != nil {
		return err
	}
	return s.print(newCertificateDoc(ct, ev), func() {
		s.line(ct.Number, s.text.T("certificate.state."+string(ct.State)), ct.Data.Name)
	})
}
