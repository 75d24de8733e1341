package agenda

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// placing is who gets which place.
type placing interface{}

// placesView shows who has a place where.
type placesView struct{ view fyne.CanvasObject }

func newPlaces(*Page) *placesView { return &placesView{view: kit.Spacer()} }

func (v *placesView) show() {}
