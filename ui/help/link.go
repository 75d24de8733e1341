package help

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// touch is an area that can be clicked, reached by Tab and pressed by Enter or Space. What is typed to it goes to the
// window: it may be the first of a scan.
type touch struct {
	widget.BaseWidget
	act              func()
	hovered, focused bool
}

var (
	_ fyne.Focusable     = (*row)(nil)
	_ fyne.Tappable      = (*row)(nil)
	_ desktop.Hoverable  = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

// Tapped is part of fyne.Tappable.
func (t *touch) Tapped(*fyne.PointEvent) { t.act() }

// MouseIn is part of desktop.Hoverable.
func (t *touch) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (t *touch) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (t *touch) MouseOut() { t.hovered = false; t.Refresh() }

// FocusGained is part of fyne.Focusable.
func (t *touch) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost is part of fyne.Focusable.
func (t *touch) FocusLost() { t.focused = false; t.Refresh() }

// Cursor is part of desktop.Cursorable.
func (t *touch) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityRole is part of fyne.Accessible.
func (t *touch) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// window is the canvas that an area is shown on; nil while it is not shown.
func window(o fyne.CanvasObject) fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(o) }

func typedRune(o fyne.CanvasObject, r rune) {
	if c := window(o); c != nil {
		if handle := c.OnTypedRune(); handle != nil {
			handle(r)
		}
	}
}

func (t *touch) typedKey(o fyne.CanvasObject, ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.act()
		return
	}
	c := window(o)
	if c == nil {
		return
	}
	switch ev.Name {
	case fyne.KeyDown:
		c.FocusNext()
	case fyne.KeyUp:
		c.FocusPrevious()
	default:
		if handle := c.OnTypedKey(); handle != nil {
			handle(ev)
		}
	}
}

// link is words that lead to another topic.
type link struct {
	touch
	text string
	size float32
}

func newLink(text string, size float32, act func()) *link {
	l := &link{touch: touch{act: act}, text: text, size: size}
	l.ExtendBaseWidget(l)
	return l
}

// TypedRune is part of fyne.Focusable.
func (l *link) TypedRune(r rune) { typedRune(l, r) }

// TypedKey is part of fyne.Focusable.
func (l *link) TypedKey(ev *fyne.KeyEvent) { l.typedKey(l, ev) }

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
	if r.l.focused {
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
	r.line.Hidden = !r.l.hovered && !r.l.focused
}

// row is a line of a list that leads to a topic; one that is chosen by the arrow keys is marked.
type row struct {
	touch
	label   string
	content fyne.CanvasObject
	chosen  bool
}

func newRow(label string, content fyne.CanvasObject, act func()) *row {
	r := &row{touch: touch{act: act}, label: label, content: content}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) choose(chosen bool) {
	if r.chosen != chosen {
		r.chosen = chosen
		r.Refresh()
	}
}

// TypedRune is part of fyne.Focusable.
func (r *row) TypedRune(c rune) { typedRune(r, c) }

// TypedKey is part of fyne.Focusable.
func (r *row) TypedKey(ev *fyne.KeyEvent) { r.typedKey(r, ev) }

// AccessibilityLabel is part of fyne.Accessible.
func (r *row) AccessibilityLabel() string { return r.label }

// CreateRenderer is part of fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	w := &rowRenderer{r: r, ground: canvas.NewRectangle(nil)}
	w.paint()
	return w
}

type rowRenderer struct {
	r      *row
	ground *canvas.Rectangle
}

func (w *rowRenderer) Destroy()           {}
func (w *rowRenderer) MinSize() fyne.Size { return w.r.content.MinSize() }
func (w *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{w.ground, w.r.content}
}

func (w *rowRenderer) Layout(size fyne.Size) {
	w.ground.Resize(size)
	w.r.content.Resize(size)
}

func (w *rowRenderer) Refresh() {
	w.paint()
	w.ground.Refresh()
	w.r.content.Refresh()
}

func (w *rowRenderer) paint() {
	w.ground.CornerRadius = kit.Size(kit.SizeRadius)
	w.ground.StrokeWidth, w.ground.StrokeColor = 0, nil
	w.ground.Hidden = false
	switch {
	case w.r.chosen:
		w.ground.FillColor = kit.Color(kit.ColorSelected)
	case w.r.hovered:
		w.ground.FillColor = kit.Color(kit.ColorHover)
	default:
		w.ground.FillColor = kit.Color(kit.ColorSurface)
		w.ground.Hidden = !w.r.focused
	}
	if w.r.focused {
		w.ground.StrokeWidth, w.ground.StrokeColor = 2, kit.Color(kit.ColorPrimary)
	}
}
