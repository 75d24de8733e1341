package printing

import (
	"bytes"
	"encoding/binary"
	"image"
	"math"
	"slices"

	"zlot/event"
)

// raster is a document of pictures as PWG 5102.4 has it, for printers in the network that take no PDF.
type raster struct {
	dpi           int
	bits          int // of a dot: 8 grey, 24 colour, 1 black
	space         uint32
	duplex        event.Duplex
	back          string // how the back of a sheet has to lie
	width, height float64
}

// usualDPI is sharp enough for a code of 20 mm and small enough for a printer.
const usualDPI = 300

func rasterFor(attrs collection, job event.PrintJob) raster {
	r := raster{bits: 8, space: 18, duplex: job.Duplex, back: attrs.string("pwg-raster-document-sheet-back"), width: job.Width, height: job.Height}
	const types = "pwg-raster-document-type-supported"
	switch {
	case attrs.has(types, "sgray_8"):
	case attrs.has(types, "srgb_8"):
		r.bits, r.space = 24, 19
	case attrs.has(types, "black_1"):
		r.bits, r.space = 1, 3
	}
	for _, v := range attrs.values("pwg-raster-document-resolution-supported") {
		d, ok := v.data.(resolution)
		if ok && d.unit == 3 && d.x == d.y && d.x > 0 && (r.dpi == 0 || distance(d.x) < distance(r.dpi)) {
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
func (r raster) encode(pages []*image.Gray) []byte {
	var out bytes.Buffer
	out.WriteString("RaS2")
	for i, page := range pages {
		across, along := 1, 1
		if r.duplex != event.OneSided && i%2 == 1 {
			across, along = r.turn()
		}
		b := page.Bounds()
		line := (b.Dx()*r.bits + 7) / 8
		out.Write(r.header(b.Dx(), b.Dy(), line, len(pages), across, along))
		r.rows(&out, page, line, across, along)
	}
	return out.Bytes()
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
func (r raster) rows(out *bytes.Buffer, page *image.Gray, line, across, along int) {
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

func (r raster) row(page *image.Gray, y, line, across int) []byte {
	b := page.Bounds()
	dots := slices.Clone(page.Pix[page.PixOffset(b.Min.X, y):][:b.Dx()])
	if across < 0 {
		slices.Reverse(dots)
	}
	switch r.bits {
	case 1:
		row := make([]byte, line)
		for x, d := range dots {
			if d < dark {
				row[x/8] |= 0x80 >> (x % 8)
			}
		}
		return row
	case 24:
		row := make([]byte, 0, line)
		for _, d := range dots {
			row = append(row, d, d, d)
		}
		return row
	}
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
