package doc

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// fullBadges are badges with everything a badge can have, the third of them blank.
func fullBadges(n int) []event.Badge {
	badges := sampleBadges(n)
	day := time.Date(2012, 9, 6, 9, 0, 0, 0, sampleEvent().Zone())
	for i := range badges {
		b := &badges[i]
		if b.Name.Full() == "" {
			continue
		}
		b.Lines = [][]string{nil, {"Mówię po: ukraińsku"}, {"Koszulka: XL", "Pierwszy raz na zlocie"}}[i%3]
		b.Agenda = []event.BadgeSession{
			{Start: day, End: day.Add(time.Hour), Title: "Otwarcie zlotu i powitanie gości", Room: "Sala rycerska"},
			{Start: day.Add(75 * time.Minute), End: day.Add(3 * time.Hour), Title: "Panel: asystent rodziny w systemie wsparcia", Room: "Sala rycerska"},
			{Start: day.Add(5 * time.Hour), End: day.Add(7 * time.Hour), Title: "Warsztat B: praca z rodziną w kryzysie", Room: "sala 12"},
			{Start: day.Add(10 * time.Hour), End: day.Add(13 * time.Hour), Title: "Ognisko", Room: "polana"},
			{Start: day.Add(24 * time.Hour), End: day.Add(26 * time.Hour), Title: "Pytania do ekspertów", Room: "Sala rycerska"},
		}
	}
	return badges
}

// Every layout as a picture to look at, where a folder for them is named.
func TestBadges_Look(t *testing.T) {
	folder := os.Getenv("ZLOT_SHOTS")
	if folder == "" {
		t.Skip("no ZLOT_SHOTS")
	}
	for _, l := range New().Layouts() {
		job := event.BadgeJob{Event: sampleEvent(), Sheets: sheets(l.ID, fullBadges(max(4, l.Stock.Each())))}
		job.Duplex = event.LongEdge
		pages, err := New().BadgePages(t.Context(), job, 110, 0, 2)
		if err != nil {
			t.Fatal(err)
		}
		for i, page := range pages {
			file, err := os.Create(filepath.Join(folder, l.ID+"-"+string(rune('1'+i))+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := png.Encode(file, page); err != nil {
				t.Error(err)
			}
			file.Close()
		}
	}
}

// A blank badge has no programme, and no heading over it.
func TestBadges_NoHeadingOverNoProgramme(t *testing.T) {
	tool(t, "pdftotext")
	blank := event.Badge{Code: sampleBadge(0).Code}
	job := event.BadgeJob{Event: sampleEvent(), Sheets: sheets("a4-4-a6", []event.Badge{blank}), Duplex: event.LongEdge, Language: "pl"}
	text := func() string {
		pdf, _ := makeBadges(t, job)
		return run(t, "pdftotext", "-raw", save(t, pdf), "-")
	}
	if got := text(); strings.Contains(got, "Mój program") || !strings.Contains(got, "112") {
		t.Errorf("a blank badge says %q", got)
	}
	start := time.Date(2018, 9, 10, 8, 0, 0, 0, time.UTC)
	job.Sheets[0].Badges[0].Agenda = []event.BadgeSession{{Title: "Panel", Start: start, End: start.Add(time.Hour)}}
	if got := text(); !strings.Contains(got, "Mój program") || !strings.Contains(got, "Panel") {
		t.Errorf("a badge with a programme says %q", got)
	}
}
