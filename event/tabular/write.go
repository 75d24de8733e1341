package tabular

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"zlot/event"
)

// Write writes a table as "csv" or "xlsx". CSV is UTF-8 with the mark that makes Excel believe it, and
// with semicolons: Polish Windows has the comma as its decimal sign, so Excel there puts a file with
// commas into one column when it is double-clicked, and one with semicolons where it belongs.
func (f Files) Write(w io.Writer, format string, header []string, rows [][]string) error {
	return f.WriteNumbers(w, format, header, rows, nil)
}

// WriteNumbers is Write with columns whose cells are numbers, where a format knows them.
func (Files) WriteNumbers(w io.Writer, format string, header []string, rows [][]string, numbers []bool) error {
	switch format {
	case "csv":
		return writeCSV(w, header, rows)
	case "xlsx":
		return writeXLSX(w, header, rows, numbers)
	}
	return event.Fail(event.CodeTableExport, "Format", format)
}

func writeCSV(w io.Writer, header []string, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	if err := out.Write(harmless(header)); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	for _, row := range rows {
		if err := out.Write(harmless(row)); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// harmless neutralises every cell that a spreadsheet would run.
func harmless(row []string) []string {
	safe := make([]string, len(row))
	for i, cell := range row {
		safe[i] = neutral(cell)
	}
	return safe
}

// neutral puts an apostrophe before what a spreadsheet would take for a formula. A telephone number or an
// amount is left as it is: nothing but digits and signs can call no function. Read takes the apostrophe
// off again, so one that was there gets a second.
func neutral(cell string) string {
	bare := strings.TrimLeft(cell, "'")
	number := len(bare) == len(cell) && cell != "" && (cell[0] == '+' || cell[0] == '-') && isNumberLike(cell[1:])
	if number || !isRun(bare) {
		return cell
	}
	return "'" + cell
}

// harmful are the signs that begin a formula, the wide ones of eastern keyboards among them, and the white
// space that some programs skip before they look for one.
const harmful = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"

// skipped is white space and what has no shape at all.
func skipped(r rune) bool {
	return r != '\t' && r != '\r' && r != '\n' && (unicode.IsSpace(r) || unicode.Is(unicode.Cf, r))
}

// isRun reports whether a spreadsheet may take a text for a formula.
func isRun(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, skipped))
	return strings.ContainsRune(harmful, first)
}

// isNumberLike accepts digits in groups, as in +48 600 111 222, (22) 600-10-10 or -12,50: a sum of two
// numbers (1+1) is not among them.
func isNumberLike(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case strings.ContainsRune(" ().,-\u00a0", r):
		default:
			return false
		}
	}
	return digits > 0
}

func writeXLSX(w io.Writer, header []string, rows [][]string, numbers []bool) error {
	f := excelize.NewFile()
	defer f.Close()
	const name = "Zlot"
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top"}})
	if err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	for i, width := range widths(header, rows) {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return fmt.Errorf("write xlsx: %w", err)
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	if err := out.SetRow("A1", texts(header), excelize.RowOpts{StyleID: bold}); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	for i, row := range rows {
		if err := out.SetRow(fmt.Sprintf("A%d", i+2), numbered(row, numbers)); err != nil {
			return fmt.Errorf("write xlsx row %d: %w", i+1, err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	return nil
}

// texts are cells of text: no number loses its leading zero, and no cell is a formula. They are
// neutralised all the same, because the next program may save them as CSV.
func texts(row []string) []any {
	cells := make([]any, len(row))
	for i, cell := range row {
		cell = neutral(cell)
		if len(cell) > excelize.TotalCellChars { // Excel refuses the whole file otherwise
			cell = strings.ToValidUTF8(cell[:excelize.TotalCellChars], "")
		}
		cells[i] = cell
	}
	return cells
}

// numbered are cells of text, but for the numbers in some columns.
func numbered(row []string, numbers []bool) []any {
	cells := texts(row)
	for i := range cells[:min(len(cells), len(numbers))] {
		if n, err := strconv.ParseFloat(strings.Replace(row[i], ",", ".", 1), 64); err == nil && numbers[i] && !math.IsInf(n, 0) && !math.IsNaN(n) {
			cells[i] = n
		}
	}
	return cells
}

// widths fits columns to their first rows, within reason.
func widths(header []string, rows [][]string) []float64 {
	fit := make([]float64, len(header))
	for _, row := range append([][]string{header}, rows[:min(len(rows), 200)]...) {
		for i, cell := range row[:min(len(row), len(fit))] {
			fit[i] = min(max(fit[i], float64(utf8.RuneCountInString(cell))+2, 6), 48)
		}
	}
	return fit
}
