package tabular

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"testing"

	"zlot/event"
)

// sound fails unless a file was refused with a code or became a table as every table has to be.
func sound(t *testing.T, data []byte, o event.TableOptions) {
	t.Helper()
	table, err := New().Read(context.Background(), "f", data, o)
	if err != nil {
		var e *event.Error
		if !errors.As(err, &e) {
			t.Fatalf("an error without a code: %v", err)
		}
		return
	}
	seen := map[string]bool{}
	for _, h := range table.Header {
		if h == "" || seen[h] {
			t.Errorf("header %q", table.Header)
		}
		seen[h] = true
	}
	for _, row := range table.Rows {
		if len(row) != len(table.Header) || blank(row) {
			t.Errorf("row %q under %q", row, table.Header)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(polish))
	f.Add([]byte("A;B\r\"x\"\"y\" ;\"\r\n\";z\n"))
	f.Add([]byte(",\"a,\"b,\"c\n"))
	f.Add(utf16Bytes(polish, true, false))
	f.Add([]byte("sep=|\nA|B\n1|2|3|4\n"))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("'=1,'+\n=1,+2"))
	f.Add([]byte("Lista\n;Dane;;Nocleg\nLp.;Imię;E-mail;6/7\n1;2;3;4\n1;Anna;a@example.org;tak\n"))
	f.Add([]byte("Imi\xea,Nazwisko\n\xa3ucja,\xac\xbcd\xbcb\xb3o\n"))
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, data, event.TableOptions{}) })
}

const odsSeed = `<o:document-content xmlns:o="o" xmlns:t="t" xmlns:x="x"><t:table t:name="A"><t:table-row><t:table-cell t:number-columns-spanned="2"><x:p>Dane</x:p></t:table-cell>` +
	`<t:covered-table-cell/><t:table-cell><x:p>Nocleg</x:p></t:table-cell></t:table-row><t:table-row t:number-rows-repeated="2"><t:table-cell><x:p>Imię<x:s x:c="2"/>a</x:p><x:p>b</x:p></t:table-cell>` +
	`<t:table-cell o:value-type="date" o:date-value="2012-06-30T16:00:00"><x:p>30.06</x:p></t:table-cell><t:table-cell o:value-type="float" o:value="6.001E8"/></t:table-row></t:table><t:table t:name="B"/></o:document-content>`

func FuzzODS(f *testing.F) {
	f.Add([]byte(odsSeed))
	f.Add([]byte(`<a><!-- > --><![CDATA[ & ]]><b c='">'/>&#x41;&lt;</a>`))
	f.Add([]byte("\xef\xbb\xbf<?xml version=\"1.0\"?><table><table-row><table-cell number-columns-repeated=\"900\"><p>x</p></table-cell></table-row></table>"))
	f.Fuzz(func(t *testing.T, content []byte) {
		sound(t, packed(t, zip.Store, "content.xml", string(content)), event.TableOptions{})
	})
}

const sheetSeed = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Dane</t></is></c><c r="C1" t="str"><v>Nocleg</v></c></row>` +
	`<row r="2"><c r="A2" t="s"><v>0</v></c><c t="s"><v>1</v></c><c r="C2" t="b"><v>1</v></c></row><row><c s="1"><v>41090.667</v></c><c><f>A1</f><v>6.001002E8</v></c><c t="e"><v>#N/A</v></c>` +
	`<c t="d"><v>2012-06-30T00:00:00</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`

const (
	textsSeed  = `<sst><si><t>Imię</t></si><si><r><t xml:space="preserve">E-</t></r><r><t>mail_x000A_</t></r><rPh><t>x</t></rPh></si></sst>`
	stylesSeed = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="rrrr-mm-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`
)

func FuzzXLSX(f *testing.F) {
	f.Add([]byte(sheetSeed), []byte(textsSeed), []byte(stylesSeed))
	f.Add([]byte(`<sheetData><row><c r="XFD1"><v>1</v></c><c r="AAAAAAAAAA9"/></row></sheetData>`), []byte(`<sst/>`), []byte(`<a/>`))
	f.Fuzz(func(t *testing.T, sheet, texts, styles []byte) {
		sound(t, packed(t, zip.Store, "_rels/.rels", xlsxRels, "xl/workbook.xml", bookXML, "xl/_rels/workbook.xml.rels", bookRels,
			"xl/sharedStrings.xml", string(texts), "xl/styles.xml", string(styles), "xl/worksheets/sheet1.xml", string(sheet)), event.TableOptions{})
	})
}

// FuzzMarkup holds the reader of XML to reading all or refusing, and to keeping its count of elements.
func FuzzMarkup(f *testing.F) {
	for _, s := range []string{odsSeed, sheetSeed, textsSeed, `<a b="1" c='2'>x&amp;y<d/></a>`, "<a>&#0;&#x110000;</a>", "<a><![CDATA[]]></a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m := newMarkup(bytes.NewReader(data))
		for depth := 0; ; {
			token, err := m.next()
			if err != nil {
				return
			}
			switch token {
			case startTag:
				depth++
			case endTag:
				depth--
			case endOfFile:
				if depth != 0 {
					t.Fatalf("ends within %d elements", depth)
				}
				return
			}
			if token == textToken && len(m.text) == 0 || token != textToken && len(m.name) == 0 {
				t.Fatal("an empty token")
			}
		}
	})
}
