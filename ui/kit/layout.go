package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// stackLayout puts objects in a column or a row with a gap of some steps.
type stackLayout struct {
	gap      int
	vertical bool
}

// VStack puts objects below each other at full width; gap is in steps of the
// spacing scale. Hidden objects take no room. A Spacer takes what is left.
func VStack(gap int, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &stackLayout{gap: gap, vertical: true}, Objects: objects}
}

// HStack puts objects beside each other at their own width, in the middle of
// the height. Hidden objects take no room. A Spacer takes what is left.
func HStack(gap int, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &stackLayout{gap: gap}, Objects: objects}
}

func (l *stackLayout) along(s fyne.Size) float32 {
	if l.vertical {
		return s.Height
	}
	return s.Width
}

// MinSize is part of fyne.Layout.
func (l *stackLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var length, across float32
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		length += l.along(s)
		if l.vertical {
			across = max(across, s.Width)
		} else {
			across = max(across, s.Height)
		}
		n++
	}
	if n > 1 {
		length += Space(l.gap) * float32(n-1)
	}
	if l.vertical {
		return fyne.NewSize(across, length)
	}
	return fyne.NewSize(length, across)
}

// Layout is part of fyne.Layout.
func (l *stackLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest := l.along(size) - l.along(l.MinSize(objects))
	stretching := 0
	for _, o := range objects {
		if o.Visible() && stretches(o) {
			stretching++
		}
	}
	at := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		length := l.along(s)
		if stretching > 0 && stretches(o) && rest > 0 {
			length += rest / float32(stretching)
		}
		if l.vertical {
			place(o, 0, at, size.Width, length)
		} else {
			h := s.Height
			if stretches(o) {
				h = size.Height
			}
			place(o, at, (size.Height-h)/2, length, h)
		}
		at += length + Space(l.gap)
	}
}

// stretchLayout marks a container that takes the room that is left.
type stretchLayout struct{ padLayout }

// Spacer takes the room that is left in a VStack or HStack.
func Spacer() fyne.CanvasObject {
	return &fyne.Container{Layout: &stretchLayout{}}
}

// Stretch makes an object take the room that is left in a VStack or HStack.
func Stretch(o fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: &stretchLayout{}, Objects: []fyne.CanvasObject{o}}
}

func stretches(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(*stretchLayout)
	return ok
}

// padLayout keeps some steps of room around its objects.
type padLayout struct{ top, right, bottom, left int }

// MinSize is part of fyne.Layout.
func (l *padLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			s = s.Max(o.MinSize())
		}
	}
	return s.AddWidthHeight(Space(l.left+l.right), Space(l.top+l.bottom))
}

// Layout is part of fyne.Layout.
func (l *padLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, Space(l.left), Space(l.top), size.Width-Space(l.left+l.right), size.Height-Space(l.top+l.bottom))
	}
}

// Pad keeps some steps of room on all sides of an object.
func Pad(steps int, o fyne.CanvasObject) *fyne.Container {
	return PadSides(steps, steps, steps, steps, o)
}

// PadSides keeps room in the order top, right, bottom, left.
func PadSides(top, right, bottom, left int, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{
		Layout:  &padLayout{top: top, right: right, bottom: bottom, left: left},
		Objects: []fyne.CanvasObject{o},
	}
}

// Gap is empty room of some steps in both directions.
func Gap(steps int) fyne.CanvasObject {
	return &fyne.Container{Layout: &padLayout{top: steps, left: steps}}
}

// columnsLayout gives each object the same width.
type columnsLayout struct{ gap int }

// Columns puts objects beside each other, all equally wide and as high as the
// highest.
func Columns(gap int, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &columnsLayout{gap: gap}, Objects: objects}
}

func (l *columnsLayout) visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range objects {
		if o.Visible() {
			out = append(out, o)
		}
	}
	return out
}

// MinSize is part of fyne.Layout.
func (l *columnsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	shown := l.visible(objects)
	for _, o := range shown {
		s = s.Max(o.MinSize())
	}
	n := float32(len(shown))
	return fyne.NewSize(s.Width*n+Space(l.gap)*max(n-1, 0), s.Height)
}

// Layout is part of fyne.Layout.
func (l *columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := l.visible(objects)
	n := float32(len(shown))
	w := (size.Width - Space(l.gap)*max(n-1, 0)) / max(n, 1)
	for i, o := range shown {
		place(o, float32(i)*(w+Space(l.gap)), 0, w, size.Height)
	}
}

// maxWidthLayout keeps lines of text and forms from becoming too wide.
type maxWidthLayout struct{ width float32 }

// MaxWidth lets an object grow to a width (in units of the normal scale) and
// no further; it stays at the left.
func MaxWidth(width float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &maxWidthLayout{width: width}, Objects: []fyne.CanvasObject{o}}
}

// MinSize is part of fyne.Layout.
func (l *maxWidthLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize()
}

// Layout is part of fyne.Layout.
func (l *maxWidthLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place(objects[0], 0, 0, min(size.Width, l.width*Space(1)/4), size.Height)
}

// InOrder puts something above and below what takes the rest of the room, in
// the order in which it is read, which Tab follows. What is nil is left out.
func InOrder(top, middle, bottom fyne.CanvasObject) *fyne.Container {
	c := container.New(layout.NewBorderLayout(top, bottom, nil, nil))
	for _, o := range []fyne.CanvasObject{top, middle, bottom} {
		if o != nil {
			c.Objects = append(c.Objects, o)
		}
	}
	return c
}
