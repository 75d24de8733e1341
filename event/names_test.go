package event

import (
	"slices"
	"strings"
	"testing"
)

func TestSplitName(t *testing.T) {
	for _, c := range []struct {
		full        string
		familyFirst bool
		want        Name
	}{
		{full: "Anna Nowak", want: Name{"", "Anna", "Nowak"}},
		{full: "  Anna\u00a0 Maria   Nowak ", want: Name{"", "Anna Maria", "Nowak"}},
		{full: "Anna Nowak-Kowalska", want: Name{"", "Anna", "Nowak-Kowalska"}},
		{full: "Anna Nowak - Kowalska", want: Name{"", "Anna", "Nowak-Kowalska"}},
		{full: "Anna Kowalska Nowak", want: Name{"", "Anna", "Kowalska Nowak"}},
		{full: "NOWAK Anna", want: Name{"", "Anna", "Nowak"}},
		{full: "Anna NOWAK-ŻÓŁĆ", want: Name{"", "Anna", "Nowak-Żółć"}},
		{full: "ŁUKASZ ŹREBIEC", want: Name{"", "Łukasz", "Źrebiec"}},
		{full: "Nowak, Anna", want: Name{"", "Anna", "Nowak"}},
		{full: "Nowak, dr Anna Maria", want: Name{"dr", "Anna Maria", "Nowak"}},
		{full: "Nowak Anna", familyFirst: true, want: Name{"", "Anna", "Nowak"}},
		{full: "von Stein Maria", familyFirst: true, want: Name{"", "Maria", "von Stein"}},
		{full: "dr hab. Anna Nowak", want: Name{"dr hab.", "Anna", "Nowak"}},
		{full: "prof. dr hab. inż. Jan Kot", want: Name{"prof. dr hab. inż.", "Jan", "Kot"}},
		{full: "dr n. med. Jan Kot", want: Name{"dr n. med.", "Jan", "Kot"}},
		{full: "mgr ANNA NOWAK", want: Name{"mgr", "Anna", "Nowak"}},
		{full: "Pani Anna Nowak", want: Name{"", "Anna", "Nowak"}},
		{full: "Anna Nowak, PhD", want: Name{"PhD", "Anna", "Nowak"}},
		{full: "Ludwig van der Rohe", want: Name{"", "Ludwig", "van der Rohe"}},
		{full: "MARIA DE LUCA", want: Name{"", "Maria", "de Luca"}},
		{full: "Madonna", want: Name{"", "", "Madonna"}},
		{full: "Zofia Łos\u0301", want: Name{"", "Zofia", "Łoś"}},
		{full: "\u200bJan\u200d Kot\ufeff", want: Name{"", "Jan", "Kot"}},
		{full: "Ian McDonald", want: Name{"", "Ian", "McDonald"}},
		{full: "A. Nowak", want: Name{"", "A.", "Nowak"}},
		{full: "", want: Name{}},
	} {
		if got := SplitName(c.full, c.familyFirst); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.full, got, c.want)
		}
	}
}

func TestComparePolish(t *testing.T) {
	want := []string{"Abel", "Ącki", "Bąk", "Ćwik", "Kowal", "Kowal-Nowak", "Kowalska", "Laska", "Łaska", "Müller", "Nowak", "Śliwa", "Tur", "Zając", "Źrebiec", "Żak", "Жук"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, ComparePolish)
	if !slices.Equal(got, want) {
		t.Errorf("sorted %v", got)
	}
}

func TestNormalizeEmail(t *testing.T) {
	for raw, want := range map[string]string{
		" Anna.Nowak@Example.ORG ":               "anna.nowak@example.org",
		"Anna Nowak <anna@example.org>":          "anna@example.org",
		"mailto:anna@example.org":                "anna@example.org",
		"<anna@example.org>;":                    "anna@example.org",
		"anna@example.org.":                      "anna@example.org",
		"\u200banna@example.org\u00a0":           "anna@example.org",
		"anna+zlot@poczta.example.org":           "anna+zlot@poczta.example.org",
		"(anna@example.org)":                     "anna@example.org",
		"anna_n-1@ex-ample.example.org":          "anna_n-1@ex-ample.example.org",
		"łukasz@example.org":                     "",
		"anna@example":                           "",
		"anna@@example.org":                      "",
		"anna @example.org":                      "",
		"anna@example..org":                      "",
		".anna@example.org":                      "",
		"anna.@example.org":                      "",
		"anna@-example.org":                      "",
		"anna@example.o":                         "",
		"anna@example.123":                       "",
		"anna@example.org, jan@example.org":      "",
		"anna(at)example.org":                    "",
		"anna@żółw.example":                      "",
		"":                                       "",
		"@":                                      "",
		strings.Repeat("a", 65) + "@example.org": "",
	} {
		got, err := NormalizeEmail(raw)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", raw, got, err, want)
		}
	}
}

func FuzzNormalizeEmail(f *testing.F) {
	for _, s := range []string{"anna@example.org", "<a@b.cd>", "mailto:mailto:a@b.cd", "a@b", "..@..", "\"x\"@example.org"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := NormalizeEmail(s)
		if err != nil {
			return
		}
		if again, err := NormalizeEmail(a); err != nil || again != a {
			t.Errorf("%q became %q, which becomes %q (%v)", s, a, again, err)
		}
		if strings.ContainsAny(a, " <>,;\"()[]\t\r\n") || strings.Count(a, "@") != 1 {
			t.Errorf("%q became %q", s, a)
		}
	})
}
