package doc

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/tabular"
)

// logo is a picture of one colour.
func logo(t testing.TB, wide, high int, c color.Color) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, wide, high))
	for i := range wide * high {
		m.Set(i%wide, i/wide, c)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// attendanceJob is a course of some meetings at which people were there, in part, excused, or not.
func attendanceJob(t testing.TB, people, meetings int) event.AttendanceJob {
	rec := event.Record{Event: event.Event{ID: "kurs", Kind: event.Course, Title: "Kurs asystenta rodziny", Edition: 2, Start: "2010-08-07", End: "2010-10-09", Town: "Częstochowa",
		Venue: "MOPS", HourMinutes: 45, Organizers: []string{"Fundacja Bliżej Rodziny"}, TimeZone: event.DefaultTimeZone, Rule: event.Rule{MinPercent: 80},
		CoFinancing: "Projekt współfinansowany ze środków Unii Europejskiej w ramach Europejskiego Funduszu Społecznego.",
		Logos:       []event.Logo{{Name: "Fundusz", Image: "fund"}, {Name: "Fundacja", Image: "org"}}, Document: event.Document{Signatures: []event.Signature{{Name: "Halina Wzorcowa", Role: "kierowniczka kursu"}}}},
		Now:         time.Date(2010, 11, 1, 0, 0, 0, 0, time.UTC),
		Checkpoints: []event.Checkpoint{{ID: "desk", Kind: event.Desk, Policy: event.OnceADay}}}
	for m := range meetings {
		start := time.Date(2010, 8, 7+m, 7, 0, 0, 0, time.UTC)
		rec.Sessions = append(rec.Sessions, event.Session{ID: fmt.Sprint("s", m), Title: fmt.Sprintf("Komunikacja i rozwiązywanie konfliktów %d", m+1), Start: start, End: start.Add(3 * time.Hour), Hours: 4,
			Contributors: []event.Contributor{{Name: "Trenerka Żółć", Role: event.Trainer}}})
	}
	for i, e := range guests(people) {
		e.Registration.Status = event.Confirmed
		rec.Entries = append(rec.Entries, e)
		for m, s := range rec.Sessions {
			switch (i + m) % 9 {
			case 1:
			case 2:
				rec.Grants = append(rec.Grants, event.Grant{ID: fmt.Sprint(i, "-", m), Registration: e.ID, Session: s.ID, Kind: event.Excused, Hours: 4})
			case 3:
				rec.Grants = append(rec.Grants, event.Grant{ID: fmt.Sprint(i, "-", m), Registration: e.ID, Session: s.ID, Kind: event.Assigned, Hours: 1.5})
			default:
				rec.Moves = append(rec.Moves, event.Move{Registration: e.ID, Checkpoint: "desk", At: s.Start, Outcome: event.Admitted})
			}
		}
	}
	rec.Grants = append(rec.Grants, event.Grant{ID: "r", Registration: "0", Kind: event.Recognised, Hours: 10})
	g := rec.Grid()
	return event.AttendanceJob{Event: rec.Event, Language: "pl", Made: "2010-11-01", Parts: []event.AttendancePart{{Sessions: g.Sessions, Rows: g.People}},
		Pictures: map[string][]byte{"fund": logo(t, 600, 200, color.RGBA{0, 51, 153, 255}), "org": logo(t, 200, 200, color.RGBA{160, 30, 30, 255})}}
}

// recordPages draws a document, checks that it is sound, and reads its pages; ZLOT_PICTURES names a folder in which
// it is kept to be looked at.
func recordPages(t *testing.T, name string, draw func(context.Context, *bytes.Buffer) error) []string {
	t.Helper()
	var out bytes.Buffer
	if err := draw(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	path := save(t, out.Bytes())
	sound(t, path)
	if folder := os.Getenv("ZLOT_PICTURES"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, "attendance "+name+".pdf"), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text := strings.ReplaceAll(run(t, "pdftotext", "-raw", path, "-"), "\u00a0", " ")
	return strings.Split(strings.TrimSuffix(text, "\f"), "\f")
}

func TestAttendance(t *testing.T) {
	tool(t, "pdftotext", "pdffonts")
	for _, lang := range []string{"pl", "en"} {
		for _, c := range []struct{ people, meetings, pages, signed int }{{14, 38, 2, 5}, {14, 8, 1, 1}, {1, 1, 1, 1}, {64, 20, 4, 15}} {
			for _, signed := range []bool{false, true} {
				name := fmt.Sprintf("%s %d×%d signed %v", lang, c.people, c.meetings, signed)
				job := attendanceJob(t, c.people, c.meetings)
				job.Language, job.Signed = lang, signed
				pages := recordPages(t, name, func(ctx context.Context, out *bytes.Buffer) error { return New().Attendance(ctx, out, job) })
				if want := map[bool]int{false: c.pages, true: c.signed}[signed]; len(pages) > want {
					t.Errorf("%s: %d pages, want at most %d", name, len(pages), want)
				}
				for i, p := range pages {
					of := map[string]string{"pl": fmt.Sprintf("strona %d z %d", i+1, len(pages)), "en": fmt.Sprintf("page %d of %d", i+1, len(pages))}[lang]
					for _, want := range []string{"Kurs asystenta rodziny", "Unii Europejskiej", of} {
						if !strings.Contains(p, want) {
							t.Errorf("%s: page %d lacks %q", name, i+1, want)
						}
					}
				}
			}
		}
	}
}

func TestJournal(t *testing.T) {
	tool(t, "pdftotext", "pdffonts")
	job := attendanceJob(t, 14, 10)
	pages := recordPages(t, "journal", func(ctx context.Context, out *bytes.Buffer) error { return New().Journal(ctx, out, job) })
	text := strings.Join(strings.Fields(strings.Join(pages, " ")), " ")
	for _, want := range []string{"sobota, 7 sierpnia 2010", "9:00–12:00", "Komunikacja i rozwiązywanie konfliktów 10", "Prowadzenie: Trenerka Żółć", "Obecni (11)",
		"(nieobecność usprawiedliwiona)", "(1,5 godz.)", "podpis osoby prowadzącej", "Godziny mają po 45 minut", "Halina Wzorcowa", "kierowniczka kursu"} {
		if !strings.Contains(text, want) {
			t.Errorf("the journal lacks %q", want)
		}
	}
	if n := strings.Count(text, "podpis osoby prowadzącej"); n != 10 {
		t.Errorf("%d fields to sign in, of 10 meetings", n)
	}
}

// Who is very many is counted in the journal and named on the list.
func TestJournal_OfManyPeople(t *testing.T) {
	tool(t, "pdftotext", "pdffonts")
	job := attendanceJob(t, 300, 2)
	pages := recordPages(t, "journal", func(ctx context.Context, out *bytes.Buffer) error { return New().Journal(ctx, out, job) })
	if !strings.Contains(pages[0], "nazwiska są na liście obecności") {
		t.Errorf("the first page: %s", pages[0])
	}
}

// Whose data were erased is not named, and is counted.
func TestAttendance_OfTheErased(t *testing.T) {
	tool(t, "pdftotext", "pdffonts")
	job := attendanceJob(t, 4, 2)
	job.Parts[0].Rows[2].Account.Entry.Who = event.Person{Erased: true}
	for name, draw := range map[string]func(context.Context, *bytes.Buffer) error{
		"list":    func(ctx context.Context, out *bytes.Buffer) error { return New().Attendance(ctx, out, job) },
		"journal": func(ctx context.Context, out *bytes.Buffer) error { return New().Journal(ctx, out, job) },
	} {
		text := strings.Join(strings.Fields(strings.Join(recordPages(t, "erased "+name, draw), " ")), " ")
		if !strings.Contains(text, "dane usunięte (identyfikator 3)") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// A logo that cannot be read is told, not left out.
func TestAttendance_DamagedLogo(t *testing.T) {
	job := attendanceJob(t, 2, 2)
	job.Pictures["org"] = job.Pictures["org"][:40]
	if err := New().Attendance(t.Context(), &bytes.Buffer{}, job); err == nil || !strings.Contains(err.Error(), "Fundacja") {
		t.Errorf("got %v", err)
	}
}

func TestAttendanceTable(t *testing.T) {
	job := attendanceJob(t, 14, 3)
	for name, table := range map[string]func(event.AttendanceJob) ([]string, [][]string, []bool){"list": New().AttendanceTable, "journal": New().JournalTable} {
		header, rows, numbers := table(job)
		var out bytes.Buffer
		if err := tabular.New().WriteNumbers(&out, "csv", header, rows, numbers); err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff")))
		r.Comma = ';'
		all, err := r.ReadAll()
		if err != nil || len(all) != map[string]int{"list": 15, "journal": 4}[name] {
			t.Fatalf("%s: %d rows, %v", name, len(all), err)
		}
	}
	header, rows, numbers := New().AttendanceTable(job)
	if numbers[4] || !numbers[5] || numbers[len(numbers)-1] {
		t.Errorf("numbers %v", numbers)
	}
	if at := len(header) - 7; header[5] != "2010-08-07 9:00–12:00 Komunikacja i rozwiązywanie konfliktów 1" || rows[0][5] != "4" || rows[0][at+1] != "10" {
		t.Errorf("%v\n%v", header, rows[0])
	}
	if _, meetings, _ := New().JournalTable(job); meetings[0][4] != "4" || meetings[0][6] != "Trenerka Żółć" || meetings[0][8] == "0" {
		t.Errorf("%v", meetings[0])
	}
}
