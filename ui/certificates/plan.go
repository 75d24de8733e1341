package certificates

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// plan is the last screen before documents are issued: to whom, with which numbers, how they will look, and what is
// missing. Nothing is written until the main action is pressed.
type plan struct {
	*Page
	chosen []string // registrations; nil: everybody
	kinds  []string // ids of those that are wanted; nil: all
	all    []event.CertificateKind
	result event.CertificatePlan
	rows   []planRow

	view   fyne.CanvasObject
	issue  *kit.Button
	top    *fyne.Container // the kinds, and what concerns all
	list   *kit.DataList[planRow]
	filter *kit.Select[planGroup]
	search *kit.SearchEntry
	query  string
	count  *kit.Text
	look   *planLook
	reads  kit.Latest[event.CertificatePlan]
}

// planRow is one document of a plan, or somebody who gets none.
type planRow struct {
	registration string
	kind         event.CertificateKind
	name         string
	folded       string
	number       string // "": gets none
	certificate  *event.Certificate
	layout       event.Layout
	hours        float64
	remarks      []string
	warns        bool // gets a document, but something is missing
	grave        bool // the document cannot be made before something is put right
}

func (r planRow) key() string { return r.registration + "/" + r.kind.ID }

// issued reports whether the plan makes a document of it.
func (r planRow) issued() bool { return r.certificate != nil && !r.grave }

// onPlan plans documents for everybody who is eligible.
func (p *Page) onPlan() { p.planFor(nil) }

// planFor asks what issuing would do, and shows it.
func (p *Page) planFor(registrations []string) {
	pl := p.makePlan(registrations)
	pl.read(func() {
		p.plan = pl
		p.standIn(pl.view)
		kit.Repaint(p.shown)
		pl.list.SelectRow(0)
	})
}

func (p *Page) makePlan(registrations []string) *plan {
	t := p.Printer.T
	pl := &plan{Page: p, chosen: registrations, all: p.state.event.CertificateKinds(), top: kit.VStack(2), count: kit.NewText("", kit.StyleSmall)}
	pl.issue = kit.NewPrimary(t("certificates.issue"), kit.IconCertificate, pl.onIssue)
	back := kit.NewButton(t("common.back"), kit.IconUndo, p.leavePlan)
	pl.look = newPlanLook(pl)
	pl.makeList()
	var options []kit.Option[planGroup]
	for _, g := range planGroups {
		options = append(options, kit.Option[planGroup]{Value: g, Text: t("register.plan.filter." + string(g))})
	}
	pl.filter = kit.NewSelect(options, func(planGroup) { pl.showRows() })
	pl.search = kit.NewSearchEntry(t("certificates.search"), func(text string) {
		pl.query = event.Fold(text)
		pl.showRows()
	})
	pl.search.SetMinWidth(kit.Space(64))
	bar := kit.PadSides(0, 0, 2, 0, kit.Toolbar(pl.search, pl.filter, kit.Spacer(), pl.count))
	left := container.NewBorder(bar, nil, nil, nil, pl.list)
	body := kit.InOrder(kit.PadSides(0, 0, 3, 0, pl.top), kit.MasterDetail(left, pl.look.view, 0.6), nil)
	pl.view = kit.Page(kit.PageHeader(t("certificates.plan.title"), t("certificates.plan.hint"), back, pl.issue), body)
	return pl
}

// read asks what issuing would come to now, and shows it; after is called the first time.
func (pl *plan) read(after func()) {
	options := event.IssueOptions{Registrations: pl.chosen, Kinds: pl.kinds}
	pl.reads.Run(pl.ctx, func(ctx context.Context) (event.CertificatePlan, error) {
		return pl.Service.PlanCertificates(ctx, pl.Event.ID, options)
	}, func(r event.CertificatePlan, err error) {
		if err != nil {
			kit.ShowError(pl.Window, pl.Printer, err)
			return
		}
		pl.result = r
		pl.rows = pl.planRows(r)
		pl.show()
		if after != nil {
			after()
		}
	})
}

// leavePlan goes back to the lists.
func (p *Page) leavePlan() {
	if p.plan == nil {
		return
	}
	p.plan = nil
	p.standIn(nil)
}

// onIssue makes what the plan shows.
func (pl *plan) onIssue() {
	batches := pl.batches()
	pl.leavePlan()
	pl.issueTo(batches)
}

// batches are the documents of a plan, kind by kind in their order, and of nobody who became eligible since.
func (pl *plan) batches() []event.IssueOptions {
	var all []event.IssueOptions
	for _, k := range pl.result.Kinds {
		o := event.IssueOptions{Kinds: []string{k.Kind.ID}}
		for _, r := range pl.rows {
			if r.kind.ID == k.Kind.ID && r.issued() {
				o.Registrations = append(o.Registrations, r.registration)
			}
		}
		if len(o.Registrations) > 0 {
			all = append(all, o)
		}
	}
	return all
}

// show paints the plan; the row that the cursor is on stays.
func (pl *plan) show() {
	n := 0
	for _, r := range pl.rows {
		if r.issued() {
			n++
		}
	}
	pl.issue.SetText(pl.Printer.N("certificates.issue.count", n))
	pl.issue.SetEnabled(n > 0 && pl.job == nil)
	pl.showTop()
	pl.showRows()
}

// planRows are those who get a document, in the order of the numbers, then those who do not. What cannot be made takes
// no number: the next ones move up.
func (pl *plan) planRows(r event.CertificatePlan) []planRow {
	people := make(map[string]*person, len(pl.state.people))
	for _, o := range pl.state.people {
		people[o.key()] = o
	}
	kinds := map[string]event.KindPlan{}
	for _, k := range r.Kinds {
		kinds[k.Kind.ID] = k
	}
	skipped := map[string]int{} // numbers of a series
	rows := make([]planRow, 0, len(r.Planned)+len(r.Refused))
	for _, c := range r.Planned {
		k := kinds[c.KindID()]
		row := planRow{registration: c.Registration, kind: k.Kind, layout: k.Layout, name: pl.nameOn(c.Certificate), hours: c.Data.Hours,
			grave: slices.ContainsFunc(k.Troubles, isGrave) || slices.ContainsFunc(c.Troubles, isGrave)}
		issued := c.Certificate
		issued.Seq -= skipped[c.Series]
		issued.Number = event.NumberLike(c.Series, c.Number, c.Seq, issued.Seq)
		issued.Data.Number = issued.Number
		if row.certificate = &issued; row.grave {
			skipped[c.Series]++
		} else {
			row.number = issued.Number
		}
		row.remarks = pl.troubleWords(c.Troubles)
		if c.Decision != nil {
			row.remarks = append(row.remarks, pl.Printer.T("register.plan.decided", i18n.Args{"Reason": c.Decision.Reason}))
		}
		if o := people[row.key()]; o != nil && o.account.Entry.Who.Email == "" {
			row.remarks = append(row.remarks, pl.Printer.T("certificates.plan.no_email"))
			row.warns = true
		}
		for _, b := range c.Remarks {
			row.remarks = append(row.remarks, pl.because(b))
		}
		row.warns = row.warns || len(c.Troubles) > 0 || len(c.Remarks) > 0
		row.folded = event.Fold(row.name + " " + row.number)
		rows = append(rows, row)
	}
	for _, f := range r.Refused {
		row := planRow{registration: f.Registration, kind: kinds[f.Kind].Kind, name: pl.Printer.Person(cmp.Or(pl.state.names[f.Registration], f.Name))}
		if o := people[row.key()]; o != nil {
			row.hours, row.remarks = o.account.Hours, pl.reasons(o.account, &f.Eligibility)
		} else {
			for _, b := range f.Because {
				row.remarks = append(row.remarks, pl.because(b))
			}
		}
		row.folded = event.Fold(row.name)
		rows = append(rows, row)
	}
	return rows
}

func isGrave(t event.Trouble) bool { return t.Grave }

// troubleWords says what a document lacks.
func (p *Page) troubleWords(all []event.Trouble) []string {
	words := make([]string, len(all))
	for i, t := range all {
		words[i] = p.Printer.T("layout.trouble."+string(t.Code), p.troubleArgs(t))
	}
	return words
}

// troubleArgs are those of a trouble's sentence, with the field in words.
func (p *Page) troubleArgs(t event.Trouble) i18n.Args {
	args := maps.Clone(i18n.Args(t.Args))
	name, ok := args["Field"].(string)
	switch id := "layout.field." + name; {
	case !ok:
	case name == "number": // that of the badge on a badge
		args["Field"] = p.Printer.T("design.field.number")
	case p.Printer.Has(id):
		args["Field"] = p.Printer.T(id)
	}
	return args
}

// gaps are what every document would lack: the event does not say it.
func (p *Page) gaps() []string {
	t, ev := p.Printer.T, p.state.event
	var gaps []string
	if len(ev.Organizers) == 0 {
		gaps = append(gaps, t("certificates.plan.gap.organizer"))
	}
	if !slices.ContainsFunc(ev.Document.Signatures, func(s event.Signature) bool { return s.Name != "" }) {
		gaps = append(gaps, t("certificates.plan.gap.signatures"))
	}
	if ev.Document.Place == "" && ev.Town == "" {
		gaps = append(gaps, t("certificates.plan.gap.place"))
	}
	return gaps
}

// planGroup is a filter of a plan.
type planGroup string

const (
	planAll    planGroup = "all"
	planGets   planGroup = "gets"
	planWarned planGroup = "warned"
	planNot    planGroup = "not"
)

var planGroups = []planGroup{planAll, planGets, planWarned, planNot}

func (g planGroup) has(r planRow) bool {
	switch g {
	case planGets:
		return r.issued()
	case planWarned:
		return r.warns || r.grave
	case planNot:
		return !r.issued()
	}
	return true
}

// showRows fills the list with what filter and search leave.
func (pl *plan) showRows() {
	group, _ := pl.filter.Value()
	var shown []planRow
	for _, r := range pl.rows {
		if group.has(r) && matches(r.folded, pl.query) {
			shown = append(shown, r)
		}
	}
	pl.list.SetItems(shown)
	if _, ok := pl.list.Current(); !ok {
		pl.list.SelectRow(0)
	}
	pl.count.SetText(pl.Printer.T("common.of", i18n.Args{"Shown": len(shown), "Total": len(pl.rows)}))
	pl.look.show()
}

func (pl *plan) makeList() {
	t := pl.Printer.T
	columns := []kit.Column[planRow]{
		{ID: "name", Title: t("certificates.column.name"), Weight: 4, Least: 120, Bold: true, Text: func(r planRow) string { return r.name },
			Less: func(a, b planRow) bool { return event.Fold(a.name) < event.Fold(b.name) }},
		{ID: "number", Title: t("certificates.plan.column.document"), Width: 168,
			Text:  func(r planRow) string { return cmp.Or(r.number, pl.noNumber(r)) },
			Icon:  planIcon,
			Color: func(r planRow) fyne.ThemeColorName { return planTone(r).Color() },
			Less:  func(a, b planRow) bool { return a.number < b.number }},
	}
	if len(pl.all) > 1 {
		columns = append(columns, kit.Column[planRow]{ID: "kind", Title: t("hours.column.kind"), Weight: 2, Least: 100, Drop: 2,
			Text: func(r planRow) string { return pl.kindWord(r.kind) },
			Less: func(a, b planRow) bool { return event.Fold(pl.kindWord(a.kind)) < event.Fold(pl.kindWord(b.kind)) }})
	}
	columns = append(columns,
		kit.Column[planRow]{ID: "hours", Title: t("certificates.column.hours"), Width: 70, Align: fyne.TextAlignTrailing, Drop: 1,
			Text: func(r planRow) string { return pl.hours(r.hours) },
			Less: func(a, b planRow) bool { return a.hours < b.hours }},
		kit.Column[planRow]{ID: "remark", Title: t("certificates.column.remark"), Weight: 6, Least: 140,
			Text: func(r planRow) string { return strings.Join(r.remarks, " ") },
			Less: func(a, b planRow) bool { return strings.Join(a.remarks, " ") < strings.Join(b.remarks, " ") }})
	pl.list = kit.NewDataList(columns)
	pl.list.Keep("certificates.plan")
	pl.list.Key = planRow.key
	pl.list.OnlyOne()
	pl.list.OnSelect = func(planRow) { pl.look.show() }
	pl.list.OnOpen = func(r planRow) { pl.Navigate("registrations", r.registration) }
	pl.list.SetEmpty(kit.EmptyState(kit.IconSearch, t("certificates.empty"), "", nil))
}

// noNumber says why a row has no number.
func (p *Page) noNumber(r planRow) string {
	if r.grave {
		return p.Printer.T("register.plan.grave")
	}
	return p.Printer.T("certificates.plan.none")
}

func planTone(r planRow) kit.Tone {
	switch {
	case r.grave:
		return kit.ToneRefused
	case r.number == "":
		return kit.ToneNeutral
	case r.warns:
		return kit.ToneAttention
	}
	return kit.ToneAdmitted
}

func planIcon(r planRow) kit.Icon {
	if r.number == "" && !r.grave {
		return kit.IconInfo
	}
	return planTone(r).Icon()
}
