package agenda

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// board is the sheet of a day: the lines, the sessions in view, the place of the keyboard and what is being
// moved. It is the one thing on it that has the focus and hears the mouse.
type board struct {
	widget.BaseWidget
	g       *timetable
	focused bool
	shift   bool
	hover   grip
	press   *press // the mouse is down
}

var (
	_ fyne.Focusable         = (*board)(nil)
	_ fyne.Shortcutable      = (*board)(nil)
	_ fyne.Draggable         = (*board)(nil)
	_ fyne.DoubleTappable    = (*board)(nil)
	_ fyne.SecondaryTappable = (*board)(nil)
	_ desktop.Mouseable      = (*board)(nil)
	_ desktop.Hoverable      = (*board)(nil)
	_ desktop.Cursorable     = (*board)(nil)
	_ desktop.Keyable        = (*board)(nil)
)

func newBoard(g *timetable) *board {
	b := &board{g: g}
	b.ExtendBaseWidget(b)
	return b
}

// boardRenderer keeps in its tree only what can be seen: a session out of view costs nothing.
type boardRenderer struct {
	b       *board
	rules   []*canvas.Rectangle // times, then columns
	here    *canvas.Rectangle   // the empty place of the keyboard
	now     *canvas.Rectangle
	dot     *canvas.Circle
	spot    *canvas.Rectangle // where a menu opens
	ghost   *ghost
	objects []fyne.CanvasObject
}

// CreateRenderer is part of fyne.Widget.
func (b *board) CreateRenderer() fyne.WidgetRenderer {
	rect := func() *canvas.Rectangle { return canvas.NewRectangle(kit.Color(kit.ColorSurface)) }
	r := &boardRenderer{b: b, here: rect(), now: rect(), dot: canvas.NewCircle(kit.Color(kit.ColorRefused)), spot: b.g.spot, ghost: b.g.ghost}
	b.g.drawn = r
	r.Refresh()
	return r
}

func (r *boardRenderer) Destroy() {}

func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize asks for the width in which the titles can be read.
func (r *boardRenderer) MinSize() fyne.Size {
	g := r.b.g
	return fyne.NewSize(kit.Space(g.zoom.column())*float32(len(g.plan.columns)), g.scale().height())
}

// Layout puts everything in its place.
func (r *boardRenderer) Layout(fyne.Size) { r.Refresh() }

// Refresh draws the sheet anew.
func (r *boardRenderer) Refresh() {
	r.rule()
	r.collect()
	r.mark()
	canvas.Refresh(r.b)
}

// collect takes what can be seen into the tree.
func (r *boardRenderer) collect() {
	g := r.b.g
	r.objects = r.objects[:0]
	for _, line := range r.rules {
		r.objects = append(r.objects, line)
	}
	r.objects = append(r.objects, r.here, r.now)
	top, bottom := g.body.Offset.Y-kit.Space(10), g.body.Offset.Y+g.body.Size().Height+kit.Space(10)
	left, right := g.body.Offset.X-kit.Space(10), g.body.Offset.X+g.body.Size().Width+kit.Space(10)
	s := g.scale()
	for _, c := range g.plan.cells {
		at, size := s.frame(c)
		b := g.blocks[c.session.ID]
		b.seen = at.Y+size.Height >= top && at.Y <= bottom && at.X+size.Width >= left && at.X <= right
		if b.seen {
			b.put(at, size)
			r.objects = append(r.objects, b)
		}
	}
	r.objects = append(r.objects, r.dot, r.spot, r.ghost)
}

// rule draws the lines of the hours, of their parts as far as there is room, and of the columns.
func (r *boardRenderer) rule() {
	g := r.b.g
	s := g.scale()
	n := 0
	next := func(color fyne.ThemeColorName, x, y, width, height float32) {
		if n == len(r.rules) {
			r.rules = append(r.rules, canvas.NewRectangle(kit.Color(color)))
		}
		line := r.rules[n]
		n++
		line.FillColor = kit.Color(color)
		line.Resize(fyne.NewSize(width, height))
		line.Move(fyne.NewPos(x, y))
	}
	parts := 1
	switch {
	case s.hour >= kit.Space(26):
		parts = 4
	case s.hour >= kit.Space(9):
		parts = 2
	}
	for i := range g.plan.hours*parts + 1 {
		color := kit.ColorNeutralSoft
		if i%parts == 0 {
			color = kit.ColorLine
		}
		next(color, 0, above()+s.hour*float32(i)/float32(parts), s.width, 1)
	}
	for i := 1; i < len(g.plan.columns); i++ {
		color := kit.ColorNeutralSoft
		if g.plan.columns[i].venue != g.plan.columns[i-1].venue {
			color = kit.ColorLine
		}
		next(color, s.x(i), 0, 1, s.height())
	}
	r.rules = r.rules[:n]
}

// mark draws what changes while somebody works: the place of the keyboard, and what time it is.
func (r *boardRenderer) mark() {
	g := r.b.g
	s := g.scale()
	begun := g.p.form != nil && g.p.form.session.ID == ""
	empty := g.here.empty() && (r.b.focused || begun) && g.here.column < len(g.plan.columns)
	r.here.Hidden = !empty
	if empty {
		at, size := s.box(g.here.column, g.here.column, g.here.from, g.here.to)
		r.here.FillColor, r.here.StrokeColor = kit.Color(kit.ColorSelected), kit.Color(kit.ColorPrimary)
		r.here.StrokeWidth, r.here.CornerRadius = 1.5, 3
		r.here.Resize(size)
		r.here.Move(at)
		r.here.Refresh()
	}
	now := g.now()
	shown := !now.Before(g.plan.from) && !now.After(g.plan.until())
	r.now.Hidden, r.dot.Hidden = !shown, !shown
	if shown {
		r.now.FillColor, r.dot.FillColor = kit.Color(kit.ColorRefused), kit.Color(kit.ColorRefused)
		r.now.Resize(fyne.NewSize(s.width, 1.5))
		r.now.Move(fyne.NewPos(0, s.y(now)))
		r.dot.Resize(fyne.NewSquareSize(kit.Space(2)))
		r.dot.Move(fyne.NewPos(0, s.y(now)-kit.Space(1)+0.75))
	}
}

// Cursor is part of desktop.Cursorable.
func (b *board) Cursor() desktop.Cursor {
	if b.press != nil && b.press.kind != dragNew {
		return cursorOf(b.press.kind)
	}
	return cursorOf(b.hover.kind)
}

func cursorOf(k dragKind) desktop.Cursor {
	switch k {
	case dragTop, dragBottom:
		return desktop.VResizeCursor
	case dragMove:
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// grip is what is under the mouse: a session, its upper or lower edge, or an empty place.
type grip struct {
	kind dragKind
	id   string
}

// gripAt finds what is at a place; what stands in front comes first.
func (b *board) gripAt(at fyne.Position) grip {
	g := b.g
	for i := len(g.plan.cells) - 1; i >= 0; i-- {
		c := g.plan.cells[i]
		from, size := g.scale().frame(c)
		x, y := at.X-from.X, at.Y-from.Y
		if x < 0 || y < 0 || x > size.Width || y > size.Height {
			continue
		}
		edge := min(kit.Space(1)+2, size.Height/4)
		switch {
		case y >= size.Height-edge:
			return grip{dragBottom, c.session.ID}
		case y <= edge && size.Height > kit.Space(6):
			return grip{dragTop, c.session.ID}
		}
		return grip{dragMove, c.session.ID}
	}
	return grip{kind: dragNew}
}

// emptyAt is the empty place of a height: an hour from the step of the grid above it, or less up to the next session.
func (b *board) emptyAt(at fyne.Position) place {
	g := b.g
	s := g.scale()
	from := g.plan.from.Add(s.at(at.Y).Sub(g.plan.from).Truncate(max(g.zoom.step, 15*time.Minute)))
	if from.Before(g.plan.from) {
		from = g.plan.from
	}
	return g.emptyFrom(s.columnAt(at.X), from, from.Add(time.Hour))
}
