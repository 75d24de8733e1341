package kit

import "fyne.io/fyne/v2"

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
