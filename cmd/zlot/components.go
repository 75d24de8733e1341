package main

import (
	"strings"

	"zlot/assets"
	"zlot/ui/settings"
)

// components are what others made of the program, for its page.
func components() []settings.Component {
	var all []settings.Component
	for _, c := range assets.Licences() {
		texts := make([]string, len(c.Texts))
		for i, text := range c.Texts {
			texts[i] = text.File + "\n\n" + text.Text
		}
		all = append(all, settings.Component{Name: c.Name, Version: c.Version, Licence: c.Licence, Text: strings.Join(texts, "\n\n")})
	}
	return all
}
