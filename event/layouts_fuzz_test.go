package event

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestReadLayout_Hostile(t *testing.T) {
	file := func(layout string) []byte {
		return []byte(`{"format":"` + layoutFormat + `","version":1,"layout":` + layout + `}`)
	}
	items := func(n int, item string) string {
		return `{"use":"badge","front":[` + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + `]}`
	}
	text := func(words string) string {
		raw, _ := json.Marshal(words)
		return `{"kind":"text","x":1,"y":1,"w":10,"h":10,"text":` + string(raw) + `}`
	}
	for name, c := range map[string]struct {
		raw  []byte
		code string
	}{
		"no JSON":            {[]byte("PK\x03\x04"), CodeLayoutFile},
		"another's JSON":     {[]byte(`{"format":"sketch"}`), CodeLayoutFile},
		"deep":               {file(strings.Repeat("[", 100_000)), CodeLayoutFile},
		"no number":          {file(`{"use":"badge","front":[{"kind":"text","x":NaN}]}`), CodeLayoutFile},
		"a number too great": {file(`{"use":"badge","front":[{"kind":"text","x":1e400}]}`), CodeLayoutFile},
		"a kilometre":        {file(items(1, `{"kind":"text","x":1e9,"y":-1e9,"w":1e12,"h":1}`)), CodeLayoutItem},
		"a million items":    {file(items(1_000_000, `{"kind":"line","w":1}`)), CodeLayoutItem},
		"words without end":  {file(items(1, text(strings.Repeat("ż", MaxItemText+1)))), CodeLayoutItem},
		"fields without end": {file(items(1, text(strings.Repeat("{name}", MaxFields+1)))), CodeLayoutItem},
		"newer":              {[]byte(`{"format":"` + layoutFormat + `","version":99}`), CodeLayoutNewer},
	} {
		if _, err := readLayout(c.raw, ForBadges); !errors.Is(err, Fail(c.code)) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

// Whatever a file says: a layout that is taken can be looked at, and is taken again as it is written.
func FuzzReadLayout(f *testing.F) {
	for _, layout := range []string{`{"use":"badge","title":"A","front":[{"kind":"text","x":5,"y":5,"w":50,"h":10,"text":"{given}\n{family|x}","size":12}]}`,
		`{"use":"certificate","front":[{"kind":"code","w":30,"h":30},{"kind":"picture","image":"00"}],"back":[{"kind":"agenda","most":5}],"background":"00"}`,
		`{"use":"badge","stock":{"page_width":1e300,"columns":-1,"rows":99999999},"front":[{"kind":"box","colour":"#fff","stroke":-1}]}`} {
		f.Add([]byte(`{"format":"` + layoutFormat + `","version":1,"layout":` + layout + `,"pictures":{"00":"AAAA"}}`))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, use := range []LayoutUse{ForBadges, ForCertificates} {
			file, err := readLayout(raw, use)
			if err != nil {
				continue
			}
			for _, p := range CheckLayout(file.Layout) {
				if p.Code == "" {
					t.Error("a problem without a sentence")
				}
			}
			again, err := json.Marshal(layoutFile{Format: layoutFormat, Version: layoutVersion, Layout: file.Layout})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := readLayout(again, use); err != nil {
				t.Errorf("%s: %v", again, err)
			}
		}
	})
}

// Fields are filled once: what stands for one is never looked at again, whatever it says.
func FuzzFillForms(f *testing.F) {
	f.Add("{given} {family}", "{given}", "m")
	f.Add("{a|b|c}{a|b}{|}", "x", "f")
	f.Add("{{given}}\n{}", "{family|given}", "")
	f.Fuzz(func(t *testing.T, template, value, address string) {
		fields := map[string]string{FieldGiven: value, FieldFamily: value + value}
		out := FillForms(template, FormOfAddress(address), fields)
		if most := len(template) + strings.Count(template, "{")*2*len(value) + 1; len(out) > most {
			t.Errorf("%d bytes became %d", len(template), len(out))
		}
		letter := LetterTemplate{Kind: MessageLetter, Subject: map[string]string{"pl": template}, Text: map[string]string{"pl": value}}
		var known *Error
		if err := letter.Check(Event{}); err != nil && !errors.As(err, &known) {
			t.Error(err)
		}
	})
}
