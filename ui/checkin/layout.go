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
	return fyne.NewSize(left.Width+kit.Space(columnGap)+max(kit.Space(columnLeast), right.Width), max(left.Height, right.Height))
}

// Layout is part of fyne.Layout.
func (deskLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	width := max(min(max(s.Width*columnShare, kit.Space(columnLeast)), kit.Space(columnMost)), o[1].MinSize().Width)
	o[0].Resize(fyne.NewSize(s.Width-width-kit.Space(columnGap), s.Height))
	o[1].Move(fyne.NewPos(s.Width-width, 0))
	o[1].Resize(fyne.NewSize(width, s.Height))
}

// footLayout puts the first button to the right and the others to the left, as
// many as there is room for: the later ones have a key, or stand among the
// settings too.
type footLayout struct{}

const footGap = 2 // steps

// MinSize is part of fyne.Layout: there is always room for the first two.
func (footLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	right, left := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(right.Width+kit.Space(footGap)+left.Width, max(right.Height, left.Height))
}

// Layout is part of fyne.Layout.
func (footLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	end := s.Width
	if right := o[0]; right.Visible() {
		right.Resize(fyne.NewSize(right.MinSize().Width, s.Height))
		right.Move(fyne.NewPos(s.Width-right.MinSize().Width, 0))
		end -= right.MinSize().Width + kit.Space(footGap)
	}
	var x float32
	for _, button := range o[1:] {
		width := button.MinSize().Width
		if fits := x+width <= end; fits != button.Visible() {
			if fits {
				button.Show()
			} else {
				button.Hide()
			}
		}
		button.Resize(fyne.NewSize(width, s.Height))
		button.Move(fyne.NewPos(x, 0))
		x += width + kit.Space(footGap)
	}
}

// centred puts a form of a width into the middle of a wide stage.
type centred struct{ width int } // steps

// MinSize is part of fyne.Layout.
func (c centred) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout is part of fyne.Layout.
func (c centred) Layout(o []fyne.CanvasObject, s fyne.Size) {
	width := min(kit.Space(c.width), s.Width)
	o[0].Resize(fyne.NewSize(width, o[0].MinSize().Height))
	high := min(o[0].MinSize().Height, s.Height) // which depends on the width
	o[0].Resize(fyne.NewSize(width, high))
	o[0].Move(fyne.NewPos((s.Width-width)/2, (s.Height-high)/3))
}
