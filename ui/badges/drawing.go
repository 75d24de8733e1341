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
	printing := kit.Command{Key: fyne.KeyP, Modifier: fyne.KeyModifierControl, Run: p.onPrintKey}
	if p.drawing == nil {
		printing.Label = p.d.Printer.T("badges.print.key")
	}
	return append(kit.EditorCommands(p.drawn, p.onKey), printing)
}

// drawn is what the designer does under its keys.
func (p *Page) drawn() []kit.Command {
	if p.drawing == nil {
		return nil
	}
	return p.drawing.Commands()
}

// onKey is what a key of the designer does without one.
func (p *Page) onKey(key kit.Command) {
	if key.Key == fyne.KeyZ && key.Modifier == fyne.KeyModifierControl {
		kit.UndoToast(p.d.Window.Canvas())
	}
}

// onPrintKey is the button that prints, pressed by its key; not while a badge is designed.
func (p *Page) onPrintKey() {
	if p.drawing == nil && !p.view.print.Disabled() {
		p.onPrint()
	}
}
