package main

import (
	"zlot/event"
	"zlot/event/i18n"
)

type agendaCheckCmd struct{}

type conflictDoc struct {
	Kind     string   `json:"kind"`
	Sessions []string `json:"sessions"`
	Titles   []string `json:"titles"`
	Room     string   `json:"room"`
	Person   string   `json:"person"` // registration of a contributor, if registered
	Name     string   `json:"name"`   // of a contributor
	People   []string `json:"people"` // registrations of those enrolled
	Group    string   `json:"group"`
	Count    int      `json:"count"`
	Limit    int      `json:"limit"`
	From     any      `json:"from"`
	To       any      `json:"to"`
	Title    string   `json:"title"`
	Message  string   `json:"message"`
}

// Run lists the conflicts. They are something to know, and no failure.
func (c *agendaCheckCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	p, err := svc.Programme(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	docs := []conflictDoc{}
	for _, x := range p.Conflicts() {
		docs = append(docs, s.conflict(p, x))
	}
	return s.print(map[string]any{"conflicts": docs}, func() {
		if len(docs) == 0 {
			s.say("ctl.agenda.fine")
		}
		for _, d := range docs {
			s.line(d.Message)
		}
	})
}

func (s *session) conflict(p event.Programme, x event.Conflict) conflictDoc {
	d, zone := p.Describe(x), p.Event.Zone()
	return conflictDoc{Kind: string(x.Kind), Sessions: list(x.Sessions), Titles: list(d.Titles), Room: d.Room, Person: x.Person, Name: x.Name,
		People: list(x.People), Group: d.Group, Count: x.Count, Limit: x.Limit, From: stamp(x.From, zone), To: stamp(x.To, zone),
		Title: s.text.T("conflict.kind." + string(x.Kind)), Message: s.text.N("conflict."+string(x.Kind), x.Count, i18n.Args(d.Args()))}
}
