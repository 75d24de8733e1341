package certificates

import (
	"cmp"
	"context"
	"os"
	"path/filepath"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// asFile stands for no printer: the documents become one PDF.
const asFile = ""

// printForm asks how documents are printed: as one PDF that opens, or straight on a printer.
type printForm struct {
	p       *Page
	all     []event.Certificate
	form    *kit.Form
	printer *kit.Select[string]
	sides   *kit.Select[event.Duplex]
	state   *kit.Paragraph
	dialog  *kit.Dialog
	found   []event.Printer
	finds   kit.Latest[[]event.Printer]
}

// onPrintSome asks how documents are printed.
func (p *Page) onPrintSome(all []event.Certificate) {
	if len(all) == 0 || p.job != nil {
		return
	}
	p.openPrint(all)
}

func (p *Page) openPrint(all []event.Certificate) *printForm {
	t := p.Printer.T
	f := &printForm{p: p, all: all, state: kit.NewParagraph("", kit.StyleSmall)}
	f.printer = kit.NewSelect([]kit.Option[string]{{Value: asFile, Text: t("register.print.file")}}, func(string) { f.show() })
	f.sides = kit.NewSelect([]kit.Option[event.Duplex]{
		{Value: event.LongEdge, Text: t("printer.duplex.long")}, {Value: event.ShortEdge, Text: t("printer.duplex.short")},
		{Value: event.OneSided, Text: t("printer.duplex.none")}}, nil)
	f.form = kit.NewForm().
		Add("printer", kit.NewField(t("register.print.where"), f.printer, "")).
		AddObject(f.state).
		Add("sides", kit.NewField(t("printer.sides"), f.sides, t("register.print.sides.hint")))
	f.dialog = kit.FormDialog(p.Window, p.Printer.N("register.print.title", len(all)), f.form, t("register.print.action"), func(d *kit.Dialog) bool {
		f.submit()
		return true
	})
	f.show()
	f.find()
	return f
}

// find looks for printers; without any the file stays.
func (f *printForm) find() {
	p := f.p
	f.finds.Run(p.Context, func(ctx context.Context) ([]event.Printer, error) {
		return p.Service.FindPrinters(ctx, p.Setup.Printers())
	}, func(list []event.Printer, err error) {
		if err != nil || !f.dialog.Open() {
			return // the file is always there
		}
		f.found = list
		options := []kit.Option[string]{{Value: asFile, Text: p.Printer.T("register.print.file")}}
		for _, one := range list {
			options = append(options, kit.Option[string]{Value: one.ID, Text: one.Name})
		}
		f.printer.SetOptions(options)
	})
}

// show says what comes of the choice.
func (f *printForm) show() {
	t := f.p.Printer.T
	id, _ := f.printer.Value()
	words := t("register.print.file.hint")
	if id != asFile {
		words = t("register.print.printer.hint")
	}
	f.state.SetText(words)
	f.sides.SetEnabled(id != asFile)
	if f.dialog != nil {
		f.dialog.Fit()
	}
}

func (f *printForm) submit() {
	id, _ := f.printer.Value()
	if id == asFile {
		f.p.bind(f.all)
		return
	}
	setup := f.p.Setup.Print()
	if setup.Printer != id {
		setup.Tray = ""
	}
	setup.Printer, setup.Copies = id, 1
	setup.Duplex, _ = f.sides.Value()
	name := id
	for _, o := range f.found {
		if o.ID == id {
			name = cmp.Or(o.Name, id)
		}
	}
	f.p.printOn(f.all, setup, name)
}

// bind writes documents into one PDF, in their order, and opens it.
func (p *Page) bind(all []event.Certificate) {
	name, said := p.Printer.T("register.print.name")+".pdf", p.result
	start(p, p.Printer.T("register.binding"), func(ctx context.Context, j *job) (string, error) {
		folder, err := os.MkdirTemp("", "zlot-")
		if err != nil {
			return "", writeError(err, os.TempDir())
		}
		path := filepath.Join(folder, name)
		file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
		if err != nil {
			return "", writeError(err, path)
		}
		_, _, err = p.Service.BindCertificates(ctx, p.Event.ID, numbers(all), file, j)
		if closed := file.Close(); err == nil && closed != nil {
			err = writeError(closed, path)
		}
		return path, err
	}, func(path string, stopped bool, err error) {
		p.result = said // what else there is to do with them
		switch {
		case err != nil:
			kit.ShowError(p.Window, p.Printer, err)
		case !stopped:
			p.openFile(path)
		}
	})
}

// printOn hands documents to a printer, as one job in their order.
func (p *Page) printOn(all []event.Certificate, setup event.PrintSetup, name string) {
	said := p.result
	start(p, p.Printer.T("register.printing", i18n.Args{"Printer": name}), func(ctx context.Context, _ *job) (event.PrintTicket, error) {
		return p.Service.PrintCertificates(ctx, p.Event.ID, numbers(all), setup)
	}, func(_ event.PrintTicket, stopped bool, err error) {
		p.result = said
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
		} else if !stopped {
			kit.Toast(p.Window.Canvas(), p.Printer.N("register.printed", len(all), i18n.Args{"Printer": name}), nil)
		}
	})
}
