package certificates

import (
	"cmp"

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
	view     fyne.CanvasObject
	list     *kit.DataList[event.RegisterRow]
	search   *kit.SearchEntry
	query    string
	standing *kit.Select[event.CertificateState] // "": all
	kind     *kit.Select[string]
	receipt  *kit.Select[receiptGroup]
	series   *kit.Select[string]
	wanted   string // number to show as soon as it is there
	several  bool   // kinds: the list has a column for them
	count    *kit.Text
	export   *kit.Button
	more     *kit.Button
	detail   *fyne.Container
	bar      *fyne.Container // actions of the selected rows
}

// receiptGroup is a filter by how a document reached its person.
type receiptGroup string

const (
	receiptAll  receiptGroup = "all"
	receiptNone receiptGroup = "none"
	receiptAny  receiptGroup = "any"
)

var receiptGroups = []receiptGroup{receiptAll, receiptNone, receiptAny}

// bookStates are those that a document of the register can have; "": all.
var bookStates = []event.CertificateState{"", event.Issued, event.Replaced, event.Withdrawn}

func (p *Page) makeRegister() *registerView {
	v := &registerView{Page: p, detail: container.NewStack(), bar: container.NewStack()}
	t := p.Printer.T
	v.makeList()
	v.search = kit.NewSearchEntry(t("certificates.search"), func(text string) {
		v.query = event.Fold(text)
		v.show()
	})
	v.search.SetMinWidth(kit.Space(64))
	v.makeFilters()
	v.count = kit.NewText("", kit.StyleMuted)
	v.export = kit.NewButton(t("register.export"), kit.IconExport, v.onExport)
	v.more = kit.NewButton("", kit.IconMore, v.onMore)
	top := kit.Toolbar(v.search, v.standing, v.receipt, v.kind, v.series, kit.Spacer(), v.count, v.export, v.more)
	v.view = container.NewBorder(kit.PadSides(0, 0, 2, 0, top), v.bar, nil, nil, kit.MasterDetail(v.list, v.detail, 0.67))
	return v
}

func (v *registerView) makeFilters() {
	t := v.Printer.T
	var states []kit.Option[event.CertificateState]
	for _, s := range bookStates {
		text := t("register.state.all")
		if s != "" {
			text = t("certificate.state." + string(s))
		}
		states = append(states, kit.Option[event.CertificateState]{Value: s, Text: text})
	}
	v.standing = kit.NewSelect(states, func(event.CertificateState) { v.show() })
	var receipts []kit.Option[receiptGroup]
	for _, g := range receiptGroups {
		receipts = append(receipts, kit.Option[receiptGroup]{Value: g, Text: t("register.receipts." + string(g))})
	}
	v.receipt = kit.NewSelect(receipts, func(receiptGroup) { v.show() })
	v.kind = kit.NewSelect([]kit.Option[string]{{Text: t("hours.kind.all")}}, func(string) { v.show() })
	v.series = kit.NewSelect([]kit.Option[string]{{Text: t("register.series.all")}}, func(string) { v.show() })
	v.kind.Hide()
	v.series.Hide()
}

// showFilters offers the kinds and the series where there are several.
func (v *registerView) showFilters() {
	kinds := []kit.Option[string]{{Text: v.Printer.T("hours.kind.all")}}
	series := []kit.Option[string]{{Text: v.Printer.T("register.series.all")}}
	known, counted := map[string]bool{}, map[string]bool{}
	for _, r := range v.state.rows {
		if id := r.KindID(); !known[id] {
			known[id] = true
			kinds = append(kinds, kit.Option[string]{Value: id, Text: v.kindOf(r)})
		}
		if !counted[r.Series] {
			counted[r.Series] = true
			series = append(series, kit.Option[string]{Value: r.Series, Text: r.Series})
		}
	}
	v.kind.SetOptions(kinds)
	v.series.SetOptions(series)
	v.kind.Hidden, v.series.Hidden = len(kinds) < 3, len(series) < 3
	if several := len(kinds) > 2; several != v.several {
		v.several = several
		v.list.SetColumns(v.columns())
	}
}

// kindOf is what the kind of a document is called.
func (p *Page) kindOf(r event.RegisterRow) string {
	return p.kindWord(event.CertificateKind{ID: r.KindID(), Title: r.KindTitle})
}

func (v *registerView) content() fyne.CanvasObject { return v.view }

func (v *registerView) find() fyne.Focusable { return v.search }

// reset shows everything again.
func (v *registerView) reset() {
	v.standing.SetValue("")
	v.receipt.SetValue(receiptAll)
	v.kind.SetValue("")
	v.series.SetValue("")
	v.query = ""
	v.search.SetText("")
}

// show fills the list; the first document is shown where none was chosen yet.
func (v *registerView) show() {
	v.showFilters()
	rows := v.shownBook()
	v.showEmpty()
	v.list.SetItems(rows)
	if v.wanted != "" && v.list.SelectKey(v.wanted) {
		v.wanted = ""
	}
	if _, ok := v.list.Current(); !ok {
		v.list.SelectRow(0)
	}
	v.count.SetText(v.Printer.T("common.of", i18n.Args{"Shown": len(rows), "Total": len(v.state.rows)}))
	v.export.SetEnabled(len(v.state.rows) > 0)
	v.showDetail()
	v.showSelection()
}

// showDetail paints the document that the cursor is on.
func (v *registerView) showDetail() {
	var body fyne.CanvasObject
	if r, ok := v.list.Current(); ok {
		body = v.bookDetail(r)
	}
	v.showIn(v.detail, body)
}

// showSelection brings the actions of several rows to the bottom edge.
func (v *registerView) showSelection() {
	chosen := v.list.Selected()
	var valid []event.Certificate
	for _, r := range chosen {
		if r.Current {
			valid = append(valid, r.Certificate)
		}
	}
	hand := kit.NewButton(v.Printer.T("register.receive"), kit.IconPerson, func() { v.onReceive(valid) })
	hand.SetEnabled(len(valid) > 0 && v.job == nil)
	v.showActions(v.bar, len(chosen), valid, v.list.ClearSelection, hand)
}

func (v *registerView) makeList() {
	v.list = kit.NewDataList(v.columns())
	v.list.Keep("certificates.register")
	v.list.Key = func(r event.RegisterRow) string { return r.Number }
	v.list.OnSelect = func(event.RegisterRow) { v.showDetail() }
	v.list.OnSelectionChanged = func([]event.RegisterRow) { v.showSelection() }
	v.list.OnOpen = func(r event.RegisterRow) { v.onOpenPDF(r.Certificate) }
}

// columns are those of the list; the kind is one where there are several.
func (v *registerView) columns() []kit.Column[event.RegisterRow] {
	p, t := v.Page, v.Printer.T
	type row = event.RegisterRow
	all := []kit.Column[row]{
		{ID: "number", Title: t("certificates.column.number"), Width: 132, Bold: true,
			Text: func(r row) string { return r.Number }, Less: func(a, b row) bool { return lessNumber(a.Certificate, b.Certificate) }},
		{ID: "name", Title: t("certificates.column.name"), Weight: 5, Least: 150, Text: func(r row) string { return p.nameOn(r.Certificate) },
			Less: func(a, b row) bool { return event.Fold(p.nameOn(a.Certificate)) < event.Fold(p.nameOn(b.Certificate)) }},
	}
	if v.several {
		all = append(all, kit.Column[row]{ID: "kind", Title: t("hours.column.kind"), Weight: 2, Least: 80, Drop: 2, Text: p.kindOf,
			Less: func(a, b row) bool { return event.Fold(p.kindOf(a)) < event.Fold(p.kindOf(b)) }})
	}
	return append(all, []kit.Column[row]{
		{ID: "state", Title: t("certificates.column.state"), Width: 112,
			Text:  func(r row) string { return t("certificate.state." + string(r.State)) },
			Icon:  func(r row) kit.Icon { _, icon := look(r.State); return icon },
			Color: func(r row) fyne.ThemeColorName { tone, _ := look(r.State); return tone.Color() },
			Less:  func(a, b row) bool { return a.State < b.State }},
		{ID: "issued", Title: t("certificates.column.issued"), Width: 98, Drop: 1,
			Text: func(r row) string { return p.Printer.ShortDate(r.IssuedAt.In(p.state.event.Zone())) },
			Less: func(a, b row) bool { return a.IssuedAt.Before(b.IssuedAt) }},
		{ID: "receipt", Title: t("register.column.receipt"), Width: 160,
			Text: func(r row) string { return p.receiptWords(r.Receipt) },
			Icon: func(r row) kit.Icon { return receiptIcon(r.Receipt.How) },
			Less: func(a, b row) bool {
				return cmp.Or(cmp.Compare(a.Receipt.How, b.Receipt.How), cmp.Compare(a.Receipt.Day, b.Receipt.Day)) < 0
			}},
		{ID: "remark", Title: t("certificates.column.remark"), Weight: 3, Least: 60, Text: func(r row) string { return p.remark(r.Certificate) }},
	}...)
}

// showEmpty says why no document is shown: there is none, or none that fits.
func (v *registerView) showEmpty() {
	t := v.Printer.T
	if len(v.state.rows) > 0 {
		v.list.SetEmpty(kit.EmptyState(kit.IconSearch, t("certificates.register.empty.filter"), "", nil))
		return
	}
	v.list.SetEmpty(kit.EmptyState(kit.IconCertificate, t("certificates.register.empty"), t("certificates.register.empty.hint"), nil))
}

// shownBook are the documents that filters and search leave.
func (v *registerView) shownBook() []event.RegisterRow {
	state, _ := v.standing.Value()
	kind, _ := v.kind.Value()
	series, _ := v.series.Value()
	receipt, _ := v.receipt.Value()
	shown := make([]event.RegisterRow, 0, len(v.state.rows))
	for _, r := range v.state.rows {
		switch {
		case state != "" && r.State != state, kind != "" && r.KindID() != kind, series != "" && r.Series != series:
		case receipt == receiptNone && (r.Receipt.How != "" || !r.Current), receipt == receiptAny && r.Receipt.How == "":
		case v.query != "" && !matches(event.Fold(r.Data.Name+" "+v.nameOn(r.Certificate)+" "+r.Number+" "+r.Data.Institution), v.query):
		default:
			shown = append(shown, r)
		}
	}
	return shown
}
