package board

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The measures of the board are those of a screen of 1920 by 1080, scaled to what there is.
const wholeWidth, wholeHeight = 1920, 1080

// color is a colour of the board's own theme, or of the program's.
func (b *Board) color(name fyne.ThemeColorName) color.Color {
	if b.own != nil {
		return b.own.Color(name, 0)
	}
	return kit.Color(name)
}

func (b *Board) dark() bool {
	r, g, bl, _ := b.color(kit.ColorBackground).RGBA()
	return r+g+bl < 3*0x8000
}

// pen draws on a screen in measures of the whole one.
type pen struct {
	b       *Board
	unit    float32 // of the real screen in one of the whole
	objects []fyne.CanvasObject
}

// letters is how words are written.
type letters struct {
	size  float32
	bold  bool
	ink   fyne.ThemeColorName
	align fyne.TextAlign
}

func (l letters) style() fyne.TextStyle { return fyne.TextStyle{Bold: l.bold} }

// width is how wide words are.
func (p *pen) width(text string, l letters) float32 {
	return fyne.MeasureText(text, l.size*p.unit, l.style()).Width / p.unit
}

// text writes a line; x is its left edge, its middle or its right edge. It returns how high it is.
func (p *pen) text(x, y float32, text string, l letters) float32 {
	t := canvas.NewText(text, p.b.color(l.ink))
	t.TextSize, t.TextStyle = l.size*p.unit, l.style()
	size := fyne.MeasureText(text, t.TextSize, t.TextStyle)
	switch l.align {
	case fyne.TextAlignCenter:
		x -= size.Width / p.unit / 2
	case fyne.TextAlignTrailing:
		x -= size.Width / p.unit
	}
	t.Move(fyne.NewPos(x*p.unit, y*p.unit))
	t.Resize(size)
	p.objects = append(p.objects, t)
	return size.Height / p.unit
}

// shrunk makes letters smaller until the words have room.
func (p *pen) shrunk(text string, l letters, width float32) letters {
	if w := p.width(text, l); w > width {
		l.size *= 0.985 * width / w // letters come in whole pixels
	}
	return l
}

// lines breaks words into at most so many lines; what is too much for them ends in dots.
func (p *pen) lines(text string, l letters, width float32, most int) []string {
	var all []string
	line := ""
	for _, word := range strings.FieldsFunc(i18n.HardSpaces(text), func(r rune) bool { return r == ' ' }) {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if line == "" || p.width(longer, l) <= width {
			line = longer
			continue
		}
		all, line = append(all, line), word
	}
	all = append(all, line)
	if len(all) > most {
		all = append(all[:most-1], strings.Join(all[most-1:], " "))
	}
	last := []rune(all[len(all)-1])
	for len(last) > 1 && p.width(string(last), l) > width {
		last = append(last[:len(last)-2], '…')
	}
	all[len(all)-1] = string(last)
	for i := range all {
		all[i] = strings.ReplaceAll(all[i], "\u00a0", " ")
	}
	return all
}

// paragraph writes lines under each other and returns where they end.
func (p *pen) paragraph(x, y float32, lines []string, l letters) float32 {
	for _, line := range lines {
		y += p.text(x, y, line, l)
	}
	return y
}

// block fills a rectangle.
func (p *pen) block(x, y, w, h, radius float32, fill fyne.ThemeColorName) {
	r := canvas.NewRectangle(p.b.color(fill))
	r.CornerRadius = radius * p.unit
	r.Move(fyne.NewPos(x*p.unit, y*p.unit))
	r.Resize(fyne.NewSize(w*p.unit, h*p.unit))
	p.objects = append(p.objects, r)
}

// stroke draws a thick line.
func (p *pen) stroke(x1, y1, x2, y2, width float32, ink fyne.ThemeColorName) {
	l := canvas.NewLine(p.b.color(ink))
	l.StrokeWidth = width * p.unit
	l.Position1, l.Position2 = fyne.NewPos(x1*p.unit, y1*p.unit), fyne.NewPos(x2*p.unit, y2*p.unit)
	p.objects = append(p.objects, l)
}

// arrow points from the middle of a square to where a line stands: -1 to the left, 0 ahead, 1 to the right.
func (p *pen) arrow(x, y, size float32, way int, ink fyne.ThemeColorName) {
	thick, barb := size*0.13, size*0.34
	mid, far := size/2, size*0.06
	switch {
	case way < 0:
		p.stroke(x+far, y+mid, x+size-far, y+mid, thick, ink)
		p.stroke(x+far, y+mid, x+far+barb, y+mid-barb, thick, ink)
		p.stroke(x+far, y+mid, x+far+barb, y+mid+barb, thick, ink)
	case way > 0:
		p.stroke(x+far, y+mid, x+size-far, y+mid, thick, ink)
		p.stroke(x+size-far, y+mid, x+size-far-barb, y+mid-barb, thick, ink)
		p.stroke(x+size-far, y+mid, x+size-far-barb, y+mid+barb, thick, ink)
	default:
		p.stroke(x+mid, y+far, x+mid, y+size-far, thick, ink)
		p.stroke(x+mid, y+far, x+mid-barb, y+far+barb, thick, ink)
		p.stroke(x+mid, y+far, x+mid+barb, y+far+barb, thick, ink)
	}
}
