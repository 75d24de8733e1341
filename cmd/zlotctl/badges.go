package main

import (
	"io"

	"zlot/event"
	"zlot/event/i18n"
)

type badgesCmd struct {
	Output    string `short:"o" required:"" placeholder:"FILE.pdf"`
	Layout    string `placeholder:"NAME"`
	Order     string `enum:"name,number" default:"name"`
	Unprinted bool   `help:"Only badges that were not printed yet; they count as printed afterwards."`
	Blank     uint   `help:"So many blank badges as well."`
}

// Run draws the badges. With --unprinted the sheet is the way to the printer, so its badges count as printed.
func (c *badgesCmd) Run(s *session) error {
	svc, ev, err := s.chosen(c.Unprinted)
	if err != nil {
		return err
	}
	var res event.BadgeResult
	progress := s.progress()
	err = event.WriteFile(c.Output, func(f io.Writer) error {
		res, err = svc.Badges(s.ctx, ev.ID, f, event.BadgeOptions{Layout: c.Layout, Order: event.BadgeOrder(c.Order),
			Unprinted: c.Unprinted, Blank: int(c.Blank), Language: s.text.Lang()}, progress)
		return err
	})
	if err != nil {
		return err
	}
	if c.Unprinted {
		if err := svc.MarkPrinted(s.ctx, ev.ID, res.Layout, res.Registrations); err != nil {
			return err
		}
	}
	doc := map[string]any{"badges": res.Badges, "pages": res.Pages, "layout": res.Layout, "warnings": progress.warnings()}
	return s.print(doc, func() {
		s.count("ctl.badges.done", res.Badges, i18n.Args{"Pages": res.Pages, "Path": c.Output})
	})
}
