package main

import (
	"io"

	"zlot/event"
	"zlot/event/i18n"
)

type paperListsCmd struct {
	Output   string `short:"o" required:"" placeholder:"FILE.pdf"`
	Desk     bool   `negatable:"" default:"true" help:"Everybody by letter, for the desk."`
	Sessions string `enum:"none,sign-up,all" default:"sign-up" help:"Lists of sessions: none, those with sign-up, or all but breaks."`
	Session  string `placeholder:"ID" help:"The list of one session alone."`
	Queues   int    `default:"1" help:"Lines at the desk; each has a list of its own."`
	QR       bool   `name:"qr" help:"Beside each row a symbol that a scanner reads."`
}

// Run writes the lists to tick by hand.
func (c *paperListsCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	o := event.PaperOptions{Desk: c.Desk && c.Session == "", Queues: c.Queues, Codes: c.QR, Language: s.text.Lang()}
	sessions, err := svc.Store.Sessions(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	for _, ss := range sessions {
		if ss.ID == c.Session || (c.Session == "" && ss.OnPaper() && (c.Sessions == "all" || (c.Sessions == "sign-up" && ss.SignUp))) {
			o.Sessions = append(o.Sessions, ss.ID)
		}
	}
	if c.Session != "" && len(o.Sessions) == 0 {
		return event.Fail(event.CodeSessionNotFound, "Value", c.Session).In("session")
	}
	return writePaper(s, svc, ev, c.Output, o, "paper.written.lists")
}

type paperSignsCmd struct {
	Output string `short:"o" required:"" placeholder:"FILE.pdf"`
	Queues int    `default:"2" help:"Lines at the desk."`
}

// Run writes the signs above the lines of the desk.
func (c *paperSignsCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	o := event.PaperOptions{Signs: true, Queues: c.Queues, Language: s.text.Lang()}
	return writePaper(s, svc, ev, c.Output, o, "paper.written.signs")
}

// writePaper writes a document of the paper pack and says how much it is, in the words of id.
func writePaper(s *session, svc *event.Service, ev event.Event, path string, o event.PaperOptions, id string) error {
	var res event.PaperResult
	err := event.WriteFile(path, func(f io.Writer) error {
		var err error
		res, err = svc.Paper(s.ctx, ev.ID, f, o)
		return err
	})
	if err != nil {
		return err
	}
	return s.print(res, func() { s.count(id, res.Lists, i18n.Args{"Path": path, "Pages": res.Pages}) })
}
