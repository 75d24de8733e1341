package kit_test

import (
	"strings"
	"testing"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestPlan(t *testing.T) {
	kittest.Start(t)
	changed, applied, left := 0, 0, 0
	tools, foot := kit.NewText("narzędzia", kit.StyleBody), kit.NewText("u dołu", kit.StyleBody)
	p := kit.NewPlan(kit.PlanSpec{Title: "Import: lista.csv", Reading: "Czytam plik…", Nothing: "Nic do wczytania", Tools: tools, Foot: foot,
		Leave: func() { left++ }, Apply: func() { applied++ }, Changed: func() { changed++ }})
	w := kittest.Window(t, p.View, 800, 500)
	shown := func() string { return kittest.Words(w.Content()) }
	if got := shown(); !strings.Contains(got, "Czytam plik…") || strings.Contains(got, "u dołu") || !p.Apply.Disabled() {
		t.Errorf("while it reads it shows\n%s", got)
	}
	p.Show([]kit.PlanTab{{ID: "new", Text: "Nowe 0"}, {ID: "changed", Text: "Zmienione 2", Count: 2}, {ID: "same", Text: "Bez zmian 1", Count: 1}})
	p.SetContent(kit.NewText("lista", kit.StyleBody), "Czego to dotyczy")
	p.SetNotices(kit.Notice(kit.ToneAttention, "Uwaga", nil))
	p.SetSource("3 wiersze", kit.NewButton("kodowanie", kit.IconNone, nil))
	got := shown()
	for _, want := range []string{"Import: lista.csv", "3 wiersze", "kodowanie", "Uwaga", "Zmienione 2", "narzędzia", "Czego to dotyczy", "lista", "u dołu"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.Contains(got, "Nowe 0") || p.Tabs.Chosen() != "changed" {
		t.Errorf("%q is chosen of\n%s", p.Tabs.Chosen(), got)
	}
	p.Tabs.Choose("same")
	p.Show([]kit.PlanTab{{ID: "new", Text: "Nowe 1", Count: 1}, {ID: "same", Text: "Bez zmian 1", Count: 1}})
	if p.Tabs.Chosen() != "same" || changed != 1 {
		t.Errorf("after a new plan %q is chosen; %d changes", p.Tabs.Chosen(), changed)
	}
	p.Apply.SetEnabled(true)
	p.Apply.Press()
	cancel, _ := kittest.Find(w.Content(), func(b *kit.Button) bool { return b.Text() == "Anuluj" })
	if cancel.Press(); applied != 1 || left != 1 {
		t.Errorf("applied %d times, left %d times", applied, left)
	}
	p.SetNotices()
	if p.Notices.Visible() {
		t.Error("no notice takes room")
	}
}

func TestFindings(t *testing.T) {
	kittest.Start(t)
	f := kit.NewFindings("Kto", strings.Compare)
	w := kittest.Window(t, f.View, 900, 300)
	long := "Nie można odczytać daty lub godziny. " + strings.Repeat("Ten wiersz pominięto. ", 6)
	f.Set([]kit.Finding{{Row: 3, Of: "Anna Żak", Column: "Od", Code: "time", Text: long}, {Code: "file", Text: "W pliku są dwie kolumny o tej samej nazwie."}})
	if got := strings.ReplaceAll(kittest.Words(w.Content()), "\n", " "); strings.Count(got, "Ten wiersz pominięto.") < 6 || !strings.Contains(got, " Anna Żak Od ") {
		t.Errorf("shows %q", got)
	}
	f.List.SelectRow(1)
	if got := kittest.Words(w.Content()); strings.Count(got, "dwie kolumny") != 2 {
		t.Errorf("the finding of the cursor is not below the list:\n%s", got)
	}
}

func TestDifferenceColumns(t *testing.T) {
	kittest.Start(t)
	l := kit.NewDataList(kit.DifferenceColumns("Tytuł", func(d kit.Difference) kit.Difference { return d }, strings.Compare))
	l.SetItems([]kit.Difference{{Row: 4, Of: "Panel", Field: "Sala", Old: "Rycerska", New: "Kominkowa"}, {Of: "Ognisko", Field: "zostaje", Stays: true}})
	w := kittest.Window(t, l, 1000, 200)
	got := kittest.Words(w.Content())
	for _, want := range []string{"Wiersz\n", "Tytuł\n", "4\n", "Rycerska\n", "Kominkowa\n", "Ognisko\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if kit.RowText(0) != "" || kit.RowText(12) != "12" {
		t.Errorf("rows 0 and 12 are %q and %q", kit.RowText(0), kit.RowText(12))
	}
}

func TestTableChoices(t *testing.T) {
	kittest.Start(t)
	csv := kit.TableFound{TableChoice: kit.TableChoice{Encoding: "windows-1250", Delimiter: ";"}}
	var asked kit.TableChoice
	choices := kit.TableChoices(csv, kit.TableChoice{}, func(c kit.TableChoice) { asked = c })
	w := kittest.Window(t, kit.HStack(2, choices...), 600, 60)
	if got := kittest.Words(w.Content()); len(choices) != 2 || !strings.Contains(got, "kodowanie Windows-1250") || !strings.Contains(got, "separator: średnik") {
		t.Errorf("%d choices: %q", len(choices), got)
	}
	choices[0].(*kit.Select[string]).Choose("utf-8")
	if asked != (kit.TableChoice{Encoding: "utf-8"}) {
		t.Errorf("asks for %+v", asked)
	}
	choices[1].(*kit.Select[string]).Choose(";") // is what was found: it stands there once
	choices[0].(*kit.Select[string]).Choose("windows-1250")
	if asked != (kit.TableChoice{Encoding: "utf-8"}) {
		t.Errorf("what was found is offered again: %+v", asked)
	}
	book := kit.TableFound{TableChoice: kit.TableChoice{Sheet: "Dzień 1"}, Sheets: []string{"Dzień 1", "Dzień 2"}}
	choices = kit.TableChoices(book, kit.TableChoice{}, func(c kit.TableChoice) { asked = c })
	if choices[0].(*kit.Select[string]).Choose("Dzień 2"); len(choices) != 1 || asked.Sheet != "Dzień 2" {
		t.Errorf("%d choices, asks for %+v", len(choices), asked)
	}
	if other := kit.TableChoices(kit.TableFound{Sheets: []string{"a"}}, kit.TableChoice{}, nil); len(other) != 0 {
		t.Errorf("one sheet has %d choices", len(other))
	}
}
