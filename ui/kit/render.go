package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// simpleRenderer is a widget renderer made of functions.
type simpleRenderer struct {
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	refresh func()
}

func (r *simpleRenderer) Destroy()                     {}
func (r *simpleRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *simpleRenderer) Layout(s fyne.Size)           { r.layout(s) }
func (r *simpleRenderer) MinSize() fyne.Size           { return r.min() }
func (r *simpleRenderer) Refresh()                     { r.refresh() }

// place moves and sizes an object in one call.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// middle places an object of its least height in the middle of a height.
func middle(o fyne.CanvasObject, x, w, height float32) {
	h := o.MinSize().Height
	place(o, x, (height-h)/2, w, h)
}

// bordered is a rectangle with our corners and a thin border.
func bordered(fill, stroke fyne.ThemeColorName) *canvas.Rectangle {
	r := canvas.NewRectangle(Color(fill))
	r.CornerRadius = Size(SizeRadius)
	if stroke != "" {
		r.StrokeColor = Color(stroke)
		r.StrokeWidth = line()
	}
	return r
}

// canvasOf finds the canvas an object is shown on; nil while it is not shown.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// Repaint has the window painted anew after objects were added to a container, removed from it, or shown again: the
// toolkit's container does not ask for it by itself, and the old picture stays until something else does.
func Repaint(o fyne.CanvasObject) { canvas.Refresh(o) }
