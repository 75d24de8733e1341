package certificates

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/ui/kit"
)

// pull is a bar that is pulled to scroll.
type pull struct {
	on, across bool
	from       float64 // where it was scrolled to
	at         fyne.Position
}

// barWidth is the room of a bar that shows how far it is scrolled.
const barWidth = 10

// MouseDown is part of desktop.Mouseable.
func (g *hourGrid) MouseDown(ev *desktop.MouseEvent) {
	g.v.Window.Canvas().Focus(g)
	g.pull = pull{}
	if up, across := g.bars(); up.holds(ev.Position) || across.holds(ev.Position) {
		g.pull = pull{on: true, across: across.holds(ev.Position), from: g.y, at: ev.AbsolutePosition}
		if g.pull.across {
			g.pull.from = g.x
		}
		return
	}
	if g.v.onHead(ev.Position) {
		return
	}
	if at := g.placeAt(ev.Position); at != nowhere {
		g.goTo(at)
	}
}

// MouseUp is part of desktop.Mouseable.
func (g *hourGrid) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped is part of fyne.DoubleTappable.
func (g *hourGrid) DoubleTapped(ev *fyne.PointEvent) {
	if at := g.placeAt(ev.Position); at == g.here {
		g.v.onEnter()
	}
}

// TappedSecondary is part of fyne.SecondaryTappable.
func (g *hourGrid) TappedSecondary(*fyne.PointEvent) { g.showMenu() }

// Dragged is part of fyne.Draggable: a bar is pulled.
func (g *hourGrid) Dragged(ev *fyne.DragEvent) {
	if !g.pull.on {
		return
	}
	m, by := g.measures(), ev.AbsolutePosition.Subtract(g.pull.at)
	if g.pull.across {
		g.scrollTo(g.pull.from+float64(by.X)*float64(m.column)*float64(len(g.columns))/float64(m.bodyWide), g.y)
	} else {
		g.scrollTo(g.x, g.pull.from+float64(by.Y)*float64(m.row)*float64(len(g.rows))/float64(m.bodyHigh))
	}
	g.Refresh()
}

// DragEnd is part of fyne.Draggable.
func (g *hourGrid) DragEnd() { g.pull = pull{} }

// notch is how far the toolkit moves for one notch of a wheel.
const notch = 25

// Scrolled is part of fyne.Scrollable: a notch of the wheel is three rows; finer movements are those of a touchpad.
func (g *hourGrid) Scrolled(ev *fyne.ScrollEvent) {
	far := func(d, length float32) float64 {
		if n := d / notch; n == float32(int(n)) {
			return float64(3 * n * length)
		}
		return float64(d)
	}
	m, x, y := g.measures(), g.x, g.y
	g.scrollTo(x-far(ev.Scrolled.DX, m.column), y-far(ev.Scrolled.DY, m.row))
	if x != g.x || y != g.y {
		g.point(g.placeAt(ev.Position)) // something else is under the mouse now
		g.Refresh()
	}
}

// MouseIn is part of desktop.Hoverable.
func (g *hourGrid) MouseIn(ev *desktop.MouseEvent) { g.point(g.placeAt(ev.Position)) }

// MouseMoved is part of desktop.Hoverable.
func (g *hourGrid) MouseMoved(ev *desktop.MouseEvent) { g.point(g.placeAt(ev.Position)) }

// MouseOut is part of desktop.Hoverable.
func (g *hourGrid) MouseOut() { g.point(nowhere) }

func (g *hourGrid) point(at place) {
	if at != g.hover {
		g.hover = at
		g.Refresh()
		g.pointed(at)
	}
}

// bar is where something that shows how far it is scrolled stands.
type bar struct {
	pos  fyne.Position
	size fyne.Size
}

func (b bar) holds(at fyne.Position) bool {
	return b.size.Width > 0 && at.X >= b.pos.X && at.X < b.pos.X+b.size.Width && at.Y >= b.pos.Y && at.Y < b.pos.Y+b.size.Height
}

// bars are those at the right of the cells and under them; of no size where there is nothing to scroll.
func (g *hourGrid) bars() (up, across bar) {
	m, s := g.measures(), g.Size()
	least := kit.Space(8)
	if high := m.row * float32(len(g.rows)); high > m.bodyHigh && m.bodyHigh > least {
		long := max(m.bodyHigh*m.bodyHigh/high, least)
		up.pos = fyne.NewPos(s.Width-barWidth, m.top+float32(g.y)*(m.bodyHigh-long)/(high-m.bodyHigh))
		up.size = fyne.NewSize(barWidth, long)
	}
	if wide := m.column * float32(len(g.columns)); wide > m.bodyWide && m.bodyWide > least {
		long := max(m.bodyWide*m.bodyWide/wide, least)
		across.pos = fyne.NewPos(m.names+float32(g.x)*(m.bodyWide-long)/(wide-m.bodyWide), s.Height-barWidth)
		across.size = fyne.NewSize(long, barWidth)
	}
	return up, across
}
