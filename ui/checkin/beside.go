package checkin

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
)

// beside is what the shell shows at the desk, as what a camera sees: it takes room from the last scans, or from the
// verdict where that stands alone, and covers nothing.
type beside struct {
	shown  fyne.CanvasObject // nil: nothing
	place  *fyne.Container
	around *fyne.Container // what gives it the room
}

// among makes the box in which it has its place.
func (b *beside) among(around func(place fyne.CanvasObject) *fyne.Container) *fyne.Container {
	b.place = container.NewStack()
	if b.shown != nil {
		b.place.Objects = []fyne.CanvasObject{b.shown}
	}
	b.place.Hidden = !b.open()
	b.around = around(b.place)
	return b.around
}

func (b *beside) open() bool { return b.shown != nil && b.shown.Visible() }

// BesideChanged gives Deps.Beside the room that it needs now.
func (p *Page) BesideChanged() {
	p.Content()
	b := &p.view.beside
	b.place.Hidden = !b.open()
	b.around.Refresh()
	kit.Repaint(b.around)
}
