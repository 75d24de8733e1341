package event

import (
	"slices"
	"testing"
)

func TestBadgeLines(t *testing.T) {
	questions := []Question{
		{Key: "k", Title: "Koszulka", Kind: AskChoice, Options: []string{"M"}, OnBadge: true},
		{Key: "j", Title: "W jakich językach mówisz?", Kind: AskChoices, Options: []string{"polski", "ukraiński"}, OnBadge: true},
		{Key: "p", Title: "Pierwszy raz na zlocie?", Kind: AskYesNo, OnBadge: true},
		{Key: "s", Title: "Stoisko", Kind: AskNumber, OnBadge: true, Roles: []Role{Guest}},
		{Key: "d", Title: "Przyjazd", Kind: AskDate, OnBadge: true},
		{Key: "t", Title: "Telefon do rodziny", Kind: AskText},
	}
	answers := map[string]string{"k": "M", "j": "polski; ukraiński", "p": "yes", "s": "12.5", "d": "2026-03-14", "t": "600 111 222"}
	for _, c := range []struct {
		name, language string
		change         func(map[string]string)
		roles          []Role
		want           []string
	}{
		{"all", "pl", nil, []Role{Guest}, []string{"Koszulka: M", "polski; ukraiński", "Pierwszy raz na zlocie", "Stoisko: 12,5", "Przyjazd: 14.03.2026"}},
		{"asked of others", "en", nil, []Role{Participant}, []string{"Koszulka: M", "polski; ukraiński", "Pierwszy raz na zlocie", "Przyjazd: 14.03.2026"}},
		{"no and nothing", "pl", func(a map[string]string) { a["p"], a["k"], a["d"] = "no", "", "po 14." }, nil, []string{"polski; ukraiński", "Przyjazd: po 14."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			given := map[string]string{}
			for k, v := range answers {
				given[k] = v
			}
			if c.change != nil {
				c.change(given)
			}
			if got := BadgeLines(questions, Registration{Roles: c.roles, Answers: given}, c.language); !slices.Equal(got, c.want) {
				t.Errorf("lines %q, want %q", got, c.want)
			}
		})
	}
}
