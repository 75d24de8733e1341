package badges

import (
	"image"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zlot/event"
	"zlot/ui/kit"
)

// drawing is what stands on a badge; an empty one is a badge without a person.
type drawing struct {
	form              form
	event, dates      string
	given, family     string
	institution, town string
	group             string
	lines             []string // answers of the event's own questions
	role, end, code   string
	main              event.Role
	symbol            image.Image
}

// The inks of paper are the same in the light and in the dark.
var (
	paper = color.White
	ink   = color.NRGBA{R: 0x1f, G: 0x29, B: 0x37, A: 0xff}
	quiet = color.NRGBA{R: 0x5b, G: 0x65, B: 0x73, A: 0xff}
	blue  = color.NRGBA{R: 0x1f, G: 0x5f, B: 0xa8, A: 0xff}
	faint = color.NRGBA{R: 0xc3, G: 0xca, B: 0xd4, A: 0xff}
)

// bands are the colours of the roles, as on paper.
var bands = map[event.Role]color.NRGBA{
	event.Participant: {R: 0x1f, G: 0x5f, B: 0xa8, A: 0xff},
	event.Panelist:    {R: 0x6d, G: 0x3f, B: 0xa3, A: 0xff},
	event.Moderator:   {R: 0x8f, G: 0x2d, B: 0x6b, A: 0xff},
	event.Trainer:     {R: 0x0f, G: 0x6b, B: 0x66, A: 0xff},
	event.Expert:      {R: 0x1b, G: 0x72, B: 0x45, A: 0xff},
	event.Coach:       {R: 0x96, G: 0x54, B: 0x0a, A: 0xff},
	event.Mentor:      {R: 0x6f, G: 0x5a, B: 0x12, A: 0xff},
	event.Supervisor:  {R: 0x5c, G: 0x40, B: 0x33, A: 0xff},
	event.Organizer:   {R: 0xb3, G: 0x26, B: 0x1e, A: 0xff},
	event.Guest:       {R: 0x4b, G: 0x55, B: 0x63, A: 0xff},
	event.Media:       {R: 0x11, G: 0x18, B: 0x27, A: 0xff},
}

// card draws a badge to scale.
type card struct {
	widget.BaseWidget
	d drawing
}

func newCard() *card {
	c := &card{d: drawing{form: usual}}
	c.ExtendBaseWidget(c)
	return c
}

func (c *card) set(d drawing) {
	c.d = d
	c.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer { return &cardRenderer{c: c} }

type cardRenderer struct {
	c       *card
	objects []fyne.CanvasObject
	drawn   fyne.Size // the size the objects were made for
	scale   float32   // pixels to a millimetre
}

func (r *cardRenderer) Destroy()                     {}
func (r *cardRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *cardRenderer) MinSize() fyne.Size           { return fyne.NewSize(kit.Space(60), kit.Space(40)) }

// Layout draws nothing new while the size stays: the window lays out again
// whatever has new objects, and would never come to rest.
func (r *cardRenderer) Layout(s fyne.Size) {
	if s != r.drawn {
		r.draw(s)
	}
}

func (r *cardRenderer) Refresh() {
	r.draw(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *cardRenderer) draw(s fyne.Size) {
	f := r.c.d.form
	r.objects, r.drawn = nil, s
	r.scale = min(s.Width/f.width, s.Height/f.height)
	if r.scale <= 0 {
		return
	}
	r.scale -= 0.01 // room for the border
	sheet := canvas.NewRectangle(paper)
	sheet.StrokeColor, sheet.StrokeWidth, sheet.CornerRadius = kit.Color(kit.ColorBorder), 1, 2
	r.place(sheet, 0, 0, f.width, f.height)
	if f.width > f.height {
		r.wide()
	} else {
		r.upright()
	}
}

// wide is the form of cards: the symbol stands at the right of the name.
func (r *cardRenderer) wide() {
	d, f := r.c.d, r.c.d.form
	const margin, symbol = 4, 25
	room := f.width - 2*margin
	left := room - symbol - 5
	dates := r.text(d.dates, margin, 3.2, room, 2.3, false, quiet, fyne.TextAlignTrailing)
	r.text(d.event, margin, 3.2, room-dates-2, 2.3, true, quiet, fyne.TextAlignLeading)
	r.rule(margin, 8, room)
	r.body(margin, 13, left, 42, sizes{given: 9.2, family: 5.5, small: 3, gap: 2})
	r.code(f.width-margin-symbol, 11, symbol, 2.4)
	r.band(margin, 43, room, 7.4, 3.3)
}

// upright is the form of tall badges: the symbol stands below the name.
func (r *cardRenderer) upright() {
	d, f := r.c.d, r.c.d.form
	k := f.width / 105
	margin, symbol := 8*k, 27.5*k
	room := f.width - 2*margin
	r.text(d.event, margin, 10*k, room, 3.9*k, true, quiet, fyne.TextAlignLeading)
	r.text(d.dates, margin, 17*k, room, 3.3*k, false, quiet, fyne.TextAlignLeading)
	r.rule(margin, 27*k, room)
	r.body(margin, 36*k, room, 86*k, sizes{given: 14 * k, family: 8.8 * k, small: 4.6 * k, gap: 4 * k})
	r.code(f.width-margin-symbol, 89*k, symbol, 3.2*k)
	r.band(margin, f.height-20.5*k, room, 13*k, 5.6*k)
}

// name writes the given name large and the family name under it, and returns
// where they end.
func (r *cardRenderer) name(x, y, width, given, family float32) float32 {
	d := r.c.d
	first, second := d.given, d.family
	if first == "" {
		first, second = second, ""
	}
	y = r.words(first, x, y, width, given, true, ink)
	return r.words(second, x, y+given*0.05, width, family, true, ink)
}

// sizes are those of the words about a person, and the gap below the name.
type sizes struct{ given, family, small, gap float32 }

// body writes who somebody is between y and an end. What is too high first
// gets the answers in one line, and then shrinks, as on paper.
func (r *cardRenderer) body(x, y, width, end float32, s sizes) {
	lines, start := r.c.d.lines, len(r.objects)
	for scale := float32(1); ; scale *= 0.95 {
		r.objects = r.objects[:start]
		small := s.small * max(scale, 0.75)
		at := r.name(x, y, width, s.given*scale, s.family*scale)
		at = r.origin(x, at+s.gap*scale, width, small, lines)
		if at <= end || scale < 0.4 {
			return
		}
		if len(lines) > 1 {
			lines = []string{strings.Join(lines, " · ")}
		}
	}
}

// origin writes where somebody comes from, the group and the answers, and
// returns where they end.
func (r *cardRenderer) origin(x, y, width, size float32, lines []string) float32 {
	d := r.c.d
	y = r.words(d.institution, x, y, width, size, false, ink)
	y = r.words(d.town, x, y+size*0.3, width, size, false, quiet)
	y = r.words(d.group, x, y+size*0.2, width, size, true, blue)
	for _, line := range lines {
		y = r.words(line, x, y+size*0.2, width, size*0.9, false, ink)
	}
	return y
}

func (r *cardRenderer) rule(x, y, width float32) {
	line := canvas.NewRectangle(faint)
	r.place(line, x, y, width, 0.2)
}

// code draws the symbol with its digits; without a picture its place is left.
func (r *cardRenderer) code(x, y, side, digits float32) {
	d := r.c.d
	if d.code == "" {
		return
	}
	if d.symbol != nil {
		img := canvas.NewImageFromImage(d.symbol)
		img.FillMode, img.ScaleMode = canvas.ImageFillContain, canvas.ImageScalePixels
		r.place(img, x, y, side, side)
	} else {
		frame := canvas.NewRectangle(color.Transparent)
		frame.StrokeColor, frame.StrokeWidth = faint, 1
		r.place(frame, x, y, side, side)
	}
	r.text(grouped(d.code), x-side, y+side+2, 2*side, digits, false, ink, fyne.TextAlignTrailing)
}

// grouped writes a code in fours, as people read it aloud.
func grouped(code string) string {
	var b strings.Builder
	for i, r := range code {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// band is the strip in the colour of the role.
func (r *cardRenderer) band(x, y, width, height, size float32) {
	d := r.c.d
	fill, ok := bands[d.main]
	if !ok {
		fill = quiet
	}
	strip := canvas.NewRectangle(fill)
	strip.CornerRadius = height * 0.18 * r.scale
	r.place(strip, x, y, width, height)
	top := y + (height-size*1.2)/2
	end := r.text(d.end, x, top, width-height*0.4, size*0.85, true, paper, fyne.TextAlignTrailing)
	r.text(d.role, x+height*0.4, top, width-end-height, size, true, paper, fyne.TextAlignLeading)
}

// words writes text that shrinks to its width and returns where it ends.
func (r *cardRenderer) words(s string, x, y, width, size float32, bold bool, c color.Color) float32 {
	if s == "" {
		return y
	}
	style := fyne.TextStyle{Bold: bold}
	if w := fyne.MeasureText(s, size*r.scale, style).Width; w > width*r.scale {
		if before, after, ok := cut(s); ok && w > width*r.scale*1.35 {
			y = r.words(before, x, y, width, size*0.8, bold, c)
			return r.words(after, x, y, width, size*0.8, bold, c)
		}
		size *= width * r.scale / w
	}
	r.text(s, x, y, width, size, bold, c, fyne.TextAlignLeading)
	return y + size*1.18
}

// cut parts a text at the space or hyphen next to its middle.
func cut(s string) (before, after string, ok bool) {
	best := -1
	for i, c := range s {
		if (c == ' ' || c == '-') && (best < 0 || abs(i-len(s)/2) < abs(best-len(s)/2)) {
			best = i
		}
	}
	if best <= 0 || best == len(s)-1 {
		return s, "", false
	}
	return strings.TrimSpace(s[:best+1]), s[best+1:], true
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// text writes one line and returns its width; all measures are millimetres.
func (r *cardRenderer) text(s string, x, y, width, size float32, bold bool, c color.Color, align fyne.TextAlign) float32 {
	t := canvas.NewText(s, c)
	t.TextSize, t.TextStyle, t.Alignment = size*r.scale, fyne.TextStyle{Bold: bold}, align
	for least := t.TextSize * 0.5; t.TextSize > least && t.MinSize().Width > width*r.scale; {
		t.TextSize *= 0.96
	}
	r.place(t, x, y, width, size*1.2)
	return t.MinSize().Width / r.scale
}

// place puts an object on the sheet, which lies at the top of the middle.
func (r *cardRenderer) place(o fyne.CanvasObject, x, y, width, height float32) {
	left := (r.c.Size().Width - r.c.d.form.width*r.scale) / 2
	o.Move(fyne.NewPos(left+x*r.scale, y*r.scale))
	o.Resize(fyne.NewSize(width*r.scale, height*r.scale))
	r.objects = append(r.objects, o)
}
