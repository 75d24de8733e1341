package agenda

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// Command is one action of the page that a key starts. One without a label is told of by Keys.
type Command struct {
	Label    string
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	Run      func()
}

// Commands are what the page offers under a key; the shell asks once, when the
// page is shown.
func (p *Page) Commands() []Command {
	t := p.Printer.T
	const control, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	return []Command{
		{t("agenda.key.add"), fyne.KeyN, control, p.unlessPlanned(p.onAdd)},
		{t("agenda.key.edit"), fyne.KeyF2, 0, p.unlessPlanned(func() { p.openForm(p.chosen) })},
		{t("agenda.key.undo"), fyne.KeyZ, control, p.onUndo},
		{t("agenda.key.redo"), fyne.KeyY, control, p.unlessPlanned(p.redo)},
		{t("agenda.key.redo"), fyne.KeyZ, control | shift, p.unlessPlanned(p.redo)},
		{t("agenda.key.up"), fyne.KeyUp, fyne.KeyModifierAlt, p.inForm(func(f *form) { f.people.moveFocused(-1) })},
		{t("agenda.key.down"), fyne.KeyDown, fyne.KeyModifierAlt, p.inForm(func(f *form) { f.people.moveFocused(1) })},
		{t("agenda.key.import"), fyne.KeyO, control, p.unlessPlanned(p.onImport)},
		{t("agenda.key.pdf"), fyne.KeyP, control, p.unlessPlanned(p.onPrint)},
		{t("agenda.key.apply"), fyne.KeyS, control, p.onSave},
		{t("agenda.key.leave"), fyne.KeyEscape, 0, p.onLeave},
		{"", fyne.Key1, fyne.KeyModifierAlt, p.goView(viewGrid)},
		{"", fyne.Key2, fyne.KeyModifierAlt, p.goView(viewList)},
		{"", fyne.Key3, fyne.KeyModifierAlt, p.goView(viewPlaces)},
		{"", fyne.Key4, fyne.KeyModifierAlt, p.goView(viewConflicts)},
	}
}

// goView shows the programme in another way, and brings the keyboard there.
func (p *Page) goView(view string) func() {
	return p.unlessPlanned(func() {
		p.views.Choose(view)
		p.focusView()
	})
}

// Keys are those to the views, and of the timetable while it is shown.
func (p *Page) Keys() []string {
	t := p.Printer.T
	if !p.seen() {
		return nil
	}
	if p.views.Chosen() != viewGrid {
		return []string{t("timetable.keys.views")}
	}
	return []string{t("timetable.keys.views"), t("timetable.keys"), t("timetable.keys.walk"), t("timetable.keys.move"), t("timetable.keys.length"), t("timetable.keys.enter"),
		t("timetable.keys.insert"), t("timetable.keys.delete"), t("timetable.keys.ends"), t("timetable.keys.days"), t("timetable.keys.zoom"), t("timetable.keys.menu")}
}

// unlessPlanned does something of the programme while that is shown.
func (p *Page) unlessPlanned(do func()) func() {
	return func() {
		if p.seen() {
			do()
		}
	}
}

// seen says whether the programme is shown, and nothing in its place.
func (p *Page) seen() bool {
	return p.plan == nil && p.allocation == nil && p.halls == nil && p.versions == nil
}

// formSeen says whether a form is open and shown: in the places it waits.
func (p *Page) formSeen() bool { return p.form != nil && p.views.Chosen() != viewPlaces }

// inForm does something in the form while one is shown.
func (p *Page) inForm(do func(*form)) func() {
	return func() {
		if p.formSeen() {
			do(p.form)
		}
	}
}

// onSave writes what the plan of an import shows, or the form.
func (p *Page) onSave() {
	switch {
	case p.plan != nil:
		p.plan.apply.Press()
	case p.allocation != nil:
		p.allocation.apply.Press()
	case p.formSeen():
		p.form.onSave()
	}
}

// onLeave goes back from the plan of an import to the programme, or from the form to the session.
func (p *Page) onLeave() {
	switch {
	case p.plan != nil:
		p.closeImport()
	case p.allocation != nil:
		p.closeAllocation()
	case p.halls != nil:
		p.closeRooms()
	case p.versions != nil:
		p.closeVersions()
	case p.formSeen():
		p.leaveForm(nil)
	}
}

// onUndo takes back what was done last: what the toast offers, which may be another matter than a session, else
// the last edit of the programme, while that is shown.
func (p *Page) onUndo() {
	if !kit.UndoToast(p.Window.Canvas()) {
		p.unlessPlanned(p.undo)()
	}
}

// onPrint saves the programme as a document.
func (p *Page) onPrint() {
	if len(p.state.sessions) > 0 {
		p.onPDF()
	}
}

// makeHeader is the name of the page with its actions.
func (p *Page) makeHeader() fyne.CanvasObject {
	t := p.Printer.T
	p.export = kit.NewButton(t("agenda.export"), kit.IconExport, func() { kit.ShowMenu(p.exportItems(), p.export) })
	p.more = kit.NewButton(t("common.more"), kit.IconMore, func() { kit.ShowMenu(p.moreItems(), p.more) })
	p.add = kit.NewPrimary(t("agenda.add"), kit.IconPlus, p.onAdd)
	return kit.PageHeader(t("agenda.title"), "", kit.NewButton(t("agenda.import"), kit.IconImport, p.onImport), p.export, p.more, p.add)
}

func (p *Page) moreItems() []*fyne.MenuItem {
	t := p.Printer.T
	undo, redo := fyne.NewMenuItem(t("agenda.key.undo"), p.onUndo), fyne.NewMenuItem(t("agenda.key.redo"), p.redo)
	undo.Disabled, redo.Disabled = len(p.history.done) == 0, len(p.history.undone) == 0
	return []*fyne.MenuItem{
		fyne.NewMenuItem(t("agenda.rooms"), p.onRooms),
		fyne.NewMenuItem(t("agenda.versions"), p.onVersions),
		fyne.NewMenuItem(t("agenda.shift"), p.onShift),
		fyne.NewMenuItemSeparator(), undo, redo,
	}
}
