package doc

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strconv"

	"github.com/signintech/gopdf"
)

// surface is what layouts draw on: pages measured in millimetres from the upper left corner. Nothing
// but the files surface*.go and finish.go knows what a PDF is made with. Drawing never fails in the middle of a
// layout: the first error is kept and comes back from finish. Badges, of which there may be ten thousand, are drawn
// on leaves of a stream instead, or on a raster.
type surface struct {
	sketch
	pdf   gopdf.GoPdf
	open  bool
	pages int
	fonts map[*cut]*embedded
}

// embedded is a font's place in one document.
type embedded struct {
	resource string
	known    map[rune]bool
}

func newSurface(width, height float64) *surface {
	s := &surface{fonts: map[*cut]*embedded{}}
	s.sketch = sketch{across: width, height: height, embed: s.embedFont}
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

// embedFont makes sure that the document's font has all letters of a text.
func (s *surface) embedFont(c *cut, text string) string {
	e := s.fonts[c]
	if e == nil {
		e = &embedded{resource: "F" + strconv.Itoa(len(s.fonts)+1), known: map[rune]bool{}}
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
