package agenda

import (
	"path/filepath"
	"strconv"
	"strings"

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
	planRemoved  = "removed"
	planKept     = "kept"
	planRejected = "rejected"
	planWarnings = "warnings"
)

// planView shows what importing a programme would do, before anything is
// written.
type planView struct {
	p       *Page
	path    string
	how     event.TableOptions
	table   event.Table
	plan    event.AgendaPlan
	writing bool
	started bool

	view    fyne.CanvasObject
	stage   *fyne.Container
	body    fyne.CanvasObject
	source  *kit.Text
	choices *fyne.Container
	notices *fyne.Container
	tabs    *kit.Tabs
	content *fyne.Container
	apply   *kit.Button
	points  *kit.DataList[point] // new ones
	known   *kit.DataList[point] // that are there already
	changes *kit.DataList[change]
	trouble *kit.DataList[event.RowError]
	whole   *kit.Paragraph // the sentence of a row that is too long for it
}

// point is one session of a plan.
type point struct {
	row     int
	session event.Session
}

// change is one field of a session that a plan changes, or keeps.
type change struct {
	row   int
	title string
	event.FieldChange
}

func newPlanView(p *Page, path string) *planView {
	t := p.Printer.T
	v := &planView{p: p, path: path, stage: container.NewStack(), content: container.NewStack(), notices: kit.VStack(2), choices: kit.HStack(2),
		source: kit.NewText(t("agenda.plan.reading"), kit.StyleMuted.Truncated())}
	v.apply = kit.NewPrimary(t("agenda.plan.none"), kit.IconCheck, v.onApply)
	v.apply.SetEnabled(false)
	v.tabs = kit.NewTabs(nil, func(string) { v.showTab() })
	v.points, v.known = v.newPoints(true), v.newPoints(false)
	v.makeChanges()
	v.makeTrouble()
	header := container.NewBorder(nil, kit.PadSides(1, 0, 0, 0, v.source), nil, nil,
		kit.PageHeader(t("agenda.plan.title", i18n.Args{"File": filepath.Base(path)}), "",
			kit.NewButton(t("common.cancel"), kit.IconClose, p.closeImport), v.apply))
	v.stage.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconClock, t("agenda.plan.reading"), "", nil)}
	v.notices.Hide()
	top := kit.PadSides(0, 0, 2, 0, kit.VStack(2, v.notices, kit.HStack(2, kit.Stretch(v.tabs), v.choices)))
	v.body = container.NewBorder(top, nil, nil, nil, v.content)
	v.view = kit.Page(header, v.stage)
	return v
}

// show paints the plan; a sentence says why it could not be carried out.
func (v *planView) show(trouble string) {
	p, t, plan := v.p, v.p.Printer.T, v.plan
	v.showSource()
	n := len(plan.New) + len(plan.Changed) + len(plan.Removed)
	v.apply.SetEnabled(n > 0)
	v.apply.SetText(t("agenda.plan.none"))
	switch {
	case n > len(plan.New):
		v.apply.SetText(p.Printer.N("agenda.plan.apply", n))
	case n > 0:
		v.apply.SetText(p.Printer.N("agenda.plan.apply.new", n))
	}
	v.notices.Objects = nil
	switch {
	case trouble != "":
		v.notices.Add(kit.Notice(kit.ToneRefused, trouble, nil))
	case len(plan.Rejected) > 0:
		v.notices.Add(kit.Notice(kit.ToneAttention, p.Printer.N("agenda.plan.rejected", len(plan.Rejected)), nil))
	case n == 0:
		v.notices.Add(kit.Notice(kit.ToneAdmitted, t("agenda.plan.same"), nil))
	}
	v.notices.Hidden = len(v.notices.Objects) == 0
	v.showTabs()
	v.stage.Objects = []fyne.CanvasObject{v.body}
	v.stage.Refresh()
	v.showTab()
}

// showSource says what the file was taken for, and lets another sheet be taken.
func (v *planView) showSource() {
	words := v.p.Printer.N("common.rows", len(v.table.Rows))
	if v.table.Encoding != "" {
		words += separated(v.p.Printer.T("agenda.plan.coded", i18n.Args{"Encoding": strings.Replace(strings.ToUpper(v.table.Encoding), "WINDOWS", "Windows", 1)}))
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
	v.choices.Refresh()
}

func (v *planView) showTabs() {
	plan := v.plan
	ids := map[string]string{planNew: "agenda.plan.tab.new", planChanged: "agenda.plan.tab.changed", planSame: "agenda.plan.tab.same",
		planRemoved: "agenda.plan.tab.removed", planKept: "agenda.plan.tab.kept", planRejected: "agenda.plan.tab.rejected", planWarnings: "agenda.plan.tab.warnings"}
	var tabs []kit.Tab
	first := ""
	for _, x := range []struct {
		id string
		n  int
	}{{planNew, len(plan.New)}, {planChanged, len(plan.Changed)}, {planSame, len(plan.Same)}, {planRemoved, len(plan.Removed)},
		{planKept, len(plan.Kept)}, {planRejected, len(plan.Rejected)}, {planWarnings, len(plan.Warnings)}} {
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
	t := v.p.Printer.T
	var o fyne.CanvasObject
	hint := ""
	switch v.tabs.Chosen() {
	case planNew:
		o = v.showPoints(v.points, points(v.plan.New))
	case planSame:
		o, hint = v.showPoints(v.known, sessions(v.plan.Same)), t("agenda.plan.same.hint")
	case planRemoved:
		o, hint = v.showPoints(v.known, sessions(v.plan.Removed)), t("agenda.plan.removed.hint")
	case planChanged:
		o = v.showChanges(v.plan.Changed, func(i event.AgendaItem) []event.FieldChange { return i.Changes })
	case planKept:
		o, hint = v.showChanges(v.plan.Kept, func(i event.AgendaItem) []event.FieldChange { return i.Kept }), t("agenda.plan.kept.hint")
	case planRejected:
		o = v.showTrouble(v.plan.Rejected)
	case planWarnings:
		o = v.showTrouble(v.plan.Warnings)
	default:
		o = kit.Spacer()
	}
	if hint != "" {
		o = container.NewBorder(kit.PadSides(0, 0, 2, 0, kit.NewParagraph(hint, kit.StyleMuted)), nil, nil, nil, o)
	}
	v.content.Objects = []fyne.CanvasObject{o}
	v.content.Refresh()
}

func points(all []event.AgendaItem) []point {
	out := make([]point, len(all))
	for i, item := range all {
		out[i] = point{item.Row, item.Session}
	}
	return out
}

func sessions(all []event.Session) []point {
	out := make([]point, len(all))
	for i, s := range all {
		out[i] = point{session: s}
	}
	return out
}

// rowText is the number of a row; what is not in the file has none.
func rowText(row int) string {
	if row == 0 {
		return ""
	}
	return strconv.Itoa(row)
}
