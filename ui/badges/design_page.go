package badges

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// Unsaved is part of ui.Unsaved.
func (p *Page) Unsaved() bool { return p.drawing != nil && p.drawing.Unsaved() }

// Keys is part of ui.KeyTeller: those of the designer, while it is shown.
func (p *Page) Keys() []string {
	if p.drawing == nil {
		return nil
	}
	return p.drawing.keys()
}

// Commands are what the page offers under a key; the shell asks once, when the page is shown, and again for the list
// of keys. But for the one that prints, all of them are the designer's, and told of only while it is there.
func (p *Page) Commands() []Command {
	const control, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	keys := []Command{{"", fyne.KeyS, control, nil}, {"", fyne.KeyS, control | shift, nil}, {"", fyne.KeyZ, control, nil}, {"", fyne.KeyY, control, nil},
		{"", fyne.KeyZ, control | shift, nil}, {"", fyne.KeyD, control, nil}, {"", fyne.KeyEqual, control, nil}, {"", fyne.KeyPlus, control, nil},
		{"", fyne.KeyMinus, control, nil}, {"", fyne.Key0, control, nil}}
	for i := range keys {
		k := &keys[i]
		if c, ok := p.drawn(*k); ok {
			k.Label = c.Label
		}
		k.Run = func() { p.command(*k) }
	}
	printing := Command{"", fyne.KeyP, control, p.onPrintKey}
	if p.drawing == nil {
		printing.Label = p.d.Printer.T("badges.print.key")
	}
	return append(keys, printing)
}

// onPrintKey is the button that prints, pressed by its key; not while a badge is designed.
func (p *Page) onPrintKey() {
	if p.drawing == nil && !p.view.print.Disabled() {
		p.onPrint()
	}
}

// drawn is what the designer does under a key.
func (p *Page) drawn(key Command) (Command, bool) {
	if p.drawing == nil {
		return Command{}, false
	}
	for _, c := range p.drawing.commands() {
		if c.Key == key.Key && c.Modifier == key.Modifier {
			return c, true
		}
	}
	return Command{}, false
}

func (p *Page) command(key Command) {
	if c, ok := p.drawn(key); ok {
		c.Run()
	} else if key.Key == fyne.KeyZ && key.Modifier == fyne.KeyModifierControl {
		kit.UndoToast(p.d.Window.Canvas())
	}
}
