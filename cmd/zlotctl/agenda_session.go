package main

import (
	"strings"
	"time"

	"zlot/event"
)

// sessionFlags are the fields of a session.
type sessionFlags struct {
	Kind        *event.SessionKind `enum:"${sessions}" help:"${sessions}"`
	Room        *string            `placeholder:"ROOM" help:"Title or id; empty: none."`
	Capacity    *uint              `help:"Places; 0 is none."`
	NoCapacity  bool               `help:"No limit of its own."`
	Hours       *float64           `help:"Didactic hours."`
	Mandatory   *bool              `negatable:""`
	SignUp      *bool              `negatable:"" help:"Only those enrolled take part."`
	AllRooms    *bool              `negatable:"" help:"A break across all rooms."`
	Group       []string           `placeholder:"GROUP" help:"For whom, by title; repeatable. An empty one: for everybody."`
	By          []string           `sep:"none" placeholder:"NAME (ROLE)" help:"Who makes it, in order, repeatable: 'Anna Lis (moderator)'. An empty one: nobody."`
	Description *string
}

// Validate refuses two capacities at a time.
func (f sessionFlags) Validate() error { return oneCapacity(f.Capacity, f.NoCapacity) }

// update finds what the flags name in the programme.
func (f sessionFlags) update(p event.Programme) (event.SessionUpdate, error) {
	u := event.SessionUpdate{Kind: f.Kind, Hours: f.Hours, Mandatory: f.Mandatory, SignUp: f.SignUp, AllRooms: f.AllRooms,
		Description: f.Description, Capacity: capacityUpdate(f.Capacity, f.NoCapacity)}
	if f.Room != nil {
		room := ""
		var err error
		if *f.Room != "" {
			if room, err = findRoom(p, *f.Room); err != nil {
				return u, err
			}
		}
		u.Room = &room
	}
	if f.Group != nil {
		groups := []string{}
		for _, title := range f.Group {
			if title == "" {
				continue
			}
			id, err := findGroup(p, title)
			if err != nil {
				return u, err
			}
			groups = append(groups, id)
		}
		u.Groups = &groups
	}
	if f.By != nil {
		people := []event.Contributor{}
		for _, text := range f.By {
			c, err := contributor(p, text)
			if err != nil {
				return u, err
			}
			if c.Name != "" {
				people = append(people, c)
			}
		}
		u.Contributors = &people
	}
	return u, nil
}

func findGroup(p event.Programme, key string) (string, error) {
	for _, g := range p.Groups {
		if g.ID == key || event.Fold(g.Title) == event.Fold(key) {
			return g.ID, nil
		}
	}
	return "", event.Fail(event.CodeGroupNotFound, "Value", key).In("group")
}

// contributor reads "Name (role)". Somebody whose name one registration has is that person.
func contributor(p event.Programme, text string) (event.Contributor, error) {
	c := event.Contributor{Name: strings.TrimSpace(text), Role: event.Expert}
	if name, role, found := strings.Cut(strings.TrimSuffix(c.Name, ")"), "("); found {
		known := false
		if c.Role, known = event.ParseRole(role); !known {
			return c, event.Fail(event.CodeImportRole, "Value", role).In("by")
		}
		c.Name = strings.TrimSpace(name)
	}
	for _, e := range p.Entries {
		if event.Fold(e.Who.Name.Full()) == event.Fold(c.Name) {
			if c.Person != "" {
				c.Person = "" // two have the name
				break
			}
			c.Person = e.ID
		}
	}
	return c, nil
}

// moment reads a time of the programme: with an offset, or by the clock of the event's zone.
func moment(p event.Programme, flag, value string) (time.Time, error) {
	t, ok := event.ParseMoment(value, p.Event.Zone())
	if exact, err := time.Parse(time.RFC3339, value); err == nil {
		t, ok = exact, true
	}
	if !ok {
		return t, event.Fail(event.CodeDate, "Value", value).In(flag)
	}
	return t, nil
}

type agendaAddCmd struct {
	Title string `required:""`
	Start string `required:"" placeholder:"TIME" help:"2026-09-06T10:00:00+02:00, or '2026-09-06 10:00' in the event's zone."`
	End   string `required:"" placeholder:"TIME"`
	sessionFlags
}

// Run adds the session.
func (c *agendaAddCmd) Run(s *session) error {
	svc, p, err := s.programme(true)
	if err != nil {
		return err
	}
	x := event.Session{Event: p.Event.ID, Title: c.Title, Kind: event.Lecture}
	if x.Start, err = moment(p, "start", c.Start); err != nil {
		return err
	}
	if x.End, err = moment(p, "end", c.End); err != nil {
		return err
	}
	u, err := c.update(p)
	if err != nil {
		return err
	}
	if x, err = svc.AddSession(s.ctx, u.On(x)); err != nil {
		return err
	}
	return s.printSession(p, x)
}

// programme opens the database and reads the programme of the event that is meant.
func (s *session) programme(write bool) (*event.Service, event.Programme, error) {
	svc, ev, err := s.chosen(write)
	if err != nil {
		return nil, event.Programme{}, err
	}
	p, err := svc.Programme(s.ctx, ev.ID)
	return svc, p, err
}

// hoursText is from when to when something is; what ends with the day ends at 24:00.
func hoursText(start, end time.Time) string {
	until := end.Format("15:04")
	if until == "00:00" && end.After(start) {
		until = "24:00"
	}
	return start.Format("15:04") + "–" + until
}

func (s *session) printSession(p event.Programme, x event.Session) error {
	d := newProgrammeWords(p).session(x)
	return s.print(d, func() {
		start, end := x.Start.In(p.Event.Zone()), x.End.In(p.Event.Zone())
		s.line(start.Format(time.DateOnly), hoursText(start, end), d.Room, d.Title, d.ID)
	})
}

type agendaSetCmd struct {
	Session string  `arg:"" help:"Id, or a title that only one session has."`
	Title   *string `placeholder:"TITLE"`
	Start   string  `placeholder:"TIME" help:"A new start; the length stays unless --end is given too."`
	End     string  `placeholder:"TIME"`
	Dropped *bool   `negatable:"" help:"Out of the programme."`
	sessionFlags
}

// Run changes the session.
func (c *agendaSetCmd) Run(s *session) error {
	svc, p, err := s.programme(true)
	if err != nil {
		return err
	}
	x, err := findSession(p, c.Session)
	if err != nil {
		return err
	}
	u, err := c.update(p)
	if err != nil {
		return err
	}
	u.Title, u.Dropped = c.Title, c.Dropped
	if c.Start != "" {
		start, err := moment(p, "start", c.Start)
		if err != nil {
			return err
		}
		u.Start, u.End = &start, new(start.Add(x.Length()))
	}
	if c.End != "" {
		end, err := moment(p, "end", c.End)
		if err != nil {
			return err
		}
		u.End = &end
	}
	if x, err = svc.UpdateSession(s.ctx, x.ID, u); err != nil {
		return err
	}
	return s.printSession(p, x)
}

type agendaDropCmd struct {
	Session string `arg:"" help:"Id, or a title that only one session has."`
}

// Run takes the session out of the programme. Those enrolled keep their rows, and it can come back.
func (c *agendaDropCmd) Run(s *session) error {
	svc, p, err := s.programme(true)
	if err != nil {
		return err
	}
	x, err := findSession(p, c.Session)
	if err != nil {
		return err
	}
	if x, err = svc.UpdateSession(s.ctx, x.ID, event.SessionUpdate{Dropped: new(true)}); err != nil {
		return err
	}
	return s.printSession(p, x)
}
