package registrations

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// words is what can be read in a tree of objects.
func words(o fyne.CanvasObject) string {
	var b strings.Builder
	walk(o, &b)
	return b.String()
}

func walk(o fyne.CanvasObject, b *strings.Builder) {
	switch o := o.(type) {
	case *canvas.Text:
		b.WriteString(o.Text + "\n")
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, b)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, b)
		}
	}
}

// containsLine says whether a whole line of some text is so.
func containsLine(text, line string) bool {
	return slices.Contains(strings.Split(text, "\n"), line)
}
