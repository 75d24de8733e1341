package main

import (
	"strconv"
	"strings"

	"zlot/event"
)

type retentionCmd struct {
	Run  retentionRunCmd  `cmd:"" help:"Empty the data whose time has come, at all events."`
	Show retentionShowCmd `cmd:"" help:"Show the rules of the event."`
	Set  retentionSetCmd  `cmd:"" help:"Set the rules of the event: FIELD=MONTHS after its last day."`
}

type retentionRunCmd struct {
	DryRun bool `name:"dry-run" help:"Only say what is due."`
}

type dueDoc struct {
	Event  string     `json:"event"`
	Title  string     `json:"title"`
	Field  string     `json:"field"`
	Since  event.Date `json:"since"`
	People int        `json:"people"`
}

type retentionDoc struct {
	Erased int       `json:"erased"` // people of whom nothing personal is left
	People int       `json:"people"` // who lose something
	DryRun bool      `json:"dry_run"`
	Due    []dueDoc  `json:"due"`
	Kept   []keptDoc `json:"kept"`
}

// Run empties, or says what it would.
func (c *retentionRunCmd) Run(s *session) error {
	svc, err := s.erasing(c.DryRun)
	if err != nil {
		return err
	}
	var res event.RetentionResult
	sentence := "retention.done"
	if c.DryRun {
		sentence = "retention.would"
		res.Plan, err = svc.RetentionPlan(s.ctx, svc.Clock.Now())
		res.Kept = res.Plan.Kept()
	} else {
		res, err = svc.RunRetention(s.ctx)
	}
	if err != nil {
		return err
	}
	s.partial(len(res.Plan.Held))
	doc := retentionDoc{Erased: res.Erased, People: res.Plan.People, DryRun: c.DryRun, Due: []dueDoc{}, Kept: s.kept(res.Kept)}
	rows := [][]string{}
	for _, d := range res.Plan.Due {
		doc.Due = append(doc.Due, dueDoc{d.Event, d.Title, d.Field, d.Since, len(d.Registrations)})
		rows = append(rows, []string{d.Title, d.Field, strconv.Itoa(len(d.Registrations)), string(d.Since)})
	}
	return s.print(doc, func() {
		s.count(sentence, doc.People)
		s.table(rows)
		s.sayKept(doc.Kept)
	})
}

type retentionShowCmd struct{}

// Run shows the rules.
func (c *retentionShowCmd) Run(s *session) error {
	_, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	return s.rules(ev)
}

type retentionSetCmd struct {
	Rules    []string `arg:"" optional:"" name:"field=months" help:"diet=3 answers=12 person=60 …; none takes all rules away."`
	Defaults bool     `help:"The recommended rules; those named besides are added."`
}

// Run replaces the rules.
func (c *retentionSetCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	rules := []event.RetentionRule{}
	if c.Defaults {
		rules = event.DefaultRetention()
	}
	for _, r := range c.Rules {
		at := strings.LastIndex(r, "=")
		months, err := strconv.Atoi(r[at+1:])
		if at < 0 || err != nil {
			return event.Fail(event.CodeNumber, "Value", r).In("months")
		}
		rules = append(rules, event.RetentionRule{Field: r[:at], Months: months})
	}
	if ev, err = svc.SetRetention(s.ctx, ev.ID, rules); err != nil {
		return err
	}
	return s.rules(ev)
}

func (s *session) rules(ev event.Event) error {
	rows := [][]string{}
	for _, r := range ev.Retention {
		rows = append(rows, []string{r.Field, strconv.Itoa(r.Months)})
	}
	return s.print(map[string]any{"event": ev.ID, "rules": list(ev.Retention)}, func() { s.table(rows) })
}
