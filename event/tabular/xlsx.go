package tabular

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"zlot/event"
)

// readZip tells the two kinds of spreadsheets apart by what is packed in them.
func readZip(ctx context.Context, data []byte, asked string) (sheet, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return sheet{}, event.Fail(event.CodeTableDamaged).Because(err)
	}
	var size uint64
	var content *zip.File
	excel := false
	for _, f := range z.File {
		if size += f.UncompressedSize64; size > maxUnzip {
			return sheet{}, tooLarge(fmt.Sprintf("%d MB", maxUnzip>>20))
		}
		switch f.Name {
		case "content.xml":
			content = f
		case "xl/workbook.xml":
			excel = true
		}
	}
	switch {
	case excel:
		return readXLSX(ctx, data, asked)
	case content != nil:
		return readODS(ctx, content, asked)
	}
	return sheet{}, event.Fail(event.CodeTableFormat)
}

// readXLSX reads one sheet of an Excel file.
func readXLSX(ctx context.Context, data []byte, asked string) (s sheet, err error) {
	defer func() {
		if r := recover(); r != nil { // the library trusts the file more than we do
			err = event.Fail(event.CodeTableDamaged).Because(fmt.Errorf("read xlsx: %v", r))
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxUnzip, // equal: nothing goes to a temporary file
	})
	if err != nil {
		return s, event.Fail(event.CodeTableDamaged).Because(err)
	}
	defer f.Close()
	s.Sheets = f.GetSheetList()
	candidates, err := chooseSheets(s.Sheets, asked)
	if err != nil {
		return s, err
	}
	for _, name := range candidates {
		if visible, err := f.GetSheetVisible(name); asked == "" && err == nil && !visible && len(s.Sheets) > 1 {
			continue
		}
		x := workbook{File: f, sheet: name, dates: map[int]bool{}}
		if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
			x.from1904 = *props.Date1904
		}
		s.Sheet = name
		if s.records, err = x.read(ctx); err != nil {
			return s, err
		}
		if !slices.ContainsFunc(s.records, func(r []string) bool { return !blank(r) }) {
			continue
		}
		return s, nil
	}
	return s, event.Fail(event.CodeTableEmpty)
}

// chooseSheets lists the sheets to try: the one asked for by name or number, else all in order.
func chooseSheets(all []string, asked string) ([]string, error) {
	if asked == "" {
		return all, nil
	}
	for _, name := range all {
		if strings.EqualFold(name, asked) {
			return []string{name}, nil
		}
	}
	if n, err := strconv.Atoi(asked); err == nil && n >= 1 && n <= len(all) {
		return all[n-1 : n], nil
	}
	return nil, event.Fail(event.CodeTableSheet, "Sheet", asked, "Sheets", all)
}

// workbook reads one sheet; whether a number is a date, only its style tells.
type workbook struct {
	*excelize.File
	sheet    string
	from1904 bool
	dates    map[int]bool // by style
}

func (x *workbook) read(ctx context.Context) ([][]string, error) {
	rows, err := x.Rows(x.sheet)
	if err != nil {
		return nil, event.Fail(event.CodeTableDamaged).Because(err)
	}
	var records [][]string
	width := 0
	for rows.Next() {
		if len(records)%1024 == 0 && ctx.Err() != nil {
			rows.Close()
			return nil, ctx.Err()
		}
		record, err := rows.Columns()
		if err != nil {
			rows.Close()
			return nil, event.Fail(event.CodeTableDamaged).Because(err)
		}
		// Asking for styles unfolds the whole rectangle in memory, so the rectangle is what is limited.
		width = max(width, len(record))
		if width > maxColumns || (len(records)+1)*width > maxCells/2 {
			rows.Close()
			return nil, tooLarge("")
		}
		records = append(records, record)
	}
	if err := rows.Close(); err != nil {
		return nil, event.Fail(event.CodeTableDamaged).Because(err)
	}
	for len(records) > 0 && blank(records[len(records)-1]) {
		records = records[:len(records)-1]
	}
	for r, record := range records {
		for c, raw := range record {
			if len(raw) > maxCell {
				return nil, tooLarge("1 MB")
			}
			record[c] = x.shown(raw, r, c)
		}
	}
	return records, nil
}

// shown is a raw cell as a person reads it: dates as dates, numbers without exponent or noise.
func (x *workbook) shown(raw string, row, column int) string {
	if raw == "" || raw[0] > '9' || len(raw) > 32 {
		return lines(raw)
	}
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return lines(raw)
	}
	if v >= 0 && v < 2_958_466 && x.isDate(row, column) {
		if t, err := excelize.ExcelDateToTime(v, x.from1904); err == nil {
			return writeMoment(t, v)
		}
	}
	if strings.ContainsAny(raw, ".eE") && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(math.Round(v*1e10)/1e10, 'f', -1, 64)
	}
	return raw
}

// writeMoment writes a date, a time of day, or both, rounded to the second.
func writeMoment(t time.Time, serial float64) string {
	t = t.Round(time.Second)
	switch {
	case serial < 1:
		return t.Format(time.TimeOnly)
	case t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0:
		return t.Format(time.DateOnly)
	}
	return t.Format(time.DateTime)
}

func (x *workbook) isDate(row, column int) bool {
	cell, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return false
	}
	id, err := x.GetCellStyle(x.sheet, cell)
	if err != nil {
		return false
	}
	is, known := x.dates[id]
	if !known {
		if style, err := x.GetStyle(id); err == nil {
			is = isDateFormat(style.NumFmt, style.CustomNumFmt)
		}
		x.dates[id] = is
	}
	if !is {
		return false
	}
	kind, err := x.GetCellType(x.sheet, cell)
	return err == nil && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber || kind == excelize.CellTypeDate)
}

// literals are the parts of a number format that are shown as they stand, or choose a colour or currency.
var literals = regexp.MustCompile(`(?i)\\.|"[^"]*"|\[[^\]]*\]|general|standard`)

// isDateFormat knows the built-in date formats by number and the others by their letters; "r" is a year
// in Polish formats.
func isDateFormat(id int, custom *string) bool {
	if custom != nil {
		return strings.ContainsAny(strings.ToLower(literals.ReplaceAllString(*custom, "")), "ymdhsr")
	}
	for _, span := range [][2]int{{14, 22}, {27, 36}, {45, 47}, {50, 58}} {
		if id >= span[0] && id <= span[1] {
			return true
		}
	}
	return false
}

// readAll reads at most limit bytes, whatever the archive's directory promised.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = tooLarge(fmt.Sprintf("%d MB", limit>>20))
	}
	return data, err
}
