package design

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"zlot/event"
	"zlot/ui/kit"
)

// board is the badge that is worked on, with what shows how: frames, handles and lines.
type board struct {
	widget.BaseWidget
	d     *Designer
	scale float32 // units of the window to a millimetre

	press   *press
	guides  []guide
	band    *box // drawn around what is to be chosen
	hovered int  // item under the mouse, or -1
	cursor  desktop.Cursor
	focused bool
	shift   bool // held
	picture image.Image
	spot    *canvas.Rectangle // where a menu opens
	painted *boardRenderer
}

var (
	_ fyne.Focusable         = (*board)(nil)
	_ fyne.Tabbable          = (*board)(nil)
	_ fyne.Shortcutable      = (*board)(nil)
	_ fyne.Draggable         = (*board)(nil)
	_ fyne.DoubleTappable    = (*board)(nil)
	_ fyne.SecondaryTappable = (*board)(nil)
	_ desktop.Mouseable      = (*board)(nil)
	_ desktop.Hoverable      = (*board)(nil)
	_ desktop.Keyable        = (*board)(nil)
	_ desktop.Cursorable     = (*board)(nil)
)

func newBoard(d *Designer) *board {
	b := &board{d: d, scale: 4, hovered: -1, cursor: desktop.DefaultCursor, spot: canvas.NewRectangle(color.Transparent)}
	b.ExtendBaseWidget(b)
	return b
}

// around is the room beside the sheet, in steps: less where it is a page.
func (d *Designer) around() float32 {
	if d.certificate() {
		return kit.Space(4)
	}
	return kit.Space(8)
}

// origin is where the upper left corner of the badge lies.
func (b *board) origin() fyne.Position {
	s, p := b.Size(), b.paper()
	room := b.d.around()
	return fyne.NewPos(max((s.Width-p.Width)/2, room), max((s.Height-p.Height)/2, room))
}

// paper is how large the badge is in the window.
func (b *board) paper() fyne.Size {
	s := b.d.sketch.layout.Stock
	return fyne.NewSize(float32(s.Width)*b.scale, float32(s.Height)*b.scale)
}

// at is a place of the window in millimetres of the badge.
func (b *board) at(p fyne.Position) (x, y float64) {
	o := b.origin()
	return float64((p.X - o.X) / b.scale), float64((p.Y - o.Y) / b.scale)
}

// area is where a box lies in the window.
func (b *board) area(x box) (fyne.Position, fyne.Size) {
	o := b.origin()
	return fyne.NewPos(o.X+float32(x.x)*b.scale, o.Y+float32(x.y)*b.scale), fyne.NewSize(float32(x.w)*b.scale, float32(x.h)*b.scale)
}

// CreateRenderer is part of fyne.Widget.
func (b *board) CreateRenderer() fyne.WidgetRenderer {
	r := &boardRenderer{b: b, ground: canvas.NewRectangle(nil), sheet: canvas.NewRectangle(sheetWhite), picture: canvas.NewImageFromImage(b.picture), marks: map[string]*pool{}}
	r.picture.FillMode, r.picture.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
	b.painted = r
	r.paint()
	return r
}

// boardRenderer paints the board. What is used in a step of a drag is kept and moved, not made anew.
type boardRenderer struct {
	b       *board
	ground  *canvas.Rectangle
	sheet   *canvas.Rectangle
	picture *canvas.Image
	marks   map[string]*pool
	names   []*canvas.Text // of items that show nothing
	named   int
	objects []fyne.CanvasObject
}

// pool keeps rectangles that are shown as they are needed.
type pool struct {
	all  []*canvas.Rectangle
	used int
}

func (r *boardRenderer) Destroy()                     {}
func (r *boardRenderer) Layout(fyne.Size)             { r.paint() }
func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *boardRenderer) MinSize() fyne.Size {
	room := 2 * r.b.d.around()
	return r.b.paper().AddWidthHeight(room, room)
}

func (r *boardRenderer) Refresh() {
	r.paint()
	r.picture.Refresh()
	canvas.Refresh(r.b)
}

// layers are painted one above the other.
var layers = []string{"hover", "frame", "trouble", "chosen", "handle", "guide", "band"}

// paint puts everything to its place.
func (r *boardRenderer) paint() {
	b := r.b
	at, size := b.area(b.d.sketch.whole())
	r.ground.FillColor = kit.Color(kit.ColorNeutralSoft)
	r.ground.Resize(b.Size())
	r.sheet.FillColor = sheetWhite
	r.sheet.Shadow = canvas.Shadow{Color: kit.Color(theme.ColorNameShadow), BlurRadius: 8, Offset: fyne.NewPos(0, 2), Variant: canvas.DropShadow}
	r.sheet.Move(at)
	r.sheet.Resize(size)
	r.picture.Move(at)
	r.picture.Resize(size)
	r.marking()
	objects := make([]fyne.CanvasObject, 0, len(r.objects)+8)
	objects = append(objects, r.ground, r.sheet, r.picture, b.spot)
	for _, layer := range layers {
		p := r.pool(layer)
		for i, o := range p.all {
			o.Hidden = i >= p.used
			objects = append(objects, o)
		}
	}
	for i, o := range r.names {
		o.Hidden = i >= r.named
		objects = append(objects, o)
	}
	r.objects = objects
}

func (r *boardRenderer) pool(layer string) *pool {
	p := r.marks[layer]
	if p == nil {
		p = &pool{}
		r.marks[layer] = p
	}
	return p
}

// mark shows a rectangle of a layer.
func (r *boardRenderer) mark(layer string, at fyne.Position, size fyne.Size, fill, stroke color.Color, width float32) {
	p := r.pool(layer)
	if p.used == len(p.all) {
		p.all = append(p.all, canvas.NewRectangle(color.Transparent))
	}
	o := p.all[p.used]
	p.used++
	o.FillColor, o.StrokeColor, o.StrokeWidth = fill, stroke, width
	o.Move(at)
	o.Resize(size)
}

// name writes what an item is into its place, where there is room.
func (r *boardRenderer) name(i event.LayoutItem) {
	if r.named == len(r.names) {
		r.names = append(r.names, canvas.NewText("", markFaint))
	}
	t := r.names[r.named]
	t.Text, t.TextSize, t.Color, t.Alignment = r.b.d.nameOf(i), kit.Size(kit.SizeSmall), markInk, fyne.TextAlignCenter
	at, size := r.b.area(boxOf(i))
	need := t.MinSize()
	if need.Width > size.Width || need.Height > size.Height {
		return
	}
	t.Move(at.AddXY(0, (size.Height-need.Height)/2))
	t.Resize(fyne.NewSize(size.Width, need.Height))
	r.named++
}

// The marks on paper are the same in the light and in the dark, as paper is.
var (
	sheetWhite = color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
	darkInk    = color.NRGBA{R: 0x1f, G: 0x29, B: 0x37, A: 0xff}
	roleRed    = color.NRGBA{R: 0xb3, G: 0x26, B: 0x1e, A: 0xff}
	markInk    = color.NRGBA{R: 0x1f, G: 0x5f, B: 0xa8, A: 0xff}
	markSoft   = color.NRGBA{R: 0x1f, G: 0x5f, B: 0xa8, A: 0x22}
	markFaint  = color.NRGBA{R: 0x5b, G: 0x65, B: 0x73, A: 0x50}
	guideInk   = color.NRGBA{R: 0xd6, G: 0x2f, B: 0x8a, A: 0xff}
	troubleInk = color.NRGBA{R: 0xc8, G: 0x72, B: 0x00, A: 0xff}
)

// grip is the side of a handle.
const gripSide = 8

func (r *boardRenderer) marking() {
	for _, p := range r.marks {
		p.used = 0
	}
	r.named = 0
	b := r.b
	s := b.d.sketch
	frame := func(layer string, i int, grow float32, ink color.Color, width float32) {
		at, size := b.area(boxOf(s.items()[i]))
		r.mark(layer, at.SubtractXY(grow, grow), size.AddWidthHeight(2*grow, 2*grow), color.Transparent, ink, width)
	}
	r.marksOfAll(frame)
	if b.hovered >= 0 && b.hovered < len(s.items()) && !s.has(b.hovered) && b.press == nil {
		frame("hover", b.hovered, 1, markInk, 1)
	}
	width := float32(1.5)
	if !b.focused {
		width = 1
	}
	for _, i := range s.chosen {
		frame("chosen", i, 1, markInk, width)
	}
	if item, ok := s.only(); ok {
		for _, h := range handles {
			at, _ := b.area(box{})
			x, y := h.at(boxOf(item))
			at = at.AddXY(float32(x)*b.scale-gripSide/2, float32(y)*b.scale-gripSide/2)
			r.mark("handle", at, fyne.NewSquareSize(gripSide), sheetWhite, markInk, 1.5)
		}
	}
	for _, g := range b.guides {
		at, size := b.area(g.box(g.upright))
		over := kit.Space(2)
		if g.upright {
			r.mark("guide", at.SubtractXY(0.5, over), fyne.NewSize(1, size.Height+2*over), guideInk, color.Transparent, 0)
		} else {
			r.mark("guide", at.SubtractXY(over, 0.5), fyne.NewSize(size.Width+2*over, 1), guideInk, color.Transparent, 0)
		}
	}
	if b.band != nil {
		at, size := b.area(*b.band)
		r.mark("band", at, size, markSoft, markInk, 1)
	}
}

// marksOfAll frames what shows nothing and what has something wrong.
func (r *boardRenderer) marksOfAll(frame func(layer string, i int, grow float32, ink color.Color, width float32)) {
	for i, item := range r.b.d.sketch.items() {
		if r.b.d.empty(item) {
			frame("frame", i, 0, markFaint, 1)
			r.name(item)
		}
		if r.b.d.troubled(i) {
			frame("trouble", i, 2, troubleInk, 1.5)
		}
	}
}

// show paints the marks again, and nothing else: it is what a step of a drag costs.
func (b *board) show() {
	if b.painted != nil {
		b.painted.paint()
		canvas.Refresh(b)
	}
}

// troubled says whether something is wrong with an item of this side.
func (d *Designer) troubled(i int) bool {
	for _, p := range d.problems {
		if p.back == d.sketch.back && p.item == i {
			return true
		}
	}
	return false
}

// empty says whether nothing of an item can be seen on the badge that is shown.
func (d *Designer) empty(i event.LayoutItem) bool {
	if d.who.shown == nil || i.Fill != "" {
		return false
	}
	return d.who.shown.bare(i, func(picture string) bool { return d.pictures[picture] != nil })
}

// textual are the kinds whose words are edited by a double click.
func textual(k event.ItemKind) bool { return k == event.ItemText || k == event.ItemBand }
