package certificates

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onReceive notes that documents reached their people: handed over or posted, and on which day.
func (p *Page) onReceive(all []event.Certificate) {
	if len(all) == 0 {
		return
	}
	t := p.Printer.T
	how := kit.NewSelect([]kit.Option[event.ReceiptWay]{
		{Value: event.Handed, Text: t("register.receipt.handed")}, {Value: event.Posted, Text: t("register.receipt.posted")}}, nil)
	today := p.today()
	day := kit.NewDateEntry(func() time.Time { return today })
	day.SetDate(today)
	note := kit.NewEntry("")
	title := p.Printer.N("register.receive.title", len(all))
	if len(all) == 1 {
		title = t("register.receive.one", i18n.Args{"Number": all[0].Number})
	}
	form := kit.NewForm().
		AddRow([]string{"how", "day"}, kit.NewField(t("register.receive.how"), how, ""), kit.NewField(t("register.receive.day"), day, "")).
		Add("note", kit.NewField(t("register.receive.note"), note, t("register.receive.note.hint")))
	kit.FormDialog(p.Window, title, form, t("register.receive.action"), func(d *kit.Dialog) bool {
		at, ok := day.Date()
		if !ok {
			form.SetError("day", t("register.receive.day.wrong"))
			return false
		}
		way, _ := how.Value()
		r := event.Receipt{How: way, Day: event.DateOf(at, time.UTC), Note: note.Text}
		p.receive(all, r, form, d.Close)
		return false
	})
}

// today is the day in the event's zone, as midnight in UTC.
func (p *Page) today() time.Time { return event.DateOf(p.Now(), p.state.event.Zone()).Time(time.UTC) }

func (p *Page) receive(all []event.Certificate, r event.Receipt, form *kit.Form, done func()) {
	kit.Run(p.ctx, func(ctx context.Context) ([]string, error) {
		return p.Service.ReceiveCertificates(ctx, numbers(all), r)
	}, func(noted []string, err error) {
		switch {
		case err != nil && form != nil:
			p.refuse(form, err)
			return
		case err != nil:
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		if done != nil {
			done()
		}
		said := p.Printer.N("register.received", len(noted))
		var undo func()
		if r.How == "" {
			said = p.Printer.N("register.receive.taken", len(noted))
		} else if len(noted) > 0 {
			undo = func() { p.receive(only(all, noted), event.Receipt{}, nil, nil) }
		}
		kit.Toast(p.Window.Canvas(), said, undo)
		p.read()
	})
}

// only are the documents with these numbers.
func only(all []event.Certificate, wanted []string) []event.Certificate {
	has := map[string]bool{}
	for _, n := range wanted {
		has[n] = true
	}
	var some []event.Certificate
	for _, c := range all {
		if has[c.Number] {
			some = append(some, c)
		}
	}
	return some
}

// onReceiptBack takes back that documents reached their people.
func (p *Page) onReceiptBack(all []event.Certificate) { p.receive(all, event.Receipt{}, nil, nil) }

// onDuplicate makes a second original, with a reason that stays in the register.
func (p *Page) onDuplicate(c event.Certificate) {
	t := p.Printer.T
	reason := kit.NewEntry("")
	form := kit.NewForm().AddObject(kit.NewParagraph(t("register.duplicate.question"), kit.StyleBody)).
		Add("reason", kit.NewField(t("field.reason"), reason, t("register.duplicate.hint")))
	kit.FormDialog(p.Window, t("register.duplicate.title", i18n.Args{"Number": c.Number}), form, t("register.duplicate.action"), func(d *kit.Dialog) bool {
		kit.Run(p.ctx, func(ctx context.Context) (event.Certificate, error) {
			return p.Service.DuplicateCertificate(ctx, c.Number, reason.Text)
		}, func(made event.Certificate, err error) {
			if err != nil {
				p.refuse(form, err)
				return
			}
			d.Close()
			kit.Toast(p.Window.Canvas(), t("register.duplicated", i18n.Args{"Number": c.Number}), nil)
			p.read()
			p.onOpenDuplicate(made, len(made.Duplicates))
		})
		return false
	})
}

// onOpenDuplicate shows a duplicate as it was made.
func (p *Page) onOpenDuplicate(c event.Certificate, n int) {
	name := strings.TrimSuffix(c.FileName(), ".pdf") + p.Printer.T("register.duplicate.file", i18n.Args{"Duplicate": n}) + ".pdf"
	p.showPDF(name, func(ctx context.Context) ([]byte, error) { return p.Service.DuplicatePDF(ctx, c.Number, n) })
}

// onExport offers what the register can be written to.
func (v *registerView) onExport() {
	t := v.Printer.T
	var items []*fyne.MenuItem
	add := func(text, format string, series bool) {
		items = append(items, fyne.NewMenuItem(text, func() { v.exportAs(format, series) }))
	}
	add(t("register.export.pdf"), "pdf", false)
	add(t("register.export.table", i18n.Args{"Format": "XLSX"}), "xlsx", false)
	add(t("register.export.table", i18n.Args{"Format": "CSV"}), "csv", false)
	if v.state.event.Series != "" {
		items = append(items, fyne.NewMenuItemSeparator())
		add(t("register.export.series.pdf"), "pdf", true)
		add(t("register.export.series.table", i18n.Args{"Format": "XLSX"}), "xlsx", true)
		add(t("register.export.series.table", i18n.Args{"Format": "CSV"}), "csv", true)
	}
	kit.ShowMenu(items, v.export)
}

func (v *registerView) exportAs(format string, series bool) {
	kit.FileSave(v.Window, v.Printer.T("register.export.file")+"."+format, func(path string) { v.exportTo(path, format, series) })
}

// exportTo writes the register, of the chosen kind where one is chosen, and opens it.
func (v *registerView) exportTo(path, format string, series bool) {
	o := event.RegisterOptions{Format: format, Series: series, Language: v.Printer.Lang()}
	if kind, _ := v.kind.Value(); kind != "" {
		o.Kinds = []string{kind}
	}
	kit.Run(v.Context, func(ctx context.Context) (n int, err error) {
		err = event.WriteFile(path, func(w io.Writer) error {
			n, err = v.Service.WriteRegister(ctx, v.Event.ID, w, o)
			return err
		})
		return n, err
	}, func(_ int, err error) {
		if err != nil {
			kit.ShowError(v.Window, v.Printer, err)
			return
		}
		kit.Toast(v.Window.Canvas(), v.Printer.T("programme.written", i18n.Args{"File": filepath.Base(path)}), nil)
		v.openFile(path)
	})
}

// onMore offers what belongs to the register and is rarely needed.
func (v *registerView) onMore() {
	t := v.Printer.T
	kit.ShowMenu([]*fyne.MenuItem{
		fyne.NewMenuItem(t("register.verify_page"), v.onVerifyPage),
		fyne.NewMenuItem(t("register.sign"), v.onSign),
	}, v.more)
}
