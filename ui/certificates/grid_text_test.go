package certificates

import (
	"slices"
	"strings"
	"testing"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestBreakTitle(t *testing.T) {
	kittest.StartWith(t, kit.VariantLight, "pl")
	size := kit.Size(kit.SizeSmall)
	for title, want := range map[string][]string{
		"Plan pracy":          {"Plan", "pracy"},
		"Diagnoza":            {"Diagno-", "za"},
		"Superwizja":          {"Super-", "wizja"},
		"Praca z rodziną":     {"Praca z", "rodziną"},
		"":                    nil,
		"Wstęp i powitanie u": {"Wstęp i", "powita-", "nie u"},
	} {
		if got := breakTitle(title, 46, size, titleLines); !slices.Equal(got, want) {
			t.Errorf("%q is broken into %q, want %q", title, got, want)
		}
	}
	long := breakTitle("Praca z rodziną wieloproblemową w środowisku lokalnym", 46, size, titleLines)
	if len(long) != titleLines || !strings.HasSuffix(long[2], "…") {
		t.Errorf("a long title is broken into %q", long)
	}
	for _, line := range long {
		if textWidth(line, size, false) > 46 {
			t.Errorf("%q is too wide", line)
		}
	}
}
