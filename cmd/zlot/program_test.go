package main

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestFirstLanguage(t *testing.T) {
	for system, want := range map[fyne.Locale]string{
		"pl-PL-Latn": "pl", "pl": "pl", "en": "pl", "en-GB-Latn": "en", "en-US": "en", "de-DE-Latn": "en", "uk": "en",
	} {
		if got := firstLanguage(system); got != want {
			t.Errorf("%s: %s, want %s", system, got, want)
		}
	}
}
