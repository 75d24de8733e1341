package certificates

import (
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// remark says what became of a certificate.
func (p *Page) remark(c event.Certificate) string {
	var all []string
	switch {
	case c.State == event.Replaced:
		all = append(all, p.Printer.T("certificates.replaced_by", i18n.Args{"Number": c.ReplacedBy}))
	case c.State == event.Withdrawn:
		all = append(all, c.Reason)
	case c.Replaces != "":
		all = append(all, p.Printer.T("certificates.replaces", i18n.Args{"Number": c.Replaces}))
	}
	if n := len(c.Duplicates); n > 0 {
		all = append(all, p.Printer.N("register.duplicates", n))
	}
	return strings.Join(all, ", ")
}

func (p *Page) when(at time.Time) string {
	local := at.In(p.state.event.Zone())
	return p.Printer.ShortDate(local) + ", " + p.Printer.Time(local)
}

// day writes a day in figures.
func (p *Page) day(d event.Date) string { return p.Printer.ShortDate(d.Time(p.state.event.Zone())) }

// receiptWords say how and when a document reached its person; "": that is not known.
func (p *Page) receiptWords(r event.Receipt) string {
	if r.How == "" {
		return ""
	}
	return p.Printer.T("register.receipt."+string(r.How)) + " " + p.day(r.Day)
}

func receiptIcon(how event.ReceiptWay) kit.Icon {
	switch how {
	case event.Handed:
		return kit.IconPerson
	case event.Posted:
		return kit.IconSend
	case event.Mailed:
		return kit.IconMail
	}
	return kit.IconNone
}
