package kit

import (
	"fyne.io/fyne/v2"
)

// listCore is the state of a DataList that does not depend on the type of its
// items: which item stands in which row, the cursor and the selection. Items
// are known by their index; rows are what is seen after sorting.
type listCore struct {
	order    []int  // row → item
	selected []bool // by item
	count    int    // how many are selected
	last     int    // item that was selected last
	cursor   int    // row, or -1
	anchor   int    // row where a Shift selection began
	// marking is true once rows were picked one by one (Space, Ctrl+click):
	// then the arrows move the cursor only and the selection stays.
	marking bool
	onlyOne bool // one row at a time is selected, that of the cursor

	onCursor    func(row int)
	onSelection func()
}

func (c *listCore) reset(n int) {
	c.order = make([]int, n)
	for i := range c.order {
		c.order[i] = i
	}
	c.selected = make([]bool, n)
	c.count, c.last, c.cursor, c.anchor, c.marking = 0, 0, -1, 0, false
}

func (c *listCore) rows() int { return len(c.order) }

func (c *listCore) rowSelected(row int) bool { return c.selected[c.order[row]] }

func (c *listCore) put(row int, on bool) {
	item := c.order[row]
	if c.selected[item] == on {
		return
	}
	c.selected[item] = on
	if on {
		c.count++
		c.last = item
	} else {
		c.count--
	}
}

func (c *listCore) clear() {
	// One selected row is the usual case and must not cost a walk over all.
	if c.count == 1 && c.selected[c.last] {
		c.selected[c.last] = false
	} else if c.count > 0 {
		clear(c.selected)
	}
	c.count = 0
}

// only is the item that is selected alone; ok is false for none or several.
func (c *listCore) only() (item int, ok bool) {
	return c.last, c.count == 1 && c.selected[c.last]
}

// clamp keeps a row inside the list; -1 when it is empty.
func (c *listCore) clamp(row int) int {
	return min(max(row, 0), c.rows()-1)
}

// move puts the cursor on a row; extend stretches the selection from the
// anchor, keep leaves it alone.
func (c *listCore) move(row int, extend, keep bool) {
	row = c.clamp(row)
	if row < 0 {
		return
	}
	c.setCursor(row)
	switch {
	case extend && !c.onlyOne:
		c.selectRange(c.anchor, row)
	case (keep || c.marking) && !c.onlyOne:
		c.anchor = row
		return
	default:
		c.clear()
		c.put(row, true)
		c.anchor = row
	}
	c.onSelection()
}

func (c *listCore) setCursor(row int) {
	if c.cursor == row {
		return
	}
	c.cursor = row
	c.onCursor(row)
}

func (c *listCore) selectRange(a, b int) {
	c.clear()
	for row := min(a, b); row <= max(a, b); row++ {
		c.put(row, true)
	}
	c.marking = c.count > 1
}

// click is a press of the mouse on a row.
func (c *listCore) click(row int, mod fyne.KeyModifier) {
	switch {
	case mod&fyne.KeyModifierShift != 0:
		if c.cursor < 0 {
			c.anchor = row
		}
		c.move(row, true, false)
	case mod&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		c.toggle(row)
	default:
		c.marking = false
		c.move(row, false, false)
	}
}

// toggle picks a row or drops it.
func (c *listCore) toggle(row int) {
	if row < 0 || row >= c.rows() {
		return
	}
	if c.onlyOne {
		c.move(row, false, false)
		return
	}
	c.setCursor(row)
	c.marking = true
	c.anchor = row
	c.put(row, !c.rowSelected(row))
	c.onSelection()
}

// space is Toggle by the keyboard. A row that is selected only because the
// cursor stands on it stays selected: the first Space begins to pick.
func (c *listCore) space() {
	if c.cursor < 0 || c.onlyOne {
		return
	}
	if !c.marking && c.rowSelected(c.cursor) {
		c.marking = true
		c.onSelection()
		return
	}
	c.toggle(c.cursor)
}

func (c *listCore) all() {
	if c.onlyOne {
		return
	}
	for i := range c.selected {
		c.selected[i] = true
	}
	c.count = len(c.selected)
	c.marking = true
	c.onSelection()
}

// single ends picking: only the row of the cursor stays selected. It returns
// false when there was nothing to end.
func (c *listCore) single() bool {
	if !c.marking {
		return false
	}
	c.marking = false
	c.clear()
	if c.cursor >= 0 {
		c.put(c.cursor, true)
	}
	c.onSelection()
	return true
}
