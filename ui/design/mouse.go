package design

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/event"
	"zlot/ui/kit"
)

// press is the mouse held down on the board.
type press struct {
	x, y   float64 // millimetres
	place  fyne.Position
	start  moment
	handle *handle // of the item that is chosen
	item   int     // under the mouse, or -1
	alone  bool    // it was chosen among others: a click without a drag chooses it alone
	moved  bool
	given  bool // given up with Escape
	before []int
	bounds box
}

// MouseDown is part of desktop.Mouseable.
func (b *board) MouseDown(ev *desktop.MouseEvent) {
	b.d.focusBoard()
	s := b.d.sketch
	x, y := b.at(ev.Position)
	p := &press{x: x, y: y, place: ev.Position, item: -1}
	shift := ev.Modifier&fyne.KeyModifierShift != 0
	if h, ok := b.handleAt(ev.Position); ok && !shift {
		p.handle = &h
	} else if p.item = s.under(x, y, b.near()); p.item >= 0 {
		switch {
		case shift:
			s.choose(p.item, true)
		case !s.has(p.item):
			s.choose(p.item, false)
		default:
			p.alone = len(s.chosen) > 1
		}
	} else {
		s.choose(-1, shift)
	}
	p.before = slices.Clone(s.chosen)
	if ev.Button == desktop.MouseButtonPrimary {
		b.press = p
	}
	b.d.chosenChanged()
}

// near is how far beside a thin item a click may be, in millimetres.
func (b *board) near() float64 { return float64(kit.Space(1) / 2 / b.scale) }

// MouseUp is part of desktop.Mouseable.
func (b *board) MouseUp(*desktop.MouseEvent) {
	p := b.press
	if p == nil || p.moved {
		return
	}
	b.press = nil
	if p.alone {
		b.d.sketch.choose(p.item, false)
		b.d.chosenChanged()
	}
	b.show()
}

func (b *board) handleAt(at fyne.Position) (handle, bool) {
	item, ok := b.d.sketch.only()
	if !ok {
		return handle{}, false
	}
	o := b.origin()
	best, found := float32(gripSide), handle{}
	for _, h := range handles {
		x, y := h.at(boxOf(item))
		dx, dy := at.X-o.X-float32(x)*b.scale, at.Y-o.Y-float32(y)*b.scale
		if far := max(dx, -dx, dy, -dy); far < best {
			best, found = far, h
		}
	}
	return found, best < gripSide
}

// Dragged is part of fyne.Draggable.
func (b *board) Dragged(ev *fyne.DragEvent) {
	p := b.press
	if p == nil || p.given {
		return
	}
	if !p.moved {
		if by := ev.Position.Subtract(p.place); math.Hypot(float64(by.X), float64(by.Y)) < float64(kit.Space(1)) {
			return // a hand that trembles while it clicks
		}
		p.moved = true
		p.start = b.d.sketch.now()
		p.bounds, _ = b.d.sketch.bounds()
	}
	if b.disturbed(p) {
		p.given = true
		b.guides, b.band = nil, nil
		b.show()
		return
	}
	x, y := b.at(ev.Position)
	b.dragTo(x, y, b.d.held())
}

// disturbed says whether a key took away or changed what the mouse holds: a drag that went on would not know which
// items it is about.
func (b *board) disturbed(p *press) bool {
	s := b.d.sketch
	if s.back != p.start.back || len(s.items()) != len(p.start.side()) {
		return true
	}
	band := p.handle == nil && p.item < 0
	return !band && !slices.Equal(s.chosen, p.start.chosen)
}

// dragTo is a step of a drag.
func (b *board) dragTo(x, y float64, held fyne.KeyModifier) {
	p := b.press
	free := held&(fyne.KeyModifierAlt|fyne.KeyModifierControl) != 0
	straight := held&fyne.KeyModifierShift != 0
	dx, dy := x-p.x, y-p.y
	switch {
	case p.handle != nil:
		b.resize(*p.handle, dx, dy, free, straight)
	case p.item >= 0:
		b.carry(dx, dy, free, straight)
	default:
		around := box{min(p.x, x), min(p.y, y), math.Abs(dx), math.Abs(dy)}
		b.band = &around
		b.d.sketch.chooseWithin(around, p.before)
		b.d.listChosen()
		b.show()
		return
	}
	b.d.itemsMoved()
}

// magnet draws to everything that does not move.
func (b *board) magnet() magnet {
	s := b.d.sketch
	m := magnet{reach: min(float64(kit.Space(1)*1.25/b.scale), 1)}
	m.others = append(m.others, s.whole())
	for i, item := range s.items() {
		if !s.has(i) {
			m.others = append(m.others, boxOf(item))
		}
	}
	return m
}

// carry moves what is chosen; straight keeps to one direction.
func (b *board) carry(dx, dy float64, free, straight bool) {
	p, s := b.press, b.d.sketch
	if straight {
		if math.Abs(dx) > math.Abs(dy) {
			dy = 0
		} else {
			dx = 0
		}
	}
	to := p.bounds.moved(dx, dy)
	b.guides = nil
	if !free {
		to, b.guides = b.magnet().move(to)
		if straight && dx == 0 {
			to.x = p.bounds.x
		} else if straight {
			to.y = p.bounds.y
		}
	}
	items := slices.Clone(p.start.side())
	for _, i := range s.chosen {
		put(&items[i], boxOf(items[i]).moved(to.x-p.bounds.x, to.y-p.bounds.y))
	}
	s.setItems(items)
}

// resize moves the edges of one item; straight keeps its shape.
func (b *board) resize(h handle, dx, dy float64, free, straight bool) {
	p, s := b.press, b.d.sketch
	items := slices.Clone(p.start.side())
	item := &items[s.chosen[0]]
	var to box
	b.guides = nil
	switch {
	case straight || item.Kind == event.ItemCode:
		to = h.keep(boxOf(*item), dx, dy)
	case free:
		to = h.pull(boxOf(*item), dx, dy)
	default:
		to, b.guides = b.magnet().pull(h.pull(boxOf(*item), dx, dy), h)
	}
	put(item, to)
	s.setItems(items)
}

func (m moment) side() []event.LayoutItem {
	if m.back {
		return m.layout.Back
	}
	return m.layout.Front
}

// DragEnd is part of fyne.Draggable.
func (b *board) DragEnd() {
	p := b.press
	b.press, b.guides, b.band = nil, nil, nil
	if p == nil || !p.moved || p.given {
		b.show()
		return
	}
	s := b.d.sketch
	if !slices.Equal(p.start.side(), s.items()) {
		s.remember(p.start)
		s.pause()
		b.d.changed()
		return
	}
	b.d.chosenChanged()
}

// giveUp ends a drag with everything as it was.
func (b *board) giveUp() bool {
	p := b.press
	if p == nil || !p.moved || p.given {
		return false
	}
	p.given = true
	b.d.sketch.setItems(slices.Clone(p.start.side()))
	b.d.sketch.chosen = p.start.chosen
	b.guides, b.band = nil, nil
	b.d.itemsMoved()
	b.d.chosenChanged()
	return true
}

// DoubleTapped is part of fyne.DoubleTappable: it goes to the words of an item.
func (b *board) DoubleTapped(*fyne.PointEvent) {
	if _, ok := b.d.sketch.only(); ok {
		b.d.props.focusFirst()
	}
}

// TappedSecondary is part of fyne.SecondaryTappable.
func (b *board) TappedSecondary(ev *fyne.PointEvent) {
	b.d.showItemMenu(ev.Position)
}

// MouseIn is part of desktop.Hoverable.
func (b *board) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }

// MouseMoved is part of desktop.Hoverable.
func (b *board) MouseMoved(ev *desktop.MouseEvent) {
	x, y := b.at(ev.Position)
	b.d.rulers.point(ev.Position.Add(b.d.scrolledBy()))
	hovered := b.d.sketch.under(x, y, b.near())
	b.cursor = desktop.DefaultCursor
	if h, ok := b.handleAt(ev.Position); ok {
		b.cursor = h.cursor()
	} else if hovered >= 0 {
		b.cursor = desktop.PointerCursor
	}
	if hovered != b.hovered {
		b.hovered = hovered
		b.d.say()
		b.show()
	}
}

// MouseOut is part of desktop.Hoverable.
func (b *board) MouseOut() {
	b.hovered = -1
	b.d.rulers.point(fyne.NewPos(-1, -1))
	b.d.say()
	b.show()
}

// Cursor is part of desktop.Cursorable.
func (b *board) Cursor() desktop.Cursor { return b.cursor }

func (h handle) cursor() desktop.Cursor {
	switch {
	case h.x == 0:
		return desktop.VResizeCursor
	case h.y == 0:
		return desktop.HResizeCursor
	}
	return desktop.CrosshairCursor
}
