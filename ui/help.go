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
	kit.Message(s.Window, s.words.T("shell.keys.title"), strings.Join(s.keyLines(), "\n"))
}

// keyLines are the keys that hold everywhere, and then those of the page shown.
func (s *Shell) keyLines() []string {
	lines := []string{
		s.words.T("shell.keys.pages"),
		s.words.T("shell.keys.find"),
		s.words.T("shell.keys.person"),
		s.words.T("shell.keys.undo"),
		s.words.T("shell.keys.full"),
	}
	own := s.commands()
	if len(own) > 0 {
		lines = append(lines, "", s.words.T("shell.keys.page", i18n.Args{"Page": s.pages[s.name].Title()}))
	}
	for _, c := range own {
		if c.Label == "" { // the page tells of it together with others
			continue
		}
		lines = append(lines, s.words.T("shell.keys.line", i18n.Args{"Key": keyName(c), "Does": c.Label}))
	}
	if k, ok := s.pages[s.name].(KeyTeller); ok {
		if own := k.Keys(); len(own) > 0 {
			lines = append(append(lines, ""), own...)
		}
	}
	return lines
}

// keyName is how a key is called on the keyboard.
func keyName(c Command) string {
	name := string(c.Key)
	switch c.Key {
	case fyne.KeyUp:
		name = "↑"
	case fyne.KeyDown:
		name = "↓"
	case fyne.KeyEscape:
		name = "Esc"
	}
	if c.Modifier&fyne.KeyModifierShift != 0 {
		name = "Shift+" + name
	}
	if c.Modifier&fyne.KeyModifierAlt != 0 {
		name = "Alt+" + name
	}
	if c.Modifier&fyne.KeyModifierControl != 0 {
		name = "Ctrl+" + name
	}
	return name
}
