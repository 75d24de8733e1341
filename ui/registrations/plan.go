package registrations

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The tabs of a plan.
const (
	planNew      = "new"
	planChanged  = "changed"
	planSame     = "same"
	planVanished = "vanished"
	planRejected = "rejected"
	planWarnings = "warnings"
	planKept     = "kept"
	planColumns  = "columns"
)

// planView shows what an import would do, before anything is written.
type planView struct {
	p         *Page
	path      string
	how       event.TableOptions
	newStatus event.Status
	table     event.Table
	mapping   event.Mapping
	plan      event.ImportPlan
	programme bool // the file looks like the programme of an event
	reading   kit.Latest[event.Table]
	planning  kit.Latest[planned]
	writing   bool

	view    fyne.CanvasObject
	stage   *fyne.Container
	body    fyne.CanvasObject // with the tabs, once there is a plan
	source  *kit.Text
	choices *fyne.Container
	notices *fyne.Container
	tabs    *kit.Tabs
	content *fyne.Container
	apply   *kit.Button
	people  *kit.DataList[person] // new ones
	known   *kit.DataList[person] // who stay as they are
	changes *kit.DataList[change]
	trouble *kit.DataList[event.RowError]
	whole   *kit.Paragraph // the sentence of a row that is too long for it
	started bool
}

// person is one person of a plan.
type person struct {
	row   int
	entry event.Entry
	known bool
}

// change is one field of one person that a plan changes, or keeps.
type change struct {
	row int
	who string
	event.FieldChange
}

func newPlanView(p *Page, path string) *planView {
	t := p.Printer.T
	v := &planView{p: p, path: path, newStatus: event.Confirmed, stage: container.NewStack(), content: container.NewStack(),
		notices: kit.VStack(2), choices: kit.HStack(2), source: kit.NewText(t("registrations.plan.reading"), kit.StyleMuted.Truncated())}
	v.apply = kit.NewPrimary(t("registrations.plan.none"), kit.IconCheck, v.onApply)
	v.apply.SetEnabled(false)
	v.tabs = kit.NewTabs(nil, func(string) { v.showTab() })
	v.makeLists()
	header := container.NewBorder(nil, kit.PadSides(2, 0, 0, 0, kit.HStack(2, kit.Stretch(v.source), v.choices)), nil, nil,
		kit.PageHeader(t("registrations.plan.title", i18n.Args{"File": filepath.Base(path)}), "",
			kit.NewButton(t("common.cancel"), kit.IconClose, p.closeImport), v.apply))
	v.stage.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconClock, t("registrations.plan.reading"), "", nil)}
	top := kit.PadSides(0, 0, 2, 0, kit.VStack(2, v.notices, v.tabs))
	v.notices.Hide()
	v.body = container.NewBorder(top, nil, nil, nil, v.content)
	v.view = kit.Page(header, v.stage)
	return v
}

// showSource says what the file was taken for, and lets that be corrected.
func (v *planView) showSource() {
	p, t := v.p, v.p.Printer.T
	words := p.Printer.N("common.rows", len(v.table.Rows))
	if v.table.Encoding != "" {
		words = joined(" · ", words, p.encoding(v.table.Encoding))
	}
	if len(v.table.Sheets) > 1 {
		words = joined(" · ", words, t("registrations.plan.sheet", i18n.Args{"Sheet": v.table.Sheet}))
	}
	v.source.SetText(words)
	v.choices.Objects = nil
	if len(v.table.Sheets) > 1 {
		var sheets []kit.Option[string]
		for _, s := range v.table.Sheets {
			sheets = append(sheets, kit.Option[string]{Value: s, Text: s})
		}
		choice := kit.NewSelect(sheets, func(s string) { v.how.Sheet = s; v.read() })
		choice.SetValue(v.table.Sheet)
		v.choices.Add(choice)
	}
	if v.table.Encoding != "" {
		encodings := []kit.Option[string]{{Text: t("registrations.plan.encoding")}}
		for _, e := range []string{"utf-8", "windows-1250", "iso-8859-2", "utf-16le", "utf-16be"} {
			encodings = append(encodings, kit.Option[string]{Value: e, Text: p.encoding(e)})
		}
		choice := kit.NewSelect(encodings, func(e string) { v.how.Encoding = e; v.read() })
		choice.SetValue(v.how.Encoding)
		v.choices.Add(choice)
	}
	var statuses []kit.Option[event.Status]
	for _, s := range []event.Status{event.Confirmed, event.Pending, event.Waitlisted} {
		statuses = append(statuses, kit.Option[event.Status]{Value: s,
			Text: t("registrations.plan.status", i18n.Args{"Status": t("status." + string(s))})})
	}
	choice := kit.NewSelect(statuses, func(s event.Status) { v.newStatus = s; v.replan() })
	choice.SetValue(v.newStatus)
	v.choices.Add(choice)
	v.choices.Refresh()
}

// show paints the plan; a sentence says why there is none.
func (v *planView) show(trouble string) {
	p, plan := v.p, v.plan
	n := len(plan.New) + len(plan.Changed)
	v.apply.SetEnabled(n > 0 && trouble == "")
	v.apply.SetText(p.Printer.T("registrations.plan.none"))
	if n > 0 {
		v.apply.SetText(p.Printer.N("registrations.plan.apply", n))
	}
	v.notices.Objects = nil
	switch {
	case v.programme:
		v.notices.Add(kit.Notice(kit.ToneAttention, p.Printer.T("registrations.plan.programme"),
			kit.NewButton(p.Printer.T("registrations.plan.programme.go"), kit.IconAgenda, func() {
				p.closeImport()
				p.Navigate("agenda", "")
			})))
	case trouble != "":
		v.notices.Add(kit.Notice(kit.ToneRefused, trouble, nil))
	case n == 0 && len(plan.Rejected) == 0:
		v.notices.Add(kit.Notice(kit.ToneAdmitted, p.Printer.T("registrations.plan.same"), nil))
	case len(plan.Rejected) > 0:
		v.notices.Add(kit.Notice(kit.ToneAttention, p.Printer.N("registrations.plan.rejected", len(plan.Rejected)), nil))
	}
	v.notices.Hidden = len(v.notices.Objects) == 0
	v.showTabs()
	v.stage.Objects = []fyne.CanvasObject{v.body}
	v.stage.Refresh()
	v.showTab()
}

// showTabs offers what the plan holds, each with its count.
func (v *planView) showTabs() {
	plan := v.plan
	kept := 0
	for _, item := range plan.Kept {
		kept += len(item.Kept)
	}
	ids := map[string]string{planNew: "registrations.plan.tab.new", planChanged: "registrations.plan.tab.changed", planSame: "registrations.plan.tab.same",
		planVanished: "registrations.plan.tab.vanished", planRejected: "registrations.plan.tab.rejected",
		planWarnings: "registrations.plan.tab.warnings", planKept: "registrations.plan.tab.kept", planColumns: "registrations.plan.tab.columns"}
	var tabs []kit.Tab
	first := ""
	for _, x := range []struct {
		id string
		n  int
	}{{planNew, len(plan.New)}, {planChanged, len(plan.Changed)}, {planSame, len(plan.Same)}, {planVanished, len(plan.Vanished)},
		{planRejected, len(plan.Rejected)}, {planWarnings, len(plan.Warnings)}, {planKept, kept}, {planColumns, len(v.table.Header)}} {
		if x.n == 0 {
			continue
		}
		if first == "" {
			first = x.id
		}
		tabs = append(tabs, kit.Tab{ID: x.id, Text: v.p.Printer.T(ids[x.id], i18n.Args{"Count": x.n})})
	}
	v.tabs.SetTabs(tabs)
	if !v.started {
		v.started = true
		v.tabs.SetChosen(first)
	}
}

func (v *planView) showTab() {
	var o fyne.CanvasObject
	hint := ""
	t := v.p.Printer.T
	switch v.tabs.Chosen() {
	case planNew:
		o = v.showPeople(v.people, items(v.plan.New))
	case planSame:
		o = v.showPeople(v.known, entries(v.plan.Same))
		hint = t("registrations.plan.same.hint")
	case planVanished:
		o = v.showPeople(v.known, entries(v.plan.Vanished))
		hint = t("registrations.plan.vanished.hint")
	case planChanged:
		o = v.showChanges(v.plan.Changed, func(i event.ImportItem) []event.FieldChange { return i.Changes })
	case planKept:
		o = v.showChanges(v.plan.Kept, func(i event.ImportItem) []event.FieldChange { return i.Kept })
		hint = t("registrations.plan.kept.hint")
	case planRejected:
		o = v.showTrouble(v.plan.Rejected)
	case planWarnings:
		o = v.showTrouble(v.plan.Warnings)
	case planColumns:
		o = v.makeColumns()
		hint = t("registrations.plan.columns.hint")
	}
	if hint != "" {
		o = container.NewBorder(kit.PadSides(0, 0, 2, 0, kit.NewParagraph(hint, kit.StyleMuted)), nil, nil, nil, o)
	}
	v.content.Objects = []fyne.CanvasObject{o}
	v.content.Refresh()
}

func items(all []event.ImportItem) []person {
	out := make([]person, len(all))
	for i, item := range all {
		out[i] = person{item.Row, item.Entry, item.Known}
	}
	return out
}

func entries(all []event.Entry) []person {
	out := make([]person, len(all))
	for i, e := range all {
		out[i] = person{entry: e}
	}
	return out
}
