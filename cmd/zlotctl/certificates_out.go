package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

type certExportCmd struct {
	Dir  string `arg:"" help:"Folder; made if it is missing."`
	Kind string `placeholder:"ID" help:"Only certificates of this kind."`
}

// publicKeyFile is the name under which the event's public keys are exported, one a line.
const publicKeyFile = "public-key.txt"

// Run writes the frozen PDFs, named by number and person. A file of that name that says something else is left alone.
func (c *certExportCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	numbers, err := s.valid(svc, ev, c.Kind)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return event.Fail(event.CodeDocumentWrite, "Path", c.Dir).Because(err)
	}
	res := event.SaveResult{Paths: []string{}}
	if len(numbers) > 0 {
		if res, err = svc.SaveCertificates(s.ctx, ev.ID, c.Dir, numbers, s.progress()); err != nil {
			return err
		}
	}
	keys := strings.Join(ev.PublicKeys, "\n") + "\n"
	path := filepath.Join(c.Dir, publicKeyFile)
	if err := event.WriteFile(path, func(f io.Writer) error { _, err := io.WriteString(f, keys); return err }); err != nil {
		return err
	}
	failed := []map[string]any{}
	for _, f := range res.Failed {
		failed = append(failed, map[string]any{"number": f.ID, "message": s.text.Error(f.Err)})
	}
	s.partial(len(failed))
	return s.print(map[string]any{"files": res.Paths, "key": path, "failed": failed}, func() {
		s.count("ctl.certificates.exported", len(res.Paths), i18n.Args{"Path": c.Dir})
		for _, f := range res.Failed {
			s.line(f.ID, s.text.Error(f.Err))
		}
	})
}

// valid are the numbers of an event's valid certificates, of one kind or of all.
func (s *session) valid(svc *event.Service, ev event.Event, kind string) ([]string, error) {
	all, err := svc.Register(s.ctx, ev.ID)
	if err == nil {
		err = knownKinds(ev, all, kind)
	}
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(c event.RegisterRow) bool {
		return c.State != event.Issued || (kind != "" && c.KindID() != kind)
	})
	var numbers []string
	for _, c := range all {
		numbers = append(numbers, c.Number)
	}
	return numbers, nil
}

type certPrintCmd struct {
	Out     string   `short:"o" placeholder:"FILE.pdf" xor:"to" help:"One PDF with all of them."`
	Printer string   `placeholder:"ADDRESS" xor:"to" help:"A printer that zlotctl printers lists."`
	Duplex  bool     `help:"On both sides of the paper, each beginning on a sheet of its own."`
	Kind    string   `placeholder:"ID" help:"Only certificates of this kind."`
	Numbers []string `arg:"" optional:"" help:"Only these, in this order."`
}

// Run binds or prints.
func (c *certPrintCmd) Run(s *session) error {
	if c.Out == "" && c.Printer == "" {
		return event.Fail(event.CodeRequired).In("out")
	}
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	numbers := c.Numbers
	if len(numbers) == 0 {
		if numbers, err = s.valid(svc, ev, c.Kind); err != nil {
			return err
		}
		if len(numbers) == 0 {
			return event.Fail(event.CodeNoCertificates)
		}
	}
	if c.Printer != "" {
		setup := event.PrintSetup{Printer: c.Printer, Copies: 1}
		if c.Duplex {
			setup.Duplex = event.LongEdge
		}
		ticket, err := svc.PrintCertificates(s.ctx, ev.ID, numbers, setup)
		if err != nil {
			return err
		}
		return s.print(map[string]any{"certificates": len(numbers), "printer": c.Printer, "job": ticket.Job}, func() {
			s.count("ctl.certificates.printed", len(numbers), i18n.Args{"Printer": c.Printer})
		})
	}
	var count, pages int
	err = event.WriteFile(c.Out, func(w io.Writer) error {
		count, pages, err = svc.BindCertificates(s.ctx, ev.ID, numbers, w, s.progress())
		return err
	})
	if err != nil {
		return err
	}
	return s.print(map[string]any{"certificates": count, "pages": pages, "file": c.Out}, func() {
		s.count("ctl.certificates.bound", count, i18n.Args{"Pages": pages, "Path": c.Out})
	})
}

type certRegisterCmd struct {
	File   string   `arg:"" help:"FILE.pdf, .csv or .xlsx."`
	Series bool     `help:"All editions of the event's series."`
	Kind   []string `placeholder:"ID" help:"Only certificates of this kind."`
}

// Run writes the register.
func (c *certRegisterCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	all, err := svc.Register(s.ctx, ev.ID)
	if err == nil && !c.Series {
		err = knownKinds(ev, all, c.Kind...)
	}
	if err != nil {
		return err
	}
	o := event.RegisterOptions{Series: c.Series, Format: strings.TrimPrefix(strings.ToLower(filepath.Ext(c.File)), "."), Language: s.text.Lang(), Kinds: c.Kind}
	count := 0
	err = event.WriteFile(c.File, func(w io.Writer) error {
		count, err = svc.WriteRegister(s.ctx, ev.ID, w, o)
		return err
	})
	if err != nil {
		return err
	}
	return s.print(map[string]any{"rows": count, "file": c.File}, func() {
		s.count("ctl.certificates.register", count, i18n.Args{"Path": c.File})
	})
}

type certPageCmd struct {
	Out    string `short:"o" required:"" placeholder:"FILE.html"`
	Series bool   `help:"For all editions of the event's series."`
}

// Run writes the page.
func (c *certPageCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	var page event.VerifyPage
	err = event.WriteFile(c.Out, func(w io.Writer) error {
		page, err = svc.WriteVerifyPage(s.ctx, ev.ID, c.Series, w)
		return err
	})
	if err != nil {
		return err
	}
	ended := len(page.Withdrawn) + len(page.Replaced)
	return s.print(map[string]any{"file": c.Out, "events": len(page.Events), "ended": ended, "date": page.Date}, func() {
		s.count("ctl.certificates.page", ended, i18n.Args{"Path": c.Out})
	})
}
