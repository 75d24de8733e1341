package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// HandWheel gives the wheel over the inputs within o to what scrolls around them: the toolkit's inputs
// keep it even where they have nothing to scroll.
func HandWheel(o fyne.CanvasObject, scrolled func(*fyne.ScrollEvent)) {
	switch o := o.(type) {
	case *Entry:
		o.OnWheel = scrolled
	case *DateEntry:
		o.OnWheel = scrolled
	case *Field:
		HandWheel(o.input, scrolled)
	case *Form:
		HandWheel(o.box, scrolled)
	case *Panel:
		HandWheel(o.content, scrolled)
	case *fyne.Container:
		for _, child := range o.Objects {
			HandWheel(child, scrolled)
		}
	}
}

// notch is how far the toolkit moves for one notch of a wheel, and notchRows
// how many rows that is with us.
const (
	notch     = 25
	notchRows = 3
)

// quicker makes a notch of the wheel three rows. Finer movements are those of
// a touchpad and stay as they are.
func quicker(ev *fyne.ScrollEvent) *fyne.ScrollEvent {
	more := func(d float32) float32 {
		if n := d / notch; n == float32(int(n)) {
			return n * notchRows * Size(SizeRow)
		}
		return d
	}
	out := *ev
	out.Scrolled = fyne.NewDelta(more(ev.Scrolled.DX), more(ev.Scrolled.DY))
	return &out
}

// Scroll is the toolkit's scrolled area with a quicker wheel.
type Scroll struct{ container.Scroll }

// NewScroll makes an area that is scrolled in both directions.
func NewScroll(content fyne.CanvasObject) *Scroll { return newScroll(content, container.ScrollBoth) }

// NewVScroll makes an area that is scrolled up and down.
func NewVScroll(content fyne.CanvasObject) *Scroll {
	return newScroll(content, container.ScrollVerticalOnly)
}

func newScroll(content fyne.CanvasObject, direction container.ScrollDirection) *Scroll {
	s := &Scroll{}
	s.Content, s.Direction = content, direction
	s.ExtendBaseWidget(s)
	return s
}

// Scrolled is part of fyne.Scrollable.
func (s *Scroll) Scrolled(ev *fyne.ScrollEvent) { s.Scroll.Scrolled(quicker(ev)) }
