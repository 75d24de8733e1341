package passcode

import (
	"errors"
	"strings"
	"testing"
)

func TestNew_IsValidAndFresh(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		code, err := New(Person)
		if err != nil {
			t.Fatal(err)
		}
		if !Valid(code) || code[0] != Person || seen[code] {
			t.Fatalf("bad or repeated code %q", code)
		}
		seen[code] = true
	}
}

// Every wrong digit and every swap of neighbours is noticed.
func TestValid_NoticesDamage(t *testing.T) {
	code, err := New(Person)
	if err != nil {
		t.Fatal(err)
	}
	for i := range code {
		for d := byte('0'); d <= '9'; d++ {
			wrong := code[:i] + string(d) + code[i+1:]
			if d != code[i] && Valid(wrong) {
				t.Errorf("wrong digit %d goes unnoticed: %s", i, wrong)
			}
		}
		if i+1 < len(code) && code[i] != code[i+1] {
			swapped := code[:i] + string(code[i+1]) + string(code[i]) + code[i+2:]
			if Valid(swapped) {
				t.Errorf("swap at %d goes unnoticed: %s", i, swapped)
			}
		}
	}
}

func TestParse(t *testing.T) {
	code := "4" + "83120947716550" // completed below
	code += check(code)
	other := "4" + "00000000000001"
	other += check(other)
	wrong := code[:5] + string('0'+(code[5]-'0'+1)%10) + code[6:]
	cases := map[string]struct {
		raw  string
		want string
		err  error
	}{
		"plain":            {code, code, nil},
		"printed groups":   {Format(code), code, nil},
		"hyphens and ends": {"\t" + code[:8] + "-" + code[8:] + "\r\n", code, nil},
		"ECI prefix":       {`\000026` + code, code, nil},
		"no-break spaces":  {strings.ReplaceAll(Format(code), " ", "\u00a0"), code, nil},
		"scanned twice":    {code + code, code, nil},
		"kind of symbol":   {"]Q3" + code, code, nil},
		"kind, lower case": {"]q1" + code, code, nil},
		"kind and ECI":     {`]Q3\000026` + code + "\r", code, nil},
		"control ones":     {"\x02\x1d" + code + "\x03", code, nil},
		"two run together": {code + other, "", ErrTwo},
		"two, in lines":    {code + "\n" + other, "", ErrTwo},
		"two, damaged":     {code + other, "", ErrDamaged},
		"two, one wrong":   {code + wrong, "", ErrDamaged},
		"two, one cut":     {code + other[:9], "", ErrDamaged},
		"two, far apart":   {code + strings.Repeat(" ", 300) + other, "", ErrDamaged},
		"one, space after": {code + strings.Repeat(" ", 10_000), code, nil},
		"three times":      {code + code + code, "", ErrDamaged},
		"letter inside":    {code[:9] + "€" + code[9:], "", ErrDamaged},
		"Shift held":       {"$*#!@)($&&!^%%)@(", "", ErrForeign},
		"wide digits":      {strings.Map(func(r rune) rune { return r - '0' + '０' }, code), "", ErrForeign},
		"10 kB of digits":  {strings.Repeat(code, 600), "", ErrDamaged},
		"one digit wrong":  {wrong, "", ErrDamaged},
		"cut":              {code[:12], "", ErrDamaged},
		"garbage around":   {"@#" + code, "", ErrDamaged},
		"a name":           {"Nowak", "", ErrForeign},
		"a number":         {"147", "", ErrForeign},
		"a URL":            {"https://example.org/very/long/path/without/any/code", "", ErrForeign},
		"nothing":          {"", "", ErrForeign},
		"10 kB":            {strings.Repeat("x", 10_000), "", ErrForeign},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := Parse(c.raw)
			if got != c.want || !errors.Is(err, c.err) {
				t.Errorf("Parse(%q) = %q, %v; want %q, %v", c.raw[:min(40, len(c.raw))], got, err, c.want, c.err)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add("48312094771655029")
	f.Add("\\000026 4831-2094")
	f.Add("]Q3\\00002648312094771655029")
	f.Add("4831209477165502948312094771655029")
	f.Fuzz(func(t *testing.T, raw string) {
		code, err := Parse(raw)
		if (err == nil) != Valid(code) {
			t.Errorf("Parse(%q) = %q, %v", raw, code, err)
		}
		// What is read stands in the reading, digit by digit, and nothing else does.
		if digits, _ := clean(raw); err == nil && !strings.HasSuffix(digits, code) {
			t.Errorf("Parse(%q) = %q, which was not there", raw, code)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	code, err := New(Person)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Parse(code); err != nil {
			b.Fatal(err)
		}
	}
}
