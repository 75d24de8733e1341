package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Split shows a list at the left and the details of what is chosen in it at
// the right. The gap between them can be dragged.
type Split struct {
	widget.BaseWidget
	// OnMoved tells that a person moved the gap, to keep it.
	OnMoved func(ratio float64)

	list, detail fyne.CanvasObject
	ratio        float64
	handle       *splitHandle
}

// MasterDetail makes a Split; ratio is the share of the list.
func MasterDetail(list, detail fyne.CanvasObject, ratio float64) *Split {
	s := &Split{list: list, detail: detail, ratio: ratio}
	s.handle = &splitHandle{split: s}
	s.handle.ExtendBaseWidget(s.handle)
	s.ExtendBaseWidget(s)
	return s
}

// SetRatio sets the share of the list.
func (s *Split) SetRatio(ratio float64) {
	s.ratio = min(max(ratio, 0.1), 0.9)
	s.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (s *Split) CreateRenderer() fyne.WidgetRenderer {
	r := &simpleRenderer{objects: []fyne.CanvasObject{s.list, s.handle, s.detail}}
	gap := func() float32 { return Space(4) }
	r.layout = func(size fyne.Size) {
		width := size.Width - gap()
		left := width * float32(s.ratio)
		left = max(min(left, width-s.detail.MinSize().Width), s.list.MinSize().Width)
		place(s.list, 0, 0, left, size.Height)
		place(s.handle, left, 0, gap(), size.Height)
		place(s.detail, left+gap(), 0, max(width-left, 0), size.Height)
	}
	r.min = func() fyne.Size {
		l, d := s.list.MinSize(), s.detail.MinSize()
		return fyne.NewSize(l.Width+d.Width+gap(), max(l.Height, d.Height))
	}
	r.refresh = func() {
		r.objects[2] = s.detail
		r.layout(s.Size())
		for _, o := range r.objects {
			o.Refresh()
		}
		canvas.Refresh(s)
	}
	return r
}

// splitHandle is the gap, which shows a line while the mouse is over it.
type splitHandle struct {
	widget.BaseWidget
	split   *Split
	hovered bool
}

var (
	_ fyne.Draggable     = (*splitHandle)(nil)
	_ desktop.Hoverable  = (*splitHandle)(nil)
	_ desktop.Cursorable = (*splitHandle)(nil)
)

// Dragged is part of fyne.Draggable.
func (h *splitHandle) Dragged(ev *fyne.DragEvent) {
	if w := h.split.Size().Width; w > 0 {
		h.split.SetRatio(h.split.ratio + float64(ev.Dragged.DX/w))
	}
}

// DragEnd is part of fyne.Draggable.
func (h *splitHandle) DragEnd() {
	if h.split.OnMoved != nil {
		h.split.OnMoved(h.split.ratio)
	}
}

// Cursor is part of desktop.Cursorable.
func (h *splitHandle) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn is part of desktop.Hoverable.
func (h *splitHandle) MouseIn(*desktop.MouseEvent) { h.hover(true) }

// MouseMoved is part of desktop.Hoverable.
func (h *splitHandle) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (h *splitHandle) MouseOut() { h.hover(false) }

func (h *splitHandle) hover(on bool) {
	h.hovered = on
	h.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (h *splitHandle) CreateRenderer() fyne.WidgetRenderer {
	bar := canvas.NewRectangle(Color(ColorBorder))
	r := &simpleRenderer{objects: []fyne.CanvasObject{bar}}
	r.layout = func(s fyne.Size) { place(bar, s.Width/2-1, 0, 2, s.Height) }
	r.min = func() fyne.Size { return fyne.NewSize(Space(4), 0) }
	r.refresh = func() {
		bar.FillColor = Color(ColorBorder)
		bar.Hidden = !h.hovered
		canvas.Refresh(h)
	}
	r.refresh()
	return r
}
