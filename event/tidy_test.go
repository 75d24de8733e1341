package event

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// tidied is a body after the door.
func tidied[B Body](t *testing.T, body B) (B, error) {
	t.Helper()
	var b Batch
	b.Add("e", "x", body)
	var after B
	if err := b.Tidy(); err != nil {
		return after, err
	}
	if err := json.Unmarshal(b.Facts[0].Body, &after); err != nil {
		t.Fatal(err)
	}
	if content := b.Facts[0].Content(); content != nil {
		raw, _ := json.Marshal(content)
		if string(raw) != string(b.Facts[0].Body) {
			t.Errorf("content %s, body %s", raw, b.Facts[0].Body)
		}
	}
	return after, nil
}

func TestBatch_Tidy(t *testing.T) {
	for given, want := range map[string]string{
		"Żaneta": "Żaneta", "Jan\u202eikslawoK": "JanikslawoK", "A\u200b\u200d\u2066nna\ufeff": "Anna", "Jan\x00\x1b[31m": "Jan[31m",
		"Ewa\r\nBcc: all@example.org": "Ewa  Bcc: all@example.org", "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307": "Z\u0301\u0302\u0303\u0304",
		"👩\u200d🏫 Ala": "👩🏫 Ala", "\U000e0041Ala": "Ala", "\u3164": "", "יוסף": "יוסף", "Nguyễn": "Nguyễn", `\u202e "x" \n`: `\u202e "x" \n`,
		"O'Hara–Łęcka": "O'Hara–Łęcka", "line\u2028end": "line end",
	} {
		p, err := tidied(t, PersonAdded{Person{Name: Name{Given: given}}})
		if err != nil || p.Name.Given != want {
			t.Errorf("%q becomes %q, want %q (%v)", given, p.Name.Given, want, err)
		}
		c, err := tidied(t, PersonChanged{NewChange("name", Name{}, Name{Given: given}, 0)})
		if err != nil || !strings.Contains(string(c.New), mustJSON(t, want)) {
			t.Errorf("%q becomes %s (%v)", given, c.New, err)
		}
	}
	note := "eins\n\tzwei\u202e\n"
	if r, err := tidied(t, RegistrationAdded{Registration{Note: note}}); err != nil || r.Note != "eins\n\tzwei\n" {
		t.Errorf("note %q, %v", r.Note, err)
	}
	if c, err := tidied(t, PersonChanged{NewChange("town", "", "A\nB", 0)}); err != nil || string(c.New) != `"A B"` {
		t.Errorf("town %s, %v", c.New, err)
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestBatch_TidyRefuses(t *testing.T) {
	ten := strings.Repeat("ż", 5<<20)
	for name, c := range map[string]struct {
		body  Body
		field string
		most  int
	}{
		"name":     {PersonAdded{Person{Name: Name{Family: ten}}}, "family", MaxLine},
		"town":     {PersonChanged{NewChange("town", "", ten, 0)}, "town", MaxLine},
		"note":     {RegistrationAdded{Registration{Note: ten}}, "note", MaxText},
		"answer":   {RegistrationAdded{Registration{Answers: map[string]string{"Diet": ten}}}, "Diet", MaxText},
		"question": {RegistrationAdded{Registration{Answers: map[string]string{strings.Repeat("x", 10<<20): "a"}}}, "", 0},
		"title":    {SessionAdded{Session{Title: ten}}, "title", MaxLine},
	} {
		var b Batch
		b.Add("e", "x", c.body)
		err := b.Tidy()
		var e *Error
		if c.most == 0 {
			continue // a key is cut down where it is asked, not here
		}
		if !errors.As(err, &e) || e.Code != CodeTextLong || e.Args["Field"] != c.field || e.Args["Most"] != c.most || e.Args["Length"] != 5<<20 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := tidied(t, PersonAdded{Person{Name: Name{Family: strings.Repeat("ż", MaxLine)}}}); err != nil {
		t.Error(err)
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"a\u202eb": "a‹U+202E›b", "x\r\ny": "x  y", "": "", "Łódź": "Łódź", strings.Repeat("a", 300): strings.Repeat("a", MaxShown) + "…",
	} {
		if got := Visible(in); got != want {
			t.Errorf("%q is shown as %q", in, got)
		}
	}
}

// Whatever a body says: what comes through the door is a body that says the same without what cannot be seen, and is
// left alone the second time.
func FuzzTidy(f *testing.F) {
	for _, s := range []string{"Anna", "a\u202eb\u200dc", "\x00\x7f\u0085\r\n", "e\u0301\u0301\u0301\u0301\u0301\u0301", "\\u202e", "\"\\", "\xff", "\U000e0041", "<&>\u2028"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, key, value string) {
		var b Batch
		b.Add("e", "x", RegistrationAdded{Registration{Note: value, Answers: map[string]string{key: value}}})
		b.Add("e", "x", PersonChanged{NewChange(key, value, Name{Given: value, Family: key}, 0)})
		if err := b.Tidy(); err != nil {
			if !errors.Is(err, Fail(CodeTextLong)) {
				t.Fatal(err)
			}
			return
		}
		for _, fact := range b.Facts {
			var all map[string]any
			if err := json.Unmarshal(fact.Body, &all); err != nil || !utf8.Valid(fact.Body) {
				t.Fatalf("%s: %v", fact.Body, err)
			}
			raw, _ := json.Marshal(all)
			if strings.ContainsFunc(string(raw), isInvisible) {
				t.Errorf("%q is still there", raw)
			}
		}
		before := string(b.Facts[0].Body)
		if err := b.Tidy(); err != nil || string(b.Facts[0].Body) != before {
			t.Errorf("%q, then %q, %v", before, b.Facts[0].Body, err)
		}
		if v := Visible(value); strings.ContainsFunc(v, func(r rune) bool { return isInvisible(r) || unicode.IsControl(r) && r != 0x85 }) {
			t.Errorf("%q is shown as %q", value, v)
		}
	})
}

func BenchmarkBatch_Tidy(b *testing.B) {
	var batch Batch
	r := Registration{ID: NewID(), Event: NewID(), Person: NewID(), Status: Confirmed, Note: "Przyjedzie później, prosi o miejsce blisko wyjścia.", Diet: "wegetariańska",
		Answers: map[string]string{"Jak dowiedziałaś się o zlocie?": "Od koleżanki z pracy", "Rozmiar koszulki": "M"}}
	for range 1000 {
		batch.Add("rally", r.ID, RegistrationAdded{r})
	}
	for b.Loop() {
		if err := batch.Tidy(); err != nil {
			b.Fatal(err)
		}
	}
}
