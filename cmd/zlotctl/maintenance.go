package main

import (
	"zlot/cmd/internal/wire"
	"zlot/event/i18n"
	"zlot/storage"
)

type backupCmd struct {
	File string `arg:""`
}

// Run copies the database while others may be writing it.
func (c *backupCmd) Run(s *session) error {
	if _, err := s.look(); err != nil {
		return err
	}
	if err := s.app.Store.Backup(s.ctx, c.File); err != nil {
		return err
	}
	return s.print(map[string]any{"file": c.File}, func() { s.say("ctl.written", i18n.Args{"Path": c.File}) })
}

type restoreCmd struct {
	File string `arg:"" help:"A backup."`
}

// Run puts the backup in the database's place; what was there is kept beside it.
func (c *restoreCmd) Run(s *session) error {
	path := s.cli.DB
	if path == "" {
		path = wire.DefaultPaths().Database
	}
	r, err := storage.Restore(s.ctx, c.File, path, storage.Options{DeskFile: wire.DefaultPaths().Desk}, nil)
	if err != nil {
		return err
	}
	kept := r.Kept
	return s.print(map[string]any{"file": path, "kept": kept}, func() { s.say("ctl.restored", i18n.Args{"Path": path, "Kept": kept}) })
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
