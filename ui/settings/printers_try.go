package settings

import (
	"context"
	"math"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// size is a paper, in millimetres.
type size struct{ width, height float64 }

// labelSizes are offered where a printer does not know its paper.
var labelSizes = []size{{62, 100}, {57, 102}}

// papers are the papers for a test page, the usual one first.
func (d *printTarget) papers() []kit.Option[size] {
	sizes := []size{}
	for _, m := range d.options.Media {
		sizes = append(sizes, size{m.Width, m.Height})
	}
	switch {
	case len(sizes) == 0 && (d.options.Label || d.label):
		sizes = labelSizes
	case len(sizes) == 0:
		sizes = []size{{210, 297}}
	}
	var list []kit.Option[size]
	seen := map[string]bool{}
	for _, s := range sizes {
		word := d.c.p.Printer.T("printer.paper", i18n.Args{"Width": d.decimal(round(s.width)), "Height": d.decimal(round(s.height))})
		if !seen[word] {
			seen[word] = true
			list = append(list, kit.Option[size]{Value: s, Text: word})
		}
	}
	return list
}

func round(mm float64) float64 { return math.Round(mm*10) / 10 }

// onTest asks which page is to be printed, and prints it.
func (d *printTarget) onTest() {
	t := d.c.p.Printer.T
	page := kit.NewSelect([]kit.Option[bool]{{Value: false, Text: t("printer.page.test")}, {Value: true, Text: t("printer.page.calibration")}}, nil)
	papers := kit.NewSelect(d.papers(), nil)
	form := kit.NewForm().
		Add("page", kit.NewField(t("printer.try.page"), page, t("printer.try.page.hint"))).
		Add("paper", kit.NewField(t("printer.try.paper"), papers, ""))
	kit.FormDialog(d.c.p.Window, t("printer.try.title", i18n.Args{"Name": d.c.name(d.setup().Printer)}), form, t("printer.try.do"), func(dialog *kit.Dialog) bool {
		calibration, _ := page.Value()
		paper, _ := papers.Value()
		dialog.Close()
		d.try(event.TestPage{Calibration: calibration, Language: d.c.p.Printer.Lang(), Name: d.c.name(d.setup().Printer),
			Width: paper.width, Height: paper.height, Setup: d.setup()})
		return false
	})
}

// try prints a test page. It goes to the printer whole, also when another page is shown meanwhile.
func (d *printTarget) try(page event.TestPage) {
	t := d.c.p.Printer.T
	d.tries++
	try := d.tries
	d.test.SetEnabled(false)
	d.tell(kit.ToneInfo, t("printer.try.sending"), "")
	kit.Run(d.c.p.Context, func(ctx context.Context) (event.PrintTicket, error) {
		ticket, _, err := d.c.p.Service.PrintTestPage(ctx, page)
		return ticket, err
	}, func(ticket event.PrintTicket, err error) {
		if try != d.tries {
			return
		}
		d.test.SetEnabled(true)
		if err != nil {
			d.tell(kit.ToneRefused, t("printer.try.refused"), d.c.p.Printer.Error(err))
			return
		}
		d.tell(kit.ToneInfo, t("printer.try.queued"), "")
		d.follow(ticket, try, watches)
	})
}

// A test page is watched once a second, for as long as somebody stands at the printer.
const (
	watches = 20
	watch   = time.Second
)

// follow tells what becomes of a page.
func (d *printTarget) follow(ticket event.PrintTicket, try, left int) {
	t := d.c.p.Printer.T
	kit.Run(d.c.p.ctx, func(ctx context.Context) (event.PrintState, error) {
		return d.c.p.Service.PrintState(ctx, ticket)
	}, func(s event.PrintState, err error) {
		switch {
		case try != d.tries:
			return
		case err != nil:
			d.tell(kit.ToneRefused, t("printer.state.away"), d.c.p.Printer.Error(err))
			return
		case s.Done:
			d.tell(kit.ToneAdmitted, t("printer.try.done"), "")
			return
		case s.Failed:
			d.tell(kit.ToneRefused, t("printer.try.failed"), d.c.reasons(s.Reasons))
			return
		case len(s.Reasons) > 0:
			d.tell(kit.ToneAttention, t("printer.try.waits"), d.c.reasons(s.Reasons))
		}
		if left > 0 {
			kit.After(watch, func() {
				if d.c.p.ctx.Err() == nil {
					d.follow(ticket, try, left-1)
				}
			})
		}
	})
}
