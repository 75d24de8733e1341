package certificates

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// look is how the state of a certificate is shown.
func look(s event.CertificateState) (kit.Tone, kit.Icon) {
	switch s {
	case event.Issued, event.StateSigned:
		return kit.ToneAdmitted, kit.IconCheck
	case event.Replaced:
		return kit.ToneAttention, kit.IconRefresh
	}
	return kit.ToneRefused, kit.IconCross
}

func lessNumber(a, b event.Certificate) bool {
	return cmp.Or(cmp.Compare(a.Series, b.Series), cmp.Compare(a.Seq, b.Seq)) < 0
}

// makeBook is the register of all documents.
func (p *Page) makeBook() {
	t := p.Printer.T
	p.book = kit.NewDataList([]kit.Column[event.Certificate]{
		{ID: "number", Title: t("certificates.column.number"), Width: 130, Bold: true,
			Text: func(c event.Certificate) string { return c.Number }, Less: lessNumber},
		{ID: "state", Title: t("certificates.column.state"), Width: 112,
			Text:  func(c event.Certificate) string { return t("certificate.state." + string(c.State)) },
			Icon:  func(c event.Certificate) kit.Icon { _, icon := look(c.State); return icon },
			Color: func(c event.Certificate) fyne.ThemeColorName { tone, _ := look(c.State); return tone.Color() },
			Less:  func(a, b event.Certificate) bool { return a.State < b.State }},
		{ID: "name", Title: t("certificates.column.name"), Weight: 3, Text: p.nameOn,
			Less: func(a, b event.Certificate) bool { return event.Fold(p.nameOn(a)) < event.Fold(p.nameOn(b)) }},
		{ID: "hours", Title: t("certificates.column.hours"), Width: 72, Align: fyne.TextAlignTrailing,
			Text: func(c event.Certificate) string { return p.hours(c.Data.Hours) },
			Less: func(a, b event.Certificate) bool { return a.Data.Hours < b.Data.Hours }},
		{ID: "issued", Title: t("certificates.column.issued"), Width: 100,
			Text: func(c event.Certificate) string { return p.Printer.ShortDate(c.IssuedAt.In(p.state.event.Zone())) },
			Less: func(a, b event.Certificate) bool { return a.IssuedAt.Before(b.IssuedAt) }},
		{ID: "remark", Title: t("certificates.column.remark"), Weight: 3, Text: p.remark},
	})
	p.book.Keep("certificates.register")
	p.book.Key = func(c event.Certificate) string { return c.Number }
	p.book.OnSelect = func(event.Certificate) { p.showDetail() }
	p.book.OnSelectionChanged = func([]event.Certificate) { p.showSelection() }
	p.book.OnOpen = func(c event.Certificate) { p.onOpenPDF(c) }
}

// showBookEmpty says why no document is shown: there is none, or none that fits.
func (p *Page) showBookEmpty() {
	t := p.Printer.T
	if len(p.state.book) > 0 {
		p.book.SetEmpty(kit.EmptyState(kit.IconSearch, t("certificates.register.empty.filter"), "", nil))
		return
	}
	p.book.SetEmpty(kit.EmptyState(kit.IconCertificate, t("certificates.register.empty"), t("certificates.register.empty.hint"), nil))
}

// remark says what became of a certificate.
func (p *Page) remark(c event.Certificate) string {
	switch {
	case c.State == event.Replaced:
		return p.Printer.T("certificates.replaced_by", i18n.Args{"Number": c.ReplacedBy})
	case c.State == event.Withdrawn:
		return c.Reason
	case c.Replaces != "":
		return p.Printer.T("certificates.replaces", i18n.Args{"Number": c.Replaces})
	}
	return ""
}

func (p *Page) when(at time.Time) string {
	local := at.In(p.state.event.Zone())
	return p.Printer.ShortDate(local) + ", " + p.Printer.Time(local)
}

// shownBook are the documents that the search leaves; without one, they are the
// same slice and not a copy.
func (p *Page) shownBook() []event.Certificate {
	if p.query == "" {
		return p.state.book
	}
	var shown []event.Certificate
	for _, c := range p.state.book {
		if matches(event.Fold(c.Data.Name+" "+c.Number+" "+c.Data.Institution), p.query) {
			shown = append(shown, c)
		}
	}
	return shown
}
