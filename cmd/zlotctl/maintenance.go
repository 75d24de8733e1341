package main

import (
	"fmt"
	"runtime/debug"

	"zlot/cmd/internal/wire"
	"zlot/event"
	"zlot/event/i18n"
)

type backupCmd struct {
	File string `arg:""`
}

// Run copies the database while others may be writing it.
func (c *backupCmd) Run(s *session) error {
	svc, err := s.look()
	if err != nil {
		return err
	}
	if err := svc.Store.Backup(s.ctx, c.File); err != nil {
		return err
	}
	return s.print(map[string]any{"file": c.File}, func() { s.say("ctl.written", i18n.Args{"Path": c.File}) })
}

type restoreCmd struct {
	File   string `arg:"" help:"A backup, or the name of one that lies beside the database."`
	DryRun bool   `help:"Only say what it holds and what would be lost."`
}

// Run puts the backup in the database's place; what was there is kept: as a copy, or, where it is too damaged for one, beside it.
func (c *restoreCmd) Run(s *session) error {
	if err := s.mayRestore(); err != nil {
		return err
	}
	if c.DryRun {
		return c.preview(s)
	}
	path := s.database()
	r, err := wire.Restore(s.ctx, c.File, path, copyPassphrase())
	if err != nil {
		return err
	}
	kept := r.Kept
	if kept == "" {
		kept = r.Copy.Path
	}
	doc := map[string]any{"file": path, "kept": kept, "copy": r.Copy.Name, "erased": len(r.Erased), "sent": r.Sent, "carried": r.Unread == nil}
	return s.print(doc, func() {
		s.say("ctl.restored", i18n.Args{"Path": path, "Kept": kept})
		if r.Unread != nil {
			s.say("backup.restored.unread")
		}
	})
}

// mayRestore asks the file that would be replaced who may, as far as it can still be asked: where it is damaged, or not
// there, nobody is locked out of getting it back.
func (s *session) mayRestore() error {
	svc, err := s.look()
	if err == nil {
		err = svc.Allow(s.ctx, event.DoRestore)
	}
	if s.app != nil {
		if closed := s.app.Close(); err == nil {
			err = closed
		}
		s.app = nil
	}
	if notIdentified(err) {
		return err
	}
	if _, denied := event.AccessDenied(err); denied {
		return err
	}
	return nil
}

func (s *session) database() string {
	if s.cli.DB != "" {
		return s.cli.DB
	}
	return wire.DefaultPaths().Database
}

// lostDoc is one line of a preview.
type lostDoc struct {
	What  string   `json:"what"`
	Count int      `json:"count"`
	Names []string `json:"names,omitempty"`
}

func (c *restoreCmd) preview(s *session) error {
	p, err := wire.PreviewRestore(s.ctx, c.File, s.database(), copyPassphrase())
	if err != nil {
		return err
	}
	lost, sent := []lostDoc{}, []lostDoc{}
	for _, l := range p.Lost {
		lost = append(lost, lostDoc{string(l.Noun), l.Count, l.Names})
	}
	for _, m := range p.Sent {
		sent = append(sent, lostDoc{What: string(m.Kind), Count: m.Count})
	}
	titles := []string{}
	for _, e := range p.Content.Events {
		titles = append(titles, e.Title)
	}
	holds := map[string]any{"events": titles, "registrations": p.Content.Registrations, "scans": p.Content.Scans,
		"certificates": p.Content.Certificates, "sent": p.Content.Sent, "last": p.Content.Last}
	doc := map[string]any{"holds": holds, "lost": lost, "sent_since": sent, "erased_since": p.Erased, "other_file": p.Strange, "compared": p.Unread == nil,
		"other_operators": p.Operators}
	return s.print(doc, func() {
		for _, line := range previewLines(s.text, p) {
			fmt.Fprintln(s.out, line)
		}
	})
}

// previewLines says a preview in words.
func previewLines(words *i18n.Printer, p event.CopyPreview) []string {
	lines := []string{words.N("backup.holds", p.Content.Registrations, i18n.Args{"Scans": p.Content.Scans, "Certificates": p.Content.Certificates})}
	for _, e := range p.Content.Events {
		lines = append(lines, "  "+e.Title)
	}
	switch {
	case p.Unread != nil:
		return append(lines, words.T("backup.preview.unread"))
	case p.Strange:
		lines = append(lines, words.T("backup.preview.strange"))
	case len(p.Lost) == 0:
		lines = append(lines, words.T("backup.preview.nothing"))
	}
	for _, l := range p.Lost {
		lines = append(lines, "- "+words.N("backup.lost."+string(l.Noun), l.Count, i18n.Args{"Names": l.Names}))
	}
	for _, m := range p.Sent {
		kind := string(m.Kind)
		if kind == "" {
			kind = "certificate"
		}
		lines = append(lines, "= "+words.N("backup.sent."+kind, m.Count))
	}
	if p.Erased > 0 {
		lines = append(lines, "= "+words.N("backup.erased", p.Erased))
	}
	if p.Operators {
		lines = append(lines, words.T("backup.preview.operators"))
	}
	return lines
}

type checkCmd struct{}

type problemDoc struct {
	Code    string         `json:"code"`
	Args    map[string]any `json:"args"`
	Message string         `json:"message"`
}

// Run checks the file.
func (c *checkCmd) Run(s *session) error {
	svc, err := s.look()
	if err != nil {
		return err
	}
	// A fifth of the time went into collecting garbage; the process ends right after.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	found, err := svc.Store.Check(s.ctx)
	if err != nil {
		return err
	}
	docs := []problemDoc{}
	for _, p := range found {
		docs = append(docs, problemDoc{Code: p.Code, Args: p.Args, Message: s.text.T(p.Code, p.Args)})
	}
	if len(docs) > 0 {
		s.exit = exitFailed
	}
	return s.print(map[string]any{"ok": len(docs) == 0, "problems": docs}, func() {
		if len(docs) == 0 {
			s.say("ctl.check.ok")
		}
		for _, d := range docs {
			s.line(d.Message)
		}
	})
}
