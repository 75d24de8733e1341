package certificates

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zlot/ui/kit"
)

// gridRenderer paints what can be seen: cells first, then what lies over them. Shapes and texts are used again for
// the next frame, whatever they were before.
type gridRenderer struct {
	g       *hourGrid
	shapes  []*canvas.Rectangle
	texts   []*canvas.Text
	objects []fyne.CanvasObject
	shape   int // of them used in this frame
	text    int
	theme   color.Color
	colors  map[fyne.ThemeColorName]color.Color
	cuts    map[cutText]string
}

// cutText is a text that was shortened to a width.
type cutText struct {
	text string
	wide float32
	bold bool
}

// Destroy is part of fyne.WidgetRenderer.
func (r *gridRenderer) Destroy() {}

// Objects is part of fyne.WidgetRenderer.
func (r *gridRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is part of fyne.WidgetRenderer.
func (r *gridRenderer) MinSize() fyne.Size { return fyne.NewSize(kit.Space(110), kit.Space(56)) }

// Layout is part of fyne.WidgetRenderer.
func (r *gridRenderer) Layout(fyne.Size) {
	r.g.scrollTo(r.g.x, r.g.y)
	r.update()
	canvas.Refresh(r.g)
}

// Refresh is part of fyne.WidgetRenderer.
func (r *gridRenderer) Refresh() {
	r.update()
	canvas.Refresh(r.g)
}

// color is one of the theme, looked up once for each theme.
func (r *gridRenderer) color(name fyne.ThemeColorName) color.Color {
	c, ok := r.colors[name]
	if !ok {
		c = kit.Color(name)
		r.colors[name] = c
	}
	return c
}

// fill paints a rectangle.
func (r *gridRenderer) fill(name fyne.ThemeColorName, x, y, wide, high float32) *canvas.Rectangle {
	if r.shape == len(r.shapes) {
		r.shapes = append(r.shapes, canvas.NewRectangle(color.Transparent))
	}
	o := r.shapes[r.shape]
	r.shape++
	o.FillColor, o.StrokeColor, o.StrokeWidth, o.CornerRadius = r.color(name), nil, 0, 0
	o.Resize(fyne.NewSize(wide, high))
	o.Move(fyne.NewPos(x, y))
	r.objects = append(r.objects, o)
	return o
}

// ink is how a text is written.
type ink struct {
	color fyne.ThemeColorName
	size  fyne.ThemeSizeName
	bold  bool
	align fyne.TextAlign
}

// write puts a text, shortened where it does not fit, into the middle of a height.
func (r *gridRenderer) write(text string, how ink, x, y, wide, high float32) {
	if text == "" {
		return
	}
	if r.text == len(r.texts) {
		r.texts = append(r.texts, canvas.NewText("", color.Transparent))
	}
	o := r.texts[r.text]
	r.text++
	o.TextSize, o.TextStyle.Bold, o.Alignment, o.Color = kit.Size(how.size), how.bold, how.align, r.color(how.color)
	o.Text = r.cut(text, wide, o.TextSize, how.bold)
	o.Resize(fyne.NewSize(wide, high))
	o.Move(fyne.NewPos(x, y))
	r.objects = append(r.objects, o)
}

// cut shortens a text to a width; what it came to is kept, as measuring takes longer than painting.
func (r *gridRenderer) cut(text string, wide, size float32, bold bool) string {
	key := cutText{text, wide + size*10000, bold}
	short, ok := r.cuts[key]
	if !ok {
		if len(r.cuts) > 20000 {
			clear(r.cuts)
		}
		short = kit.Shorten(text, wide, size, bold)
		r.cuts[key] = short
	}
	return short
}

// window is what part of the grid is in view.
type window struct {
	measures
	size                   fyne.Size
	firstRow, lastRow      int
	firstColumn, lastColum int
}

func (w *window) rowY(g *hourGrid, row int) float32 {
	return w.top + float32(float64(row)*float64(w.row)-g.y)
}

func (w *window) columnX(g *hourGrid, column int) float32 {
	return w.names + float32(float64(column)*float64(w.column)-g.x)
}

// update paints everything in view.
func (r *gridRenderer) update() {
	g := r.g
	if now := kit.Color(kit.ColorText); r.theme != now {
		r.theme, r.colors, r.cuts = now, map[fyne.ThemeColorName]color.Color{}, map[cutText]string{}
	}
	r.shape, r.text, r.objects = 0, 0, r.objects[:0]
	w := &window{measures: g.measures(), size: g.Size()}
	if w.size.Width < 1 || w.size.Height < 1 {
		return
	}
	w.firstRow, w.firstColumn = int(g.y/float64(w.row)), int(g.x/float64(w.column))
	w.lastRow = min(int((g.y+float64(w.bodyHigh))/float64(w.row)), len(g.rows)-1)
	w.lastColum = min(int((g.x+float64(w.bodyWide))/float64(w.column)), len(g.columns)-1)
	r.paintCells(w)
	r.paintLines(w)
	r.paintCursor(w)
	r.paintSums(w)
	r.paintNames(w)
	r.paintTitles(w)
	r.paintFoot(w)
	r.paintCorners(w)
	r.paintBars()
	r.objects = append(r.objects, g.anchor)
}

// paintCells fills the cells, neighbours of one colour at once, and writes into them.
func (r *gridRenderer) paintCells(w *window) {
	g := r.g
	for row := w.firstRow; row <= w.lastRow; row++ {
		y := w.rowY(g, row)
		from, tone := w.firstColumn, fyne.ThemeColorName("")
		paint := func(to int) {
			if tone != "" && to > from {
				r.fill(tone, w.columnX(g, from), y, float32(to-from)*w.column, w.row)
			}
		}
		for c := w.firstColumn; c <= w.lastColum; c++ {
			if look := g.v.lookAt(row, c); look.fill != tone {
				paint(c)
				from, tone = c, look.fill
			}
		}
		paint(w.lastColum + 1)
	}
	for row := w.firstRow; row <= w.lastRow; row++ {
		y := w.rowY(g, row)
		for c := w.firstColumn; c <= w.lastColum; c++ {
			look := g.v.lookAt(row, c)
			r.write(look.text, ink{look.ink, kit.SizeSmall, look.bold, fyne.TextAlignCenter}, w.columnX(g, c), y, w.column, w.row)
		}
	}
}

// paintLines parts rows, sessions and days.
func (r *gridRenderer) paintLines(w *window) {
	g := r.g
	right := min(w.columnX(g, len(g.columns)), w.names+w.bodyWide)
	high := min(w.rowY(g, len(g.rows)), w.top+w.bodyHigh) - w.top
	for row := w.firstRow; row <= w.lastRow; row++ {
		r.fill(kit.ColorSurface, w.names, w.rowY(g, row)+w.row-1, right-w.names, 1)
	}
	for c := w.firstColumn; c <= w.lastColum; c++ {
		name := kit.ColorSurface
		if c+1 < len(g.columns) && g.session(c).Day != g.session(c+1).Day {
			name = kit.ColorBorder
		}
		r.fill(name, w.columnX(g, c)+w.column-1, w.top, 1, high)
	}
}

// paintCursor frames the cell of the keyboard and the one under the mouse.
func (r *gridRenderer) paintCursor(w *window) {
	frame := func(at place, name fyne.ThemeColorName, thick float32) {
		if !at.isCell() || at.row < w.firstRow || at.row > w.lastRow || at.column < w.firstColumn || at.column > w.lastColum {
			return
		}
		o := r.fill(kit.ColorSurface, w.columnX(r.g, at.column), w.rowY(r.g, at.row), w.column-1, w.row-1)
		o.FillColor, o.StrokeColor, o.StrokeWidth = color.Transparent, r.color(name), thick
	}
	frame(r.g.hover, kit.ColorBorder, 1)
	name := kit.ColorMuted
	if r.g.focused {
		name = kit.ColorPrimary
	}
	frame(r.g.here, name, 2)
}

// rowTone is the ground of a row beside its cells.
func (r *gridRenderer) rowTone(row int) fyne.ThemeColorName {
	switch {
	case row == r.g.here.row:
		return kit.ColorSelected
	case row == r.g.hover.row:
		return kit.ColorHover
	case row%2 == 1:
		return kit.ColorZebra
	}
	return kit.ColorSurface
}

// paintBars shows how far it is scrolled.
func (r *gridRenderer) paintBars() {
	up, across := r.g.bars()
	for _, b := range []bar{up, across} {
		if b.size.Width == 0 {
			continue
		}
		o := r.fill(kit.ColorBorder, b.pos.X+2, b.pos.Y+2, b.size.Width-4, b.size.Height-4)
		o.CornerRadius = (barWidth - 4) / 2
	}
}
