package registrations

import (
	"context"
	"maps"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The tabs of a plan.
const (
	planNew        = "new"
	planChanged    = "changed"
	planKept       = "kept"
	planDuplicates = "duplicates"
	planSame       = "same"
	planVanished   = "vanished"
	planRejected   = "rejected"
	planWarnings   = "warnings"
	planColumns    = "columns"
)

// planView shows what an import would do, before anything is written, and takes the decisions about it.
type planView struct {
	p         *Page
	path      string
	how       event.TableOptions
	newStatus event.Status
	table     event.Table
	mapping   event.Mapping // nil: as the form is known, or as guessed
	constants map[string]string
	decisions event.ImportChoices
	plan      event.ImportPlan
	origins   map[string]origin // of those who are not in the file
	last      *event.Import     // that can be taken back; nil: none
	programme bool              // the file looks like the programme of an event
	reading   kit.Latest[event.Table]
	planning  kit.Latest[planned]
	counting  kit.Latest[event.ImportResult]
	writing   bool
	deed      kit.Deed // a lead who lets the list be looked at lets it in too

	frame    *kit.Plan
	tabs     *kit.Tabs
	search   *kit.SearchEntry
	query    string
	count    *kit.Text
	bar      *planBar
	apply    *kit.Button
	people   *kit.DataList[person] // new ones
	known    *kit.DataList[person] // who stay as they are
	gone     *kit.DataList[person] // who are not in the file
	changes  *kit.DataList[change]
	pairs    *kit.DataList[event.Duplicate]
	trouble  *kit.Findings
	whole    *kit.Paragraph // what is too long for the row of the cursor
	columns  *kit.Scroll    // what the columns were taken for
	scrolled fyne.Position
	inputs   map[string]fyne.Focusable // of the columns and the constants
	touched  string                    // the input that was changed last, which gets the focus back
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
	v := &planView{p: p, path: path, newStatus: event.Confirmed, count: kit.NewText("", kit.StyleMuted)}
	v.search = kit.NewSearchEntry(t("registrations.plan.search"), func(text string) {
		v.query = event.Fold(text)
		v.showTab()
	})
	v.search.SetMinWidth(190)
	v.bar = newPlanBar(v)
	v.makeLists()
	v.frame = kit.NewPlan(kit.PlanSpec{Title: t("registrations.plan.title", i18n.Args{"File": filepath.Base(path)}), Reading: t("registrations.plan.reading"),
		Nothing: t("registrations.plan.none"), Tools: kit.Toolbar(v.search, kit.Spacer(), v.count), Foot: v.bar.view,
		Leave: p.leaveImport, Apply: v.onApply, Changed: v.showTab})
	v.tabs, v.apply = v.frame.Tabs, v.frame.Apply
	return v
}

// show paints the plan; a sentence says why there is none.
func (v *planView) show(trouble string) {
	v.showNotices(trouble)
	v.showTabs()
	v.showTab()
	if trouble != "" {
		v.apply.SetEnabled(false)
	}
}

// showNotices says what has to be known before the lists are looked at.
func (v *planView) showNotices(trouble string) {
	p, plan, t, n := v.p, v.plan, v.p.Printer.T, v.p.Printer.N
	var notices []fyne.CanvasObject
	say := func(tone kit.Tone, text string, action fyne.CanvasObject) {
		notices = append(notices, kit.Notice(tone, text, action))
	}
	look := func(tab string) fyne.CanvasObject {
		return kit.NewButton(t("registrations.plan.look"), kit.IconChevronRight, func() { v.tabs.Choose(tab) })
	}
	switch {
	case v.programme:
		say(kit.ToneAttention, t("registrations.plan.programme"),
			kit.NewButton(t("registrations.plan.programme.go"), kit.IconAgenda, func() {
				p.closeImport()
				p.Navigate("agenda", "")
			}))
	case trouble != "":
		say(kit.ToneRefused, trouble, nil)
	default:
		if len(plan.New)+len(plan.Changed)+len(plan.Rejected) == 0 {
			say(kit.ToneAdmitted, t("registrations.plan.same"), nil)
		}
		if len(plan.Rejected) > 0 {
			say(kit.ToneAttention, n("registrations.plan.rejected", len(plan.Rejected)), look(planRejected))
		}
		if len(plan.Duplicates) > 0 {
			say(kit.ToneAttention, n("registrations.plan.duplicates", len(plan.Duplicates)), look(planDuplicates))
		}
		if plan.Waiting > 0 {
			say(kit.ToneAttention, n("registrations.plan.waiting", plan.Waiting), nil)
		}
		if plan.Remembered {
			say(kit.ToneInfo, t("registrations.plan.remembered"),
				kit.NewButton(t("registrations.plan.forget"), kit.IconRefresh, v.onGuess))
		}
	}
	if v.last != nil {
		say(kit.ToneNeutral, t("registrations.undo.offer", i18n.Args{"File": v.last.File, "When": p.when(v.last.At)}),
			kit.NewButton(t("registrations.undo.action"), kit.IconUndo, func() { p.onUndoImport(v.last.ID, true) }))
	}
	v.frame.SetNotices(notices...)
}

// showTabs offers what the plan holds, each with its count.
func (v *planView) showTabs() {
	plan := v.plan
	ids := map[string]string{planNew: "registrations.plan.tab.new", planChanged: "registrations.plan.tab.changed", planSame: "registrations.plan.tab.same",
		planVanished: "registrations.plan.tab.vanished", planRejected: "registrations.plan.tab.rejected", planDuplicates: "registrations.plan.tab.duplicates",
		planWarnings: "registrations.plan.tab.warnings", planKept: "registrations.plan.tab.kept", planColumns: "registrations.plan.tab.columns"}
	tabs := []kit.PlanTab{{ID: planNew, Count: len(plan.New)}, {ID: planChanged, Count: changesIn(plan.Edits())}, {ID: planKept, Count: keptIn(plan.Kept)},
		{ID: planDuplicates, Count: len(plan.Duplicates)}, {ID: planSame, Count: len(plan.Same)}, {ID: planVanished, Count: len(plan.Vanished)},
		{ID: planRejected, Count: len(plan.Rejected)}, {ID: planWarnings, Count: len(plan.Warnings)}, {ID: planColumns, Count: len(v.table.Header)}}
	for i, x := range tabs {
		tabs[i].Text = v.p.Printer.T(ids[x.ID], i18n.Args{"Count": x.Count})
	}
	v.frame.Show(tabs)
}

func changesIn(all []event.ImportItem) (n int) {
	for _, item := range all {
		n += len(item.Changes)
	}
	return n
}

func keptIn(all []event.ImportItem) (n int) {
	for _, item := range all {
		n += len(item.Kept)
	}
	return n
}

// showTab shows what the chosen tab holds and the search leaves.
func (v *planView) showTab() {
	var o fyne.CanvasObject
	hint := ""
	t := v.p.Printer.T
	tab := v.tabs.Chosen()
	switch tab {
	case planNew:
		o = v.showPeople(v.people, items(v.plan.New))
	case planSame:
		o = v.showPeople(v.known, entries(v.plan.Same))
		hint = t("registrations.plan.same.hint")
	case planVanished:
		o = v.showPeople(v.gone, entries(v.plan.Vanished))
		hint = t("registrations.plan.vanished.hint")
	case planChanged:
		o = v.showChanges(v.plan.Edits(), func(i event.ImportItem) []event.FieldChange { return i.Changes })
	case planKept:
		o = v.showChanges(v.plan.Kept, func(i event.ImportItem) []event.FieldChange { return i.Kept })
		hint = t("registrations.plan.kept.hint")
	case planDuplicates:
		o = v.showPairs()
		hint = t("registrations.plan.duplicates.hint")
	case planRejected:
		o = v.showTrouble(v.plan.Rejected)
		hint = t("registrations.plan.rejected.hint")
	case planWarnings:
		o = v.showTrouble(v.plan.Warnings)
	case planColumns:
		o = v.makeColumns()
		hint = t("registrations.plan.columns.hint")
	}
	if o == nil {
		return
	}
	v.search.Hidden, v.count.Hidden = tab == planColumns, tab == planColumns
	v.bar.show(tab)
	v.showApply()
	v.frame.SetContent(o, hint)
	if tab == planColumns {
		v.stayThere()
	}
}

// showApply says on the button how many people the import writes, as decided.
func (v *planView) showApply() {
	v.showWrites(v.writes())
	if !v.joins() {
		v.counting.Cancel()
		return
	}
	p, plan, decisions := v.p, v.plan, v.decisions
	decisions.Rows, decisions.Cancel = maps.Clone(decisions.Rows), slices.Clone(decisions.Cancel)
	v.counting.Run(v.deed.In(p.ctx), func(ctx context.Context) (event.ImportResult, error) {
		return p.Service.PreviewImport(ctx, plan, decisions)
	}, func(r event.ImportResult, err error) {
		if err == nil { // otherwise the import itself will say so
			v.showWrites(r.New + r.Changed + r.Cancelled)
		}
	})
}

// joins reports whether a row was said to be about somebody else than the plan took it for: only planning once more
// tells what is left to write then.
func (v *planView) joins() bool {
	for _, c := range v.decisions.Rows {
		if c.SameAs != "" && c.SameAs != event.NotTheSame {
			return true
		}
	}
	return false
}

func (v *planView) showWrites(n int) {
	v.apply.SetEnabled(n > 0 && !v.writing)
	v.apply.SetText(v.p.Printer.T("registrations.plan.none"))
	if n > 0 {
		v.apply.SetText(v.p.Printer.N("registrations.plan.apply", n))
	}
}

// writes counts the people about whom something will be written.
func (v *planView) writes() int {
	rows := map[int]bool{}
	for _, item := range v.plan.New {
		rows[item.Row] = !v.decisions.Rows[item.Row].Skip
	}
	for _, item := range v.plan.Changed {
		for _, c := range item.Changes {
			taken, decided := v.decisions.Rows[item.Row].Fields[c.ID()]
			rows[item.Row] = rows[item.Row] || taken || !decided
		}
	}
	for _, item := range v.plan.Kept {
		for _, c := range item.Kept {
			rows[item.Row] = rows[item.Row] || v.decisions.Rows[item.Row].Fields[c.ID()]
		}
	}
	n := len(v.decisions.Cancel)
	for written := range maps.Values(rows) {
		if written {
			n++
		}
	}
	return n
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

// found leaves what the search asks for; of says what an item is found by.
func found[T any](v *planView, all []T, of func(T) string) []T {
	shown := all
	if v.query != "" {
		shown = slices.DeleteFunc(slices.Clone(all), func(x T) bool { return !containsWords(event.Fold(of(x)), v.query) })
	}
	v.count.SetText(v.p.Printer.T("common.of", i18n.Args{"Shown": len(shown), "Total": len(all)}))
	return shown
}
