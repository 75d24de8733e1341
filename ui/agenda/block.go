package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// block is a session in the timetable.
type block struct {
	widget.BaseWidget
	p       *Page
	session event.Session
	chosen  bool
	hovered bool
}

var (
	_ fyne.Focusable    = (*block)(nil)
	_ fyne.Tappable     = (*block)(nil)
	_ desktop.Hoverable = (*block)(nil)
)

func newBlock(p *Page, s event.Session) *block {
	b := &block{p: p, session: s}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped is part of fyne.Tappable.
func (b *block) Tapped(*fyne.PointEvent) { b.p.Window.Canvas().Focus(b) }

// FocusGained is part of fyne.Focusable: the details follow the focus.
func (b *block) FocusGained() {
	b.p.choose(b.session)
	b.p.grid.reveal(b.session.ID)
}

// FocusLost is part of fyne.Focusable.
func (b *block) FocusLost() {}

// TypedRune is part of fyne.Focusable.
func (b *block) TypedRune(rune) {}

// TypedKey is part of fyne.Focusable: arrows go through the day, other keys go on
// to the page.
func (b *block) TypedKey(ev *fyne.KeyEvent) {
	by := 0
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyRight:
		by = 1
	case fyne.KeyUp, fyne.KeyLeft:
		by = -1
	default:
		if handle := b.p.Window.Canvas().OnTypedKey(); handle != nil {
			handle(ev)
		}
		return
	}
	day := b.p.today()
	for i, s := range day {
		if s.ID == b.session.ID && i+by >= 0 && i+by < len(day) {
			b.p.Window.Canvas().Focus(b.p.grid.blocks[day[i+by].ID])
			return
		}
	}
}

// MouseIn is part of desktop.Hoverable.
func (b *block) MouseIn(*desktop.MouseEvent) { b.hover(true) }

// MouseMoved is part of desktop.Hoverable.
func (b *block) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (b *block) MouseOut() { b.hover(false) }

func (b *block) hover(on bool) {
	b.hovered = on
	b.Refresh()
}

// blockRenderer draws the stripe of the kind, the time, the title and, where
// there is room, who makes it.
type blockRenderer struct {
	b          *block
	bg, stripe *canvas.Rectangle
	icon       *kit.IconView
	time       *kit.Text
	title      *kit.Paragraph
	short      *kit.Text // the title of a short session: one line
	about      *kit.Paragraph
	rest       *container.Clip // shows as many whole lines of it as there is room for
	words      *fyne.Container
	clip       *container.Clip
}

// CreateRenderer is part of fyne.Widget.
func (b *block) CreateRenderer() fyne.WidgetRenderer {
	tone, icon := look(b.session.Kind)
	about := b.p.people(b.session)
	if b.session.Capacity != nil {
		about = b.p.Printer.T("agenda.places.of", i18n.Args{"Taken": b.p.state.places[b.session.ID].taken, "Capacity": *b.session.Capacity}) + separated(about)
	}
	r := &blockRenderer{b: b, bg: canvas.NewRectangle(kit.Color(tone.Soft())), stripe: canvas.NewRectangle(kit.Color(tone.Color())),
		icon: kit.NewIconViewSize(icon, tone.Color(), kit.Space(4)), time: kit.NewText(b.p.hours(b.session), kit.TextStyle{Size: kit.SizeSmall, Color: tone.Color(), Truncate: true}),
		title: kit.NewParagraph(b.session.Title, kit.StyleStrong), short: kit.NewText(b.session.Title, kit.StyleStrong.Truncated()), about: kit.NewParagraph(about, kit.StyleSmall)}
	r.rest = container.NewClip(r.about)
	r.rest.ExtendBaseWidget(r.rest)
	r.words = container.NewWithoutLayout(r.icon, r.time, r.title, r.short, r.rest)
	r.clip = container.NewClip(r.words)
	r.clip.ExtendBaseWidget(r.clip)
	r.Refresh()
	return r
}

func (r *blockRenderer) Destroy() {}

func (r *blockRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.bg, r.stripe, r.clip}
}

func (r *blockRenderer) MinSize() fyne.Size { return fyne.NewSize(kit.Space(10), kit.Space(5)) }

func (r *blockRenderer) Layout(s fyne.Size) {
	r.bg.Resize(s)
	r.stripe.Resize(fyne.NewSize(kit.Space(1), s.Height))
	left := kit.Space(3)
	r.clip.Move(fyne.NewPos(left, 0))
	r.clip.Resize(fyne.NewSize(s.Width-left-kit.Space(1), s.Height-1))
	width := s.Width - left - kit.Space(1)
	small := r.time.MinSize().Height
	y := kit.Space(1)
	low := s.Height < 2*small+kit.Space(6)
	r.icon.Hidden, r.time.Hidden, r.title.Hidden, r.short.Hidden = low, low, low, !low
	if low { // a short session has room for one line of its title only
		line := r.short.MinSize().Height
		r.short.Move(fyne.NewPos(0, max((s.Height-line)/2, 0)))
		r.short.Resize(fyne.NewSize(width, line))
		r.rest.Hidden = true
		return
	}
	r.icon.Move(fyne.NewPos(0, y+(small-kit.Space(4))/2))
	r.icon.Resize(fyne.NewSize(kit.Space(4), kit.Space(4)))
	r.time.Move(fyne.NewPos(kit.Space(5), y))
	r.time.Resize(fyne.NewSize(width-kit.Space(5), small))
	y += small + kit.Space(1)/2
	y += tall(r.title, 0, y, width) + kit.Space(1)/2
	height := tall(r.about, 0, 0, width)
	if room := s.Height - y; height > room {
		height = float32(int(max(room, 0)/small)) * small
	}
	r.rest.Move(fyne.NewPos(0, y))
	r.rest.Resize(fyne.NewSize(width, height))
	r.rest.Hidden = height < small/2
}

// tall gives a paragraph its width and the height that follows from it.
func tall(o fyne.CanvasObject, x, y, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	height := o.MinSize().Height
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
	return height
}

func (r *blockRenderer) Refresh() {
	tone, _ := look(r.b.session.Kind)
	r.bg.FillColor, r.stripe.FillColor = kit.Color(tone.Soft()), kit.Color(tone.Color())
	r.bg.StrokeWidth, r.bg.StrokeColor = 0, kit.Color(kit.ColorPrimary)
	switch {
	case r.b.chosen:
		r.bg.StrokeWidth = 2
	case r.b.hovered:
		r.bg.StrokeWidth, r.bg.StrokeColor = 1, kit.Color(kit.ColorBorder)
	}
	r.words.Refresh()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
