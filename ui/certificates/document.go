package certificates

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// bookDetail is one document of the register: what it says, what became of it, and what can be done.
func (v *registerView) bookDetail(r event.RegisterRow) fyne.CanvasObject {
	p, t, c := v.Page, v.Printer.T, r.Certificate
	tone, icon := look(c.State)
	chips := kit.HStack(2, kit.NewChip(tone, icon, t("certificate.state."+string(c.State))))
	if words := p.receiptWords(r.Receipt); words != "" {
		chips.Add(kit.NewChip(kit.ToneInfo, receiptIcon(r.Receipt.How), words))
	}
	rows := kit.VStack(2, kit.NewText(c.Number, kit.StyleSection.Truncated()), kit.NewText(p.nameOn(c), kit.StyleStrong.Truncated()), chips)
	if c.State == event.Withdrawn {
		rows.Add(kit.NewParagraph(t("register.reason", i18n.Args{"Reason": c.Reason}), kit.TextStyle{Color: kit.ColorRefused}))
	}
	rows.Add(kit.Gap(0))
	for _, row := range p.documentActions(c) {
		rows.Add(row)
	}
	if c.State == event.Issued {
		rows.Add(v.receiveRow(r))
	}
	if c.ReplacedBy != "" {
		rows.Add(kit.HStack(2, kit.NewQuiet(t("certificates.replaced_by", i18n.Args{"Number": c.ReplacedBy}), kit.IconChevronRight,
			func() { v.goNumber(c.ReplacedBy) })))
	}
	if c.Replaces != "" {
		rows.Add(kit.HStack(2, kit.NewQuiet(t("certificates.replaces", i18n.Args{"Number": c.Replaces}), kit.IconChevronRight,
			func() { v.goNumber(c.Replaces) })))
	}
	v.addFrozen(rows, r)
	v.addHistory(rows, r)
	v.addToken(rows, c)
	return rows
}

// goNumber shows the document of a number, whatever is filtered.
func (v *registerView) goNumber(number string) {
	if !v.list.SelectKey(number) {
		v.reset()
		v.show()
		v.list.SelectKey(number)
	}
}

// receiveRow notes that a document was handed over, or takes that back.
func (v *registerView) receiveRow(r event.RegisterRow) fyne.CanvasObject {
	t := v.Printer.T
	one := []event.Certificate{r.Certificate}
	hand := kit.NewButton(t("register.receive"), kit.IconPerson, func() { v.onReceive(one) })
	row := kit.HStack(2, hand)
	if r.Certificate.Receipt.How != "" {
		row.Add(kit.NewQuiet(t("register.receive.back"), kit.IconUndo, func() { v.onReceiptBack(one) }))
	}
	return row
}

// addFrozen lists what the document says; it was frozen with it.
func (v *registerView) addFrozen(rows *fyne.Container, r event.RegisterRow) {
	t, d := v.Printer.T, r.Data
	rows.Add(kit.Gap(0))
	rows.Add(kit.NewText(t("register.frozen"), kit.StyleStrong))
	add := func(label, value string) {
		if value != "" {
			rows.Add(fact(label, value))
		}
	}
	add(t("register.frozen.name"), d.Name)
	add(t("register.frozen.institution"), d.Institution)
	add(t("hours.column.kind"), v.kindOf(r))
	add(t("register.frozen.title"), d.Title)
	add(t("certificates.column.hours"), v.Printer.Hours(d.Hours))
	if n := len(d.Topics); n > 0 {
		add(t("register.frozen.topics"), v.Printer.Number(float64(n), 0))
	}
	place := v.day(d.Date)
	if d.Place != "" {
		place = d.Place + ", " + place
	}
	add(t("register.frozen.date"), place)
	for i, s := range d.Signatures {
		label := ""
		if i == 0 {
			label = t("register.frozen.signatures")
		}
		if s.Name != "" {
			add(label, s.Name)
		}
	}
}

// addHistory lists what happened to the document, in its order.
func (v *registerView) addHistory(rows *fyne.Container, r event.RegisterRow) {
	t, c := v.Printer.T, r.Certificate
	rows.Add(kit.Gap(0))
	rows.Add(kit.NewText(t("register.history"), kit.StyleStrong))
	step := func(icon kit.Icon, words, small string, act fyne.CanvasObject) {
		text := kit.VStack(0, kit.NewParagraph(words, kit.StyleBody))
		if small != "" {
			text.Add(kit.NewParagraph(small, kit.StyleSmall))
		}
		var right fyne.CanvasObject
		if act != nil {
			right = kit.VStack(0, act)
		}
		rows.Add(container.NewBorder(nil, nil, kit.PadSides(0, 2, 0, 0, kit.VStack(0, kit.NewIconView(icon, kit.ColorMuted))), right, text))
	}
	by := func(small, who string) string {
		if who == "" {
			return small
		}
		return small + " · " + who
	}
	step(kit.IconCertificate, t("register.history.issued"), v.when(c.IssuedAt), nil)
	for i, d := range c.Duplicates {
		number := i + 1
		open := kit.NewQuiet(t("register.pdf"), kit.IconCertificate, func() { v.onOpenDuplicate(c, number) })
		step(kit.IconPlus, t("register.history.duplicate", i18n.Args{"Duplicate": number, "Reason": d.Reason}), by(v.when(d.At), d.By), open)
	}
	if r.Receipt.How != "" {
		words := v.receiptWords(r.Receipt)
		if r.Receipt.Note != "" {
			words += ": " + r.Receipt.Note
		}
		step(receiptIcon(r.Receipt.How), words, r.Receipt.By, nil)
	}
	switch c.State {
	case event.Replaced:
		at := ""
		for _, o := range v.state.book {
			if o.Number == c.ReplacedBy {
				at = v.when(o.IssuedAt)
			}
		}
		step(kit.IconRefresh, t("certificates.replaced_by", i18n.Args{"Number": c.ReplacedBy}), at, nil)
	case event.Withdrawn:
		step(kit.IconCross, t("register.history.withdrawn", i18n.Args{"Reason": c.Reason}), "", nil)
	}
}

// addToken shows the signed statement of the code, and what the file is known by.
func (v *registerView) addToken(rows *fyne.Container, c event.Certificate) {
	t := v.Printer.T
	rows.Add(kit.Gap(0))
	copied := kit.NewQuiet(t("register.token.copy"), kit.IconNone, func() {
		fyne.CurrentApp().Clipboard().SetContent(c.Token)
		kit.Toast(v.Window.Canvas(), t("register.token.copied"), nil)
	})
	rows.Add(container.NewBorder(nil, nil, halfway(kit.NewText(t("register.token"), kit.StyleStrong)), copied))
	rows.Add(kit.NewText(c.Token, kit.StyleSmall.Truncated()))
	if len(c.SHA256) > 16 {
		rows.Add(kit.NewText(fmt.Sprintf("SHA-256: %s…", c.SHA256[:16]), kit.StyleSmall.Truncated()))
	}
}

// documentActions are what can be done with a document.
func (p *Page) documentActions(c event.Certificate) []fyne.CanvasObject {
	t := p.Printer.T
	open := kit.NewButton(t("certificates.open"), kit.IconCertificate, func() { p.onOpenPDF(c) })
	if c.State != event.Issued {
		return []fyne.CanvasObject{kit.HStack(2, open)}
	}
	one := []event.Certificate{c}
	replace := kit.NewButton(t("certificates.replace"), kit.IconRefresh, func() { p.onReplace(c) })
	withdraw := kit.NewDanger(t("certificates.withdraw"), kit.IconClose, func() { p.onWithdraw(c) })
	duplicate := kit.NewButton(t("register.duplicate"), kit.IconPlus, func() { p.onDuplicate(c) })
	for _, b := range []*kit.Button{replace, withdraw, duplicate} {
		b.SetEnabled(p.job == nil) // while documents are made, the next number is theirs
	}
	return []fyne.CanvasObject{
		kit.HStack(2, open, kit.NewButton(t("register.print.short"), kit.IconPrint, func() { p.onPrintSome(one) }),
			kit.NewButton(t("register.mail.short"), kit.IconMail, func() { p.onMail(one) })),
		kit.HStack(2, duplicate, replace, withdraw),
	}
}

// addDocument names the document.
func (p *Page) addDocument(rows *fyne.Container, c event.Certificate) {
	t := p.Printer.T
	rows.Add(fact(t("certificates.column.number"), c.Number))
	rows.Add(fact(t("certificates.column.issued"), p.when(c.IssuedAt)))
	if c.Replaces != "" {
		rows.Add(fact(t("certificates.column.remark"), t("certificates.replaces", i18n.Args{"Number": c.Replaces})))
	}
}
