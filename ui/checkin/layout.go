package checkin

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// deskLayout gives the column at the right a share of the width, and the
// verdict all the rest.
type deskLayout struct{}

const (
	columnShare = 0.27
	columnLeast = 52 // steps
	columnMost  = 74
	columnGap   = 4
)

// MinSize is part of fyne.Layout.
func (deskLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, right := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(left.Width+kit.Space(columnGap+columnLeast), max(left.Height, right.Height))
}

// Layout is part of fyne.Layout.
func (deskLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	width := min(max(s.Width*columnShare, kit.Space(columnLeast)), kit.Space(columnMost))
	o[0].Resize(fyne.NewSize(s.Width-width-kit.Space(columnGap), s.Height))
	o[1].Move(fyne.NewPos(s.Width-width, 0))
	o[1].Resize(fyne.NewSize(width, s.Height))
}
