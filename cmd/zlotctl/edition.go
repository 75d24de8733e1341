package main

import (
	"strconv"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

type eventCloneCmd struct {
	ID         string `arg:"" help:"The event to make another edition of."`
	Start      string `required:"" help:"First day of the new edition, 2026-09-06."`
	Title      string `help:"Default: the same."`
	WithPeople bool   `help:"Bring the people along who agreed to it."`
}

// cloneDoc is the new event with what came along.
type cloneDoc struct {
	eventDoc
	Series     string             `json:"series"`
	Sessions   int                `json:"sessions"`
	People     int                `json:"people"`
	LeftBehind int                `json:"left_behind"`
	Behind     map[event.Stay]int `json:"left_behind_because"`
	Doors      []string           `json:"checkpoints_left_out"`
}

// Run makes the next edition.
func (c *eventCloneCmd) Run(s *session) error {
	s.cli.Event = c.ID
	svc, old, err := s.chosen(true)
	if err != nil {
		return err
	}
	o := event.CloneOptions{Start: event.Date(c.Start), Title: c.Title}
	if c.WithPeople {
		o.Parts = event.CloneParts
	}
	res, err := svc.CloneEvent(s.ctx, old.ID, o)
	if err != nil {
		return err
	}
	behind := map[event.Stay]int{}
	for _, why := range event.Stays {
		if n := res.Behind[why]; n > 0 {
			behind[why] = n
		}
	}
	doc := cloneDoc{newEventDoc(res.Event), res.Event.Series, res.Sessions, res.People, res.LeftBehind, behind, append([]string{}, res.Doors...)}
	return s.print(doc, func() {
		s.say("ctl.event.cloned", i18n.Args{"ID": res.Event.ID, "Title": res.Event.Title, "Sessions": res.Sessions,
			"People": res.People, "Behind": res.LeftBehind})
		if len(res.Doors) > 0 {
			s.say("ctl.event.cloned.doors", i18n.Args{"Titles": strings.Join(res.Doors, ", ")})
		}
	})
}

type eventSeriesCmd struct {
	Name string `arg:"" optional:"" help:"Name of the series; default: that of the event."`
}

// editionDoc is an edition in figures.
type editionDoc struct {
	eventDoc
	Registrations int `json:"registrations"`
	Present       int `json:"present"`
	Certificates  int `json:"certificates"`
	Returning     int `json:"returning"`
}

// Run shows the series, its oldest edition first.
func (c *eventSeriesCmd) Run(s *session) error {
	svc, name, err := c.open(s)
	if err != nil {
		return err
	}
	o, err := svc.Series(s.ctx, name)
	if err != nil {
		return err
	}
	docs := []editionDoc{}
	rows := [][]string{}
	for _, e := range o.Editions {
		docs = append(docs, editionDoc{newEventDoc(e.Event), e.Registrations, e.Present, e.Certificates, e.Returning})
		rows = append(rows, []string{strconv.Itoa(e.Event.Edition), string(e.Event.Start), e.Event.Title, strconv.Itoa(e.Registrations),
			strconv.Itoa(e.Present), strconv.Itoa(e.Certificates), strconv.Itoa(e.Returning)})
	}
	doc := map[string]any{"series": o.Series, "people": o.People, "faithful": o.Faithful, "editions": docs}
	return s.print(doc, func() {
		t := s.text.T
		s.table(append([][]string{{t("edition.column.number"), t("edition.column.start"), t("edition.column.title"), t("edition.column.registrations"),
			t("edition.column.present"), t("edition.column.certificates"), t("edition.column.returning")}}, rows...))
		s.say("edition.people", i18n.Args{"People": o.People, "Faithful": o.Faithful})
	})
}

// open finds the series by its name, or that of the event that is meant.
func (c *eventSeriesCmd) open(s *session) (*event.Service, string, error) {
	if c.Name != "" {
		svc, err := s.look()
		return svc, c.Name, err
	}
	svc, ev, err := s.chosen(false)
	return svc, ev.Series, err
}
