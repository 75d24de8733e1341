package certificates

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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

// registerView is the tab of all documents that were issued.
type registerView struct {
	*Page
	view   fyne.CanvasObject
	list   *kit.DataList[event.Certificate]
	search *kit.SearchEntry
	query  string
	count  *kit.Text
	detail *fyne.Container
	bar    *fyne.Container // actions of the selected rows
}

func (p *Page) makeRegister() *registerView {
	v := &registerView{Page: p, detail: container.NewStack(), bar: container.NewStack()}
	v.makeList()
	v.search = kit.NewSearchEntry(p.Printer.T("certificates.search"), func(text string) {
		v.query = event.Fold(text)
		v.show()
	})
	v.search.SetMinWidth(260)
	v.count = kit.NewText("", kit.StyleMuted)
	top := kit.Toolbar(v.search, kit.Spacer(), v.count)
	v.view = container.NewBorder(kit.PadSides(0, 0, 2, 0, top), v.bar, nil, nil, kit.MasterDetail(v.list, v.detail, 0.68))
	return v
}

func (v *registerView) content() fyne.CanvasObject { return v.view }

func (v *registerView) find() fyne.Focusable { return v.search }

// show fills the list; the first document is shown where none was chosen yet.
func (v *registerView) show() {
	rows := v.shownBook()
	v.showEmpty()
	v.list.SetItems(rows)
	if _, ok := v.list.Current(); !ok {
		v.list.SelectRow(0)
	}
	v.count.SetText(v.Printer.T("common.of", i18n.Args{"Shown": len(rows), "Total": len(v.state.book)}))
	v.showDetail()
	v.showSelection()
}

// showDetail paints the document that the cursor is on.
func (v *registerView) showDetail() {
	var body fyne.CanvasObject
	if c, ok := v.list.Current(); ok {
		body = v.bookDetail(c)
	}
	v.showIn(v.detail, body)
}

// showSelection brings the actions of several rows to the bottom edge.
func (v *registerView) showSelection() {
	var valid []event.Certificate
	chosen := v.list.Selected()
	for _, c := range chosen {
		if c.State == event.Issued {
			valid = append(valid, c)
		}
	}
	v.showActions(v.bar, len(chosen), valid, v.list.ClearSelection)
}

func (v *registerView) makeList() {
	p, t := v.Page, v.Printer.T
	v.list = kit.NewDataList([]kit.Column[event.Certificate]{
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
	v.list.Keep("certificates.register")
	v.list.Key = func(c event.Certificate) string { return c.Number }
	v.list.OnSelect = func(event.Certificate) { v.showDetail() }
	v.list.OnSelectionChanged = func([]event.Certificate) { v.showSelection() }
	v.list.OnOpen = func(c event.Certificate) { p.onOpenPDF(c) }
}

// showEmpty says why no document is shown: there is none, or none that fits.
func (v *registerView) showEmpty() {
	t := v.Printer.T
	if len(v.state.book) > 0 {
		v.list.SetEmpty(kit.EmptyState(kit.IconSearch, t("certificates.register.empty.filter"), "", nil))
		return
	}
	v.list.SetEmpty(kit.EmptyState(kit.IconCertificate, t("certificates.register.empty"), t("certificates.register.empty.hint"), nil))
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
func (v *registerView) shownBook() []event.Certificate {
	if v.query == "" {
		return v.state.book
	}
	var shown []event.Certificate
	for _, c := range v.state.book {
		if matches(event.Fold(c.Data.Name+" "+c.Number+" "+c.Data.Institution), v.query) {
			shown = append(shown, c)
		}
	}
	return shown
}
