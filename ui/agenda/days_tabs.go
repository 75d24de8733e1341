package agenda

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// dayTabs are the days beside each other, with a sign and the number of conflicts at those that have some. Left
// and Right step through them.
type dayTabs struct {
	widget.BaseWidget
	b       *dayBar
	hovered string
	focused bool
	edges   []float32 // right edge of each tab
}

var (
	_ fyne.Focusable    = (*dayTabs)(nil)
	_ fyne.Tappable     = (*dayTabs)(nil)
	_ desktop.Hoverable = (*dayTabs)(nil)
)

func newDayTabs(b *dayBar) *dayTabs {
	t := &dayTabs{b: b}
	t.ExtendBaseWidget(t)
	return t
}

func (t *dayTabs) dayAt(x float32) string {
	for i, edge := range t.edges {
		if x < edge && i < len(t.b.days) {
			return t.b.days[i].ID
		}
	}
	return ""
}

// Tapped is part of fyne.Tappable.
func (t *dayTabs) Tapped(ev *fyne.PointEvent) {
	if day := t.dayAt(ev.Position.X); day != "" {
		t.b.choose(day)
	}
}

// TypedKey is part of fyne.Focusable.
func (t *dayTabs) TypedKey(ev *fyne.KeyEvent) {
	kit.NoteUse()
	switch ev.Name {
	case fyne.KeyLeft:
		t.b.step(-1)
	case fyne.KeyRight:
		t.b.step(1)
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(ev)
		}
	}
}

// TypedRune is part of fyne.Focusable.
func (t *dayTabs) TypedRune(r rune) { handOn(fyne.CurrentApp().Driver().CanvasForObject(t), r) }

// FocusGained is part of fyne.Focusable.
func (t *dayTabs) FocusGained() { t.focus(true) }

// FocusLost is part of fyne.Focusable.
func (t *dayTabs) FocusLost() { t.focus(false) }

func (t *dayTabs) focus(on bool) {
	t.focused = on
	t.Refresh()
}

// MouseIn is part of desktop.Hoverable.
func (t *dayTabs) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved is part of desktop.Hoverable.
func (t *dayTabs) MouseMoved(ev *desktop.MouseEvent) { t.hover(t.dayAt(ev.Position.X)) }

// MouseOut is part of desktop.Hoverable.
func (t *dayTabs) MouseOut() { t.hover("") }

func (t *dayTabs) hover(day string) {
	if day != t.hovered {
		t.hovered = day
		t.Refresh()
	}
}

// CreateRenderer is part of fyne.Widget.
func (t *dayTabs) CreateRenderer() fyne.WidgetRenderer {
	r := &dayTabsRenderer{t: t}
	r.Refresh()
	return r
}

type dayTabsRenderer struct {
	t       *dayTabs
	objects []fyne.CanvasObject
}

func (r *dayTabsRenderer) Destroy()                     {}
func (r *dayTabsRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *dayTabsRenderer) Layout(fyne.Size)             { r.Refresh() }

// width is that of the bold text, so that nothing moves when another day is chosen.
func (r *dayTabsRenderer) width(i int) (text, mark float32) {
	b := r.t.b
	if n := len(b.wrong[b.days[i].ID]); n > 0 {
		mark = kit.Size(kit.SizeText) + kit.Space(3) + textWidth(strconv.Itoa(n), kit.Size(kit.SizeSmall), true)
	}
	return textWidth(b.days[i].Text, kit.Size(kit.SizeText), true), mark
}

func (r *dayTabsRenderer) MinSize() fyne.Size {
	width := float32(0)
	for i := range r.t.b.days {
		text, mark := r.width(i)
		width += text + mark + kit.Space(5)
	}
	return fyne.NewSize(width, kit.Size(kit.SizeRow))
}

// Refresh is part of fyne.WidgetRenderer.
func (r *dayTabsRenderer) Refresh() {
	t, s := r.t, r.t.Size()
	r.objects = nil
	put := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, height))
		r.objects = append(r.objects, o)
	}
	put(canvas.NewRectangle(kit.Color(kit.ColorLine)), 0, s.Height-1, s.Width, 1)
	size, small := kit.Size(kit.SizeText), kit.Size(kit.SizeSmall)
	t.edges = make([]float32, len(t.b.days))
	x := float32(0)
	for i, d := range t.b.days {
		text, mark := r.width(i)
		chosen := d.ID == t.b.chosen
		if d.ID == t.b.over {
			put(canvas.NewRectangle(kit.Color(kit.ColorSelected)), x, 0, text+mark+kit.Space(5), s.Height-1)
		}
		color := kit.ColorMuted
		switch {
		case chosen && t.focused:
			color = kit.ColorPrimary
		case chosen, d.ID == t.hovered, d.ID == t.b.over:
			color = kit.ColorText
		}
		label := newLine(kit.SizeText, color, chosen)
		label.Text = d.Text
		left := x + kit.Space(5)/2
		put(label, left, (s.Height-lineHeight(size))/2, text, lineHeight(size))
		if mark > 0 {
			wrong := t.b.wrong[d.ID]
			ink := tone(wrong...).Color()
			sign := canvas.NewImageFromResource(kit.IconWarning.Resource(ink))
			sign.FillMode = canvas.ImageFillContain
			put(sign, left+text+kit.Space(2), (s.Height-size)/2, size, size)
			count := newLine(kit.SizeSmall, ink, true)
			count.Text = strconv.Itoa(len(wrong))
			put(count, left+text+size+kit.Space(2)+3, (s.Height-lineHeight(small))/2, mark, lineHeight(small))
		}
		width := text + mark + kit.Space(5)
		if chosen {
			put(canvas.NewRectangle(kit.Color(kit.ColorPrimary)), x+kit.Space(1), s.Height-3, width-kit.Space(2), 3)
		}
		x += width
		t.edges[i] = x
	}
	canvas.Refresh(t)
}
