package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// columnSpec is a column after its width was worked out.
type columnSpec struct {
	title    string
	align    fyne.TextAlign
	bold     bool
	sortable bool
	hidden   bool
	x, width float32
}

// grip is how near to the edge of a column the mouse takes hold of it.
const grip = 5

// listHeader shows the titles of the columns, sorts on a click, and changes a
// width when the edge of a column is dragged.
type listHeader struct {
	widget.BaseWidget
	columns func() []columnSpec
	sorted  func() (column int, desc bool)
	sort    func(column int)
	resize  func(column int, width float32)

	hovered  int
	onEdge   bool
	dragging int // column, or -1
}

var (
	_ fyne.Tappable      = (*listHeader)(nil)
	_ fyne.Draggable     = (*listHeader)(nil)
	_ desktop.Hoverable  = (*listHeader)(nil)
	_ desktop.Cursorable = (*listHeader)(nil)
)

func (h *listHeader) columnAt(x float32) int {
	for i, c := range h.columns() {
		if x >= c.x && x < c.x+c.width {
			return i
		}
	}
	return -1
}

// edgeAt is the column whose right edge is at x, or -1. The last column ends
// with the list and has no edge to drag.
func (h *listHeader) edgeAt(x float32) int {
	columns := h.columns()
	for i, c := range columns[:max(len(columns)-1, 0)] {
		if e := c.x + c.width; x >= e-grip && x <= e+grip {
			return i
		}
	}
	return -1
}

// Tapped is part of fyne.Tappable.
func (h *listHeader) Tapped(ev *fyne.PointEvent) {
	if h.edgeAt(ev.Position.X) >= 0 {
		return
	}
	if i := h.columnAt(ev.Position.X); i >= 0 && h.columns()[i].sortable {
		h.sort(i)
	}
}

// Dragged is part of fyne.Draggable.
func (h *listHeader) Dragged(ev *fyne.DragEvent) {
	if h.dragging < 0 {
		h.dragging = h.edgeAt(ev.Position.X - ev.Dragged.DX)
		if h.dragging < 0 {
			return
		}
	}
	c := h.columns()[h.dragging]
	h.resize(h.dragging, ev.Position.X-c.x)
}

// DragEnd is part of fyne.Draggable.
func (h *listHeader) DragEnd() { h.dragging = -1 }

// Cursor is part of desktop.Cursorable.
func (h *listHeader) Cursor() desktop.Cursor {
	if h.onEdge || h.dragging >= 0 {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// MouseIn is part of desktop.Hoverable.
func (h *listHeader) MouseIn(ev *desktop.MouseEvent) { h.hover(ev.Position.X) }

// MouseMoved is part of desktop.Hoverable.
func (h *listHeader) MouseMoved(ev *desktop.MouseEvent) { h.hover(ev.Position.X) }

// MouseOut is part of desktop.Hoverable.
func (h *listHeader) MouseOut() {
	h.hovered, h.onEdge = -1, false
	h.Refresh()
}

func (h *listHeader) hover(x float32) {
	h.onEdge = h.edgeAt(x) >= 0
	if i := h.columnAt(x); i != h.hovered {
		h.hovered = i
		h.Refresh()
	}
}

// CreateRenderer is part of fyne.Widget.
func (h *listHeader) CreateRenderer() fyne.WidgetRenderer {
	r := &simpleRenderer{}
	under := canvas.NewRectangle(Color(ColorLine))
	build := func(s fyne.Size) {
		r.objects = []fyne.CanvasObject{under}
		under.FillColor = Color(ColorLine)
		place(under, 0, s.Height-line(), s.Width, line())
		at, desc := h.sorted()
		for i, c := range h.columns() {
			if !c.hidden {
				r.objects = append(r.objects, h.title(c, i, at, desc, s.Height)...)
			}
		}
	}
	r.layout = build
	r.min = func() fyne.Size { return fyne.NewSize(0, Size(SizeRow)) }
	r.refresh = func() {
		build(h.Size())
		canvas.Refresh(h)
	}
	build(h.Size())
	return r
}

// title is the objects of one column: the words, and the arrow where it sorts.
func (h *listHeader) title(c columnSpec, i, sorted int, desc bool, height float32) []fyne.CanvasObject {
	name := ColorMuted
	if i == h.hovered && c.sortable || i == sorted {
		name = ColorText
	}
	t := canvas.NewText("", Color(name))
	t.TextSize, t.TextStyle.Bold, t.Alignment = Size(SizeSmall), true, c.align
	side := Size(SizeSmall) + 2
	x, room := c.x+Space(2), max(c.width-Space(4), 0)
	if i != sorted {
		t.Text = ellipsis(c.title, room, t.TextSize, t.TextStyle)
		middle(t, x, room, height)
		return []fyne.CanvasObject{t}
	}
	icon := IconSortUp
	if desc {
		icon = IconSortDown
	}
	room = max(room-side-2, 0)
	t.Text = ellipsis(c.title, room, t.TextSize, t.TextStyle)
	middle(t, x, room, height)
	img := canvas.NewImageFromResource(icon.Resource(ColorPrimary))
	img.FillMode = canvas.ImageFillContain
	ax := x + measure(t.Text, t.TextSize, t.TextStyle) + 2
	if c.align == fyne.TextAlignTrailing {
		ax = x + room + 2
	}
	place(img, ax, (height-side)/2, side, side)
	return []fyne.CanvasObject{t, img}
}
