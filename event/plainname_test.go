package event_test

import (
	"strings"
	"testing"

	"zlot/event"
)

func TestPlainName(t *testing.T) {
	for text, want := range map[string]string{
		"Łącznik A/B": "lacznik-a-b", "sala rycerska!": "sala-rycerska", "…": "", "": "",
		strings.Repeat("abcde ", 20): strings.TrimSuffix(strings.Repeat("abcde-", 10), "-"),
	} {
		if got := event.PlainName(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := (event.Name{Given: "Monika", Family: "Cichoń-Żak", Title: "dr"}).PlainName(); got != "cichon-zak-monika" {
		t.Errorf("a person is %q", got)
	}
}
