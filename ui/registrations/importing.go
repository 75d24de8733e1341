package registrations

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// tableFiles are the names of files that hold lists.
var tableFiles = []string{".csv", ".tsv", ".txt", ".xlsx", ".ods"}

// Import asks for a list at once, for a page that leads here to bring one in.
func (p *Page) Import() { p.unlessPlanned(p.onImport)() }

// onImport asks for a list.
func (p *Page) onImport() { kit.FileOpen(p.Window, tableFiles, p.openImport) }

// openImport reads a list and shows what importing it would do. Nothing is
// written before somebody has seen that.
func (p *Page) openImport(path string) {
	if p.Busy() {
		return
	}
	p.say(kit.ToneNeutral, "")
	v := newPlanView(p, path)
	p.plan = v
	p.Window.Canvas().Unfocus() // the list under it takes no keys
	p.stage.Objects = []fyne.CanvasObject{v.frame.View}
	p.stage.Refresh()
	v.read()
}

// leaveImport goes back to the list, and asks first where decisions were made.
func (p *Page) leaveImport() {
	if !p.plan.decided() || p.Busy() {
		p.closeImport()
		return
	}
	t := p.Printer.T
	kit.ConfirmDanger(p.Window, t("registrations.plan.leave"), t("registrations.plan.leave.about"), t("registrations.plan.leave.action"), p.closeImport)
}

// decided reports whether somebody has decided anything about the plan.
func (v *planView) decided() bool { return len(v.decisions.Rows)+len(v.decisions.Cancel) > 0 }

// closeImport goes back to the list.
func (p *Page) closeImport() {
	if p.Busy() {
		return
	}
	p.plan = nil
	p.stage.Objects = []fyne.CanvasObject{p.main}
	p.stage.Refresh()
	p.focusList()
}

// focusList gives the keyboard to the list, where there is one.
func (p *Page) focusList() {
	if len(p.state.entries) > 0 {
		p.list.Focus()
		return
	}
	p.Window.Canvas().Unfocus()
}

// read reads the file; a file that is no list leaves a sentence in the page.
func (v *planView) read() {
	p, how := v.p, v.how
	v.reading.Run(p.ctx, func(ctx context.Context) (event.Table, error) {
		return p.Service.ReadTable(ctx, v.path, how)
	}, func(t event.Table, err error) {
		if err != nil {
			p.closeImport()
			p.say(kit.ToneRefused, p.Printer.Error(err))
			return
		}
		v.table, v.mapping, v.constants, v.decisions = t, nil, nil, event.ImportChoices{}
		v.replan()
	})
}

// planned is what a table would do, and why it cannot; programme says that it
// would make a programme.
type planned struct {
	plan      event.ImportPlan
	err       error
	programme bool
	last      *event.Import
	origins   map[string]origin
}

// hasPeople says whether the columns of a table are about people.
func hasPeople(t event.Table) bool {
	for _, field := range event.Columns(t) {
		if field == event.FieldFamily || field == event.FieldGiven || field == event.FieldEmail {
			return true
		}
	}
	return false
}

// replan works out what would happen with the columns as they are chosen now.
func (v *planView) replan() {
	p, table := v.p, v.table
	options := event.ImportOptions{Mapping: v.mapping, Status: v.newStatus, Constants: v.filled()}
	v.planning.Run(v.deed.In(p.ctx), func(ctx context.Context) (planned, error) {
		plan, err := p.Service.PlanImport(ctx, p.Event.ID, table, options)
		_, other := p.Service.PlanAgenda(ctx, p.Event.ID, table)
		r := planned{plan: plan, err: err, programme: other == nil && !hasPeople(table)}
		if last, some, err := p.Service.LastImport(ctx, p.Event.ID); err == nil && some {
			r.last = &last
		}
		r.origins, _ = p.origins(ctx, plan.Vanished) // a hint; without it the plan is as good
		if _, denied := event.AccessDenied(err); denied {
			return r, err
		}
		return r, nil
	}, func(r planned, err error) {
		if v.frame.ShowWayOn(p.Window, p.Printer, err) {
			return
		}
		if err == nil {
			err = r.err
		}
		v.programme, v.last, v.origins = r.programme, r.last, r.origins
		if err != nil {
			v.showUnplanned(err)
			return
		}
		v.plan, v.mapping = r.plan, r.plan.Columns
		if v.constants == nil {
			v.constants = r.plan.Constants
		}
		v.showSource()
		v.show("")
	})
}

// showUnplanned says why there is no plan. A list without names can be put right by choosing the columns.
func (v *planView) showUnplanned(err error) {
	if v.mapping == nil {
		v.mapping = event.Columns(v.table)
	}
	v.plan = event.ImportPlan{Columns: v.mapping}
	v.showSource()
	v.show(v.p.Printer.Error(err))
	v.tabs.Choose(planColumns)
	v.apply.SetEnabled(false)
}

// onGuess leaves aside how the form was understood before.
func (v *planView) onGuess() {
	v.mapping, v.constants = event.Columns(v.table), map[string]string{}
	v.replan()
}

// setColumn gives a column another meaning.
func (v *planView) setColumn(header, field string) {
	mapping := event.Mapping{}
	for h, f := range v.mapping {
		mapping[h] = f
	}
	if err := mapping.Set(v.table, field, header); err != nil {
		v.show(v.p.Printer.Error(err))
		return
	}
	v.mapping = mapping
	v.replan()
}

// onApply writes what was shown, as it was decided.
func (v *planView) onApply() {
	p := v.p
	if v.writing {
		return
	}
	begin := func() { // once more too, when it was refused and somebody lets it be done
		v.writing = true
		v.apply.SetEnabled(false)
		v.apply.SetText(p.Printer.T("registrations.plan.writing"))
	}
	begin()
	plan, decisions := v.plan, v.decisions
	kit.Run(kit.Beginning(v.deed.In(p.Context), begin), func(ctx context.Context) (event.ImportResult, error) {
		return p.Service.ApplyImport(ctx, plan, decisions)
	}, func(r event.ImportResult, err error) {
		v.writing = false
		if kit.ShowWayOn(p.Window, p.Printer, err) {
			v.show("")
			return
		}
		if err != nil {
			v.show(p.Printer.Error(err))
			return
		}
		p.closeImport()
		p.showImported(r, filepath.Base(v.path))
		p.readIfShown()
	})
}

// showImported says what came in and how to take it back, as long as somebody may want to.
func (p *Page) showImported(r event.ImportResult, file string) {
	text := p.Printer.T("registrations.imported", i18n.Args{"File": file, "What": p.importedWords(r)})
	if r.Waiting > 0 {
		text += " " + p.Printer.N("registrations.imported.waiting", r.Waiting)
	}
	if r.Import == "" {
		p.say(kit.ToneAdmitted, text)
		return
	}
	p.sayWith(kit.ToneAdmitted, text, kit.NewButton(p.Printer.T("registrations.undo.action"), kit.IconUndo, func() { p.onUndoImport(r.Import, false) }))
	if len(r.Missed) > 0 {
		sentences := make([]string, len(r.Missed))
		for i, e := range r.Missed {
			sentences[i] = p.Printer.Error(e)
		}
		kit.Message(p.Window, p.Printer.T("registrations.missed"), strings.Join(sentences, "\n"))
	}
}

// importedWords count what an import did.
func (p *Page) importedWords(r event.ImportResult) string {
	var parts []string
	add := func(id string, n int) {
		if n > 0 {
			parts = append(parts, p.Printer.N(id, n))
		}
	}
	add("registrations.imported.new", r.New)
	add("registrations.imported.changed", r.Changed)
	add("registrations.imported.cancelled", r.Cancelled)
	add("registrations.imported.skipped", r.Skipped)
	if len(parts) == 0 {
		return p.Printer.T("registrations.imported.nothing")
	}
	return strings.Join(parts, ", ")
}

// onUndoImport looks at what taking an import back would do, and asks: always
// about an old one, and where what somebody corrected by hand would go too.
func (p *Page) onUndoImport(id string, old bool) {
	kit.Run(p.Context, func(ctx context.Context) (event.UndoneImport, error) {
		return p.Service.UndoPlan(ctx, id)
	}, func(u event.UndoneImport, err error) {
		switch {
		case err != nil:
			kit.ShowError(p.Window, p.Printer, err)
		case len(u.Held) > 0:
			kit.Message(p.Window, p.Printer.T("registrations.undo.held"), p.heldBack(u.Held))
		case old || len(u.Edited) > 0:
			kit.ConfirmDanger(p.Window, p.Printer.T("registrations.undo.ask"), p.undoWords(u), p.Printer.T("registrations.undo.action"), func() { p.undoImport(id) })
		default:
			p.undoImport(id)
		}
	})
}

// undoWords say what taking an import back does to whom.
func (p *Page) undoWords(u event.UndoneImport) string {
	const enough = 5
	w := p.Printer
	lines := []string{w.T("registrations.undo.ask.about", i18n.Args{"File": u.Import.File, "When": p.when(u.Import.At), "Removed": len(u.Removed), "Reverted": u.Reverted})}
	if n := len(u.Edited); n > 0 {
		names := make([]string, 0, enough)
		for _, e := range u.Edited[:min(n, enough)] {
			names = append(names, w.Person(e.Who.Name.Full()))
		}
		lines = append(lines, "", w.N("registrations.undo.ask.edited", n, i18n.Args{"Names": strings.Join(names, ", "), "More": n > enough}))
	}
	return strings.Join(lines, "\n")
}

// undoImport takes an import back whole, or says what holds it.
func (p *Page) undoImport(id string) {
	kit.Run(p.Context, func(ctx context.Context) (event.UndoneImport, error) {
		return p.Service.UndoImport(ctx, id)
	}, func(u event.UndoneImport, err error) {
		switch {
		case len(u.Held) > 0:
			kit.Message(p.Window, p.Printer.T("registrations.undo.held"), p.heldBack(u.Held))
			return
		case err != nil:
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		if p.plan != nil {
			p.plan.replan()
		}
		text := p.Printer.T("registrations.undone", i18n.Args{"Removed": len(u.Removed), "Reverted": u.Reverted})
		if len(u.Kept) > 0 {
			text += " " + p.Printer.N("registrations.undone.kept", keptIn(u.Kept))
		}
		if p.plan != nil {
			p.toast(text, nil)
		} else {
			p.say(kit.ToneInfo, text)
		}
		p.readIfShown()
	})
}

// heldBack names the people to whom something has happened since they were imported.
func (p *Page) heldBack(held []event.Held) string {
	const enough = 8
	t := p.Printer.T
	lines := []string{t("registrations.undo.held.why")}
	for i, h := range held {
		if i == enough {
			lines = append(lines, p.Printer.N("registrations.undo.held.more", len(held)-enough))
			break
		}
		lines = append(lines, t("registrations.undo.held.person", i18n.Args{"Name": p.Printer.Person(h.Entry.Who.Name.Full()), "Reason": t("registrations.undo.held." + h.Reason)}))
	}
	return strings.Join(lines, "\n")
}
