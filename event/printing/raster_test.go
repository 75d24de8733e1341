package printing

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"testing"

	"zlot/event"
)

// readRaster unpacks the pages of a document of pictures.
func readRaster(t *testing.T, data []byte) (pages [][]byte, headers [][]byte) {
	t.Helper()
	data, ok := bytes.CutPrefix(data, []byte("RaS2"))
	if !ok {
		t.Fatal("no raster")
	}
	for len(data) > 0 {
		h := data[:1796]
		data = data[1796:]
		at := func(i int) int { return int(binary.BigEndian.Uint32(h[i:])) }
		line, height, size := at(392), at(376), max(at(388)/8, 1)
		var page []byte
		for len(page) < line*height {
			times := int(data[0]) + 1
			data = data[1:]
			var row []byte
			for len(row) < line {
				n := int(data[0])
				if n < 128 {
					row = append(row, bytes.Repeat(data[1:1+size], n+1)...)
					data = data[1+size:]
				} else {
					row = append(row, data[1:1+(257-n)*size]...)
					data = data[1+(257-n)*size:]
				}
			}
			if len(row) != line {
				t.Fatalf("a row of %d bytes, want %d", len(row), line)
			}
			for range times {
				page = append(page, row...)
			}
		}
		if len(page) != line*height {
			t.Fatalf("%d bytes, want %d", len(page), line*height)
		}
		pages, headers = append(pages, page), append(headers, h)
	}
	return pages, headers
}

// A printer that takes no PDF gets pictures, the backs turned as it wants them.
func TestRaster(t *testing.T) {
	f := startPrinter(t, text("document-format-supported", tagMediaType, "image/pwg-raster", "image/urf"),
		text("sides-supported", tagKeyword, "one-sided", "two-sided-long-edge"),
		text("pwg-raster-document-type-supported", tagKeyword, "sgray_8", "srgb_8"),
		text("pwg-raster-document-sheet-back", tagKeyword, "rotated"),
		attribute{"pwg-raster-document-resolution-supported", []value{{tagResolution, resolution{600, 600, 3}}, {tagResolution, resolution{300, 300, 3}}}})
	job := a4Job(f.url)
	job.Duplex = event.LongEdge
	side := greyPage(300, 40)
	job.Pages = func(_ context.Context, dpi int) ([]*image.Gray, error) {
		if dpi != 300 {
			t.Errorf("%d dots per inch", dpi)
		}
		return []*image.Gray{side, side}, nil
	}
	if _, err := New().Print(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if format := f.about.string("document-format"); format != "image/pwg-raster" {
		t.Errorf("format %q", format)
	}
	pages, headers := readRaster(t, f.got)
	if len(pages) != 2 || !bytes.Equal(pages[0], side.Pix) {
		t.Fatal("the front differs")
	}
	last := len(side.Pix) - 1
	for i := range side.Pix {
		if pages[1][i] != side.Pix[last-i] {
			t.Fatal("the back is not turned")
		}
	}
	if tumble := int32(binary.BigEndian.Uint32(headers[1][460:])); tumble != -1 {
		t.Errorf("feed transform %d", tumble)
	}
}

func TestRaster_Kinds(t *testing.T) {
	page := greyPage(301, 33)
	for _, r := range []raster{{dpi: 300, bits: 1, space: 3}, {dpi: 300, bits: 8, space: 18}, {dpi: 300, bits: 24, space: 19}} {
		r.job = oneSide(page)
		data, err := r.encode(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		pages, _ := readRaster(t, data)
		got := pages[0]
		line := len(got) / 33
		for y := range 33 {
			for x := range 301 {
				want := page.Pix[y*page.Stride+x]
				switch r.bits {
				case 1:
					if black := got[y*line+x/8]&(0x80>>(x%8)) != 0; black != (want < dark) {
						t.Fatalf("1 bit: dot %d,%d differs", x, y)
					}
				default:
					if at := got[y*line+x*r.bits/8]; at != want {
						t.Fatalf("%d bits: dot %d,%d is %d, want %d", r.bits, x, y, at, want)
					}
				}
			}
		}
	}
}

// oneSide is a job of one page in black and white, or in colour.
func oneSide(page image.Image) event.PrintJob {
	job := event.PrintJob{Sides: 1, Picture: func(context.Context, int, int) (image.Image, error) { return page, nil }}
	if grey, ok := page.(*image.Gray); ok {
		job.Pages = func(context.Context, int) ([]*image.Gray, error) { return []*image.Gray{grey}, nil }
	}
	return job
}

// A printer with colours gets the colours.
func TestRaster_Colour(t *testing.T) {
	page := image.NewRGBA(image.Rect(0, 0, 30, 4))
	for i := range page.Pix {
		page.Pix[i] = byte(i * 7)
		if i%4 == 3 {
			page.Pix[i] = 255
		}
	}
	job := oneSide(page)
	data, err := rasterFor(collection{text("pwg-raster-document-type-supported", tagKeyword, "sgray_8", "srgb_8")}, job).encode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pages, _ := readRaster(t, data)
	for i := range 30 * 4 {
		if !bytes.Equal(pages[0][i*3:i*3+3], page.Pix[i*4:i*4+3]) {
			t.Fatalf("dot %d is %v, want %v", i, pages[0][i*3:i*3+3], page.Pix[i*4:i*4+3])
		}
	}
}

// A printer may name any resolution; no page is drawn in one that fills the memory.
func TestRaster_Resolution(t *testing.T) {
	for _, c := range []struct {
		named []int
		want  int
	}{{nil, 300}, {[]int{600, 300, 150}, 300}, {[]int{600}, 600}, {[]int{1 << 30}, 300}, {[]int{1, 200}, 200}, {[]int{-300}, 300}} {
		a := attribute{name: "pwg-raster-document-resolution-supported"}
		for _, dpi := range c.named {
			a.values = append(a.values, value{tagResolution, resolution{dpi, dpi, 3}})
		}
		if got := rasterFor(collection{a}, event.PrintJob{}).dpi; got != c.want {
			t.Errorf("of %v: %d, want %d", c.named, got, c.want)
		}
	}
}
