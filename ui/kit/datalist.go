package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Column says what a DataList shows of an item and how.
type Column[T any] struct {
	ID    string // stable name, for kept widths and sorting
	Title string
	// Width is a fixed width at the normal scale. Columns without one share
	// the rest by Weight, which is 1 where it is 0.
	Width  float32
	Weight float32
	// Least is the width at the normal scale below which a sharing column does
	// not shrink; 0 is a small one.
	Least float32
	// Drop says which columns are left out where there is no room for all: the
	// highest goes first, 0 stays.
	Drop  int
	Align fyne.TextAlign
	Bold  bool
	Text  func(T) string
	Icon  func(T) Icon                // nil: no icon
	Color func(T) fyne.ThemeColorName // nil: ColorText
	// Less sorts by this column; nil: it cannot be sorted.
	Less func(a, b T) bool
}

// leastColumn is the width below which no column shrinks.
const leastColumn = 40

// DataList is the table of the program: rows with columns that are sorted by a
// click on the header, several rows at once can be selected, and everything
// works from the keyboard. It draws only the rows that are seen.
//
// Keys: arrows, PageUp, PageDown, Home, End move; with Shift they extend the
// selection; Space picks a row, after which arrows keep what is picked; Ctrl+A
// selects all, Ctrl+C copies, Enter opens, Escape goes back to one row.
type DataList[T any] struct {
	widget.BaseWidget
	// Key identifies an item, so that cursor and selection stay with it when
	// SetItems brings fresh values. Without it they are lost then.
	Key func(T) string
	// OnOpen is Enter or a double click on an item.
	OnOpen func(T)
	// OnSelect tells that the cursor went to an item, to show its details.
	OnSelect func(T)
	// OnSelectionChanged tells which items are selected, in the order shown.
	OnSelectionChanged func([]T)
	// OnSorted tells that a person chose another order, to keep it.
	OnSorted func(column string, desc bool)
	// OnResized tells that a person changed the widths, to keep them.
	OnResized func(widths map[string]float32)
	// OnRune gets characters typed while the list has the focus, such as the
	// digits of a scanner; ScanEntry.Feed is made for it.
	OnRune func(rune)
	// OnKey is asked first about every key; true means it was used.
	OnKey func(*fyne.KeyEvent) bool

	columns []Column[T]
	items   []T
	core    listCore
	sortBy  int // column, or -1
	desc    bool
	widths  map[string]float32 // set by hand, at the normal scale
	specs   []columnSpec
	specsAt float32 // the width specs were worked out for

	body   *listBody
	header *listHeader
	clip   *container.Clip
	bar    *listBar
	empty  *fyne.Container
}

// NewDataList makes an empty list. A column without ID or Text is a mistake in
// the program and panics.
func NewDataList[T any](columns []Column[T]) *DataList[T] {
	for _, c := range columns {
		if c.ID == "" || c.Text == nil && c.Icon == nil {
			panic("DataList: a column needs an ID and something to show")
		}
	}
	l := &DataList[T]{columns: columns, sortBy: -1, widths: map[string]float32{}}
	l.core.reset(0)
	l.core.onCursor = l.cursorMoved
	l.core.onSelection = l.selectionChanged
	l.body = &listBody{
		core: &l.core, columns: l.layoutColumns, fetch: l.cell, moved: func() { l.bar.Refresh() },
		open: l.open, copyRow: l.copyText, hovered: -1, wanted: -1,
		onRune: func(r rune) bool {
			if l.OnRune != nil {
				l.OnRune(r)
			}
			return l.OnRune != nil
		},
		onKey: func(ev *fyne.KeyEvent) bool { return l.OnKey != nil && l.OnKey(ev) },
	}
	l.body.ExtendBaseWidget(l.body)
	l.header = &listHeader{
		columns: l.layoutColumns, sort: l.clickHeader, resize: l.dragColumn, hovered: -1, dragging: -1,
		sorted: func() (int, bool) { return l.sortBy, l.desc },
	}
	l.header.ExtendBaseWidget(l.header)
	l.clip = container.NewClip(l.body)
	l.clip.ExtendBaseWidget(l.clip) // it does so only when drawn, too late for its first layout
	l.bar = newListBar(l.body)
	l.empty = container.NewStack()
	l.ExtendBaseWidget(l)
	return l
}

// OnlyOne makes it a list of which one item is chosen: no key and no click
// selects several.
func (l *DataList[T]) OnlyOne() { l.core.onlyOne = true }

// SetEmpty sets what is shown while there are no items.
func (l *DataList[T]) SetEmpty(o fyne.CanvasObject) {
	l.empty.Objects = []fyne.CanvasObject{o}
	l.Refresh()
}

// SetItems shows other items in the order they have, or sorted if a column was
// chosen. With Key, the cursor and the selection stay with their items.
func (l *DataList[T]) SetItems(items []T) {
	cursor, picked, marking := l.remember()
	l.items = items
	l.core.reset(len(items))
	l.applySort()
	l.recall(cursor, picked, marking)
	l.Refresh()
}

// Items are all items in the order shown.
func (l *DataList[T]) Items() []T {
	out := make([]T, len(l.core.order))
	for row, i := range l.core.order {
		out[row] = l.items[i]
	}
	return out
}

// Len is the number of items.
func (l *DataList[T]) Len() int { return len(l.items) }

// Selected are the selected items in the order shown.
func (l *DataList[T]) Selected() []T {
	out := make([]T, 0, l.core.count)
	if l.core.count == 0 {
		return out
	}
	if i, ok := l.core.only(); ok {
		return append(out, l.items[i])
	}
	for _, i := range l.core.order {
		if l.core.selected[i] {
			out = append(out, l.items[i])
		}
	}
	return out
}

// Current is the item of the cursor; ok is false when there is none.
func (l *DataList[T]) Current() (item T, ok bool) {
	if l.core.cursor < 0 {
		return item, false
	}
	return l.items[l.core.order[l.core.cursor]], true
}

// SelectRow moves to a row and selects it alone, as a click does.
func (l *DataList[T]) SelectRow(row int) {
	if row < 0 || row >= l.core.rows() {
		return
	}
	l.core.click(row, 0)
	l.body.reveal(row)
	l.body.Refresh()
}

// SelectKey moves to the item of a key; it returns false when it is not there.
func (l *DataList[T]) SelectKey(key string) bool {
	for row, i := range l.core.order {
		if l.Key != nil && l.Key(l.items[i]) == key {
			l.SelectRow(row)
			return true
		}
	}
	return false
}

// SelectKeys selects the items of these keys and goes to the first; it returns how many are there.
func (l *DataList[T]) SelectKeys(keys []string) int {
	wanted := map[string]bool{}
	for _, key := range keys {
		wanted[key] = true
	}
	found := 0
	for row, i := range l.core.order {
		if l.Key == nil || !wanted[l.Key(l.items[i])] {
			continue
		}
		if found++; found == 1 {
			l.SelectRow(row)
		} else {
			l.core.put(row, true)
		}
	}
	if found > 1 {
		l.core.marking = true
		l.selectionChanged()
		l.body.Refresh()
	}
	return found
}

// SelectAll selects every item.
func (l *DataList[T]) SelectAll() {
	l.core.all()
	l.body.Refresh()
}

// ClearSelection selects nothing; the cursor stays.
func (l *DataList[T]) ClearSelection() {
	l.core.clear()
	l.core.marking = false
	l.selectionChanged()
	l.body.Refresh()
}

// MoveBy moves the cursor by rows, for inputs that steer a list of hits.
func (l *DataList[T]) MoveBy(rows int) {
	l.core.move(l.core.cursor+rows, false, false)
	l.body.reveal(l.core.cursor)
	l.body.Refresh()
}

// Open does what Enter does on the item of the cursor.
func (l *DataList[T]) Open() { l.open() }

// Focus puts the focus into the list.
func (l *DataList[T]) Focus() {
	if c := canvasOf(l.body); c != nil {
		c.Focus(l.body)
	}
}

// Focused says whether the list has the focus.
func (l *DataList[T]) Focused() bool { return l.body.focused }

// Focusable is the object that takes the focus, to look at it or to type into
// it in tests.
func (l *DataList[T]) Focusable() fyne.Focusable { return l.body }

func (l *DataList[T]) open() {
	if item, ok := l.Current(); ok && l.OnOpen != nil {
		l.OnOpen(item)
	}
}

func (l *DataList[T]) cursorMoved(row int) {
	if l.OnSelect != nil {
		l.OnSelect(l.items[l.core.order[row]])
	}
}

func (l *DataList[T]) selectionChanged() {
	if l.OnSelectionChanged != nil {
		l.OnSelectionChanged(l.Selected())
	}
}

func (l *DataList[T]) cell(row, column int) cell {
	item, c := l.items[l.core.order[row]], l.columns[column]
	var out cell
	if c.Text != nil {
		out.text = c.Text(item)
	}
	if c.Icon != nil {
		out.icon = c.Icon(item)
	}
	if c.Color != nil {
		out.color = c.Color(item)
	}
	return out
}

// copyText is the selected rows as text with tabs, for a spreadsheet.
func (l *DataList[T]) copyText() string {
	var b strings.Builder
	for _, item := range l.Selected() {
		first := true
		for _, c := range l.columns {
			if c.Text == nil {
				continue
			}
			if !first {
				b.WriteByte('\t')
			}
			first = false
			b.WriteString(c.Text(item))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (l *DataList[T]) remember() (cursor string, picked map[string]bool, marking bool) {
	if l.Key == nil {
		return "", nil, false
	}
	if item, ok := l.Current(); ok {
		cursor = l.Key(item)
	}
	picked = make(map[string]bool, l.core.count)
	for _, item := range l.Selected() {
		picked[l.Key(item)] = true
	}
	return cursor, picked, l.core.marking
}

func (l *DataList[T]) recall(cursor string, picked map[string]bool, marking bool) {
	if cursor == "" && len(picked) == 0 {
		return
	}
	for row, i := range l.core.order {
		key := l.Key(l.items[i])
		if key == cursor {
			l.core.cursor, l.core.anchor = row, row
		}
		if picked[key] {
			l.core.put(row, true)
		}
	}
	l.core.marking = marking && l.core.count > 0
	if l.core.count != len(picked) {
		l.selectionChanged()
	}
}

// CreateRenderer is part of fyne.Widget.
func (l *DataList[T]) CreateRenderer() fyne.WidgetRenderer {
	bg := bordered(ColorSurface, ColorLine)
	r := &simpleRenderer{objects: []fyne.CanvasObject{bg, l.header, l.clip, l.bar, l.empty}}
	r.layout = func(s fyne.Size) {
		bg.Resize(s)
		b, h := line(), Size(SizeRow)
		place(l.header, b, b, s.Width-2*b, h)
		height := max(s.Height-h-2*b-Space(1), 0)
		place(l.clip, b, h+b, s.Width-2*b, height)
		place(l.bar, s.Width-barWidth()-b, h+b, barWidth(), height)
		place(l.empty, b, h+b, s.Width-2*b, max(s.Height-h-2*b, 0))
		l.header.Refresh()
		l.body.Refresh()
	}
	r.min = func() fyne.Size {
		return fyne.NewSize(leastColumn*float32(len(l.columns)), Size(SizeRow)*4)
	}
	r.refresh = func() {
		bg.FillColor, bg.StrokeColor, bg.CornerRadius = Color(ColorSurface), Color(ColorLine), Size(SizeRadius)
		l.specsAt = 0
		if len(l.items) == 0 {
			l.clip.Hide()
			l.empty.Show()
		} else {
			l.clip.Show()
			l.empty.Hide()
		}
		l.empty.Refresh()
		l.header.Refresh()
		l.body.scrollTo(l.body.offset)
		l.body.Refresh()
		l.bar.Refresh()
		canvas.Refresh(l)
	}
	r.refresh()
	return r
}
