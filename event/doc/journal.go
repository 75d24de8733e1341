package doc

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// The measures of a class journal, in millimetres.
const (
	journalNumber = 9.0
	journalSign   = 46.0
	journalGap    = 3.2  // between what stands in one entry
	journalLeast  = 17.0 // height of an entry: room to sign in
	mostNamed     = 40   // people of an entry; more are counted, the attendance list names them
	summaryRow    = 6.0
)

// Journal writes the class journal on upright A4: an entry for each meeting, and at the end everybody's hours.
func (w *Writer) Journal(ctx context.Context, out io.Writer, job event.AttendanceJob) error {
	sheet, err := newRecordSheet(job, "attendance.doc.journal", a4Width, a4Height, &w.decoded)
	if err != nil {
		return err
	}
	number := 1
	for i := range job.Parts {
		j := &journal{recordSheet: sheet, part: &job.Parts[i], number: number}
		if err := j.draw(ctx); err != nil {
			return err
		}
		number += len(job.Parts[i].Sessions)
	}
	if err := sheet.write(out); err != nil {
		return fmt.Errorf("write journal of %s: %w", job.Event.ID, err)
	}
	return nil
}

// journal draws the meetings of one group.
type journal struct {
	*recordSheet
	part   *event.AttendancePart
	number int // of the first meeting
	top    float64
}

func (j *journal) draw(ctx context.Context) error {
	j.newPage()
	for c := range j.part.Sessions {
		if err := ctx.Err(); err != nil {
			return err
		}
		j.drawMeeting(c)
	}
	j.drawSummary()
	return nil
}

func (j *journal) newPage() {
	under := j.when()
	if j.part.Group != "" {
		under = j.words.T("attendance.doc.group", i18n.Args{"Group": j.part.Group}) + " · " + under
	}
	j.top = j.begin(under)
	j.on.line(recordEdge, j.top, recordEdge+j.width(), j.top, 0.35, accent)
}

// journalLine is a few lines of one style in an entry.
type journalLine struct {
	lines []string
	style style
}

func (l journalLine) height() float64 { return textHeight(l.lines, l.style) }

// drawMeeting draws one entry: when, what, who led it, who was there and who was not.
func (j *journal) drawMeeting(c int) {
	s := &j.part.Sessions[c]
	entry := j.entry(c)
	height := 2 * journalGap
	for i, l := range entry {
		height += l.height()
		if i > 0 {
			height += 1.5
		}
	}
	height = max(height, journalLeast)
	if j.top+height > j.bottom() {
		j.newPage()
	}
	y := j.top + journalGap
	st := j.bold.sized(10).inked(accent)
	j.on.text(recordEdge+journalNumber-2, y+st.capHeight(), strconv.Itoa(j.number+c)+".", st.aligned(right))
	for _, l := range entry {
		j.on.paragraph(recordEdge+journalNumber, y+l.style.capHeight(), l.lines, l.style)
		y += l.height() + 1.5
	}
	x := recordEdge + j.width() - journalSign
	j.on.line(x, j.top+1.5, x, j.top+height-1.5, 0.1, faint)
	small := j.plain.sized(7).inked(quiet)
	if s.Hours > 0 {
		j.on.text(x+3, j.top+journalGap+j.bold.capHeight(), j.words.Hours(s.Hours), j.bold)
	}
	base := j.top + height - 3.2
	j.on.line(x+3, base-2.8, recordEdge+j.width(), base-2.8, 0.15, quiet)
	j.on.text(x+3+(journalSign-3)/2, base, j.words.T("attendance.doc.signature.leader"), small.aligned(centre))
	j.top += height
	j.on.line(recordEdge, j.top, recordEdge+j.width(), j.top, 0.15, faint)
}

// entry is what an entry says, but for its number, its hours and the signature.
func (j *journal) entry(c int) (all []journalLine) {
	s := &j.part.Sessions[c]
	width := j.width() - journalNumber - journalSign - 4
	start, end := s.Start.In(j.zone), s.End.In(j.zone)
	add := func(text string, st style) {
		if text != "" {
			lines, _ := j.wrap(j.hard(text), st, width)
			all = append(all, journalLine{lines, st})
		}
	}
	add(j.words.Weekday(start)+", "+j.words.Date(start)+" · "+j.words.TimeSpan(start, end), j.plain.inked(quiet))
	add(s.Title, j.bold.sized(10.5))
	if lead := leaders(s.Session); len(lead) > 0 {
		add(j.words.T("attendance.doc.led", i18n.Args{"Names": strings.Join(lead, ", ")}), j.plain)
	}
	if !s.Over && s.Came == 0 {
		return all
	}
	present, absent := j.there(c)
	add(j.who("attendance.doc.here", present), j.plain)
	add(j.who("attendance.doc.away", absent), j.plain)
	return all
}

// there names who attended a session and who did not, with what they are excused by.
func (j *journal) there(c int) (present, absent []string) {
	for i := range j.part.Rows {
		r := &j.part.Rows[i]
		cell := &r.Cells[c]
		if !cell.Theirs {
			continue
		}
		name := j.name(&r.Account.Entry)
		switch {
		case cell.Excused && !cell.Present:
			absent = append(absent, j.words.T("attendance.doc.excused.who", i18n.Args{"Name": name}))
		case cell.Present && cell.Hours < cell.Of:
			present = append(present, j.words.T("attendance.doc.part.who", i18n.Args{"Name": name, "Hours": cell.Hours}))
		case cell.Present:
			present = append(present, name)
		default:
			absent = append(absent, name)
		}
	}
	return present, absent
}

// who counts people and names them, unless they are very many.
func (j *journal) who(id string, names []string) string {
	text := j.words.T(id, i18n.Args{"Count": len(names)})
	switch {
	case len(names) == 0:
		return text + "."
	case len(names) > mostNamed:
		return text + " – " + j.words.T("attendance.doc.onlist") + "."
	}
	return text + ": " + strings.Join(names, ", ") + "."
}

// summaryColumn is a column of the hours at the end.
type summaryColumn struct {
	title string
	width float64
	bold  bool
	value func(r *event.GridRow) string
}

func (j *journal) summaryColumns() []summaryColumn {
	t, some := j.words.T, func(v float64) string {
		if v == 0 {
			return ""
		}
		return decimalHours(j.words, v)
	}
	if j.job.Day != "" {
		return []summaryColumn{
			{t("attendance.doc.scanned"), 26, false, func(r *event.GridRow) string { h, _ := r.Scanned(); return some(h) }},
			{t("attendance.doc.excused"), 26, false, func(r *event.GridRow) string { _, e := r.Scanned(); return some(e) }},
			{t("attendance.doc.sum"), 20, true, func(r *event.GridRow) string { h, e := r.Scanned(); return decimalHours(j.words, h+e) }}}
	}
	return []summaryColumn{
		{t("attendance.doc.scanned"), 22, false, func(r *event.GridRow) string { h, _ := r.Scanned(); return some(h) }},
		{t("attendance.doc.excused"), 26, false, func(r *event.GridRow) string { _, e := r.Scanned(); return some(e) }},
		{t("attendance.doc.elsewhere"), 24, false, func(r *event.GridRow) string { x, y := r.Elsewhere(); return some(x + y) }},
		{t("attendance.doc.sum"), 18, true, func(r *event.GridRow) string { return decimalHours(j.words, r.Account.Hours) }},
		{t("attendance.doc.of"), 16, false, func(r *event.GridRow) string { return decimalHours(j.words, r.Account.Required) }},
		{t("attendance.doc.percent"), 14, true, func(r *event.GridRow) string { return percentOf(j.words, &r.Account) }},
	}
}

// drawSummary draws everybody's hours and room for those to sign who answer for them.
func (j *journal) drawSummary() {
	columns := j.summaryColumns()
	j.newPage()
	j.summaryHead(columns)
	for i := range j.part.Rows {
		if j.top+summaryRow > j.bottom() {
			j.newPage()
			j.summaryHead(columns)
		}
		j.summaryLine(i, columns)
	}
	note := j.plain.sized(7.5).inked(quiet)
	lines, _ := j.wrap(j.hard(strings.TrimSpace(j.words.T("attendance.doc.minutes", i18n.Args{"Minutes": hourMinutes(j.job.Event)})+" "+j.lacking([]event.AttendancePart{*j.part}))), note, j.width())
	if j.top+6+textHeight(lines, note) > j.bottom() {
		j.newPage()
	}
	j.on.paragraph(recordEdge, j.top+5, lines, note)
	j.top += 5 + textHeight(lines, note)
	j.drawSignatures()
}

func (j *journal) summaryHead(columns []summaryColumn) {
	st := j.head.sized(12)
	j.on.text(recordEdge, j.top+8, j.words.T("attendance.doc.summary"), st)
	j.top += 12
	const height = 10.0
	small := j.bold.sized(7.5).inked(quiet)
	j.on.text(recordEdge+journalNumber-2, j.top+height-2, j.words.T("lists.column.count"), small.aligned(right))
	j.on.text(recordEdge+journalNumber, j.top+height-2, j.words.T("lists.column.name"), small)
	x := recordEdge + j.width()
	for i := len(columns) - 1; i >= 0; i-- {
		lines, st := j.fit(columns[i].title, small, columns[i].width-2, 7.4, 2)
		j.on.paragraph(x-2, j.top+height-2-float64(len(lines)-1)*st.lineHeight(), lines, st.aligned(right))
		x -= columns[i].width
	}
	j.top += height
	j.on.line(recordEdge, j.top, recordEdge+j.width(), j.top, 0.35, accent)
}

func (j *journal) summaryLine(i int, columns []summaryColumn) {
	r := &j.part.Rows[i]
	if i%2 == 1 {
		j.on.block(recordEdge, j.top, j.width(), summaryRow, 0, stripe)
	}
	sums := 0.0
	for _, c := range columns {
		sums += c.width
	}
	st := j.plain.sized(8.5)
	base := j.top + summaryRow/2 + st.capHeight()/2
	j.on.text(recordEdge+journalNumber-2, base, strconv.Itoa(i+1), st.inked(quiet).aligned(right))
	lead := j.bold.sized(8.5)
	lead.lead = 1.05
	lines, name := j.fit(j.name(&r.Account.Entry), lead, j.width()-sums-journalNumber-2, 6.5, 2)
	j.on.paragraph(recordEdge+journalNumber, base-float64(len(lines)-1)*name.lineHeight()/2, lines, name)
	x := recordEdge + j.width()
	for c := len(columns) - 1; c >= 0; c-- {
		st := j.plain.sized(8.5)
		if columns[c].bold {
			st = j.bold.sized(8.5)
		}
		j.on.text(x-2, base, columns[c].value(r), st.aligned(right))
		x -= columns[c].width
	}
	j.top += summaryRow
	j.on.line(recordEdge, j.top, recordEdge+j.width(), j.top, 0.1, faint)
}

// drawSignatures leaves a line for everybody who signs the event's certificates, or for one person.
func (j *journal) drawSignatures() {
	all := j.job.Event.Document.Signatures
	if len(all) == 0 {
		all = []event.Signature{{Role: j.words.T("attendance.doc.signature")}}
	}
	all = all[:min(len(all), 3)]
	const height = 26.0
	if j.top+height > j.bottom() {
		j.newPage()
	}
	width := j.width() / float64(len(all))
	for i, s := range all {
		middle := recordEdge + float64(i)*width + width/2
		y := j.top + 17
		j.on.line(middle-28, y, middle+28, y, 0.15, quiet)
		for n, text := range []string{s.Name, s.Role} {
			st := j.shrink(text, j.plain.sized(8), width-6, 5)
			j.on.text(middle, y+3.8+float64(n)*3.6, text, st.aligned(centre))
		}
	}
	j.top += height
}

// JournalTable is the journal as a table: a row for each meeting.
func (w *Writer) JournalTable(job event.AttendanceJob) (header []string, rows [][]string, numbers []bool) {
	words, zone := i18n.New(job.Language), job.Event.Zone()
	for _, id := range []string{"attendance.doc.number", "attendance.doc.day", "attendance.doc.from", "attendance.doc.to", "attendance.doc.hours",
		"attendance.doc.topic", "attendance.doc.leader", "attendance.doc.groupword", "attendance.doc.present", "attendance.doc.absent",
		"attendance.doc.names.present", "attendance.doc.names.absent"} {
		header = append(header, words.T(id))
	}
	number := 0
	for i := range job.Parts {
		p := &job.Parts[i]
		j := journal{recordSheet: &recordSheet{words: words, job: job}, part: p}
		for c := range p.Sessions {
			s := &p.Sessions[c]
			number++
			start, end := s.Start.In(zone), s.End.In(zone)
			present, absent := j.there(c)
			if !s.Over && s.Came == 0 {
				absent = nil
			}
			rows = append(rows, []string{strconv.Itoa(number), start.Format(time.DateOnly), words.Time(start), words.Until(start, end),
				plainHours(words, s.Hours), s.Title, strings.Join(leaders(s.Session), "; "), p.Group, strconv.Itoa(len(present)), strconv.Itoa(len(absent)),
				strings.Join(present, "; "), strings.Join(absent, "; ")})
		}
	}
	numbers = make([]bool, len(header))
	for _, i := range []int{0, 4, 8, 9} { // count, hours, and how many were there and not
		numbers[i] = true
	}
	return header, rows, numbers
}
