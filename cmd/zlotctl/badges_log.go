package main

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"

	"zlot/event"
)

// withFile reads a file that somebody named.
func withFile[T any](ctx context.Context, path string, read func(context.Context, io.Reader) (T, error)) (v T, err error) {
	f, err := os.Open(path)
	if err != nil {
		return v, event.Fail(event.CodeFileUnread, "Path", path).Because(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return read(ctx, f)
}

type badgesPlanCmd struct {
	Layout string            `placeholder:"LAYOUT" help:"For everybody whose role has no other one."`
	Single string            `placeholder:"LAYOUT" help:"For one badge at a time at the desk."`
	Role   map[string]string `placeholder:"ROLE=LAYOUT" help:"For a role; none: no badge; usual: like everybody."`
}

// Validate is asked by the parser.
func (c *badgesPlanCmd) Validate() error {
	for role := range c.Role {
		if !slices.Contains(event.Roles, event.Role(role)) {
			return errors.New("--role must be one of " + choices(event.Roles))
		}
	}
	return nil
}

// Run changes the plan as far as asked, and shows it.
func (c *badgesPlanCmd) Run(s *session) error {
	change := c.Layout != "" || c.Single != "" || len(c.Role) > 0
	svc, ev, err := s.chosen(change)
	if err != nil {
		return err
	}
	plan := ev.Badges
	if change {
		if plan, err = c.change(s, svc, ev); err != nil {
			return err
		}
		if err := svc.SetBadgePlan(s.ctx, ev.ID, plan); err != nil {
			return err
		}
	}
	roles := map[string]string{}
	for role, id := range plan.Roles {
		roles[string(role)] = id
	}
	doc := map[string]any{"layout": plan.Layout, "single": plan.Single, "roles": roles}
	return s.print(doc, func() {
		rows := [][]string{{s.text.T("ctl.badges.plan.usual"), plan.Layout}}
		for _, role := range event.Roles {
			if id := plan.Roles[role]; id != "" {
				rows = append(rows, []string{s.text.T("role." + string(role)), id})
			}
		}
		s.table(rows)
	})
}

func (c *badgesPlanCmd) change(s *session, svc *event.Service, ev event.Event) (event.BadgePlan, error) {
	plan := event.BadgePlan{Layout: ev.Badges.Layout, Single: ev.Badges.Single, Roles: map[event.Role]string{}}
	for role, id := range ev.Badges.Roles {
		plan.Roles[role] = id
	}
	find := func(name string, into *string) error {
		if name == "" {
			return nil
		}
		l, err := svc.FindLayout(s.ctx, ev.ID, name)
		*into = l.ID
		return err
	}
	if err := errors.Join(find(c.Layout, &plan.Layout), find(c.Single, &plan.Single)); err != nil {
		return plan, err
	}
	for role, name := range c.Role {
		id := name
		switch name {
		case event.NoBadge:
		case "usual":
			delete(plan.Roles, event.Role(role))
			continue
		default:
			if err := find(name, &id); err != nil {
				return plan, err
			}
		}
		plan.Roles[event.Role(role)] = id
	}
	return plan, nil
}

// printedOn is what people call the layout that the log names.
func (s *session) printedOn(layout string) string {
	if id := "layout." + layout; s.text.Has(id) {
		return s.text.T(id)
	}
	return layout
}

type badgesLogCmd struct{}

// Run shows the prints, newest first.
func (c *badgesLogCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	runs, err := svc.PrintRuns(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	type row struct {
		ID            string   `json:"id"`
		At            any      `json:"at"`
		By            string   `json:"by"`
		Desk          string   `json:"desk"`
		Printer       string   `json:"printer"`
		Layout        string   `json:"layout"`
		Version       string   `json:"version"`
		Badges        int      `json:"badges"`
		Registrations []string `json:"registrations"`
	}
	rows := make([]row, len(runs))
	for i, r := range runs {
		rows[i] = row{r.ID, stamp(r.At, ev.Zone()), r.By, r.Desk, r.Printer, r.Layout, r.Version, len(r.Registrations), list(r.Registrations)}
	}
	return s.print(map[string]any{"prints": rows}, func() {
		if len(runs) == 0 {
			s.say("ctl.badges.log.empty")
		}
		table := make([][]string, len(runs))
		for i, r := range runs {
			printer := r.Printer
			if printer == "" {
				printer = s.text.T("ctl.badges.log.file")
			}
			at := r.At.In(ev.Zone())
			table[i] = []string{s.text.ShortDate(at) + " " + s.text.Time(at), strconv.Itoa(len(r.Registrations)), printer, s.printedOn(r.Layout), r.By}
		}
		s.table(table)
	})
}
