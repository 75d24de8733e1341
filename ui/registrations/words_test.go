package registrations

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/ui/kit/kittest"
)

// words is what can be read in a tree of objects.
func words(o fyne.CanvasObject) string { return kittest.Words(o) }

// containsLine says whether a whole line of some text is so.
func containsLine(text, line string) bool {
	return slices.Contains(strings.Split(text, "\n"), line)
}
