package main

import (
	"context"
	"errors"
	"io"

	"zlot/event"
	"zlot/event/i18n"
)

type badgesCmd struct {
	Draw    badgesDrawCmd    `cmd:"" default:"withargs" help:"Draw badges as PDF, or print them."`
	Layouts badgesLayoutsCmd `cmd:"" help:"List the layouts of badges."`
	Export  badgesExportCmd  `cmd:"" help:"Write a layout with its pictures as one file."`
	Import  badgesImportCmd  `cmd:"" help:"Read a layout from a file."`
	Plan    badgesPlanCmd    `cmd:"" help:"Say who gets which layout."`
	Log     badgesLogCmd     `cmd:"" help:"Show what was printed when."`
}

type badgesDrawCmd struct {
	Output        string   `short:"o" placeholder:"FILE.pdf"`
	Layout        string   `placeholder:"NAME" help:"For everybody; default: as planned."`
	Order         string   `enum:"name,institution,group,number" default:"name"`
	Unprinted     bool     `help:"Only badges that were not printed yet; they count as printed afterwards."`
	Changed       bool     `help:"Only badges that say something else since they were printed; with --unprinted both."`
	Blank         uint     `help:"So many blank badges as well."`
	Start         uint     `default:"1" help:"The first label of the sheet that is still there."`
	Duplex        string   `enum:"none,long,short" default:"none" help:"Backs as well: turned over the long or the short edge."`
	Printer       string   `placeholder:"ADDRESS" help:"Print instead, on a printer that zlotctl printers lists."`
	Tray          string   `placeholder:"NAME"`
	Copies        uint     `default:"1"`
	Again         bool     `help:"Print those too that are on paper already."`
	Registrations []string `arg:"" optional:"" placeholder:"REGISTRATION" help:"Only these; default: everybody."`
}

func (c *badgesDrawCmd) options(s *session) event.BadgeOptions {
	return event.BadgeOptions{Layout: c.Layout, Order: event.BadgeOrder(c.Order), Unprinted: c.Unprinted, Changed: c.Changed,
		Blank: int(c.Blank), Registrations: c.Registrations, Used: int(c.Start) - 1, Duplex: duplexes[c.Duplex], Again: c.Again, Language: s.text.Lang()}
}

var duplexes = map[string]event.Duplex{"none": event.OneSided, "long": event.LongEdge, "short": event.ShortEdge}

// Validate is asked by the parser.
func (c *badgesDrawCmd) Validate() error {
	switch {
	case c.Output == "" && c.Printer == "":
		return errors.New("missing flags: --output=FILE.pdf or --printer=ADDRESS")
	case c.Output != "" && c.Printer != "":
		return errors.New("--output and --printer exclude each other")
	case c.Start < 1:
		return errors.New("--start begins at 1")
	}
	return nil
}

// Run draws the badges. With --unprinted the sheet is the way to the printer, so its badges count as printed.
func (c *badgesDrawCmd) Run(s *session) error {
	marks := c.Unprinted || c.Changed
	svc, ev, err := s.chosen(marks || c.Printer != "")
	if err != nil {
		return err
	}
	if c.Printer != "" {
		return c.print(s, svc, ev)
	}
	var res event.BadgeResult
	progress := s.progress()
	err = event.WriteFile(c.Output, func(f io.Writer) error {
		res, err = svc.Badges(s.ctx, ev.ID, f, c.options(s), progress)
		return err
	})
	if err != nil {
		return err
	}
	if marks {
		if err := svc.RecordPrints(s.ctx, ev.ID, "", res.Prints); err != nil {
			return err
		}
	}
	doc := badgesDoc(res)
	doc["warnings"] = progress.warnings()
	return s.print(doc, func() {
		s.count("ctl.badges.done", res.Badges, i18n.Args{"Pages": res.Pages, "Path": c.Output})
		s.sayWithout(res)
	})
}

func badgesDoc(res event.BadgeResult) map[string]any {
	return map[string]any{"badges": res.Badges, "pages": res.Pages, "layout": res.Layout, "without": res.Without, "already": res.Already}
}

func (s *session) sayWithout(res event.BadgeResult) {
	if res.Without > 0 {
		s.count("ctl.badges.without", res.Without)
	}
}

// print hands the badges to a printer. What the queue took counts as printed, also where the rest was refused.
func (c *badgesDrawCmd) print(s *session, svc *event.Service, ev event.Event) error {
	setup := event.PrintSetup{Printer: c.Printer, Tray: c.Tray, Copies: int(c.Copies), Duplex: duplexes[c.Duplex]}
	progress := s.progress()
	res, err := svc.PrintBadges(s.ctx, ev.ID, c.options(s), setup, progress)
	if err != nil && res.Badges == 0 {
		return err
	}
	doc := badgesDoc(res)
	doc["printer"] = c.Printer
	doc["warnings"] = progress.warnings()
	if broke := s.brokeOff(err); broke != nil {
		doc["error"] = broke
	}
	return s.print(doc, func() {
		s.count("ctl.badges.printed", res.Badges, i18n.Args{"Pages": res.Pages, "Printer": c.Printer})
		s.sayWithout(res)
	})
}

type badgesLayoutsCmd struct{}

// Run lists the layouts: the event's own first, then those of the program.
func (c *badgesLayoutsCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	all, err := svc.BadgeLayouts(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	type row struct {
		ID     string  `json:"id"`
		Title  string  `json:"title"`
		Own    bool    `json:"own"`
		Usual  bool    `json:"usual"`
		Each   int     `json:"each"`
		Width  float64 `json:"width"`
		Height float64 `json:"height"`
		Back   bool    `json:"back"`
	}
	rows := make([]row, len(all))
	usual := ev.Badges.Layout
	for i, l := range all {
		if usual == "" && l.Event == "" {
			usual = l.ID
		}
		rows[i] = row{l.ID, s.layoutTitle(l), l.Event != "", l.ID == usual, l.Stock.Each(), l.Stock.Width, l.Stock.Height, len(l.Back) > 0}
	}
	return s.print(map[string]any{"layouts": rows}, func() {
		table := make([][]string, len(rows))
		for i, r := range rows {
			mark := ""
			if r.Usual {
				mark = "*"
			}
			table[i] = []string{mark, r.ID, r.Title}
		}
		s.table(table)
	})
}

// layoutTitle is what people call a layout.
func (s *session) layoutTitle(l event.Layout) string {
	if l.Event == "" {
		return s.text.T(l.Title)
	}
	return l.Title
}

type badgesExportCmd struct {
	Layout string `arg:"" placeholder:"LAYOUT"`
	Output string `short:"o" required:"" placeholder:"FILE"`
}

// Run writes a layout as one file.
func (c *badgesExportCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	l, err := svc.FindLayout(s.ctx, ev.ID, c.Layout)
	if err != nil {
		return err
	}
	err = event.WriteFile(c.Output, func(w io.Writer) error { return svc.ExportLayout(s.ctx, l.ID, w) })
	if err != nil {
		return err
	}
	return s.print(map[string]any{"layout": l.ID, "path": c.Output}, func() {
		s.say("ctl.badges.exported", i18n.Args{"Title": s.layoutTitle(l), "Path": c.Output})
	})
}

type badgesImportCmd struct {
	File string `arg:"" placeholder:"FILE"`
}

// Run makes a layout of a file one of the event's own.
func (c *badgesImportCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	l, err := withFile(s.ctx, c.File, func(ctx context.Context, r io.Reader) (event.Layout, error) {
		return svc.ImportLayout(ctx, ev.ID, r)
	})
	if err != nil {
		return err
	}
	return s.print(map[string]any{"layout": l.ID, "title": s.layoutTitle(l)}, func() {
		s.say("ctl.badges.imported", i18n.Args{"Title": s.layoutTitle(l), "ID": l.ID})
	})
}
