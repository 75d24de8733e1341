package i18n

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
)

// printerOf speaks from files of the test's own.
func printerOf(t *testing.T, lang string, files map[string]string) *Printer {
	t.Helper()
	disk := fstest.MapFS{}
	for name, body := range files {
		disk[name] = &fstest.MapFile{Data: []byte(body)}
	}
	c, err := load(disk)
	if err != nil {
		t.Fatal(err)
	}
	return &Printer{lang: lang, catalogue: c, localizer: goi18n.NewLocalizer(c.bundle, lang)}
}

func TestNew_UnknownLanguageIsPolish(t *testing.T) {
	for given, want := range map[string]string{"pl": "pl", "en": "en", "": "pl", "de": "pl", "en-US": "pl"} {
		if got := New(given).Lang(); got != want {
			t.Errorf("New(%q).Lang() = %q, want %q", given, got, want)
		}
	}
}

func TestPrinter_T(t *testing.T) {
	files := map[string]string{
		"a.pl.json": `{"a.flat.key": "Cześć, {{.Name}}", "a.only": "tylko po polsku", "a.flat": "krótszy",
			"a.n": {"one": "{{.Count}} kot", "few": "{{.Count}} koty", "many": "{{.Count}} kotów", "other": "{{.Count}} kota"}}`,
		"a.en.json":    `{"a.flat.key": "Hello, {{.Name}}", "a.flat": "shorter"}`,
		"fyne.pl.json": `{"OK": "Dobrze"}`,
	}
	pl, en := printerOf(t, Polish, files), printerOf(t, English, files)
	for _, c := range []struct{ name, got, want string }{
		{"Polish", pl.T("a.flat.key", Args{"Name": "Łucja"}), "Cześć, Łucja"},
		{"English", en.T("a.flat.key", Args{"Name": "Łucja"}), "Hello, Łucja"},
		{"an id may begin like another", en.T("a.flat"), "shorter"},
		{"several args", pl.T("a.flat.key", Args{"X": 1}, Args{"Name": "Jan"}), "Cześć, Jan"},
		{"missing in English", en.T("a.only"), "tylko po polsku"},
		{"missing plural in English is declined the Polish way", en.N("a.n", 5), "5 kotów"},
		{"decimals are written for people", pl.T("a.flat.key", Args{"Name": 1.5}), "Cześć, 1,5"},
		{"missing", pl.T("a.missing"), "⟦a.missing⟧"},
		{"missing plural", en.N("a.missing", 2), "⟦a.missing⟧"},
		{"missing argument", pl.T("a.flat.key"), "Cześć, ⟦?⟧"},
		{"the toolkit's words are not ours", pl.T("OK"), "⟦OK⟧"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
	if !en.Has("a.only") || pl.Has("OK") || pl.Has("a") {
		t.Error("Has disagrees with the files")
	}
}

func TestLoad_NamesTheBrokenFile(t *testing.T) {
	_, err := load(fstest.MapFS{"door.pl.json": {Data: []byte(`{"door.a": `)}})
	if err == nil || !strings.Contains(err.Error(), "door.pl.json") {
		t.Errorf("the error does not name the file: %v", err)
	}
}

func TestPrinter_N_PolishAndEnglishPlurals(t *testing.T) {
	pl, en := New(Polish), New(English)
	for _, c := range []struct {
		count          int
		people, person string
	}{
		{0, "0 osób", "0 people"}, {1, "1 osoba", "1 person"}, {2, "2 osoby", "2 people"}, {4, "4 osoby", "4 people"},
		{5, "5 osób", "5 people"}, {12, "12 osób", "12 people"}, {14, "14 osób", "14 people"},
		{21, "21 osób", "21 people"}, {22, "22 osoby", "22 people"}, {25, "25 osób", "25 people"},
		{102, "102 osoby", "102 people"}, {112, "112 osób", "112 people"}, {3000, "3\u00a0000 osób", "3,000 people"},
	} {
		if got := pl.N("common.people", c.count); got != c.people {
			t.Errorf("Polish %d: %q, want %q", c.count, got, c.people)
		}
		if got := en.N("common.people", c.count); got != c.person {
			t.Errorf("English %d: %q, want %q", c.count, got, c.person)
		}
	}
	if got := pl.localize("common.hours", pluralOperand(1.5), Args{"Count": "1,5"}); got != "1,5 godziny" {
		t.Errorf("1.5: %q, want 1,5 godziny", got)
	}
}

func TestPrinter_ManyGoroutines(t *testing.T) {
	p := New(Polish)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 200 {
				if got, want := p.N("common.people", 1+i%2*4), []string{"1 osoba", "5 osób"}[i%2]; got != want {
					t.Errorf("%q, want %q", got, want)
				}
			}
		})
	}
	all.Wait()
}

func BenchmarkPrinter_T(b *testing.B) {
	p := New(Polish)
	for b.Loop() {
		p.T("status.confirmed")
	}
}
