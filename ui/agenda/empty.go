package agenda

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// makeNothing stands where details would: while the programme is empty it says how to begin.
func (p *Page) makeNothing() fyne.CanvasObject {
	t := p.Printer.T
	if len(p.state.sessions) > 0 {
		return kit.EmptyState(kit.IconAgenda, t("agenda.detail.none"), "", nil)
	}
	return kit.EmptyState(kit.IconAgenda, t("agenda.empty"), t("agenda.empty.hint"),
		kit.HStack(2, kit.NewButton(t("agenda.import"), kit.IconImport, p.onImport), kit.NewButton(t("agenda.add"), kit.IconPlus, p.onAdd)))
}
