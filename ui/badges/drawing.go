package badges

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// Designer draws a layout in the place of the page.
type Designer interface {
	View() fyne.CanvasObject
	// Leave goes back to the page, once what is not saved was asked about.
	Leave()
	Unsaved() bool
	Keys() []string
	Commands() []kit.Command
}

// Unsaved is part of ui.Unsaved.
func (p *Page) Unsaved() bool { return p.drawing != nil && p.drawing.Unsaved() }

// Keys is part of ui.KeyTeller: those of the designer, while it is shown.
func (p *Page) Keys() []string {
	if p.drawing == nil {
		return nil
	}
	return p.drawing.Keys()
}

// Commands are what the page offers under a key; the shell asks once, when the page is shown, and again for the list
// of keys. But for the one that prints, all of them are the designer's, and told of only while it is there.
func (p *Page) Commands() []kit.Command {
	const control, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	var keys []kit.Command
	for _, k := range []struct {
		key fyne.KeyName
		mod fyne.KeyModifier
	}{{fyne.KeyS, control}, {fyne.KeyS, control | shift}, {fyne.KeyZ, control}, {fyne.KeyY, control}, {fyne.KeyZ, control | shift},
		{fyne.KeyD, control}, {fyne.KeyEqual, control}, {fyne.KeyPlus, control}, {fyne.KeyMinus, control}, {fyne.Key0, control}} {
		keys = append(keys, kit.Command{Key: k.key, Modifier: k.mod})
	}
	for i := range keys {
		k := &keys[i]
		if c, ok := p.drawn(*k); ok {
			k.Label = c.Label
		}
		k.Run = func() { p.command(*k) }
	}
	printing := kit.Command{Key: fyne.KeyP, Modifier: control, Run: p.onPrintKey}
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
func (p *Page) drawn(key kit.Command) (kit.Command, bool) {
	if p.drawing == nil {
		return kit.Command{}, false
	}
	for _, c := range p.drawing.Commands() {
		if c.Key == key.Key && c.Modifier == key.Modifier {
			return c, true
		}
	}
	return kit.Command{}, false
}

func (p *Page) command(key kit.Command) {
	if c, ok := p.drawn(key); ok {
		c.Run()
	} else if key.Key == fyne.KeyZ && key.Modifier == fyne.KeyModifierControl {
		kit.UndoToast(p.d.Window.Canvas())
	}
}
