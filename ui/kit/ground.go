package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// plainGround is the height from which a surface is put together of pieces.
const plainGround = 30 // steps

// ground is a surface with our corners. A large one is put together: round caps
// above and below, and between them one pixel drawn large. Without a graphics
// card a pixel of a rounded rectangle takes three times as long as one of an
// image, and a desk paints a whole panel for every scan.
type ground struct {
	fill, stroke fyne.ThemeColorName
	radius       float32

	above, below, left, right *canvas.Rectangle
	between                   *canvas.Raster
	pixel                     color.Color
}

func newGround(fill, stroke fyne.ThemeColorName) *ground {
	rect := func() *canvas.Rectangle { return canvas.NewRectangle(nil) }
	g := &ground{above: rect(), below: rect(), left: rect(), right: rect()}
	g.between = canvas.NewRaster(func(int, int) image.Image {
		one := image.NewRGBA(image.Rect(0, 0, 1, 1))
		one.Set(0, 0, g.pixel)
		return one
	})
	g.between.ScaleMode = canvas.ImageScalePixels
	g.paint(fill, stroke, Size(SizeRadius))
	return g
}

func (g *ground) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{g.above, g.below, g.between, g.left, g.right}
}

// paint takes the colours from the theme; an empty stroke is no border.
func (g *ground) paint(fill, stroke fyne.ThemeColorName, radius float32) {
	g.fill, g.stroke, g.radius = fill, stroke, radius
	g.pixel = Color(fill)
	for _, end := range []*canvas.Rectangle{g.above, g.below} {
		end.FillColor, end.CornerRadius, end.StrokeColor, end.StrokeWidth = g.pixel, radius, nil, 0
		if stroke != "" {
			end.StrokeColor, end.StrokeWidth = Color(stroke), line()
		}
	}
	for _, side := range []*canvas.Rectangle{g.left, g.right} {
		side.FillColor = nil
		if stroke != "" {
			side.FillColor = Color(stroke)
		}
	}
}

func (g *ground) refresh() {
	for _, o := range g.objects() {
		o.Refresh()
	}
}

func (g *ground) resize(s fyne.Size) {
	whole := s.Height < Space(plainGround)
	g.below.Hidden, g.between.Hidden = whole, whole
	g.left.Hidden, g.right.Hidden = whole || g.stroke == "", whole || g.stroke == ""
	if whole {
		place(g.above, 0, 0, s.Width, s.Height)
		return
	}
	// A cap goes on behind the middle, so that no seam is seen.
	end, high := 2*g.radius+2, s.Height-2*g.radius
	place(g.above, 0, 0, s.Width, end)
	place(g.below, 0, s.Height-end, s.Width, end)
	place(g.between, 0, g.radius, s.Width, high)
	place(g.left, 0, g.radius, line(), high)
	place(g.right, s.Width-line(), g.radius, line(), high)
}
