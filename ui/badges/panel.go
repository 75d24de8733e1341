package badges

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// panel asks on which printer badges are printed, how, and whose.
type panel struct {
	p      *Page
	dialog *kit.Dialog
	chosen []person // who was selected; nobody: those of the page

	printer  *kit.Select[string]
	state    *kit.Paragraph
	tray     *kit.Select[string]
	copies   *kit.Entry
	sides    *kit.Select[event.Duplex]
	turn     *kit.Field
	start    *kit.Entry
	order    *kit.Select[event.BadgeOrder]
	which    *kit.Select[which]
	again    *kit.Check
	sum      *kit.Paragraph
	printers []event.Printer
	form     *kit.Form

	setup   event.PrintSetup
	options event.BadgeOptions
	ready   bool // there is a printer
	finds   kit.Latest[[]event.Printer]
	asks    kit.Latest[event.PrinterOptions]
	counts  kit.Latest[event.BadgeResult]
	result  event.BadgeResult
}

// mostCopies is how many of each badge anybody prints.
const mostCopies = 20

// theseOnly stands for the rows selected, among those who can be chosen.
const theseOnly which = "these"

// onPrint asks how everybody's badges are printed.
func (p *Page) onPrint() { p.openPanel(nil) }

// onPrintChosen asks how the badges of the rows selected are printed.
func (p *Page) onPrintChosen() { p.openPanel(p.chosen) }

func (p *Page) openPanel(chosen []person) *panel {
	if p.Busy() {
		return nil
	}
	p.setup = p.d.Setup.Print() // the settings page may have changed it
	d := &panel{p: p, chosen: chosen, setup: p.setup, options: p.options()}
	if len(chosen) > 0 {
		d.options.Registrations = ids(chosen)
		d.options.Unprinted, d.options.Changed, d.options.Blank = false, false, 0
	}
	d.makeForm()
	t := p.d.Printer.T
	d.dialog = kit.FormDialog(p.d.Window, t("badges.print.title"), d.form, t("badges.print.action"), d.submit)
	d.dialog.SetReady(false)
	d.find()
	d.count()
	return d
}

func (d *panel) makeForm() {
	w := d.p.d.Printer
	t := w.T
	d.printer = kit.NewSelect[string](nil, d.onPrinter)
	d.printer.SetMinWidth(kit.Space(60))
	reload := kit.NewButton(t("badges.print.reload"), kit.IconRefresh, d.find)
	d.state = kit.NewParagraph("", kit.StyleSmall)
	d.tray = kit.NewSelect[string](nil, func(tray string) { d.setup.Tray = tray })
	d.copies = kit.NewEntry("1")
	d.copies.SetText(w.Number(float64(max(d.setup.Copies, 1)), 0))
	d.copies.OnChanged = func(string) { d.show() }
	d.sides = kit.NewSelect(d.p.sideOptions(), func(s event.Duplex) { d.setup.Duplex, d.options.Duplex = s, s; d.count() })
	d.sides.SetValue(d.setup.Duplex)
	d.turn = kit.NewField(t("badges.sides"), d.sides, "")
	d.start = kit.NewEntry("1")
	d.start.SetText(w.Number(float64(d.options.Used+1), 0))
	d.start.OnChanged = func(string) { d.onStart() }
	d.order = kit.NewSelect(d.p.orderOptions(), func(o event.BadgeOrder) { d.options.Order = o })
	d.order.SetValue(d.options.Order)
	d.which = kit.NewSelect(d.whichOptions(), d.onWhich)
	if left := len(d.p.those(unprinted)); d.p.which == everybody && left > 0 && left < len(d.p.wanted()) {
		d.options.Unprinted = true // who prints a second time mostly means the rest
		d.which.SetValue(unprinted)
	} else {
		d.which.SetValue(d.p.which)
	}
	if len(d.chosen) > 0 {
		d.options.Unprinted = false
		d.which.SetValue(theseOnly)
	}
	d.again = kit.NewCheck(t("badges.print.again"), false, func(on bool) { d.options.Again = on; d.show() })
	d.again.Hide()
	d.sum = kit.NewParagraph("", kit.StyleStrong)
	row := container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 2, reload), d.printer)
	d.form = kit.NewForm().
		Add("printer", kit.NewField(t("badges.print.printer"), row, "")).
		AddObject(d.state).
		AddRow([]string{"tray", "copies"}, kit.NewField(t("badges.print.tray"), d.tray, ""), kit.NewField(t("badges.print.copies"), d.copies, "")).
		AddRow([]string{"which", "order"}, kit.NewField(t("badges.print.which"), d.which, ""), kit.NewField(t("badges.order"), d.order, "")).
		AddRow([]string{"start", "sides"}, kit.NewField(t("badges.start"), d.start, ""), d.turn).
		AddObject(kit.VStack(2, d.sum, d.again))
	if !d.p.hasBack() {
		d.sides.SetEnabled(false)
	}
}

func (d *panel) whichOptions() []kit.Option[which] {
	options := d.p.whichOptions()
	if len(d.chosen) > 0 {
		text := d.p.d.Printer.N("common.selected", len(d.chosen))
		options = append([]kit.Option[which]{{Value: theseOnly, Text: text}}, options...)
	}
	return options
}

// find looks for printers anew.
func (d *panel) find() {
	p := d.p
	d.ready = false
	d.dialog.SetReady(false)
	d.state.SetText(p.d.Printer.T("badges.print.finding"))
	d.finds.Run(p.d.Context, func(ctx context.Context) ([]event.Printer, error) {
		return p.d.Service.FindPrinters(ctx, p.d.Setup.Printers())
	}, func(list []event.Printer, err error) {
		if err != nil {
			d.state.SetText(p.d.Printer.Error(err))
			return
		}
		d.showPrinters(list)
	})
}

func (d *panel) showPrinters(list []event.Printer) {
	d.printers = list
	if len(list) == 0 {
		d.printer.SetOptions(nil)
		d.state.SetText(d.p.d.Printer.T("badges.print.nobody"))
		d.dialog.Fit()
		return
	}
	options := make([]kit.Option[string], len(list))
	usual := list[0].ID
	for i, pr := range list {
		options[i] = kit.Option[string]{Value: pr.ID, Text: pr.Name}
		if pr.ID == d.setup.Printer {
			usual = pr.ID
		}
	}
	d.printer.SetOptions(options)
	d.printer.SetValue(usual)
	d.onPrinter(usual)
}

// onPrinter asks a printer what it can do.
func (d *panel) onPrinter(id string) {
	d.ready = true
	if d.setup.Printer != id {
		d.setup.Printer, d.setup.Tray = id, ""
	}
	for _, pr := range d.printers {
		if pr.ID == id {
			d.showState(pr.PrinterState)
		}
	}
	d.show()
	d.asks.Run(d.p.d.Context, func(ctx context.Context) (event.PrinterOptions, error) { return d.p.d.Service.PrinterOptions(ctx, id) },
		func(o event.PrinterOptions, err error) {
			if err != nil {
				d.state.SetText(d.p.d.Printer.Error(err))
				d.dialog.Fit()
				return
			}
			d.showState(o.PrinterState)
			trays := []kit.Option[string]{{Text: d.p.d.Printer.T("printer.tray.usual")}}
			for _, tray := range o.Trays {
				trays = append(trays, kit.Option[string]{Value: tray, Text: kit.TrayWord(d.p.d.Printer, tray)})
			}
			d.tray.SetOptions(trays)
			d.tray.SetValue(d.setup.Tray)
			d.tray.SetEnabled(len(o.Trays) > 0)
			d.turn.SetHint("")
			if !o.Duplex && d.p.hasBack() {
				d.turn.SetHint(d.p.d.Printer.T("badges.print.one_sided"))
			}
			d.dialog.Fit()
		})
}

// showState says how the printer is, in words.
func (d *panel) showState(s event.PrinterState) {
	t := d.p.d.Printer.T
	var words []string
	for _, reason := range s.Reasons {
		if id := "printer.reason." + reason; d.p.d.Printer.Has(id) {
			words = append(words, t(id))
		}
	}
	switch {
	case s.Ready && len(words) == 0:
		d.state.SetText(t("badges.print.ready"))
	case s.Ready:
		d.state.SetText(t("badges.print.ready_but", i18n.Args{"Reasons": strings.Join(words, ", ")}))
	default:
		d.state.SetText(t("badges.print.not_ready", i18n.Args{"Reasons": strings.Join(words, ", ")}))
	}
}

func (d *panel) onWhich(w which) {
	d.options.Registrations = d.p.only(w)
	d.options.Unprinted, d.options.Changed = w == unprinted || w == due, w == altered || w == due
	d.options.Blank = d.p.blank
	if w == theseOnly {
		d.options.Registrations, d.options.Blank = ids(d.chosen), 0
	}
	d.count()
}

func (d *panel) onStart() {
	if n, ok := numberOf(d.start.Text, 1, d.p.labels()); ok {
		d.options.Used = n - 1
		d.count()
	}
}

// count says how much will print, and how much of that is on paper already.
func (d *panel) count() {
	o := d.options
	d.counts.Run(d.p.d.Context, func(ctx context.Context) (event.BadgeResult, error) {
		_, res, err := d.p.d.Service.BadgeJob(ctx, d.p.d.Event.ID, o, event.Silent)
		return res, err
	}, func(res event.BadgeResult, err error) {
		d.result = res
		if err != nil {
			d.result = event.BadgeResult{}
			d.sum.SetText(d.p.d.Printer.Error(err))
			d.dialog.SetReady(false)
			return
		}
		d.show()
	})
}

// show says what the primary button will do. Badges that are on paper already are printed again only where
// somebody says that this is meant.
func (d *panel) show() {
	w, res := d.p.d.Printer, d.result
	if res.Badges == 0 {
		return
	}
	text := w.N("common.badges", res.Badges) + " · " + w.N("common.pages", res.Pages)
	if res.Already > 0 {
		text += "\n" + w.N("badges.print.already", res.Already)
		d.again.Show()
	} else {
		d.again.Hide()
	}
	d.sum.SetText(text)
	d.dialog.SetReady(d.ready && (res.Already == 0 || d.again.Checked()))
	d.dialog.Fit()
}

// submit begins to print. The setup of this machine is remembered.
func (d *panel) submit(*kit.Dialog) bool {
	copies, ok := numberOf(d.copies.Text, 1, mostCopies)
	if !ok {
		d.form.SetError("copies", d.p.d.Printer.T("badges.number.wrong", i18n.Args{"Least": 1, "Most": mostCopies}))
		return false
	}
	if _, ok := numberOf(d.start.Text, 1, d.p.labels()); !ok {
		d.form.SetError("start", d.p.d.Printer.T("badges.number.wrong", i18n.Args{"Least": 1, "Most": d.p.labels()}))
		return false
	}
	if !d.ready || d.result.Badges == 0 {
		return false
	}
	d.setup.Copies = copies
	d.p.setup = d.setup
	d.p.d.Setup.SetPrint(d.setup)
	d.p.startPrint(d.options, d.setup, d.nameOf(d.setup.Printer))
	return true
}

func (d *panel) nameOf(id string) string {
	for _, pr := range d.printers {
		if pr.ID == id {
			return pr.Name
		}
	}
	return id
}
