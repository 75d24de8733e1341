package ui

import (
	"fyne.io/fyne/v2"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// setLanguage changes the language and builds everything anew in it.
func (s *Shell) setLanguage(lang string) { s.unlessBusy(func() { s.speak(lang) }) }

func (s *Shell) speak(lang string) {
	s.Prefs.SetLanguage(lang)
	s.words = i18n.New(lang)
	s.applyLanguage()
	at := s.name
	s.build()
	if s.event.ID != "" {
		s.Go(at, "")
	}
}

func (s *Shell) applyLanguage() {
	kit.SetPrinter(s.words)
	s.Localize(s.words.Lang())
}

// applyTheme paints everything in the theme and size of the settings.
func (s *Shell) applyTheme() {
	s.App.Settings().SetTheme(Theme(s.Prefs.Theme(), s.Prefs.Scale()))
}

// Theme is the program's theme for the words of the settings.
func Theme(name string, scale float64) fyne.Theme {
	variant := kit.VariantLight
	switch name {
	case "dark":
		variant = kit.VariantDark
	case "system":
		variant = kit.VariantSystem
	}
	return kit.NewTheme(variant, float32(scale))
}
