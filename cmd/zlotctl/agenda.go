package main

import (
	"io"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

type agendaCmd struct {
	Import agendaImportCmd `cmd:"" help:"Import sessions from a table."`
	Show   agendaShowCmd   `cmd:"" help:"Show the sessions."`
	Export agendaExportCmd `cmd:"" help:"Write the programme."`
}

type agendaImportCmd struct {
	File     string `arg:""`
	DryRun   bool
	Encoding string `default:"auto"`
	Sheet    string
}

type contributorDoc struct {
	Name string `json:"name"`
	Role string `json:"role"`
}

type sessionDoc struct {
	ID           string           `json:"id"`
	Title        string           `json:"title"`
	Kind         string           `json:"kind"`
	Start        any              `json:"start"`
	End          any              `json:"end"`
	Room         string           `json:"room"`
	Capacity     *int             `json:"capacity"`
	Hours        float64          `json:"hours"`
	Mandatory    bool             `json:"mandatory"`
	SignUp       bool             `json:"sign_up"`
	Groups       []string         `json:"groups"`
	Contributors []contributorDoc `json:"contributors"`
}

func (s *session) sessions(svc *event.Service, ev event.Event) ([]sessionDoc, error) {
	all, err := svc.Store.Sessions(s.ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	rooms, err := svc.Store.Rooms(s.ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	groups, err := groupTitles(s, svc, ev.ID)
	if err != nil {
		return nil, err
	}
	titles := map[string]string{}
	for _, r := range rooms {
		titles[r.ID] = r.Title
	}
	docs := []sessionDoc{}
	for _, ss := range all {
		d := sessionDoc{ID: ss.ID, Title: ss.Title, Kind: string(ss.Kind), Start: stamp(ss.Start, ev.Zone()), End: stamp(ss.End, ev.Zone()),
			Room: titles[ss.Room], Capacity: ss.Capacity, Hours: ss.Hours, Mandatory: ss.Mandatory, SignUp: ss.SignUp,
			Groups: []string{}, Contributors: []contributorDoc{}}
		for _, g := range ss.Groups {
			d.Groups = append(d.Groups, groups[g])
		}
		for _, c := range ss.Contributors {
			d.Contributors = append(d.Contributors, contributorDoc{Name: c.Name, Role: string(c.Role)})
		}
		docs = append(docs, d)
	}
	return docs, nil
}

func (s *session) printSessions(docs []sessionDoc, extra map[string]any) error {
	doc := map[string]any{"sessions": docs}
	for k, v := range extra {
		doc[k] = v
	}
	return s.print(doc, func() {
		rows := [][]string{}
		for _, d := range docs {
			start, _ := time.Parse(time.RFC3339, d.Start.(string))
			end, _ := time.Parse(time.RFC3339, d.End.(string))
			rows = append(rows, []string{start.Format(time.DateOnly), start.Format("15:04") + "–" + end.Format("15:04"), d.Room,
				s.text.T("session.kind." + d.Kind), d.Title})
		}
		s.table(rows)
	})
}

// Run imports the sessions; rows that cannot be read are named and left out.
func (c *agendaImportCmd) Run(s *session) error {
	svc, ev, err := s.chosen(!c.DryRun)
	if err != nil {
		return err
	}
	t, err := svc.ReadTable(s.ctx, c.File, event.TableOptions{Encoding: c.Encoding, Sheet: c.Sheet})
	if err != nil {
		return err
	}
	plan, err := svc.PlanAgenda(s.ctx, ev.ID, t)
	if err != nil {
		return err
	}
	if !c.DryRun {
		if _, err := svc.ApplyAgenda(s.ctx, plan); err != nil {
			return err
		}
	}
	s.partial(len(plan.Rejected))
	docs, err := s.sessions(svc, ev)
	if err != nil {
		return err
	}
	if !s.json {
		if c.DryRun {
			s.say("ctl.dry_run")
		}
		s.remarks(plan.Rejected, plan.Warnings)
	}
	return s.printSessions(docs, map[string]any{"rows": plan.Rows, "new": len(plan.New), "changed": len(plan.Changed),
		"same": len(plan.Same), "removed": len(plan.Removed), "rejected": s.rows(plan.Rejected), "warnings": s.rows(plan.Warnings)})
}

type agendaShowCmd struct{}

// Run shows the sessions.
func (c *agendaShowCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	docs, err := s.sessions(svc, ev)
	if err != nil {
		return err
	}
	return s.printSessions(docs, nil)
}

type agendaExportCmd struct {
	Format string `enum:"pdf" default:"pdf"`
	Output string `short:"o" required:"" placeholder:"FILE"`
}

// Run writes the programme.
func (c *agendaExportCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	if err := event.WriteFile(c.Output, func(f io.Writer) error {
		return svc.WriteAgenda(s.ctx, ev.ID, f, event.AgendaOptions{Kind: event.AgendaDays, Language: s.text.Lang()})
	}); err != nil {
		return err
	}
	return s.print(map[string]any{"file": c.Output}, func() { s.say("ctl.written", i18n.Args{"Path": c.Output}) })
}
