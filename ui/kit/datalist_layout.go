package kit

import "maps"

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

// layoutColumns works out the columns for the present width. It is asked for
// by every drawing, so it keeps what it found.
func (l *DataList[T]) layoutColumns() []columnSpec {
	width := l.Size().Width - 2*line() - barWidth()
	if l.specs != nil && l.specsAt == width {
		return l.specs
	}
	var fixed, weights float32
	for _, c := range l.columns {
		if w := l.fixed(c); w > 0 {
			fixed += w
		} else {
			weights += weight(c)
		}
	}
	rest := max(width-fixed, 0)
	l.specs = make([]columnSpec, len(l.columns))
	x := float32(0)
	for i, c := range l.columns {
		w := l.fixed(c)
		if w == 0 {
			w = max(rest*weight(c)/weights, leastColumn)
		}
		l.specs[i] = columnSpec{
			title: c.Title, align: c.Align, bold: c.Bold, sortable: c.Less != nil, x: x, width: w,
		}
		x += w
	}
	l.specsAt = width
	return l.specs
}

func weight[T any](c Column[T]) float32 {
	if c.Weight == 0 {
		return 1
	}
	return c.Weight
}
