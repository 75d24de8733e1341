package design

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// trueSize is how many units of the window a millimetre is on a usual screen: 96 of them are an inch.
const trueSize = 96 / 25.4

// zooms are the sizes that are offered, of the true one; 0 is as large as there is room.
var zooms = []float64{0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8}

// zoom is how large the badge is shown.
type zoom struct {
	d      *Designer
	view   fyne.CanvasObject
	choice *kit.Select[float64]
	size   float64
	fit    bool
}

func newZoom(d *Designer) *zoom {
	z := &zoom{d: d, size: 1, fit: true}
	t := d.deps.Printer
	var options []kit.Option[float64]
	for _, s := range zooms {
		text := t.T("design.zoom", i18n.Args{"Percent": int(s * 100)})
		if s == 0 {
			text = t.T("design.zoom.fit")
		}
		options = append(options, kit.Option[float64]{Value: s, Text: text})
	}
	z.choice = kit.NewSelect(options, z.set)
	z.choice.SetMinWidth(kit.Space(23))
	less, more := kit.NewQuiet("−", kit.IconNone, func() { z.by(-1) }), kit.NewQuiet("+", kit.IconNone, func() { z.by(1) })
	z.view = kit.HStack(1, less, z.choice, more)
	return z
}

// set shows the badge in a size; 0 fits it into the room.
func (z *zoom) set(size float64) {
	z.fit = size == 0
	if z.fit {
		z.fitNow()
	} else {
		z.size = size
		z.show()
	}
}

// by goes to the next size.
func (z *zoom) by(step int) {
	if step > 0 {
		for _, s := range zooms {
			if s > z.size*1.01 {
				z.set(s)
				return
			}
		}
		return
	}
	for i := len(zooms) - 1; i > 0; i-- {
		if zooms[i] < z.size*0.99 {
			z.set(zooms[i])
			return
		}
	}
}

// fitNow makes the badge as large as there is room.
func (z *zoom) fitNow() {
	room := z.d.scroll.Size().SubtractWidthHeight(2*z.d.around(), 2*z.d.around())
	stock := z.d.sketch.layout.Stock
	if room.Width <= 0 || room.Height <= 0 || stock.Width <= 0 || stock.Height <= 0 {
		return
	}
	z.size = min(float64(room.Width)/stock.Width, float64(room.Height)/stock.Height) / trueSize
	z.size = min(max(z.size, zooms[1]), zooms[len(zooms)-1])
	z.show()
}

func (z *zoom) show() {
	d := z.d
	value := z.size
	if z.fit {
		value = 0
	}
	z.choice.SetValue(value)
	scale := float32(z.size * trueSize)
	if math.Abs(float64(scale-d.board.scale)) < 1e-4 {
		return
	}
	middle := fyne.NewPos(d.scroll.Size().Width/2, d.scroll.Size().Height/2)
	x, y := d.board.at(d.scroll.Offset.Add(middle))
	d.board.scale = scale
	d.board.Refresh()
	d.scroll.Refresh()
	at, _ := d.board.area(box{x: x, y: y})
	d.scroll.ScrollToOffset(at.Subtract(middle))
	d.rulers.show()
	d.painter.redraw()
}

// boardScroll is the window on the board; with Ctrl the wheel zooms.
type boardScroll struct {
	kit.Scroll
	d *Designer
}

func newBoardScroll(d *Designer) *boardScroll {
	s := &boardScroll{d: d}
	s.Content, s.Direction = d.board, container.ScrollBoth
	s.OnScrolled = func(fyne.Position) { d.rulers.show() }
	s.ExtendBaseWidget(s)
	return s
}

// Resize is part of fyne.CanvasObject.
func (s *boardScroll) Resize(size fyne.Size) {
	if size == s.Size() {
		return
	}
	s.Scroll.Resize(size)
	if s.d.zoom.fit {
		s.d.zoom.fitNow()
	}
	s.d.rulers.show()
}

// Scrolled is part of fyne.Scrollable.
func (s *boardScroll) Scrolled(ev *fyne.ScrollEvent) {
	switch {
	case s.d.held()&fyne.KeyModifierControl == 0:
		s.Scroll.Scrolled(ev)
	case ev.Scrolled.DY > 0:
		s.d.zoom.by(1)
	case ev.Scrolled.DY < 0:
		s.d.zoom.by(-1)
	}
}

// scrolledBy is how far the board lies from where its window begins.
func (d *Designer) scrolledBy() fyne.Position {
	return fyne.NewPos(-d.scroll.Offset.X, -d.scroll.Offset.Y)
}

// setPicture shows what was drawn.
func (b *board) setPicture(img image.Image) {
	b.picture = img
	if b.painted != nil {
		b.painted.picture.Image = img
		b.painted.picture.Refresh()
		canvas.Refresh(b)
	}
}
