package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

type listCmd struct {
	Kind      string `arg:"" help:"participants, groups, institutions, diets, accommodation or summary."`
	Output    string `short:"o" required:"" placeholder:"FILE" help:"FILE.pdf, FILE.csv or FILE.xlsx"`
	Field     string `placeholder:"FIELD" help:"What a summary counts: a field, or answers.<question>."`
	Filter    string `placeholder:"NAME" help:"Only the registrations that a saved filter leaves."`
	Landscape bool   `help:"Paper across."`
}

// Run writes a list of the confirmed people, or of those that a saved filter leaves.
func (c *listCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	o := event.ListOptions{Kind: event.ListKind(c.Kind), Field: c.Field, Landscape: c.Landscape, Language: s.text.Lang(),
		Format: strings.TrimPrefix(strings.ToLower(filepath.Ext(c.Output)), ".")}
	if c.Filter != "" {
		if o.Registrations, err = c.filtered(s, svc, ev); err != nil {
			return err
		}
	}
	people := 0
	err = event.WriteFile(c.Output, func(f io.Writer) error {
		people, err = svc.WriteList(s.ctx, ev.ID, f, o)
		return err
	})
	if err != nil {
		return err
	}
	return s.print(map[string]any{"people": people}, func() { s.count("lists.written", people, i18n.Args{"Path": c.Output}) })
}

// filtered are the registrations that the saved filter leaves.
func (c *listCmd) filtered(s *session, svc *event.Service, ev event.Event) ([]string, error) {
	names := make([]string, len(ev.Filters))
	for i, f := range ev.Filters {
		names[i] = f.Name
	}
	at := slices.IndexFunc(names, func(name string) bool { return event.Fold(name) == event.Fold(c.Filter) })
	if at < 0 {
		return nil, event.Fail(event.CodeFilterName, "Name", c.Filter, "Filters", names).In("filter")
	}
	entries, err := svc.Choose(s.ctx, ev.ID, ev.Filters[at].Terms)
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, event.Fail(event.CodeListEmpty)
	}
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.ID
	}
	return ids, nil
}
