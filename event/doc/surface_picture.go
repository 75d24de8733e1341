package doc

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	_ "image/png" // pictures are PNG or JPEG
)

// picture is a logo or a photo, prepared once for a whole job. It has no transparency: a soft mask turns a page
// into a bitmap on many printers.
type picture struct {
	name       string // in a document
	flat       *image.RGBA
	data       []byte // as a document holds it
	dictionary string
}

// mostDots bounds what a picture may take.
const mostDots = 60 << 20

var errLargePicture = errors.New("the picture is too large")

// readPicture reads a PNG or JPEG and puts it on white.
func readPicture(name string, data []byte) (*picture, error) {
	size, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	if size.Width*size.Height > mostDots || size.Width < 1 || size.Height < 1 {
		return nil, errLargePicture
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	p := &picture{name: name, flat: image.NewRGBA(image.Rect(0, 0, size.Width, size.Height))}
	draw.Draw(p.flat, p.flat.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(p.flat, p.flat.Rect, decoded, decoded.Bounds().Min, draw.Over)
	filter := "/FlateDecode"
	_, plain := decoded.(*image.YCbCr)
	switch {
	case format == "jpeg" && plain:
		p.data, filter = data, "/DCTDecode"
	case format == "jpeg": // in grey, or in inks of print
		var again bytes.Buffer
		if err := jpeg.Encode(&again, p.flat, &jpeg.Options{Quality: 92}); err != nil {
			return nil, fmt.Errorf("picture: %w", err)
		}
		p.data, filter = again.Bytes(), "/DCTDecode"
	default:
		rgb := make([]byte, 0, 3*size.Width*size.Height)
		for i := 0; i < len(p.flat.Pix); i += 4 {
			rgb = append(rgb, p.flat.Pix[i], p.flat.Pix[i+1], p.flat.Pix[i+2])
		}
		p.data = deflated(rgb)
	}
	p.dictionary = fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter %s", size.Width, size.Height, filter)
	return p, nil
}

// box is a rectangle on a page, in millimetres.
type box struct{ x, y, w, h float64 }

// fitted is where a picture lies in a box: in its middle, as large as fits, or so large that it covers it.
func (b box) fitted(p *picture, cover bool) box {
	w, h := float64(p.flat.Rect.Dx()), float64(p.flat.Rect.Dy())
	scale := min(b.w/w, b.h/h)
	if cover {
		scale = max(b.w/w, b.h/h)
	}
	w, h = w*scale, h*scale
	return box{b.x + (b.w-w)/2, b.y + (b.h-h)/2, w, h}
}
