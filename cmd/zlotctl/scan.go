package main

import (
	"time"

	"zlot/event"
)

type scanCmd struct {
	scanned
	Force string `placeholder:"REASON" help:"Let in all the same, and why."`
}

// scanned is what somebody scanned or typed in, where, and when.
type scanned struct {
	Checkpoint string   `placeholder:"ID" help:"Default: the event's own desk."`
	Direction  string   `enum:"in,out" default:"in"`
	At         string   `placeholder:"TIME" help:"When it happened, RFC 3339; default: now."`
	Desk       string   `placeholder:"NAME"`
	Codes      []string `arg:"" name:"code" help:"What was read, or - for one a line from standard input."`
}

// each calls f for every code, in order.
func (c scanned) each(s *session, f func(code string) error) error {
	for _, code := range c.Codes {
		var err error
		if code == "-" {
			err = s.eachLine(f)
		} else {
			err = f(code)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scanLine is one verdict in JSON.
type scanLine struct {
	Scan         string `json:"scan"`
	Code         string `json:"code"`
	Outcome      string `json:"outcome"`
	Registration string `json:"registration"`
	Name         string `json:"name"`
	FirstAt      any    `json:"first_at"`
	Advice       string `json:"advice"`
	Attention    bool   `json:"attention"`
	Forced       bool   `json:"forced"`
	Checkpoint   string `json:"checkpoint"`
	Session      string `json:"session"`
}

// Run judges the codes one by one; every verdict is durable before its line is printed.
func (c *scanCmd) Run(s *session) error {
	at, err := parseTime("at", c.At)
	if err != nil {
		return err
	}
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	return c.each(s, func(code string) error {
		res, err := svc.CheckIn(s.ctx, event.ScanRequest{Event: ev.ID, Checkpoint: c.Checkpoint, Code: code,
			Direction: event.Direction(c.Direction), At: at, Desk: c.Desk, Force: c.Force})
		if err != nil {
			return err
		}
		return s.verdict(res, ev.Zone())
	})
}

// verdict prints one line, and marks the run if it is a refusal.
func (s *session) verdict(res event.ScanResult, zone *time.Location) error {
	switch res.Scan.Outcome {
	case event.Admitted, event.Exited, event.Undone:
	default:
		s.partial(1)
	}
	outcome := string(res.Scan.Outcome)
	line := scanLine{Scan: res.Scan.ID, Code: res.Scan.Code, Outcome: outcome, Registration: res.Scan.Registration,
		FirstAt: stamp(res.FirstAt, zone), Attention: res.Attention, Forced: res.Scan.Forced, Checkpoint: res.Scan.Checkpoint, Session: res.Scan.Session,
		Advice: s.text.T("outcome."+outcome+".advice", res.AdviceArgs(zone))}
	if res.Entry != nil {
		line.Name = res.Entry.Who.Name.Full()
	}
	return s.print(line, func() { s.line(s.text.T("outcome."+outcome+".word"), line.Code, line.Name, line.Advice) })
}

// parseTime reads a flag's time.
func parseTime(flag, value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339, value)
	if err != nil {
		return t, event.Fail(event.CodeScanTime, "Value", value).In(flag).Because(err)
	}
	return t, nil
}

type undoCmd struct {
	Scan string `arg:"" help:"Id of the scan."`
	Desk string `placeholder:"NAME"`
}

// Run takes the scan back.
func (c *undoCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	res, err := svc.Undo(s.ctx, c.Scan, c.Desk)
	if err != nil {
		return err
	}
	ev, err := svc.Store.Event(s.ctx, res.Scan.Event)
	if err != nil {
		return err
	}
	return s.verdict(res, ev.Zone())
}

type scansCmd struct {
	Checkpoint string `placeholder:"ID"`
	Since      string `placeholder:"TIME" help:"RFC 3339."`
}

type scanDoc struct {
	Scan         string `json:"scan"`
	Code         string `json:"code"`
	Outcome      string `json:"outcome"`
	Registration string `json:"registration"`
	Name         string `json:"name"`
	At           any    `json:"at"`
	Stored       any    `json:"stored"`
	Desk         string `json:"desk"`
	Checkpoint   string `json:"checkpoint"`
	Session      string `json:"session"`
	Direction    string `json:"direction"`
	Forced       bool   `json:"forced"`
	Reason       string `json:"reason"`
	Undoes       string `json:"undoes"`
	Undone       bool   `json:"undone"`
}

// Run lists the scans in order of time.
func (c *scansCmd) Run(s *session) error {
	since, err := parseTime("since", c.Since)
	if err != nil {
		return err
	}
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	if c.Checkpoint != "" {
		if _, err := svc.Store.Checkpoint(s.ctx, c.Checkpoint); err != nil {
			return err
		}
	}
	all, err := svc.Store.Scans(s.ctx, event.ScanFilter{Event: ev.ID, Checkpoint: c.Checkpoint, Since: since})
	if err != nil {
		return err
	}
	docs := []scanDoc{}
	rows := [][]string{}
	for _, sc := range all {
		docs = append(docs, scanDoc{Scan: sc.ID, Code: sc.Code, Outcome: string(sc.Outcome), Registration: sc.Registration,
			Name: sc.Name.Full(), At: stamp(sc.At, ev.Zone()), Stored: stamp(sc.Stored, ev.Zone()), Desk: sc.Desk, Checkpoint: sc.Checkpoint, Session: sc.Session,
			Direction: string(sc.Direction), Forced: sc.Forced, Reason: sc.Reason, Undoes: sc.Undoes, Undone: sc.Undone})
		rows = append(rows, []string{sc.At.In(ev.Zone()).Format(time.DateTime), s.text.T("outcome." + string(sc.Outcome) + ".word"), sc.Code, sc.Name.Full(), sc.ID})
	}
	return s.print(map[string]any{"scans": docs}, func() { s.table(rows) })
}
