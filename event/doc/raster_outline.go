package doc

import (
	"encoding/binary"
	"math"
	"sync"
)

// contourStep is one part of a letter's contour, in em from the letter's origin, y upwards: where it leads, and the
// handle that bends it.
type contourStep struct {
	move   bool
	curved bool
	cx, cy float64
	x, y   float64
}

// outlines reads the shapes of a font's letters, each once.
type outlines struct {
	mu    sync.Mutex
	font  *sfnt
	em    float64
	known map[uint]shape
}

// shape is the contours of a letter and the box around them.
type shape struct {
	steps                    []contourStep
	left, bottom, right, top float64
}

func (o *outlines) shape(c *cut, g uint) shape {
	o.mu.Lock()
	defer o.mu.Unlock()
	if s, ok := o.known[g]; ok {
		return s
	}
	if o.font == nil {
		font, err := openSFNT(c.data)
		if err != nil {
			panic(err) // the fonts are part of the program, and were read before
		}
		o.font, o.known = font, map[uint]shape{}
		o.em = float64(binary.BigEndian.Uint16(font.tables["head"][18:]))
	}
	s := shape{left: math.Inf(1), bottom: math.Inf(1), right: math.Inf(-1), top: math.Inf(-1)}
	o.font.contours(uint16(g), affine{1 / o.em, 0, 0, 1 / o.em, 0, 0}, 0, func(step contourStep) {
		s.include(step.x, step.y)
		if step.curved {
			s.include(step.cx, step.cy)
		}
		s.steps = append(s.steps, step)
	})
	o.known[g] = s
	return s
}

func (s *shape) include(x, y float64) {
	s.left, s.right = min(s.left, x), max(s.right, x)
	s.bottom, s.top = min(s.bottom, y), max(s.top, y)
}

// affine maps x, y to a·x + c·y + e, b·x + d·y + f.
type affine struct{ a, b, c, d, e, f float64 }

func (m affine) at(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// after is the map that first does n.
func (m affine) after(n affine) affine {
	e, f := m.at(n.e, n.f)
	return affine{m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b, m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d, e, f}
}

// deepest bounds how far composite glyphs may be nested.
const deepest = 6

// contours tells the contours of a glyph, with those of its parts.
func (f *sfnt) contours(g uint16, m affine, depth int, tell func(contourStep)) {
	raw := f.raw(g)
	if len(raw) < 10 || depth > deepest {
		return
	}
	n := int(int16(binary.BigEndian.Uint16(raw)))
	if n >= 0 {
		f.simple(raw, n, m, tell)
		return
	}
	eachPart(raw, func(at int, part uint16) {
		f.contours(part, m.after(partAffine(raw, at)), depth+1, tell)
	})
}

// partAffine reads where a part of a composite glyph stands.
func partAffine(raw []byte, at int) affine {
	flags := binary.BigEndian.Uint16(raw[at:])
	m := affine{a: 1, d: 1}
	next := at + 6
	if flags&partWords != 0 {
		m.e, m.f = float64(int16(binary.BigEndian.Uint16(raw[at+4:]))), float64(int16(binary.BigEndian.Uint16(raw[at+6:])))
		next += 2
	} else {
		m.e, m.f = float64(int8(raw[at+4])), float64(int8(raw[at+5]))
	}
	fixed := func(i int) float64 { return float64(int16(binary.BigEndian.Uint16(raw[next+2*i:]))) / (1 << 14) }
	switch {
	case flags&partScale != 0:
		m.a, m.d = fixed(0), fixed(0)
	case flags&partTwoScales != 0:
		m.a, m.d = fixed(0), fixed(1)
	case flags&partMatrix != 0:
		m.a, m.b, m.c, m.d = fixed(0), fixed(1), fixed(2), fixed(3)
	}
	return m
}

// point is a point of a contour; one that is not on the curve is a handle.
type point struct {
	x, y float64
	on   bool
}

// simple tells the contours of a glyph without parts.
func (f *sfnt) simple(raw []byte, n int, m affine, tell func(contourStep)) {
	if n == 0 {
		return
	}
	total := int(binary.BigEndian.Uint16(raw[10+2*(n-1):])) + 1
	at := 10 + 2*n
	at += 2 + int(binary.BigEndian.Uint16(raw[at:]))
	points := readPoints(raw, at, total, m)
	first := 0
	for i := range n {
		last := int(binary.BigEndian.Uint16(raw[10+2*i:]))
		if last >= first {
			contour(points[first:last+1], tell)
		}
		first = last + 1
	}
}

// The flags of points.
const (
	pointOn     = 0x01
	pointShortX = 0x02
	pointShortY = 0x04
	pointRepeat = 0x08
	pointSameX  = 0x10
	pointSameY  = 0x20
)

func readPoints(raw []byte, at, total int, m affine) []point {
	flags := make([]byte, 0, total)
	for len(flags) < total {
		flag := raw[at]
		at++
		flags = append(flags, flag)
		if flag&pointRepeat != 0 {
			for range int(raw[at]) {
				flags = append(flags, flag)
			}
			at++
		}
	}
	read := func(short, same byte) []int {
		values, v := make([]int, total), 0
		for i := range values {
			switch flag := flags[i]; {
			case flag&short != 0:
				d := int(raw[at])
				if flag&same == 0 {
					d = -d
				}
				v += d
				at++
			case flag&same == 0:
				v += int(int16(binary.BigEndian.Uint16(raw[at:])))
				at += 2
			}
			values[i] = v
		}
		return values
	}
	xs, ys := read(pointShortX, pointSameX), read(pointShortY, pointSameY)
	points := make([]point, total)
	for i := range points {
		x, y := m.at(float64(xs[i]), float64(ys[i]))
		points[i] = point{x, y, flags[i]&pointOn != 0}
	}
	return points
}

// contour tells one closed contour; between two handles lies a point of the curve, halfway.
func contour(points []point, tell func(contourStep)) {
	middle := func(a, b point) point { return point{(a.x + b.x) / 2, (a.y + b.y) / 2, true} }
	n := len(points)
	start := points[0]
	switch {
	case start.on:
	case points[n-1].on:
		start = points[n-1]
	default:
		start = middle(start, points[n-1])
	}
	tell(contourStep{move: true, x: start.x, y: start.y})
	for i := range n {
		p := points[i]
		if p.on {
			if i > 0 || !points[0].on {
				tell(contourStep{x: p.x, y: p.y})
			}
			continue
		}
		next := points[(i+1)%n]
		if i == n-1 {
			next = start
		}
		end := next
		if !next.on {
			end = middle(p, next)
		}
		tell(contourStep{curved: true, cx: p.x, cy: p.y, x: end.x, y: end.y})
	}
}
