package event_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"path"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"zlot/assets"
	"zlot/event"
	"zlot/event/tabular"
)

// lists are the sample sign-ups: what Google Forms, Excel and Microsoft Forms made of them.
var lists = []string{"rally-2012/zgloszenia-google.csv", "pilot-2011/uczestnicy-excel-cp1250.csv", "course-2010/zgloszenia-msforms.xlsx"}

// encodings write a text as other programs do; ok is false for a letter that an encoding does not have.
var encodings = map[string]func(s string) (data []byte, ok bool){
	"utf-8":                func(s string) ([]byte, bool) { return []byte(s), true },
	"utf-8 with a mark":    func(s string) ([]byte, bool) { return []byte("\ufeff" + s), true },
	"utf-16le":             wide(false, false),
	"utf-16le with a mark": wide(false, true),
	"utf-16be":             wide(true, false),
	"utf-16be with a mark": wide(true, true),
	"windows-1250":         narrow(charmap.Windows1250),
	"iso-8859-2":           narrow(charmap.ISO8859_2),
	"ibm852":               narrow(charmap.CodePage852),
	"utf-8, sep= on top":   func(s string) ([]byte, bool) { return []byte("sep=" + delimiterOf(s) + "\n" + s), true },
}

func delimiterOf(s string) string {
	head, _, _ := strings.Cut(s, "\n")
	for _, d := range []string{"\t", "|", ";"} {
		if strings.Contains(head, d) {
			return d
		}
	}
	return ","
}

func wide(big, mark bool) func(string) ([]byte, bool) {
	return func(s string) ([]byte, bool) {
		if mark {
			s = "\ufeff" + s
		}
		var out []byte
		for _, u := range utf16.Encode([]rune(s)) {
			if big {
				out = append(out, byte(u>>8), byte(u))
			} else {
				out = append(out, byte(u), byte(u>>8))
			}
		}
		return out, true
	}
}

func narrow(m *charmap.Charmap) func(string) ([]byte, bool) {
	return func(s string) ([]byte, bool) {
		out, err := m.NewEncoder().Bytes([]byte(s))
		return out, err == nil
	}
}

// text writes a table as CSV and its kin, with quotation marks where they are needed, or everywhere.
func text(table event.Table, delimiter, eol string, quoteAll bool) string {
	var b strings.Builder
	for _, row := range append([][]string{table.Header}, table.Rows...) {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(delimiter)
			}
			if quoteAll || strings.ContainsAny(cell, delimiter+"\"\r\n") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString(eol)
	}
	return b.String()
}

// ods writes a table as LibreOffice does.
func ods(t *testing.T, table event.Table) []byte {
	t.Helper()
	var content strings.Builder
	content.WriteString(`<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:spreadsheet><table:table table:name="Lista">`)
	for _, row := range append([][]string{table.Header}, table.Rows...) {
		content.WriteString(`<table:table-row>`)
		for _, cell := range row {
			content.WriteString(`<table:table-cell office:value-type="string">`)
			for _, line := range strings.Split(cell, "\n") {
				content.WriteString(`<text:p>`)
				if err := xml.EscapeText(&content, []byte(line)); err != nil {
					t.Fatal(err)
				}
				content.WriteString(`</text:p>`)
			}
			content.WriteString(`</table:table-cell>`)
		}
		content.WriteString(`</table:table-row>`)
	}
	content.WriteString(`</table:table></office:spreadsheet></office:document-content>`)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("content.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(content.String())); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// brings is the people that a table would bring into an event, as text.
func (h house) brings(t *testing.T, table event.Table) string {
	t.Helper()
	plan, err := h.PlanImport(context.Background(), h.ev.ID, table, event.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var all []any
	for _, item := range plan.New {
		item.Entry.ID, item.Entry.Person, item.Entry.Who.ID, item.Entry.Badge = "", "", "", ""
		all = append(all, item.Row, item.Entry)
	}
	all = append(all, plan.Columns, len(plan.Repeated), len(plan.Rejected), plan.Rejected, plan.Warnings)
	out, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestRead_EveryFormat writes each sample list in every encoding, with every delimiter and line end, and as
// a spreadsheet, and holds all of them to the same table and the same people.
func TestRead_EveryFormat(t *testing.T) {
	h := newHouse(t)
	for _, name := range lists {
		t.Run(path.Dir(name), func(t *testing.T) {
			data, err := assets.Sample(name)
			if err != nil {
				t.Fatal(err)
			}
			original := h.table(t, path.Base(name), data)
			if len(original.Rows) < 14 {
				t.Fatalf("%d rows", len(original.Rows))
			}
			// Two of the encodings have no Polish quotation marks.
			for _, row := range original.Rows {
				for i, cell := range row {
					row[i] = strings.NewReplacer("„", `"`, "”", `"`, "–", "-").Replace(cell)
				}
			}
			people := h.brings(t, original)
			check := func(what string, data []byte) {
				t.Helper()
				table := h.table(t, path.Base(name), data)
				if got, want := fmt.Sprintf("%q %q", table.Header, table.Rows), fmt.Sprintf("%q %q", original.Header, original.Rows); got != want {
					t.Fatalf("%s (taken for %s %q) reads\n%.500s, want\n%.500s", what, table.Encoding, table.Delimiter, got, want)
				}
				if got := h.brings(t, table); got != people {
					t.Errorf("%s brings\n%.500s, want\n%.500s", what, got, people)
				}
			}
			files := 0
			for encoding, write := range encodings {
				for _, delimiter := range []string{",", ";", "\t", "|"} {
					for _, eol := range []string{"\n", "\r\n", "\r"} {
						for _, quoted := range []bool{false, true} {
							data, ok := write(text(original, delimiter, eol, quoted))
							if !ok {
								t.Fatalf("%s lacks a letter", encoding)
							}
							check(fmt.Sprintf("%s, %q, %q, quoted %t", encoding, delimiter, eol, quoted), data)
							files++
						}
					}
				}
			}
			var xlsx bytes.Buffer
			if err := tabular.New().Write(&xlsx, "xlsx", original.Header, original.Rows); err != nil {
				t.Fatal(err)
			}
			check("xlsx", xlsx.Bytes())
			check("ods", ods(t, original))
			t.Logf("%d files", files+2)
		})
	}
}
