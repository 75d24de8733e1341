package settings

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// PrintService is what the page asks of printers.
type PrintService interface {
	FindPrinters(ctx context.Context, typed []event.KnownPrinter) ([]event.Printer, error)
	PrinterOptions(ctx context.Context, id string) (event.PrinterOptions, error)
	CheckPrinter(ctx context.Context, typed string) (address string, o event.PrinterOptions, err error)
	PrintTestPage(ctx context.Context, p event.TestPage) (event.PrintTicket, event.TestPage, error)
	PrintState(ctx context.Context, t event.PrintTicket) (event.PrintState, error)
}

// PrintPrefs are the printers of this machine.
type PrintPrefs interface {
	Print() event.PrintSetup
	SetPrint(s event.PrintSetup)
	PrintLabel() event.PrintSetup
	SetPrintLabel(s event.PrintSetup)
	Printers() []event.KnownPrinter
	SetPrinters(list []event.KnownPrinter)
}

// printers is the card of where this machine prints. What is chosen there holds at once.
type printers struct {
	p      *Page
	view   fyne.CanvasObject
	sheets *printTarget // whole sheets of badges
	labels *printTarget // a single badge, the moment somebody comes
	typed  *fyne.Container
	list   []event.Printer
	latest kit.Latest[[]event.Printer]
}

func newPrinters(p *Page) *printers {
	t := p.Printer.T
	c := &printers{p: p, typed: kit.VStack(1)}
	c.sheets = newPrintTarget(c, t("printer.sheets"), t("printer.sheets.hint"), false)
	c.labels = newPrintTarget(c, t("printer.labels"), t("printer.labels.hint"), true)
	add := kit.NewButton(t("printer.add"), kit.IconPlus, c.onAdd)
	again := kit.NewButton(t("printer.refresh"), kit.IconRefresh, c.read)
	c.view = kit.Card(t("printer.section"), kit.VStack(3, c.sheets.view, kit.Separator(), c.labels.view, kit.Separator(),
		c.typed, kit.HStack(2, add, again)))
	c.showTyped()
	return c
}

// read looks for printers anew.
func (c *printers) read() {
	typed := c.p.Prefs.Printers()
	c.latest.Run(c.p.ctx, func(ctx context.Context) ([]event.Printer, error) {
		return c.p.Service.FindPrinters(ctx, typed)
	}, func(list []event.Printer, err error) {
		if err != nil {
			kit.ShowError(c.p.Window, c.p.Printer, err)
			return
		}
		c.list = list
		c.sheets.fill()
		c.labels.fill()
		c.p.relayout()
	})
}

// name is what a printer is called.
func (c *printers) name(id string) string {
	if i := slices.IndexFunc(c.list, func(p event.Printer) bool { return p.ID == id }); i >= 0 {
		return c.list[i].Name
	}
	_, name, _ := strings.Cut(id, ":")
	return strings.TrimPrefix(name, "//")
}

// reasons says in words how a printer is, the weightiest first.
func (c *printers) reasons(list []string) string {
	words := make([]string, len(list))
	for i, r := range list {
		words[i] = c.p.Printer.T("printer.reason." + r)
	}
	return strings.Join(words, ", ")
}

// showTyped lists the printers that were typed in.
func (c *printers) showTyped() {
	t := c.p.Printer.T
	c.typed.Objects = []fyne.CanvasObject{kit.NewText(t("printer.typed"), kit.TextStyle{Bold: true, Truncate: true})}
	list := c.p.Prefs.Printers()
	for _, k := range list {
		name, sub := k.Name, k.Address
		if name == "" {
			name, sub = k.Address, t("printer.typed.unnamed")
		}
		c.typed.Add(row(name, sub, kit.NewQuiet("", kit.IconTrash, func() { c.onRemove(k) })))
	}
	if len(list) == 0 {
		c.typed.Add(kit.NewParagraph(t("printer.typed.none"), kit.StyleMuted))
	}
	c.typed.Refresh()
	c.p.relayout()
}

// onRemove forgets a printer that was typed in, and offers to take that back.
func (c *printers) onRemove(k event.KnownPrinter) {
	before := c.p.Prefs.Printers()
	c.keep(slices.DeleteFunc(slices.Clone(before), func(o event.KnownPrinter) bool { return o.Address == k.Address }))
	kit.Toast(c.p.Window.Canvas(), c.p.Printer.T("printer.removed"), func() { c.keep(before) })
}

func (c *printers) keep(list []event.KnownPrinter) {
	c.p.Prefs.SetPrinters(list)
	c.showTyped()
	c.read()
}

// onAdd asks for the address of a printer.
func (c *printers) onAdd() {
	t := c.p.Printer.T
	address, name := kit.NewEntry("192.168.1.20"), kit.NewEntry("")
	form := kit.NewForm().
		Add("address", kit.NewField(t("printer.address"), address, t("printer.address.hint"))).
		Add("name", kit.NewField(t("printer.name"), name, t("printer.name.hint")))
	kit.FormDialog(c.p.Window, t("printer.add.title"), form, t("printer.add.do"), func(d *kit.Dialog) bool {
		form.ClearErrors()
		if text(address) == "" {
			form.SetError("address", t("printer.address.missing"))
			return false
		}
		d.SetReady(false) // a printer that is switched off is waited for
		kit.Run(c.p.ctx, func(ctx context.Context) (event.KnownPrinter, error) {
			kept, _, err := c.p.Service.CheckPrinter(ctx, text(address))
			return event.KnownPrinter{Address: kept, Name: text(name)}, err
		}, func(k event.KnownPrinter, err error) {
			if !d.Open() {
				return // given up meanwhile
			}
			d.SetReady(true)
			if err != nil {
				form.SetError("address", c.p.Printer.Error(err))
				return
			}
			d.Close()
			list := slices.DeleteFunc(c.p.Prefs.Printers(), func(o event.KnownPrinter) bool { return o.Address == k.Address })
			c.keep(append(list, k))
			kit.Toast(c.p.Window.Canvas(), t("printer.added", i18n.Args{"Name": c.name(k.Address)}), nil)
		})
		return false
	})
}
