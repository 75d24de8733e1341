package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// ground is the surface of the timetable. It looks like a panel, but is put together: round caps above and below, and
// between them a line as thick as the rest is high. Without a graphics card a pixel of a rounded rectangle takes five
// times as long as one of a line, and of each frame of a drag a fifth went into it. It is not for what is scrolled: a
// line is left out when its middle is out of view.
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
	r := &groundRenderer{g: g, above: rect(), below: rect(), left: rect(), right: rect(), between: canvas.NewLine(nil)}
	r.paint()
	return r
}

type groundRenderer struct {
	g                         *ground
	above, below, left, right *canvas.Rectangle
	between                   *canvas.Line
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
	end, high := 2*(round+border), s.Height-2*round
	put := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos(x, y))
	}
	put(r.above, 0, 0, s.Width, end)
	put(r.below, 0, s.Height-end, s.Width, end)
	put(r.left, 0, round, border, high)
	put(r.right, s.Width-border, round, border, high)
	put(r.g.content, border, border, s.Width-2*border, s.Height-2*border)
	r.between.StrokeWidth = high
	r.between.Position1, r.between.Position2 = fyne.NewPos(0, s.Height/2), fyne.NewPos(s.Width, s.Height/2)
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
	r.left.FillColor, r.right.FillColor, r.between.StrokeColor = line, line, surface
}
