package certificates

import (
	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// bookDetail is one document of the register.
func (v *registerView) bookDetail(c event.Certificate) fyne.CanvasObject {
	p, t := v.Page, v.Printer.T
	tone, icon := look(c.State)
	rows := kit.VStack(2, kit.NewText(c.Number, kit.StyleSection.Truncated()),
		kit.HStack(2, kit.NewChip(tone, icon, t("certificate.state."+string(c.State)))),
		kit.Gap(0),
		fact(t("certificates.column.name"), c.Data.Name),
		fact(t("certificates.column.hours"), p.Printer.Hours(c.Data.Hours)),
		fact(t("certificates.column.issued"), p.when(c.IssuedAt)))
	if remark := p.remark(c); remark != "" && c.ReplacedBy == "" {
		rows.Add(kit.VStack(0, kit.NewText(t("certificates.column.remark"), kit.StyleMuted), kit.NewParagraph(remark, kit.StyleBody)))
	}
	rows.Add(kit.Gap(0))
	if c.State == event.Issued {
		for _, row := range p.documentActions(c) {
			rows.Add(row)
		}
	} else {
		rows.Add(kit.HStack(2, kit.NewButton(t("certificates.open"), kit.IconCertificate, func() { p.onOpenPDF(c) })))
	}
	if c.ReplacedBy != "" {
		rows.Add(kit.HStack(2, kit.NewQuiet(t("certificates.replaced_by", i18n.Args{"Number": c.ReplacedBy}), kit.IconChevronRight,
			func() { v.list.SelectKey(c.ReplacedBy) })))
	}
	return rows
}

// documentActions are what can be done with a valid document.
func (p *Page) documentActions(c event.Certificate) []fyne.CanvasObject {
	t := p.Printer.T
	replace := kit.NewButton(t("certificates.replace"), kit.IconRefresh, func() { p.onReplace(c) })
	withdraw := kit.NewDanger(t("certificates.withdraw"), kit.IconClose, func() { p.onWithdraw(c) })
	replace.SetEnabled(p.job == nil) // while documents are made, the next number is theirs
	withdraw.SetEnabled(p.job == nil)
	return []fyne.CanvasObject{
		kit.HStack(2,
			kit.NewButton(t("certificates.open"), kit.IconCertificate, func() { p.onOpenPDF(c) }),
			kit.NewButton(t("certificates.mail"), kit.IconMail, func() { p.onMail([]string{c.Number}) })),
		kit.HStack(2, replace, withdraw),
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
