package design

import (
	"math"

	"zlot/event"
)

// box is a rectangle in millimetres from the upper left corner of the badge.
type box struct{ x, y, w, h float64 }

func boxOf(i event.LayoutItem) box { return box{i.X, i.Y, i.W, i.H} }

func (b box) right() float64  { return b.x + b.w }
func (b box) bottom() float64 { return b.y + b.h }
func (b box) moved(dx, dy float64) box {
	b.x, b.y = b.x+dx, b.y+dy
	return b
}

// has says whether a point lies within, or so near that a hand may have meant it.
func (b box) has(x, y, near float64) bool {
	return x >= b.x-near && x <= b.right()+near && y >= b.y-near && y <= b.bottom()+near
}

// inner says whether a point lies within, and so far from all edges.
func (b box) inner(x, y, edge float64) bool {
	return x > b.x+edge && x < b.right()-edge && y > b.y+edge && y < b.bottom()-edge
}

func (b box) within(c box) bool {
	return b.x >= c.x && b.y >= c.y && b.right() <= c.right() && b.bottom() <= c.bottom()
}

func (b box) join(c box) box {
	x, y := min(b.x, c.x), min(b.y, c.y)
	return box{x, y, max(b.right(), c.right()) - x, max(b.bottom(), c.bottom()) - y}
}

// put gives an item another place.
func put(i *event.LayoutItem, b box) {
	i.X, i.Y, i.W, i.H = tenths(b.x), tenths(b.y), tenths(b.w), tenths(b.h)
}

// tenths keeps measures to what a printer can tell apart.
func tenths(v float64) float64 {
	v = math.Round(v*20) / 20
	if v == 0 {
		return 0 // not minus nought
	}
	return v
}

// handle is one of the eight grips of a box: where it lies, and which edges it moves.
type handle struct{ x, y int } // -1: left or upper edge, 1: right or lower edge, 0: neither

var handles = []handle{{-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}}

// at is where the handle of a box lies.
func (h handle) at(b box) (x, y float64) {
	return b.x + b.w*float64(h.x+1)/2, b.y + b.h*float64(h.y+1)/2
}

// least is the side below which an item cannot be seen or seized any more.
const least = 0.2

// pull is the box after its handle was moved. A line may be as thin as it is.
func (h handle) pull(b box, dx, dy float64) box {
	w, height := min(least, b.w), min(least, b.h)
	switch h.x {
	case -1:
		dx = min(dx, b.w-w)
		b.x, b.w = b.x+dx, b.w-dx
	case 1:
		b.w = max(b.w+dx, w)
	}
	switch h.y {
	case -1:
		dy = min(dy, b.h-height)
		b.y, b.h = b.y+dy, b.h-dy
	case 1:
		b.h = max(b.h+dy, height)
	}
	return b
}

// keep is pull with the shape of the box kept: the larger movement counts.
func (h handle) keep(b box, dx, dy float64) box {
	if b.w <= 0 || b.h <= 0 {
		return h.pull(b, dx, dy)
	}
	grow := 1.0
	if h.x != 0 {
		grow = (b.w + dx*float64(h.x)) / b.w
	}
	if h.y != 0 {
		if g := (b.h + dy*float64(h.y)) / b.h; h.x == 0 || math.Abs(g-1) > math.Abs(grow-1) {
			grow = g
		}
	}
	grow = max(grow, least/min(b.w, b.h))
	w, height := b.w*grow, b.h*grow
	switch h.x {
	case -1:
		b.x += b.w - w
	case 0:
		b.x += (b.w - w) / 2
	}
	switch h.y {
	case -1:
		b.y += b.h - height
	case 0:
		b.y += (b.h - height) / 2
	}
	b.w, b.h = w, height
	return b
}
