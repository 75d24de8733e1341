package settings

import (
	"context"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// printTarget is one way to paper: a printer with how it is to print.
type printTarget struct {
	c     *printers
	label bool // single labels
	view  fyne.CanvasObject

	printer        *kit.Select[string]
	state          *kit.Chip
	words          *kit.Paragraph // how the printer or the last page is
	tray           *kit.Select[string]
	duplex         *kit.Select[event.Duplex]
	copies         *kit.Entry
	shiftX, shiftY *kit.Entry
	form           *kit.Form
	test           *kit.Button
	details        *fyne.Container

	options event.PrinterOptions // of the chosen printer
	latest  kit.Latest[event.PrinterOptions]
	tries   int // test pages and choices: only what becomes of the newest is told
}

func newPrintTarget(c *printers, title, hint string, label bool) *printTarget {
	t := c.p.Printer.T
	d := &printTarget{c: c, label: label}
	d.printer = kit.NewSelect([]kit.Option[string]{{Text: d.none()}}, d.onPrinter)
	d.state = kit.NewChip(kit.ToneNeutral, kit.IconNone, "")
	d.words = kit.NewParagraph("", kit.StyleMuted)
	d.tray = kit.NewSelect([]kit.Option[string]{{Text: t("printer.tray.usual")}}, func(string) { d.keep() })
	d.duplex = kit.NewSelect(d.sides(false), func(event.Duplex) { d.keep() })
	d.copies, d.shiftX, d.shiftY = kit.NewEntry("1"), kit.NewEntry("0"), kit.NewEntry("0")
	d.test = kit.NewButton(t("printer.test"), kit.IconPrint, d.onTest)
	d.form = kit.NewForm()
	if !label {
		d.form.AddRow([]string{"tray", "copies"}, kit.NewField(t("printer.tray"), d.tray, ""), kit.NewField(t("printer.copies"), d.copies, ""))
		d.form.Add("duplex", kit.NewField(t("printer.sides"), d.duplex, ""))
	}
	d.form.AddRow([]string{"shift_x", "shift_y"}, kit.NewField(t("printer.shift_x"), d.shiftX, ""), kit.NewField(t("printer.shift_y"), d.shiftY, ""))
	for _, name := range []string{"copies", "shift_x", "shift_y"} {
		if field := d.form.Field(name); field != nil {
			field.OnEdit = d.keep
		}
	}
	d.details = kit.VStack(3, d.form, kit.NewParagraph(t("printer.shift.hint"), kit.StyleSmall), kit.HStack(2, d.test))
	d.view = kit.VStack(2,
		kit.VStack(0, kit.NewText(title, kit.TextStyle{Bold: true, Truncate: true}), kit.NewParagraph(hint, kit.StyleMuted)),
		d.printer, kit.HStack(0, d.state), d.words, d.details)
	d.show(d.setup())
	return d
}

// setup is what the machine remembers.
func (d *printTarget) setup() event.PrintSetup {
	if d.label {
		return d.c.p.Prefs.PrintLabel()
	}
	return d.c.p.Prefs.Print()
}

func (d *printTarget) set(s event.PrintSetup) {
	if d.label {
		d.c.p.Prefs.SetPrintLabel(s)
		return
	}
	d.c.p.Prefs.SetPrint(s)
}

// show puts a setup into the fields.
func (d *printTarget) show(s event.PrintSetup) {
	d.copies.SetText(strconv.Itoa(max(s.Copies, 1)))
	d.shiftX.SetText(d.decimal(s.ShiftX))
	d.shiftY.SetText(d.decimal(s.ShiftY))
	d.form.ClearErrors()
	d.printer.SetValue(s.Printer)
	d.tray.SetValue(s.Tray)
	d.duplex.SetValue(s.Duplex)
	d.showState()
}

func (d *printTarget) decimal(v float64) string {
	if v == math.Trunc(v) {
		return strconv.Itoa(int(v))
	}
	return d.c.p.Printer.Number(v, 1)
}

func (d *printTarget) sides(both bool) []kit.Option[event.Duplex] {
	t := d.c.p.Printer.T
	list := []kit.Option[event.Duplex]{{Value: event.OneSided, Text: t("printer.duplex.none")}}
	if both {
		list = append(list, kit.Option[event.Duplex]{Value: event.LongEdge, Text: t("printer.duplex.long")},
			kit.Option[event.Duplex]{Value: event.ShortEdge, Text: t("printer.duplex.short")})
	}
	return list
}

// none says what happens without a printer.
func (d *printTarget) none() string {
	if d.label {
		return d.c.p.Printer.T("printer.labels.none")
	}
	return d.c.p.Printer.T("printer.sheets.none")
}

// fill offers the printers that were found. One that is remembered stays among them, found or not.
func (d *printTarget) fill() {
	t, s := d.c.p.Printer.T, d.setup()
	options := []kit.Option[string]{{Text: d.none()}}
	known := s.Printer == ""
	for _, p := range d.c.list {
		name := p.Name
		if p.Default {
			name = t("printer.default", i18n.Args{"Name": name})
		}
		options = append(options, kit.Option[string]{Value: p.ID, Text: name})
		known = known || p.ID == s.Printer
	}
	if !known {
		options = append(options, kit.Option[string]{Value: s.Printer, Text: d.c.name(s.Printer)})
	}
	d.printer.SetOptions(options)
	d.printer.SetValue(s.Printer)
	d.ask()
}

// ask asks the chosen printer what it can do and how it is.
func (d *printTarget) ask() {
	id := d.setup().Printer
	d.options = event.PrinterOptions{}
	if id == "" {
		d.showOptions(nil)
		return
	}
	d.latest.Run(d.c.p.ctx, func(ctx context.Context) (event.PrinterOptions, error) {
		return d.c.p.Service.PrinterOptions(ctx, id)
	}, func(o event.PrinterOptions, err error) {
		d.options = o
		d.showOptions(err)
	})
}

// showOptions offers what the printer can do. What is remembered stays, also while the printer is off.
func (d *printTarget) showOptions(err error) {
	t, s := d.c.p.Printer.T, d.setup()
	trays := []kit.Option[string]{{Text: t("printer.tray.usual")}}
	known := s.Tray == ""
	for _, tray := range d.options.Trays {
		trays = append(trays, kit.Option[string]{Value: tray, Text: kit.TrayWord(d.c.p.Printer, tray)})
		known = known || tray == s.Tray
	}
	if !known {
		trays = append(trays, kit.Option[string]{Value: s.Tray, Text: kit.TrayWord(d.c.p.Printer, s.Tray)})
	}
	d.tray.SetOptions(trays)
	d.duplex.SetOptions(d.sides(d.options.Duplex || s.Duplex != event.OneSided))
	d.show(s)
	if err != nil {
		d.tell(kit.ToneRefused, t("printer.state.away"), d.c.p.Printer.Error(err))
	}
}

// showState says how the printer is.
func (d *printTarget) showState() {
	t := d.c.p.Printer.T
	chosen := d.setup().Printer != ""
	d.details.Hidden = !chosen
	d.test.SetEnabled(chosen)
	switch {
	case !chosen:
		d.tell(kit.ToneNeutral, "", "")
	case d.options.Ready && len(d.options.Reasons) == 0:
		d.tell(kit.ToneAdmitted, t("printer.state.ready"), "")
	case d.options.Ready:
		d.tell(kit.ToneAttention, t("printer.state.ready"), d.c.reasons(d.options.Reasons))
	case len(d.options.Reasons) > 0:
		d.tell(kit.ToneRefused, t("printer.state.not_ready"), d.c.reasons(d.options.Reasons))
	default:
		d.tell(kit.ToneNeutral, t("printer.state.asking"), "")
	}
}

func (d *printTarget) tell(tone kit.Tone, word, more string) {
	d.state.Set(tone, kit.IconNone, word)
	d.state.Hidden = word == ""
	d.words.SetText(capital(more))
	d.words.Hidden = more == ""
	d.view.Refresh()
	d.c.p.relayout()
}

// onPrinter keeps the choice. What belonged to the other printer does not hold for this one.
func (d *printTarget) onPrinter(id string) {
	d.tries++
	d.set(event.PrintSetup{Printer: id, Copies: 1})
	d.show(d.setup())
	d.ask()
}

// farthest is the largest shift, in millimetres: more is a mistake.
const farthest = 20

// keep stores what the fields say, or marks the one that is wrong.
func (d *printTarget) keep() {
	t, s := d.c.p.Printer.T, d.setup()
	d.form.ClearErrors()
	good := true
	number := func(field string, e *kit.Entry, low, high float64, wrong string) float64 {
		v, err := strconv.ParseFloat(strings.NewReplacer(",", ".", "−", "-").Replace(text(e)), 64)
		if text(e) == "" {
			v, err = max(low, 0), nil
		}
		if err != nil || !(v >= low && v <= high) {
			d.form.Field(field).SetError(wrong)
			good = false
		}
		return v
	}
	s.ShiftX = number("shift_x", d.shiftX, -farthest, farthest, t("printer.shift.wrong"))
	s.ShiftY = number("shift_y", d.shiftY, -farthest, farthest, t("printer.shift.wrong"))
	if !d.label {
		const most = 99
		copies := number("copies", d.copies, 1, most, t("printer.copies.wrong"))
		s.Copies = int(copies)
		s.Tray, _ = d.tray.Value()
		s.Duplex, _ = d.duplex.Value()
	}
	if good {
		d.set(s)
	}
}
