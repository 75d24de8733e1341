package main

import (
	"zlot/event"
	"zlot/event/i18n"
)

type registrationMergeCmd struct {
	Keep   string   `arg:"" help:"Registration that stays."`
	Drop   string   `arg:"" help:"Registration that becomes part of it."`
	Take   []string `placeholder:"FIELD" help:"Field whose value of the dropped one stays, repeatable."`
	Leave  []string `placeholder:"FIELD" help:"Field whose value of the kept one stays although it is empty, repeatable."`
	DryRun bool     `help:"Only show field by field what would happen."`
}

// mergeDoc is what a merge would do.
type mergeDoc struct {
	Keep   string           `json:"keep"`
	Drop   string           `json:"drop"`
	Fields []mergeFieldDoc  `json:"fields"`
	Moves  map[string]int   `json:"moves"`
	Along  []mergeAlongDoc  `json:"along"`  // at other events
	Follow []mergeFollowDoc `json:"follow"` // the dropped person's registrations elsewhere
}

type mergeFieldDoc struct {
	Field  string `json:"field"`
	Keep   string `json:"keep"`
	Drop   string `json:"drop"`
	Choice string `json:"choice"`
}

type mergeAlongDoc struct {
	Event string `json:"event"`
	Keep  string `json:"keep"`
	Drop  string `json:"drop"`
}

type mergeFollowDoc struct {
	Event        string `json:"event"`
	Registration string `json:"registration"`
}

func newMergeDoc(p event.MergePlan) mergeDoc {
	m := p.Moves
	d := mergeDoc{Keep: p.Keep.ID, Drop: p.Drop.ID, Fields: []mergeFieldDoc{}, Along: []mergeAlongDoc{}, Follow: []mergeFollowDoc{},
		Moves: map[string]int{"scans": m.Scans, "enrolments": m.Enrolments, "hours": m.Grants, "certificates": m.Certificates, "messages": m.Messages}}
	for _, f := range p.Fields {
		d.Fields = append(d.Fields, mergeFieldDoc(f))
	}
	for _, a := range p.Along {
		d.Along = append(d.Along, mergeAlongDoc{a.Keep.Event, a.Keep.ID, a.Drop.ID})
	}
	for _, e := range p.Follow {
		d.Follow = append(d.Follow, mergeFollowDoc{e.Event, e.ID})
	}
	return d
}

// Run makes two registrations one.
func (c *registrationMergeCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	if c.DryRun {
		plan, err := svc.MergePlan(s.ctx, c.Keep, c.Drop)
		if err != nil {
			return err
		}
		return s.print(newMergeDoc(plan), func() {
			var rows [][]string
			for _, f := range plan.Fields {
				rows = append(rows, []string{f.Field, f.Keep, f.Drop, f.Choice})
			}
			s.table(rows)
			s.say("ctl.dry_run")
		})
	}
	choices := map[string]string{}
	for _, f := range c.Leave {
		choices[f] = event.ChooseKeep
	}
	for _, f := range c.Take {
		choices[f] = event.ChooseDrop
	}
	e, err := svc.Merge(s.ctx, c.Keep, c.Drop, choices)
	if err != nil {
		return err
	}
	groups, err := groupTitles(s, svc, e.Event)
	if err != nil {
		return err
	}
	return s.print(newRegistrationDoc(e, groups), func() {
		s.say("ctl.registration.merged", i18n.Args{"Name": e.Who.Name.Full(), "ID": e.ID})
	})
}
