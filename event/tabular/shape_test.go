package tabular

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"zlot/event"
)

func TestRead_Header(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       [][]string
	}{
		{"several titles", "Fundacja Bliżej Rodziny\nLista uczestników;;;stan na 1.09\n\nLp.;Imię;Nazwisko;Telefon\n1;Anna;Nowak;600\n",
			[][]string{{"Lp.", "Imię", "Nazwisko", "Telefon"}, {"1", "Anna", "Nowak", "600"}}},
		{"a title as wide as the table", "Zlot;Podzamcze;wrzesień;2012\nImię;Nazwisko;E-mail;Telefon\nAnna;Nowak;anna@example.org;600\n",
			[][]string{{"Imię", "Nazwisko", "E-mail", "Telefon"}, {"Anna", "Nowak", "anna@example.org", "600"}}},
		{"groups of columns", "Lp.;Dane osobowe;;Nocleg;\n;Imię;Nazwisko;6/7;7/8\n1;Anna;Nowak;tak;nie\n",
			[][]string{{"Lp.", "Dane osobowe: Imię", "Dane osobowe: Nazwisko", "Nocleg: 6/7", "Nocleg: 7/8"}, {"1", "Anna", "Nowak", "tak", "nie"}}},
		{"groups of some columns", "Lp.;Imię;Nazwisko;Warsztaty;\n;;;czwartek;piątek\n1;Anna;Nowak;A;B\n",
			[][]string{{"Lp.", "Imię", "Nazwisko", "Warsztaty: czwartek", "Warsztaty: piątek"}, {"1", "Anna", "Nowak", "A", "B"}}},
		{"people are no second header", "Imię;Nazwisko;Telefon;\nAnna;Nowak;600;w ciąży\n",
			[][]string{{"Imię", "Nazwisko", "Telefon", "[D]"}, {"Anna", "Nowak", "600", "w ciąży"}}},
		{"a row of numbers", "Lp.;Imię;Nazwisko\n1;2;3\n1;Anna;Nowak\n", [][]string{{"Lp.", "Imię", "Nazwisko"}, {"1", "Anna", "Nowak"}}},
		{"the header on every page", "Imię;Nazwisko\nAnna;Nowak\nImię;Nazwisko\nJan;Lis\n", [][]string{{"Imię", "Nazwisko"}, {"Anna", "Nowak"}, {"Jan", "Lis"}}},
		{"line ends and hard spaces", "\"Imię\ni\u00a0nazwisko\";\"Nr\r\ntelefonu\"\nAnna\u00a0Nowak;\u00a0600\n", [][]string{{"Imię i nazwisko", "Nr telefonu"}, {"Anna Nowak", "600"}}},
		{"mixed line ends", "Imię;Nazwisko\r\nAnna;Nowak\rJan;Lis\nEwa;Kot", [][]string{{"Imię", "Nazwisko"}, {"Anna", "Nowak"}, {"Jan", "Lis"}, {"Ewa", "Kot"}}},
		{"amounts with commas", "Imię;Kwota\nAnna;10,50\nJan;12,00\n", [][]string{{"Imię", "Kwota"}, {"Anna", "10,50"}, {"Jan", "12,00"}}},
		{"an empty column between", "Imię;;Nazwisko\nAnna;;Nowak\nJan;;Lis\n", [][]string{{"Imię", "Nazwisko"}, {"Anna", "Nowak"}, {"Jan", "Lis"}}},
	} {
		t.Run(c.name, func(t *testing.T) { same(t, read(t, []byte(c.text), event.TableOptions{}), c.want...) })
	}
}

func TestRead_MacintoshAndNames(t *testing.T) {
	mac := strings.NewReplacer("ę", "\xab", "Ł", "\xfc", "Ź", "\x8f", "ź", "\x90", "ł", "\xb8", "Ś", "\xe5", "ą", "\x88").Replace(strings.ReplaceAll(polish, "\r\n", "\r"))
	table := read(t, []byte(mac), event.TableOptions{})
	if table.Encoding != macName {
		t.Errorf("taken for %s", table.Encoding)
	}
	same(t, table, []string{"Imię", "Nazwisko"}, []string{"Łucja", "Źdźbło"}, []string{"Świętosława", "Gąska"})
	for _, other := range []string{"Latin2", "cp852", "MAC", "UTF-8-SIG"} {
		if _, err := New().Read(context.Background(), "x", []byte("A,B\n1,2\n"), event.TableOptions{Encoding: other}); err != nil {
			t.Errorf("%s: %v", other, err)
		}
	}
}

// TestRead_Spoilt reads lists that were saved by a program that took their letters for others.
func TestRead_Spoilt(t *testing.T) {
	for _, m := range []*charmap.Charmap{charmap.Windows1250, charmap.Windows1252} {
		wrong := ""
		for _, b := range []byte(polish) {
			r := m.DecodeByte(b)
			if r == utf8.RuneError {
				r = rune(b)
			}
			wrong += string(r)
		}
		same(t, read(t, []byte("\ufeff"+wrong), event.TableOptions{}), []string{"Imię", "Nazwisko"}, []string{"Łucja", "Źdźbło"}, []string{"Świętosława", "Gąska"})
	}
	same(t, read(t, []byte("Imię,Nazwisko\nÄnne,Ångström\nŁucja,Müller\n"), event.TableOptions{}), []string{"Imię", "Nazwisko"}, []string{"Änne", "Ångström"}, []string{"Łucja", "Müller"})
}

// excel is an Excel file with these sheets, by name and rows in turn; a name that begins with "-" is hidden.
func excel(t testing.TB, texts string, sheets ...string) []byte {
	t.Helper()
	book, rels := `<workbook><sheets>`, `<Relationships><Relationship Id="rIds" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdt" Type="x/styles" Target="styles.xml"/>`
	files := []string{"_rels/.rels", xlsxRels, "xl/sharedStrings.xml", texts, "xl/styles.xml", stylesSeed}
	for i := 0; i < len(sheets); i += 2 {
		n := string(rune('1' + i/2))
		name, state := strings.TrimPrefix(sheets[i], "-"), "visible"
		if name != sheets[i] {
			state = "hidden"
		}
		book += `<sheet name="` + name + `" state="` + state + `" sheetId="` + n + `" r:id="rId` + n + `"/>`
		rels += `<Relationship Id="rId` + n + `" Type="x/worksheet" Target="worksheets/sheet` + n + `.xml"/>`
		files = append(files, "xl/worksheets/sheet"+n+".xml", `<worksheet><sheetData>`+sheets[i+1]+`</worksheet>`)
	}
	files = append(files, "xl/workbook.xml", book+`</sheets></workbook>`, "xl/_rels/workbook.xml.rels", rels+`</Relationships>`)
	return pack(t, files...)
}

const people = `<row><c t="str"><v>Imię</v></c><c t="str"><v>Nazwisko</v></c><c t="str"><v>E-mail</v></c></row><row><c t="str"><v>Anna</v></c><c t="str"><v>Nowak</v></c><c t="str"><v>a@example.org</v></c></row></sheetData>`

func TestRead_ExcelCells(t *testing.T) {
	data := excel(t, textsSeed, "Lista", `<row r="2"><c r="B2" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><v>Kiedy</v></c><c t="str"><v>Tel</v></c><c t="str"><v>Czy</v></c><c t="str"><v>Ile</v></c></row>`+
		`<row r="5"><c t="inlineStr"><is><r><t>An</t></r><r><t>na</t></r></is></c><c r="C5" t="str"><f>UPPER("x")</f><v>x_x000A_y</v></c><c r="D5" s="1"><v>41090.6672453704</v></c>`+
		`<c><v>6.00100200E8</v></c><c t="b"><v>0</v></c><c><f>1/3</f><v>0.30000000000000004</v></c></row>`+
		`<row r="6"><c r="B6" t="e"><v>#N/A</v></c><c r="D6" s="1"><v>0.75</v></c><c r="E6" t="d"><v>2012-06-30T00:00:00</v></c><c r="G6"><v>-12</v></c></row></sheetData>`)
	table := read(t, data, event.TableOptions{})
	same(t, table, []string{"[A]", "Imię", "E-mail", "Kiedy", "Tel", "Czy", "Ile"},
		[]string{"Anna", "", "x\ny", "2012-06-30 16:00:50", "600100200", "false", "0.3"}, []string{"", "#N/A", "", "18:00:00", "2012-06-30", "", "-12"})
}

func TestRead_MergedHeader(t *testing.T) {
	data := excel(t, textsSeed, "Lista", `<row r="1"><c r="A1" t="str"><v>Lista uczestników Zlotu</v></c></row>`+
		`<row r="3"><c r="A3" t="str"><v>Lp.</v></c><c r="B3" t="str"><v>Dane</v></c><c r="D3" t="str"><v>Uwagi</v></c></row>`+
		`<row r="4"><c r="B4" t="str"><v>Imię</v></c><c r="C4" t="str"><v>Nazwisko</v></c></row>`+
		`<row r="5"><c r="A5"><v>1</v></c><c r="B5" t="str"><v>Anna</v></c><c r="C5" t="str"><v>Nowak</v></c><c r="D5" t="str"><v>-</v></c></row></sheetData>`+
		`<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="B3:C3"/><mergeCell ref="A3:A4"/></mergeCells>`)
	want := [][]string{{"Lp.", "Dane: Imię", "Dane: Nazwisko", "Uwagi"}, {"1", "Anna", "Nowak", "-"}}
	same(t, read(t, data, event.TableOptions{}), want...)
	cell := func(text string) string { return `<table-cell><p>` + text + `</p></table-cell>` }
	ods := pack(t, "content.xml", `<d><table name="A"><table-row><table-cell number-columns-spanned="4"><p>Lista uczestników Zlotu</p></table-cell><covered-table-cell number-columns-repeated="3"/></table-row>`+
		`<table-row/><table-row>`+cell("Lp.")+`<table-cell number-columns-spanned="2"><p>Dane</p></table-cell><covered-table-cell/>`+cell("Uwagi")+`</table-row>`+
		`<table-row><covered-table-cell/>`+cell("Imię")+cell("Nazwisko")+`<covered-table-cell/></table-row><table-row>`+cell("1")+cell("Anna")+cell("Nowak")+cell("-")+`</table-row></table></d>`)
	same(t, read(t, ods, event.TableOptions{}), want...)
}

func TestRead_OtherSheet(t *testing.T) {
	summary := `<row><c t="str"><v>Województwo</v></c><c t="str"><v>Osób</v></c></row><row><c t="str"><v>śląskie</v></c><c><v>12</v></c></row></sheetData>`
	table := read(t, excel(t, textsSeed, "-Ukryty", people, "Zestawienie", summary, "Osoby", people), event.TableOptions{})
	if table.Sheet != "Zestawienie" || len(table.Hints) != 1 || table.Hints[0].Code != event.CodeTableOtherSheet || table.Hints[0].Args["Other"] != "Osoby" {
		t.Errorf("sheet %s, hints %+v", table.Sheet, table.Hints)
	}
	for _, asked := range []string{"3", "osoby"} {
		if table = read(t, excel(t, textsSeed, "-Ukryty", people, "Zestawienie", summary, "Osoby", people), event.TableOptions{Sheet: asked}); table.Sheet != "Osoby" || len(table.Hints) > 0 || len(table.Rows) != 1 {
			t.Errorf("asked for %s: sheet %s, hints %v", asked, table.Sheet, table.Hints)
		}
	}
	if table = read(t, excel(t, textsSeed, "Osoby", people, "Kopia", people), event.TableOptions{}); table.Sheet != "Osoby" || len(table.Hints) > 0 {
		t.Errorf("sheet %s, hints %v", table.Sheet, table.Hints)
	}
	row := func(cells ...string) string {
		return `<table-row><table-cell><p>` + strings.Join(cells, `</p></table-cell><table-cell><p>`) + `</p></table-cell></table-row>`
	}
	ods := pack(t, "content.xml", `<d><table name="A">`+row("Miasto", "Osób")+row("Śrem", "3")+`</table><table name="B">`+row("Imię", "Nazwisko", "E-mail")+row("Anna", "Nowak", "a@example.org")+`</table></d>`)
	if table = read(t, ods, event.TableOptions{}); table.Sheet != "A" || len(table.Hints) != 1 || table.Hints[0].Args["Other"] != "B" {
		t.Errorf("sheet %s, hints %+v", table.Sheet, table.Hints)
	}
}

// TestRead_Bombs are small files that would unfold to more than the memory.
func TestRead_Bombs(t *testing.T) {
	megabyte := strings.Repeat("x", 1<<20-10)
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"one long text in many cells": {excel(t, `<sst><si><t>`+megabyte+`</t></si></sst>`, "A", `<row>`+strings.Repeat(`<c t="s"><v>0</v></c>`, 300)+`</row></sheetData>`), event.CodeTableTooLarge},
		"entities":                    {pack(t, "content.xml", `<!DOCTYPE a [<!ENTITY b "`+strings.Repeat("x", 1000)+`">]><a>&b;&b;</a>`), event.CodeTableDamaged},
		"nesting":                     {pack(t, "content.xml", strings.Repeat("<a>", 100_000)), event.CodeTableDamaged},
		"a cell far to the right":     {excel(t, textsSeed, "A", `<row><c r="XFD1"><v>1</v></c></row></sheetData>`), event.CodeTableColumns},
		"repeated rows":               {pack(t, "content.xml", `<table name="A"><table-row number-rows-repeated="1048576"><table-cell number-columns-repeated="900"><p>x</p></table-cell></table-row></table>`), event.CodeTableTooLarge},
		"a tag without an end":        {pack(t, "content.xml", `<a `+strings.Repeat(`b="1" `, 1<<20)), event.CodeTableTooLarge},
		"a text that is not there":    {excel(t, `<sst/>`, "A", `<row><c t="s"><v>7</v></c></row></sheetData>`), event.CodeTableDamaged},
		"half a file":                 {pack(t, "content.xml", `<table name="A"><table-row><table-cell><p>Imię`), event.CodeTableDamaged},
		"an old Excel's new clothes":  {pack(t, "xl/workbook.bin", "x"), event.CodeTableOld},
		"a text of LibreOffice":       {pack(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<a/>"), event.CodeTableDocument},
	} {
		_, err := New().Read(context.Background(), "x", c.data, event.TableOptions{})
		if !errors.Is(err, event.Fail(c.code)) {
			t.Errorf("%s (%d bytes): %v, want %s", name, len(c.data), err, c.code)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, data := range [][]byte{[]byte(polish), excel(t, textsSeed, "A", people), pack(t, "content.xml", odsSeed)} {
		if _, err := New().Read(ctx, "x", data, event.TableOptions{}); !errors.Is(err, context.Canceled) {
			t.Errorf("given up: %v", err)
		}
	}
}
