package agenda

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/ui/kit"
)

// press is where the mouse went down, and whether something was moved since.
type press struct {
	grip
	at       fyne.Position // on the sheet
	mouse    fyne.Position // in the window
	dragging bool
	given    bool // given up: nothing happens until the button is let go
}

// MouseDown is part of desktop.Mouseable: it chooses at once, without waiting whether a second click follows.
func (b *board) MouseDown(ev *desktop.MouseEvent) {
	g := b.g
	g.finishKeys()
	g.p.Window.Canvas().Focus(b)
	found := b.gripAt(ev.Position)
	if found.id == "" {
		g.stand(b.emptyAt(ev.Position))
	} else {
		g.stand(g.placeOf(found.id))
	}
	if ev.Button == desktop.MouseButtonPrimary && !kit.DialogOpen(g.p.Window) { // it may ask about what was typed
		b.press = &press{grip: found, at: ev.Position, mouse: ev.AbsolutePosition}
	}
}

// MouseUp is part of desktop.Mouseable.
func (b *board) MouseUp(*desktop.MouseEvent) {
	if b.press != nil && !b.press.dragging {
		b.press = nil
	}
}

// Dragged is part of fyne.Draggable. Its own position is not used: the sheet may be scrolled under the mouse.
func (b *board) Dragged(ev *fyne.DragEvent) {
	p := b.press
	if p == nil || p.given {
		return
	}
	if !p.dragging {
		if by := ev.AbsolutePosition.Subtract(p.mouse); math.Hypot(float64(by.X), float64(by.Y)) < float64(kit.Space(1)) {
			return // a hand that trembles while it clicks
		}
		p.dragging = b.g.beginDrag(p)
		p.given = !p.dragging
	}
	if p.dragging {
		b.g.dragTo(ev.AbsolutePosition)
	}
}

// DragEnd is part of fyne.Draggable.
func (b *board) DragEnd() {
	p := b.press
	b.press = nil
	b.setHover(grip{})
	if p != nil && p.dragging && !p.given {
		b.g.drop()
	}
}

// DoubleTapped is part of fyne.DoubleTappable.
func (b *board) DoubleTapped(ev *fyne.PointEvent) {
	if found := b.gripAt(ev.Position); found.id != "" {
		b.g.p.openForm(found.id)
		return
	}
	b.g.stand(b.emptyAt(ev.Position))
	b.g.onNew()
}

// TappedSecondary is part of fyne.SecondaryTappable.
func (b *board) TappedSecondary(ev *fyne.PointEvent) { b.g.showMenu(ev.Position) }

// MouseIn is part of desktop.Hoverable.
func (b *board) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }

// MouseMoved is part of desktop.Hoverable.
func (b *board) MouseMoved(ev *desktop.MouseEvent) { b.setHover(b.gripAt(ev.Position)) }

// MouseOut is part of desktop.Hoverable.
func (b *board) MouseOut() { b.setHover(grip{}) }

func (b *board) setHover(found grip) {
	was := b.hover
	b.hover = found
	if was.id == found.id {
		return
	}
	b.g.repaint(was.id, func(x *block) { x.hovered = false })
	b.g.repaint(found.id, func(x *block) { x.hovered = true })
	b.g.zoom.tell(found.id)
}
