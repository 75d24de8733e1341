package doc

import (
	"strconv"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

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
