package checkin

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zlot/ui/kit"
)

// largeText is the running theme with larger text, for the input of the desk.
type largeText struct{ fyne.Theme }

func (largeText) running() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Size is part of fyne.Theme.
func (t largeText) Size(name fyne.ThemeSizeName) float32 {
	size := t.running().Size(name)
	switch name {
	case theme.SizeNameText:
		return size * 1.4
	case theme.SizeNameInlineIcon:
		return size * 1.2
	}
	return size
}

// large shows an input in larger text.
func large(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(o, largeText{fyne.CurrentApp().Settings().Theme()})
}

// wide keeps an object at a width.
func wide(steps int, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&wideLayout{steps}, o)
}

type wideLayout struct{ steps int }

// MinSize is part of fyne.Layout.
func (l *wideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(l.steps), objects[0].MinSize().Height)
}

// Layout is part of fyne.Layout.
func (l *wideLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) { objects[0].Resize(s) }
