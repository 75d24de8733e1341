package doc

import (
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

// slots are the blocks of a day: a band for what stands across all rooms, a row for what is alone at its time,
// cards beside each other for what begins together.
func (a *agenda) slots(day []event.Session, scale float64, describe bool) (blocks []wallBlock) {
	for i := 0; i < len(day); {
		s := day[i]
		if across(s) {
			blocks = append(blocks, a.bandBlock(s, scale))
			i++
			continue
		}
		end := i + 1
		for end < len(day) && day[end].Start.Equal(s.Start) && !across(day[end]) {
			end++
		}
		if end-i == 1 {
			blocks = append(blocks, a.rowBlock(s, scale, describe))
		} else {
			blocks = append(blocks, a.cardBlocks(day[i:end], scale, describe)...)
		}
		i = end
	}
	return blocks
}

// across tells whether a session is nobody's own: a break in all rooms, or one without a room.
func across(s event.Session) bool {
	return s.AllRooms || (s.Kind == event.Break && s.Room == "" && len(s.Groups) == 0)
}

// calm tells whether a session is set quietly.
func calm(s event.Session) bool {
	return s.AllRooms || s.Kind == event.Break || s.Kind == event.Reception
}

// bandBlock is a quiet band across the whole width.
func (a *agenda) bandBlock(s event.Session, scale float64) wallBlock {
	const gap = 1.3
	st := a.plain.sized(wallSize * 0.95 * scale).inked(quiet)
	x, width := wallEdge+wallTime*scale, a.across-2*wallEdge-wallTime*scale
	room := part{style: st}
	if text := a.where(s); text != "" {
		room = a.set(text, st.sized(10*scale).aligned(right), width*0.4, 7*scale, 1)
	}
	title := a.flow(s.Title, st, width-a.widest(room)-6, 8*scale)
	inset := 2.1 * scale
	height := title.height() + 2*inset + 2*gap
	return wallBlock{height: height, draw: func(y float64, _ bool) {
		a.block(wallEdge-2, y+gap, a.across-2*wallEdge+4, height-2*gap, 1.2, band)
		a.clock(s, y+gap+inset, st)
		a.write(x, y+gap+inset, title)
		if len(room.lines) > 0 {
			a.write(a.across-wallEdge, y+gap+inset, room)
		}
	}}
}

// clock writes when a session is, and what the clock alone does not say below it.
func (a *agenda) clock(s event.Session, y float64, st style) float64 {
	base := y + st.capHeight()
	a.text(wallEdge, base, a.span(s), st)
	return a.clockRemark(s, base, st.size)
}

// clockRemark writes the remark on a time below its baseline.
func (a *agenda) clockRemark(s event.Session, base, size float64) float64 {
	text := a.remark(s)
	if text == "" {
		return base
	}
	small := a.plain.sized(size * 0.7).inked(quiet)
	base += small.lineHeight() * 1.05
	a.text(wallEdge, base, text, small)
	return base
}

func (a *agenda) remarkHeight(s event.Session, size float64) float64 {
	if a.remark(s) == "" {
		return 0
	}
	return a.plain.sized(size*0.7).lineHeight() * 1.05
}

// rowBlock is a session that is alone at its time.
func (a *agenda) rowBlock(s event.Session, scale float64, describe bool) wallBlock {
	left := wallEdge + wallTime*scale
	width := a.across - wallEdge - left
	title, clock := a.bold.sized(wallSize*scale), a.bold.sized(wallSize*scale)
	if calm(s) {
		title = a.plain.sized(wallSize * scale).inked(quiet)
		clock = title
	}
	room := part{style: a.plain.sized(10 * scale).aligned(right)}
	if text := a.where(s); text != "" {
		room = a.set(text, room.style, 44*min(scale, 1.2), 7.5*scale, 3)
	}
	beside := width
	if len(room.lines) > 0 {
		beside -= a.widest(room) + 5
	}
	head := a.flow(s.Title, title, beside, 9*scale)
	who := a.peopleOf(s, width, 10.5*scale)
	var below column
	if describe && s.Description != "" {
		below = append(below, a.paragraphs(s.Description, a.plain.sized(9*scale).inked(quiet), width, 2.4*scale)...)
	}
	if notes := joinText(" · ", a.groupLabel(s), a.signUp(s)); notes != "" {
		note := a.flow(notes, a.plain.sized(9*scale).inked(accent), width, 7.5*scale)
		note.before = 2.6 * scale
		below = append(below, note)
	}
	inset := 2.9 * scale
	height := max(head.height(), room.height()) + who.height()
	if len(below) > 0 {
		height += below[0].before + below.height()
	}
	least := clock.capHeight() + a.remarkHeight(s, clock.size)
	height = max(height, least) + 2*inset
	return wallBlock{height: height, draw: func(y float64, _ bool) {
		a.line(wallEdge, y+height, a.across-wallEdge, y+height, 0.12, faint)
		a.clock(s, y+inset, clock)
		if len(room.lines) > 0 {
			a.write(a.across-wallEdge, y+inset+(clock.capHeight()-room.style.capHeight()), room)
		}
		a.write(left, y+inset, head)
		end := who.draw(a, left, y+inset+max(head.height(), room.height()))
		if len(below) > 0 {
			below.draw(a, left, end+below[0].before)
		}
	}}
}

func (a *agenda) groupLabel(s event.Session) string {
	if titles := a.groupsOf(s); titles != "" {
		return a.words.N("doc.agenda.groups", len(s.Groups), i18n.Args{"Titles": titles})
	}
	return ""
}

func (a *agenda) widest(p part) float64 {
	widest := 0.0
	for _, line := range p.lines {
		widest = max(widest, a.width(line, p.style))
	}
	return widest
}

// paragraphs sets a description of several paragraphs.
func (a *agenda) paragraphs(text string, st style, width, before float64) (all column) {
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines, _ := a.wrap(a.hard(line), st, width)
			all = append(all, part{lines, st, before})
			before = st.size * 0.16
		}
	}
	return all
}
