package doc

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zlot/event"
)

// listOf is a list of n invented people.
func listOf(kind event.ListKind, field, lang string, sections ...event.ListSection) event.ListJob {
	job := event.ListJob{Kind: kind, Field: field, Language: lang, Made: "2018-09-03", Sections: sections,
		Event: event.Event{Title: "VII Ogólnopolski Zlot Asystentów Rodziny", Start: "2018-09-10", End: "2018-09-11", Town: "Ostrołęka", Venue: "Hotel Korona",
			Organizers:  []string{"Stowarzyszenie „Wspólny Dom”"},
			CoFinancing: "Wydarzenie współfinansowane ze środków Unii Europejskiej w ramach Europejskiego Funduszu Społecznego."}}
	seen := map[string]bool{}
	for _, s := range sections {
		for _, e := range s.Entries {
			if !seen[e.ID] {
				seen[e.ID] = true
				job.People++
			}
		}
	}
	return job
}

func guests(n int) []event.Entry {
	given := []string{"Łucja", "Jan", "Świętosława", "Żaneta"}
	family := []string{"Ćwik", "Nowak-Konstantynopolitańczykowianeczka", "Źrebiec", "Łoś"}
	all := make([]event.Entry, n)
	for i := range all {
		all[i] = event.Entry{Registration: event.Registration{ID: fmt.Sprint(i), Number: i + 1, Note: []string{"", "bez orzechów"}[i%2]},
			Who: event.Person{Name: event.Name{Given: given[i%4], Family: family[i%4]}, Institution: "Miejski Ośrodek Pomocy Społecznej w Ostrowie Wielkopolskim",
				Town: []string{"Ostrów Wielkopolski", "Łódź"}[i%2], Email: fmt.Sprintf("osoba.%d@example.org", i), Phone: "600 100 200", Position: "asystentka rodziny"}}
	}
	return all
}

// lists are the kinds with what they are tried on.
func lists(lang string) map[string]event.ListJob {
	people := guests(64)
	diet := []event.ListSection{{Value: "bezglutenowa", Entries: people[:3]}, {Value: "wegetariańska", Entries: people[3:20]}, {Value: "", Entries: people[20:]}}
	wide := listOf(event.ListParticipants, "", lang, event.ListSection{Entries: people})
	wide.Landscape = true
	return map[string]event.ListJob{
		"participants": listOf(event.ListParticipants, "", lang, event.ListSection{Entries: people}),
		"landscape":    wide,
		"groups":       listOf(event.ListGroups, "group", lang, event.ListSection{Value: "Grupa żółta", Entries: people[:21]}, event.ListSection{Entries: people[21:]}),
		"diets":        listOf(event.ListDiets, "diet", lang, diet...),
		"institutions": listOf(event.ListInstitutions, "institution", lang, event.ListSection{Value: "GOPS Żarki", Place: "Żarki, śląskie", Entries: people[:2]},
			event.ListSection{Value: "Miejski Ośrodek Pomocy Społecznej w Ostrowie Wielkopolskim", Place: "Ostrów Wielkopolski, wielkopolskie", Entries: people[2:]}),
	}
}

func TestList(t *testing.T) {
	tool(t, "pdftotext", "pdfinfo")
	for name, job := range lists("pl") {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := New().List(context.Background(), &out, job); err != nil {
				t.Fatal(err)
			}
			path := save(t, out.Bytes())
			sound(t, path)
			text := run(t, "pdftotext", "-layout", path, "-")
			pages := strings.Count(text, "\f")
			for page, words := range strings.Split(strings.TrimSuffix(text, "\f"), "\f") {
				for _, want := range []string{fmt.Sprintf("strona %d z %d", page+1, pages), "Zlot Asystentów Rodziny", "współfinansowane", "stan na 03.09.2018", "64 osoby", "Lp."} {
					if !strings.Contains(strings.ReplaceAll(words, "\u00a0", " "), want) {
						t.Errorf("page %d lacks %q", page+1, want)
					}
				}
			}
			if n := strings.Count(text, "Łucja"); n != 16 {
				t.Errorf("%d of 16 people", n)
			}
			if info := run(t, "pdfinfo", path); strings.Contains(info, "841.89 x 595") != job.Landscape {
				t.Errorf("the size of the page: %s", info)
			}
			if job.Kind == event.ListDiets && !strings.Contains(text, "17 osób") {
				t.Errorf("no count of the vegetarians:\n%s", text)
			}
		})
	}
}

// A letter that the fonts lack, and a name that was erased.
func TestList_WhatCannotBeWritten(t *testing.T) {
	tool(t, "pdftotext")
	people := guests(5)
	people[1].Who.Name.Given = "子"
	people[3].Who = event.Person{Erased: true}
	var out bytes.Buffer
	if err := New().List(t.Context(), &out, listOf(event.ListParticipants, "", "pl", event.ListSection{Entries: people})); err != nil {
		t.Fatal(err)
	}
	path := save(t, out.Bytes())
	if folder := os.Getenv("ZLOT_PICTURES"); folder != "" {
		run(t, "pdftoppm", "-r", "70", "-png", path, filepath.Join(folder, "list-lacking"))
	}
	text := strings.Join(strings.Fields(run(t, "pdftotext", "-raw", path, "-")), " ")
	for _, want := range []string{"Nowak-Konstantynopolitańczykowianeczka ? (identyfikator 2)", "zamiast znaków, których nie ma w kroju pisma", "dane usunięte"} {
		if !strings.Contains(text, want) {
			t.Errorf("the list lacks %q:\n%s", want, text)
		}
	}
}

func TestListTable(t *testing.T) {
	header, rows := New().ListTable(lists("pl")["diets"])
	if header[0] != "dieta" || !slices.Contains(header, "e-mail") || len(rows) != 64 {
		t.Fatalf("%v, %d rows", header, len(rows))
	}
	if rows[0][0] != "bezglutenowa" || rows[63][0] != "Nie podano" || len(rows[5]) != len(header) {
		t.Errorf("%v … %v", rows[0], rows[63])
	}
}

// The pictures are for people to look at.
func TestList_Pictures(t *testing.T) {
	folder := os.Getenv("ZLOT_PICTURES")
	if folder == "" {
		t.Skip("no folder for pictures")
	}
	for _, lang := range []string{"pl", "en"} {
		for name, job := range lists(lang) {
			var out bytes.Buffer
			if err := New().List(context.Background(), &out, job); err != nil {
				t.Fatal(err)
			}
			run(t, "pdftoppm", "-r", "70", "-png", save(t, out.Bytes()), filepath.Join(folder, "list-"+name+"-"+lang))
		}
	}
}
