package event_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"runtime"
	"testing"

	"zlot/event"
)

// hugePNG is a picture of which only the size is there.
func hugePNG(width, height uint32, depth, kind byte) []byte {
	chunk := func(name string, body []byte) []byte {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
		b = append(append(b, name...), body...)
		return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	out := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(head, depth, kind, 0, 0, 0))...)
	return append(out, chunk("IDAT", []byte("x\x9c"))...)
}

// hugeJPEG begins like a photo of any size; marker says how it is packed.
func hugeJPEG(width, height uint16, marker byte) []byte {
	head := []byte{0xff, 0xd8, 0xff, marker, 0, 17, 8}
	head = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(head, height), width)
	return append(head, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xda, 0, 12, 0, 0, 0, 0)
}

func TestPreparePicture_Bombs(t *testing.T) {
	var film bytes.Buffer
	frames := &gif.GIF{Config: image.Config{Width: 65535, Height: 65535, ColorModel: color.Palette{color.Black, color.White}}}
	for range 3 {
		frames.Image, frames.Delay = append(frames.Image, image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.Black, color.White})), append(frames.Delay, 1)
	}
	if err := gif.EncodeAll(&film, frames); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"PNG 50,000 x 50,000":        {hugePNG(50_000, 50_000, 8, 6), event.CodePictureLarge},
		"PNG as large as can be":     {hugePNG(1<<31-1, 1<<31-1, 8, 2), event.CodePictureFormat},
		"PNG with deep colours":      {hugePNG(7000, 7000, 16, 6), event.CodePictureLarge},
		"GIF 65,535 x 65,535":        {film.Bytes(), event.CodePictureLarge},
		"JPEG 65,000 x 65,000":       {hugeJPEG(65_000, 65_000, 0xc0), event.CodePictureLarge},
		"JPEG in passes, 49 million": {hugeJPEG(7000, 7000, 0xc2), event.CodePictureLarge},
		"SVG":                        {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), event.CodePictureFormat},
		"SVG with a head":            {[]byte(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg/>`), event.CodePictureFormat},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := event.PreparePicture(c.data, event.PhotoPixels)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, event.Fail(c.code)) || after.TotalAlloc-before.TotalAlloc > 8<<20 {
			t.Errorf("%s: %v, want %s, with %d MB", name, err, c.code, (after.TotalAlloc-before.TotalAlloc)>>20)
		}
		if _, err := event.DecodePicture(c.data); err == nil {
			t.Errorf("%s is shown", name)
		}
	}
}

// A direction of the camera that lies about its place, counts without end or points at itself is passed over.
func TestPreparePicture_ExifLies(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewRGBA(image.Rect(0, 0, 40, 20)), nil); err != nil {
		t.Fatal(err)
	}
	for name, tiff := range map[string]string{
		"far away":        "MM\x00\x2a\xff\xff\xff\xff",
		"65,535 entries":  "MM\x00\x2a\x00\x00\x00\x08\xff\xff\x01\x12\x00\x03",
		"points at start": "II\x2a\x00\x00\x00\x00\x00\x01\x00",
		"turned 200":      "MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\xc8\x00\x00",
	} {
		body := append([]byte("Exif\x00\x00"), tiff...)
		segment := append(binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(body)+2)), body...)
		data := append(append([]byte{0xff, 0xd8}, segment...), photo.Bytes()[2:]...)
		ready, err := event.PreparePicture(data, 100)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if size, _, err := image.DecodeConfig(bytes.NewReader(ready)); err != nil || size.Width != 40 || size.Height != 20 {
			t.Errorf("%s: %v, %v", name, size, err)
		}
	}
}
