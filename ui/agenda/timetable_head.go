package agenda

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// tableLayout keeps the titles of the rooms and the hours beside the sheet that is scrolled.
type tableLayout struct{ g *timetable }

func (l *tableLayout) head() float32 {
	if l.g.plan.venues() {
		return kit.Space(13)
	}
	return kit.Space(9)
}

// MinSize is part of fyne.Layout.
func (l *tableLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	bar := o[5].MinSize()
	return fyne.NewSize(max(bar.Width, kit.Space(axisSteps+40)), l.head()+bar.Height+kit.Space(30))
}

// Layout is part of fyne.Layout.
func (l *tableLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	put := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, height))
	}
	left, top, bar := kit.Space(axisSteps), l.head(), o[5].MinSize().Height
	height := size.Height - top - bar - 2
	put(o[0], left, 0, size.Width-left, top)
	put(o[1], 0, top+1, left, height)
	put(o[3], 0, top, size.Width, 1)
	put(o[4], 0, size.Height-bar-1, size.Width, 1)
	put(o[5], 0, size.Height-bar, size.Width, bar)
	old := l.g.body.Size()
	put(o[2], left, top+1, size.Width-left, height)
	if l.g.body.Size() != old {
		l.g.zoom.fitNow()
		l.g.arrange()
		if old.IsZero() {
			l.g.begin()
		}
	}
}

// shadowless is the theme without the shadows at the edges of what is scrolled: the lines of the table say where it ends.
type shadowless struct{}

func (shadowless) now() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (shadowless) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameShadow {
		return color.Transparent
	}
	return shadowless{}.now().Color(name, v)
}

func (shadowless) Font(s fyne.TextStyle) fyne.Resource        { return shadowless{}.now().Font(s) }
func (shadowless) Icon(name fyne.ThemeIconName) fyne.Resource { return shadowless{}.now().Icon(name) }
func (shadowless) Size(name fyne.ThemeSizeName) float32       { return shadowless{}.now().Size(name) }

// roomHead are the titles of the rooms over their columns, and those of the venues over these.
type roomHead struct {
	widget.BaseWidget
	g *timetable
}

func newRoomHead(g *timetable) *roomHead {
	h := &roomHead{g: g}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer is part of fyne.Widget.
func (h *roomHead) CreateRenderer() fyne.WidgetRenderer {
	r := &headRenderer{g: h.g, self: h}
	r.Refresh()
	return r
}

type headRenderer struct {
	g       *timetable
	self    fyne.CanvasObject
	objects []fyne.CanvasObject
}

func (r *headRenderer) Destroy()                     {}
func (r *headRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *headRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *headRenderer) Layout(fyne.Size)             { r.Refresh() }

// text writes a line into a width, whole or shortened.
func (r *headRenderer) text(text string, size fyne.ThemeSizeName, color fyne.ThemeColorName, bold bool, x, y, width float32) {
	t := newLine(size, color, bold)
	t.Text = kit.Shorten(text, width, t.TextSize, bold)
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(width, lineHeight(t.TextSize)))
	r.objects = append(r.objects, t)
}

func (r *headRenderer) line(x, y, width, height float32) {
	rule := canvas.NewRectangle(kit.Color(kit.ColorLine))
	rule.Move(fyne.NewPos(x, y))
	rule.Resize(fyne.NewSize(width, height))
	r.objects = append(r.objects, rule)
}

// Refresh is part of fyne.WidgetRenderer.
func (r *headRenderer) Refresh() {
	g := r.g
	s, shift := g.scale(), g.body.Offset.X
	r.objects = nil
	view, y := g.body.Size().Width, float32(0)
	if g.plan.venues() {
		r.writeVenues(s, shift)
		y = kit.Space(5)
	}
	small := kit.Size(kit.SizeSmall)
	for i, c := range g.plan.columns {
		x, width := s.x(i)-shift, s.column()
		if x+width < 0 || x > view {
			continue
		}
		if i > 0 {
			r.line(x, y+kit.Space(2), 1, kit.Space(5))
		}
		left, room := x+kit.Space(2)+2, width-kit.Space(4)
		at := y + (kit.Space(8)-lineHeight(small))/2
		if c.capacity != nil {
			seats := g.p.Printer.T("timetable.seats", i18n.Args{"Count": *c.capacity})
			wide := textWidth(seats, small, false)
			if room-wide-kit.Space(2) > min(kit.Space(16), textWidth(g.p.roomTitle(c.id), small, true)) {
				room -= wide + kit.Space(1)
				r.text(seats, kit.SizeSmall, kit.ColorMuted, false, left+room+kit.Space(1), at, wide+1)
			}
		}
		ink := kit.ColorText
		if c.id == "" {
			ink = kit.ColorMuted
		}
		r.text(g.p.roomTitle(c.id), kit.SizeSmall, ink, true, left, at, room)
	}
	canvas.Refresh(r.self)
}

// writeVenues writes each building over its rooms; its name stays in sight while they are scrolled.
func (r *headRenderer) writeVenues(s scale, shift float32) {
	all := r.g.plan.columns
	for i := 0; i < len(all); {
		end := i + 1
		for end < len(all) && all[end].venue == all[i].venue && (all[end].id == "") == (all[i].id == "") {
			end++
		}
		from, to := s.x(i)-shift, s.x(end)-shift
		name := all[i].venue
		if name == "" && all[i].id != "" {
			name = r.g.p.state.event.Venue
		}
		if i > 0 {
			r.line(from, 0, 1, kit.Space(13))
		}
		left := max(from, 0) + kit.Space(2) + 2
		if room := to - left - kit.Space(2); room > 0 && name != "" {
			r.text(name, kit.SizeSmall, kit.ColorMuted, false, left, kit.Space(1), room)
		}
		i = end
	}
}

// hourAxis are the hours at the left.
type hourAxis struct {
	widget.BaseWidget
	g *timetable
}

func newHourAxis(g *timetable) *hourAxis {
	a := &hourAxis{g: g}
	a.ExtendBaseWidget(a)
	return a
}

// CreateRenderer is part of fyne.Widget.
func (a *hourAxis) CreateRenderer() fyne.WidgetRenderer {
	r := &axisRenderer{headRenderer{g: a.g, self: a}}
	r.Refresh()
	return r
}

type axisRenderer struct{ headRenderer }

// Layout is part of fyne.WidgetRenderer.
func (r *axisRenderer) Layout(fyne.Size) { r.Refresh() }

// Refresh is part of fyne.WidgetRenderer.
func (r *axisRenderer) Refresh() {
	g := r.g
	s := g.scale()
	r.objects = nil
	every := 1
	if s.hour < lineHeight(kit.Size(kit.SizeSmall)) {
		every = 2
	}
	for h := 0; h <= g.plan.hours; h += every {
		t := newLine(kit.SizeSmall, kit.ColorMuted, false)
		at := g.plan.from.Add(time.Duration(h) * time.Hour)
		height := lineHeight(t.TextSize)
		y := s.y(at) - g.body.Offset.Y - height/2
		if y+height > g.body.Size().Height || y < 0 { // a time is read whole or not at all
			continue
		}
		t.Text, t.Alignment = g.p.until(g.plan.from, at), fyne.TextAlignTrailing
		t.Move(fyne.NewPos(0, y))
		t.Resize(fyne.NewSize(kit.Space(axisSteps-2), height))
		r.objects = append(r.objects, t)
	}
	r.markNow(s)
	canvas.Refresh(r.self)
}

// markNow writes what time it is on the axis, over the hours.
func (r *axisRenderer) markNow(s scale) {
	g := r.g
	now := g.now()
	y := s.y(now) - g.body.Offset.Y
	if now.Before(g.plan.from) || now.After(g.plan.until()) {
		return
	}
	t := newLine(kit.SizeSmall, kit.ColorOnRefused, true)
	t.Text, t.Alignment = g.p.Printer.Time(now.In(g.p.state.event.Zone())), fyne.TextAlignCenter
	height := lineHeight(t.TextSize)
	bg := canvas.NewRectangle(kit.Color(kit.ColorRefused))
	bg.CornerRadius = 3
	for _, o := range []fyne.CanvasObject{bg, t} {
		o.Move(fyne.NewPos(kit.Space(1), y-height/2))
		o.Resize(fyne.NewSize(kit.Space(axisSteps-1)-2, height))
		r.objects = append(r.objects, o)
	}
}
