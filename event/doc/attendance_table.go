package doc

import (
	"math"
	"strconv"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// AttendanceTable is the list as a table: a row for each person, a column for each session.
func (w *Writer) AttendanceTable(job event.AttendanceJob) (header []string, rows [][]string, numbers []bool) {
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
					row[first+places[cell.Session]] = plainHours(words, cell.Hours)
				}
			}
			copy(row[sums:], sumCells(words, r))
			rows = append(rows, row)
		}
	}
	numbers = make([]bool, len(header))
	for i := first; i < len(header)-2; i++ { // but for the per cent and whether it suffices
		numbers[i] = true
	}
	return header, rows, numbers
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
	return []string{plainHours(words, excused), plainHours(words, recognised), plainHours(words, corrected), plainHours(words, a.Hours),
		plainHours(words, a.Required), percentOf(words, a), result}
}

// plainHours is a number for a spreadsheet: with the decimal mark of the language, and nothing between thousands.
func plainHours(words *i18n.Printer, hours float64) string {
	return words.Numeral(strconv.FormatFloat(math.Round(hours*100)/100, 'f', -1, 64))
}
