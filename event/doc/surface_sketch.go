package doc

import (
	"math"
	"strconv"

	"zlot/event"
)

// colour is red, green, blue in one number.
type colour uint32

// align says which point of a line of text its coordinate means.
type align int

const (
	left align = iota
	centre
	right
)

// style is how a line of text looks.
type style struct {
	face  *face
	size  float64 // in points
	ink   colour
	align align
	track float64 // added after each letter, in em
	lead  float64 // distance of lines in multiples of the size; 0: 1.25
}

const pointsPerMM = 72 / 25.4

// sketch is the drawing operators of a page of a PDF.
type sketch struct {
	measure
	across float64 // width of the page, in millimetres
	height float64 // of the page, in millimetres
	ops    []byte
	strict bool                             // a letter that the font lacks is an error; else a question mark stands for it
	embed  func(c *cut, text string) string // makes sure that the document has a font's letters; tells the font's name in it
	err    error                            // the first
}

func (s *sketch) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// text draws one line with its baseline at y.
func (s *sketch) text(x, y float64, text string, st style) {
	text = clean(text)
	if text == "" {
		return
	}
	c, missing := st.face.cutFor(text)
	if missing != 0 && s.strict {
		s.fail(event.Fail(event.CodeCertificateGlyph, "Letter", string(missing), "Name", text))
		return
	}
	if missing != 0 {
		text, c = st.face.replaced(text)
	}
	switch width := c.width(text, st); st.align {
	case centre:
		x -= width / 2
	case right:
		x -= width
	}
	s.op("BT")
	s.fill(st.ink)
	s.ops = append(append(append(s.ops, '/'), s.embed(c, text)...), ' ')
	s.numbers(st.size)
	s.op("Tf")
	s.numbers(st.track * st.size)
	s.op("Tc")
	s.numbers(s.x(x), s.y(y))
	s.op("Td")
	s.ops = c.appendLine(s.ops, text)
	s.op("TJ\nET")
}

// line draws a straight line.
func (s *sketch) line(x1, y1, x2, y2, width float64, c colour) {
	s.stroke(c, width)
	s.numbers(s.x(x1), s.y(y1))
	s.op("m")
	s.numbers(s.x(x2), s.y(y2))
	s.op("l S")
}

// dashes draws a straight line of short strokes, to cut along.
func (s *sketch) dashes(x1, y1, x2, y2, width float64, c colour) {
	s.op("[4 4] 0 d")
	s.line(x1, y1, x2, y2, width, c)
	s.op("[] 0 d")
}

// turned draws upside down, as if the page lay the other way round.
func (s *sketch) turned(draw func()) { s.about(s.across/2, s.height/2, draw) }

// about draws with a half-turn around a point.
func (s *sketch) about(x, y float64, draw func()) {
	s.op("q -1 0 0 -1")
	s.numbers(2*s.x(x), 2*s.y(y))
	s.op("cm")
	draw()
	s.op("Q")
}

// frame draws the outline of a rectangle.
func (s *sketch) frame(x, y, w, h, width float64, c colour) {
	s.stroke(c, width)
	s.numbers(s.x(x), s.y(y+h), w*pointsPerMM, h*pointsPerMM)
	s.op("re S")
}

// block fills a rectangle with round corners; radius 0 is a plain one.
func (s *sketch) block(x, y, w, h, radius float64, c colour) {
	s.fill(c)
	s.rectangle(x, y, w, h, radius)
	s.op("f")
}

// outline draws the border of a rectangle with round corners.
func (s *sketch) outline(x, y, w, h, radius, width float64, c colour) {
	s.stroke(c, width)
	s.rectangle(x, y, w, h, radius)
	s.op("S")
}

// curve is how far from a corner, in parts of its radius, the handles of a Bézier curve stand that rounds it.
const curve = 1 - 0.5523

// rectangle is the path of a rectangle.
func (s *sketch) rectangle(x, y, w, h, radius float64) {
	if radius = min(radius, w/2, h/2); radius <= 0 {
		s.numbers(s.x(x), s.y(y+h), w*pointsPerMM, h*pointsPerMM)
		s.op("re")
		return
	}
	k := radius * curve
	s.numbers(s.x(x+radius), s.y(y))
	s.op("m")
	s.edge(x+w-radius, y, x+w-k, y, x+w, y+k, x+w, y+radius)
	s.edge(x+w, y+h-radius, x+w, y+h-k, x+w-k, y+h, x+w-radius, y+h)
	s.edge(x+radius, y+h, x+k, y+h, x, y+h-k, x, y+h-radius)
	s.edge(x, y+radius, x, y+k, x+k, y, x+radius, y)
	s.op("h")
}

// edge draws a straight edge and the round corner after it.
func (s *sketch) edge(x, y, x1, y1, x2, y2, x3, y3 float64) {
	s.numbers(s.x(x), s.y(y))
	s.op("l")
	s.numbers(s.x(x1), s.y(y1), s.x(x2), s.y(y2), s.x(x3), s.y(y3))
	s.op("c")
}

// symbol draws a QR symbol with its quiet zone as one path, size millimetres wide.
func (s *sketch) symbol(x, y, size float64, q symbol) {
	s.block(x, y, size, size, 0, white)
	module := size / float64(q.modules+2*quietZone)
	scale := module * pointsPerMM
	s.op("q")
	s.fill(black)
	s.number(scale, 5)
	s.op("0 0")
	s.number(-scale, 5)
	s.numbers(s.x(x+quietZone*module), s.y(y+quietZone*module))
	s.op("cm")
	s.op(q.path)
	s.op("f*\nQ")
}

func (s *sketch) x(mm float64) float64 { return mm * pointsPerMM }
func (s *sketch) y(mm float64) float64 { return (s.height - mm) * pointsPerMM }

func (s *sketch) fill(c colour) {
	s.rgb(c)
	s.op("rg")
}

func (s *sketch) stroke(c colour, width float64) {
	s.rgb(c)
	s.op("RG")
	s.numbers(width * pointsPerMM)
	s.op("w")
}

func (s *sketch) rgb(c colour) {
	for _, shift := range []uint{16, 8, 0} {
		s.number(float64(c>>shift&0xff)/255, 3)
	}
}

func (s *sketch) op(op string) { s.ops = append(append(s.ops, op...), '\n') }

func (s *sketch) numbers(values ...float64) {
	for _, v := range values {
		s.number(v, 2)
	}
}

// number writes a number as short as it can be.
func (s *sketch) number(v float64, decimals int) {
	scale := math.Pow10(decimals)
	s.ops = strconv.AppendFloat(s.ops, math.Round(v*scale)/scale, 'f', -1, 64)
	s.ops = append(s.ops, ' ')
}
