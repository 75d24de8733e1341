package doc

import (
	"zlot/event"
)

// canvas is what layouts are drawn on: a page of a PDF, or a picture.
type canvas interface {
	text(x, y float64, text string, st style)
	line(x1, y1, x2, y2, width float64, c colour)
	block(x, y, w, h, radius float64, c colour)
	outline(x, y, w, h, radius, width float64, c colour)
	symbol(x, y, size float64, q symbol)
	picture(b box, p *picture, cover bool)
	backdrop(b box, d *backdrop)
	about(x, y float64, draw func())
}

var (
	_ canvas = (*leaf)(nil)
	_ canvas = (*raster)(nil)
)

// pen draws the badges of one page.
type pen struct {
	*press
	brush
	notes []error
	err   error
}

// page draws a page of the job; notes say what is not as it was asked.
func (p *press) page(on canvas, i int) (notes []error, err error) {
	pen := &pen{press: p, brush: brush{&p.gear, on}}
	page := p.pages[i]
	sheets := p.job.Sheets[page.Sheets]
	stock := sheets.Layout.Stock
	if stock.Marks && !page.Back {
		pen.marks(stock)
	}
	for n := range page.Count {
		b := &sheets.Badges[page.First+n]
		x, y := stock.Place(page.Used + n)
		x, y = x+p.job.ShiftX, y+p.job.ShiftY
		switch {
		case page.Back:
			pen.turnedBack(x, y, sheets.Layout, b)
		case stock.Fold == event.FoldTop:
			half := stock.Height
			on.about(x+stock.Width/2, y+half/2, func() { pen.side(x, y, sheets.Layout.Back, b) })
			pen.side(x, y+half, sheets.Layout.Front, b)
		case stock.Fold == event.FoldSide:
			pen.side(x, y, sheets.Layout.Back, b)
			pen.side(x+stock.Width, y, sheets.Layout.Front, b)
		default:
			pen.side(x, y, sheets.Layout.Front, b)
		}
	}
	return pen.notes, pen.err
}

// turnedBack draws the back of a badge where it meets its front, which lies at x, y of the page before. Turned about
// the other edge the backs stand on their heads, so that a badge is turned like the page of a book either way.
func (p *pen) turnedBack(x, y float64, l event.Layout, b *event.Badge) {
	s := l.Stock
	x, y = x-p.job.ShiftX, y-p.job.ShiftY
	upright := s.PageHeight >= s.PageWidth
	if upright == (p.job.Duplex == event.LongEdge) {
		p.side(s.PageWidth-x-s.Width+p.job.ShiftX, y+p.job.ShiftY, l.Back, b)
		return
	}
	x, y = x+p.job.ShiftX, s.PageHeight-y-s.Height+p.job.ShiftY
	p.on.about(x+s.Width/2, y+s.Height/2, func() { p.side(x, y, l.Back, b) })
}

// side draws one side of a badge with its upper left corner at x, y.
func (p *pen) side(x, y float64, items []event.LayoutItem, b *event.Badge) {
	of := &owner{p, b}
	for i := range items {
		item := &items[i]
		if !p.item(x+item.X, y+item.Y, item, of) {
			p.special(box{x + item.X, y + item.Y, item.W, item.H}, item, of)
		}
	}
}

// marks shows where to cut and to fold: strokes outside the badges, or where they fill the sheet short strokes
// at its edges and a cross at every corner inside.
func (p *pen) marks(s event.Stock) {
	xs, ys := edges(s)
	const length, distance = 4.0, 1.5
	left, end := xs[0], xs[len(xs)-1]
	top, bottom := ys[0], ys[len(ys)-1]
	for _, x := range xs {
		p.stub(s, x, top, 0, -1, length, distance, x != left && x != end)
		p.stub(s, x, bottom, 0, 1, length, distance, x != left && x != end)
	}
	for _, y := range ys {
		p.stub(s, left, y, -1, 0, length, distance, y != top && y != bottom)
		p.stub(s, end, y, 1, 0, length, distance, y != top && y != bottom)
	}
	if s.GapX == 0 && s.GapY == 0 {
		for _, x := range xs[1 : len(xs)-1] {
			for _, y := range ys[1 : len(ys)-1] {
				p.stroke(x-1.5, y, x+1.5, y)
				p.stroke(x, y-1.5, x, y+1.5)
			}
		}
	}
	p.foldMarks(s)
}

// edges are the lines to cut along.
func edges(s event.Stock) (xs, ys []float64) {
	w, h := s.Cell()
	line := func(n int, from, size, gap float64) (all []float64) {
		for i := range n {
			at := from + float64(i)*(size+gap)
			if i == 0 || gap > 0.01 {
				all = append(all, at)
			}
			all = append(all, at+size)
		}
		return all
	}
	return line(s.Columns, s.Left, w, s.GapX), line(s.Rows, s.Top, h, s.GapY)
}

// stub is a mark from the outermost edge of the badges outwards. Without room there, a line inside the sheet is
// marked at the sheet's own edge.
func (p *pen) stub(s event.Stock, x, y, dx, dy, length, distance float64, inside bool) {
	room := map[bool]float64{true: x, false: s.PageWidth - x}[dx < 0]
	if dy != 0 {
		room = map[bool]float64{true: y, false: s.PageHeight - y}[dy < 0]
	}
	switch {
	case room > length+distance:
		p.stroke(x+dx*distance, y+dy*distance, x+dx*(distance+length), y+dy*(distance+length))
	case inside:
		x, y = x+dx*room, y+dy*room
		p.stroke(x, y, x-dx*length, y-dy*length)
	}
}

func (p *pen) stroke(x1, y1, x2, y2 float64) {
	const thick = 0.1
	x, y := p.job.ShiftX, p.job.ShiftY
	p.on.line(x1+x, y1+y, x2+x, y2+y, thick, quiet)
}

// foldMarks are small dashes at both ends of every fold.
func (p *pen) foldMarks(s event.Stock) {
	if s.Fold == event.NoFold {
		return
	}
	dashes := func(x, y, dx, dy float64) {
		for i := range 3 {
			from := 0.4 + 1.6*float64(i)
			p.stroke(x+dx*from, y+dy*from, x+dx*(from+0.9), y+dy*(from+0.9))
		}
	}
	for i := range s.Each() {
		x, y := s.Place(i)
		if s.Fold == event.FoldTop {
			dashes(x, y+s.Height, 1, 0)
			dashes(x+s.Width, y+s.Height, -1, 0)
		} else {
			dashes(x+s.Width, y, 0, 1)
			dashes(x+s.Width, y+s.Height, 0, -1)
		}
	}
}
