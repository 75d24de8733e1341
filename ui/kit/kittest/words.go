package kittest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// Words is what can be read in a tree of objects, a text a line.
func Words(o fyne.CanvasObject) string {
	var b strings.Builder
	visit(o, func(o fyne.CanvasObject) bool {
		if text, ok := o.(*canvas.Text); ok {
			b.WriteString(text.Text + "\n")
		}
		return false
	})
	return b.String()
}

// Find is the first object of a kind in a tree that fits; ok is false if none does.
func Find[T fyne.CanvasObject](o fyne.CanvasObject, fits func(T) bool) (found T, ok bool) {
	visit(o, func(o fyne.CanvasObject) bool {
		if x, is := o.(T); is && fits(x) {
			found, ok = x, true
		}
		return ok
	})
	return found, ok
}

// visit shows a tree of objects to see, until that has seen enough.
func visit(o fyne.CanvasObject, see func(fyne.CanvasObject) (enough bool)) bool {
	if see(o) {
		return true
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, child := range children {
		if visit(child, see) {
			return true
		}
	}
	return false
}
