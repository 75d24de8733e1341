package tabular

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"zlot/event"
)

// hostile reads a file that somebody made to hurt; no more than so much memory may be taken for it at a time.
func hostile(t *testing.T, data []byte, most uint64) error {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := New().Read(context.Background(), "lista.xlsx", data, event.TableOptions{})
	runtime.ReadMemStats(&after)
	if taken := after.TotalAlloc - before.TotalAlloc; taken > most {
		t.Errorf("%d MB were taken for %d kB", taken>>20, len(data)>>10)
	}
	return err
}

func TestRead_HostileArchives(t *testing.T) {
	var many bytes.Buffer
	z := zip.NewWriter(&many)
	for i := range 70_000 {
		if _, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	zeros := strings.Repeat("\x00", event.MaxUnzip)
	bomb := pack(t, "_rels/.rels", xlsxRels, "xl/workbook.xml", "<workbook>"+zeros)
	inner := pack(t, "content.xml", strings.Repeat("<a/>", 1<<16))
	for name, c := range map[string]struct {
		data []byte
		code string
		most uint64
	}{
		"300 MB in a few kB":    {bomb, event.CodeTableTooLarge, 64 << 20},
		"a zip in a zip":        {pack(t, "content.xml", string(inner)), event.CodeTableFormat, 64 << 20},
		"70,000 files":          {many.Bytes(), event.CodeTableDamaged, 16 << 20},
		"styles without end":    {pack(t, "_rels/.rels", xlsxRels, "xl/workbook.xml", `<workbook><sheets><sheet name="A" r:id="1"/></sheets></workbook>`, "xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rIdt" Type="x/styles" Target="styles.xml"/></Relationships>`, "xl/styles.xml", `<styleSheet><cellXfs>`+strings.Repeat(`<xf numFmtId="14"/>`, 1<<20)), event.CodeTableDamaged, 1 << 30},
		"no directory":          {[]byte("PK\x03\x04" + strings.Repeat("\x00", 1000)), event.CodeTableDamaged, 16 << 20},
		"only names that climb": {pack(t, "../../etc/passwd", "x", `C:\Windows\win.ini`, "x", "/etc/shadow", "x", "a\x00b", "x", "CON", "x"), event.CodeTableFormat, 16 << 20},
	} {
		if err := hostile(t, c.data, c.most); !errors.Is(err, event.Fail(c.code)) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

// Names in an archive are only compared: nothing is ever written under one.
func TestRead_NamesWriteNothing(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	table := read(t, pack(t, "../evil.txt", "x", "content.xml", odsSeed, filepath.Join(folder, "evil.txt"), "x"), event.TableOptions{})
	if len(table.Rows) == 0 {
		t.Error("the table was not read")
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("%v was left, %v", left, err)
	}
}

func TestRead_HostileSheets(t *testing.T) {
	row := func(cells string) string {
		return `<row r="1"><c r="A1" t="str"><v>Imię</v></c>` + cells + `</row></sheetData>`
	}
	lol := `<!DOCTYPE lolz [<!ENTITY lol "lol">` + strings.Repeat(`<!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">`, 9) + `]>`
	sheets := make([]string, 0, 400)
	for i := range 200 {
		sheets = append(sheets, fmt.Sprint("S", i), row(""))
	}
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"the last cell there is":  {excel(t, textsSeed, "A", `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`), event.CodeTableColumns},
		"a row far below":         {excel(t, textsSeed, "A", row("")+`<row r="99999999999999999999"><c r="A1"><v>1</v></c></row>`), ""},
		"a column without end":    {excel(t, textsSeed, "A", row(`<c r="`+strings.Repeat("Z", 100_000)+`1"><v>1</v></c>`)), event.CodeTableColumns},
		"columns repeated":        {pack(t, "content.xml", `<table name="A"><table-row><table-cell number-columns-repeated="1000000000"><p>x</p></table-cell></table-row></table>`), event.CodeTableTooLarge},
		"rows repeated":           {pack(t, "content.xml", `<table name="A"><table-row number-rows-repeated="1000000000"><table-cell><p>x</p></table-cell></table-row></table>`), event.CodeTableTooLarge},
		"empty columns repeated":  {pack(t, "content.xml", `<table name="A"><table-row><table-cell><p>Imię</p></table-cell><table-cell number-columns-repeated="1000000000"/></table-row><table-row number-rows-repeated="1000000000"><table-cell/></table-row></table>`), ""},
		"repeated more than once": {pack(t, "content.xml", `<table name="A"><table-row><table-cell number-columns-repeated="-5"><p>x</p></table-cell><table-cell number-columns-repeated="99999999999999999999999"><p>y</p></table-cell></table-row></table>`), ""},
		"spaces repeated":         {pack(t, "content.xml", `<table name="A"><table-row><table-cell><p><s c="2000000000"/>x</p></table-cell></table-row></table>`), ""},
		"a thousand laughs":       {excel(t, lol+`<sst><si><t>&lol1;</t></si></sst>`, "A", row(`<c t="s"><v>0</v></c>`)), event.CodeTableDamaged},
		"a document from outside": {pack(t, "content.xml", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><table name="A"><table-row><table-cell><p>&x;</p></table-cell></table-row></table>`), event.CodeTableDamaged},
		"200 sheets":              {excel(t, textsSeed, sheets...), ""},
	} {
		err := hostile(t, c.data, 600<<20)
		var known *event.Error
		if c.code != "" && !errors.Is(err, event.Fail(c.code)) || err != nil && !errors.As(err, &known) {
			t.Errorf("%s: %v, want %q", name, err, c.code)
		}
	}
}

// What a spreadsheet could run is text in every format, also behind what cannot be seen.
func TestWrite_Formulas(t *testing.T) {
	for _, cell := range []string{"=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200b=1", "\u202e=1", "\u3000=1", "\ufeff=cmd|' /C calc'!A0", "＝1"} {
		var out bytes.Buffer
		if err := New().Write(&out, "csv", []string{"Imię", "Uwagi"}, [][]string{{cell, "x"}}); err != nil {
			t.Fatal(err)
		}
		line := strings.Split(out.String(), "\r\n")[1]
		if !strings.HasPrefix(strings.TrimPrefix(line, `"`), "'") {
			t.Errorf("%q is written as %q", cell, line)
		}
	}
}
