package design

import (
	"math"

	"zlot/event"
)

// freeStep is how closely places for a new item are tried, in millimetres.
func (s *sketch) freeStep() float64 { return max(1, math.Round(s.layout.Stock.Width/100)) }

// freeEdges are how far from the edge of a badge it may lie: better as far as cutters and printers want, than near.
var freeEdges = []float64{3, 1}

// fitting is how a new item may give way to those that are there.
type fitting int

// The ways.
const (
	fitWhole    fitting = iota // it keeps its size
	fitNarrower                // words: narrower and lower
	fitSmaller                 // a picture: smaller, in its shape
)

// sizes are those that a new item may have, the best one first.
func (f fitting) sizes(meant box) []box {
	sizes := []box{meant}
	switch f {
	case fitNarrower:
		for _, part := range []float64{0.75, 0.5} {
			sizes = append(sizes, box{w: max(meant.w*part, 15), h: meant.h}, box{w: max(meant.w*part, 15), h: min(meant.h, 6)})
		}
	case fitSmaller:
		for _, part := range []float64{0.8, 0.6, 0.45, 0.3} {
			sizes = append(sizes, box{w: meant.w * part, h: meant.h * part})
		}
	}
	return sizes
}

// free is where a new item covers nothing, as near as can be to where it was meant; it may give way in its size.
// Where there is no such place it is the one that covers least, and never a code if that can be.
func (s *sketch) free(meant box, fit fitting) box {
	sizes := fit.sizes(meant)
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
	step := s.freeStep()
	for y := edge; y+size.h <= s.layout.Stock.Height-edge; y += step {
		for x := edge; x+size.w <= s.layout.Stock.Width-edge; x += step {
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
