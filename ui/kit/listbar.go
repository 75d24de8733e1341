package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// listBar is the scroll bar of a DataList. It is hidden while all rows fit.
type listBar struct {
	widget.BaseWidget
	body    *listBody
	hovered bool
}

var (
	_ fyne.Draggable    = (*listBar)(nil)
	_ fyne.Tappable     = (*listBar)(nil)
	_ desktop.Hoverable = (*listBar)(nil)
)

func newListBar(body *listBody) *listBar {
	b := &listBar{body: body}
	b.ExtendBaseWidget(b)
	return b
}

func barWidth() float32 { return Space(3) }

// thumb is where the thumb lies; its height is 0 while all rows fit.
func (b *listBar) thumb() (top, height float32) {
	track := b.Size().Height
	all := float32(b.body.length())
	seen := b.body.Size().Height
	if all <= seen || all == 0 {
		return 0, 0
	}
	height = max(track*seen/all, Space(6))
	top = (track - height) * float32(b.body.offset/(b.body.length()-float64(seen)))
	return top, height
}

// Dragged is part of fyne.Draggable.
func (b *listBar) Dragged(ev *fyne.DragEvent) {
	_, height := b.thumb()
	if room := b.Size().Height - height; height > 0 && room > 0 {
		hidden := b.body.length() - float64(b.body.Size().Height)
		b.body.scrollTo(b.body.offset + float64(ev.Dragged.DY/room)*hidden)
	}
}

// DragEnd is part of fyne.Draggable.
func (b *listBar) DragEnd() {}

// Tapped scrolls by a page towards the mouse.
func (b *listBar) Tapped(ev *fyne.PointEvent) {
	top, height := b.thumb()
	page := float64(b.body.Size().Height - b.body.rowHeight())
	switch {
	case height == 0:
	case ev.Position.Y < top:
		b.body.scrollTo(b.body.offset - page)
	case ev.Position.Y > top+height:
		b.body.scrollTo(b.body.offset + page)
	}
}

// MouseIn is part of desktop.Hoverable.
func (b *listBar) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.Refresh()
}

// MouseMoved is part of desktop.Hoverable.
func (b *listBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (b *listBar) MouseOut() {
	b.hovered = false
	b.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (b *listBar) CreateRenderer() fyne.WidgetRenderer {
	thumb := canvas.NewRectangle(Color(ColorBorder))
	r := &simpleRenderer{objects: []fyne.CanvasObject{thumb}}
	r.layout = func(s fyne.Size) {
		top, height := b.thumb()
		thumb.Hidden = height == 0
		w := Space(1) + 1
		if b.hovered {
			w = Space(2)
		}
		thumb.CornerRadius = w / 2
		place(thumb, s.Width-w-2, top+2, w, max(height-4, 0))
	}
	r.min = func() fyne.Size { return fyne.NewSize(barWidth(), Space(6)) }
	r.refresh = func() {
		thumb.FillColor = Color(ColorBorder)
		if b.hovered {
			thumb.FillColor = Color(ColorDisabled)
		}
		r.layout(b.Size())
		canvas.Refresh(b)
	}
	return r
}
