package badges

import (
	"context"
	"errors"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// nobody is no registration: only blank badges are left, and no registrations at all would mean everybody's.
const nobody = ""

// cutShort is a print that ended before all of it was with the printer.
type cutShort struct {
	done, all int
	err       error // nil: somebody stopped it
	options   event.BadgeOptions
	setup     event.PrintSetup
	printer   string
	rest      []string // whose badges are not on paper
}

// startPrint prints away from the interface. It goes on when another page is shown.
func (p *Page) startPrint(o event.BadgeOptions, setup event.PrintSetup, printer string) {
	p.ask, p.cut = nil, nil
	type outcome struct {
		res  event.BadgeResult
		all  event.BadgeResult
		err  error
		note []error
	}
	p.task = kit.RunTask(p.d.Context, p.d.Printer.T("badges.printing", i18n.Args{"Printer": printer}),
		func(ctx context.Context, t *kit.Task) (out outcome, err error) {
			if _, out.all, err = p.d.Service.BadgeJob(ctx, p.d.Event.ID, o, event.Silent); err != nil {
				return out, err
			}
			out.res, out.err = p.d.Service.PrintBadges(p.acting(ctx), p.d.Event.ID, o, setup, t)
			out.note = t.Notes()
			return out, nil // what is on paper has to be told with an error too
		}, func(out outcome, err error) {
			if out.err == nil && (out.all.Badges == 0 || out.all.Badges != out.res.Badges) {
				out.err = err // it did not even begin, or was stopped
			}
			p.onPrinted(cutShort{done: out.res.Badges, all: out.all.Badges, err: out.err, options: o, setup: setup, printer: printer,
				rest: without(out.all.Registrations, out.res.Registrations)})
			if len(out.note) > 0 {
				p.showRemarks(out.note)
			}
		})
	p.showStrip()
	p.showSum()
}

// without are the ids that are not among others.
func without(all, others []string) []string {
	gone := make(map[string]bool, len(others))
	for _, id := range others {
		gone[id] = true
	}
	var rest []string
	for _, id := range all {
		if !gone[id] {
			rest = append(rest, id)
		}
	}
	return rest
}

// onPrinted tells how a print ended.
func (p *Page) onPrinted(c cutShort) {
	w := p.d.Printer
	switch {
	case c.err == nil && c.done == c.all:
		kit.Toast(p.d.Window.Canvas(), w.N("badges.print.done", c.done, i18n.Args{"Printer": c.printer}), nil)
	case errors.Is(c.err, context.Canceled):
		c.err = nil
		p.cut = &c
	default:
		p.cut = &c
	}
	p.showStrip()
	p.query()
}

// cutWords says why a print ended early, and what is on paper.
func (p *Page) cutWords(c cutShort) string {
	w := p.d.Printer
	why := w.T("badges.print.stopped")
	if c.err != nil {
		why = w.Error(c.err)
	}
	if c.done == 0 {
		return why
	}
	return w.T("badges.print.on_paper", i18n.Args{"Done": c.done, "Total": c.all, "Why": why})
}

// onRest prints what is not on paper yet, on the same printer.
func (p *Page) onRest() {
	c := p.cut
	if c == nil || p.Busy() {
		return
	}
	o := c.options
	if c.done > 0 {
		o.Registrations, o.Unprinted, o.Changed, o.Used = c.rest, false, false, 0
		o.Blank = max(c.all-c.done-len(c.rest), 0) // they come last
		if len(c.rest) == 0 {
			o.Registrations = []string{nobody}
		}
	}
	p.startPrint(o, c.setup, c.printer)
}
