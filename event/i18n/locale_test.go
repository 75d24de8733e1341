package i18n

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zlot/assets"
)

// entry is one message as it stands in a file: its plural forms, or only
// "other".
type entry map[string]string

// localeFile is one message file, read without the library under test.
type localeFile struct {
	area, lang string
	messages   map[string]entry
}

func readLocale(t *testing.T) []localeFile {
	t.Helper()
	names, err := fs.Glob(assets.Locale(), "*.json")
	if err != nil {
		t.Fatal(err)
	}
	var files []localeFile
	for _, name := range names {
		if strings.HasPrefix(name, fynePrefix) {
			continue
		}
		parts := strings.Split(name, ".")
		if len(parts) != 3 || parts[1] != Polish && parts[1] != English {
			t.Fatalf("%s is not named <area>.pl.json or <area>.en.json", name)
		}
		body, err := fs.ReadFile(assets.Locale(), name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, localeFile{parts[0], parts[1], readMessages(t, name, body)})
	}
	return files
}

// readMessages also finds keys that stand twice, which JSON hides.
func readMessages(t *testing.T, name string, body []byte) map[string]entry {
	t.Helper()
	raw := map[string]json.RawMessage{}
	if err := json.Unmarshal(body, &raw); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	messages := map[string]entry{}
	for id, value := range raw {
		e, plain := entry{}, ""
		if json.Unmarshal(value, &plain) == nil {
			e["other"] = plain
		} else if err := json.Unmarshal(value, &e); err != nil {
			t.Errorf("%s: %s is neither a text nor plural forms", name, id)
		}
		messages[id] = e
	}
	dec := json.NewDecoder(bytes.NewReader(body))
	seen, depth, isKey := map[string]bool{}, 0, false
	for {
		token, err := dec.Token()
		if err != nil {
			return messages
		}
		switch v := token.(type) {
		case json.Delim:
			if v == '{' {
				depth++
			} else {
				depth--
			}
			isKey = depth == 1
		case string:
			if depth != 1 {
				continue
			}
			if isKey {
				if seen[v] {
					t.Errorf("%s: %s stands twice", name, v)
				}
				seen[v] = true
			}
			isKey = !isKey
		}
	}
}

func TestLocale_SameKeysInBothLanguages(t *testing.T) {
	keys := map[string]map[string]entry{}
	for _, f := range readLocale(t) {
		keys[f.area+"."+f.lang] = f.messages
	}
	for name, messages := range keys {
		area, lang, _ := strings.Cut(name, ".")
		other := map[string]string{Polish: English, English: Polish}[lang]
		var missing []string
		for id := range messages {
			if _, ok := keys[area+"."+other][id]; !ok {
				missing = append(missing, id)
			}
		}
		if len(missing) > 0 {
			slices.Sort(missing)
			t.Errorf("%s.%s.json lacks:\n  %s", area, other, strings.Join(missing, "\n  "))
		}
	}
}

func TestLocale_EveryIdStandsOnce(t *testing.T) {
	home := map[string]string{}
	for _, f := range readLocale(t) {
		for id := range f.messages {
			if was, ok := home[f.lang+id]; ok {
				t.Errorf("%s stands in %s and in %s", id, was, f.area)
			}
			home[f.lang+id] = f.area
			if f.area != "common" && !strings.HasPrefix(id, f.area+".") {
				t.Errorf("%s in %s.%s.json does not begin with its area", id, f.area, f.lang)
			}
		}
	}
}

func TestLocale_PluralFormsComplete(t *testing.T) {
	forms := map[string][]string{
		Polish:  {"few", "many", "one", "other"},
		English: {"one", "other"},
	}
	for _, f := range readLocale(t) {
		for id, e := range f.messages {
			got := slices.Sorted(maps.Keys(e))
			if len(got) == 1 && got[0] == "other" {
				continue
			}
			if !slices.Equal(got, forms[f.lang]) {
				t.Errorf("%s.%s: %s has the forms %v, want %v", f.area, f.lang, id, got, forms[f.lang])
			}
		}
	}
}

var (
	action      = regexp.MustCompile(`{{.*?}}`)
	placeholder = regexp.MustCompile(`\.([A-Z][A-Za-z]*)`)
)

func placeholders(e entry) []string {
	names := map[string]bool{}
	for _, text := range e {
		for _, a := range action.FindAllString(text, -1) {
			for _, m := range placeholder.FindAllStringSubmatch(a, -1) {
				names[m[1]] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func TestLocale_SamePlaceholders(t *testing.T) {
	english := map[string]entry{}
	for _, f := range readLocale(t) {
		if f.lang == English {
			maps.Copy(english, f.messages)
		}
	}
	for _, f := range readLocale(t) {
		if f.lang != Polish {
			continue
		}
		for id, e := range f.messages {
			if en, ok := english[id]; ok && !slices.Equal(placeholders(e), placeholders(en)) {
				t.Errorf("%s: Polish uses %v, English %v", id, placeholders(e), placeholders(en))
			}
			if len(e) > 1 && len(english[id]) == 1 {
				t.Errorf("%s has plural forms in Polish only", id)
			}
		}
	}
}

func TestLocale_Style(t *testing.T) {
	for _, f := range readLocale(t) {
		for id, e := range f.messages {
			for form, text := range e {
				for _, banned := range []string{"...", "!", "Oops", "Ups", "  "} {
					if strings.Contains(text, banned) {
						t.Errorf("%s.%s: %s (%s) contains %q: %s", f.area, f.lang, id, form, banned, text)
					}
				}
				if strings.TrimSpace(text) == "" || text != strings.TrimSpace(text) {
					t.Errorf("%s.%s: %s (%s) is empty or has a space at its edge: %q", f.area, f.lang, id, form, text)
				}
			}
		}
	}
}

// Every text must survive being asked for without arguments, because codes
// come from many places: nothing but a gap may show.
func TestLocale_EveryTextRenders(t *testing.T) {
	for _, f := range readLocale(t) {
		p := New(f.lang)
		for id := range f.messages {
			for _, text := range []string{p.T(id), p.N(id, 1), p.N(id, 3), p.N(id, 5)} {
				if text == "" || strings.Contains(text, "{{") || strings.Contains(text, "⟦"+id) {
					t.Errorf("%s.%s: %s renders as %q", f.area, f.lang, id, text)
				}
			}
		}
	}
}
