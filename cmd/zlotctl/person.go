package main

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

type personCmd struct {
	Export personExportCmd `cmd:"" help:"Write everything about a person to a file (.html, .txt or .json)."`
	Erase  personEraseCmd  `cmd:"" help:"Erase everything personal about a person."`
}

type personExportCmd struct {
	Key string `arg:"" name:"email" help:"E-mail address, or id of the person."`
	Out string `name:"output" short:"o" required:"" placeholder:"FILE" help:"File to write."`
}

// Run writes the file; nobody else can read it.
func (c *personExportCmd) Run(s *session) error {
	svc, err := s.look()
	if err != nil {
		return err
	}
	var page bytes.Buffer
	format, err := event.RecordFormat(c.Out)
	if err != nil {
		return err
	}
	n, err := svc.WritePersonRecord(s.ctx, &page, c.Key, format, s.cli.Lang)
	if err != nil {
		return err
	}
	err = event.WritePrivateFile(c.Out, func(f io.Writer) error {
		_, err := page.WriteTo(f)
		return err
	})
	if err != nil {
		return err
	}
	return s.print(map[string]any{"file": c.Out, "people": n}, func() { s.count("privacy.export.count", n, i18n.Args{"Path": c.Out}) })
}

type personEraseCmd struct {
	Key    string `arg:"" name:"email" help:"The exact e-mail address, or the id of the person."`
	Person string `placeholder:"ID" help:"Who of those that share the address."`
	All    bool   `help:"Everybody with the address."`
	DryRun bool   `name:"dry-run" help:"Only say what would go and what would stay."`

	Register bool `help:"From the register of certificates too: names and documents go, the numbers stay."`
}

// goneDoc and keptDoc are what an erasure takes and leaves.
type goneDoc struct {
	What    event.Gone `json:"what"`
	Count   int        `json:"count"`
	Message string     `json:"message"`
}

type keptDoc struct {
	What  event.Kept `json:"what"`
	Count int        `json:"count"`
	Names []string   `json:"names"`
	Why   string     `json:"why"`
}

type erasureDoc struct {
	Erased  int       `json:"erased"`
	DryRun  bool      `json:"dry_run"`
	Persons []string  `json:"persons"`
	Gone    []goneDoc `json:"gone"`
	Kept    []keptDoc `json:"kept"`
}

// Run erases. It asks nothing: who calls it has the exact address.
func (c *personEraseCmd) Run(s *session) error {
	svc, err := s.erasing(c.DryRun)
	if err != nil {
		return err
	}
	people, err := c.people(s, svc)
	if err != nil {
		return err
	}
	doc := erasureDoc{DryRun: c.DryRun, Persons: []string{}, Gone: []goneDoc{}, Kept: []keptDoc{}}
	for _, p := range people {
		act := svc.ErasePerson
		switch {
		case c.DryRun:
			act = svc.ErasePlan
		case c.Register:
			act = svc.EraseWhole
		}
		res, err := act(s.ctx, p.ID)
		if err != nil {
			return err
		}
		if c.DryRun && c.Register {
			res = res.WithRegister()
		}
		for _, p := range res.Persons {
			doc.Persons = append(doc.Persons, p.ID)
		}
		for _, g := range res.Gone {
			doc.Gone = append(doc.Gone, goneDoc{g.What, g.Count, s.text.N("privacy.gone."+string(g.What), g.Count)})
		}
		doc.Kept = append(append(doc.Kept, s.kept(res.Kept)...), s.held(res.Copies)...)
	}
	sentence := "privacy.erase.would"
	if !c.DryRun {
		doc.Erased, sentence = len(doc.Persons), "privacy.erase.count"
	}
	return s.print(doc, func() {
		s.count(sentence, len(doc.Persons))
		for _, g := range doc.Gone {
			s.say("privacy.goes.line", i18n.Args{"Text": g.Message})
		}
		s.sayKept(doc.Kept)
	})
}

// erasing opens the file to write, or only to look.
func (s *session) erasing(dry bool) (*event.Service, error) {
	if dry {
		return s.look()
	}
	return s.open(false)
}

// people are who is meant: one address may be that of a whole office.
func (c *personEraseCmd) people(s *session, svc *event.Service) ([]event.Person, error) {
	people, err := svc.PersonsOf(s.ctx, strings.TrimSpace(c.Key))
	if err != nil {
		return nil, err
	}
	if c.Person != "" {
		people = slices.DeleteFunc(people, func(p event.Person) bool { return p.ID != c.Person })
		if len(people) == 0 {
			return nil, event.Fail(event.CodePersonNotFound, "Value", c.Person)
		}
	}
	if len(people) > 1 && !c.All {
		lines := make([]string, len(people))
		for i, p := range people {
			lines[i] = p.ID + "  " + p.Name.Full()
		}
		return nil, event.Fail(event.CodePersonAmbiguous, "Value", c.Key, "People", strings.Join(lines, "\n"))
	}
	return people, nil
}

func (s *session) kept(items []event.KeptItem) []keptDoc {
	docs := []keptDoc{}
	for _, k := range items {
		why := s.text.N("privacy.kept."+string(k.What), k.Count, i18n.Args{"Names": k.Names})
		docs = append(docs, keptDoc{k.What, k.Count, list(k.Names), why})
	}
	return docs
}

func (s *session) sayKept(docs []keptDoc) {
	for _, k := range docs {
		s.say("privacy.stays.line", i18n.Args{"Text": k.Why})
	}
}
