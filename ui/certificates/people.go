package certificates

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// person is one row of the people: hours and what became of them.
type person struct {
	account     *event.Account
	certificate *event.Certificate // the valid one; nil: none
	grants      []event.Grant
	order       int    // in Polish order of names
	folded      string // what search looks through
}

func (o *person) has() bool { return o.certificate != nil }

// listed is a name as it stands in a list.
func listed(n event.Name) string { return strings.TrimSpace(n.Family + " " + n.Given) }

// name is the name of a row.
func (p *Page) name(o *person) string { return p.Printer.Person(listed(o.account.Entry.Who.Name)) }

// nameOn is the name of a document's person as it stands in a list.
func (p *Page) nameOn(c event.Certificate) string {
	return p.Printer.Person(cmp.Or(p.state.names[c.Registration], c.Data.Name))
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
)

var groups = []group{groupAll, groupReady, groupLacking, groupIssued}

func (g group) hasPerson(o *person) bool {
	switch g {
	case groupReady:
		return o.account.Eligible && !o.has()
	case groupLacking:
		return !o.account.Eligible
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
		return kit.ToneInfo, kit.IconCertificate, t("certificates.standing.issued", i18n.Args{"Number": o.certificate.Number})
	case o.account.Eligible:
		return kit.ToneAdmitted, kit.IconCheck, t("certificates.standing.ready")
	}
	why := o.account.Because[0]
	switch why.Code {
	case "hours":
		return kit.ToneAttention, kit.IconClock, p.missing(numberOf(why, "Min") - o.account.Hours)
	case "percent":
		return kit.ToneAttention, kit.IconClock, p.missing(numberOf(why, "Need") - o.account.Hours)
	case "mandatory":
		return kit.ToneAttention, kit.IconWarning, t("certificates.standing.mandatory")
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

func (p *Page) makePeople() {
	t := p.Printer.T
	byOrder := func(a, b *person) bool { return a.order < b.order }
	p.people = kit.NewDataList([]kit.Column[*person]{
		{ID: "name", Title: t("certificates.column.name"), Weight: 4, Bold: true, Text: p.name, Less: byOrder},
		{ID: "institution", Title: t("certificates.column.institution"), Weight: 3,
			Text: func(o *person) string { return o.account.Entry.Who.Institution },
			Less: func(a, b *person) bool {
				return event.Fold(a.account.Entry.Who.Institution) < event.Fold(b.account.Entry.Who.Institution)
			}},
		{ID: "hours", Title: t("certificates.column.hours"), Width: 92, Align: fyne.TextAlignTrailing, Text: p.hoursOf,
			Less: func(a, b *person) bool { return a.account.Hours < b.account.Hours }},
		{ID: "share", Title: t("certificates.column.share"), Width: 62, Align: fyne.TextAlignTrailing,
			Text: func(o *person) string { return p.percent(o) },
			Less: func(a, b *person) bool { return a.share() < b.share() }},
		{ID: "standing", Title: t("certificates.column.state"), Width: 178,
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
	})
	p.people.Keep("certificates.people")
	p.people.Key = func(o *person) string { return o.account.Entry.ID }
	p.people.OnSelect = func(*person) { p.showDetail() }
	p.people.OnSelectionChanged = func([]*person) { p.showSelection() }
	p.people.OnOpen = func(o *person) { p.onDocument(o) }
	p.people.SetEmpty(kit.EmptyState(kit.IconCertificate, t("certificates.empty"), t("certificates.empty.hint"), nil))
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
func (p *Page) shownPeople() []*person {
	chosen, _ := p.filter.Value()
	shown := make([]*person, 0, len(p.state.people))
	for _, o := range p.state.people {
		if chosen.hasPerson(o) && matches(o.folded, p.query) {
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
