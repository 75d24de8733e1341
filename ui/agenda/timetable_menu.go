package agenda

import (
	"fyne.io/fyne/v2"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// showMenu offers what can be done at a place of the sheet.
func (g *timetable) showMenu(at fyne.Position) {
	g.spot.Resize(fyne.NewSquareSize(1))
	g.spot.Move(at)
	kit.ShowMenu(g.menuItems(), g.spot)
}

// openMenu is showMenu for the keyboard.
func (g *timetable) openMenu() {
	g.finishKeys()
	at := fyne.Position{}
	if b := g.blocks[g.here.id]; b != nil {
		at, _ = g.scale().frame(b.cell)
		at = at.AddXY(kit.Space(4), kit.Space(4))
	} else if g.here.empty() {
		at, _ = g.scale().box(g.here.column, g.here.column, g.here.from, g.here.to)
		at = at.AddXY(kit.Space(4), kit.Space(4))
	}
	g.showMenu(at)
}

func (g *timetable) menuItems() []*fyne.MenuItem {
	t := g.p.Printer.T
	s, ok := g.session(g.here.id)
	if !ok {
		return []*fyne.MenuItem{fyne.NewMenuItem(t("timetable.menu.new", i18n.Args{"Time": g.p.Printer.Time(g.here.from.In(g.p.state.event.Zone()))}), g.onNew)}
	}
	return append([]*fyne.MenuItem{
		fyne.NewMenuItem(t("timetable.menu.edit"), func() { g.p.openForm(s.ID) }),
		fyne.NewMenuItem(t("timetable.menu.after"), g.onNew),
		fyne.NewMenuItem(t("agenda.repeat"), func() { g.p.onRepeat(s) }),
	}, g.p.sessionItems(s)...)
}
