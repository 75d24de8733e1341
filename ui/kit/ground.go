package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// plainGround is the area, in square steps, up to which a surface is one
// rectangle.
const plainGround = 1500

// Flat is a large even surface: one pixel drawn large. Without a graphics card
// a pixel of it takes half as long as one of a rectangle.
func Flat(name fyne.ThemeColorName) *canvas.Raster {
	return flat(func() color.Color { return Color(name) })
}

func flat(pixel func() color.Color) *canvas.Raster {
	r := canvas.NewRaster(func(int, int) image.Image {
		one := image.NewRGBA(image.Rect(0, 0, 1, 1))
		one.Set(0, 0, pixel())
		return one
	})
	r.ScaleMode = canvas.ImageScalePixels
	return r
}

// ground is a surface with our corners. A large one is put together: round caps
// at its shorter sides, and between them one pixel drawn large. Without a
// graphics card a pixel of a rounded rectangle takes three times as long as one
// of an image, and a desk paints a whole panel for every scan.
type ground struct {
	fill, stroke fyne.ThemeColorName
	radius       float32

	caps    [2]*canvas.Rectangle
	lines   [2]*canvas.Rectangle
	between *canvas.Raster
	pixel   color.Color
}

func newGround(fill, stroke fyne.ThemeColorName) *ground {
	g := &ground{}
	for i := range g.caps {
		g.caps[i], g.lines[i] = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	}
	g.between = flat(func() color.Color { return g.pixel })
	g.paint(fill, stroke, Size(SizeRadius))
	return g
}

func (g *ground) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{g.caps[0], g.caps[1], g.between, g.lines[0], g.lines[1]}
}

// paint takes the colours from the theme; an empty stroke is no border.
func (g *ground) paint(fill, stroke fyne.ThemeColorName, radius float32) {
	g.fill, g.stroke, g.radius = fill, stroke, radius
	g.pixel = Color(fill)
	for i, end := range g.caps {
		end.FillColor, end.CornerRadius, end.StrokeColor, end.StrokeWidth = g.pixel, radius, nil, 0
		g.lines[i].FillColor = nil
		if stroke != "" {
			end.StrokeColor, end.StrokeWidth = Color(stroke), line()
			g.lines[i].FillColor = Color(stroke)
		}
	}
}

func (g *ground) refresh() {
	for _, o := range g.objects() {
		o.Refresh()
	}
}

func (g *ground) resize(s fyne.Size) {
	whole := s.Width*s.Height < plainGround*Space(1)*Space(1)
	g.caps[1].Hidden, g.between.Hidden = whole, whole
	for _, l := range g.lines {
		l.Hidden = whole || g.stroke == ""
	}
	// A cap goes on behind the middle, so that no seam is seen.
	r, end := g.radius, 2*g.radius+2
	switch {
	case whole:
		place(g.caps[0], 0, 0, s.Width, s.Height)
	case s.Width >= s.Height:
		place(g.caps[0], 0, 0, end, s.Height)
		place(g.caps[1], s.Width-end, 0, end, s.Height)
		place(g.between, r, 0, s.Width-2*r, s.Height)
		place(g.lines[0], r, 0, s.Width-2*r, line())
		place(g.lines[1], r, s.Height-line(), s.Width-2*r, line())
	default:
		place(g.caps[0], 0, 0, s.Width, end)
		place(g.caps[1], 0, s.Height-end, s.Width, end)
		place(g.between, 0, r, s.Width, s.Height-2*r)
		place(g.lines[0], 0, r, line(), s.Height-2*r)
		place(g.lines[1], s.Width-line(), r, line(), s.Height-2*r)
	}
}
