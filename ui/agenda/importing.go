package agenda

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// tableFiles are the names of files that hold programmes.
var tableFiles = []string{".csv", ".tsv", ".txt", ".xlsx", ".ods", ".xml", ".json"}

func (p *Page) onImport() { kit.FileOpen(p.Window, tableFiles, p.openImport) }

// openImport reads a programme and shows what importing it would do; nothing
// is written before somebody has seen that.
func (p *Page) openImport(path string) {
	if p.importing() {
		return
	}
	if p.versions != nil {
		p.closeVersions()
	}
	p.say(kit.ToneNeutral, "")
	v := newPlanView(p, path)
	p.plan = v
	p.content.Objects = []fyne.CanvasObject{v.frame.View}
	p.content.Refresh()
	v.read()
}

// importing says whether a programme is being read into the file.
func (p *Page) importing() bool { return p.plan != nil && p.plan.writing }

func (p *Page) closeImport() {
	if p.importing() {
		return
	}
	p.plan = nil
	p.content.Objects = []fyne.CanvasObject{p.main}
	p.content.Refresh()
}

// read reads the file and works out the plan; a file that is no programme
// leaves a sentence in the page.
func (v *planView) read() {
	p := v.p
	type result struct {
		table event.Table
		plan  event.AgendaPlan
	}
	kit.Run(v.deed.In(p.ctx), func(ctx context.Context) (r result, err error) {
		if r.table, err = p.Service.ReadTable(ctx, v.path, v.how); err != nil {
			return r, err
		}
		r.plan, err = p.Service.PlanAgenda(ctx, p.Event.ID, r.table)
		return r, err
	}, func(r result, err error) {
		switch {
		case v.frame.ShowWayOn(p.Window, p.Printer, err):
			return
		case err != nil && v.table.Header == nil:
			p.closeImport()
			p.refuse(r.table, err)
			return
		case err != nil: // read in another way it is no programme; that can be chosen back
			if r.table.Header != nil {
				v.table = r.table
			}
			v.plan = event.AgendaPlan{}
			v.show(p.Printer.Error(err))
			return
		}
		r.plan.RemoveMissing = v.removes() && len(r.plan.Removable()) > 0
		v.table, v.plan = r.table, r.plan
		v.show("")
	})
}

// refuse says why a table is no programme; a list of people has its own page.
func (p *Page) refuse(t event.Table, err error) {
	people := false
	for _, field := range event.Columns(t) {
		people = people || field == event.FieldName || field == event.FieldFamily || field == event.FieldEmail
	}
	if !people || !errors.Is(err, event.Fail(event.CodeAgendaColumns)) {
		p.say(kit.ToneRefused, p.Printer.Error(err))
		return
	}
	p.sayWith(kit.ToneAttention, p.Printer.T("agenda.plan.people"),
		kit.NewButton(p.Printer.T("agenda.wishes.people"), kit.IconPeople, func() { p.Navigate("registrations", "") }))
}

// onApply writes what was shown.
func (v *planView) onApply() {
	p := v.p
	if v.writing {
		return
	}
	begin := func() { // once more too, when it was refused and somebody lets it be done
		v.writing = true
		v.apply.SetEnabled(false)
	}
	begin()
	plan := v.plan
	label := p.Printer.T("agenda.imported", i18n.Args{"File": filepath.Base(v.path), "New": len(plan.New), "Changed": len(plan.Changed), "Removed": len(plan.Removed())})
	p.doStep(step{label: label, imported: true, under: kit.Beginning(v.deed.In(p.Context), begin)}, func(ctx context.Context) ([]event.SessionEdit, error) {
		r, err := p.Service.ApplyAgenda(ctx, plan)
		return r.Back, err
	}, func(err error) {
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
	})
}
