package main

import (
	"io"
	"path/filepath"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

type attendanceGrantCmd struct {
	Registration string   `required:"" placeholder:"ID"`
	Kind         string   `required:"" enum:"excused,recognised,corrected,assigned" help:"Why they count: excused, recognised, corrected or assigned."`
	Session      string   `placeholder:"ID" help:"The session; excused and assigned hours need one."`
	Hours        *float64 `placeholder:"H" help:"How many; excused without it: the session's own. A correction may be negative: --hours=-1."`
	Reason       string   `required:"" help:"Why; it is kept."`
}

// Run counts hours that no scan shows.
func (c *attendanceGrantCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	if err := ofEvent(s, svc, ev, c.Registration); err != nil {
		return err
	}
	g := event.Grant{ID: event.NewID(), Registration: c.Registration, Session: c.Session, Kind: event.GrantKind(c.Kind), Reason: c.Reason}
	switch {
	case c.Hours != nil:
		g.Hours = *c.Hours
	case g.Kind != event.Excused:
		return event.Fail(event.CodeRequired, "Field", "hours").In("hours")
	case c.Session != "":
		session, err := svc.Store.Session(s.ctx, c.Session)
		if err != nil {
			return err
		}
		g.Hours = session.Hours
	}
	if err := svc.GrantHours(s.ctx, g); err != nil {
		return err
	}
	return s.print(map[string]any{"id": g.ID, "registration": g.Registration, "hours": g.Hours},
		func() { s.say("attendance.granted", i18n.Args{"Hours": g.Hours, "ID": g.ID}) })
}

// ofEvent refuses a registration of another event than the one that was asked for.
func ofEvent(s *session, svc *event.Service, ev event.Event, registration string) error {
	e, err := svc.Store.Entry(s.ctx, registration)
	if err == nil && e.Event != ev.ID {
		err = event.Fail(event.CodeRegistrationNotFound, "Value", registration).In("registration")
	}
	return err
}

type attendanceRevokeCmd struct {
	ID     string `arg:"" help:"Of the hours, as attendance tells it among grants."`
	Reason string `required:"" help:"Why; it is kept."`
}

// Run takes hours back.
func (c *attendanceRevokeCmd) Run(s *session) error {
	svc, _, err := s.chosen(true)
	if err != nil {
		return err
	}
	if err := svc.RevokeGrant(s.ctx, c.ID, c.Reason); err != nil {
		return err
	}
	return s.print(map[string]any{"id": c.ID}, func() { s.say("attendance.revoked", i18n.Args{"ID": c.ID}) })
}

type attendanceDecideCmd struct {
	Registration string `required:"" placeholder:"ID"`
	Kind         string `placeholder:"ID" help:"Kind of certificate; default: the event's first."`
	Verdict      string `required:"" enum:"granted,denied,by-rule" help:"granted, denied or by-rule."`
	Reason       string `required:"" help:"Why; it is kept."`
}

// Run decides about a certificate.
func (c *attendanceDecideCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	if err := ofEvent(s, svc, ev, c.Registration); err != nil {
		return err
	}
	d := event.Decision{Registration: c.Registration, Kind: c.Kind, Verdict: event.Verdict(c.Verdict), Reason: c.Reason}
	if c.Verdict == "by-rule" {
		d.Verdict = event.ByRule
	}
	if d.Kind == "" {
		d.Kind = ev.CertificateKinds()[0].ID
	}
	if err := svc.Decide(s.ctx, d); err != nil {
		return err
	}
	return s.print(map[string]any{"registration": d.Registration, "kind": d.Kind, "verdict": string(d.Verdict)}, func() { s.say("attendance.decided") })
}

type attendanceExportCmd struct {
	File    string `arg:"" help:"FILE.pdf, FILE.csv or FILE.xlsx"`
	Journal bool   `help:"The class journal: an entry for each meeting."`
	Day     string `placeholder:"DATE" help:"Only this day."`
	Group   string `placeholder:"ID" help:"Only this group."`
	Signed  bool   `help:"Fields to sign in instead of hours."`
}

// Run writes an attendance list or a class journal.
func (c *attendanceExportCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	o := event.AttendanceOptions{Journal: c.Journal, Day: event.Date(c.Day), Group: c.Group, Signed: c.Signed, Language: s.text.Lang(),
		Format: strings.TrimPrefix(strings.ToLower(filepath.Ext(c.File)), ".")}
	people := 0
	err = event.WriteFile(c.File, func(f io.Writer) error {
		people, err = svc.WriteAttendance(s.ctx, ev.ID, f, o)
		return err
	})
	if err != nil {
		return err
	}
	return s.print(map[string]any{"people": people}, func() { s.count("lists.written", people, i18n.Args{"Path": c.File}) })
}
