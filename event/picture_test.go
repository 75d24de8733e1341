package event_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"zlot/event"
)

// half is a picture that is red at the left and clear at the right.
func half(t *testing.T, w, h int) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w / 2 {
			img.SetNRGBA(x, y, color.NRGBA{R: 200, A: 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPreparePicture(t *testing.T) {
	kept, err := event.PreparePicture(half(t, 3000, 1000), event.LogoPixels)
	if err != nil {
		t.Fatal(err)
	}
	img, format, err := image.Decode(bytes.NewReader(kept))
	if err != nil || format != "png" || img.Bounds().Dx() != 1500 || img.Bounds().Dy() != 500 {
		t.Fatalf("%s of %v, %v", format, img.Bounds(), err)
	}
	if r, g, _, _ := img.At(10, 10).RGBA(); r>>8 != 200 || g != 0 {
		t.Error("the left is no longer red")
	}
	if r, g, b, a := img.At(1400, 10).RGBA(); r&g&b&a != 0xffff {
		t.Error("what was clear is not white")
	}
	small, err := event.PreparePicture(half(t, 20, 10), event.LogoPixels)
	if size, _, _ := image.DecodeConfig(bytes.NewReader(small)); err != nil || size.Width != 20 {
		t.Errorf("a small picture became %d wide, %v", size.Width, err)
	}
}

// photo is a JPEG, red at the left, that says how the camera was held.
func photo(t *testing.T, how byte) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 64, 32))
	for y := range 32 {
		for x := range 64 {
			img.SetRGBA(x, y, color.RGBA{R: 255, G: uint8(x / 32 * 255), B: uint8(x / 32 * 255), A: 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	exif := append([]byte("\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), how)
	exif = append(exif, 0, 0, 0, 0, 0, 0)
	return append(append([]byte{0xff, 0xd8}, exif...), b.Bytes()[2:]...)
}

func TestPreparePicture_Upright(t *testing.T) {
	for how, red := range map[byte]image.Point{1: {5, 16}, 2: {58, 16}, 3: {58, 16}, 4: {5, 16}, 5: {16, 5}, 6: {16, 5}, 7: {16, 58}, 8: {16, 58}} {
		kept, err := event.PreparePicture(photo(t, how), event.PhotoPixels)
		if err != nil {
			t.Fatalf("%d: %v", how, err)
		}
		img, err := jpeg.Decode(bytes.NewReader(kept))
		if err != nil {
			t.Fatal(err)
		}
		if tall := img.Bounds().Dy() > img.Bounds().Dx(); tall != (how >= 5) {
			t.Errorf("held as %d it became %v", how, img.Bounds())
		}
		if _, g, _, _ := img.At(red.X, red.Y).RGBA(); g>>8 > 60 {
			t.Errorf("held as %d the red half is elsewhere", how)
		}
	}
}

func TestPreparePicture_Refuses(t *testing.T) {
	whole := half(t, 40, 40)
	for code, data := range map[string][]byte{
		event.CodePictureFormat: []byte("%PDF-1.7"), event.CodePicturePhone: []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"),
		event.CodePictureBroken: whole[:len(whole)-30],
	} {
		if _, err := event.PreparePicture(data, event.PhotoPixels); !errors.Is(err, event.Fail(code)) {
			t.Errorf("%s: %v", code, err)
		}
	}
}

func FuzzPreparePicture(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := event.PreparePicture(data, 32); err == nil && len(data) == 0 {
			t.Error("nothing is a picture")
		}
	})
}
