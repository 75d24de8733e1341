package doc

import (
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// agendaRow is a line of somebody's own programme, or the day above some.
type agendaRow struct {
	day, clock string
	lines      []string
	session    bool
	before     float64 // free above
	height     float64 // from the top to that of the next one
}

// smallestAgenda is how small the programme on a badge may become, in points.
const smallestAgenda = 5.5

// agenda writes the person's own programme: as many lines as there is room for.
func (p *pen) agenda(at box, item *event.LayoutItem, b *event.Badge) {
	if len(b.Agenda) == 0 {
		return
	}
	st := p.style(item, &owner{p, b}).aligned(left)
	if item.Size <= 0 {
		st.size = 7.5
	}
	floor := max(smallestAgenda, floorOf(item, st.size))
	rows := p.agendaRows(b.Agenda, st, at.w)
	for st.size > floor && heightOf(rows) > at.h {
		st.size = max(floor, st.size*0.96)
		rows = p.agendaRows(b.Agenda, st, at.w)
	}
	left := 0
	if heightOf(rows) > at.h {
		room := at.h - st.lineHeight()
		end := 0
		for h := 0.0; end < len(rows) && h+rows[end].height <= room; end++ {
			h += rows[end].height
		}
		for _, r := range rows[end:] {
			if r.session {
				left++
			}
		}
		rows = rows[:end]
	}
	y := p.drawAgenda(at, rows, st)
	if left > 0 {
		p.on.text(at.x, y+st.capHeight(), p.words.N("layout.agenda.more", left), st.inked(quiet))
		p.notes = append(p.notes, event.Fail(event.CodeBadgeAgenda, "Name", b.Name.Full(), "Count", left))
	}
}

// agendaRows sets the sessions, with the day above them where there are several.
func (p *pen) agendaRows(sessions []event.BadgeSession, st style, width float64) []agendaRow {
	days := map[string]bool{}
	for _, s := range sessions {
		days[s.Start.Format(time.DateOnly)] = true
	}
	var rows []agendaRow
	day := ""
	indent := p.clockWidth(st)
	for _, s := range sessions {
		if d := s.Start.Format(time.DateOnly); len(days) > 1 && d != day {
			row := agendaRow{day: p.words.Weekday(s.Start) + ", " + p.words.Date(s.Start), height: st.lineHeight() * 1.3}
			if day != "" {
				row.before = st.lineHeight() * 0.5
			}
			day = d
			row.height += row.before
			rows = append(rows, row)
		}
		row := agendaRow{session: true, clock: p.words.TimeSpan(s.Start, s.End)}
		text := s.Title
		if s.Room != "" {
			text += " · " + s.Room
		}
		row.lines, _ = p.wrap(i18n.HardSpaces(text), st, width-indent)
		row.height = st.lineHeight()*float64(len(row.lines)) + st.lineHeight()*0.22
		rows = append(rows, row)
	}
	return rows
}

// clockWidth is the width of the column of times, with the distance to the titles.
func (p *pen) clockWidth(st style) float64 {
	bold := st.inFace(p.faces[event.FontBold])
	return p.width("00:00–00:00", bold) + 0.9*st.size/pointsPerMM
}

func heightOf(rows []agendaRow) (sum float64) {
	for _, r := range rows {
		sum += r.height
	}
	return sum
}

// drawAgenda draws rows and returns where the next one would begin.
func (p *pen) drawAgenda(at box, rows []agendaRow, st style) float64 {
	bold := st.inFace(p.faces[event.FontBold])
	indent := p.clockWidth(st)
	y := at.y
	for _, r := range rows {
		if !r.session {
			p.on.text(at.x, y+r.before+st.capHeight(), r.day, bold.inked(accent))
			y += r.height
			continue
		}
		p.on.text(at.x, y+st.capHeight(), r.clock, bold)
		p.paragraph(at.x+indent, y+st.capHeight(), r.lines, st)
		y += r.height
	}
	return y
}
