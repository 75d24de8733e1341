package tabular

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"zlot/event"
)

func read(t testing.TB, data []byte, o event.TableOptions) event.Table {
	t.Helper()
	table, err := New().Read(context.Background(), "lista.csv", data, o)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	return table
}

func same(t *testing.T, table event.Table, want ...[]string) {
	t.Helper()
	got := append([][]string{table.Header}, table.Rows...)
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("read\n%q, want\n%q", got, want)
	}
}

const polish = "Imię,Nazwisko\r\nŁucja,Źdźbło\r\nŚwiętosława,Gąska\r\n"

func encoded(t *testing.T, m *charmap.Charmap, s string) []byte {
	t.Helper()
	out, err := m.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func utf16Bytes(s string, big, mark bool) []byte {
	var out []byte
	if mark {
		s = "\ufeff" + s
	}
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

func TestRead_Encodings(t *testing.T) {
	for _, c := range []struct {
		name, asked, want string
		data              []byte
	}{
		{"plain", "", "utf-8", []byte(polish)},
		{"with a mark", "auto", "utf-8", []byte("\ufeff" + polish)},
		{"windows", "", "windows-1250", encoded(t, charmap.Windows1250, polish)},
		{"iso", "", "iso-8859-2", encoded(t, charmap.ISO8859_2, polish)},
		{"dos, asked for", "cp852", "ibm852", encoded(t, charmap.CodePage852, polish)},
		{"utf-16le", "", "utf-16le", utf16Bytes(polish, false, true)},
		{"utf-16be", "", "utf-16be", utf16Bytes(polish, true, true)},
		{"utf-16le without a mark", "", "utf-16le", utf16Bytes(polish, false, false)},
		{"utf-16be without a mark", "", "utf-16be", utf16Bytes(polish, true, false)},
		{"windows, asked for", "CP1250", "windows-1250", encoded(t, charmap.Windows1250, polish)},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := read(t, c.data, event.TableOptions{Encoding: c.asked})
			if table.Encoding != c.want {
				t.Errorf("taken for %s", table.Encoding)
			}
			same(t, table, []string{"Imię", "Nazwisko"}, []string{"Łucja", "Źdźbło"}, []string{"Świętosława", "Gąska"})
		})
	}
}

func TestRead_Text(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       [][]string
	}{
		{"semicolons with commas inside", "Imię;Dieta\nAnna;zwykła, bez orzechów\nJan;zwykła, ostra, inna\n",
			[][]string{{"Imię", "Dieta"}, {"Anna", "zwykła, bez orzechów"}, {"Jan", "zwykła, ostra, inna"}}},
		{"tabs", "Imię\tDieta\nAnna\tzwykła\n", [][]string{{"Imię", "Dieta"}, {"Anna", "zwykła"}}},
		{"pipes", "Imię|Dieta\nAnna|zwykła\n", [][]string{{"Imię", "Dieta"}, {"Anna", "zwykła"}}},
		{"a quoted question of several lines", "Imię,\"Czy zgadza się Pani,\nże:\n1; 2; 3\"\nAnna,Tak\nJan,Nie\n",
			[][]string{{"Imię", "Czy zgadza się Pani, że: 1; 2; 3"}, {"Anna", "Tak"}, {"Jan", "Nie"}}},
		{"lone carriage returns", "Imię,Dieta\rAnna,zwykła\r", [][]string{{"Imię", "Dieta"}, {"Anna", "zwykła"}}},
		{"doubled quotation marks", "Imię,Ośrodek\nAnna,\"OPS \"\"Rodzina\"\"\"\n", [][]string{{"Imię", "Ośrodek"}, {"Anna", `OPS "Rodzina"`}}},
		{"a mark that is never closed", "Imię,Ośrodek\nAnna,\"OPS\nJan,MOPS\n", [][]string{{"Imię", "Ośrodek"}, {"Anna", `"OPS`}, {"Jan", "MOPS"}}},
		{"marks inside", "Imię,Ośrodek\nAnna,OPS \"Rodzina\" w Śremie\n", [][]string{{"Imię", "Ośrodek"}, {"Anna", `OPS "Rodzina" w Śremie`}}},
		{"blank rows and a title", "Lista uczestników;;\n;;\nImię;Nazwisko;Telefon\nAnna;Nowak;1\n;;\nJan;Lis;2\n",
			[][]string{{"Imię", "Nazwisko", "Telefon"}, {"Anna", "Nowak", "1"}, {"Jan", "Lis", "2"}}},
		{"columns without name and value", "Imię,Nazwisko,,\nAnna,Nowak,,\n", [][]string{{"Imię", "Nazwisko"}, {"Anna", "Nowak"}}},
		{"a value without a column", "Imię,Nazwisko\nAnna,Nowak,w ciąży\nJan,Lis\n", [][]string{{"Imię", "Nazwisko", "[C]"}, {"Anna", "Nowak", "w ciąży"}, {"Jan", "Lis", ""}}},
		{"short rows", "A,B,C\n1\n1,2\n1,2,3\n", [][]string{{"A", "B", "C"}, {"1", "", ""}, {"1", "2", ""}, {"1", "2", "3"}}},
		{"one name twice", "Imię,Uwagi,Uwagi\nAnna,a,b\n", [][]string{{"Imię", "Uwagi", "Uwagi (2)"}, {"Anna", "a", "b"}}},
		{"Excel's own line", "sep=;\nImię;Dieta\nAnna;zwykła\n", [][]string{{"Imię", "Dieta"}, {"Anna", "zwykła"}}},
		{"one column", "Imię i nazwisko\nAnna Nowak\nJan Lis\n", [][]string{{"Imię i nazwisko"}, {"Anna Nowak"}, {"Jan Lis"}}},
		{"no end of line", "Imię,Nazwisko\nAnna,Nowak", [][]string{{"Imię", "Nazwisko"}, {"Anna", "Nowak"}}},
	} {
		t.Run(c.name, func(t *testing.T) { same(t, read(t, []byte(c.text), event.TableOptions{}), c.want...) })
	}
}

func TestRead_Refused(t *testing.T) {
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	w, err := z.Create("content.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 300 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, code string
		data       []byte
		o          event.TableOptions
	}{
		{name: "empty", code: event.CodeTableEmpty},
		{name: "blank", code: event.CodeTableEmpty, data: []byte("\ufeff \r\n\r\n")},
		{name: "only delimiters", code: event.CodeTableEmpty, data: []byte(";;;\n;;;\n")},
		{name: "binary", code: event.CodeTableBinary, data: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x01")},
		{name: "control characters", code: event.CodeTableBinary, data: bytes.Repeat([]byte{1, 2, 3, 'a'}, 100)},
		{name: "pdf", code: event.CodeTablePDF, data: []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")},
		{name: "old excel", code: event.CodeTableOld, data: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on")},
		{name: "a sheet behind a password", code: event.CodeTablePassword, data: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")},
		{name: "rich text", code: event.CodeTableDocument, data: []byte(`{\rtf1\ansi Lista}`)},
		{name: "web page", code: event.CodeTableWebPage, data: []byte("<html><table><tr><td>Anna</td></tr></table>")},
		{name: "broken zip", code: event.CodeTableDamaged, data: []byte("PK\x03\x04 nothing")},
		{name: "text document", code: event.CodeTableDocument, data: zipped(t, "word/document.xml", "<x/>")},
		{name: "zip of something else", code: event.CodeTableFormat, data: zipped(t, "readme.txt", "x")},
		{name: "zip bomb", code: event.CodeTableTooLarge, data: bomb.Bytes()},
		{name: "broken ods", code: event.CodeTableDamaged, data: zipped(t, "content.xml", "<a><b></a>")},
		{name: "broken xlsx", code: event.CodeTableDamaged, data: zipped(t, "xl/workbook.xml", "<a><b></a>")},
		{name: "no header", code: event.CodeTableHeader, data: []byte("Anna,Nowak,anna@example.org\nJan,Lis,jan@example.org\n")},
		{name: "a cell of ten megabytes", code: event.CodeTableCell, data: []byte("A,B\n1,\"" + strings.Repeat("x", 10<<20) + "\"\n")},
		{name: "too many columns", code: event.CodeTableColumns, data: []byte(strings.Repeat("a,", 2000) + "\n")},
		{name: "unknown encoding", code: event.CodeTableEncoding, data: []byte("A,B\n"), o: event.TableOptions{Encoding: "klingon"}},
		{name: "not in the encoding asked for", code: event.CodeTableEncoding, data: []byte("A,B\n\xb9,1\n"), o: event.TableOptions{Encoding: "utf-8"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := New().Read(context.Background(), "table.pdf", c.data, c.o)
			var e *event.Error
			if !errors.As(err, &e) || e.Code != c.code || e.Args["Path"] != "table.pdf" {
				t.Errorf("%d rows, %v, want %s", len(table.Rows), err, c.code)
			}
		})
	}
}

func zipped(t testing.TB, name, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(body)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRead_XLSX(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	custom := "dd/mm/yyyy\\ hh:mm"
	dateStyle, err := f.NewStyle(&excelize.Style{CustomNumFmt: &custom})
	if err != nil {
		t.Fatal(err)
	}
	shortStyle, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.NewSheet("Lista"); err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]any{"A1": "Imię", "B1": "Kiedy", "C1": "Telefon", "D1": "Dzień", "E1": "Wiek",
		"A3": "Anna", "B3": 40367.56156523148, "C3": 600100200, "D3": 40367, "E3": 1.5, "F3": true} {
		if err := f.SetCellValue("Lista", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(f.SetCellStyle("Lista", "B3", "B3", dateStyle), f.SetCellStyle("Lista", "D3", "D3", shortStyle)); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, asked := range []string{"", "2", "lista"} { // the first sheet is empty
		table := read(t, b.Bytes(), event.TableOptions{Sheet: asked})
		same(t, table, []string{"Imię", "Kiedy", "Telefon", "Dzień", "Wiek", "[F]"}, []string{"Anna", "2010-07-08 13:28:39", "600100200", "2010-07-08", "1.5", "true"})
		if table.Sheet != "Lista" || !slices.Equal(table.Sheets, []string{"Sheet1", "Lista"}) || table.Encoding != "" || table.Delimiter != "" {
			t.Errorf("sheet %q of %q, %q %q", table.Sheet, table.Sheets, table.Encoding, table.Delimiter)
		}
	}
	if _, err := New().Read(context.Background(), "x", b.Bytes(), event.TableOptions{Sheet: "Inna"}); !errors.Is(err, event.Fail(event.CodeTableSheet)) {
		t.Errorf("a sheet that is not there: %v", err)
	}
}

func TestIsDateFormat(t *testing.T) {
	for format, want := range map[string]bool{"dd/mm/yyyy": true, "rrrr-mm-dd": true, "[h]:mm": true, "[$-415]d mmmm yyyy": true, "General": false,
		"0.00": false, "#,##0.00 \"zdm\"": false, "[Red]0": false, `000\ 000\ 000`: false, `0\d`: false} {
		if got := isDateFormat(format); got != want {
			t.Errorf("%s is a date: %v", format, got)
		}
	}
}

func TestRead_ODS(t *testing.T) {
	const head = `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>` +
		`<table:table table:name="Pusty"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>` +
		`<table:table table:name="Lista">`
	const foot = `</table:table></office:spreadsheet></office:body></office:document-content>`
	body := `<table:table-row><table:table-cell><text:p>Imię</text:p></table:table-cell><table:table-cell><text:p>Kiedy</text:p></table:table-cell>` +
		`<table:table-cell table:number-columns-repeated="2"><text:p>Uwagi</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16380"/></table:table-row>` +
		`<table:table-row><table:table-cell><text:p>Anna<office:annotation><text:p>tajne</text:p></office:annotation></text:p></table:table-cell>` +
		`<table:table-cell office:value-type="date" office:date-value="2010-07-08T13:28:39.5"><text:p>8.07</text:p></table:table-cell>` +
		`<table:table-cell office:value-type="float" office:value="600100200"><text:p>600 100 200</text:p></table:table-cell>` +
		`<table:table-cell><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p></table:table-cell></table:table-row>` +
		`<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`
	table := read(t, zipped(t, "content.xml", head+body+foot), event.TableOptions{})
	same(t, table, []string{"Imię", "Kiedy", "Uwagi", "Uwagi (2)"}, []string{"Anna", "2010-07-08 13:28:39", "600100200", "a  b\nc"})
	if table.Sheet != "Lista" || !slices.Equal(table.Sheets, []string{"Pusty", "Lista"}) {
		t.Errorf("sheet %q of %q", table.Sheet, table.Sheets)
	}
	hostile := `<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="900"><text:p>x</text:p></table:table-cell></table:table-row>`
	if _, err := New().Read(context.Background(), "x", zipped(t, "content.xml", head+hostile+foot), event.TableOptions{}); !errors.Is(err, event.Fail(event.CodeTableTooLarge)) {
		t.Errorf("a million repeated rows: %v", err)
	}
}

func TestWrite(t *testing.T) {
	header := []string{"Imię", "Telefon", "Uwagi"}
	rows := [][]string{
		{"Łucja", "+48 600 100 200", "=HYPERLINK(\"x\")"},
		{"-2+3+cmd|' /C calc'!A0", "-12,50", "@SUM(A1)"},
		{"a;b", "x\ny", "\tz"},
		{"+1+1", "-", "zwykły \"tekst\""},
	}
	var csv bytes.Buffer
	if err := New().Write(&csv, "csv", header, rows); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffImię;Telefon;Uwagi\r\n" +
		"Łucja;+48 600 100 200;\"'=HYPERLINK(\"\"x\"\")\"\r\n" +
		"'-2+3+cmd|' /C calc'!A0;-12,50;'@SUM(A1)\r\n" +
		"\"a;b\";\"x\r\ny\";'\tz\r\n" +
		"'+1+1;'-;\"zwykły \"\"tekst\"\"\"\r\n"
	if csv.String() != want {
		t.Errorf("wrote\n%q, want\n%q", csv.String(), want)
	}
	back := read(t, csv.Bytes(), event.TableOptions{})
	if back.Rows[0][2] != rows[0][2] || back.Rows[1][0] != rows[1][0] || back.Rows[3][0] != "+1+1" || back.Delimiter != ";" {
		t.Errorf("read back as %q", back.Rows)
	}
	var xlsx bytes.Buffer
	if err := New().Write(&xlsx, "xlsx", header, rows); err != nil {
		t.Fatal(err)
	}
	sheet := read(t, xlsx.Bytes(), event.TableOptions{})
	if !slices.Equal(sheet.Header, header) || sheet.Rows[0][1] != "+48 600 100 200" || sheet.Rows[0][2] != rows[0][2] || sheet.Rows[2][1] != "x\ny" {
		t.Errorf("read back as %q", sheet.Rows)
	}
	if err := New().Write(&xlsx, "doc", header, rows); !errors.Is(err, event.Fail(event.CodeTableExport)) {
		t.Errorf("an unknown format: %v", err)
	}
}

// Numbers are numbers to a spreadsheet, in either language; everything else in such a column stays text.
func TestWriteNumbers(t *testing.T) {
	var out bytes.Buffer
	rows := [][]string{{"0012", "1,5"}, {"0013", "2.25"}, {"0014", ""}, {"0015", "=1+1"}, {"0016", "Inf"}}
	if err := New().WriteNumbers(&out, "xlsx", []string{"Numer", "Godziny"}, rows, []bool{false, true}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeInlineString, "B2": excelize.CellTypeUnset, "B3": excelize.CellTypeUnset,
		"B5": excelize.CellTypeInlineString, "B6": excelize.CellTypeInlineString} {
		kind, err := f.GetCellType("Zlot", cell)
		if number := kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset; err != nil || number != (want == excelize.CellTypeUnset) {
			t.Errorf("%s is of type %v, %v", cell, kind, err)
		}
	}
	if v, err := f.GetCellValue("Zlot", "B2"); err != nil || v != "1.5" {
		t.Errorf("%q, %v", v, err)
	}
}
