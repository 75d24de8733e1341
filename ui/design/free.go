package design

import (
	"math"

	"zlot/event"
)

// freeStep is how closely places for a new item are tried, in millimetres.
const freeStep = 1.0

// freeEdges are how far from the edge of a badge it may lie: better as far as cutters and printers want, than near.
var freeEdges = []float64{3, 1}

// free is where a new item covers nothing, as near as can be to where it was meant; words may become narrower and
// lower for it. Where there is no such place it is the one that covers least, and never a code if that can be.
func (s *sketch) free(meant box, words bool) box {
	sizes := []box{meant}
	if words {
		for _, part := range []float64{0.75, 0.5} {
			sizes = append(sizes, box{w: max(meant.w*part, 15), h: meant.h}, box{w: max(meant.w*part, 15), h: min(meant.h, 6)})
		}
	}
	best, least := meant, math.Inf(1)
	for _, edge := range freeEdges {
		for _, size := range sizes {
			if b, cost := s.nearest(meant, size, edge); cost < least {
				best, least = b, cost
			}
			if least < 1000 {
				return best
			}
		}
	}
	return best
}

// nearest is the best place of a size, and what is against it: above all what it covers.
func (s *sketch) nearest(meant, size box, edge float64) (best box, least float64) {
	best, least = meant, math.Inf(1)
	for y := edge; y+size.h <= s.layout.Stock.Height-edge; y += freeStep {
		for x := edge; x+size.w <= s.layout.Stock.Width-edge; x += freeStep {
			b := box{x, y, size.w, size.h}
			far := math.Hypot(x+b.w/2-meant.x-meant.w/2, y+b.h/2-meant.y-meant.h/2)
			if cost := s.covered(b)*1000 + far; cost < least {
				best, least = b, cost
			}
		}
	}
	return best, least
}

// covered is how much of other items a place would cover; a ground for others to lie on does not count, and a code
// a name count most.
func (s *sketch) covered(b box) float64 {
	sum := 0.0
	for _, i := range s.items() {
		o := boxOf(i)
		if i.Kind == event.ItemBox || i.Kind == event.ItemImage && o.w*o.h > s.layout.Stock.Width*s.layout.Stock.Height/2 {
			continue
		}
		across := min(b.right(), o.right()) - max(b.x, o.x)
		down := min(b.bottom(), o.bottom()) - max(b.y, o.y)
		if across <= 0 || down <= 0 {
			continue
		}
		area := across*down + 1
		switch i.Kind {
		case event.ItemCode:
			area *= 100
		case event.ItemPerson:
			area *= 10
		}
		sum += area
	}
	return sum
}
