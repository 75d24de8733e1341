package tabular

import (
	"context"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"zlot/event"
)

// sheetReader reads the cells of one sheet.
type sheetReader struct {
	*workbook
	*markup
	*rows
	number int // of the row
	column int // of the next cell
	value  []byte
}

// read reads a sheet, or its first records.
func (w *workbook) read(ctx context.Context, from workbookSheet, limit int) (sheet, error) {
	s := sheet{}
	s.Sheet = from.name
	if !w.has(from.file) {
		return s, errNotThere
	}
	m, err := w.markup(from.file)
	if err != nil {
		return s, err
	}
	defer m.Close()
	r := sheetReader{workbook: w, markup: m, rows: newRows(ctx, limit)}
	for !r.full() {
		t, err := m.next()
		if err != nil {
			return s, err
		}
		if t == endOfFile {
			break
		}
		if t != startTag {
			continue
		}
		switch {
		case m.is("row"):
			err = r.readRow()
		case m.is("mergeCell"):
			s.merges = r.merge(s.merges, string(m.attr("ref")))
		}
		if err != nil {
			return s, err
		}
	}
	s.records = r.records
	return s, nil
}

func (r *sheetReader) readRow() error {
	r.number++
	if n, err := strconv.Atoi(string(r.attr("r"))); err == nil && n > 0 {
		r.number = n
	}
	r.column = 0
	for {
		t, err := r.next()
		if err != nil {
			return err
		}
		switch {
		case t == startTag && r.is("c"):
			if err := r.readCell(); err != nil {
				return err
			}
		case t == startTag:
			if err := r.markup.skip(); err != nil {
				return err
			}
		case t == endTag && r.is("row"):
			return r.end(r.number, 1)
		case t == endOfFile:
			return errXML
		}
	}
}

// readCell reads what a cell holds; of a formula the value that was last computed.
func (r *sheetReader) readCell() error {
	if column, ok := columnOf(r.attr("r")); ok {
		r.column = column
	}
	kind := cellKind(r.attr("t"))
	style, _ := strconv.Atoi(string(r.attr("s")))
	r.value = r.value[:0]
	outer := r.depth() - 1
	inValue := false
	for r.depth() > outer {
		t, err := r.next()
		if err != nil {
			return err
		}
		switch {
		case t == startTag && r.is("is"):
			text, err := richText(r.markup)
			if err != nil {
				return err
			}
			r.value = append(r.value, text...)
		case t == startTag:
			inValue = r.is("v")
		case t == endTag:
			inValue = false
		case t == textToken && inValue:
			r.value = append(r.value, r.markup.text...)
			if len(r.value) > event.MaxCell {
				return cellTooLarge(0)
			}
		case t == endOfFile:
			return errXML
		}
	}
	text, err := r.shown(kind, style)
	if err != nil {
		return err
	}
	r.column++
	return r.set(r.column-1, text)
}

// kinds of cells, by their letter.
type kind byte

const (
	numberCell kind = iota
	sharedCell
	textCell
	booleanCell
	dateCell
)

func cellKind(t []byte) kind {
	switch string(t) {
	case "s":
		return sharedCell
	case "str", "inlineStr", "e":
		return textCell
	case "b":
		return booleanCell
	case "d":
		return dateCell
	}
	return numberCell
}

// shown is a cell's value as a person reads it.
func (r *sheetReader) shown(k kind, style int) (string, error) {
	switch k {
	case sharedCell:
		if len(r.value) == 0 {
			return "", nil
		}
		n, err := strconv.Atoi(string(r.value))
		if err != nil || n < 0 || n >= len(r.strings) {
			return "", errXML
		}
		return r.strings[n], nil
	case booleanCell:
		if string(r.value) == "1" || string(r.value) == "true" {
			return "true", nil
		}
		return "false", nil
	case dateCell:
		return isoMoment(string(r.value)), nil
	case numberCell:
		isDate := style >= 0 && style < len(r.dates) && r.dates[style]
		if !isDate && isPlainNumber(r.value) {
			return r.keep(r.value), nil
		}
		return tidy(showNumber(string(r.value), isDate, r.from1904)), nil
	}
	return tidy(r.keep(unescapeExcel(r.value))), nil
}

// isPlainNumber reports digits alone: nothing about them can be shown better.
func isPlainNumber(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// showNumber writes a number without exponent or noise, and a date as a date.
func showNumber(raw string, isDate, from1904 bool) string {
	if raw == "" || len(raw) > 40 {
		return raw
	}
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return raw
	}
	if isDate && v >= 0 && v < 2_958_466 {
		return writeMoment(v, from1904)
	}
	if strings.ContainsAny(raw, ".eE") && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(math.Round(v*1e10)/1e10, 'f', -1, 64)
	}
	return raw
}

// writeMoment writes a count of days as a date, a time of day, or both, to the second.
func writeMoment(v float64, from1904 bool) string {
	days, part := math.Modf(v)
	seconds := int(math.Round(part * 24 * 60 * 60))
	day := time.Date(1899, time.December, 30+int(days), 0, 0, seconds, 0, time.UTC)
	switch {
	case from1904:
		day = day.AddDate(0, 0, 1462)
	case v < 60: // Excel believes in 29 February 1900
		day = day.AddDate(0, 0, 1)
	}
	switch {
	case v < 1:
		return day.Format(time.TimeOnly)
	case day.Hour() == 0 && day.Minute() == 0 && day.Second() == 0:
		return day.Format(time.DateOnly)
	}
	return day.Format(time.DateTime)
}

// isoMoment takes the fractions of a second off a moment, and its midnight.
func isoMoment(v string) string {
	day, clock, _ := strings.Cut(v, "T")
	clock, _, _ = strings.Cut(clock, ".")
	if clock = strings.TrimSuffix(clock, "Z"); clock == "00:00:00" {
		clock = ""
	}
	return strings.TrimSpace(day + " " + clock)
}

// literals are the parts of a number format that are shown as they stand, or choose a colour or currency.
var literals = regexp.MustCompile(`(?i)\\.|"[^"]*"|\[[^\]]*\]|general|standard`)

// isDateFormat knows date formats by their letters; "r" is a year in Polish formats.
func isDateFormat(code string) bool {
	return strings.ContainsAny(strings.ToLower(literals.ReplaceAllString(code, "")), "ymdhsr")
}

// isBuiltInDate knows the date formats that have a number and no letters.
func isBuiltInDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// columnOf reads the letters of a cell's name: 0 for A1.
func columnOf(name []byte) (column int, ok bool) {
	for i, c := range name {
		switch {
		case c >= 'A' && c <= 'Z' && column < event.MaxColumns:
			column = column*26 + int(c-'A') + 1
		case c >= 'A' && c <= 'Z':
			return event.MaxColumns, true
		case i == 0:
			return 0, false
		default:
			return column - 1, true
		}
	}
	return column - 1, column > 0
}

// merge adds cells of one of the first rows that are merged across columns: B1:D1.
func (r *sheetReader) merge(all []merge, ref string) []merge {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return all
	}
	first, ok1 := columnOf([]byte(from))
	last, ok2 := columnOf([]byte(to))
	n, err := strconv.Atoi(strings.TrimLeft(from, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if at := r.place(n); ok1 && ok2 && err == nil && at >= 0 && last > first && last < event.MaxColumns {
		all = append(all, merge{at, first, last})
	}
	return all
}
