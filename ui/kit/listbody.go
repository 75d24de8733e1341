package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// cell is what a row shows in a column.
type cell struct {
	text  string
	icon  Icon
	color fyne.ThemeColorName
}

// listBody draws the visible rows of a DataList and takes mouse and keyboard.
// It owns objects only for the rows that can be seen and scrolls by itself: the
// toolkit's scroller draws shadows over the rows and is inexact by a quarter of
// a pixel in long lists.
type listBody struct {
	widget.BaseWidget
	core    *listCore
	columns func() []columnSpec
	fetch   func(row, column int) cell
	moved   func() // the scroll position changed
	open    func()
	copyRow func() string
	onRune  func(rune) bool
	onKey   func(*fyne.KeyEvent) bool

	offset  float64 // how far it is scrolled down
	wanted  int     // row to show in every layout until somebody scrolls, or -1
	focused bool
	hovered int
	clicked [2]int // rows of the last two presses of the mouse
	mods    modifiers
}

var (
	_ fyne.Focusable      = (*listBody)(nil)
	_ fyne.Shortcutable   = (*listBody)(nil)
	_ fyne.DoubleTappable = (*listBody)(nil)
	_ desktop.Mouseable   = (*listBody)(nil)
	_ desktop.Hoverable   = (*listBody)(nil)
	_ desktop.Keyable     = (*listBody)(nil)
	_ fyne.Scrollable     = (*listBody)(nil)
)

func (b *listBody) rowHeight() float32 { return Size(SizeRow) }

func (b *listBody) rowAt(y float32) int {
	row := int((b.offset + float64(y)) / float64(b.rowHeight()))
	if y < 0 || row >= b.core.rows() {
		return -1
	}
	return row
}

// length is the height of all rows.
func (b *listBody) length() float64 { return float64(b.core.rows()) * float64(b.rowHeight()) }

// scrollTo scrolls as far as there are rows.
func (b *listBody) scrollTo(offset float64) {
	offset = max(min(offset, b.length()-float64(b.Size().Height)), 0)
	if offset != b.offset {
		b.offset = offset
		b.Refresh()
		b.moved()
	}
}

// Scrolled is part of fyne.Scrollable.
func (b *listBody) Scrolled(ev *fyne.ScrollEvent) {
	b.wanted = -1
	b.scrollTo(b.offset - float64(quicker(ev).Scrolled.DY))
}

// top scrolls to the first row.
func (b *listBody) top() {
	b.wanted = -1
	b.scrollTo(0)
}

// reveal scrolls as little as needed to show a row whole.
func (b *listBody) reveal(row int) {
	height := float64(b.Size().Height)
	if height <= 0 {
		b.wanted = row
		return
	}
	h := float64(b.rowHeight())
	top := float64(row) * h
	switch {
	case row < 0:
	case top < b.offset:
		b.scrollTo(top)
	case top+h > b.offset+height:
		b.scrollTo(top + h - height)
	}
}

// MouseDown is part of desktop.Mouseable.
func (b *listBody) MouseDown(ev *desktop.MouseEvent) {
	b.wanted = -1
	if c := canvasOf(b); c != nil {
		c.Focus(b)
	}
	row := b.rowAt(ev.Position.Y)
	b.clicked = [2]int{b.clicked[1], row}
	if row >= 0 && ev.Button == desktop.MouseButtonPrimary {
		b.core.click(row, ev.Modifier)
	}
	b.Refresh()
}

// MouseUp is part of desktop.Mouseable.
func (b *listBody) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped is part of fyne.DoubleTappable. Two quick clicks on different
// rows are a double click to the toolkit, but not to a person.
func (b *listBody) DoubleTapped(ev *fyne.PointEvent) {
	if row := b.rowAt(ev.Position.Y); row >= 0 && b.clicked == [2]int{row, row} {
		b.open()
	}
}

// MouseIn is part of desktop.Hoverable.
func (b *listBody) MouseIn(ev *desktop.MouseEvent) { b.hover(b.rowAt(ev.Position.Y)) }

// MouseMoved is part of desktop.Hoverable.
func (b *listBody) MouseMoved(ev *desktop.MouseEvent) { b.hover(b.rowAt(ev.Position.Y)) }

// MouseOut is part of desktop.Hoverable.
func (b *listBody) MouseOut() { b.hover(-1) }

func (b *listBody) hover(row int) {
	if b.hovered != row {
		b.hovered = row
		b.Refresh()
	}
}

// FocusGained is part of fyne.Focusable.
func (b *listBody) FocusGained() {
	b.focused = true
	if b.core.cursor < 0 {
		b.core.move(0, false, false)
	}
	b.Refresh()
}

// FocusLost is part of fyne.Focusable.
func (b *listBody) FocusLost() {
	b.focused = false
	b.mods = modifiers{}
	b.Refresh()
}

// KeyDown is part of desktop.Keyable.
func (b *listBody) KeyDown(ev *fyne.KeyEvent) { b.mods.down(ev) }

// KeyUp is part of desktop.Keyable.
func (b *listBody) KeyUp(ev *fyne.KeyEvent) { b.mods.up(ev) }

// TypedRune is part of fyne.Focusable. A space is the key that picks rows.
func (b *listBody) TypedRune(r rune) {
	if r != ' ' && (b.onRune == nil || !b.onRune(r)) {
		forwardRune(b, r)
	}
}

// TypedKey is part of fyne.Focusable.
func (b *listBody) TypedKey(ev *fyne.KeyEvent) {
	noteUse()
	b.wanted = -1
	if b.onKey != nil && b.onKey(ev) {
		return
	}
	switch {
	case b.step(ev.Name, b.mods.shift, false):
	case ev.Name == fyne.KeySpace:
		b.core.space()
	case isEnter(ev) && b.core.cursor >= 0:
		b.open()
	case ev.Name == fyne.KeyEscape && b.core.single():
	default:
		forwardKey(b, ev)
		return
	}
	b.Refresh()
}

// step moves the cursor for the keys that do; it returns false for others.
func (b *listBody) step(key fyne.KeyName, extend, keep bool) bool {
	page := max(int(b.Size().Height/b.rowHeight())-1, 1)
	row := b.core.cursor
	switch key {
	case fyne.KeyUp:
		row--
	case fyne.KeyDown:
		row++
	case fyne.KeyPageUp:
		row -= page
	case fyne.KeyPageDown:
		row += page
	case fyne.KeyHome:
		row = 0
	case fyne.KeyEnd:
		row = b.core.rows() - 1
	default:
		return false
	}
	b.core.move(row, extend, keep)
	b.reveal(b.core.cursor)
	return true
}

// TypedShortcut is part of fyne.Shortcutable.
func (b *listBody) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutSelectAll:
		b.core.all()
	case *fyne.ShortcutCopy:
		if text := b.copyRow(); text != "" {
			s.Clipboard.SetContent(text)
		}
	case *desktop.CustomShortcut:
		if s.Modifier&fyne.KeyModifierControl == 0 ||
			!b.step(s.KeyName, s.Modifier&fyne.KeyModifierShift != 0, true) {
			forwardShortcut(b, s)
			return
		}
	default:
		forwardShortcut(b, s)
		return
	}
	b.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (b *listBody) CreateRenderer() fyne.WidgetRenderer {
	r := &listBodyRenderer{b: b}
	r.update()
	return r
}

// rowObjects are the objects of one visible row.
type rowObjects struct {
	back, mark *canvas.Rectangle
	texts      []*canvas.Text
	icons      []*canvas.Image
	shown      []shownCell // what the objects show, to skip work that changes nothing
}

type shownCell struct {
	cell
	room, size float32
	bold       bool
	align      fyne.TextAlign
}

type listBodyRenderer struct {
	b       *listBody
	pool    []*rowObjects
	objects []fyne.CanvasObject
	theme   color.Color // the text colour the pool was made with
}

func (r *listBodyRenderer) Destroy()                     {}
func (r *listBodyRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *listBodyRenderer) Layout(fyne.Size) {
	b := r.b
	if b.wanted >= 0 {
		// The first layouts of a window are smaller than the one that stays.
		b.offset = 0
		b.reveal(b.wanted)
	}
	b.scrollTo(b.offset) // a higher list may show what was beyond its end
	r.update()
	canvas.Refresh(b)
}

func (r *listBodyRenderer) MinSize() fyne.Size {
	return fyne.NewSize(leastColumn, r.b.rowHeight())
}

func (r *listBodyRenderer) Refresh() {
	r.update()
	canvas.Refresh(r.b)
}

// update gives the visible rows their objects.
func (r *listBodyRenderer) update() {
	b := r.b
	if now := Color(ColorText); r.theme != now {
		r.theme, r.pool = now, nil // another theme: all colours are stale
	}
	columns := b.columns()
	h := b.rowHeight()
	first := int(b.offset / float64(h))
	last := min(int((b.offset+float64(b.Size().Height))/float64(h)), b.core.rows()-1)
	r.objects = r.objects[:0]
	for row := first; row <= last; row++ {
		i := row - first
		if i == len(r.pool) {
			r.pool = append(r.pool, &rowObjects{})
		}
		o := r.pool[i]
		o.fit(len(columns))
		r.paint(o, row, columns, h)
		r.objects = o.append(r.objects)
	}
}

// fit makes objects for as many columns as there are; those of columns that are no more go.
func (o *rowObjects) fit(columns int) {
	if o.back == nil {
		o.back, o.mark = canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	}
	for len(o.texts) < columns {
		img := canvas.NewImageFromResource(nil)
		img.FillMode = canvas.ImageFillContain
		img.Hide()
		o.texts = append(o.texts, canvas.NewText("", color.Transparent))
		o.icons = append(o.icons, img)
		o.shown = append(o.shown, shownCell{})
	}
	o.texts, o.icons, o.shown = o.texts[:columns], o.icons[:columns], o.shown[:columns]
}

func (o *rowObjects) append(to []fyne.CanvasObject) []fyne.CanvasObject {
	to = append(to, o.back)
	for i := range o.texts {
		to = append(to, o.texts[i])
		if o.icons[i].Visible() {
			to = append(to, o.icons[i])
		}
	}
	return append(to, o.mark)
}

func (r *listBodyRenderer) paint(o *rowObjects, row int, columns []columnSpec, h float32) {
	b := r.b
	width := b.Size().Width
	y := float32(float64(row)*float64(h) - b.offset)
	fill := ColorSurface
	switch {
	case b.core.rowSelected(row):
		fill = ColorSelected
	case b.hovered == row:
		fill = ColorHover
	case row%2 == 1:
		fill = ColorZebra
	}
	o.back.FillColor = Color(fill)
	place(o.back, 0, y, width, h)
	o.mark.FillColor = color.Transparent
	if row == b.core.cursor && b.focused {
		// The cursor is a bar at the left, so that it is seen on any fill.
		o.mark.FillColor = Color(ColorPrimary)
	}
	place(o.mark, 0, y, 3, h)
	for i, col := range columns {
		var c cell // nothing, in a column that is left out
		if !col.hidden {
			c = b.fetch(row, i)
		}
		r.paintCell(o, i, c, col, y, h)
	}
}

func (r *listBodyRenderer) paintCell(o *rowObjects, i int, c cell, col columnSpec, y, h float32) {
	if c.color == "" {
		c.color = ColorText
	}
	x, room := col.x+Space(2), max(col.width-Space(4), 0)
	text, img := o.texts[i], o.icons[i]
	if c.icon != IconNone {
		side := Size(SizeIcon) - 2
		place(img, x, y+(h-side)/2, side, side)
		x, room = x+side+Space(1)+2, max(room-side-Space(1)-2, 0)
	}
	want := shownCell{cell: c, room: room, size: Size(SizeText), bold: col.bold, align: col.align}
	if o.shown[i] != want {
		o.shown[i] = want
		text.TextSize = want.size
		text.TextStyle.Bold = col.bold
		text.Alignment = col.align
		text.Color = Color(c.color)
		text.Text = ellipsis(c.text, room, want.size, text.TextStyle)
		img.Hidden = c.icon == IconNone
		if c.icon != IconNone {
			img.Resource = c.icon.Resource(c.color)
			img.Refresh()
		}
	}
	th := fyne.MeasureText("Ź", want.size, text.TextStyle).Height
	place(text, x, y+(h-th)/2, room, th)
}
