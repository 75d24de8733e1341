package sight

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zlot/event"
)

const badge = "48312094771655076"

var frame = image.Pt(640, 480)

// classes are what cameras make of a badge held in front of them.
func classes(t testing.TB, r *rand.Rand) map[string]func() *image.Gray {
	what := symbol(t, badge, 6)
	turn := func() float64 { return r.Float64()*40 - 20 }
	return map[string]func() *image.Gray{
		"still":   func() *image.Gray { return on(frame, what, 0, 1) },
		"turned":  func() *image.Gray { return on(frame, what, r.Float64()*360, 1) },
		"small":   func() *image.Gray { return on(frame, what, turn(), 0.35+r.Float64()*0.1) },
		"large":   func() *image.Gray { return on(frame, what, turn(), 2+r.Float64()*0.4) },
		"blurred": func() *image.Gray { return blurred(on(frame, what, turn(), 1), 2) },
		"dim":     func() *image.Gray { return dim(on(frame, what, turn(), 1), 0.25, 6, r) },
	}
}

func TestCodes_Degraded(t *testing.T) {
	const each = 6
	r := rand.New(rand.NewPCG(1, 2))
	for name, make := range classes(t, r) {
		t.Run(name, func(t *testing.T) {
			read, zbar := 0, 0
			for range each {
				p := make()
				if slices.Contains(Codes(t.Context(), p, Thorough), badge) {
					read++
				}
				if byZbar(t, p) {
					zbar++
				}
			}
			t.Logf("%d of %d, zbarimg %d", read, each, zbar)
			if read < each-1 || read < zbar {
				t.Errorf("read %d of %d, zbarimg %d", read, each, zbar)
			}
		})
	}
}

// byZbar reads a picture by the program that is the usual one for this; where it lacks, nothing.
func byZbar(t *testing.T, p image.Image) bool {
	t.Helper()
	program, err := exec.LookPath("zbarimg")
	if err != nil {
		return false
	}
	path := filepath.Join(t.TempDir(), "p.png")
	write(t, path, p)
	out, err := exec.Command(program, "-q", "--raw", path).Output()
	return err == nil && strings.Contains(string(out), badge)
}

func write(t *testing.T, path string, p image.Image) {
	t.Helper()
	if err := os.WriteFile(path, asPNG(t, p), 0o600); err != nil {
		t.Fatal(err)
	}
}

func asPNG(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCodes_Quick(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	all := classes(t, r)
	for _, name := range []string{"still", "turned"} {
		read := 0
		for range 10 {
			if slices.Contains(Codes(t.Context(), all[name](), Quick), badge) {
				read++
			}
		}
		if read < 9 {
			t.Errorf("%s: %d of 10 at a glance", name, read)
		}
	}
}

func TestCodes_Several(t *testing.T) {
	var texts []string
	for i := range 8 {
		texts = append(texts, fmt.Sprintf("4831209477165%04d", i))
	}
	got := Codes(t.Context(), several(t, texts, 2, 260), All)
	slices.Sort(got)
	if !slices.Equal(got, texts) {
		t.Errorf("read %v", got)
	}
}

func TestCodes_None(t *testing.T) {
	for name, p := range map[string]image.Image{
		"nothing at all": nil, "empty": image.NewGray(image.Rectangle{}), "white": image.White,
		"a point": image.NewGray(image.Rect(0, 0, 1, 1)), "black": image.NewGray(image.Rect(0, 0, 300, 200)),
	} {
		if got := Codes(t.Context(), p, All); len(got) > 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestCodes_OutOfTime(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := Codes(ctx, symbol(t, badge, 6), All); len(got) > 0 {
		t.Errorf("read %v after the end", got)
	}
	if _, err := Read(ctx, bytes.NewReader(asPNG(t, symbol(t, badge, 6)))); err == nil {
		t.Error("no error after the end")
	}
}

// broken panics when somebody looks at it.
type broken struct{ image.Image }

func (broken) At(int, int) color.Color { panic("no such pixel") }
func (broken) Bounds() image.Rectangle { return image.Rect(0, 0, 50, 50) }
func (broken) ColorModel() color.Model { return color.GrayModel }

func TestCodes_APictureThatBreaks(t *testing.T) {
	if got := Codes(t.Context(), broken{}, Thorough); len(got) > 0 {
		t.Errorf("read %v", got)
	}
}

func TestRead_Formats(t *testing.T) {
	what := on(image.Pt(400, 400), symbol(t, badge, 8), 7, 1)
	clear := image.NewNRGBA(what.Rect) // black on nothing
	for i, v := range symbol(t, badge, 8).Pix {
		if v == 0 {
			clear.SetNRGBA(i%232, i/232, color.NRGBA{A: 255})
		}
	}
	light := inverted(symbol(t, badge, 8))
	part := image.NewGray(image.Rect(0, 0, 900, 900))
	draw.Draw(part, part.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(part, image.Rect(300, 300, 700, 700), what, image.Point{}, draw.Src)
	huge := image.NewGray(image.Rect(0, 0, 4000, 3000))
	draw.Draw(huge, huge.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(huge, image.Rect(2500, 2000, 2900, 2400), what, image.Point{}, draw.Src)

	var photo, moving bytes.Buffer
	if err := jpeg.Encode(&photo, what, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&moving, what, nil); err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{
		"png": asPNG(t, what), "transparent": asPNG(t, clear), "light on dark": asPNG(t, light),
		"a part": asPNG(t, part.SubImage(image.Rect(200, 200, 800, 800))), "a large photo": asPNG(t, huge),
		"jpeg": photo.Bytes(), "gif": moving.Bytes(),
	} {
		got, err := Read(t.Context(), bytes.NewReader(file))
		if err != nil || !slices.Equal(got, []string{badge}) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestRead_Refused(t *testing.T) {
	whole := asPNG(t, symbol(t, badge, 6))
	claims := bytes.Clone(whole)
	copy(claims[16:24], []byte{0, 1, 0, 0, 0, 1, 0, 0}) // 65536 × 65536, with a wrong sum
	for name, c := range map[string]struct {
		file []byte
		code string
	}{
		"nothing":     {nil, CodeNotPicture},
		"text":        {[]byte("Anna Nowak"), CodeNotPicture},
		"cut":         {whole[:len(whole)/2], CodeNotPicture},
		"a giant":     {bomb(t), CodeTooLarge},
		"wrong sum":   {claims, CodeNotPicture},
		"an iPhone's": {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), CodePhoto},
		"no code":     {asPNG(t, image.NewGray(image.Rect(0, 0, 64, 64))), CodeNothing},
		"too long":    {make([]byte, event.MaxSheetPhoto+1), CodeTooLarge},
	} {
		_, err := Read(t.Context(), bytes.NewReader(c.file))
		var e *event.Error
		if !asError(err, &e) || e.Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

func asError(err error, to **event.Error) bool {
	e, ok := err.(*event.Error)
	*to = e
	return ok
}

// bomb is a small GIF that claims to be 65535 pixels wide and high.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	file := b.Bytes()
	copy(file[6:10], []byte{0xff, 0xff, 0xff, 0xff})
	return file
}

// FuzzRead: no file breaks the reader or makes codes out of nothing.
func FuzzRead(f *testing.F) {
	f.Add(asPNG(f, symbol(f, badge, 3)))
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, symbol(f, badge, 3), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(photo.Bytes())
	f.Add([]byte("RIFF\x24\x00\x00\x00WEBPVP8 "))
	f.Add([]byte("II*\x00\x08\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, file []byte) {
		codes, err := Read(t.Context(), bytes.NewReader(file))
		if (err == nil) != (len(codes) > 0) || slices.Contains(codes, "") {
			t.Fatalf("%q, %v", codes, err)
		}
	})
}

// FuzzCodes: noise in and around a code is never read as another code of a badge.
func FuzzCodes(f *testing.F) {
	f.Add([]byte{1, 2, 3, 250}, uint8(3))
	f.Fuzz(func(t *testing.T, noise []byte, step uint8) {
		p := symbol(t, badge, 4)
		for i, v := range noise {
			p.Pix[(i*(int(step)+1)*7)%len(p.Pix)] ^= v
		}
		for _, text := range Codes(t.Context(), p, Thorough) {
			if text != badge {
				t.Fatalf("read %q", text)
			}
		}
	})
}

func BenchmarkCodes(b *testing.B) {
	what := on(frame, symbol(b, badge, 6), 12, 1)
	empty := dim(on(frame, symbol(b, badge, 6), 0, 0.02), 1, 20, rand.New(rand.NewPCG(5, 6)))
	for _, c := range []struct {
		name    string
		picture *image.Gray
		effort  Effort
	}{{"frame", what, Quick}, {"frame without a code", empty, Quick}, {"without a code, thorough", empty, Thorough}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				Codes(b.Context(), c.picture, c.effort)
			}
		})
	}
}
