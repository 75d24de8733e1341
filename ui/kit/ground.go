package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// plainGround is the area, in square steps, up to which a surface is one
// rectangle.
const plainGround = 1500

// plainGrounds has every surface be one rectangle.
var plainGrounds bool

// PlainGrounds has surfaces be one rectangle until restore is called: the painter without a window puts a part of a
// thick line that is cut off in a wrong place.
func PlainGrounds() (restore func()) {
	before := plainGrounds
	plainGrounds = true
	return func() { plainGrounds = before }
}

// Flat is a large even surface: one pixel drawn large. Without a graphics card
// a pixel of it takes half as long as one of a rectangle.
func Flat(name fyne.ThemeColorName) *canvas.Raster {
	r := canvas.NewRaster(func(int, int) image.Image {
		one := image.NewRGBA(image.Rect(0, 0, 1, 1))
		one.Set(0, 0, Color(name))
		return one
	})
	r.ScaleMode = canvas.ImageScalePixels
	return r
}

// ground is a surface with our corners. A large one is put together: round caps
// at its shorter sides, and between them one thick line. Without a graphics card
// a pixel of a rounded rectangle takes five times as long as one of a line, one
// of an image half as long again, and a desk paints a whole panel for every scan.
type ground struct {
	fill, stroke fyne.ThemeColorName
	radius       float32

	caps    [2]*canvas.Rectangle
	lines   [2]*canvas.Rectangle
	between *canvas.Line // as thick as it is wide
}

func newGround(fill, stroke fyne.ThemeColorName) *ground {
	g := &ground{}
	for i := range g.caps {
		g.caps[i], g.lines[i] = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	}
	g.between = canvas.NewLine(nil)
	g.paint(fill, stroke, Size(SizeRadius))
	return g
}

func (g *ground) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{g.caps[0], g.caps[1], g.between, g.lines[0], g.lines[1]}
}

// paint takes the colours from the theme; an empty stroke is no border.
func (g *ground) paint(fill, stroke fyne.ThemeColorName, radius float32) {
	g.fill, g.stroke, g.radius = fill, stroke, radius
	g.between.StrokeColor = Color(fill)
	for i, end := range g.caps {
		end.FillColor, end.CornerRadius, end.StrokeColor, end.StrokeWidth = Color(fill), radius, nil, 0
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
	whole := plainGrounds || s.Width*s.Height < plainGround*Space(1)*Space(1)
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
		g.across(fyne.NewPos(s.Width/2, 0), fyne.NewPos(s.Width/2, s.Height), s.Width-2*(r+1))
		place(g.lines[0], r, 0, s.Width-2*r, line())
		place(g.lines[1], r, s.Height-line(), s.Width-2*r, line())
	default:
		place(g.caps[0], 0, 0, s.Width, end)
		place(g.caps[1], 0, s.Height-end, s.Width, end)
		g.across(fyne.NewPos(0, s.Height/2), fyne.NewPos(s.Width, s.Height/2), s.Height-2*(r+1))
		place(g.lines[0], 0, r, line(), s.Height-2*r)
		place(g.lines[1], s.Width-line(), r, line(), s.Height-2*r)
	}
}

// across fills what is between the caps, whose insides hide the soft sides of the line.
func (g *ground) across(from, to fyne.Position, width float32) {
	g.between.Position1, g.between.Position2, g.between.StrokeWidth = from, to, width
}
