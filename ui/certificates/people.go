package certificates

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// person is one row of the people: somebody and a kind of certificate for them.
type person struct {
	row         *event.GridRow
	account     *event.Account // of the row
	kind        event.CertificateKind
	eligibility *event.Eligibility
	certificate *event.Certificate // the valid one; nil: none
	former      *event.Certificate // the last one that was withdrawn; nil: none
	order       int                // in Polish order of names
	folded      string             // what search looks through
}

// key is one row's alone.
func (o *person) key() string { return o.account.Entry.ID + "/" + o.kind.ID }

func (o *person) has() bool { return o.certificate != nil }

// withdrawn reports whether the rule would give a certificate to somebody whose last one was withdrawn.
func (o *person) withdrawn() bool { return o.eligibility.Eligible && !o.has() && o.former != nil }

// ready reports whether a certificate is issued unless somebody says otherwise.
func (o *person) ready() bool { return o.eligibility.Eligible && !o.has() && o.former == nil }

// listed is a name as it stands in a list.
func listed(n event.Name) string { return strings.TrimSpace(n.Family + " " + n.Given) }

// name is the name of a row.
func (p *Page) name(o *person) string { return p.Printer.Person(listed(o.account.Entry.Who.Name)) }

// nameOn is the name of a document's person as it stands in a list. Of somebody who was erased only the document
// says it.
func (p *Page) nameOn(c event.Certificate) string {
	return p.Printer.Person(cmp.Or(p.state.names[c.Registration], listed(event.SplitName(c.Data.Name, false))))
}

// share is the part of the required hours that is credited.
func (o *person) share() float64 {
	if o.account.Required == 0 {
		return 0
	}
	return o.account.Hours / o.account.Required
}

// group is a filter of the people.
type group string

const (
	groupAll     group = "all"
	groupReady   group = "ready"
	groupLacking group = "lacking"
	groupIssued  group = "issued"
	groupLate    group = "late"    // cannot come up to what is asked for any more
	groupDecided group = "decided" // by a person, not by the rule
)

var groups = []group{groupAll, groupReady, groupLacking, groupLate, groupDecided, groupIssued}

func (g group) hasPerson(o *person) bool {
	switch g {
	case groupReady:
		return o.ready()
	case groupLacking:
		return !o.eligibility.Eligible
	case groupLate:
		return o.eligibility.OutOfReach && !o.eligibility.Eligible
	case groupDecided:
		return o.eligibility.Decision != nil
	case groupIssued:
		return o.has()
	}
	return true
}

// standing is how far a person is from a document, as a tone, an icon and a word.
func (p *Page) standing(o *person) (kit.Tone, kit.Icon, string) {
	t := p.Printer.T
	switch {
	case o.has():
		return kit.ToneInfo, kit.IconCertificate, o.certificate.Number
	case o.withdrawn():
		return kit.ToneRefused, kit.IconCross, t("certificates.standing.withdrawn")
	case o.eligibility.Eligible && o.eligibility.Decision != nil:
		return kit.ToneAdmitted, kit.IconEdit, t("hours.standing.granted")
	case o.eligibility.Eligible:
		return kit.ToneAdmitted, kit.IconCheck, t("certificates.standing.ready")
	}
	el := o.eligibility
	if el.Decision != nil {
		return kit.ToneRefused, kit.IconCross, t("hours.standing.denied")
	}
	if el.OutOfReach {
		return kit.ToneAttention, kit.IconWarning, t("hours.standing.late")
	}
	why := el.Because[0]
	switch why.Code {
	case "hours":
		return kit.ToneAttention, kit.IconClock, p.missing(numberOf(why, "Min") - o.account.Hours)
	case "percent":
		return kit.ToneAttention, kit.IconClock, p.missing(numberOf(why, "Need") - o.account.Hours)
	case "mandatory":
		return kit.ToneAttention, kit.IconWarning, t("certificates.standing.mandatory")
	case "role":
		return kit.ToneNeutral, kit.IconInfo, t("hours.standing.role")
	case "status":
		return kit.ToneRefused, kit.IconCross, t("certificates.standing.status")
	}
	return kit.ToneRefused, kit.IconCross, t("certificates.standing.absent")
}

func (p *Page) missing(hours float64) string {
	return p.Printer.T("certificates.standing.missing", i18n.Args{"Hours": p.Printer.Hours(hours)})
}

func numberOf(b event.Because, arg string) float64 {
	switch v := b.Args[arg].(type) {
	case float64:
		return v
	case int:
		return float64(v)
	}
	return 0
}

// peopleView is the tab of those who may get a certificate: how far each of them is.
type peopleView struct {
	*Page
	view    fyne.CanvasObject
	figures *fyne.Container
	list    *kit.DataList[*person]
	search  *kit.SearchEntry
	query   string
	filter  *kit.Select[group]
	kind    *kit.Select[string]
	wanted  string // registration to show as soon as it is there
	several bool   // kinds of certificates: the list has a column for them
	count   *kit.Text
	detail  *fyne.Container
	bar     *fyne.Container // actions of the selected rows
}

func (p *Page) makePeople() *peopleView {
	v := &peopleView{Page: p, figures: container.NewStack(), detail: container.NewStack(), bar: container.NewStack()}
	t := p.Printer.T
	v.makeList()
	v.search = kit.NewSearchEntry(t("certificates.search"), func(text string) {
		v.query = event.Fold(text)
		v.showList()
	})
	v.search.SetMinWidth(260)
	var options []kit.Option[group]
	for _, g := range groups {
		options = append(options, kit.Option[group]{Value: g, Text: t("hours.filter." + string(g))})
	}
	v.filter = kit.NewSelect(options, func(group) { v.showList() })
	v.kind = kit.NewSelect([]kit.Option[string]{{Text: t("hours.kind.all")}}, func(string) { v.show() })
	v.kind.Hide()
	v.count = kit.NewText("", kit.StyleMuted)
	top := kit.VStack(3, v.figures, kit.Toolbar(v.search, v.filter, v.kind, kit.Spacer(), v.count))
	v.view = container.NewBorder(kit.PadSides(0, 0, 2, 0, top), v.bar, nil, nil, kit.MasterDetail(v.list, v.detail, 0.68))
	return v
}

func (v *peopleView) content() fyne.CanvasObject { return v.view }

func (v *peopleView) find() fyne.Focusable { return v.search }

func (v *peopleView) show() {
	v.showKinds()
	v.showFigures()
	v.showList()
}

// showKinds offers the kinds of certificates where there are several.
func (v *peopleView) showKinds() {
	options := []kit.Option[string]{{Text: v.Printer.T("hours.kind.all")}}
	for _, k := range v.state.kinds {
		options = append(options, kit.Option[string]{Value: k.ID, Text: v.kindWord(k)})
	}
	v.kind.SetOptions(options)
	several := len(v.state.kinds) > 1
	v.kind.Hidden = !several
	if several != v.several {
		v.several = several
		v.list.SetColumns(v.columns())
	}
}

// open shows the person of a registration, whatever is filtered.
func (v *peopleView) open(registration string) {
	v.filter.SetValue(groupAll)
	v.kind.SetValue("")
	v.query = ""
	v.search.SetText("")
	v.wanted = registration
	v.showList()
}

// showList fills the list; the first one is shown where nobody was chosen yet.
func (v *peopleView) showList() {
	rows := v.shownPeople()
	v.list.SetItems(rows)
	for _, o := range rows {
		if o.account.Entry.ID == v.wanted {
			v.wanted = ""
			v.list.SelectKey(o.key())
		}
	}
	if _, ok := v.list.Current(); !ok {
		v.list.SelectRow(0)
	}
	v.count.SetText(v.Printer.T("common.of", i18n.Args{"Shown": len(rows), "Total": len(v.state.people)}))
	v.showDetail()
	v.showSelection()
}

// showFigures counts those of the chosen kind.
func (v *peopleView) showFigures() {
	t := v.Printer.T
	kind, _ := v.kind.Value()
	eligible, lacking, late, issued := 0, 0, 0, 0
	for _, o := range v.state.people {
		if kind != "" && o.kind.ID != kind {
			continue
		}
		switch el := o.eligibility; {
		case el.Eligible:
			eligible++
		case el.OutOfReach:
			late++
			lacking++
		default:
			lacking++
		}
		if o.has() {
			issued++
		}
	}
	number := func(n int) string { return v.Printer.Number(float64(n), 0) }
	v.figures.Objects = []fyne.CanvasObject{kit.Columns(3,
		kit.Stat(number(eligible), t("certificates.stat.eligible"), kit.ToneAdmitted),
		kit.Stat(number(lacking), t("certificates.stat.lacking"), toneIf(lacking, kit.ToneAttention)),
		kit.Stat(number(late), t("hours.stat.late"), toneIf(late, kit.ToneAttention)),
		kit.Stat(number(issued), t("certificates.stat.issued"), toneIf(issued, kit.ToneInfo)))}
	v.figures.Refresh()
}

// showSelection brings the actions of several rows to the bottom edge.
func (v *peopleView) showSelection() {
	var open []string
	var valid []event.Certificate
	chosen := v.list.Selected()
	for _, o := range chosen {
		switch {
		case o.has():
			valid = append(valid, *o.certificate)
		case o.ready():
			open = append(open, o.account.Entry.ID)
		}
	}
	issue := kit.NewButton(v.Printer.N("certificates.issue.count", len(open)), kit.IconCertificate, func() { v.planFor(open) })
	issue.SetEnabled(len(open) > 0 && v.job == nil)
	v.showActions(v.bar, len(chosen), valid, v.list.ClearSelection, issue)
}

func (v *peopleView) makeList() {
	p, t := v.Page, v.Printer.T
	v.list = kit.NewDataList(v.columns())
	v.list.Keep("certificates.people")
	v.list.Key = func(o *person) string { return o.key() }
	v.list.OnSelect = func(*person) { v.showDetail() }
	v.list.OnSelectionChanged = func([]*person) { v.showSelection() }
	v.list.OnOpen = func(o *person) { p.onDocument(o) }
	v.list.SetEmpty(kit.EmptyState(kit.IconCertificate, t("certificates.empty"), t("certificates.empty.hint"), nil))
}

// columns are those of the list; the kind is one where there are several.
func (v *peopleView) columns() []kit.Column[*person] {
	p, t := v.Page, v.Printer.T
	all := []kit.Column[*person]{
		{ID: "name", Title: t("certificates.column.name"), Weight: 4, Bold: true, Text: p.name, Less: func(a, b *person) bool { return a.order < b.order }},
	}
	if v.several {
		all = append(all, kit.Column[*person]{ID: "kind", Title: t("hours.column.kind"), Weight: 3,
			Text: func(o *person) string { return p.kindWord(o.kind) },
			Less: func(a, b *person) bool { return event.Fold(p.kindWord(a.kind)) < event.Fold(p.kindWord(b.kind)) }})
	}
	return append(all, []kit.Column[*person]{
		{ID: "hours", Title: t("certificates.column.hours"), Width: 92, Align: fyne.TextAlignTrailing, Text: p.hoursOf,
			Less: func(a, b *person) bool { return a.account.Hours < b.account.Hours }},
		{ID: "standing", Title: t("certificates.column.state"), Width: 172,
			Text:  func(o *person) string { _, _, word := p.standing(o); return word },
			Icon:  func(o *person) kit.Icon { _, icon, _ := p.standing(o); return icon },
			Color: func(o *person) fyne.ThemeColorName { tone, _, _ := p.standing(o); return tone.Color() },
			Less: func(a, b *person) bool {
				ta, _, wa := p.standing(a)
				tb, _, wb := p.standing(b)
				if a.has() && b.has() {
					return lessNumber(*a.certificate, *b.certificate)
				}
				return ta < tb || ta == tb && wa < wb
			}},
		{ID: "why", Title: t("hours.column.why"), Weight: 5,
			Text: func(o *person) string { return strings.Join(p.why(o), " ") },
			Less: func(a, b *person) bool {
				return shortfall(a.eligibility, a.account.Hours).hours < shortfall(b.eligibility, b.account.Hours).hours
			}},
	}...)
}

func (p *Page) hoursOf(o *person) string {
	return p.Printer.T("common.of", i18n.Args{"Shown": p.hours(o.account.Hours), "Total": p.hours(o.account.Required)})
}

func (p *Page) percent(o *person) string {
	if o.account.Required == 0 {
		return ""
	}
	return p.Printer.Number(100*o.share(), 0) + "%"
}

// hours writes a number of hours without needless decimals.
func (p *Page) hours(v float64) string {
	for decimals := range 2 {
		if r := v * []float64{1, 10}[decimals]; r == float64(int64(r)) {
			return p.Printer.Number(v, decimals)
		}
	}
	return p.Printer.Number(v, 2)
}

// shownPeople are those that filter and search leave.
func (v *peopleView) shownPeople() []*person {
	chosen, _ := v.filter.Value()
	kind, _ := v.kind.Value()
	shown := make([]*person, 0, len(v.state.people))
	for _, o := range v.state.people {
		if (kind == "" || o.kind.ID == kind) && chosen.hasPerson(o) && matches(o.folded, v.query) {
			shown = append(shown, o)
		}
	}
	return shown
}

// matches finds every word of a folded query at the beginning of a word.
func matches(folded, query string) bool {
	for _, word := range strings.Fields(query) {
		if !strings.HasPrefix(folded, word) && !strings.Contains(folded, " "+word) {
			return false
		}
	}
	return true
}
