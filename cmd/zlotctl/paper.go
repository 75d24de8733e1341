package main

import "zlot/event"

type paperCmd struct {
	Lists paperListsCmd `cmd:"" help:"Write lists to tick by hand: everybody by letter, and one for each session."`
	Signs paperSignsCmd `cmd:"" help:"Write signs for the lines at the desk, from the real names."`
	Enter paperEnterCmd `cmd:"" help:"Type the ticked rows of a paper list back in, by their codes or those of badges; a page entered twice is stored once."`
}

type paperEnterCmd struct{ scanned }

// Run stores all rows in one transaction and prints a verdict for each.
func (c *paperEnterCmd) Run(s *session) error {
	at, err := parseTime("at", c.At)
	if err != nil {
		return err
	}
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	page := event.PaperScans{Event: ev.ID, Checkpoint: c.Checkpoint, Direction: event.Direction(c.Direction), At: at, Desk: c.Desk}
	err = c.each(s, func(code string) error {
		page.Codes = append(page.Codes, code)
		return nil
	})
	if err != nil {
		return err
	}
	results, err := svc.CheckInPaper(s.ctx, page)
	if err != nil {
		return err
	}
	for _, res := range results {
		if err := s.verdict(res, ev.Zone()); err != nil {
			return err
		}
	}
	return nil
}
