package wedge

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// badge is a code with right check digits.
const badge = "48312094771655076"

func TestCodes_AreWhole(t *testing.T) {
	if !Whole(badge) || !Whole(TestBadge) {
		t.Fatalf("%s or %s is no code: the tests prove nothing", badge, TestBadge)
	}
}

// typing is what comes of a text: a dead key and the letter after it are nothing and the letter.
func typing(m model, text string) string {
	return strings.ReplaceAll(string(m.through(text)), "\x00", "")
}

func TestKeyboards_HaveAllKeys(t *testing.T) {
	for _, k := range keyboards {
		for _, keys := range []string{k.plain, k.shift} {
			if n := utf8.RuneCountInString(keys); n != len(usPlain) {
				t.Errorf("%s has %d keys, not %d: %s", k.id, n, len(usPlain), keys)
			}
		}
	}
}

func TestDiagnose_Layouts(t *testing.T) {
	for i, m := range models {
		name := fmt.Sprintf("%d_%s_%t_%d", i, m.layout, m.scanner, m.lock)
		t.Run(name, func(t *testing.T) {
			d := Diagnose(Sheet, typing(m, Sheet)+"\r")
			digits := m.through("1234567890")
			if slices.Contains(digits, 0) {
				t.Skip("this keyboard has a digit on a key that the other lacks")
			}
			if d.Has(Digits) != (string(digits) != "1234567890") {
				t.Errorf("digits %q: %v", string(digits), d.Findings)
			}
			if d.Has(Foreign) || d.Has(NoEnter) || d.Has(Prefix) || d.Has(Suffix) {
				t.Errorf("%q: %v, before %q, after %q", typing(m, Sheet), d.Findings, d.Before, d.After)
			}
			if got := d.Correction.Apply(typing(m, badge)); got != badge {
				t.Errorf("%q is corrected to %q by %+v", typing(m, badge), got, d.Correction)
			}
			if m.lock == unlocked && d.Layout != m.layout && d.Has(Digits) {
				t.Errorf("layout %q, want %q", d.Layout, m.layout)
			}
		})
	}
}

func TestDiagnose(t *testing.T) {
	way := func(layout string, scanner bool, lock lock) model {
		i := slices.IndexFunc(models, func(m model) bool {
			return m.layout == layout && m.scanner == scanner && m.lock == lock
		})
		return models[i]
	}
	german, polish, czech := way("de", false, unlocked), way("pl214", false, unlocked), way("cs", false, unlocked)
	caps := way("us", false, letters)
	keypad := ""
	for _, r := range Sheet {
		keypad += fmt.Sprintf("%03d", r)
	}
	cases := map[string]struct {
		typed  string
		want   []Finding
		layout string
		fix    Correction
	}{
		"right":            {typed: Sheet + "\r"},
		"right, line feed": {typed: Sheet + "\n"},
		"no Enter":         {typed: Sheet, want: []Finding{NoEnter}, fix: Correction{NoEnter: true}},
		"two in one":       {typed: Sheet + Sheet + "\r", want: []Finding{NoEnter}, fix: Correction{NoEnter: true}},
		"Tab":              {typed: Sheet + "\t", want: []Finding{Tab}},
		"CR LF":            {typed: Sheet + "\r\n", want: []Finding{LineFeed}},
		"next scan too":    {typed: Sheet + "\r" + Sheet, want: nil},
		"CapsLock":         {typed: typing(caps, Sheet) + "\r", want: []Finding{Caps}, fix: Correction{Upper: true}},
		"German":           {typed: typing(german, Sheet) + "\r", want: []Finding{SwappedYZ, Punctuation}, layout: "de"},
		"Polish 214":       {typed: typing(polish, Sheet) + "\r", want: []Finding{SwappedYZ, Punctuation}, layout: "pl214"},
		"Czech": {typed: typing(czech, Sheet) + "\r", want: []Finding{Digits, SwappedYZ, Punctuation}, layout: "cs",
			fix: Correction{Digits: "é+ěščřžýáí"}},
		"AIM": {typed: "]Q3" + Sheet + "\r", want: []Finding{Prefix, Aim}, fix: Correction{Prefix: "]Q3"}},
		"AIM on a Czech keyboard": {typed: typing(czech, "]Q3"+Sheet) + "\r",
			want: []Finding{Digits, SwappedYZ, Punctuation, Prefix, Aim}, layout: "cs",
			fix: Correction{Digits: "é+ěščřžýáí", Prefix: ")Qš"}},
		"ECI":         {typed: `\000026` + Sheet + "\r", want: []Finding{Eci}, fix: Correction{Prefix: `\000026`}},
		"AIM and ECI": {typed: `]Q4\000026` + Sheet + "\r", want: []Finding{Prefix, Aim, Eci}, fix: Correction{Prefix: `]Q4\000026`}},
		"STX and ETX": {typed: "\x02" + Sheet + "\x03\r", want: []Finding{Control}},
		"prefix and suffix": {typed: "A1" + Sheet + "##\r", want: []Finding{Prefix, Suffix},
			fix: Correction{Prefix: "A1", Suffix: "##"}},
		"prefix, two in one": {typed: "A1" + Sheet + "A1" + Sheet, want: []Finding{NoEnter, Prefix},
			fix: Correction{Prefix: "A1", NoEnter: true}},
		"AltGr before": {typed: "łę" + Sheet + "\r", want: []Finding{Prefix, AltGr}, fix: Correction{Prefix: "łę"}},
		"AltGr for punctuation": {typed: strings.ReplaceAll(Sheet, "@", "ł") + "\r",
			want: []Finding{Punctuation, AltGr}},
		"garbage between": {typed: "1€2€3€4€5€6€7€8€9€0€" + Sheet[10:] + "\r", want: []Finding{AltGr, Prefix}},
		"digits of a layout that nobody knows": {typed: "¡²³¤€¼½¾‘’" + Sheet[10:] + "\r",
			want: []Finding{Digits}, fix: Correction{Digits: "’¡²³¤€¼½¾‘"}},
		"cut":         {typed: Sheet[:30] + "\r", want: []Finding{Punctuation}},
		"lost in it":  {typed: Sheet[:4] + Sheet[6:] + "\r", want: []Finding{Lost}},
		"cut early":   {typed: Sheet[:20] + "\r", want: []Finding{Lost}},
		"by numbers":  {typed: keypad + "\r", want: []Finding{Keypad}},
		"a badge":     {typed: badge + "\r", want: []Finding{Foreign}},
		"nothing":     {typed: "", want: []Finding{Foreign}},
		"a name":      {typed: "Łucja Żak\r", want: []Finding{Foreign}},
		"10 kB":       {typed: strings.Repeat("x", 10_000) + "\r", want: []Finding{Foreign}},
		"not unicode": {typed: "\xff\xfe\x80\r", want: []Finding{Foreign}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			d := Diagnose(Sheet, c.typed)
			if !slices.Equal(d.Findings, c.want) {
				t.Errorf("found %v, want %v", d.Findings, c.want)
			}
			if d.Layout != c.layout || d.Correction != c.fix {
				t.Errorf("layout %q, correction %+v; want %q, %+v", d.Layout, d.Correction, c.layout, c.fix)
			}
		})
	}
}

func TestDiagnose_OfABadge(t *testing.T) {
	if d := Diagnose(badge, badge+"\r"); !d.Right() {
		t.Errorf("a right code: %v", d.Findings)
	}
	if d := Diagnose(badge, badge+badge+"\r"); !slices.Equal(d.Findings, []Finding{NoEnter}) {
		t.Errorf("two in one: %v", d.Findings)
	}
}

func TestDiagnosis_SaysWhatHelps(t *testing.T) {
	for typed, want := range map[string][2]bool{ // readable, fixable
		Sheet + "\r":                {true, false},
		Sheet + "\t":                {true, false},
		Sheet:                       {false, true},
		"]Q3" + Sheet + "\r":        {false, true},
		Sheet[:20] + "\r":           {false, false},
		"something else\r":          {false, false},
		`\000026` + Sheet + "\r":    {true, false},
		"ą" + Sheet + "\r":          {false, true},
		"Q" + Sheet + Sheet + "\r":  {false, true},
		strings.ToLower(Sheet):      {false, false},
		"\x02" + Sheet + "\x03\r\n": {true, false},
	} {
		d := Diagnose(Sheet, typed)
		if d.Readable() != want[0] || d.Fixable() != want[1] {
			t.Errorf("%q: readable %t, fixable %t: %v", typed, d.Readable(), d.Fixable(), d.Findings)
		}
	}
}

func TestCorrection_Apply(t *testing.T) {
	czech := Correction{Digits: "é+ěščřžýáí"}
	hungarian := Correction{Digits: "ö123456789"}
	aim := Correction{Prefix: "]Q3", Suffix: "#"}
	digits := Correction{Prefix: "000026"}
	upper := Correction{Upper: true}
	loose := Correction{Prefix: "A", Suffix: "##", NoEnter: true}
	disguised := typing(models[slices.IndexFunc(models, func(m model) bool { return m.layout == "cs" })], badge)
	for name, c := range map[string]struct {
		by        Correction
		raw, want string
	}{
		"nothing to do":           {Correction{}, "  x ", "  x "},
		"a good code":             {czech, badge, badge},
		"a good code with spaces": {czech, " " + badge + "\n", " " + badge + "\n"},
		"Czech digits":            {czech, disguised, badge},
		"a name":                  {czech, "Řehoř", "Řehoř"},
		"one letter of a name":    {czech, "ř", "ř"},
		"a number of a badge":     {czech, "147", "147"},
		"half of the digits":      {hungarian, "48312ö94771655ö76", badge},
		"around":                  {aim, "]Q3" + badge + "#", badge},
		"around, in small":        {aim, "]q3" + badge + "#", badge},
		"a row of a list":         {aim, "]Q3198#", "198"},
		"a row, disguised":        {czech, "+íá", "198"},
		"only before":             {aim, "]Q3" + badge, badge},
		"a name with the prefix":  {Correction{Prefix: "A"}, "Anna", "Anna"},
		"digits before":           {digits, "000026" + badge, badge},
		"a row that begins so":    {digits, "00002614", "00002614"},
		"small letters":           {upper, "zlot:2026/0147", "ZLOT:2026/0147"},
		"a name in small letters": {upper, "anna nowak", "anna nowak"},
		"the suffix of the last":  {loose, "##A" + badge, badge},
		"a half typed name":       {czech, "Nowa" + disguised, badge},
		"a name, then all of it":  {aim, "Nowa]Q3" + badge + "#", badge},
		"two in one, disguised":   {czech, disguised + disguised, badge + badge},
		"two with what is around": {aim, "]Q3" + badge + "#]Q3" + TestBadge + "#", "]Q3" + badge + "#]Q3" + TestBadge + "#"},
		"two, the first one cut":  {czech, disguised[:20] + "x" + disguised, disguised[:20] + "x" + disguised},
		"very long":               {czech, strings.Repeat("é", 600), strings.Repeat("é", 600)},
		"a broken setting":        {Correction{Digits: "abc"}, "abcabc", "abcabc"},
	} {
		if got := c.by.Apply(c.raw); got != c.want {
			t.Errorf("%s: %q became %q, want %q", name, c.raw, got, c.want)
		}
	}
}

func TestCorrection_Ends(t *testing.T) {
	c := Correction{Prefix: "]Q3", Suffix: "#", NoEnter: true}
	for text, want := range map[string]bool{
		badge: true, badge[:16]: false, "]Q3" + badge: true, "#]Q3" + badge: true, "]Q3" + badge[:16]: false,
		badge[:16] + "1": false, // the check digits do not fit
		"":               false, "Nowak": false,
	} {
		if got := c.Ends(text); got != want {
			t.Errorf("Ends(%q) = %t", text, got)
		}
	}
	if (Correction{}).Ends(badge) {
		t.Error("a scanner that sends Enter needs no end")
	}
}

func TestCorrection_Valid(t *testing.T) {
	for digits, want := range map[string]bool{
		"": true, "é+ěščřžýáí": true, "0123456789": true, "ö123456789": true,
		"1234567890": false, "aabcdefghi": false, "abc": false, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff": false,
	} {
		if got := (Correction{Digits: digits}).Valid(); got != want {
			t.Errorf("digits %q: valid is %t", digits, got)
		}
	}
	if (Correction{Prefix: strings.Repeat("x", 13)}).Valid() {
		t.Error("a prefix of 13 characters is none")
	}
}

func TestCorrection_IsKept(t *testing.T) {
	want := Correction{Digits: "é+ěščřžýáí", Prefix: `]Q3"`, Suffix: "#", Upper: true, NoEnter: true}
	kept, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Correction
	if err := json.Unmarshal(kept, &got); err != nil || got != want {
		t.Errorf("%s became %+v, %v", kept, got, err)
	}
}

func TestLayouts(t *testing.T) {
	ids := Layouts()
	for _, id := range []string{"us", "de", "pl214", "cs", "sk", "fr", "lt"} {
		if !slices.Contains(ids, id) {
			t.Errorf("%s is not among %v", id, ids)
		}
	}
	slices.Sort(ids)
	if len(slices.Compact(ids)) != len(Layouts()) {
		t.Errorf("twice: %v", ids)
	}
}

func TestFindings_Harmful(t *testing.T) {
	for f, want := range map[Finding]bool{Digits: true, NoEnter: true, Foreign: true, Caps: false, Tab: false, AltGr: false} {
		if f.Harmful() != want {
			t.Errorf("%s: harmful is %t", f, !want)
		}
	}
}

// FuzzCorrection: whatever is corrected, a code of a badge stays itself, nothing is corrected twice, and what
// comes out of something that was not a code by digits alone never becomes another code.
func FuzzCorrection(f *testing.F) {
	f.Add("é+ěščřžýáí", "]Q3", "#", true, true, "]Q3"+badge+"#")
	f.Add("", "000026", "", false, true, "000026"+badge)
	f.Add("0123456789", "4", "0", false, false, badge)
	f.Add("ö123456789", "", "", true, false, "48312ö94771655ö76")
	f.Fuzz(func(t *testing.T, digits, prefix, suffix string, upper, noEnter bool, raw string) {
		c := Correction{digits, prefix, suffix, upper, noEnter}
		if !c.Valid() {
			return
		}
		if got := c.Apply(badge); got != badge {
			t.Fatalf("%+v makes %q of a good code", c, got)
		}
		once := c.Apply(raw)
		if isCode(trim(raw)) && once != raw {
			t.Fatalf("%+v makes %q of the code %q", c, once, raw)
		}
		if isCode(once) && c.Apply(once) != once {
			t.Fatalf("%+v makes %q, then %q of %q", c, once, c.Apply(once), raw)
		}
		c.Ends(raw)
	})
}

// FuzzDiagnose: nothing that a scanner types breaks the diagnosis, and its correction is one that may be kept.
func FuzzDiagnose(f *testing.F) {
	f.Add(Sheet + "\r")
	f.Add("]Q3" + Sheet[:20])
	f.Add("é+ěščřžýáí\t")
	f.Fuzz(func(t *testing.T, typed string) {
		d := Diagnose(Sheet, typed)
		if !d.Correction.Valid() {
			t.Fatalf("%q: %+v", typed, d.Correction)
		}
		if d.Fixable() && d.Correction.Apply(badge) != badge {
			t.Fatalf("%q: the correction breaks good codes: %+v", typed, d.Correction)
		}
		if d.Right() && !strings.Contains(typed, Sheet) {
			t.Fatalf("%q is called right", typed)
		}
	})
}

func BenchmarkDiagnose(b *testing.B) {
	typed := typing(models[4], Sheet) + "\r"
	for b.Loop() {
		Diagnose(Sheet, typed)
	}
}

func TestMisread(t *testing.T) {
	for _, k := range keyboards {
		for _, row := range []string{k.plain, k.shift} {
			digits := []rune(typedDigits(row))
			typed := strings.Map(func(r rune) rune { return digits[r-'0'] }, TestBadge)
			if want := typed != TestBadge && !strings.Contains(typed, " "); Misread(typed) != want {
				t.Errorf("%s types %q: %v", k.id, typed, !want)
			}
		}
	}
	for _, text := range []string{"", "Kowalska", TestBadge, "!@#$%^&*()!@#$%^&", "Anna Maria Nowakow"} {
		if Misread(text) {
			t.Errorf("%q is taken for a badge", text)
		}
	}
}
