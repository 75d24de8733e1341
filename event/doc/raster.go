package doc

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
	"golang.org/x/image/vector"

	"zlot/event/i18n"
)

// raster draws a page to a picture, with the same letters at the same places as a PDF has.
type raster struct {
	to    *image.RGBA
	scale float64 // dots a millimetre
	plain bool    // black and white alone
	path  vector.Rasterizer

	background func(*backdrop) *image.RGBA // nil, or the answer nil: a page of a PDF cannot be shown
	words      *i18n.Printer               // that say so
	strict     bool                        // a letter that no font has is an empty frame: nothing is to be issued like this

	sign, offX, offY float64 // of a half-turn: dot = off + sign · millimetre · scale
}

// newRaster makes a white page.
func newRaster(width, height float64, dpi int, plain bool) *raster {
	scale := float64(dpi) / 25.4
	size := image.Rect(0, 0, dots(width, scale), dots(height, scale))
	r := &raster{to: image.NewRGBA(size), scale: scale, plain: plain, sign: 1}
	draw.Draw(r.to, size, image.White, image.Point{}, draw.Src)
	return r
}

func dots(mm, scale float64) int { return max(1, int(math.Round(mm*scale))) }

// about draws with a half-turn around a point.
func (r *raster) about(x, y float64, drawIt func()) {
	sign, offX, offY := r.sign, r.offX, r.offY
	r.offX, r.offY, r.sign = offX+2*sign*x*r.scale, offY+2*sign*y*r.scale, -sign
	drawIt()
	r.sign, r.offX, r.offY = sign, offX, offY
}

func (r *raster) at(x, y float64) (float64, float64) {
	return r.offX + r.sign*x*r.scale, r.offY + r.sign*y*r.scale
}

// paint is a colour as it comes out: without greys a pale one is white.
func (r *raster) paint(c colour, palest float64) color.RGBA {
	red, green, blue := uint8(c>>16), uint8(c>>8), uint8(c)
	if r.plain {
		light := (0.299*float64(red) + 0.587*float64(green) + 0.114*float64(blue)) / 255
		if light < palest {
			return color.RGBA{A: 255}
		}
		return color.RGBA{255, 255, 255, 255}
	}
	return color.RGBA{red, green, blue, 255}
}

// How pale ink and areas may be and still come out black.
const (
	paleInk  = 0.9
	paleArea = 0.5
)

// shape paints what draw describes within a box of dots; the points that it is given are dots.
func (r *raster) shape(x0, y0, x1, y1 float64, c color.RGBA, describe func(dx, dy float32)) {
	area := image.Rect(int(math.Floor(min(x0, x1)))-1, int(math.Floor(min(y0, y1)))-1, int(math.Ceil(max(x0, x1)))+1, int(math.Ceil(max(y0, y1)))+1)
	if visible := area.Intersect(r.to.Rect); visible.Empty() || area.Dx() > 4*r.to.Rect.Dx()+64 || area.Dy() > 4*r.to.Rect.Dy()+64 {
		return
	}
	r.path.Reset(area.Dx(), area.Dy())
	describe(float32(area.Min.X), float32(area.Min.Y))
	visible := area.Intersect(r.to.Rect)
	r.path.Draw(r.to, visible, image.NewUniform(c), visible.Min.Sub(area.Min))
}

// text draws one line with its baseline at y.
func (r *raster) text(x, y float64, text string, st style) {
	text = clean(text)
	if text == "" {
		return
	}
	c, missing := st.face.cutFor(text)
	if missing != 0 {
		mark := '?'
		if r.strict {
			mark = lost
		}
		text, c = st.face.replacedBy(text, mark)
	}
	switch width := c.width(text, st); st.align {
	case centre:
		x -= width / 2
	case right:
		x -= width
	}
	em := st.size / pointsPerMM
	ink := r.paint(st.ink, paleInk)
	var before uint
	for i, letter := range text {
		g := c.glyph(letter)
		if i > 0 {
			x += float64(c.kern(before, g.index)) / 1000 * em
		}
		if letter == lost {
			r.outline(x, y-st.capHeight(), 0.45*em, st.capHeight(), 0, 0.2, marked)
			x += 0.5 * em
			continue
		}
		r.glyph(x, y, em, c.shapes.shape(c, g.index), ink)
		x += (float64(g.width)/1000 + st.track) * em
		before = g.index
	}
}

func (r *raster) glyph(x, y, em float64, s shape, ink color.RGBA) {
	if len(s.steps) == 0 {
		return
	}
	x0, y0 := r.at(x+s.left*em, y-s.top*em)
	x1, y1 := r.at(x+s.right*em, y-s.bottom*em)
	r.shape(x0, y0, x1, y1, ink, func(dx, dy float32) {
		at := func(gx, gy float64) (float32, float32) {
			px, py := r.at(x+gx*em, y-gy*em)
			return float32(px) - dx, float32(py) - dy
		}
		for _, step := range s.steps {
			px, py := at(step.x, step.y)
			switch {
			case step.move:
				r.path.ClosePath()
				r.path.MoveTo(px, py)
			case step.curved:
				cx, cy := at(step.cx, step.cy)
				r.path.QuadTo(cx, cy, px, py)
			default:
				r.path.LineTo(px, py)
			}
		}
		r.path.ClosePath()
	})
}

// lost stands for a letter that no font has.
const lost = rune(0)

// line draws a straight line; the thinnest is as wide as a dot.
func (r *raster) line(x1, y1, x2, y2, width float64, c colour) {
	width = max(width, 0.9/r.scale)
	length := math.Hypot(x2-x1, y2-y1)
	if length == 0 {
		return
	}
	ox, oy := (y2-y1)/length*width/2, (x1-x2)/length*width/2
	corners := [][2]float64{{x1 + ox, y1 + oy}, {x2 + ox, y2 + oy}, {x2 - ox, y2 - oy}, {x1 - ox, y1 - oy}}
	left, top := r.at(min(x1, x2)-width, min(y1, y2)-width)
	end, bottom := r.at(max(x1, x2)+width, max(y1, y2)+width)
	r.shape(left, top, end, bottom, r.paint(c, paleInk), func(dx, dy float32) {
		for i, p := range corners {
			px, py := r.at(p[0], p[1])
			if i == 0 {
				r.path.MoveTo(float32(px)-dx, float32(py)-dy)
			} else {
				r.path.LineTo(float32(px)-dx, float32(py)-dy)
			}
		}
		r.path.ClosePath()
	})
}

// block fills a rectangle with round corners.
func (r *raster) block(x, y, w, h, radius float64, c colour) {
	r.ring(x, y, w, h, radius, 0, r.paint(c, paleArea))
}

// outline draws the border of a rectangle with round corners.
func (r *raster) outline(x, y, w, h, radius, width float64, c colour) {
	width = max(width, 0.9/r.scale)
	r.ring(x-width/2, y-width/2, w+width, h+width, radius+width/2, width, r.paint(c, paleInk))
}

// ring fills a rectangle but for what lies further inside than width; width 0 fills all of it.
func (r *raster) ring(x, y, w, h, radius, width float64, ink color.RGBA) {
	x0, y0 := r.at(x, y)
	x1, y1 := r.at(x+w, y+h)
	r.shape(x0, y0, x1, y1, ink, func(dx, dy float32) {
		r.rounded(x, y, w, h, radius, dx, dy, false)
		if width > 0 && w > 2*width && h > 2*width {
			r.rounded(x+width, y+width, w-2*width, h-2*width, max(0, radius-width), dx, dy, true)
		}
	})
}

// rounded describes a rectangle, backwards for a hole.
func (r *raster) rounded(x, y, w, h, radius float64, dx, dy float32, hole bool) {
	radius = max(0, min(radius, w/2, h/2))
	k := radius * curve
	steps := []struct{ cx1, cy1, cx2, cy2, x, y float64 }{ // a straight way to each first handle's side, then the corner
		{x + w - k, y, x + w, y + k, x + w, y + radius},
		{x + w, y + h - k, x + w - k, y + h, x + w - radius, y + h},
		{x + k, y + h, x, y + h - k, x, y + h - radius},
		{x, y + k, x + k, y, x + radius, y},
	}
	starts := [][2]float64{{x + w - radius, y}, {x + w, y + h - radius}, {x + radius, y + h}, {x, y + radius}}
	at := func(x, y float64) (float32, float32) {
		px, py := r.at(x, y)
		return float32(px) - dx, float32(py) - dy
	}
	px, py := at(x+radius, y)
	r.path.MoveTo(px, py)
	for n := range steps {
		i := n
		if hole {
			i = len(steps) - 1 - n
		}
		s, from := steps[i], starts[i]
		ax, ay := at(s.cx1, s.cy1)
		bx, by := at(s.cx2, s.cy2)
		ex, ey := at(s.x, s.y)
		sx, sy := at(from[0], from[1])
		if hole {
			ax, ay, bx, by, ex, ey, sx, sy = bx, by, ax, ay, sx, sy, ex, ey
		}
		r.path.LineTo(sx, sy)
		r.path.CubeTo(ax, ay, bx, by, ex, ey)
	}
	r.path.ClosePath()
}

// symbol draws a QR symbol, size millimetres wide with its quiet zone. Every module ends at whole dots; in black
// and white all are equally large, and the symbol may be a little smaller for it.
func (r *raster) symbol(x, y, size float64, q symbol) {
	r.block(x, y, size, size, 0, white)
	n := q.modules + 2*quietZone
	x0, y0 := r.at(x, y)
	x1, y1 := r.at(x+size, y+size)
	left, top, wide := min(x0, x1), min(y0, y1), math.Abs(x1-x0)
	module := wide / float64(n)
	if whole := math.Floor(module + 0.01); r.plain && whole >= 1 {
		left, top = math.Round(left+(wide-whole*float64(n))/2), math.Round(top+(wide-whole*float64(n))/2)
		module = whole
	}
	for row := range q.grid {
		for column := range q.grid[row] {
			i, j := column, row
			if r.sign < 0 {
				i, j = q.modules-1-column, q.modules-1-row
			}
			if q.grid[row][column] {
				edge := func(from float64, at int) int { return int(math.Round(from + module*float64(at+quietZone))) }
				draw.Draw(r.to, image.Rect(edge(left, i), edge(top, j), edge(left, i+1), edge(top, j+1)), image.Black, image.Point{}, draw.Src)
			}
		}
	}
}

// picture draws a picture as large as fits into a box, or where it must cover the box, the middle of it.
func (r *raster) picture(b box, p *picture, cover bool) {
	flat, err := p.flat()
	if err != nil {
		return // the rest of the page is as it should be; whoever writes the document is told
	}
	if p.clear {
		flat = cleared(flat)
	}
	at, shown := b.fitted(p, cover), flat.Rect
	if cover { // what lies outside the box is left away
		scale := float64(shown.Dx()) / at.w
		shown = image.Rect(int((b.x-at.x)*scale), int((b.y-at.y)*scale), int((b.x-at.x+b.w)*scale), int((b.y-at.y+b.h)*scale)).Intersect(shown)
		at = b
	}
	if shown.Empty() {
		return
	}
	size := image.Rect(0, 0, dots(at.w, r.scale), dots(at.h, r.scale))
	if size.Dx()*size.Dy() > len(r.to.Pix) { // far larger than the page: what is seen of it is enough
		x0, y0 := r.at(at.x, at.y)
		across, down := r.sign*at.w*r.scale/float64(shown.Dx()), r.sign*at.h*r.scale/float64(shown.Dy())
		place := f64.Aff3{across, 0, x0 - across*float64(shown.Min.X), 0, down, y0 - down*float64(shown.Min.Y)}
		xdraw.ApproxBiLinear.Transform(r.to, place, flat, shown, draw.Over, nil)
		return
	}
	scaled := image.NewRGBA(size)
	xdraw.CatmullRom.Scale(scaled, size, flat, shown, draw.Src, nil)
	if r.plain {
		dithered := image.NewPaletted(size, color.Palette{color.Black, color.White})
		draw.FloydSteinberg.Draw(dithered, size, scaled, image.Point{})
		draw.Draw(scaled, size, dithered, image.Point{}, draw.Src)
	}
	x0, y0 := r.at(at.x, at.y)
	xdraw.NearestNeighbor.Transform(r.to, f64.Aff3{r.sign, 0, math.Round(x0), 0, r.sign, math.Round(y0)}, scaled, size, draw.Over, nil)
}

// grey is the page in black and white.
func (r *raster) grey() *image.Gray {
	g := image.NewGray(r.to.Rect)
	for i := range g.Pix {
		p := r.to.Pix[4*i : 4*i+3]
		if int(p[0])+int(p[1])+int(p[2]) >= 3*128 {
			g.Pix[i] = 255
		}
	}
	return g
}
