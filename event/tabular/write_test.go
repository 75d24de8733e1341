package tabular

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"zlot/event"
)

func TestNeutral(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "Łucja": "Łucja", "O'Hara": "O'Hara", "'": "'", "''a": "''a",
		"=1+1": "'=1+1", "+1+1": "'+1+1", "-": "'-", "@SUM(A1)": "'@SUM(A1)",
		"\t=1": "'\t=1", "\r=1": "'\r=1", "\n=1": "'\n=1", " =1": "' =1", "\u00a0+A1": "'\u00a0+A1",
		"＝1+1": "'＝1+1", "＋A1": "'＋A1", "－A1": "'－A1", "＠A1": "'＠A1",
		"'=1": "''=1", "''+A1": "'''+A1",
		"+48 600 111 222": "+48 600 111 222", "-12,50": "-12,50", "-1+cmd|' /C calc'!A0": "'-1+cmd|' /C calc'!A0",
		"a=b": "a=b", "1-2": "1-2",
	} {
		got := neutral(cell)
		if got != want {
			t.Errorf("%q is written as %q, want %q", cell, got, want)
		}
		if back := tidy(got); back != strings.TrimSpace(strings.ReplaceAll(cell, "\u00a0", " ")) {
			t.Errorf("%q comes back as %q", cell, back)
		}
	}
}

// What was written is read again as it was, whatever the words begin with, and nothing that was written
// begins like a formula.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"=1", "''=1", " ＝x", "+48 600", "a;b\n\"c\"", "'-", "\t@"} {
		f.Add(s, "x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = event.CleanText(strings.ToValidUTF8(a, "")), event.CleanText(strings.ToValidUTF8(b, ""))
		if a == "" || b == "" || len(a)+len(b) > 2000 || strings.ContainsFunc(a+b, func(r rune) bool { return r < ' ' && r != '\n' || r == 0xfffe || r == 0xffff }) {
			return
		}
		for _, format := range []string{"csv", "xlsx"} {
			var out bytes.Buffer
			if err := New().Write(&out, format, []string{"Imię", "Uwagi"}, [][]string{{a, b}, {"Ewa", "Łódź"}}); err != nil {
				t.Fatal(err)
			}
			table, err := New().Read(context.Background(), "f."+format, out.Bytes(), event.TableOptions{})
			if err != nil {
				t.Fatalf("%s of %q: %v", format, []string{a, b}, err)
			}
			for i, want := range []string{a, b} {
				if got := event.CleanText(table.Rows[0][i]); got != want {
					t.Errorf("%s: %q comes back as %q", format, want, got)
				}
			}
		}
	})
}
