package ui

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// tap is an area of the shell's own that can be clicked, reached by Tab and pressed by Enter or Space.
type tap struct{ kit.TapRow }

var (
	_ fyne.Focusable  = (*tap)(nil)
	_ fyne.Accessible = (*tap)(nil)
)

func newTap(label string, content fyne.CanvasObject, act func()) *tap {
	t := &tap{}
	t.ExtendRow(t, label, content, act)
	return t
}
