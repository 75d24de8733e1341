package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

type importCmd struct {
	File     string            `arg:"" help:"CSV, TSV, XLSX or ODS."`
	DryRun   bool              `help:"Only show what would happen."`
	Map      map[string]string `mapsep:"none" placeholder:"FIELD=COLUMN" help:"Say which column is which field, repeatable."`
	Encoding string            `default:"auto"`
	Sheet    string            `help:"Name or number from 1."`
	Status   string            `enum:"pending,confirmed,waitlisted" default:"confirmed" help:"Status of new registrations."`
}

type rowDoc struct {
	Row     int    `json:"row"`
	Column  string `json:"column"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (s *session) rows(errs []event.RowError) []rowDoc {
	docs := []rowDoc{}
	for _, e := range errs {
		docs = append(docs, rowDoc{Row: e.Row, Column: e.Column, Code: e.Code, Message: s.text.Error(e)})
	}
	return docs
}

// remarks prints what is to be said about rows.
func (s *session) remarks(lists ...[]event.RowError) {
	for _, errs := range lists {
		for _, d := range s.rows(errs) {
			s.line(d.Message)
		}
	}
}

// Run plans the import, shows it, and applies it unless it is a dry run.
func (c *importCmd) Run(s *session) error {
	svc, ev, err := s.chosen(!c.DryRun)
	if err != nil {
		return err
	}
	t, err := svc.ReadTable(s.ctx, c.File, event.TableOptions{Encoding: c.Encoding, Sheet: c.Sheet})
	if err != nil {
		return err
	}
	fields := event.Mapping{} // column → field
	for field, column := range c.Map {
		fields[column] = field
	}
	plan, err := svc.PlanImport(s.ctx, ev.ID, t, event.ImportOptions{Mapping: fields, Status: event.Status(c.Status)})
	if err != nil {
		return err
	}
	if !c.DryRun {
		if _, err := svc.ApplyImport(s.ctx, plan, event.ImportChoices{}); err != nil {
			return err
		}
	}
	s.partial(len(plan.Rejected))
	doc := map[string]any{
		"rows": plan.Rows, "new": len(plan.New), "changed": len(plan.Changed), "same": len(plan.Same), "vanished": len(plan.Vanished),
		"repeated": len(plan.Repeated), "encoding": t.Encoding, "delimiter": t.Delimiter, "sheet": t.Sheet, "columns": plan.Columns,
		"rejected": s.rows(plan.Rejected), "warnings": s.rows(plan.Warnings),
	}
	return s.print(doc, func() {
		if c.DryRun {
			s.say("ctl.dry_run")
		}
		s.say("ctl.import.done", i18n.Args{"Rows": plan.Rows, "New": len(plan.New), "Changed": len(plan.Changed), "Same": len(plan.Same),
			"Vanished": len(plan.Vanished), "Rejected": len(plan.Rejected)})
		s.remarks(plan.Rejected, plan.Warnings)
	})
}

type exportCmd struct {
	File string `arg:"" help:"FILE.csv or FILE.xlsx"`
}

// Run writes all registrations with their answers.
func (c *exportCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	header, rows, err := svc.ExportRows(s.ctx, ev.ID, exportWords(s.text))
	if err != nil {
		return err
	}
	format := strings.TrimPrefix(strings.ToLower(filepath.Ext(c.File)), ".")
	err = writeFile(c.File, func(f *os.File) error { return svc.Tables.Write(f, format, header, rows) })
	if err != nil {
		return err
	}
	return s.print(map[string]any{"rows": len(rows)}, func() { s.count("ctl.export.done", len(rows), i18n.Args{"Path": c.File}) })
}

// exportWords are the words of a list in the language of p; days stay as spreadsheets sort them.
func exportWords(p *i18n.Printer) event.ExportWords {
	return event.ExportWords{
		Column: p.Column,
		Status: func(s event.Status) string { return p.T("status." + string(s)) },
		Role:   func(r event.Role) string { return p.T("role." + string(r)) },
		Answer: event.AnswerWords{Yes: p.T("common.yes"), No: p.T("common.no"), Number: p.Numeral},
	}
}

// writeFile writes a whole file or none: first beside it, then in its place.
func writeFile(path string, write func(*os.File) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".zlot-*")
	if err != nil {
		return event.Fail(event.CodeDocumentWrite, "Path", path).Because(err)
	}
	defer os.Remove(f.Name())
	if err = write(f); err == nil {
		err = f.Chmod(0o644)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	var known *event.Error
	var file *fs.PathError
	var name *os.LinkError
	if !errors.As(err, &known) && (errors.As(err, &file) || errors.As(err, &name)) {
		return event.Fail(event.CodeDocumentWrite, "Path", path).Because(err)
	}
	return err
}
