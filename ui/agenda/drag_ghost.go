package agenda

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// ghost shows where a session would be: its outline, and in words its times, its room and what would be wrong.
type ghost struct {
	widget.BaseWidget
	g     *timetable
	worst kit.Tone
	lines []string // times, room, what is wrong
	title string
	box   fyne.Size     // of the outline
	tip   fyne.Position // of the words, from the outline
	wide  fyne.Size     // of the words
}

func newGhost(g *timetable) *ghost {
	x := &ghost{g: g}
	x.ExtendBaseWidget(x)
	x.Hide()
	return x
}

// show puts the ghost where the pull is now. Nothing else is drawn anew.
func (x *ghost) show(d *drag) {
	g := x.g
	s := g.scale()
	p := g.p
	last := d.column
	if d.was.AllRooms {
		d.column, last = g.plan.span(p.state.rooms, d.was)
	}
	at, size := s.box(d.column, last, d.from, d.to)
	x.box, x.worst, x.title = size, tone(d.wrong...), d.was.Title
	x.lines = []string{p.hours(d.now()), p.roomTitle(d.room)}
	if d.was.AllRooms {
		x.lines[1] = p.Printer.T("timetable.rooms.all")
	}
	if wrong := p.brief(d.wrong); wrong != "" {
		x.lines = append(x.lines, wrong)
	}
	x.wide = x.measure()
	x.tip = fyne.NewPos(0, size.Height+kit.Space(1))
	top := at.Y - g.body.Offset.Y
	if top+size.Height+kit.Space(1)+x.wide.Height > g.body.Size().Height {
		x.tip.Y = -x.wide.Height - kit.Space(1)
		if top+x.tip.Y < 0 { // the session is higher than the view
			x.tip.Y = max(-top, 0) + kit.Space(1)
		}
	}
	if over := at.X + x.wide.Width - g.body.Offset.X - g.body.Size().Width; over > 0 {
		x.tip.X = -over
	}
	x.Resize(size)
	x.Move(at)
	x.Show()
	x.Refresh()
}

// seen is a colour through which one sees what is behind it.
func seen(c color.Color) color.Color {
	r, g, b, _ := c.RGBA()
	return color.NRGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: 0xcc}
}

// clear takes the ghost away.
func (x *ghost) clear() {
	x.lines, x.title = nil, ""
	x.Refresh()
	x.Hide()
}

// measure is the size of the words.
func (x *ghost) measure() fyne.Size {
	small, text := kit.Size(kit.SizeSmall), kit.Size(kit.SizeText)
	wide := textWidth(x.lines[0], text, true)
	for i, line := range x.lines[1:] {
		extra := float32(0)
		if i == 1 {
			extra = small + kit.Space(1)
		}
		wide = max(wide, textWidth(line, small, i == 1)+extra)
	}
	return fyne.NewSize(wide+kit.Space(5), lineHeight(text)+lineHeight(small)*float32(len(x.lines)-1)+kit.Space(3))
}

type ghostRenderer struct {
	x         *ghost
	bg, card  *canvas.Rectangle
	mark      *canvas.Image
	title     *canvas.Text
	lines     [3]*canvas.Text
	drawnIcon kit.Tone
}

// CreateRenderer is part of fyne.Widget.
func (x *ghost) CreateRenderer() fyne.WidgetRenderer {
	r := &ghostRenderer{x: x, bg: canvas.NewRectangle(kit.Color(kit.ColorPrimarySoft)), card: canvas.NewRectangle(kit.Color(kit.ColorRaised)),
		mark: canvas.NewImageFromResource(nil), title: newLine(kit.SizeText, kit.ColorText, true)}
	r.mark.FillMode = canvas.ImageFillContain
	r.lines = [3]*canvas.Text{newLine(kit.SizeText, kit.ColorText, true), newLine(kit.SizeSmall, kit.ColorMuted, false), newLine(kit.SizeSmall, kit.ColorRefused, true)}
	r.Refresh()
	return r
}

func (r *ghostRenderer) Destroy()           {}
func (r *ghostRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *ghostRenderer) Layout(fyne.Size)   {}

func (r *ghostRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.bg, r.title, r.card, r.mark, r.lines[0], r.lines[1], r.lines[2]}
}

// Refresh is part of fyne.WidgetRenderer.
func (r *ghostRenderer) Refresh() {
	x := r.x
	color, soft := kit.ColorPrimary, kit.ColorPrimarySoft
	if x.worst != kit.ToneNeutral {
		color, soft = x.worst.Color(), x.worst.Soft()
	}
	r.bg.FillColor, r.bg.StrokeColor, r.bg.StrokeWidth, r.bg.CornerRadius = seen(kit.Color(soft)), kit.Color(color), 2, 3
	r.bg.Resize(x.box)
	size := kit.Size(kit.SizeText)
	r.title.Text = kit.Shorten(x.title, x.box.Width-kit.Space(4), size, true)
	r.title.Color, r.title.TextSize = kit.Color(kit.ColorText), size
	r.title.Hidden = x.box.Height < lineHeight(size)
	r.title.Move(fyne.NewPos(kit.Space(2)+2, min(2, (x.box.Height-lineHeight(size))/2)))
	r.title.Resize(fyne.NewSize(x.box.Width, lineHeight(size)))
	r.card.FillColor, r.card.StrokeColor, r.card.StrokeWidth, r.card.CornerRadius = kit.Color(kit.ColorRaised), kit.Color(color), 1, kit.Size(kit.SizeRadius)
	r.card.Resize(x.wide)
	r.card.Move(x.tip)
	y := x.tip.Y + kit.Space(1) + 2
	for i, t := range r.lines {
		t.Hidden = i >= len(x.lines)
		if t.Hidden {
			t.Text = ""
			continue
		}
		left := x.tip.X + kit.Space(2) + 2
		t.TextSize = kit.Size([]fyne.ThemeSizeName{kit.SizeText, kit.SizeSmall, kit.SizeSmall}[i])
		if i == 2 {
			side := t.TextSize
			r.mark.Resize(fyne.NewSquareSize(side))
			r.mark.Move(fyne.NewPos(left, y+(lineHeight(side)-side)/2))
			left += side + kit.Space(1)
		}
		t.Text, t.Color = x.lines[i], kit.Color([]fyne.ThemeColorName{kit.ColorText, kit.ColorMuted, color}[i])
		t.Move(fyne.NewPos(left, y))
		t.Resize(fyne.NewSize(x.wide.Width, lineHeight(t.TextSize)))
		y += lineHeight(t.TextSize)
	}
	r.mark.Hidden = len(x.lines) < 3
	if r.drawnIcon != x.worst && !r.mark.Hidden {
		r.drawnIcon = x.worst
		r.mark.Resource = kit.IconWarning.Resource(color)
		r.mark.Refresh()
	}
	canvas.Refresh(x)
}
