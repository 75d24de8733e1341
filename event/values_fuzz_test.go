package event

import (
	"encoding/json"
	"math"
	"strconv"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzValues reads a cell as everything that it could be: money, phone, hours, words with a meaning.
func FuzzValues(f *testing.F) {
	for _, s := range []string{"350,00 zł", "1 234,50 PLN", "-1", "9999999999999", "600-111-222 w. 5", "+48 (22) 600 10 10", "9:00-12:30, 14-16", "24-25",
		"tak", "nie dotyczy", "prelegent, moderator; gość", "lista rezerwowa", "#fff", "#GGGGGG", "ZLOT-7K2M9-PQR4T", "A;B;C", "\u202e\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if grosz, ok := ParseAmount(s); ok {
			if grosz < 0 || grosz > 100_000_000_000 {
				t.Errorf("%q is %d grosz", s, grosz)
			}
			again, ok := ParseAmount(strconv.FormatFloat(float64(grosz)/100, 'f', 2, 64))
			if !ok || again != grosz {
				t.Errorf("%q is %d, then %d", s, grosz, again)
			}
		}
		if phone, _ := readPhone(s); len(phone) > 2*len(s)+16 {
			t.Errorf("%q has the phone %q", s, phone)
		}
		if spans, ok := ParseHours("2012-09-06", s, time.UTC); ok {
			for _, span := range spans {
				if span.To.Before(span.From) {
					t.Errorf("%q is %v", s, spans)
				}
			}
		}
		if r, ok := ParseRole(s); ok && r == "" {
			t.Errorf("%q is no role", s)
		}
		if st, ok := ParseStatus(s); ok && st == "" {
			t.Errorf("%q is no status", s)
		}
		ParseSessionKind(s)
		ParseYes(s)
		ReadCode(s)
		parseRoles(s)
		readConsents("Zgoda", s)
		for _, part := range hardSplit(s) {
			if len(part) > len(s) && utf8.ValidString(s) {
				t.Errorf("%q has a part %q", s, part)
			}
		}
		if ValidColour(s) && s != "" && len(s) > 16 {
			t.Errorf("%q is a colour", s)
		}
		if plain := PlainName(s); len(plain) > 64 || devices[plain] {
			t.Errorf("%q is the file %q", s, plain)
		}
	})
}

// FuzzChange applies a change that another desk, or somebody's tool, wrote: it is taken, or refused whole.
func FuzzChange(f *testing.F) {
	f.Add("name", `{"given":"A"}`)
	f.Add("answers", `{"a":"b"}`)
	f.Add("payment", `{"fee":1e400,"paid":1}`)
	f.Add("start", `"9999-99-99"`)
	f.Add("roles", `[[[[]]]]`)
	f.Add("\x00\"", `"\u202e"`)
	f.Fuzz(func(t *testing.T, field, value string) {
		c := Change{Field: field, New: json.RawMessage(value)}
		for _, entity := range []any{&Event{}, &Person{}, &Registration{}, &Session{}, &Group{}, &Room{}, &Checkpoint{}, &Layout{}} {
			if err := c.Apply(entity); err != nil {
				continue
			}
			if _, err := json.Marshal(entity); err != nil {
				t.Errorf("%s of %T cannot be written any more: %v", field, entity, err)
			}
		}
		if r := (Registration{}); c.Apply(&r) == nil && (r.Payment.Fee > math.MaxInt64-1) {
			t.Error("more money than there is")
		}
	})
}
