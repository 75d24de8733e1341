package doc

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	_ "image/png" // pictures are PNG or JPEG
	"slices"
	"sync"
)

// picture is a logo or a photo as it was handed over. It is decoded only where it must be, and one at a time: a job
// may have the photos of three thousand people.
type picture struct {
	name          string // in a document
	raw           []byte
	width, height int
	passes        bool // a document can hold it as it is
	decoded       *flats
	shown         *image.RGBA // for the screen alone: it is decoded already
	clear         bool        // its white is not painted, so that a background shows through
}

// mostDots bounds what a picture may take: those that are kept have at most 1,500 dots a side.
const mostDots = 16 << 20

var errPicture = errors.New("the picture is too large, or a part of it is missing")

// readPicture looks at a PNG or JPEG. One that ends too early is refused.
func readPicture(sum string, raw []byte, decoded *flats) (*picture, error) {
	size, format, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	end := map[string]string{"png": "IEND", "jpeg": "\xff\xd9"}[format]
	if size.Width < 1 || size.Height < 1 || size.Width*size.Height > mostDots || !bytes.Contains(raw[max(0, len(raw)-16):], []byte(end)) {
		return nil, errPicture
	}
	name := sha256.Sum256([]byte(sum)) // whatever it was called, this can stand in a document
	return &picture{name: fmt.Sprintf("P%x", name[:8]), raw: raw, width: size.Width, height: size.Height,
		passes: format == "jpeg" && size.ColorModel == color.YCbCrModel, decoded: decoded}, nil
}

// flat is the picture on white: with a soft mask the whole page becomes a bitmap on many printers.
func (p *picture) flat() (*image.RGBA, error) {
	if p.shown != nil {
		return p.shown, nil
	}
	return p.decoded.get(p.name, len(p.raw), func() (*image.RGBA, error) {
		m, _, err := image.Decode(bytes.NewReader(p.raw))
		if err != nil {
			return nil, fmt.Errorf("picture: %w", err)
		}
		return flatOf(m), nil
	})
}

// nearlyWhite is how light all three colours of a dot are that counts as white.
const nearlyWhite = 246

// cleared is a picture whose white is clear.
func cleared(flat *image.RGBA) *image.RGBA {
	clear := image.NewRGBA(flat.Rect)
	copy(clear.Pix, flat.Pix)
	for i := 0; i < len(clear.Pix); i += 4 {
		if min(clear.Pix[i], clear.Pix[i+1], clear.Pix[i+2]) >= nearlyWhite {
			copy(clear.Pix[i:i+4], []byte{0, 0, 0, 0})
		}
	}
	return clear
}

// flatOf is a picture on white.
func flatOf(m image.Image) *image.RGBA {
	flat := image.NewRGBA(image.Rectangle{Max: m.Bounds().Size()})
	draw.Draw(flat, flat.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Rect, m, m.Bounds().Min, draw.Over)
	return flat
}

// embedment is a picture as a document holds it.
type embedment struct {
	dictionary string
	data       []byte
	err        error
}

func (p *picture) embedment() embedment {
	dictionary, data, err := p.embedded()
	if p.clear { // no soft mask: see flat
		dictionary += fmt.Sprintf(" /Mask [%d 255 %[1]d 255 %[1]d 255]", nearlyWhite)
	}
	return embedment{dictionary, data, err}
}

// embedded makes what a document holds of a picture.
func (p *picture) embedded() (dictionary string, data []byte, err error) {
	const image = "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter %s"
	if rows := plainPNG(p.raw); rows != nil {
		filter := fmt.Sprintf("/FlateDecode /DecodeParms << /Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns %d >>", p.width)
		return fmt.Sprintf(image, p.width, p.height, filter), rows, nil
	}
	filter := "/DCTDecode"
	data = p.raw
	if !p.passes {
		flat, err := p.flat()
		if err != nil {
			return "", nil, err
		}
		if bytes.HasPrefix(p.raw, []byte("\xff\xd8")) { // a JPEG in grey, or in inks of print
			var again bytes.Buffer
			if err := jpeg.Encode(&again, flat, &jpeg.Options{Quality: 92}); err != nil {
				return "", nil, fmt.Errorf("picture: %w", err)
			}
			data = again.Bytes()
		} else {
			rgb := make([]byte, 0, 3*p.width*p.height)
			for i := 0; i < len(flat.Pix); i += 4 {
				rgb = append(rgb, flat.Pix[i], flat.Pix[i+1], flat.Pix[i+2])
			}
			data, filter = deflated(rgb), "/FlateDecode"
		}
	}
	return fmt.Sprintf(image, p.width, p.height, filter), data, nil
}

// plainPNG are the rows of a PNG in the one way that a PDF can hold as they are: three colours of eight bits, not
// interlaced, nothing transparent. So are those that PreparePicture makes. nil: it is none.
func plainPNG(raw []byte) []byte {
	const begin, head = "\x89PNG\r\n\x1a\n", 13
	if !bytes.HasPrefix(raw, []byte(begin)) {
		return nil
	}
	var rows []byte
	for rest := raw[len(begin):]; len(rest) >= 12; {
		size := int(binary.BigEndian.Uint32(rest))
		if size > len(rest)-12 {
			return nil
		}
		kind, data := string(rest[4:8]), rest[8:8+size]
		switch kind {
		case "IHDR":
			if size != head || !bytes.Equal(data[8:], []byte{8, 2, 0, 0, 0}) {
				return nil
			}
		case "tRNS", "gAMA", "iCCP", "acTL":
			return nil
		case "IDAT":
			rows = append(rows, data...)
		}
		rest = rest[12+size:]
	}
	return rows
}

// flats keeps the pictures that were decoded last: the logo on every badge, and what a designer looks at.
type flats struct {
	mu    sync.Mutex
	known []flatPicture // the last used one at the end
}

type flatPicture struct {
	name   string
	length int
	flat   *image.RGBA
}

// mostFlat bounds the memory, in dots: that of eight pictures of 1,500 a side is 72 MB.
const mostFlat = 18 << 20

func (f *flats) get(name string, length int, decode func() (*image.RGBA, error)) (*image.RGBA, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, p := range f.known {
		if p.name == name && p.length == length {
			f.known = append(append(f.known[:i:i], f.known[i+1:]...), p)
			return p.flat, nil
		}
	}
	flat, err := decode()
	if err != nil {
		return nil, err
	}
	f.known = append(f.known, flatPicture{name, length, flat})
	for len(f.known) > 1 && f.dots() > mostFlat {
		f.known = slices.Delete(f.known, 0, 1)
	}
	return flat, nil
}

func (f *flats) dots() (sum int) {
	for _, p := range f.known {
		sum += len(p.flat.Pix) / 4
	}
	return sum
}

// box is a rectangle on a page, in millimetres.
type box struct{ x, y, w, h float64 }

// fitted is where a picture lies in a box: in its middle, as large as fits, or so large that it covers it.
func (b box) fitted(p *picture, cover bool) box {
	w, h := float64(p.width), float64(p.height)
	scale := min(b.w/w, b.h/h)
	if cover {
		scale = max(b.w/w, b.h/h)
	}
	w, h = w*scale, h*scale
	return box{b.x + (b.w-w)/2, b.y + (b.h-h)/2, w, h}
}
