package main

import (
	"errors"
	"io"
	"path/filepath"
	"runtime/debug"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

type importCmd struct {
	File           string            `arg:"" optional:"" help:"CSV, TSV, XLSX or ODS."`
	DryRun         bool              `help:"Only show what would happen."`
	Map            map[string]string `mapsep:"none" placeholder:"FIELD=COLUMN" help:"Say which column is which field, repeatable."`
	Set            map[string]string `mapsep:"none" placeholder:"FIELD=VALUE" help:"A value for all rows, repeatable."`
	Encoding       string            `default:"auto"`
	Delimiter      string            `help:"What stands between the columns; default: guessed."`
	Sheet          string            `help:"Name or number from 1."`
	Status         string            `enum:"pending,confirmed,waitlisted" default:"confirmed" help:"Status of new registrations."`
	Skip           []int             `placeholder:"ROW" help:"Leave a row out, repeatable."`
	Same           map[int]string    `mapsep:"none" placeholder:"ROW=KEY" help:"A row is about that person (key of a duplicate), or - about nobody known, repeatable."`
	Take           map[int]string    `mapsep:"none" placeholder:"ROW=FIELD,…" help:"Take the file's values although somebody edited them here, repeatable."`
	Keep           map[int]string    `mapsep:"none" placeholder:"ROW=FIELD,…" help:"Keep the values as they are here, repeatable."`
	CancelVanished bool              `help:"Cancel the registrations that are not in the file."`
	Undo           bool              `help:"Take the last import back whole."`
}

// importMemory is how much memory an import may take before the program tidies up more often.
const importMemory = 310 << 20

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

// Validate refuses a call without a file, or with one file too many.
func (c *importCmd) Validate() error {
	if (c.File == "") != c.Undo {
		return errors.New("import FILE, or import --undo")
	}
	return nil
}

// Run plans the import, shows it, and applies it unless it is a dry run.
func (c *importCmd) Run(s *session) error {
	svc, ev, err := s.chosen(!c.DryRun)
	if err != nil {
		return err
	}
	debug.SetMemoryLimit(importMemory)
	if c.Undo {
		return c.takeBack(s, svc, ev.ID)
	}
	t, err := svc.ReadTable(s.ctx, c.File, event.TableOptions{Encoding: c.Encoding, Delimiter: c.Delimiter, Sheet: c.Sheet})
	if err != nil {
		return err
	}
	plan, err := svc.PlanImport(s.ctx, ev.ID, t, c.options())
	if err != nil {
		return err
	}
	doc, missed := s.importDoc(plan), []event.RowError(nil)
	short := event.ImportPlan{Rows: plan.Rows, Remembered: plan.Remembered, Waiting: plan.Waiting, Vanished: plan.Vanished,
		Rejected: plan.Rejected, Warnings: plan.Warnings} // a large plan is not kept while it is applied
	if !c.DryRun {
		choices := c.choices(plan)
		res, err := svc.ApplyImport(s.ctx, plan, choices)
		if err != nil {
			return err
		}
		doc["import"], doc["skipped"], doc["cancelled"], doc["missed"] = res.Import, res.Skipped, res.Cancelled, s.rows(res.Missed)
		if len(c.Skip)+len(choices.Rows)+len(choices.Cancel) > 0 {
			doc["new"], doc["changed"], doc["same"], doc["waiting"] = res.New, res.Changed, res.Same, res.Waiting
		}
		s.partial(len(res.Missed))
		missed = res.Missed
	}
	s.partial(len(short.Rejected))
	return s.print(doc, func() {
		if c.DryRun {
			s.say("ctl.dry_run")
		}
		if short.Remembered {
			s.say("ctl.import.remembered")
		}
		s.say("ctl.import.done", i18n.Args{"Rows": short.Rows, "New": doc["new"], "Changed": doc["changed"], "Same": doc["same"],
			"Vanished": len(short.Vanished), "Rejected": len(short.Rejected)})
		if short.Waiting > 0 {
			s.count("ctl.import.waiting", short.Waiting)
		}
		s.remarks(missed, short.Rejected, short.Warnings)
	})
}

func (c *importCmd) options() event.ImportOptions {
	o := event.ImportOptions{Status: event.Status(c.Status), Constants: c.Set}
	for field, column := range c.Map {
		if o.Mapping == nil {
			o.Mapping = event.Mapping{}
		}
		o.Mapping[column] = field
	}
	return o
}

// choices are the decisions of the flags about a plan.
func (c *importCmd) choices(plan event.ImportPlan) event.ImportChoices {
	choices := event.ImportChoices{Rows: map[int]event.RowChoice{}}
	for _, row := range c.Skip {
		choices.Rows[row] = event.RowChoice{Skip: true}
	}
	for row, key := range c.Same {
		choice := choices.Rows[row]
		choice.SameAs = key
		choices.Rows[row] = choice
	}
	for _, side := range []struct {
		fields map[int]string
		take   bool
	}{{c.Keep, false}, {c.Take, true}} {
		for row, list := range side.fields {
			choice := choices.Rows[row]
			if choice.Fields == nil {
				choice.Fields = map[string]bool{}
			}
			for _, field := range strings.Split(list, ",") {
				choice.Fields[strings.TrimSpace(field)] = side.take
			}
			choices.Rows[row] = choice
		}
	}
	if c.CancelVanished {
		for _, e := range plan.Vanished {
			choices.Cancel = append(choices.Cancel, e.ID)
		}
	}
	return choices
}

type changeDoc struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

type itemDoc struct {
	Row          int         `json:"row"`
	Registration string      `json:"registration"`
	Name         string      `json:"name"`
	Fields       []changeDoc `json:"fields"`
}

// itemDocs lists the fields of items that change, or are kept.
func itemDocs(items []event.ImportItem, fields func(event.ImportItem) []event.FieldChange) []itemDoc {
	docs := make([]itemDoc, len(items))
	for i, item := range items {
		docs[i] = itemDoc{Row: item.Row, Registration: item.Entry.ID, Name: item.Entry.Who.Name.Full(), Fields: []changeDoc{}}
		for _, f := range fields(item) {
			docs[i].Fields = append(docs[i].Fields, changeDoc{f.ID(), f.Old, f.New})
		}
	}
	return docs
}

type duplicateDoc struct {
	Row          int    `json:"row"`
	Key          string `json:"key"`
	Reason       string `json:"reason"`
	Registration string `json:"registration"`
	Name         string `json:"name"`
	Email        string `json:"email"`
	Message      string `json:"message"`
}

// importDoc is what the contract says about a plan, and who changes how.
func (s *session) importDoc(plan event.ImportPlan) map[string]any {
	duplicates := []duplicateDoc{}
	for _, d := range plan.Duplicates {
		duplicates = append(duplicates, duplicateDoc{d.Row, d.Key, d.Reason, d.Other.ID, d.Other.Who.Name.Full(), d.Other.Who.Email, s.text.Error(d.Remark())})
	}
	vanished := []string{}
	for _, e := range plan.Vanished {
		vanished = append(vanished, e.ID)
	}
	t := plan.Table
	return map[string]any{
		"rows": plan.Rows, "new": len(plan.New), "changed": len(plan.Changed), "same": len(plan.Same), "vanished": len(plan.Vanished),
		"repeated": len(plan.Repeated), "encoding": t.Encoding, "delimiter": t.Delimiter, "sheet": t.Sheet, "columns": plan.Columns,
		"rejected": s.rows(plan.Rejected), "warnings": s.rows(plan.Warnings),
		"preset": plan.Preset, "remembered": plan.Remembered, "waiting": plan.Waiting, "duplicates": duplicates, "missing": vanished,
		"changes": itemDocs(plan.Edits(), func(i event.ImportItem) []event.FieldChange { return i.Changes }),
		"kept":    itemDocs(plan.Kept, func(i event.ImportItem) []event.FieldChange { return i.Kept }),
	}
}

// takeBack undoes the last import.
func (c *importCmd) takeBack(s *session, svc *event.Service, eventID string) error {
	last, ok, err := svc.LastImport(s.ctx, eventID)
	if err != nil {
		return err
	}
	if !ok {
		return event.Fail(event.CodeImportNone)
	}
	undone, err := svc.UndoImport(s.ctx, last.ID)
	if err != nil {
		return err
	}
	doc := map[string]any{"undone": last.ID, "file": last.File, "removed": len(undone.Removed), "edited": len(undone.Edited),
		"reverted": undone.Reverted, "stayed": len(undone.Stayed),
		"kept": itemDocs(undone.Kept, func(i event.ImportItem) []event.FieldChange { return i.Kept })}
	return s.print(doc, func() {
		s.say("ctl.import.undone", i18n.Args{"File": last.File, "Removed": len(undone.Removed), "Reverted": undone.Reverted, "Kept": len(undone.Kept)})
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
	err = event.WriteFile(c.File, func(f io.Writer) error { return svc.Tables.Write(f, format, header, rows) })
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
