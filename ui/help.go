package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// showKeys lists the keys of the window and of the page shown.
func (s *Shell) showKeys() {
	if kit.DialogOpen(s.Window) {
		return
	}
	lines := []string{
		s.words.T("shell.keys.pages"),
		s.words.T("shell.keys.find"),
		s.words.T("shell.keys.person"),
		s.words.T("shell.keys.undo"),
		s.words.T("shell.keys.full"),
	}
	for _, c := range s.commands() {
		lines = append(lines, s.words.T("shell.keys.line", i18n.Args{"Key": keyName(c), "Does": c.Label}))
	}
	kit.Message(s.Window, s.words.T("shell.keys.title"), strings.Join(lines, "\n"))
}

// keyName is how a key is called on the keyboard.
func keyName(c Command) string {
	name := string(c.Key)
	if c.Modifier&fyne.KeyModifierShift != 0 {
		name = "Shift+" + name
	}
	if c.Modifier&fyne.KeyModifierControl != 0 {
		name = "Ctrl+" + name
	}
	return name
}
