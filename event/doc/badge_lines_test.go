package doc

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zlot/event"
)

// A badge with lines of the event's own holds them all inside its field, and they shrink before the name does.
func TestBadges_Lines(t *testing.T) {
	badges := sampleBadges(12)
	for i := range badges {
		badges[i].Lines = [][]string{
			{"Mówię po: ukraińsku"},
			{"Koszulka: XL", "Pierwszy raz na zlocie"},
			{"Dieta: wegetariańska, bez orzechów i bez laktozy, proszę o osobny talerz", "Pierwszy raz na zlocie", "Autokar: B", "Stoisko: 12"},
		}[i%3]
	}
	badges[4].Group, badges[5].Group = "Duże miasta", "Małe miasta i wsie województwa podkarpackiego"
	for _, form := range forms {
		job := event.BadgeJob{Event: sampleEvent(), Sheets: sheets(form.name, badges)}
		sheet := newBadgeSheet(form, job)
		for _, b := range badges {
			if b.Name.Full() == "" {
				continue
			}
			bare := b
			bare.Lines = nil
			tightest := tighter[len(tighter)-1].size
			full, without := sheet.personParts(b, 1, joinedLine(b.Lines), tightest), sheet.personParts(bare, 1, nil, 1)
			if bodyHeight(full) > form.textHeight {
				continue // the name gives way only where nothing else is left
			}
			for i, p := range without {
				if full[i].style.size != p.style.size {
					t.Errorf("%s, badge %d: part %d is %.1f instead of %.1f", form.name, b.Number, i, full[i].style.size, p.style.size)
				}
			}
		}
		pdf, _ := makeBadges(t, job)
		path := save(t, pdf)
		sound(t, path)
		tool(t, "pdftotext", "pdftoppm", "zbarimg")
		text := strings.Join(strings.Fields(run(t, "pdftotext", "-raw", path, "-")), " ")
		for _, want := range []string{"Mówię po: ukraińsku", "Koszulka: XL", "Pierwszy raz na zlocie", "Dieta: wegetariańska", "…"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the text lacks %q", form.name, want)
			}
		}
		first := render(t, path, 1)
		for slot := range 2 {
			if got := scan(t, first, form.left()+float64(slot)*form.width, form.top(), form.width, form.height); got != badges[slot].Code {
				t.Errorf("%s: badge %d reads %q", form.name, slot+1, got)
			}
		}
		if folder := os.Getenv("ZLOT_SHOTS"); folder != "" {
			run(t, "pdftoppm", "-r", "110", "-png", "-singlefile", path, filepath.Join(folder, "badge-"+form.name))
		}
	}
}
