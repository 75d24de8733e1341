package design

import "math"

// grid is the step that places keep to where nothing nearer draws them, in millimetres.
const grid = 1.0

// guide is a line that shows what an item lies in one line with.
type guide struct {
	upright  bool
	at       float64 // x of an upright one, else y
	from, to float64
}

// magnet draws boxes to the edges and middles of others, and to the grid.
type magnet struct {
	others []box
	reach  float64 // how near something has to be
}

// move is how much further a box goes that was moved, and the lines it then lies in.
func (m magnet) move(b box) (box, []guide) {
	dx, okX := m.nearest(true, b.x, b.x+b.w/2, b.right())
	dy, okY := m.nearest(false, b.y, b.y+b.h/2, b.bottom())
	if !okX {
		dx = onGrid(b.x) - b.x
	}
	if !okY {
		dy = onGrid(b.y) - b.y
	}
	b = b.moved(dx, dy)
	return b, m.guides(b, okX, okY, handle{})
}

// pull is move for the edges that a handle moves.
func (m magnet) pull(b box, h handle) (box, []guide) {
	var dx, dy float64
	var okX, okY bool
	if h.x != 0 {
		edge := b.x
		if h.x > 0 {
			edge = b.right()
		}
		if dx, okX = m.nearest(true, edge); !okX {
			dx = onGrid(edge) - edge
		}
	}
	if h.y != 0 {
		edge := b.y
		if h.y > 0 {
			edge = b.bottom()
		}
		if dy, okY = m.nearest(false, edge); !okY {
			dy = onGrid(edge) - edge
		}
	}
	b = h.pull(b, dx, dy)
	return b, m.guides(b, okX, okY, h)
}

func onGrid(v float64) float64 { return math.Round(v/grid) * grid }

// nearest is how far it is from the nearest of some places to the nearest line of the others.
func (m magnet) nearest(upright bool, places ...float64) (d float64, ok bool) {
	best := m.reach
	for _, o := range m.others {
		for _, line := range linesOf(o, upright) {
			for _, p := range places {
				if far := math.Abs(line - p); far < best {
					best, d, ok = far, line-p, true
				}
			}
		}
	}
	return d, ok
}

func linesOf(b box, upright bool) [3]float64 {
	if upright {
		return [3]float64{b.x, b.x + b.w/2, b.right()}
	}
	return [3]float64{b.y, b.y + b.h/2, b.bottom()}
}

// guides are the lines that the edges of a box share with others; of a handle only those that it moves.
func (m magnet) guides(b box, across, down bool, h handle) []guide {
	var out []guide
	if across {
		out = m.shared(out, b, true, h.x)
	}
	if down {
		out = m.shared(out, b, false, h.y)
	}
	return out
}

func (m magnet) shared(out []guide, b box, upright bool, edge int) []guide {
	for i, line := range linesOf(b, upright) {
		if edge < 0 && i != 0 || edge > 0 && i != 2 {
			continue
		}
		var g guide
		found := false
		for _, o := range m.others {
			for _, other := range linesOf(o, upright) {
				if math.Abs(other-line) < 0.01 {
					all := b.join(o)
					if found {
						all = all.join(g.box(upright))
					}
					g, found = guideOf(all, upright, line), true
				}
			}
		}
		if found {
			out = append(out, g)
		}
	}
	return out
}

func guideOf(b box, upright bool, at float64) guide {
	if upright {
		return guide{upright: true, at: at, from: b.y, to: b.bottom()}
	}
	return guide{at: at, from: b.x, to: b.right()}
}

func (g guide) box(upright bool) box {
	if upright {
		return box{g.at, g.from, 0, g.to - g.from}
	}
	return box{g.from, g.at, g.to - g.from, 0}
}
