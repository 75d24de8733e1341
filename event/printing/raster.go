package printing

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/draw"
	"math"

	"zlot/event"
)

// raster is a document of pictures as PWG 5102.4 has it, for printers in the network that take no PDF.
type raster struct {
	job           event.PrintJob
	dpi           int
	bits          int // of a dot: 8 grey, 24 colour, 1 black
	space         uint32
	duplex        event.Duplex
	back          string // how the back of a sheet has to lie
	width, height float64
}

// usualDPI is sharp enough for a code of 20 mm and small enough for a printer. What a printer names beyond the others
// would fill the memory, or leave nothing of a code.
const (
	usualDPI = 300
	leastDPI = 100
	mostDPI  = 1200
)

func rasterFor(attrs collection, job event.PrintJob) raster {
	r := raster{bits: 8, space: 18, job: job, duplex: job.Duplex, back: attrs.string("pwg-raster-document-sheet-back"), width: job.Width, height: job.Height}
	const types = "pwg-raster-document-type-supported"
	switch {
	case attrs.has(types, "srgb_8") && job.Picture != nil:
		r.bits, r.space = 24, 19
	case attrs.has(types, "sgray_8"), !attrs.has(types, "black_1"):
	default:
		r.bits, r.space = 1, 3
	}
	for _, v := range attrs.values("pwg-raster-document-resolution-supported") {
		d, ok := v.data.(resolution)
		if ok && d.unit == 3 && d.x == d.y && d.x >= leastDPI && d.x <= mostDPI && (r.dpi == 0 || distance(d.x) < distance(r.dpi)) {
			r.dpi = d.x
		}
	}
	if r.dpi == 0 {
		r.dpi = usualDPI
	}
	return r
}

func distance(dpi int) int { return max(dpi, usualDPI) - min(dpi, usualDPI) }

// encode writes the pages.
func (r raster) encode(ctx context.Context) ([]byte, error) {
	page, sides, err := r.pages(ctx)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString("RaS2")
	for i := range sides {
		picture, err := page(i)
		if err != nil {
			return nil, err
		}
		across, along := 1, 1
		if r.duplex != event.OneSided && i%2 == 1 {
			across, along = r.turn()
		}
		b := picture.Bounds()
		line := (b.Dx()*r.bits + 7) / 8
		out.Write(r.header(b.Dx(), b.Dy(), line, sides, across, along))
		r.rows(&out, plainDots(picture), line, across, along)
	}
	return out.Bytes(), nil
}

// pages gives the pages of a job one at a time: pictures, or dots where the printer has but one colour.
func (r raster) pages(ctx context.Context) (page func(i int) (image.Image, error), sides int, err error) {
	if r.bits > 1 && r.job.Picture != nil {
		return func(i int) (image.Image, error) { return r.job.Picture(ctx, r.dpi, i) }, r.job.Sides, nil
	}
	all, err := r.job.Pages(ctx, r.dpi)
	return func(i int) (image.Image, error) { return all[i], nil }, len(all), err
}

// turn says in which direction the back of a sheet is drawn.
func (r raster) turn() (across, along int) {
	long := r.duplex == event.LongEdge
	switch {
	case r.back == "rotated" && long, r.back == "manual-tumble" && !long:
		return -1, -1
	case r.back == "flipped" && long:
		return 1, -1
	case r.back == "flipped":
		return -1, 1
	}
	return 1, 1
}

// header describes a page. The offsets are those of the standard's table.
func (r raster) header(width, height, line, pages, across, along int) []byte {
	h := make([]byte, 1796)
	put := func(at int, n int) { binary.BigEndian.PutUint32(h[at:], uint32(int32(n))) }
	copy(h, "PwgRaster")
	if r.duplex != event.OneSided {
		put(272, 1)
	}
	if r.duplex == event.ShortEdge {
		put(368, 1)
	}
	put(276, r.dpi)
	put(280, r.dpi)
	put(340, 1)
	put(352, int(math.Round(r.width*72/inch)))
	put(356, int(math.Round(r.height*72/inch)))
	put(372, width)
	put(376, height)
	put(384, min(r.bits, 8))
	put(388, r.bits)
	put(392, line)
	put(400, int(r.space))
	put(420, (r.bits+7)/8)
	put(452, pages)
	put(456, across)
	put(460, along)
	return h
}

// rows packs the lines of a picture: equal lines are counted, and in a line equal dots.
func (r raster) rows(out *bytes.Buffer, page *image.RGBA, line, across, along int) {
	b := page.Bounds()
	var last []byte
	count := 0
	flush := func() {
		if count > 0 {
			out.WriteByte(byte(count - 1))
			r.pack(out, last)
		}
	}
	for i := range b.Dy() {
		y := b.Min.Y + i
		if along < 0 {
			y = b.Max.Y - 1 - i
		}
		row := r.row(page, y, line, across)
		if count > 0 && count < 256 && bytes.Equal(row, last) {
			count++
			continue
		}
		flush()
		last, count = row, 1
	}
	flush()
}

// row is one line of a picture as the printer wants its dots.
func (r raster) row(page *image.RGBA, y, line, across int) []byte {
	b := page.Bounds()
	row := make([]byte, line)
	for i := range b.Dx() {
		x := b.Min.X + i
		if across < 0 {
			x = b.Max.X - 1 - i
		}
		dot := page.Pix[page.PixOffset(x, y):]
		switch r.bits {
		case 24:
			copy(row[i*3:i*3+3], dot)
		case 8:
			row[i] = grey(dot)
		default:
			if grey(dot) < dark {
				row[i/8] |= 0x80 >> (i % 8)
			}
		}
	}
	return row
}

// grey is how bright red, green and blue are to the eye.
func grey(dot []uint8) uint8 {
	return uint8((19595*uint32(dot[0]) + 38470*uint32(dot[1]) + 7471*uint32(dot[2]) + 1<<15) >> 16)
}

// plainDots gives a picture as bytes of red, green, blue and one more.
func plainDots(page image.Image) *image.RGBA {
	if dots, ok := page.(*image.RGBA); ok {
		return dots
	}
	dots := image.NewRGBA(page.Bounds())
	draw.Draw(dots, dots.Bounds(), page, page.Bounds().Min, draw.Src)
	return dots
}

// pack writes one line: runs of equal dots, and dots as they are.
func (r raster) pack(out *bytes.Buffer, row []byte) {
	size := max(r.bits/8, 1)
	dot := func(i int) []byte { return row[i*size : (i+1)*size] }
	same := func(i, j int) bool { return bytes.Equal(dot(i), dot(j)) }
	n := len(row) / size
	for i := 0; i < n; {
		run := 1
		for i+run < n && run < 128 && same(i, i+run) {
			run++
		}
		if run > 1 || i+1 == n {
			out.WriteByte(byte(run - 1))
			out.Write(dot(i))
			i += run
			continue
		}
		end := i + 1
		for end < n && end-i < 128 && (end+1 == n || !same(end, end+1)) {
			end++
		}
		if end-i == 1 {
			out.WriteByte(0)
		} else {
			out.WriteByte(byte(257 - (end - i)))
		}
		out.Write(row[i*size : end*size])
		i = end
	}
}
