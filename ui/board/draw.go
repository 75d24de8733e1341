package board

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Where things stand on the whole screen.
const (
	edge      = 64
	gap       = 36
	headEnd   = 196
	upperEnd  = 600
	hintSpace = 64
	inset     = 36
	radius    = 18
)

// draw paints everything on a screen of a width and height.
func (b *Board) draw(p *pen, width, height float32) {
	b.drawHead(p, width)
	room := width - 2*edge
	panels := []func(x, y, w, h float32){
		func(x, y, w, h float32) { b.drawHere(p, x, y, w, h) },
		func(x, y, w, h float32) { b.drawArrivals(p, x, y, w, h) },
	}
	shares := []float32{0.42, 0.58}
	if len(b.shown.queues) > 1 {
		panels = []func(x, y, w, h float32){panels[0], func(x, y, w, h float32) { b.drawQueues(p, x, y, w, h) }, panels[1]}
		shares = []float32{0.32, 0.40, 0.28}
	}
	free := room - gap*float32(len(panels)-1)
	x := float32(edge)
	for i, panel := range panels {
		w := free * shares[i]
		p.block(x, headEnd, w, upperEnd-headEnd, radius, kit.ColorSurface)
		panel(x+inset, headEnd+inset*0.7, w-2*inset, upperEnd-headEnd-1.5*inset)
		x += w + gap
	}
	b.drawSessions(p, edge, upperEnd+gap, room, height-upperEnd-gap-hintSpace)
	b.drawHint(p, width, height)
}

// drawHead is the name of the event, the day and the clock.
func (b *Board) drawHead(p *pen, width float32) {
	now := b.Now().In(b.Event.Zone())
	clock := letters{size: 112, bold: true, ink: kit.ColorText, align: fyne.TextAlignTrailing}
	hour := b.Printer.Time(now)
	p.text(width-edge, 30, hour, clock)
	room := width - 2*edge - p.width(hour, clock) - gap
	title := letters{size: 56, bold: true, ink: kit.ColorText}
	lines := p.lines(b.shown.Event.Title, title, room, 1)
	p.paragraph(edge, 46, lines, title)
	p.text(edge, 122, b.Printer.Weekday(now)+", "+b.Printer.Date(now), letters{size: 36, ink: kit.ColorMuted})
}

// drawHere is how many have come, of how many.
func (b *Board) drawHere(p *pen, x, y, w, h float32) {
	t := b.Printer.T
	y += p.text(x, y, t("board.here"), caption)
	here := b.number(b.shown.Here)
	large := p.shrunk(here, letters{size: 230, bold: true, ink: kit.ColorAdmitted}, w*0.66)
	of := letters{size: 54, ink: kit.ColorMuted}
	p.text(x, y-14, here, large)
	base := y - 14 + large.size*1.0 - of.size*1.02
	p.text(x+p.width(here, large)+20, base, t("board.of", i18n.Args{"Count": b.number(b.shown.Expected)}), of)
	bar := y + h - 92
	if least := y + large.size + 24; bar < least {
		bar = least
	}
	p.block(x, bar, w, 24, 12, kit.ColorNeutralSoft)
	if b.shown.Here > 0 {
		share := min(float32(b.shown.Here)/float32(b.shown.Expected), 1) // both were read one after the other
		p.block(x, bar, max(w*share, 24), 24, 12, kit.ColorAdmitted)
	}
}

// caption is what stands over the figures.
var caption = letters{size: 34, bold: true, ink: kit.ColorMuted}

// drawQueues says at which letters to stand. Two and three lines have arrows, more have numbers.
func (b *Board) drawQueues(p *pen, x, y, w, h float32) {
	height := p.text(x, y, b.Printer.T("board.queues"), caption)
	y, h = y+height+8, h-height-8
	queues := b.shown.queues
	n := len(queues)
	columns := 1
	if n > 3 {
		columns = 2
	}
	rows := (n + columns - 1) / columns
	cell, line := w/float32(columns), min(h/float32(rows), 150)
	widest := letters{size: min(line*0.86, 128), bold: true, ink: kit.ColorText}
	mark := line * 0.6
	for _, q := range queues {
		widest = p.shrunk(q.Label(), widest, cell-mark-28-inset)
	}
	for i, q := range queues {
		cx, cy := x+float32(i%columns)*cell, y+float32(i/columns)*line
		if columns == 2 { // down the first column, then the second
			cx, cy = x+float32(i/rows)*cell, y+float32(i%rows)*line
		}
		at := cy + (line-mark)/2
		if n > 3 {
			p.block(cx, at, mark, mark, mark/2, kit.ColorPrimary)
			digit := letters{size: mark * 0.62, bold: true, ink: kit.ColorOnPrimary, align: fyne.TextAlignCenter}
			size := fyne.MeasureText("8", digit.size*p.unit, digit.style()).Height / p.unit
			p.text(cx+mark/2, at+(mark-size)/2, strconv.Itoa(i+1), digit)
		} else {
			p.arrow(cx, at, mark, wayOf(i, n), kit.ColorPrimary)
		}
		size := fyne.MeasureText("A", widest.size*p.unit, widest.style()).Height / p.unit
		p.text(cx+mark+28, cy+(line-size)/2, q.Label(), widest)
	}
}

// wayOf is where a line of two or three stands.
func wayOf(i, n int) int {
	switch {
	case i == 0:
		return -1
	case i == n-1:
		return 1
	}
	return 0
}

// drawArrivals is a bar for every ten minutes.
func (b *Board) drawArrivals(p *pen, x, y, w, h float32) {
	height := p.text(x, y, b.Printer.T("board.arrivals"), caption)
	foot := letters{size: 26, ink: kit.ColorMuted}
	arrivals := b.shown.Arrivals
	if len(arrivals) == 0 {
		p.paragraph(x, y+height+20, p.lines(b.Printer.T("board.arrivals.none"), foot, w, 3), foot)
		return
	}
	most := int(w / 44)
	if len(arrivals) > most {
		arrivals = arrivals[len(arrivals)-most:]
	}
	top, bottom := y+height+44, y+h-30
	highest := 1
	for _, a := range arrivals {
		highest = max(highest, a.Count)
	}
	step := min(w/float32(max(len(arrivals), 6)), 84)
	zone := b.Event.Zone()
	p.block(x, bottom, w, 2, 0, kit.ColorBorder)
	for i, a := range arrivals {
		bar := (bottom - top) * float32(a.Count) / float32(highest)
		left := x + float32(i)*step
		p.block(left, bottom-bar, step*0.78, bar, 4, kit.ColorPrimary)
		if a.Count > 0 && step > 40 {
			p.text(left+step*0.39, bottom-bar-34, strconv.Itoa(a.Count), letters{size: 24, bold: true, ink: kit.ColorText, align: fyne.TextAlignCenter})
		}
	}
	p.text(x, bottom+6, b.Printer.Time(arrivals[0].From.In(zone)), foot)
	last := arrivals[len(arrivals)-1].From.In(zone).Add(10 * time.Minute)
	foot.align = fyne.TextAlignTrailing
	if end := x + float32(len(arrivals))*step; end-x > 260 {
		p.text(end, bottom+6, b.Printer.Time(last), foot)
	}
}

// drawHint says how to use the window; on the whole screen the hall need not read it.
func (b *Board) drawHint(p *pen, width, height float32) {
	hint := letters{size: 24, ink: kit.ColorMuted}
	switch {
	case b.failure != "":
		hint.ink = kit.ColorRefused
		p.text(edge, height-46, p.lines(b.failure, hint, width-2*edge, 1)[0], hint)
	case !b.Window.FullScreen():
		p.text(edge, height-46, b.Printer.T("board.hint"), hint)
	}
}

func (b *Board) number(n int) string { return b.Printer.Number(float64(n), 0) }

// running parts what is on now from what comes next.
func (b *Board) running() (now, next []event.Fill) {
	at := b.Now()
	for _, f := range b.shown.Sessions {
		switch {
		case !f.Session.End.After(at):
		case f.Session.Start.After(at):
			next = append(next, f)
		default:
			now = append(now, f)
		}
	}
	return now, next
}
