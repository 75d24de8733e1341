package main

import (
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/event/sample"
)

type demoCmd struct {
	Sample string `default:"rally-2012" help:"Which sample."`
	List   bool   `help:"Name the samples."`
}

// eventDoc is an event in JSON.
type eventDoc struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Kind       string   `json:"kind"`
	Edition    int      `json:"edition"`
	Start      string   `json:"start"`
	End        string   `json:"end"`
	Town       string   `json:"town"`
	Venue      string   `json:"venue"`
	Timezone   string   `json:"timezone"`
	PublicKeys []string `json:"public_keys"`
}

func newEventDoc(e event.Event) eventDoc {
	return eventDoc{ID: e.ID, Title: e.Title, Kind: string(e.Kind), Edition: e.Edition, Start: string(e.Start), End: string(e.End),
		Town: e.Town, Venue: e.Venue, Timezone: e.TimeZone, PublicKeys: list(e.PublicKeys)}
}

// Run makes the sample.
func (c *demoCmd) Run(s *session) error {
	if c.List {
		return s.print(map[string]any{"samples": sample.Names()}, func() {
			for _, n := range sample.Names() {
				s.line(n)
			}
		})
	}
	if err := sample.Known(c.Sample); err != nil {
		return err
	}
	svc, err := s.open(true)
	if err != nil {
		return err
	}
	res, err := sample.Load(s.ctx, svc, c.Sample, s.text.T("checkpoint.desk.title"))
	if err != nil {
		return err
	}
	doc := map[string]any{"event": newEventDoc(res.Event), "registrations": res.Registrations, "sessions": res.Sessions}
	return s.print(doc, func() {
		s.say("ctl.demo.done", i18n.Args{"Title": res.Event.Title, "Registrations": res.Registrations, "Sessions": res.Sessions})
	})
}

type eventCmd struct {
	Create eventCreateCmd `cmd:"" help:"Create an event."`
	List   eventListCmd   `cmd:"" help:"List the events."`
	Show   eventShowCmd   `cmd:"" help:"Show the event."`
	Set    eventSetCmd    `cmd:"" help:"Set the number of places and the way of the waiting list."`
	Clone  eventCloneCmd  `cmd:"" help:"Make the next edition of an event."`
	Series eventSeriesCmd `cmd:"" help:"Show the editions of the event's series."`
}

type eventCreateCmd struct {
	Title    string `required:""`
	Kind     string `required:"" placeholder:"KIND" help:"${kinds}"`
	Start    string `required:"" help:"First day, 2026-09-06."`
	End      string `required:"" help:"Last day."`
	Edition  uint   `default:"1"`
	Town     string
	Venue    string
	Timezone string `default:"Europe/Warsaw"`
}

// Run creates the event.
func (c *eventCreateCmd) Run(s *session) error {
	e := event.Event{Kind: event.Kind(c.Kind), Title: c.Title, Edition: int(c.Edition), Start: event.Date(c.Start), End: event.Date(c.End),
		Town: c.Town, Venue: c.Venue, TimeZone: c.Timezone}
	if err := e.Validate(); err != nil { // before a file is made for it
		return err
	}
	svc, err := s.open(true)
	if err != nil {
		return err
	}
	if e, err = svc.CreateEvent(s.ctx, e, s.text.T("checkpoint.desk.title")); err != nil {
		return err
	}
	return s.print(newEventDoc(e), func() { s.say("ctl.event.created", i18n.Args{"ID": e.ID, "Title": e.Title}) })
}

type eventListCmd struct{}

// Run lists the events.
func (c *eventListCmd) Run(s *session) error {
	svc, err := s.look()
	if err != nil {
		return err
	}
	all, err := svc.Store.Events(s.ctx)
	if err != nil {
		return err
	}
	docs := []eventDoc{}
	rows := [][]string{}
	for _, e := range all {
		docs = append(docs, newEventDoc(e))
		rows = append(rows, []string{e.ID, string(e.Start), string(e.End), e.Title})
	}
	return s.print(map[string]any{"events": docs}, func() { s.table(rows) })
}

type eventShowCmd struct {
	ID string `arg:"" optional:"" help:"Event id; default: the event that is meant."`
}

// Run shows one event.
func (c *eventShowCmd) Run(s *session) error {
	if c.ID != "" {
		s.cli.Event = c.ID
	}
	_, e, err := s.chosen(false)
	if err != nil {
		return err
	}
	return s.print(newEventDoc(e), func() {
		s.line(e.Title)
		s.line(e.ID)
		s.line(s.text.T("event.kind."+string(e.Kind)), s.text.DateRange(e.Start.Time(time.UTC), e.End.Time(time.UTC)), e.Venue, e.Town)
	})
}
