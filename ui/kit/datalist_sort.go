package kit

import "slices"

// SortBy sorts by a column; an empty id goes back to the order of SetItems.
func (l *DataList[T]) SortBy(column string, desc bool) {
	l.sortBy, l.desc = slices.IndexFunc(l.columns, func(c Column[T]) bool { return c.ID == column && c.Less != nil }), desc
	l.resort()
}

// Sorted is the column the list is sorted by, or empty.
func (l *DataList[T]) Sorted() (column string, desc bool) {
	if l.sortBy < 0 {
		return "", false
	}
	return l.columns[l.sortBy].ID, l.desc
}

func (l *DataList[T]) clickHeader(column int) {
	l.desc = l.sortBy == column && !l.desc
	l.sortBy = column
	l.resort()
	l.body.top() // whoever sorts wants to see what comes first
	if l.OnSorted != nil {
		l.OnSorted(l.Sorted())
	}
}

// resort keeps the cursor on its item.
func (l *DataList[T]) resort() {
	item := -1
	if l.core.cursor >= 0 {
		item = l.core.order[l.core.cursor]
	}
	l.applySort()
	if item >= 0 {
		l.core.cursor = slices.Index(l.core.order, item)
		l.core.anchor = l.core.cursor
		l.body.reveal(l.core.cursor)
	}
	l.Refresh()
}

func (l *DataList[T]) applySort() {
	for i := range l.core.order {
		l.core.order[i] = i
	}
	if l.sortBy < 0 {
		return
	}
	less := l.columns[l.sortBy].Less
	if slices.IsSortedFunc(l.core.order, func(a, b int) int { return l.before(less, a, b) }) {
		return // in order already: one look at each
	}
	slices.SortStableFunc(l.core.order, func(a, b int) int {
		if c := l.before(less, a, b); c != 0 {
			return c
		}
		return -l.before(less, b, a)
	})
}

// before is negative where the item a must stand before b.
func (l *DataList[T]) before(less func(a, b T) bool, a, b int) int {
	x, y := l.items[a], l.items[b]
	if l.desc {
		x, y = y, x
	}
	if less(x, y) {
		return -1
	}
	return 0
}
