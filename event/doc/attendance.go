package doc

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// The measures of an attendance list, in millimetres.
const (
	countWidth  = 8.0
	namesWidth  = 46.0
	sumWidth    = 15.0
	hourColumn  = 8.5  // least width of a session with hours
	hourWidest  = 17.0 // and the most
	signColumn  = 27.0 // of a session that is signed for
	signWidest  = 75.0
	workWidth   = 62.0 // of the institution, where there is room for it
	hourRow     = 6.2
	signRow     = 9.6
	tightRow    = 0.8 // rows may be so much lower where that saves a page
	hourHead    = 40.0
	signHead    = 19.0
	leaderRow   = 11.0
	cellPadding = 1.0
)

// Attendance writes the attendance list: people by sessions on landscape A4, with the hours, or with fields to sign.
func (w *Writer) Attendance(ctx context.Context, out io.Writer, job event.AttendanceJob) error {
	title := "attendance.doc.title"
	if job.Signed {
		title = "attendance.doc.title.signed"
	}
	sheet, err := newRecordSheet(job, title, a4Height, a4Width, &w.decoded)
	if err != nil {
		return err
	}
	number := 1
	for i := range job.Parts {
		a := &attendanceList{recordSheet: sheet, part: &job.Parts[i], number: number, last: i == len(job.Parts)-1}
		if err := a.draw(ctx); err != nil {
			return err
		}
		number += len(job.Parts[i].Sessions)
	}
	if err := sheet.write(out); err != nil {
		return fmt.Errorf("write attendance list of %s: %w", job.Event.ID, err)
	}
	return nil
}

// attendanceList draws the list of one group.
type attendanceList struct {
	*recordSheet
	part   *event.AttendancePart
	number int  // of the first session
	last   bool // nothing follows

	ends   []int   // where the sessions of each page end
	column float64 // width of a session
	work   bool    // there is a column for the institution
	sums   []sumColumn
}

// sumColumn is a column after the sessions.
type sumColumn struct {
	title string
	bold  bool
	value func(r *event.GridRow) string
}

func (a *attendanceList) draw(ctx context.Context) error {
	a.sums = a.sumColumns()
	a.layColumns()
	from := 0
	for _, to := range a.ends {
		for row := 0; row < len(a.part.Rows); {
			if err := ctx.Err(); err != nil {
				return err
			}
			row = a.drawPage(from, to, row)
		}
		from = to
	}
	return nil
}

// layColumns shares the sessions out among as few pages as they need, columns of much the same width on each. The last
// page has the sums as well.
func (a *attendanceList) layColumns() {
	least := hourColumn
	if a.job.Signed {
		least = signColumn
		a.work = a.width()-a.left()-workWidth > 1.5*signColumn*float64(len(a.part.Sessions))
	}
	sessions, full := len(a.part.Sessions), a.width()-a.left()
	last := full - float64(len(a.sums))*sumWidth
	pages := 1
	for pages*int(full/least)-int(full/least)+int(last/least) < sessions {
		pages++
	}
	room := full*float64(pages-1) + last
	for p := 1; p < pages; p++ {
		a.ends = append(a.ends, int(math.Ceil(float64(sessions)*full*float64(p)/room-1e-9)))
	}
	a.ends = append(a.ends, sessions)
}

// left is how wide the columns before the first session are.
func (a *attendanceList) left() float64 {
	if a.work {
		return countWidth + namesWidth + workWidth
	}
	return countWidth + namesWidth
}

// wide is how wide each of some sessions is on a page with so many columns of sums.
func (a *attendanceList) wide(sessions, sums int) float64 {
	widest := hourWidest
	if a.job.Signed {
		widest = signWidest
	}
	return min(widest, (a.width()-a.left()-float64(sums)*sumWidth)/float64(sessions))
}

// sumColumns are what stands after the last session: of a day its sum, of the whole event how it comes about.
func (a *attendanceList) sumColumns() []sumColumn {
	if a.job.Signed {
		return nil
	}
	t, hours := a.words.T, func(v float64) string { return decimalHours(a.words, v) }
	some := func(v float64) string {
		if v == 0 {
			return ""
		}
		return hours(v)
	}
	if a.job.Day != "" {
		return []sumColumn{{t("attendance.doc.sum"), true, func(r *event.GridRow) string { h, e := r.Scanned(); return hours(h + e) }}}
	}
	columns := []sumColumn{{t("attendance.doc.sum"), true, func(r *event.GridRow) string { return hours(r.Account.Hours) }},
		{t("attendance.doc.percent"), false, func(r *event.GridRow) string { return percentOf(a.words, &r.Account) }}}
	for i := range a.part.Rows {
		if recognised, corrected := a.part.Rows[i].Elsewhere(); recognised != 0 || corrected != 0 {
			return append([]sumColumn{{t("attendance.doc.elsewhere"), false,
				func(r *event.GridRow) string { x, y := r.Elsewhere(); return some(x + y) }}}, columns...)
		}
	}
	return columns
}

// percentOf is what part of the hours that they could have attended somebody has.
func percentOf(words *i18n.Printer, a *event.Account) string {
	if a.Required == 0 {
		return ""
	}
	return words.Number(a.Hours/a.Required*100, 0) + "%"
}

// drawPage draws the sessions from up to to of as many people as fit, and returns who comes next.
func (a *attendanceList) drawPage(from, to, row int) (next int) {
	y := a.begin(a.under())
	sums := a.sums
	if to < len(a.part.Sessions) {
		sums = nil
	}
	a.column = a.wide(to-from, len(sums))
	head, height := hourHead, hourRow
	if a.job.Signed {
		head, height = signHead, signRow
	}
	end := recordEdge + a.left() + float64(to-from)*a.column + float64(len(sums))*sumWidth
	a.drawHead(from, to, y, head, sums)
	top := y
	y += head
	rows, height := a.rowsOf(len(a.part.Rows)-row, a.bottom()-y, height)
	for i := range rows {
		a.drawRow(row+i, from, to, y, height, sums)
		y += height
	}
	next = row + rows
	lines := []float64{top, top + head}
	for i := range rows {
		lines = append(lines, top+head+float64(i+1)*height)
	}
	if next == len(a.part.Rows) {
		closing := a.drawClosing(from, to, y)
		lines = append(lines, closing...)
		y = closing[len(closing)-1]
	}
	a.drawGrid(lines, from, to, end, len(sums))
	if next == len(a.part.Rows) && to == len(a.part.Sessions) {
		a.drawLegend(y + 4)
	}
	return next
}

// rowsOf says how many of the rows that are left stand in a room, and how high. The last ones come with what closes
// the list.
func (a *attendanceList) rowsOf(left int, room, height float64) (rows int, high float64) {
	for _, high = range []float64{height, (room - a.closingHeight()) / float64(left)} {
		if high <= height && high >= height*tightRow && float64(left)*high+a.closingHeight() <= room+0.01 {
			return left, high
		}
	}
	rows = max(1, int(room/height))
	if rows >= left {
		rows = max(1, left-1)
	}
	return rows, height
}

func (a *attendanceList) under() string {
	if a.part.Group == "" {
		return a.when()
	}
	return a.words.T("attendance.doc.group", i18n.Args{"Group": a.part.Group}) + " · " + a.when()
}

// drawHead draws the heads of the columns: those of hours stand on their side.
func (a *attendanceList) drawHead(from, to int, y, height float64, sums []sumColumn) {
	base := y + height - 1.8
	small := a.bold.sized(7.5).inked(quiet)
	a.on.text(recordEdge+countWidth-cellPadding, base, a.words.T("lists.column.count"), small.aligned(right))
	a.on.text(recordEdge+countWidth+cellPadding, base, a.words.T("lists.column.name"), small)
	if a.work {
		a.on.text(recordEdge+countWidth+namesWidth+cellPadding, base, a.words.T("field.institution"), small)
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
	lines, st := a.fit(a.hard(s.Title), title, hourHead-3, 6, 2)
	titleHeight := float64(len(lines)-1) * st.lineHeight()
	const capital, below = 1.8, 2.8 // of the first line, and from it to the title
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
	lines, bold := a.fit(a.name(&r.Account.Entry), a.bold.sized(8.5), namesWidth-2*cellPadding, 6.8, 2)
	base := middle + bold.capHeight()/2 - float64(len(lines)-1)*bold.lineHeight()/2
	a.on.paragraph(recordEdge+countWidth+cellPadding, base, lines, bold)
	if a.work {
		lines, st := a.fit(a.hard(institutionLine(r.Account.Entry.Who)), a.plain.sized(8), workWidth-2*cellPadding, 6.5, 2)
		base := middle + st.capHeight()/2 - float64(len(lines)-1)*st.lineHeight()/2
		a.on.paragraph(recordEdge+countWidth+namesWidth+cellPadding, base, lines, st)
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
		a.on.line(recordEdge+countWidth+namesWidth, top, recordEdge+countWidth+namesWidth, bottom, 0.1, faint)
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

// AttendanceTable is the list as a table: a row for each person, a column for each session.
func (w *Writer) AttendanceTable(job event.AttendanceJob) (header []string, rows [][]string) {
	words, zone := i18n.New(job.Language), job.Event.Zone()
	divided := len(job.Parts) > 1 || job.Parts[0].Group != ""
	if divided {
		header = append(header, words.Column(event.FieldGroup))
	}
	for _, f := range []string{event.FieldNumber, event.FieldFamily, event.FieldGiven, event.FieldInstitution, event.FieldTown} {
		header = append(header, words.Column(f))
	}
	places := map[string]int{} // of sessions among the columns
	first := len(header)
	for _, p := range job.Parts {
		for _, s := range p.Sessions {
			if _, known := places[s.ID]; known {
				continue
			}
			places[s.ID] = len(places)
			start := s.Start.In(zone)
			header = append(header, start.Format(time.DateOnly)+" "+words.TimeSpan(start, s.End.In(zone))+" "+s.Title)
		}
	}
	sums := first + len(places)
	for _, id := range []string{"attendance.doc.excused", "attendance.doc.recognised", "attendance.doc.corrected", "attendance.doc.sum",
		"attendance.doc.required", "attendance.doc.percent", "attendance.doc.result"} {
		header = append(header, words.T(id))
	}
	for _, p := range job.Parts {
		for i := range p.Rows {
			r := &p.Rows[i]
			row := make([]string, len(header))
			copy(row, personCells(words, &p, r, divided))
			for _, cell := range r.Cells {
				if cell.Theirs {
					row[first+places[cell.Session]] = decimalHours(words, cell.Hours)
				}
			}
			copy(row[sums:], sumCells(words, r))
			rows = append(rows, row)
		}
	}
	return header, rows
}

func personCells(words *i18n.Printer, p *event.AttendancePart, r *event.GridRow, divided bool) (cells []string) {
	e := &r.Account.Entry
	if divided {
		cells = append(cells, p.Group)
	}
	family := e.Who.Name.Family
	if e.Who.Erased {
		family = recordName(words, e)
	}
	return append(cells, strconv.Itoa(e.Number), family, e.Who.Name.Given, e.Who.Institution, e.Who.Town)
}

// sumCells are what the hours of a person come to, and whether they suffice.
func sumCells(words *i18n.Printer, r *event.GridRow) []string {
	a := &r.Account
	_, excused := r.Scanned()
	recognised, corrected := r.Elsewhere()
	result := words.T("attendance.doc.eligible")
	if !a.Eligible {
		var why []string
		for _, b := range a.Because {
			why = append(why, words.T("because."+b.Code, b.Args))
		}
		result = strings.Join(why, " ")
	}
	return []string{decimalHours(words, excused), decimalHours(words, recognised), decimalHours(words, corrected), decimalHours(words, a.Hours),
		decimalHours(words, a.Required), percentOf(words, a), result}
}
