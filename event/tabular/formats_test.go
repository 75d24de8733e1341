package tabular

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
)

// pack is an archive of files, by name and content in turn.
func pack(t testing.TB, files ...string) []byte { return packed(t, zip.Deflate, files...) }

func packed(t testing.TB, method uint16, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

const (
	xlsxRels = `<?xml version="1.0"?><Relationships xmlns="p"><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookRels = `<Relationships xmlns="p"><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="r2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://x/styles" Target="/xl/styles.xml"/></Relationships>`
	bookXML = `<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="Arkusz1" sheetId="1" r:id="r1"/></sheets></workbook>`
)

// writeShared writes an Excel file as Excel does: the texts once, and the cells with their numbers.
func writeShared(t testing.TB, rows [][]string) []byte {
	t.Helper()
	var sheet, texts strings.Builder
	numbers := map[string]int{}
	sheet.WriteString(`<worksheet xmlns="m"><sheetData>`)
	for r, row := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, r+1)
		for c, cell := range row {
			n, ok := numbers[cell]
			if !ok {
				n = len(numbers)
				numbers[cell] = n
				texts.WriteString(`<si><t xml:space="preserve">` + escaped(cell) + `</t></si>`)
			}
			if cell != "" {
				fmt.Fprintf(&sheet, `<c r="%c%d" t="s"><v>%d</v></c>`, 'A'+c, r+1, n)
			}
		}
		sheet.WriteString(`</row>`)
	}
	sheet.WriteString(`</sheetData></worksheet>`)
	return pack(t, "[Content_Types].xml", "<Types/>", "_rels/.rels", xlsxRels, "xl/workbook.xml", bookXML, "xl/_rels/workbook.xml.rels", bookRels,
		"xl/sharedStrings.xml", `<sst xmlns="m">`+texts.String()+`</sst>`, "xl/worksheets/sheet1.xml", sheet.String())
}

// writeODS writes a spreadsheet as LibreOffice does.
func writeODS(t testing.TB, rows [][]string) []byte {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c">` +
		`<office:body><office:spreadsheet><table:table table:name="Arkusz1"><table:table-column table:number-columns-repeated="11"/>`)
	for _, row := range rows {
		b.WriteString(`<table:table-row>`)
		for _, cell := range row {
			b.WriteString(`<table:table-cell office:value-type="string" calcext:value-type="string">`)
			for _, p := range strings.Split(cell, "\n") {
				b.WriteString(`<text:p>` + escaped(p) + `</text:p>`)
			}
			b.WriteString(`</table:table-cell>`)
		}
		b.WriteString(`<table:table-cell table:number-columns-repeated="16373"/></table:table-row>`)
	}
	b.WriteString(`<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>` +
		`</table:table><table:named-expressions/></office:spreadsheet></office:body></office:document-content>`)
	return pack(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", b.String())
}
