package registrations

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// tableFiles are the names of files that hold lists.
var tableFiles = []string{".csv", ".tsv", ".txt", ".xlsx", ".ods"}

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
	p.stage.Objects = []fyne.CanvasObject{v.view}
	p.stage.Refresh()
	v.read()
}

// closeImport goes back to the list.
func (p *Page) closeImport() {
	if p.Busy() {
		return
	}
	p.plan = nil
	p.stage.Objects = []fyne.CanvasObject{p.main}
	p.stage.Refresh()
}

// read reads the file; a file that is no list leaves a sentence in the page.
func (v *planView) read() {
	p := v.p
	v.reading.Run(p.ctx, func(ctx context.Context) (event.Table, error) {
		return p.Service.ReadTable(ctx, v.path, v.how)
	}, func(t event.Table, err error) {
		if err != nil {
			p.closeImport()
			p.say(kit.ToneRefused, p.Printer.Error(err))
			return
		}
		v.table, v.mapping, v.programme = t, nil, false
		v.showSource()
		v.replan()
	})
}

// planned is what a table would do, and why it cannot; programme says that it
// would make a programme.
type planned struct {
	plan      event.ImportPlan
	err       error
	programme bool
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
	options := event.ImportOptions{Mapping: v.mapping, Status: v.newStatus}
	v.planning.Run(p.ctx, func(ctx context.Context) (planned, error) {
		plan, err := p.Service.PlanImport(ctx, p.Event.ID, table, options)
		_, other := p.Service.PlanAgenda(ctx, p.Event.ID, table)
		return planned{plan, err, other == nil && !hasPeople(table)}, nil
	}, func(r planned, err error) {
		plan := r.plan
		if err == nil {
			err = r.err
		}
		v.programme = r.programme
		if err != nil {
			// A list without names can be put right by choosing the columns.
			v.plan = event.ImportPlan{Columns: v.mapping}
			if v.mapping == nil {
				v.plan.Columns = event.Columns(table)
			}
			v.mapping = v.plan.Columns
			v.show(p.Printer.Error(err))
			v.tabs.Choose(planColumns)
			return
		}
		v.plan, v.mapping = plan, plan.Columns
		v.show("")
	})
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

// onApply writes what was shown.
func (v *planView) onApply() {
	p := v.p
	if v.writing {
		return
	}
	v.writing = true
	v.apply.SetEnabled(false)
	v.apply.SetText(p.Printer.T("registrations.plan.writing"))
	plan := v.plan
	kit.Run(p.Context, func(ctx context.Context) (event.ImportResult, error) {
		return p.Service.ApplyImport(ctx, plan, event.ImportChoices{})
	}, func(r event.ImportResult, err error) {
		v.writing = false
		if err != nil {
			v.show(p.Printer.Error(err))
			return
		}
		p.closeImport()
		p.toast(p.Printer.T("registrations.imported", i18n.Args{"New": r.New, "Changed": r.Changed, "File": filepath.Base(v.path)}), nil)
		p.readIfShown()
	})
}
