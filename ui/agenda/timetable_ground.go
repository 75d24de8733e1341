package agenda

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// ground is the surface of the timetable. It looks like a panel, but is put together: round caps above and below, and
// between them one pixel drawn large. Without a graphics card a pixel of a rounded rectangle takes three times as long
// as one of an image, and of each frame of a drag a quarter went into it.
type ground struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

func newGround(content fyne.CanvasObject) *ground {
	g := &ground{content: content}
	g.ExtendBaseWidget(g)
	return g
}

const border = 1 // width of the line around it

// CreateRenderer is part of fyne.Widget.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	rect := func() *canvas.Rectangle { return canvas.NewRectangle(nil) }
	r := &groundRenderer{g: g, above: rect(), below: rect(), left: rect(), right: rect()}
	r.between = canvas.NewRaster(func(int, int) image.Image {
		pixel := image.NewRGBA(image.Rect(0, 0, 1, 1))
		pixel.Set(0, 0, kit.Color(kit.ColorSurface))
		return pixel
	})
	r.between.ScaleMode = canvas.ImageScalePixels
	r.paint()
	return r
}

type groundRenderer struct {
	g                         *ground
	above, below, left, right *canvas.Rectangle
	between                   *canvas.Raster
}

func (r *groundRenderer) Destroy() {}

func (r *groundRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.above, r.below, r.between, r.left, r.right, r.g.content}
}

func (r *groundRenderer) MinSize() fyne.Size {
	return r.g.content.MinSize().AddWidthHeight(2*border, 2*border)
}

// Layout is part of fyne.WidgetRenderer.
func (r *groundRenderer) Layout(s fyne.Size) {
	round := kit.Size(kit.SizeRadius)
	end, high := 2*(round+border), max(s.Height-2*round, 0)
	put := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos(x, y))
	}
	put(r.above, 0, 0, s.Width, end)
	put(r.below, 0, s.Height-end, s.Width, end)
	put(r.left, 0, round, border, high)
	put(r.right, s.Width-border, round, border, high)
	put(r.g.content, border, border, s.Width-2*border, s.Height-2*border)
	put(r.between, 0, round, s.Width, high)
}

// Refresh is part of fyne.WidgetRenderer.
func (r *groundRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.g)
	r.g.content.Refresh()
}

// paint takes the colours of the theme.
func (r *groundRenderer) paint() {
	surface, line := kit.Color(kit.ColorSurface), kit.Color(kit.ColorLine)
	for _, end := range []*canvas.Rectangle{r.above, r.below} {
		end.FillColor, end.StrokeColor, end.StrokeWidth, end.CornerRadius = surface, line, border, kit.Size(kit.SizeRadius)
	}
	r.left.FillColor, r.right.FillColor = line, line
}
