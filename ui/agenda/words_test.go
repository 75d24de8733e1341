package agenda

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit/kittest"
)

// words is what can be read in a tree of objects.
func words(o fyne.CanvasObject) string { return kittest.Words(o) }
