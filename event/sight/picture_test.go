package sight

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/skip2/go-qrcode"
	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
)

// symbol is a code with its quiet zone, module pixels a module.
func symbol(t testing.TB, text string, module int) *image.Gray {
	t.Helper()
	code, err := qrcode.New(text, qrcode.Highest)
	if err != nil {
		t.Fatal(err)
	}
	bits := code.Bitmap()
	out := image.NewGray(image.Rect(0, 0, len(bits)*module, len(bits)*module))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			if !bits[y/module][x/module] {
				out.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	return out
}

// on puts a symbol on a larger ground, turned by degrees around its middle and made smaller or larger.
func on(ground image.Point, what *image.Gray, degrees, scale float64) *image.Gray {
	out := image.NewGray(image.Rectangle{Max: ground})
	draw.Draw(out, out.Bounds(), image.NewUniform(color.Gray{Y: 215}), image.Point{}, draw.Src)
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	sin, cos = sin*scale, cos*scale
	half := float64(what.Rect.Dx()) / 2
	move := f64.Aff3{cos, -sin, float64(ground.X)/2 - cos*half + sin*half, sin, cos, float64(ground.Y)/2 - sin*half - cos*half}
	draw.BiLinear.Transform(out, move, what, what.Bounds(), draw.Over, nil)
	return out
}

// blurred takes the mean of a square around each pixel, twice.
func blurred(p *image.Gray, radius int) *image.Gray {
	for range 2 {
		out := image.NewGray(p.Rect)
		for y := range p.Rect.Dy() {
			for x := range p.Rect.Dx() {
				sum, n := 0, 0
				for dy := -radius; dy <= radius; dy++ {
					for dx := -radius; dx <= radius; dx++ {
						if at := image.Pt(x+dx, y+dy); at.In(p.Rect) {
							sum += int(p.GrayAt(at.X, at.Y).Y)
							n++
						}
					}
				}
				out.SetGray(x, y, color.Gray{Y: uint8(sum / n)})
			}
		}
		p = out
	}
	return p
}

// dim is a dark room: less light, less to the right, and noise.
func dim(p *image.Gray, light float64, noise int, r *rand.Rand) *image.Gray {
	out := image.NewGray(p.Rect)
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			fall := 1 - 0.6*float64(x)/float64(p.Rect.Dx())
			v := float64(p.GrayAt(x, y).Y)*light*fall + float64(r.IntN(2*noise+1)-noise)
			out.SetGray(x, y, color.Gray{Y: uint8(min(max(v, 0), 255))})
		}
	}
	return out
}

// several puts symbols beside and below each other.
func several(t testing.TB, texts []string, columns, cell int) *image.Gray {
	t.Helper()
	rows := (len(texts) + columns - 1) / columns
	out := image.NewGray(image.Rect(0, 0, columns*cell, rows*cell))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	for i, text := range texts {
		what := symbol(t, text, 5)
		at := image.Pt(i%columns*cell, i/columns*cell).Add(image.Pt((cell-what.Rect.Dx())/2, (cell-what.Rect.Dy())/2))
		draw.Draw(out, what.Rect.Add(at), what, image.Point{}, draw.Src)
	}
	return out
}
