package main

import (
	"errors"

	"zlot/event"
	"zlot/event/i18n"
)

// placeFlags name a session and a registration.
type placeFlags struct {
	Session string `arg:"" help:"Id, or a title that only one session has."`
	Person  string `arg:"" help:"Id of the registration, or e-mail address."`
}

func (f placeFlags) find(p event.Programme) (event.Session, string, error) {
	x, err := findSession(p, f.Session)
	if err != nil {
		return x, "", err
	}
	id, err := findRegistration(p, f.Person)
	return x, id, err
}

type enrolmentDoc struct {
	Session      string `json:"session"`
	Registration string `json:"registration"`
	State        string `json:"state"`
}

type enrolCmd struct {
	placeFlags
	From     string `placeholder:"SESSION" help:"Instead of a place in this one."`
	Wait     bool   `help:"On the waiting list."`
	Override bool   `help:"Although the session is full or for other groups, or the person has something else."`
}

// Validate refuses flags that do not go together.
func (c *enrolCmd) Validate() error {
	if c.Wait && (c.From != "" || c.Override) {
		return errors.New("--wait takes no other flag")
	}
	return nil
}

// Run gives the place.
func (c *enrolCmd) Run(s *session) error {
	svc, p, err := s.programme(true)
	if err != nil {
		return err
	}
	x, who, err := c.find(p)
	if err != nil {
		return err
	}
	state := event.Enrolled
	switch {
	case c.Wait:
		state, err = event.OnWaitlist, svc.Wait(s.ctx, x.ID, who)
	case c.From != "":
		var from event.Session
		if from, err = findSession(p, c.From); err == nil {
			err = svc.MoveEnrolment(s.ctx, who, from.ID, x.ID, c.Override)
		}
	default:
		err = svc.Enrol(s.ctx, x.ID, who, c.Override)
	}
	if err != nil {
		return err
	}
	return s.printPlace(x, who, state)
}

func (s *session) printPlace(x event.Session, who string, state event.EnrolmentState) error {
	return s.print(enrolmentDoc{Session: x.ID, Registration: who, State: string(state)}, func() {
		s.say("ctl.place", i18n.Args{"Title": x.Title, "State": s.text.T("enrolment.state." + string(state))})
	})
}

type withdrawCmd struct{ placeFlags }

// Run takes the place back.
func (c *withdrawCmd) Run(s *session) error {
	svc, p, err := s.programme(true)
	if err != nil {
		return err
	}
	x, who, err := c.find(p)
	if err != nil {
		return err
	}
	if err := svc.Withdraw(s.ctx, x.ID, who); err != nil {
		return err
	}
	return s.printPlace(x, who, event.EnrolmentEnded)
}

type promoteCmd struct {
	Session string `arg:"" help:"Id, or a title that only one session has."`
}

// Run gives the free places of a session to those who wait.
func (c *promoteCmd) Run(s *session) error {
	svc, p, err := s.programme(true)
	if err != nil {
		return err
	}
	x, err := findSession(p, c.Session)
	if err != nil {
		return err
	}
	promoted, err := svc.Promote(s.ctx, x.ID)
	if err != nil {
		return err
	}
	ids, rows := []string{}, [][]string{}
	for _, e := range promoted {
		ids, rows = append(ids, e.ID), append(rows, []string{s.text.Person(e.Who.Name.Full()), e.ID})
	}
	return s.print(map[string]any{"session": x.ID, "promoted": ids}, func() {
		s.count("ctl.promoted", len(ids), i18n.Args{"Title": x.Title})
		s.table(rows)
	})
}
