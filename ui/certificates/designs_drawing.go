package certificates

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// Unsaved is part of ui.Unsaved: something was drawn, or rules were changed, and not saved yet.
func (p *Page) Unsaved() bool {
	return p.designs.drawing != nil && p.designs.drawing.Unsaved() || p.rules != nil && p.rules.touched()
}

// designCommands are the designer's keys.
func (p *Page) designCommands() []Command {
	var all []Command
	for _, c := range kit.EditorCommands(p.designs.commands, p.onKey) {
		all = append(all, Command(c))
	}
	return all
}

// designKeys are the designer's other keys, a line each; ok is false while there is none.
func (p *Page) designKeys() (keys []string, ok bool) {
	if p.designs.drawing == nil {
		return nil, false
	}
	return p.designs.drawing.Keys(), true
}

func (v *designsView) commands() []kit.Command {
	if v.drawing == nil {
		return nil
	}
	return v.drawing.Commands()
}

// onKey is what a key of the designer does without one.
func (p *Page) onKey(key kit.Command) {
	switch {
	case key.Modifier != fyne.KeyModifierControl:
	case key.Key == fyne.KeyZ:
		kit.UndoToast(p.Window.Canvas())
	case key.Key == fyne.KeyS && p.rules != nil:
		p.rules.save.Press()
	}
}
