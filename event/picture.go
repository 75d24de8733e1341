package event

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	_ "image/gif" // pictures from the web
	"image/jpeg"
	"image/png"
	"strings"
)

// The codes of pictures.
const (
	CodePictureFormat = "picture.format"  // no picture that the program reads
	CodePicturePhone  = "picture.phone"   // a photo in the format of some phones
	CodePictureLarge  = "picture.large"   // more than a machine should hold
	CodePictureBroken = "picture.damaged" // begins like a picture
)

// The longest side of the pictures that are kept, in pixels: what 300 dpi need.
const (
	LogoPixels  = 1500
	PhotoPixels = 600
)

// PreparePicture makes what is kept of a picture that somebody chose: upright, on white, at most so many pixels
// long, a drawing as PNG and a photo as JPEG. Codes: picture.format, picture.phone, picture.large, picture.damaged.
func PreparePicture(data []byte, most int) ([]byte, error) {
	size, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil && len(data) > 12 && string(data[4:8]) == "ftyp" && strings.Contains("heic heix heif mif1 msf1 avif", string(data[8:12])):
		return nil, Fail(CodePicturePhone)
	case err != nil:
		return nil, Fail(CodePictureFormat).Because(err)
	case size.Width < 1 || size.Height < 1 || weight(size, format, data) > MaxPixels:
		return nil, Fail(CodePictureLarge, "Width", size.Width, "Height", size.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, Fail(CodePictureBroken).Because(err)
	}
	flat := shrink(flatten(img), most)
	if format == "jpeg" {
		flat = upright(flat, orientation(data))
	}
	var out bytes.Buffer
	if format != "jpeg" && fewColours(flat) {
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, flat)
	} else {
		err = jpeg.Encode(&out, flat, &jpeg.Options{Quality: 88})
	}
	return out.Bytes(), err
}

// weight is how many pixels of the usual kind a picture takes while it is unpacked.
func weight(size image.Config, format string, data []byte) int64 {
	n := int64(size.Width) * int64(size.Height)
	switch size.ColorModel {
	case color.NRGBA64Model, color.RGBA64Model, color.Gray16Model:
		return 2 * n
	}
	if format == "jpeg" && progressive(data) { // all of its parts wait for the last one
		return 2 * n
	}
	return n
}

// progressive tells a JPEG that comes in several passes.
func progressive(data []byte) bool {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; at += 2 + int(binary.BigEndian.Uint16(data[at+2:])) {
		switch kind := data[at+1]; {
		case kind == 0xc2:
			return true
		case kind == 0xc0, kind == 0xc1, kind == 0xda:
			return false
		}
	}
	return false
}

// DecodePicture unpacks a picture that is kept, for the screen. Code: picture.damaged.
func DecodePicture(data []byte) (image.Image, error) {
	size, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || weight(size, format, data) > MaxPixels {
		return nil, Fail(CodePictureBroken).Because(err)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, Fail(CodePictureBroken).Because(err)
	}
	return img, nil
}

// flatten lays a picture on white, as paper does.
func flatten(img image.Image) *image.RGBA {
	size := img.Bounds().Size()
	flat := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(flat, flat.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Rect, img, img.Bounds().Min, draw.Over)
	return flat
}

// shrink makes a picture as small as its longest side may be, each pixel the mean of those it stands for.
func shrink(img *image.RGBA, most int) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	long := max(w, h)
	if long <= most {
		return img
	}
	nw, nh := max(w*most/long, 1), max(h*most/long, 1)
	out := image.NewRGBA(image.Rect(0, 0, nw, nh))
	for y := range nh {
		top, bottom := y*h/nh, max((y+1)*h/nh, y*h/nh+1)
		for x := range nw {
			left, right := x*w/nw, max((x+1)*w/nw, x*w/nw+1)
			var sum [3]int
			for sy := top; sy < bottom; sy++ {
				row := img.Pix[sy*img.Stride+left*4 : sy*img.Stride+right*4]
				for i := 0; i < len(row); i += 4 {
					sum[0] += int(row[i])
					sum[1] += int(row[i+1])
					sum[2] += int(row[i+2])
				}
			}
			n := (bottom - top) * (right - left)
			at := y*out.Stride + x*4
			out.Pix[at], out.Pix[at+1], out.Pix[at+2], out.Pix[at+3] = uint8(sum[0]/n), uint8(sum[1]/n), uint8(sum[2]/n), 255
		}
	}
	return out
}

// fewColours tells a drawing from a photo.
func fewColours(img *image.RGBA) bool {
	const few = 4096
	seen := map[[3]uint8]bool{}
	for i := 0; i+3 < len(img.Pix); i += 4 {
		seen[[3]uint8{img.Pix[i], img.Pix[i+1], img.Pix[i+2]}] = true
		if len(seen) > few {
			return false
		}
	}
	return true
}

// upright turns a photo as the camera was held: 1 to 8 as EXIF counts.
func upright(img *image.RGBA, how int) *image.RGBA {
	if how < 2 || how > 8 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	size := image.Pt(w, h)
	if how >= 5 {
		size = image.Pt(h, w)
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			sx, sy := x, y
			if how >= 5 {
				sx, sy = y, x
			}
			if how == 2 || how == 3 || how == 7 || how == 8 {
				sx = w - 1 - sx
			}
			if how == 3 || how == 4 || how == 6 || how == 7 {
				sy = h - 1 - sy
			}
			out.SetRGBA(x, y, img.RGBAAt(sx, sy))
		}
	}
	return out
}

// orientation reads from a JPEG how the camera was held; 1 where it does not say.
func orientation(data []byte) int {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		length := int(binary.BigEndian.Uint16(data[at+2:]))
		end := at + 2 + length
		if length < 2 || end > len(data) || data[at+1] == 0xda {
			return 1
		}
		if body := data[at+4 : end]; data[at+1] == 0xe1 && len(body) > 14 && string(body[:6]) == "Exif\x00\x00" {
			return exifOrientation(body[6:])
		}
		at = end
	}
	return 1
}

func exifOrientation(tiff []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	const tag = 0x0112
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	n := int(order.Uint16(tiff[at:]))
	for i := range n {
		entry := at + 2 + int64(i)*12
		if entry+12 > int64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[entry:]) == tag {
			return int(order.Uint16(tiff[entry+8:]))
		}
	}
	return 1
}
