package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

type agendaExportCmd struct {
	Format   string `enum:"pdf,ics,xml,json" default:"pdf" help:"${enum}"`
	Output   string `short:"o" required:"" placeholder:"FILE"`
	Kind     string `enum:"days,rooms,personal,plates," default:"" placeholder:"KIND" help:"Which PDF: days (for the wall), rooms (for their doors), personal (a plan for each person) or plates (names for the table)."`
	Room     string `placeholder:"ROOM" help:"Only this room, by title or id (pdf, ics)."`
	Person   string `placeholder:"PERSON" help:"The plan of one registration, by id or e-mail address (pdf, ics)."`
	Session  string `placeholder:"ID" help:"Name plates of this session; default: of all panels."`
	Day      string `placeholder:"DATE" help:"Only this day (pdf)."`
	Released bool   `help:"As it was last made known, instead of as it is now."`
}

// Validate refuses flags that do not go together.
func (c *agendaExportCmd) Validate() error {
	refused := func(flag string, given bool, kinds ...string) error {
		if given && !slices.Contains(kinds, c.kind()) {
			return fmt.Errorf("%s is for %s", flag, strings.Join(kinds, ", "))
		}
		return nil
	}
	const ics = "ics"
	return errors.Join(
		refused("--kind", c.Kind != "", "days", "rooms", "personal", "plates"),
		refused("--room", c.Room != "", "rooms", ics),
		refused("--person", c.Person != "", "personal", ics),
		refused("--session", c.Session != "", "plates"),
		refused("--day", c.Day != "", "days", "rooms"),
		refused("--room", c.Room != "" && c.Person != "", "one of the two"),
	)
}

// kind is what is written: a format, or a kind of PDF, which a room or a person says too.
func (c *agendaExportCmd) kind() string {
	switch {
	case c.Format != "pdf":
		return c.Format
	case c.Kind != "":
		return c.Kind
	case c.Room != "":
		return string(event.AgendaRooms)
	case c.Person != "":
		return string(event.AgendaPersonal)
	case c.Session != "":
		return string(event.AgendaPlates)
	}
	return string(event.AgendaDays)
}

// Run writes the programme.
func (c *agendaExportCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	if c.Day != "" && !event.Date(c.Day).Valid() {
		return event.Fail(event.CodeDate, "Value", c.Day).In("day")
	}
	p, err := svc.Programme(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	var room, person string
	if c.Room != "" {
		if room, err = findRoom(p, c.Room); err != nil {
			return err
		}
	}
	if c.Person != "" {
		if person, err = findRegistration(p, c.Person); err != nil {
			return err
		}
	}
	progress := s.progress()
	err = event.WriteFile(c.Output, func(f io.Writer) error {
		switch c.Format {
		case event.ScheduleXML, event.ScheduleJSON:
			return svc.WriteSchedule(s.ctx, ev.ID, f, c.Format, c.Released, s.text.Lang())
		case "ics":
			return svc.WriteCalendar(s.ctx, ev.ID, f, event.CalendarOptions{Room: room, Registration: person, Released: c.Released, Language: s.text.Lang()})
		}
		o := event.AgendaOptions{Kind: event.AgendaKind(c.kind()), Released: c.Released, Day: event.Date(c.Day), Room: room, Session: c.Session,
			Language: s.text.Lang(), Progress: progress}
		if person != "" {
			o.Registrations = []string{person}
		}
		return svc.WriteAgenda(s.ctx, ev.ID, f, o)
	})
	if err != nil {
		return err
	}
	doc := map[string]any{"file": c.Output, "format": c.Format, "kind": c.kind(), "warnings": progress.warnings()}
	return s.print(doc, func() { s.say("ctl.written", i18n.Args{"Path": c.Output}) })
}

// findRoom finds a room by its id or title.
func findRoom(p event.Programme, key string) (string, error) {
	for _, r := range p.Rooms {
		if r.ID == key || event.Fold(r.Title) == event.Fold(key) {
			return r.ID, nil
		}
	}
	return "", event.Fail(event.CodeRoomNotFound, "Value", key).In("room")
}

// What names more than one registration or session names none.
const (
	codeSharedAddress = "registration.shared_address"
	codeSharedTitle   = "session.shared_title"
)

// findRegistration finds a registration by its id or the person's address; an address that two share is no answer.
func findRegistration(p event.Programme, key string) (string, error) {
	var found []string
	for _, e := range p.Entries {
		if e.ID == key {
			return e.ID, nil
		}
		if key != "" && strings.EqualFold(e.Who.Email, strings.TrimSpace(key)) {
			found = append(found, e.ID)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", event.Fail(event.CodeRegistrationNotFound, "Value", key).In("person")
	}
	return "", event.Fail(codeSharedAddress, "Value", key, "IDs", found).In("person")
}

// findSession finds a session by its id, or by a title that only one has; dropped ones by their id alone.
func findSession(p event.Programme, key string) (event.Session, error) {
	var found []event.Session
	for _, x := range slices.Concat(p.Sessions, p.Dropped) {
		if x.ID == key {
			return x, nil
		}
		if !x.Dropped && event.Fold(x.Title) == event.Fold(key) {
			found = append(found, x)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return event.Session{}, event.Fail(event.CodeSessionNotFound, "Value", key).In("session")
	}
	ids := make([]string, len(found))
	for i, x := range found {
		ids[i] = x.ID
	}
	return event.Session{}, event.Fail(codeSharedTitle, "Value", key, "IDs", ids).In("session")
}
