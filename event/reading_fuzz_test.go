package event

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func FuzzSplitName(f *testing.F) {
	for _, s := range []string{"Anna Nowak", "NOWAK, dr hab. Anna", " - ", "dr dr dr", "von", "A,,B", "\xff", "Łos\u0301", "Anna Nowak (z d. Lis)",
		"dr hab. Anna Nowak, prof. UJ", "Kowalska Nowak Anna", "jan kowalski", "MARIA DE LUCA", "Nowak– Kowalska Anna", "(", "a (b)", "prof. , UJ", "ϐ", "ıx", "\"A \"\"PP\" B"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, first bool) {
		if !utf8.ValidString(s) {
			return
		}
		n := SplitName(s, first)
		for _, part := range []string{n.Title, n.Given, n.Family} {
			if part != strings.TrimSpace(part) || strings.Contains(part, "  ") {
				t.Errorf("%q has loose spaces: %+v", s, n)
			}
		}
		all := " " + Fold(n.Formal()) + " "
		for _, w := range strings.Fields(Fold(CleanText(s))) {
			if !strings.Contains(all, w) && !courtesies[w] {
				t.Errorf("%q lost %q: %+v", s, w, n)
			}
		}
		if slices.ContainsFunc(strings.Fields(all), func(w string) bool { return courtesies[w] }) {
			return // the second time it may stand at the front
		}
		if again := SplitName(n.Family+", "+n.Given, first); n.Given != "" && n.Family != "" && !strings.ContainsAny(s, ",()") &&
			sortedWords(again.Formal()) != sortedWords(n.Full()) {
			t.Errorf("%q: split again %+v, first %+v", s, again, n)
		}
	})
}

func FuzzColumns(f *testing.F) {
	for _, s := range []string{"Lp.|Nazwisko|Tel.\n1|Nowak|600", "ID|Name|Email Address\n1|Anna|a@example.org", "Order code|Attendee name|E-mail",
		"Godzina rozpoczęcia|Godzina ukończenia|Nazwa\n|x|anonymous", "Dane: Imię|Dane: : |: Nazwisko", "Zgoda na: e-mail|[A]|[ZZ]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var table Table
		for i, line := range strings.Split(s, "\n") {
			cells := strings.Split(line, "|")
			if i > 0 {
				table.Rows = append(table.Rows, cells)
				continue
			}
			for _, h := range cells {
				if h != "" && !slices.Contains(table.Header, h) {
					table.Header = append(table.Header, h)
				}
			}
		}
		m := Columns(table)
		count := map[string]int{}
		for _, h := range table.Header {
			field, ok := m[h]
			if !ok || !slices.Contains(ImportFields, field) {
				t.Errorf("%q is read as %q", h, field)
			}
			if count[field]++; count[field] > 1 && !slices.Contains(manyColumns, field) {
				t.Errorf("%q is read as %s, as another column is", h, field)
			}
		}
		src, err := readRecords(table, m, time.UTC)
		if err == nil && len(src.people)+len(src.rejected) != len(table.Rows) {
			t.Errorf("%d people and %d rejected of %d rows", len(src.people), len(src.rejected), len(table.Rows))
		}
	})
}

func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"12 marca 2026 14:05", "12.03.2026", "2026/03/12 2:05:00 PM EET", "2026-03-12T14:05:00+01:00", "46093.5868", "czw., 12.03.2026 godz. 14.05",
		"12.III.2026", "3/12/26 GMT-3:30", "31.02.2012", " UTC+99", "00000", "3/2/26 GMT-30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, american := range []bool{false, true} {
			at, ok := parseMoment(s, time.UTC, american)
			if !ok {
				continue
			}
			if at.Year() < 1900 || at.Year() > 2200 {
				t.Errorf("%q is read as %v", s, at)
			}
			if again, ok := ParseMoment(at.Format(time.RFC3339Nano), time.UTC); !ok || !again.Equal(at) {
				t.Errorf("%q is read as %v, that as %v", s, at, again)
			}
		}
	})
}
