package kit

import (
	"maps"
	"slices"
)

// Widths are the column widths that a person set, by column.
func (l *DataList[T]) Widths() map[string]float32 { return maps.Clone(l.widths) }

// SetWidths sets widths that were kept; columns that are not named share the
// rest as before.
func (l *DataList[T]) SetWidths(widths map[string]float32) {
	l.widths = maps.Clone(widths)
	if l.widths == nil {
		l.widths = map[string]float32{}
	}
	l.Refresh()
}

func (l *DataList[T]) dragColumn(column int, width float32) {
	l.widths[l.columns[column].ID] = max(width/Space(1)*4, leastColumn)
	l.specsAt = 0
	l.header.Refresh()
	l.body.Refresh()
	if l.OnResized != nil {
		l.OnResized(l.Widths())
	}
}

// fixed is the width of a column at the running scale, or 0 if it shares.
func (l *DataList[T]) fixed(c Column[T]) float32 {
	if w, ok := l.widths[c.ID]; ok {
		return w * Space(1) / 4
	}
	return c.Width * Space(1) / 4
}

// SetColumns shows other columns. The order stays where its column does.
func (l *DataList[T]) SetColumns(columns []Column[T]) {
	sorted, desc := l.Sorted()
	l.columns, l.specs = columns, nil
	l.sortBy, l.desc = slices.IndexFunc(columns, func(c Column[T]) bool { return c.ID == sorted && c.Less != nil }), desc
	if l.sortBy < 0 && sorted != "" {
		l.applySort()
	}
	l.Refresh()
}

// SetLeast sets the width below which a column does not shrink, when what is in
// it is known.
func (l *DataList[T]) SetLeast(column string, width float32) {
	for i := range l.columns {
		if l.columns[i].ID == column {
			l.columns[i].Least = width
		}
	}
	l.specs = nil
	l.Refresh()
}

// Hidden are the columns that are left out for want of room.
func (l *DataList[T]) Hidden() []string {
	var all []string
	for i, spec := range l.layoutColumns() {
		if spec.hidden {
			all = append(all, l.columns[i].ID)
		}
	}
	return all
}

// least is the width at the running scale that a column needs.
func (l *DataList[T]) least(c Column[T]) float32 {
	if w := l.fixed(c); w > 0 {
		return w
	}
	return max(c.Least*Space(1)/4, leastColumn)
}

// layoutColumns works out the columns for the present width. It is asked for
// by every drawing, so it keeps what it found.
func (l *DataList[T]) layoutColumns() []columnSpec {
	width := l.Size().Width - 2*line() - barWidth()
	if l.specs != nil && l.specsAt == width {
		return l.specs
	}
	hidden := l.leaveOut(width)
	widths := l.share(width, hidden)
	l.specs = make([]columnSpec, len(l.columns))
	x := float32(0)
	for i, c := range l.columns {
		l.specs[i] = columnSpec{title: c.Title, align: c.Align, bold: c.Bold, sortable: c.Less != nil, hidden: hidden[i], x: x, width: widths[i]}
		x += widths[i]
	}
	l.specsAt = width
	return l.specs
}

// leaveOut says which columns have no room in a width.
func (l *DataList[T]) leaveOut(width float32) []bool {
	hidden := make([]bool, len(l.columns))
	if width <= 0 {
		return hidden
	}
	for {
		need, next := float32(0), -1
		for i, c := range l.columns {
			if hidden[i] {
				continue
			}
			need += l.least(c)
			if c.Drop > 0 && (next < 0 || c.Drop > l.columns[next].Drop) {
				next = i
			}
		}
		if need <= width || next < 0 {
			return hidden
		}
		hidden[next] = true
	}
}

// share gives the columns their widths: the fixed ones theirs, the others the
// rest by weight, but none less than it needs.
func (l *DataList[T]) share(width float32, hidden []bool) []float32 {
	widths := make([]float32, len(l.columns))
	rest, weights := width, float32(0)
	for i, c := range l.columns {
		switch {
		case hidden[i]:
		case l.fixed(c) > 0:
			widths[i] = l.fixed(c)
			rest -= widths[i]
		default:
			weights += weight(c)
		}
	}
	for again := true; again; {
		again = false
		for i, c := range l.columns {
			if hidden[i] || widths[i] > 0 || max(rest, 0)*weight(c)/weights >= l.least(c) {
				continue
			}
			widths[i], again = l.least(c), true
			rest, weights = rest-widths[i], weights-weight(c)
		}
	}
	for i, c := range l.columns {
		if !hidden[i] && widths[i] == 0 {
			widths[i] = rest * weight(c) / weights
		}
	}
	squeeze(widths, width)
	return widths
}

// squeeze makes columns narrower that need more than there is, all by the same
// share: what does not fit would be seen beside the list.
func squeeze(widths []float32, width float32) {
	sum := float32(0)
	for _, w := range widths {
		sum += w
	}
	if width <= 0 || sum <= width {
		return
	}
	for i := range widths {
		widths[i] *= width / sum
	}
}

func weight[T any](c Column[T]) float32 {
	if c.Weight == 0 {
		return 1
	}
	return c.Weight
}
