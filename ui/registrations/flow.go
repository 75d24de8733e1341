package registrations

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// flow puts objects beside each other in as many lines as they need.
type flow struct{ width float32 }

// MinSize is part of fyne.Layout: as wide as the widest, as high as the width
// of the last layout asks for.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	wide := float32(0)
	for _, o := range objects {
		if o.Visible() {
			wide = max(wide, o.MinSize().Width)
		}
	}
	return fyne.NewSize(wide, f.arrange(objects, max(f.width, wide), false))
}

// Layout is part of fyne.Layout.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.arrange(objects, size.Width, true)
}

// arrange returns the height that the objects take.
func (f *flow) arrange(objects []fyne.CanvasObject, width float32, move bool) float32 {
	gap := kit.Space(2)
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		if x > 0 && x+s.Width > width {
			x, y, line = 0, y+line+gap, 0
		}
		if move {
			o.Move(fyne.NewPos(x, y))
			o.Resize(s)
		}
		x, line = x+s.Width+gap, max(line, s.Height)
	}
	return y + line
}
