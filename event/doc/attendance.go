package doc

import (
	"context"
	"fmt"
	"io"
	"math"

	"zlot/event"
	"zlot/event/i18n"
)

// The measures of an attendance list, in millimetres.
const (
	countWidth  = 8.0
	namesWidth  = 46.0 // of names
	namesWidest = 80.0 // where there are very long ones
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
	names  float64 // width of the names
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
	a.names = namesWidth
	for i := range a.part.Rows {
		a.names = max(a.names, a.measure.width(a.name(&a.part.Rows[i].Account.Entry), a.bold.sized(7))/1.9)
	}
	a.names = min(a.names, namesWidest)
	least, roomy := hourColumn, hourWidest
	if a.job.Signed {
		least, roomy = signColumn, 1.5*signColumn
	}
	a.work = a.width()-a.left()-workWidth-float64(len(a.sums))*sumWidth > roomy*float64(len(a.part.Sessions))
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
		return countWidth + a.names + workWidth
	}
	return countWidth + a.names
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

// percentOf is what part of the hours that they could have attended somebody has; who has more, by hours from
// elsewhere, has all of it.
func percentOf(words *i18n.Printer, a *event.Account) string {
	if a.Required == 0 {
		return ""
	}
	return words.Number(math.Floor(min(1, a.Hours/a.Required)*100+1e-6), 0) + "%"
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
