package agenda

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// block is a session in the timetable. It is drawn only: the sheet below it answers the mouse and the keys, so
// that a day of hundreds of them is one place in the order of the keyboard.
type block struct {
	widget.BaseWidget
	p       *Page
	session event.Session
	cell    cell
	chosen  bool
	focused bool // the keyboard is here
	hovered bool
	faded   bool // it is being moved
	seen    bool // it is in view, and so in the tree
	stale   bool // it has changed while it was out of view
}

func newBlock(p *Page, c cell) *block {
	b := &block{p: p, session: c.session, cell: c}
	b.ExtendBaseWidget(b)
	return b
}

// put gives the block its place; out of view nothing of it is worked out.
func (b *block) put(at fyne.Position, size fyne.Size) {
	b.Move(at)
	if b.stale && b.Size() == size {
		b.Refresh()
	}
	b.stale = false
	b.Resize(size)
}

// brief is what is wrong in two or three words, and how much more there is.
func (p *Page) brief(all []event.Conflict) string {
	if len(all) == 0 {
		return ""
	}
	first := all[0]
	for _, c := range all {
		if c.Kind.Severe() {
			first = c
			break
		}
	}
	text := p.Printer.T("conflict.kind." + string(first.Kind))
	if len(all) > 1 {
		return p.Printer.T("timetable.wrong.more", i18n.Args{"First": text, "More": len(all) - 1})
	}
	return text
}

// about is who takes part in a session: its groups, and how full it is.
func (p *Page) about(s event.Session) (text string, color fyne.ThemeColorName) {
	var parts []string
	color = kit.ColorMuted
	for _, g := range s.Groups {
		parts = append(parts, p.state.titles[g])
	}
	n := p.state.places[s.ID].taken
	switch {
	case s.Capacity == nil && s.SignUp && n > 0:
		parts = append(parts, p.Printer.N("timetable.enrolled", n))
	case s.Capacity == nil:
	case n > *s.Capacity:
		color = kit.ColorRefused
		parts = append(parts, p.Printer.T("timetable.over", i18n.Args{"Taken": n, "Capacity": *s.Capacity}))
	case n == *s.Capacity && n > 0:
		color = kit.ColorWarning
		parts = append(parts, p.Printer.T("timetable.full", i18n.Args{"Taken": n, "Capacity": *s.Capacity}))
	default:
		parts = append(parts, p.Printer.T("timetable.taken", i18n.Args{"Taken": n, "Capacity": *s.Capacity}))
	}
	return strings.Join(parts, " · "), color
}

// blockRenderer draws the stripe of the kind, the hours with what is wrong, the title and, where there is room,
// who takes part and who makes it.
type blockRenderer struct {
	b                  *block
	bg, stripe, handle *canvas.Rectangle
	icon, mark         blockSign
	hours, wrong       *canvas.Text
	about              *canvas.Text
	title, people      []*canvas.Text
	objects            []fyne.CanvasObject
	drawn              fyne.Size
}

// CreateRenderer is part of fyne.Widget.
func (b *block) CreateRenderer() fyne.WidgetRenderer {
	rect := func() *canvas.Rectangle { return canvas.NewRectangle(kit.Color(kit.ColorSurface)) }
	r := &blockRenderer{b: b, bg: rect(), stripe: rect(), handle: rect(),
		hours: newLine(kit.SizeSmall, kit.ColorMuted, false), wrong: newLine(kit.SizeSmall, kit.ColorRefused, true), about: newLine(kit.SizeSmall, kit.ColorMuted, false)}
	r.handle.CornerRadius = 1
	r.Refresh()
	return r
}

func (r *blockRenderer) Destroy() {}

func (r *blockRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *blockRenderer) MinSize() fyne.Size { return fyne.NewSize(kit.Space(8), leastHeight()) }

// Layout breaks the words anew where the size is another one.
func (r *blockRenderer) Layout(s fyne.Size) {
	if s != r.drawn {
		r.Refresh()
	}
}

// Refresh draws everything.
func (r *blockRenderer) Refresh() {
	s := r.b.Size()
	r.drawn = s
	r.paint()
	r.bg.Resize(s)
	r.stripe.Resize(fyne.NewSize(kit.Space(1), s.Height))
	r.handle.Resize(fyne.NewSize(kit.Space(6), 3))
	r.handle.Move(fyne.NewPos((s.Width-kit.Space(6))/2, s.Height-6))
	r.handle.Hidden = !r.b.hovered || s.Height < kit.Space(6) || r.b.faded
	r.objects = []fyne.CanvasObject{r.bg, r.stripe}
	r.write(s)
	r.objects = append(r.objects, r.handle)
	canvas.Refresh(r.b)
}

func (r *blockRenderer) paint() {
	b := r.b
	kind, icon := look(b.session.Kind)
	worst := tone(b.p.conflictsOf(b.session.ID)...)
	color := kind.Color()
	r.bg.FillColor, r.stripe.FillColor = kit.Color(kind.Soft()), kit.Color(color)
	r.bg.CornerRadius, r.stripe.CornerRadius = 3, 1
	r.bg.StrokeWidth, r.bg.StrokeColor = 1, kit.Color(kit.ColorSurface)
	if worst != kit.ToneNeutral {
		r.stripe.FillColor = kit.Color(worst.Color())
		r.bg.StrokeWidth, r.bg.StrokeColor = 1.5, kit.Color(worst.Color())
		r.mark.set(kit.IconWarning, worst.Color())
		r.wrong.Color = kit.Color(worst.Color())
	}
	switch {
	case b.faded:
		r.bg.FillColor, r.stripe.FillColor = kit.Color(kit.ColorNeutralSoft), kit.Color(kit.ColorBorder)
		r.bg.StrokeWidth = 0
	case b.chosen && b.focused:
		r.bg.StrokeWidth, r.bg.StrokeColor = 2.5, kit.Color(kit.ColorPrimary)
	case b.chosen:
		r.bg.StrokeWidth, r.bg.StrokeColor = 1.5, kit.Color(kit.ColorPrimary)
	case b.hovered && worst == kit.ToneNeutral:
		r.bg.StrokeColor = kit.Color(kit.ColorBorder)
	}
	r.handle.FillColor = kit.Color(color)
	r.icon.set(icon, color)
	r.hours.Color = kit.Color(color)
	if b.faded {
		r.hours.Color = kit.Color(kit.ColorMuted)
	}
}

func (r *blockRenderer) put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Resize(fyne.NewSize(width, height))
	o.Move(fyne.NewPos(x, y))
	r.objects = append(r.objects, o)
}

// lines puts texts under each other, and uses the lines that are there.
func (r *blockRenderer) lines(old []*canvas.Text, texts []string, size float32, bold bool, x, y float32) []*canvas.Text {
	for len(old) < len(texts) {
		old = append(old, newLine(kit.SizeText, kit.ColorText, bold))
	}
	old = old[:len(texts)]
	for i, text := range texts {
		t := old[i]
		t.Text, t.TextSize, t.Color = text, size, kit.Color(kit.ColorMuted)
		if bold {
			t.Color = kit.Color(kit.ColorText)
		}
		r.put(t, x, y+float32(i)*lineHeight(size), r.b.Size().Width-x, lineHeight(size))
	}
	return old
}
