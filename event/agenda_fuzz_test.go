package event

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzAgenda reads rows of a programme whose cells are anything: each comes in whole, or is named.
func FuzzAgenda(f *testing.F) {
	const header = "ID|Dzień|Od|Do|Czas trwania|Sala|Budynek|Wszystkie sale|Rodzaj|Tytuł|Opis|Osoby|Limit miejsc|Godziny|Zapisy|Obowiązkowy|Grupy\n"
	for _, row := range []string{"x|2012-09-06|9:00|10:00||Aula|Zamek|nie|wykład|Otwarcie|Opis|Ola Lis (moderator)|20|1,5|tak|nie|Grupa I, Grupa II",
		"||9-10|||wszystkie sale||||A||a, b, c (d)|||||", "|6.09.2012|24:00|2012-09-07 02:00||||||\u202e\n😀|||-1||||", "|2026-03-29|2:30||1,5 h|||||X|||brak|-|||",
		"|2012-09-06|9:00||9999:59||||panel|X||Jan Lis, MOPS Gdynia, Gdynia (panelista); (x)|1e9|NaN|może||;;"} {
		f.Add(header + row)
	}
	f.Add("Day|From|Title|Title|Venue|Opis\n2012-09-06|9|A|B|C|D")
	ev := Event{ID: "e", Start: "2012-09-06", End: "2012-09-07"}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		lines := strings.Split(s, "\n")
		table := Table{Header: strings.Split(lines[0], "|")}
		for _, line := range lines[1:] {
			table.Rows = append(table.Rows, strings.Split(line, "|"))
		}
		src, err := readAgenda(table, ev)
		if err != nil {
			return
		}
		if len(src.points)+len(src.rejected) != len(table.Rows) {
			t.Fatalf("%d rows, %d read, %d rejected", len(table.Rows), len(src.points), len(src.rejected))
		}
		for _, e := range append(src.rejected, src.warnings...) {
			if e.Code == "" || e.Row < 0 || e.Row > len(table.Rows) {
				t.Errorf("a remark without a place: %+v", e)
			}
		}
		for _, pt := range src.points {
			x := Session{Kind: pt.kind, Title: pt.title, Start: pt.start, End: pt.end, Capacity: pt.capacity, Hours: pt.hours, Contributors: pt.contributors}
			if err := x.Validate(); err != nil || strings.Contains(x.Title, "\n") {
				t.Errorf("%+v: %v", x, err)
			}
			was := x
			x.clean()
			if x.Title != was.Title || len(x.Contributors) != len(was.Contributors) {
				t.Errorf("%q becomes %q when it is edited, %v becomes %v", was.Title, x.Title, was.Contributors, x.Contributors)
			}
			nearlySame(Fold(pt.room), Fold(pt.title))
		}
	})
}
