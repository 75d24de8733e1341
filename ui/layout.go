package ui

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// fixedWidth gives its object a width in steps and all of the height.
type fixedWidth struct{ steps int }

func (l *fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(l.steps), objects[0].MinSize().Height)
}

func (l *fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
}

// rowHeight gives its object the height of a row that can be clicked well.
type rowHeight struct{}

func (rowHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(m.Width, max(m.Height, kit.Size(kit.SizeTouch)))
}

func (rowHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
}

// middleHeight puts its object at full width into the middle of the height.
type middleHeight struct{}

func (middleHeight) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (middleHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := objects[0].MinSize().Height
	objects[0].Move(fyne.NewPos(0, (size.Height-h)/2))
	objects[0].Resize(fyne.NewSize(size.Width, h))
}

// headerColumns lays out the top of the window: the event as wide as its title
// is, which can become narrower where there is no room, then what is known of it, and the tools at the right edge.
type headerColumns struct{ title func() float32 }

func (*headerColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(60)+o[2].MinSize().Width, kit.Space(13))
}

func (l *headerColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	tools := o[2].MinSize().Width
	room := size.Width - tools - kit.Space(4)
	title := min(l.title(), room)
	put := func(object fyne.CanvasObject, x, width float32) {
		h := object.MinSize().Height
		object.Move(fyne.NewPos(x, (size.Height-h)/2))
		object.Resize(fyne.NewSize(max(width, 0), h))
	}
	put(o[0], 0, title)
	put(o[1], title+kit.Space(4), room-title-kit.Space(4))
	put(o[2], size.Width-tools, tools)
}

// nameWidth is as wide as a name, or as there is room for one.
type nameWidth struct{ text *kit.Text }

func (l *nameWidth) MinSize(o []fyne.CanvasObject) fyne.Size {
	full := fyne.MeasureText(l.text.Text(), kit.Size(kit.SizeText), fyne.TextStyle{Bold: true})
	return fyne.NewSize(min(full.Width+1, kit.Space(36)), o[0].MinSize().Height)
}

func (l *nameWidth) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// below hangs its one visible object under the header at the right, over the
// page.
type below struct{ width, right, top int }

func (below) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l *below) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		w := kit.Space(l.width)
		o.Move(fyne.NewPos(size.Width-w-kit.Space(l.right), kit.Space(l.top)))
		o.Resize(fyne.NewSize(w, o.MinSize().Height))
	}
}
