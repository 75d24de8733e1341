package main

import "zlot/event"

type paperCmd struct {
	Lists paperListsCmd `cmd:"" help:"Write lists to tick by hand: everybody by letter, and one for each session."`
	Signs paperSignsCmd `cmd:"" help:"Write signs for the lines at the desk, from the real names."`
	Enter paperEnterCmd `cmd:"" help:"Type the ticked rows of a paper list back in; a page entered twice is stored once."`
}

type paperEnterCmd struct {
	Checkpoint string   `placeholder:"ID" help:"Default: the event's own desk."`
	Direction  string   `enum:"in,out" default:"in"`
	At         string   `placeholder:"TIME" help:"When the people came, RFC 3339; default: now."`
	Desk       string   `placeholder:"NAME"`
	Codes      []string `arg:"" name:"code" help:"Codes of rows or badges, or - for one a line from standard input."`
}

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
	for _, code := range c.Codes {
		if code != "-" {
			page.Codes = append(page.Codes, code)
			continue
		}
		err := s.eachLine(func(line string) error {
			page.Codes = append(page.Codes, line)
			return nil
		})
		if err != nil {
			return err
		}
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
