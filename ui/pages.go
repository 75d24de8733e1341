package ui

import (
	"zlot/ui/home"
	"zlot/ui/settings"
)

// exists says which pages this program has.
var exists = map[string]bool{PageHome: true, PageSettings: true}

// makePage makes a page by its name; nil where there is none of that name.
func (s *Shell) makePage(name string) Page {
	switch name {
	case PageHome:
		return s.makeHome()
	case PageSettings:
		return s.makeSettings()
	}
	return nil
}

func (s *Shell) makeHome() Page {
	return home.New(home.Deps{
		Context:  s.ctx,
		Service:  s.Service,
		Store:    s.Service.Store,
		Printer:  s.words,
		Window:   s.Window,
		Event:    s.event,
		Now:      s.now,
		Navigate: s.Go,
		Sample:   s.event.ID == s.Prefs.SampleEvent(),
		NewEvent: s.onNewEvent,
		Loaded:   s.becameReady,
	})
}

func (s *Shell) makeSettings() Page {
	return settings.New(settings.Deps{
		Context: s.ctx,
		Service: s.Service,
		Store:   s.Service.Store,
		Prefs:   s.Prefs,
		Printer: s.words,
		Window:  s.Window,
		Event:   s.event,
		Now:     s.now,
		Files:   s.Files,
		Version: s.Version,
		Reveal:  s.Reveal,
		// Both change what the page itself is made of.
		SetLanguage: s.setLanguage,
		ThemeChosen: s.applyTheme,
	})
}
