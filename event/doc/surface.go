package doc

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"math"
	"strconv"

	"github.com/signintech/gopdf"

	"zlot/event"
)

// surface is what layouts draw on: pages measured in millimetres from the upper left corner. Nothing
// but this file and finish.go knows what a PDF is made with. Drawing never fails in the middle of a
// layout: the first error is kept and comes back from finish.
type surface struct {
	pdf    gopdf.GoPdf
	across float64 // width of the page, in millimetres
	height float64 // of the page, in millimetres
	ops    []byte  // the drawing operators of the page
	open   bool
	pages  int
	fonts  map[*cut]*embedded
	strict bool // a letter that the font lacks is an error; else a question mark stands for it
	err    error
}

// embedded is a font's place in one document.
type embedded struct {
	resource int
	known    map[rune]bool
}

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

func newSurface(width, height float64) *surface {
	s := &surface{across: width, height: height, fonts: map[*cut]*embedded{}}
	s.pdf.StartWithImporter(gopdf.Config{
		PageSize: gopdf.Rect{W: width * pointsPerMM, H: height * pointsPerMM},
	}, nil)
	s.pdf.SetCompressLevel(zlib.BestSpeed) // a QR symbol's path is long; better costs three times the time
	return s
}

// page begins a new page.
func (s *surface) page() {
	s.closePage()
	s.pdf.AddPage()
	s.open, s.pages = true, s.pages+1
}

// closePage hands the operators of a page over. gopdf has no call for a path of several contours, and
// none for drawing text without measuring it anew; but it writes the paint style of a rectangle as it
// is, between q and Q: so the page becomes the "style" of an empty rectangle that is not painted.
func (s *surface) closePage() {
	if !s.open {
		return
	}
	s.fail(s.pdf.RectFromUpperLeftWithOpts(gopdf.DrawableRectOptions{PaintStyle: gopdf.PaintStyle("n\n" + string(s.ops))}))
	s.ops, s.open = s.ops[:0], false
}

func (s *surface) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// finish returns the document.
func (s *surface) finish(about properties) ([]byte, error) {
	s.closePage()
	if s.err != nil {
		return nil, s.err
	}
	var raw bytes.Buffer
	if _, err := s.pdf.WriteTo(&raw); err != nil {
		return nil, fmt.Errorf("write document: %w", err)
	}
	return complete(raw.Bytes(), about)
}

// text draws one line with its baseline at y.
func (s *surface) text(x, y float64, text string, st style) {
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
	s.ops = append(s.ops, "/F"...)
	s.ops = strconv.AppendInt(s.ops, int64(s.embed(c, text)), 10)
	s.ops = append(s.ops, ' ')
	s.numbers(st.size)
	s.op("Tf")
	s.numbers(st.track * st.size)
	s.op("Tc")
	s.numbers(s.x(x), s.y(y))
	s.op("Td")
	s.ops = c.appendLine(s.ops, text)
	s.op("TJ\nET")
}

// embed makes sure that the document's font has all letters of a text.
func (s *surface) embed(c *cut, text string) int {
	e := s.fonts[c]
	if e == nil {
		e = &embedded{resource: len(s.fonts) + 1, known: map[rune]bool{}}
		s.fonts[c] = e
		s.fail(s.pdf.AddTTFFontFromFontContainer(c.family, &fonts.container))
	}
	var fresh []rune
	for _, r := range text {
		if !e.known[r] {
			e.known[r] = true
			fresh = append(fresh, r)
		}
	}
	if len(fresh) > 0 {
		s.fail(s.pdf.SetFontWithStyle(c.family, gopdf.Regular, 10))
		_, err := s.pdf.MeasureTextWidth(string(fresh)) // gopdf notes the letters it measures
		s.fail(err)
	}
	return e.resource
}

// width is the width of a line in millimetres.
func (s *surface) width(text string, st style) float64 {
	text = clean(text)
	c, missing := st.face.cutFor(text)
	if missing != 0 {
		text, c = st.face.replaced(text)
	}
	return c.width(text, st)
}

// line draws a straight line.
func (s *surface) line(x1, y1, x2, y2, width float64, c colour) {
	s.stroke(c, width)
	s.numbers(s.x(x1), s.y(y1))
	s.op("m")
	s.numbers(s.x(x2), s.y(y2))
	s.op("l S")
}

// dashes draws a straight line of short strokes, to cut along.
func (s *surface) dashes(x1, y1, x2, y2, width float64, c colour) {
	s.op("[4 4] 0 d")
	s.line(x1, y1, x2, y2, width, c)
	s.op("[] 0 d")
}

// turned draws upside down, as if the page lay the other way round.
func (s *surface) turned(draw func()) {
	s.op("q -1 0 0 -1")
	s.numbers(s.across*pointsPerMM, s.height*pointsPerMM)
	s.op("cm")
	draw()
	s.op("Q")
}

// frame draws the outline of a rectangle.
func (s *surface) frame(x, y, w, h, width float64, c colour) {
	s.stroke(c, width)
	s.numbers(s.x(x), s.y(y+h), w*pointsPerMM, h*pointsPerMM)
	s.op("re S")
}

// block fills a rectangle with round corners; radius 0 is a plain one.
func (s *surface) block(x, y, w, h, radius float64, c colour) {
	s.fill(c)
	if radius == 0 {
		s.numbers(s.x(x), s.y(y+h), w*pointsPerMM, h*pointsPerMM)
		s.op("re f")
		return
	}
	k := radius * (1 - 0.5523) // how far a Bézier curve's handles stand from the corner
	s.numbers(s.x(x+radius), s.y(y))
	s.op("m")
	s.edge(x+w-radius, y, x+w-k, y, x+w, y+k, x+w, y+radius)
	s.edge(x+w, y+h-radius, x+w, y+h-k, x+w-k, y+h, x+w-radius, y+h)
	s.edge(x+radius, y+h, x+k, y+h, x, y+h-k, x, y+h-radius)
	s.edge(x, y+radius, x, y+k, x+k, y, x+radius, y)
	s.op("h f")
}

// edge draws a straight edge and the round corner after it.
func (s *surface) edge(x, y, x1, y1, x2, y2, x3, y3 float64) {
	s.numbers(s.x(x), s.y(y))
	s.op("l")
	s.numbers(s.x(x1), s.y(y1), s.x(x2), s.y(y2), s.x(x3), s.y(y3))
	s.op("c")
}

// symbol draws a QR symbol with its quiet zone as one path, size millimetres wide.
func (s *surface) symbol(x, y, size float64, q symbol) {
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

func (s *surface) x(mm float64) float64 { return mm * pointsPerMM }
func (s *surface) y(mm float64) float64 { return (s.height - mm) * pointsPerMM }

func (s *surface) fill(c colour) {
	s.rgb(c)
	s.op("rg")
}

func (s *surface) stroke(c colour, width float64) {
	s.rgb(c)
	s.op("RG")
	s.numbers(width * pointsPerMM)
	s.op("w")
}

func (s *surface) rgb(c colour) {
	for _, shift := range []uint{16, 8, 0} {
		s.number(float64(c>>shift&0xff)/255, 3)
	}
}

func (s *surface) op(op string) { s.ops = append(append(s.ops, op...), '\n') }

func (s *surface) numbers(values ...float64) {
	for _, v := range values {
		s.number(v, 2)
	}
}

// number writes a number as short as it can be.
func (s *surface) number(v float64, decimals int) {
	scale := math.Pow10(decimals)
	s.ops = strconv.AppendFloat(s.ops, math.Round(v*scale)/scale, 'f', -1, 64)
	s.ops = append(s.ops, ' ')
}
