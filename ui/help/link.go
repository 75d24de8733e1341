package help

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/ui/kit"
)

var (
	_ fyne.Focusable     = (*row)(nil)
	_ fyne.Tappable      = (*row)(nil)
	_ desktop.Hoverable  = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

// leads is what all that leads to another topic has in common.
type leads struct{}

// Cursor is part of desktop.Cursorable.
func (leads) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityRole is part of fyne.Accessible.
func (leads) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// link is words that lead to another topic.
type link struct {
	kit.Touch
	leads
	text string
	size float32
}

func newLink(text string, size float32, act func()) *link {
	l := &link{text: text, size: size}
	l.Extend(l, act)
	return l
}

// AccessibilityLabel is part of fyne.Accessible.
func (l *link) AccessibilityLabel() string { return l.text }

// CreateRenderer is part of fyne.Widget.
func (l *link) CreateRenderer() fyne.WidgetRenderer {
	r := &linkRenderer{l: l, words: canvas.NewText(l.text, nil), line: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type linkRenderer struct {
	l     *link
	words *canvas.Text
	line  *canvas.Rectangle
}

func (r *linkRenderer) Destroy()           {}
func (r *linkRenderer) MinSize() fyne.Size { return r.words.MinSize() }
func (r *linkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.words, r.line}
}

func (r *linkRenderer) Layout(size fyne.Size) {
	r.words.Resize(size)
	thick := float32(1)
	if r.l.Focused() {
		thick = 2
	}
	r.line.Move(fyne.NewPos(0, size.Height*0.86))
	r.line.Resize(fyne.NewSize(size.Width, thick))
}

func (r *linkRenderer) Refresh() {
	r.paint()
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

func (r *linkRenderer) paint() {
	r.words.Color, r.words.TextSize = kit.Color(kit.ColorPrimary), r.l.size
	r.line.FillColor = kit.Color(kit.ColorPrimary)
	r.line.Hidden = !r.l.Hovered() && !r.l.Focused()
}

// row is a line of a list that leads to a topic; one that is chosen by the arrow keys is marked.
type row struct{ kit.TapRow }

func newRow(label string, content fyne.CanvasObject, act func()) *row {
	r := &row{}
	r.ExtendRow(r, label, content, act)
	return r
}

// Cursor is part of desktop.Cursorable.
func (r *row) Cursor() desktop.Cursor { return leads{}.Cursor() }

// AccessibilityRole is part of fyne.Accessible.
func (r *row) AccessibilityRole() fyne.AccessibleRole { return leads{}.AccessibilityRole() }
