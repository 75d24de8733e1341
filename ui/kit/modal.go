package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// modal lies over the whole window while a dialog is open: a shade that takes
// every click beside what can be used, and the dialog in its middle. Fyne's own
// loses the focus with such a click, so that no button is marked any more and
// Tab begins anew.
type modal struct {
	widget.BaseWidget
	content fyne.CanvasObject
	canvas  fyne.Canvas
	strips  *fyne.Container // above the dialog
	side    *fyne.Container // help at the right of the dialog, while it is open
	asked   fyne.Size
	kept    fyne.Focusable // had the focus when the mouse went down
}

var (
	_ desktop.Mouseable      = (*modal)(nil)
	_ fyne.Tappable          = (*modal)(nil)
	_ fyne.SecondaryTappable = (*modal)(nil)
)

func newModal(content fyne.CanvasObject, c fyne.Canvas) *modal {
	m := &modal{content: content, canvas: c, strips: newStrips(), side: container.NewStack()}
	m.ExtendBaseWidget(m)
	return m
}

// open puts it over the window.
func (m *modal) open() {
	m.canvas.Overlays().Add(m)
	m.Resize(m.canvas.Size())
}

func (m *modal) close() { m.canvas.Overlays().Remove(m) }

// fit makes the dialog so wide, and as high as its content is then: words have to be broken for the width first.
func (m *modal) fit(width float32) {
	m.content.Resize(fyne.NewSize(width, m.content.MinSize().Height))
	m.asked = fyne.NewSize(width, m.content.MinSize().Height)
	m.Refresh()
}

// sideSteps is the width of the help, and sideLeast the one below which it lies over the dialog.
const (
	sideSteps = 120
	sideLeast = 80
)

// setSide shows something at the right of the dialog; nil: nothing.
func (m *modal) setSide(o fyne.CanvasObject) {
	m.side.Objects = nil
	if o != nil {
		m.side.Objects = []fyne.CanvasObject{o}
	}
	m.side.Refresh()
	m.Refresh()
	Repaint(m.side)
}

// rooms are the width that is left for the dialog, and that of the help.
func (m *modal) rooms(size fyne.Size, dialog float32) (rest, side float32) {
	if len(m.side.Objects) == 0 {
		return size.Width, 0
	}
	side = min(Space(sideSteps), size.Width-dialog)
	if side < Space(sideLeast) {
		return size.Width, min(Space(sideSteps), size.Width)
	}
	return size.Width - side, side
}

// MouseDown is part of desktop.Mouseable.
func (m *modal) MouseDown(*desktop.MouseEvent) {
	if focused := m.canvas.Focused(); focused != nil {
		m.kept = focused
	}
}

// MouseUp is part of desktop.Mouseable.
func (m *modal) MouseUp(*desktop.MouseEvent) {}

// Tapped is part of fyne.Tappable: the driver has just taken the focus away.
func (m *modal) Tapped(*fyne.PointEvent) { m.refocus() }

// TappedSecondary is part of fyne.SecondaryTappable.
func (m *modal) TappedSecondary(*fyne.PointEvent) { m.refocus() }

func (m *modal) refocus() {
	if m.canvas.Focused() == nil && m.kept != nil {
		m.canvas.Focus(m.kept)
	}
}

// CreateRenderer is part of fyne.Widget.
func (m *modal) CreateRenderer() fyne.WidgetRenderer {
	shade, panel := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	panel.Shadow = canvas.Shadow{BlurRadius: 14, Offset: fyne.NewPos(0, 4), Variant: canvas.DropShadow}
	paint := func() {
		shade.FillColor = Color(theme.ColorNameShadow)
		panel.Shadow.Color = shade.FillColor
		panel.FillColor = Color(theme.ColorNameOverlayBackground)
		panel.CornerRadius = Size(theme.SizeNamePopupRadius)
	}
	layout := func(size fyne.Size) {
		place(shade, 0, 0, size.Width, size.Height)
		room := m.asked.Max(m.content.MinSize()).Min(size)
		rest, side := m.rooms(size, room.Width)
		x, y := (rest-room.Width)/2, (size.Height-room.Height)/2
		place(panel, x, y, room.Width, room.Height)
		place(m.content, x, y, room.Width, room.Height)
		place(m.side, size.Width-side, 0, side, size.Height)
		place(m.strips, 0, 0, size.Width, size.Height)
	}
	paint()
	return &simpleRenderer{
		objects: []fyne.CanvasObject{shade, panel, m.content, m.side, m.strips},
		layout:  layout,
		min:     m.content.MinSize,
		refresh: func() {
			paint()
			layout(m.Size())
			shade.Refresh()
			panel.Refresh()
			m.content.Refresh()
		},
	}
}
