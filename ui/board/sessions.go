package board

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// drawSessions is what is on now, and what comes next.
func (b *Board) drawSessions(p *pen, x, y, w, h float32) {
	now, next := b.running()
	t := b.Printer.T
	type part struct {
		title string
		fills []event.Fill
	}
	var parts []part
	if len(now) > 0 {
		parts = append(parts, part{t("board.now"), now})
	}
	if len(next) > 0 {
		parts = append(parts, part{b.nextTitle(next[0]), next})
	}
	if len(parts) == 0 {
		words := letters{size: 54, bold: true, ink: kit.ColorMuted, align: fyne.TextAlignCenter}
		p.text(x+w/2, y+h/2-40, b.idle(), words)
		return
	}
	shares := []float32{1}
	if len(parts) == 2 { // the longer list gets more room
		shares = []float32{0.5, 0.5}
		switch {
		case len(now) < len(next):
			shares = []float32{0.42, 0.58}
		case len(now) > len(next):
			shares = []float32{0.58, 0.42}
		}
	}
	free := w - 2*gap*float32(len(parts)-1)
	for i, part := range parts {
		b.drawPart(p, part.title, part.fills, x, y, free*shares[i], h)
		x += free*shares[i] + 2*gap
	}
}

// idle is what is said while nothing is on and nothing follows: the end of the day, or that it did not begin yet.
func (b *Board) idle() string {
	if b.shown.over {
		return b.Printer.T("board.over")
	}
	return b.Printer.T("board.welcome")
}

// nextTitle says when the next sessions begin, with the day where it is not this one.
func (b *Board) nextTitle(f event.Fill) string {
	zone := b.Event.Zone()
	start := f.Session.Start.In(zone)
	args := i18n.Args{"Time": b.Printer.Time(start), "Day": b.Printer.Weekday(start)}
	if event.DateOf(start, zone) != event.DateOf(b.Now(), zone) {
		return b.Printer.T("board.next.day", args)
	}
	return b.Printer.T("board.next", args)
}

// The heights of a session, with one line for its title and with two, and how much larger everything may be
// where there is room.
const (
	sessionLow  = 104
	sessionHigh = 150
	mostLarger  = 1.35
	widestRoom  = 0.42 // share of a session's width
)

// drawPart lists sessions as large as their room allows. What does not fit is counted.
func (b *Board) drawPart(p *pen, title string, fills []event.Fill, x, y, w, h float32) {
	top := y
	y += p.text(x, y, title, letters{size: 44, bold: true, ink: kit.ColorPrimary}) + 8
	h -= y - top
	more := 0
	if most := max(int(h/sessionLow), 1); len(fills) > most {
		h -= 44
		most = max(int(h/sessionLow), 1)
		more = len(fills) - most
		fills = fills[:most]
	}
	each := h / float32(len(fills))
	larger := min(max(each/sessionLow, 1), mostLarger)
	row, lines := sessionLow*larger, 1
	if each >= sessionHigh*larger {
		row, lines = sessionHigh*larger, 2
	}
	for _, f := range fills {
		b.drawSession(p, f, x, y, w, larger, lines)
		y += row
	}
	if more > 0 {
		p.text(x, y+2, b.Printer.N("board.more", more), letters{size: 30, ink: kit.ColorMuted})
	}
}

func (b *Board) drawSession(p *pen, f event.Fill, x, y, w, larger float32, lines int) {
	p.block(x, y, w, 2, 0, kit.ColorLine)
	y += 10 * larger
	free, ink := b.free(f)
	seats := letters{size: 32 * larger, bold: true, ink: ink, align: fyne.TextAlignTrailing}
	room := letters{size: 40 * larger, bold: true, ink: kit.ColorText, align: fyne.TextAlignTrailing}
	if small := p.shrunk(f.Room, room, w*widestRoom); small.size >= room.size*0.65 {
		room = small
	} else {
		room.size *= 0.65
	}
	where := p.lines(f.Room, room, w*widestRoom, 1)[0]
	side := max(p.width(where, room), p.width(free, seats))
	p.text(x+w, y, where, room)
	if free != "" {
		p.text(x+w, y+48*larger, free, seats)
	}
	if side > 0 {
		side += gap
	}
	title := letters{size: 40 * larger, bold: true, ink: kit.ColorText}
	under := letters{size: 30 * larger, ink: kit.ColorMuted}
	y = p.paragraph(x, y, p.lines(f.Session.Title, title, w-side, lines), title)
	p.text(x, y, p.lines(b.under(f), under, w-side, 1)[0], under)
}

// under is until when a session takes place, and who speaks there.
func (b *Board) under(f event.Fill) string {
	zone := b.Event.Zone()
	text := b.Printer.TimeSpan(f.Session.Start.In(zone), f.Session.End.In(zone))
	var names []string
	for _, c := range f.Session.Contributors {
		if name := b.Printer.Person(c.Name); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		text += " · " + strings.Join(names, ", ")
	}
	return text
}

// free is how many places are left, where there is a limit and somebody counts.
func (b *Board) free(f event.Fill) (text string, ink fyne.ThemeColorName) {
	if f.Limit == 0 || (!f.Session.SignUp && f.Inside == 0) {
		return "", kit.ColorMuted
	}
	if left := f.Limit - max(f.Enrolled, f.Inside); left > 0 {
		return b.Printer.N("board.free", left), kit.ColorAdmitted
	}
	return b.Printer.T("board.full"), kit.ColorWarning
}
