package doc

import (
	"strconv"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

// drawHead draws the heads of the columns: those of hours stand on their side.
func (a *attendanceList) drawHead(from, to int, y, height float64, sums []sumColumn) {
	base := y + height - 1.8
	small := a.bold.sized(7.5).inked(quiet)
	a.on.text(recordEdge+countWidth-cellPadding, base, a.words.T("lists.column.count"), small.aligned(right))
	a.on.text(recordEdge+countWidth+cellPadding, base, a.words.T("lists.column.name"), small)
	if a.work {
		a.on.text(recordEdge+countWidth+a.names+cellPadding, base, a.words.T("field.institution"), small)
	}
	x := recordEdge + a.left()
	for c := from; c < to; c++ {
		if a.job.Signed {
			a.signedHead(c, x, y)
		} else {
			a.turnedHead(c, x, y+height)
		}
		x += a.column
	}
	for _, s := range sums {
		a.turnedLeft(x+sumWidth/2+1.2, y+height-1.5, func() {
			a.on.text(x+sumWidth/2+1.2, y+height-1.5, s.title, a.shrink(s.title, a.bold.sized(8), height-3, 6))
		})
		x += sumWidth
	}
}

func (a *attendanceList) times(s *event.GridSession) (day, span string) {
	start, end := s.Start.In(a.zone), s.End.In(a.zone)
	return a.day(start), a.words.TimeSpan(start, end)
}

func (a *attendanceList) turnedHead(c int, x, bottom float64) {
	s := &a.part.Sessions[c]
	day, span := a.times(s)
	first := strconv.Itoa(a.number+c) + ". " + day + " · " + span
	title := a.plain.sized(6.4)
	title.lead = 1.08
	const capital, below = 1.8, 2.8 // of the first line, and from it to the title
	most := int((a.column-capital-below-0.6)/title.lineHeight()) + 1
	lines, st := a.fit(a.hard(s.Title), title, hourHead-3, 6, min(max(most, 1), 4))
	titleHeight := float64(len(lines)-1) * st.lineHeight()
	left := x + (a.column-capital-below-titleHeight)/2 + capital
	a.turnedLeft(left, bottom-1.5, func() {
		a.on.text(left, bottom-1.5, first, a.shrink(first, a.bold.sized(7), hourHead-3, 5))
	})
	for i, line := range lines {
		at := left + below + float64(i)*st.lineHeight()
		a.turnedLeft(at, bottom-1.5, func() { a.on.text(at, bottom-1.5, line, st) })
	}
}

func (a *attendanceList) signedHead(c int, x, y float64) {
	s := &a.part.Sessions[c]
	day, span := a.times(s)
	if a.job.Day != "" {
		day = span
	} else {
		day += " · " + span
	}
	first := strconv.Itoa(a.number+c) + ". " + day
	a.on.text(x+cellPadding, y+4, first, a.shrink(first, a.bold.sized(8), a.column-2*cellPadding, 5.5))
	lines, st := a.fit(a.hard(s.Title), a.plain.sized(7), a.column-2*cellPadding, 5.6, 3)
	a.on.paragraph(x+cellPadding, y+7.4, lines, st)
	if s.Hours > 0 {
		a.on.text(x+cellPadding, y+signHead-1.6, a.words.Hours(s.Hours), a.plain.sized(6.5).inked(quiet))
	}
}

func (a *attendanceList) drawRow(i, from, to int, y, height float64, sums []sumColumn) {
	r := &a.part.Rows[i]
	if i%2 == 1 && !a.job.Signed {
		a.on.block(recordEdge, y, a.left()+float64(to-from)*a.column+float64(len(sums))*sumWidth, height, 0, stripe)
	}
	middle := y + height/2
	st := a.plain.sized(8)
	a.on.text(recordEdge+countWidth-cellPadding, middle+st.capHeight()/2, strconv.Itoa(i+1), st.inked(quiet).aligned(right))
	lines, bold := a.fit(a.name(&r.Account.Entry), a.bold.sized(8.5), a.names-2*cellPadding, 6.8, 2)
	base := middle + bold.capHeight()/2 - float64(len(lines)-1)*bold.lineHeight()/2
	a.on.paragraph(recordEdge+countWidth+cellPadding, base, lines, bold)
	if a.work {
		work := a.plain.sized(8)
		if !a.job.Signed {
			work = a.plain.sized(7)
			work.lead = 1.05
		}
		lines, st := a.fit(a.hard(institutionLine(r.Account.Entry.Who)), work, workWidth-2*cellPadding, 6, 2)
		base := middle + st.capHeight()/2 - float64(len(lines)-1)*st.lineHeight()/2
		a.on.paragraph(recordEdge+countWidth+a.names+cellPadding, base, lines, st)
	}
	x := recordEdge + a.left()
	for c := from; c < to; c++ {
		a.drawCell(&r.Cells[c], &a.part.Sessions[c], x, y, height)
		x += a.column
	}
	for _, s := range sums {
		st := a.plain.sized(8.5)
		if s.bold {
			st = a.bold.sized(8.5)
		}
		a.on.text(x+sumWidth/2, middle+st.capHeight()/2, s.value(r), st.aligned(centre))
		x += sumWidth
	}
}

// The greys of rows and of what is none of theirs.
const (
	stripe colour = 0xf4f6f9
	closed colour = 0xe3e7ed
)

func (a *attendanceList) drawCell(cell *event.SessionHours, s *event.GridSession, x, y, height float64) {
	if !cell.Theirs {
		a.on.block(x, y, a.column, height, 0, closed)
		return
	}
	if a.job.Signed {
		return
	}
	text, st := a.cellText(cell, s)
	st = a.shrink(text, st, a.column-0.8, 5)
	a.on.text(x+a.column/2, y+height/2+st.capHeight()/2, text, st.aligned(centre))
}

// cellText is what a cell says: hours, with a letter where it was no scan that says so, or a dash.
func (a *attendanceList) cellText(cell *event.SessionHours, s *event.GridSession) (string, style) {
	st := a.plain.sized(8)
	hours := decimalHours(a.words, cell.Hours)
	switch {
	case cell.Source == event.FromExcuse:
		return hours + " " + a.words.T("attendance.doc.mark.excused"), st.inked(accent)
	case cell.Source == event.FromAssigned:
		return hours + " " + a.words.T("attendance.doc.mark.assigned"), st.inked(accent)
	case cell.Hours > 0 || cell.Present:
		return hours, st
	case !s.Over:
		return "", st
	}
	return "–", st.inked(quiet)
}

// closingHeight is what the rows below the last person need.
func (a *attendanceList) closingHeight() float64 {
	if a.job.Signed {
		return leaderRow
	}
	return hourRow + leaderRow
}

// drawClosing counts those present and leaves room for whoever led each session to sign. It returns where the rows
// end.
func (a *attendanceList) drawClosing(from, to int, y float64) (ends []float64) {
	x := recordEdge + a.left()
	label := recordEdge + countWidth + cellPadding
	if !a.job.Signed {
		st := a.bold.sized(7.5)
		a.on.text(label, y+hourRow/2+st.capHeight()/2, a.words.T("attendance.doc.present"), st)
		for c := from; c < to; c++ {
			s := &a.part.Sessions[c]
			if s.Over || s.Came > 0 {
				a.on.text(x+float64(c-from)*a.column+a.column/2, y+hourRow/2+st.capHeight()/2, strconv.Itoa(s.Came), st.aligned(centre))
			}
		}
		y += hourRow
		ends = append(ends, y)
	}
	st := a.plain.sized(7.5).inked(quiet)
	a.on.text(label, y+leaderRow/2+st.capHeight()/2, a.words.T("attendance.doc.signature.leader"), st)
	return append(ends, y+leaderRow)
}

// drawGrid draws the lines of the table; rows are where they lie across.
func (a *attendanceList) drawGrid(rows []float64, from, to int, end float64, sums int) {
	top, bottom := rows[0], rows[len(rows)-1]
	for i, y := range rows {
		if i < 2 || i == len(rows)-1 { // around the head, and the last
			a.on.line(recordEdge, y, end, y, 0.35, accent)
		} else {
			a.on.line(recordEdge, y, end, y, 0.1, faint)
		}
	}
	a.on.line(recordEdge+countWidth, top, recordEdge+countWidth, bottom, 0.1, faint)
	if a.work {
		a.on.line(recordEdge+countWidth+a.names, top, recordEdge+countWidth+a.names, bottom, 0.1, faint)
	}
	x := recordEdge + a.left()
	for c := from; c <= to; c++ {
		thick, tone := 0.1, faint
		if c == from || c == to || a.part.Sessions[c].Day != a.part.Sessions[c-1].Day {
			thick, tone = 0.25, quiet
		}
		a.on.line(x, top, x, bottom, thick, tone)
		if c < to {
			x += a.column
		}
	}
	for range sums {
		x += sumWidth
		a.on.line(x, top, x, bottom, 0.1, faint)
	}
}

// drawLegend explains the letters, and where the list ends names what the font could not write.
func (a *attendanceList) drawLegend(y float64) {
	var parts []string
	if !a.job.Signed {
		parts = append(parts, a.words.T("attendance.doc.legend", i18n.Args{"Minutes": hourMinutes(a.job.Event)}))
	}
	if a.last {
		if text := a.lacking(a.job.Parts); text != "" {
			parts = append(parts, text)
		}
	}
	st := a.plain.sized(7.5).inked(quiet)
	lines, _ := a.wrap(a.hard(strings.Join(parts, " ")), st, a.width())
	if y+textHeight(lines, st) <= a.bottom()+2 {
		a.on.paragraph(recordEdge, y, lines, st)
	}
}

// hourMinutes is how long a didactic hour is.
func hourMinutes(ev event.Event) int {
	if ev.HourMinutes > 0 {
		return ev.HourMinutes
	}
	return 60
}
