package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zlot/cmd/internal/wire"
	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
)

type certificatesCmd struct {
	Issue    certIssueCmd    `cmd:"" help:"Issue certificates to everybody eligible who has none."`
	List     certListCmd     `cmd:"" help:"Show the register."`
	Export   certExportCmd   `cmd:"" help:"Write all valid certificates and the public key into a folder."`
	Withdraw certWithdrawCmd `cmd:"" help:"Withdraw a certificate."`
	Replace  certReplaceCmd  `cmd:"" help:"Issue a new certificate in the place of an old one."`
	Verify   certVerifyCmd   `cmd:"" help:"Say whether a certificate is ours, unchanged and still valid."`
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
}

func newCertificateDoc(c event.Certificate, ev event.Event) certificateDoc {
	return certificateDoc{Number: c.Number, Registration: c.Registration, Name: c.Data.Name, Hours: c.Data.Hours, State: string(c.State),
		IssuedAt: stamp(c.IssuedAt, ev.Zone()), SHA256: c.SHA256, ReplacedBy: c.ReplacedBy, Replaces: c.Replaces, Reason: c.Reason}
}

type certIssueCmd struct {
	DryRun bool `help:"Only show what would happen."`
}

type refusedDoc struct {
	Registration string       `json:"registration"`
	Name         string       `json:"name"`
	Because      []becauseDoc `json:"because"`
}

// Run issues the certificates.
func (c *certIssueCmd) Run(s *session) error {
	svc, ev, err := s.chosen(!c.DryRun)
	if err != nil {
		return err
	}
	res, err := svc.IssueCertificates(s.ctx, ev.ID, event.IssueOptions{DryRun: c.DryRun}, s.progress())
	if err != nil && len(res.Issued) == 0 {
		return err
	}
	issued := []certificateDoc{}
	for _, ct := range res.Issued {
		issued = append(issued, newCertificateDoc(ct, ev))
	}
	refused := []refusedDoc{}
	for _, a := range res.NotEligible {
		refused = append(refused, refusedDoc{Registration: a.Entry.ID, Name: a.Entry.Who.Name.Full(), Because: s.because(a.Because)})
	}
	failed := []map[string]any{}
	for _, f := range res.Failed {
		failed = append(failed, map[string]any{"registration": f.ID, "message": s.text.Error(f.Err)})
	}
	s.partial(len(refused) + len(failed))
	docs := map[string]any{"issued": issued, "not_eligible": refused, "failed": failed, "issued_before": res.Before}
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
	})
}

type certListCmd struct{}

// Run shows the register.
func (c *certListCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	all, err := svc.Store.Certificates(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	docs := []certificateDoc{}
	rows := [][]string{}
	for _, ct := range all {
		docs = append(docs, newCertificateDoc(ct, ev))
		rows = append(rows, []string{ct.Number, s.text.T("certificate.state." + string(ct.State)), ct.Data.Name, s.text.Hours(ct.Data.Hours)})
	}
	return s.print(map[string]any{"certificates": docs}, func() { s.table(rows) })
}

type certExportCmd struct {
	Dir string `arg:"" help:"Folder; made if it is missing."`
}

// publicKeyFile is the name under which the event's public keys are exported, one a line.
const publicKeyFile = "public-key.txt"

// Run writes the frozen PDFs, named by number and person.
func (c *certExportCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return event.Fail(event.CodeDocumentWrite, "Path", c.Dir).Because(err)
	}
	all, err := svc.Store.Certificates(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	files := []string{}
	for _, ct := range all {
		if ct.State != event.Issued {
			continue
		}
		pdf, err := svc.CertificatePDF(s.ctx, ct.Number)
		if err != nil {
			return err
		}
		path := filepath.Join(c.Dir, ct.FileName())
		if err := event.WriteFile(path, func(f io.Writer) error { _, err := f.Write(pdf); return err }); err != nil {
			return err
		}
		files = append(files, path)
	}
	keys := strings.Join(ev.PublicKeys, "\n") + "\n"
	path := filepath.Join(c.Dir, publicKeyFile)
	if err := event.WriteFile(path, func(f io.Writer) error { _, err := io.WriteString(f, keys); return err }); err != nil {
		return err
	}
	return s.print(map[string]any{"files": files, "key": path}, func() {
		s.count("ctl.certificates.exported", len(files), i18n.Args{"Path": c.Dir})
	})
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

type certVerifyCmd struct {
	What string `arg:"" help:"FILE.pdf or the token from the QR symbol."`
	Key  string `placeholder:"FILE" help:"Public keys, one a line: verifies without the database."`
}

// Run verifies. With --key the database is not needed, and not asked.
func (c *certVerifyCmd) Run(s *session) error {
	input, isPDF := []byte(c.What), false
	if data, err := os.ReadFile(c.What); err == nil {
		input, isPDF = data, bytes.HasPrefix(data, []byte("%PDF"))
	} else if strings.HasSuffix(strings.ToLower(c.What), ".pdf") {
		return event.Fail(event.CodeFileUnread, "Path", c.What).Because(err)
	}
	var keys []string
	var r event.Reader
	if c.Key != "" {
		data, err := os.ReadFile(c.Key)
		if err != nil {
			return event.Fail(event.CodeFileUnread, "Path", c.Key).In("key").Because(err)
		}
		keys = strings.Fields(string(data))
	}
	if c.Key == "" || s.cli.DB != "" {
		app, err := wire.Open(s.ctx, wire.Options{DB: s.cli.DB, ReadOnly: true})
		if err != nil {
			return err
		}
		s.app, r = app, app.Store
	}
	v, err := event.VerifyCertificate(s.ctx, r, doc.COSE{}, doc.New(), input, isPDF, keys)
	if err != nil {
		return err
	}
	return s.verification(v)
}

func (s *session) verification(v event.Verification) error {
	d := map[string]any{"valid": v.Valid, "state": string(v.State), "number": v.Statement.Number, "name": v.Statement.Name,
		"title": v.Statement.Title, "hours": v.Statement.Hours, "date": string(v.Statement.Date), "code": v.Code}
	if !v.Valid {
		s.exit = exitFailed
	}
	return s.print(d, func() {
		switch {
		case v.Valid:
			s.say("ctl.verify.valid", i18n.Args{"Number": v.Statement.Number, "Name": v.Statement.Name, "Title": v.Statement.Title,
				"Hours": s.text.Hours(v.Statement.Hours)})
		case v.Code != "":
			s.line(s.text.Error(event.Fail(v.Code)))
		default:
			s.say("ctl.verify.ended", i18n.Args{"Number": v.Statement.Number, "State": s.text.T("certificate.state." + string(v.State))})
		}
	})
}
