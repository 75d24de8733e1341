package agenda

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The tabs of a plan.
const (
	planNew      = "new"
	planChanged  = "changed"
	planSame     = "same"
	planMissing  = "missing"
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
	deed    kit.Deed // a lead who lets the file be looked at lets it in too

	frame   *kit.Plan
	tabs    *kit.Tabs
	apply   *kit.Button
	choice  *kit.Select[bool]    // whether what is missing in the file leaves the programme
	points  *kit.DataList[point] // new ones
	known   *kit.DataList[point] // that are there already
	absent  *kit.DataList[event.MissingSession]
	changes *kit.DataList[change]
	edits   *kit.DataList[change] // changes of what has no rows
	trouble *kit.Findings
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
	v := &planView{p: p, path: path, trouble: kit.NewFindings(t("agenda.column.title"), event.ComparePolish)}
	v.points, v.known = v.newPoints(true), v.newPoints(false)
	v.makeChanges()
	v.makeMissing()
	v.frame = kit.NewPlan(kit.PlanSpec{Title: t("agenda.plan.title", i18n.Args{"File": filepath.Base(path)}), Reading: t("agenda.plan.reading"),
		Nothing: t("agenda.plan.none"), Leave: p.closeImport, Apply: v.onApply, Changed: v.showTab})
	v.tabs, v.apply = v.frame.Tabs, v.frame.Apply
	return v
}

// show paints the plan; a sentence says why it could not be carried out.
func (v *planView) show(trouble string) {
	v.showSource()
	v.showApply()
	v.showNotices(trouble)
	v.showTabs()
	v.showTab()
}

// showApply says on the button how much would be written.
func (v *planView) showApply() {
	plan := v.plan
	w, n, removed := v.p.Printer, len(plan.New)+len(plan.Changed), len(plan.Removed())
	v.apply.SetEnabled(n+removed > 0)
	text := w.T("agenda.plan.none")
	switch {
	case n > len(plan.New):
		text = w.N("agenda.plan.apply", n)
	case n > 0:
		text = w.N("agenda.plan.apply.new", n)
	}
	switch {
	case removed > 0 && n > 0:
		text = w.N("agenda.plan.apply.remove", removed, i18n.Args{"First": text})
	case removed > 0:
		text = w.N("agenda.plan.remove", removed)
	}
	v.apply.SetText(text)
}

// showNotices says what has to be known before the lists are looked at.
func (v *planView) showNotices(trouble string) {
	p, t, plan := v.p, v.p.Printer.T, v.plan
	var notices []fyne.CanvasObject
	say := func(tone kit.Tone, text, tab string) {
		var look fyne.CanvasObject
		if tab != "" {
			look = kit.NewButton(t("agenda.plan.look"), kit.IconChevronRight, func() { v.tabs.Choose(tab) })
		}
		notices = append(notices, kit.Notice(tone, text, look))
	}
	switch {
	case trouble != "":
		say(kit.ToneRefused, trouble, "")
	case len(plan.Rejected) > 0 && v.fromSchedule():
		say(kit.ToneAttention, p.Printer.N("agenda.plan.rejected.points", len(plan.Rejected)), planRejected)
	case len(plan.Rejected) > 0:
		say(kit.ToneAttention, p.Printer.N("agenda.plan.rejected", len(plan.Rejected)), planRejected)
	case len(plan.New)+len(plan.Changed)+len(plan.Removed()) > 0:
	case len(plan.Kept) > 0:
		say(kit.ToneInfo, p.Printer.N("agenda.plan.same.kept", len(plan.Kept), i18n.Args{"Titles": enumerated(v.titlesOf(plan.Kept))}), planKept)
	default:
		say(kit.ToneAdmitted, t("agenda.plan.same"), "")
	}
	if o := v.missingNotice(); o != nil {
		notices = append(notices, o)
	}
	if v.fromSchedule() {
		say(kit.ToneInfo, t("agenda.plan.schedule"), "")
	}
	if len(plan.Warnings) > 0 {
		say(kit.ToneAttention, p.Printer.N("agenda.plan.warnings", len(plan.Warnings)), planWarnings)
	}
	if n := len(plan.Rooms); n > 0 {
		say(kit.ToneInfo, p.Printer.N("agenda.plan.rooms", n, i18n.Args{"Titles": enumerated(plan.Rooms)}), "")
	}
	if n := len(plan.Groups); n > 0 {
		say(kit.ToneInfo, p.Printer.N("agenda.plan.groups", n, i18n.Args{"Titles": enumerated(plan.Groups)}), "")
	}
	v.frame.SetNotices(notices...)
}

// enumerated names the first of some titles.
func enumerated(titles []string) string {
	const enough = 8
	if len(titles) > enough {
		return strings.Join(titles[:enough], ", ") + "…"
	}
	return strings.Join(titles, ", ")
}

// showSource says what the file was taken for, and lets it be read in another way.
func (v *planView) showSource() {
	if v.fromSchedule() {
		v.frame.SetSource(v.p.Printer.N("agenda.plan.points", len(v.table.Rows)))
		return
	}
	found := kit.TableFound{TableChoice: kit.TableChoice{Encoding: v.table.Encoding, Delimiter: v.table.Delimiter, Sheet: v.table.Sheet}, Sheets: v.table.Sheets}
	v.frame.SetSource(v.p.Printer.N("common.rows", len(v.table.Rows)), kit.TableChoices(found, kit.TableChoice(v.how), func(c kit.TableChoice) { v.how = event.TableOptions(c); v.read() })...)
}

func (v *planView) showTabs() {
	plan := v.plan
	ids := map[string]string{planNew: "agenda.plan.tab.new", planChanged: "agenda.plan.tab.changed", planSame: "agenda.plan.tab.same",
		planMissing: "agenda.plan.tab.missing", planKept: "agenda.plan.tab.kept", planRejected: "agenda.plan.tab.rejected", planWarnings: "agenda.plan.tab.warnings"}
	tabs := []kit.PlanTab{{ID: planNew, Count: len(plan.New)}, {ID: planChanged, Count: len(plan.Changed)}, {ID: planSame, Count: len(plan.Same)},
		{ID: planMissing, Count: len(plan.Missing)}, {ID: planKept, Count: len(plan.Kept)}, {ID: planRejected, Count: len(plan.Rejected)},
		{ID: planWarnings, Count: len(plan.Warnings)}}
	for i, x := range tabs {
		tabs[i].Text = v.p.Printer.T(ids[x.ID], i18n.Args{"Count": x.Count})
	}
	v.frame.Show(tabs)
}

func (v *planView) showTab() {
	t := v.p.Printer.T
	var o fyne.CanvasObject
	hint := ""
	switch v.tabs.Chosen() {
	case planNew:
		o = v.showNew()
	case planSame:
		o, hint = v.showPoints(v.known, sessions(v.plan.Same)), t("agenda.plan.same.hint")
	case planMissing:
		if o = v.showMissing(); v.plan.RemoveMissing {
			hint = t("agenda.plan.missing.hint")
		}
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
	v.frame.SetContent(o, hint)
}

// showNew lists what is new: in the order of the file, or by time where it has no rows.
func (v *planView) showNew() fyne.CanvasObject {
	all := points(v.plan.New)
	if !v.fromSchedule() {
		return v.showPoints(v.points, all)
	}
	slices.SortStableFunc(all, func(a, b point) int { return a.session.Start.Compare(b.session.Start) })
	return v.showPoints(v.known, all)
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
