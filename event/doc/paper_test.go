package doc

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// paperOf is a pack with a list of the desk and one of a workshop.
func paperOf(lang string, people int, codes bool) event.PaperJob {
	all := guests(people)
	slices.SortStableFunc(all, func(a, b event.Entry) int { return event.ComparePolish(a.Who.Name.Family, b.Who.Name.Family) })
	rows := make([]event.PaperRow, len(all))
	for i, e := range all {
		e.Status = event.Confirmed
		if i%9 == 4 {
			e.Status = event.Waitlisted
		}
		if i%7 == 3 {
			e.Payment.Fee = 12000
		}
		rows[i] = event.PaperRow{Code: event.RowCode(e.Number), Entry: e, Present: i%5 == 0}
	}
	workshop := slices.Clone(rows[:min(14, people)])
	workshop[len(workshop)-1].Waiting = true
	ev := listOf(event.ListParticipants, "", lang).Event
	start := time.Date(2018, 9, 10, 9, 30, 0, 0, time.UTC)
	return event.PaperJob{Event: ev, Language: lang, Codes: codes, Made: time.Date(2018, 9, 10, 7, 40, 0, 0, ev.Zone()), Lists: []event.PaperList{
		{Queue: &event.Queue{From: "A", To: "Ż", People: people}, Rows: rows},
		{Session: &event.Session{Title: "Warsztat: asystent rodziny w sytuacji kryzysu. Jak rozmawiać z całą rodziną?", Start: start, End: start.Add(90 * time.Minute)},
			Room: "sala 12", Rows: workshop, Empty: 6},
	}}
}

func drawPaper(t *testing.T, job event.PaperJob) (path string, pages int) {
	t.Helper()
	var out bytes.Buffer
	pages, err := New().Paper(context.Background(), &out, job)
	if err != nil {
		t.Fatal(err)
	}
	path = save(t, out.Bytes())
	sound(t, path)
	return path, pages
}

func keep(t *testing.T, path, name string) {
	t.Helper()
	folder := os.Getenv("ZLOT_SHOTS")
	if folder == "" {
		return
	}
	pdf, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".pdf"), pdf, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestPaper(t *testing.T) {
	tool(t, "pdftotext", "pdfinfo")
	for _, lang := range []string{"pl", "en"} {
		for _, codes := range []bool{false, true} {
			name := fmt.Sprintf("paper-%s-%v", lang, codes)
			t.Run(name, func(t *testing.T) {
				job := paperOf(lang, 80, codes)
				path, pages := drawPaper(t, job)
				keep(t, path, name)
				text := strings.ReplaceAll(run(t, "pdftotext", "-layout", path, "-"), "\u00a0", " ")
				all := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
				if len(all) != pages {
					t.Fatalf("%d pages, %d were counted", len(all), pages)
				}
				desk := slices.IndexFunc(all, func(words string) bool { return !strings.Contains(words, "A–Ż") })
				want := map[string]string{"pl": "strona %d z %d", "en": "page %d of %d"}[lang]
				for i, words := range all {
					number, of := i+1, desk
					if i >= desk {
						number, of = i-desk+1, pages-desk
					}
					if !strings.Contains(words, fmt.Sprintf(want, number, of)) || !strings.Contains(words, "Zlot Asystentów Rodziny") {
						t.Errorf("page %d has no head or foot:\n%s", i+1, words)
					}
				}
				for _, r := range job.Lists[0].Rows {
					if !strings.Contains(text, grouped(r.Code)) {
						t.Errorf("row %s is missing", r.Code)
					}
				}
				session := strings.Join(all[desk:], "")
				if strings.Contains(session, "bez orzechów") || strings.Contains(session, "!!") {
					t.Error("a list that goes from hand to hand tells what the desk knows")
				}
				if lang == "pl" && (!strings.Contains(session, "11:30–13:00") || !strings.Contains(session, "Lista rezerwowa") || !strings.Contains(session, "sala 12")) {
					t.Errorf("the list of the workshop:\n%s", session)
				}
			})
		}
	}
}

// The empty rows fit the page, or begin the next one together; those who wait are not counted as having a place.
func TestPaper_EmptyRows(t *testing.T) {
	tool(t, "pdftotext")
	for people := 14; people < 30; people++ {
		job := paperOf("pl", people, false)
		l := job.Lists[1]
		l.Rows = slices.Clone(job.Lists[0].Rows)
		for i := range l.Rows {
			l.Rows[i].Entry.Status = event.Confirmed
			l.Rows[i].Waiting = i >= people-2
		}
		job.Lists = []event.PaperList{l}
		p := newPaper(job, &symbols{})
		p.list = l
		p.columns = p.columnsOf()
		p.lay()
		last := p.laid[len(p.laid)-1]
		height, rows := 0.0, 0
		for _, b := range last {
			if height += b.height; b.who == "" && b.height == paperRow {
				rows++
			}
		}
		if rows < 3 || rows > l.Empty || paperTop+paperHead+height > p.bottom {
			t.Errorf("%d people: %d empty rows on the last of %d pages", people, rows, len(p.laid))
		}
		if first := p.laid[len(p.laid)-1][0]; len(p.laid) > 1 && first.who == "" && first.height != paperLetter {
			t.Errorf("%d people: the page of empty rows has no head", people)
		}
		path, _ := drawPaper(t, job)
		text := strings.ReplaceAll(run(t, "pdftotext", "-layout", path, "-"), "\u00a0", " ")
		if !strings.Contains(text, fmt.Sprintf("%d os", people-2)) || !strings.Contains(text, "na liście rezerwowej: 2") {
			t.Errorf("%d people are counted otherwise:\n%s", people, text)
		}
	}
}

// Each symbol says the code of its row.
func TestPaper_SymbolsAreRead(t *testing.T) {
	tool(t, "pdftoppm", "zbarimg")
	job := paperOf("pl", 12, true)
	job.Lists = job.Lists[:1]
	path, _ := drawPaper(t, job)
	// A scanner looks at one row at a time.
	var read []string
	const dpi, mm = 200, 200 / 25.4
	for y := paperTop + paperHead; y+paperCodeRow < a4Height; y += paperCodeRow / 2 {
		picture := filepath.Join(t.TempDir(), "row")
		at := func(measure float64) string { return fmt.Sprintf("%.0f", measure*mm) }
		run(t, "pdftoppm", "-r", fmt.Sprint(dpi), "-gray", "-png", "-singlefile", "-x", at(25), "-W", at(40),
			"-y", at(y-1), "-H", at(1.5*paperCodeRow+2), path, picture)
		out, err := exec.Command("zbarimg", "-q", "--raw", picture+".png").Output()
		if err == nil {
			read = append(read, strings.Fields(string(out))...)
		}
	}
	for _, r := range job.Lists[0].Rows {
		if !slices.Contains(read, r.Code) {
			t.Errorf("%s was not read among %v", r.Code, read)
		}
	}
}

func TestPaper_Signs(t *testing.T) {
	tool(t, "pdftotext")
	job := paperOf("pl", 4, false)
	job.Signs = []event.Queue{{From: "A", To: "K", People: 2}, {From: "L", To: "L", People: 1}, {From: "Ła", To: "Łę", People: 1}}
	path, pages := drawPaper(t, job)
	keep(t, path, "signs")
	if pages != 3 {
		t.Errorf("%d pages for three lines", pages)
	}
	text := run(t, "pdftotext", path, "-")
	for _, want := range []string{"A–K", "Ła–Łę", "Nazwiska na litery"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %q", want, text)
		}
	}
}
