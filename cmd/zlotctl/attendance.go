package main

import (
	"strings"

	"zlot/event"
)

type attendanceCmd struct{}

type personDoc struct {
	Registration string               `json:"registration"`
	Name         string               `json:"name"`
	Hours        float64              `json:"hours"`
	Required     float64              `json:"required"`
	Sessions     []event.SessionHours `json:"sessions"`
	Eligible     bool                 `json:"eligible"`
	Because      []becauseDoc         `json:"because"`
}

type becauseDoc struct {
	Code    string         `json:"code"`
	Args    map[string]any `json:"args,omitempty"`
	Message string         `json:"message"`
}

func (s *session) because(all []event.Because) []becauseDoc {
	docs := []becauseDoc{}
	for _, b := range all {
		docs = append(docs, becauseDoc{Code: b.Code, Args: b.Args, Message: s.text.T("because."+b.Code, b.Args)})
	}
	return docs
}

func (s *session) reasons(all []event.Because) string {
	var lines []string
	for _, d := range s.because(all) {
		lines = append(lines, d.Message)
	}
	return strings.Join(lines, "; ")
}

// Run shows everybody's hours.
func (c *attendanceCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	accounts, err := svc.Attendance(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	docs := []personDoc{}
	rows := [][]string{}
	for _, a := range accounts {
		name := a.Entry.Who.Name.Full()
		docs = append(docs, personDoc{Registration: a.Entry.ID, Name: name, Hours: a.Hours, Required: a.Required,
			Sessions: list(a.Sessions), Eligible: a.Eligible, Because: s.because(a.Because)})
		rows = append(rows, []string{name, s.text.Hours(a.Hours), s.text.Hours(a.Required), s.reasons(a.Because)})
	}
	return s.print(map[string]any{"people": docs}, func() { s.table(rows) })
}
