package main

import (
	"slices"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

type attendanceCmd struct {
	Show   attendanceShowCmd   `cmd:"" default:"withargs" help:"Show hours per person, and who is eligible for what."`
	Grant  attendanceGrantCmd  `cmd:"" help:"Count hours that no scan shows."`
	Revoke attendanceRevokeCmd `cmd:"" help:"Take hours back that were granted."`
	Decide attendanceDecideCmd `cmd:"" help:"Decide about a person's certificate against the rule, or by it again."`
	Export attendanceExportCmd `cmd:"" help:"Write the attendance list or the class journal."`
}

type attendanceShowCmd struct {
	Kind string `placeholder:"ID" help:"Only the people of one kind of certificate, and whether they get it."`
}

type personDoc struct {
	Registration string               `json:"registration"`
	Name         string               `json:"name"`
	Hours        float64              `json:"hours"`
	Required     float64              `json:"required"`
	Sessions     []event.SessionHours `json:"sessions"`
	Eligible     bool                 `json:"eligible"`
	Because      []becauseDoc         `json:"because"`
	Kinds        []kindDoc            `json:"kinds"`
	Grants       []grantDoc           `json:"grants"`
}

// kindDoc is whether somebody gets one kind of certificate.
type kindDoc struct {
	Kind       string       `json:"kind"`
	Title      string       `json:"title"`
	Eligible   bool         `json:"eligible"`
	Because    []becauseDoc `json:"because"`
	Possible   float64      `json:"possible"`
	OutOfReach bool         `json:"out_of_reach"`
	Verdict    string       `json:"verdict"` // "" where the rule speaks
	Reason     string       `json:"reason,omitempty"`
}

// grantDoc is hours that no scan shows.
type grantDoc struct {
	ID      string          `json:"id"`
	Kind    event.GrantKind `json:"kind"`
	Session string          `json:"session"`
	Hours   float64         `json:"hours"`
	Reason  string          `json:"reason"`
	By      string          `json:"by"`
	At      time.Time       `json:"at"`
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
func (c *attendanceShowCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	titles := map[string]string{}
	var known []string
	for _, k := range ev.CertificateKinds() {
		known, titles[k.ID] = append(known, k.ID), k.Title
	}
	if c.Kind != "" && !slices.Contains(known, c.Kind) {
		return event.Fail(event.CodeDecisionKind, "Value", c.Kind, "Kinds", known).In("kind")
	}
	grid, err := svc.Grid(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	docs := []personDoc{}
	rows := [][]string{}
	for _, r := range grid.People {
		a := r.Account
		eligible, why := a.Eligible, a.Because
		of := slices.IndexFunc(a.Kinds, func(k event.Eligibility) bool { return c.Kind == "" || k.Kind == c.Kind })
		if c.Kind != "" {
			if of < 0 {
				continue
			}
			eligible, why = a.Kinds[of].Eligible, a.Kinds[of].Because
		}
		if eligible { // by a decision, whatever is missing
			why = nil
		}
		doc := s.personDoc(r, titles)
		doc.Eligible, doc.Because = eligible, s.because(why)
		docs = append(docs, doc)
		text := s.reasons(why)
		if of >= 0 && a.Kinds[of].OutOfReach && !eligible {
			text += " " + s.text.T("attendance.out_of_reach", i18n.Args{"Possible": a.Kinds[of].Possible})
		}
		rows = append(rows, []string{doc.Name, s.text.Hours(a.Hours), s.text.Hours(a.Required), text})
	}
	return s.print(map[string]any{"people": docs}, func() { s.table(rows) })
}

// personDoc is a person's hours, but for whether they suffice.
func (s *session) personDoc(r event.GridRow, titles map[string]string) personDoc {
	a := r.Account
	doc := personDoc{Registration: a.Entry.ID, Name: a.Entry.Who.Name.Full(), Hours: a.Hours, Required: a.Required,
		Sessions: list(a.Sessions), Kinds: []kindDoc{}, Grants: []grantDoc{}}
	for _, k := range a.Kinds {
		kd := kindDoc{Kind: k.Kind, Title: titles[k.Kind], Eligible: k.Eligible, Because: s.because(k.Because), Possible: k.Possible, OutOfReach: k.OutOfReach}
		if k.Decision != nil {
			kd.Verdict, kd.Reason = string(k.Decision.Verdict), k.Decision.Reason
		}
		doc.Kinds = append(doc.Kinds, kd)
	}
	for _, g := range r.Grants {
		doc.Grants = append(doc.Grants, grantDoc{g.ID, g.Kind, g.Session, g.Hours, g.Reason, g.By, g.At})
	}
	return doc
}
