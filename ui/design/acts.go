package design

import (
	"slices"

	"zlot/event"
)

// add puts items on top and chooses them.
func (s *sketch) add(items ...event.LayoutItem) {
	if len(items) == 0 {
		return
	}
	s.before("")
	all := slices.Clone(s.items())
	s.chosen = nil
	for _, i := range items {
		s.chosen = append(s.chosen, len(all))
		all = append(all, i)
	}
	s.setItems(all)
}

// taken are the items that are chosen, in their order on top of each other.
func (s *sketch) taken() []event.LayoutItem {
	var out []event.LayoutItem
	for i, item := range s.items() {
		if s.has(i) {
			out = append(out, item)
		}
	}
	return out
}

// remove takes away what is chosen.
func (s *sketch) remove() {
	if len(s.chosen) == 0 {
		return
	}
	s.before("")
	var left []event.LayoutItem
	for i, item := range s.items() {
		if !s.has(i) {
			left = append(left, item)
		}
	}
	s.chosen = nil
	s.setItems(left)
}

// beside is how far a copy lies from its pattern, in millimetres.
const beside = 2

// duplicate puts copies a little beside what is chosen.
func (s *sketch) duplicate() { s.paste(s.taken()) }

// paste puts items a little beside where they were, and within the badge.
func (s *sketch) paste(items []event.LayoutItem) {
	out := slices.Clone(items)
	w, h := s.layout.Stock.Width, s.layout.Stock.Height
	for i := range out {
		b := boxOf(out[i]).moved(beside, beside)
		b.x, b.y = max(min(b.x, w-b.w), min(b.x, 0)), max(min(b.y, h-b.h), min(b.y, 0))
		put(&out[i], b)
	}
	s.add(out...)
}

// move moves what is chosen; grow changes its size.
func (s *sketch) move(dx, dy float64) {
	s.edit("move", func(i *event.LayoutItem) { put(i, boxOf(*i).moved(dx, dy)) })
}

func (s *sketch) grow(dw, dh float64) {
	s.edit("grow", func(i *event.LayoutItem) { put(i, handle{1, 1}.pull(boxOf(*i), dw, dh)) })
}

// restack moves what is chosen up or down among the items that lie on top of each other.
func (s *sketch) restack(up bool) {
	items := slices.Clone(s.items())
	picked := make([]bool, len(items))
	order := make([]int, len(items)) // which item was where
	for i := range items {
		picked[i], order[i] = s.has(i), i
	}
	swap := func(i, j int) {
		if picked[i] && !picked[j] {
			items[i], items[j] = items[j], items[i]
			picked[i], picked[j] = picked[j], picked[i]
			order[i], order[j] = order[j], order[i]
		}
	}
	if up {
		for i := len(items) - 2; i >= 0; i-- {
			swap(i, i+1)
		}
	} else {
		for i := 1; i < len(items); i++ {
			swap(i, i-1)
		}
	}
	if slices.IsSorted(order) {
		return
	}
	s.before("stack")
	chosen := make([]int, len(s.chosen))
	for n, i := range s.chosen {
		chosen[n] = slices.Index(order, i)
	}
	s.chosen = chosen
	s.setItems(items)
}

// alignment is a line to put items in.
type alignment string

// The lines.
const (
	alignLeft   alignment = "left"
	alignCentre alignment = "centre"
	alignRight  alignment = "right"
	alignTop    alignment = "top"
	alignMiddle alignment = "middle"
	alignBottom alignment = "bottom"
)

// align puts what is chosen in one line: one item with the badge, several with what is around them all.
func (s *sketch) align(a alignment) {
	around, ok := s.bounds()
	if !ok {
		return
	}
	if len(s.chosen) == 1 {
		around = s.whole()
	}
	s.edit("", func(i *event.LayoutItem) {
		b := boxOf(*i)
		switch a {
		case alignLeft:
			b.x = around.x
		case alignCentre:
			b.x = around.x + (around.w-b.w)/2
		case alignRight:
			b.x = around.right() - b.w
		case alignTop:
			b.y = around.y
		case alignMiddle:
			b.y = around.y + (around.h-b.h)/2
		case alignBottom:
			b.y = around.bottom() - b.h
		}
		put(i, b)
	})
}

// whole is the badge.
func (s *sketch) whole() box { return box{0, 0, s.layout.Stock.Width, s.layout.Stock.Height} }

// distribute makes the gaps between three and more items the same.
func (s *sketch) distribute(across bool) {
	if len(s.chosen) < 3 {
		return
	}
	items := slices.Clone(s.items())
	order := slices.Clone(s.chosen)
	start := func(i int) float64 {
		if across {
			return items[i].X
		}
		return items[i].Y
	}
	size := func(i int) float64 {
		if across {
			return items[i].W
		}
		return items[i].H
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return compare(start(a)+size(a)/2, start(b)+size(b)/2)
	})
	around, _ := s.bounds()
	room, at := around.w, around.x
	if !across {
		room, at = around.h, around.y
	}
	for _, i := range order {
		room -= size(i)
	}
	places := map[int]float64{}
	for _, i := range order {
		places[i] = at
		at += size(i) + room/float64(len(order)-1)
	}
	s.place(func(i int, b box) box {
		if across {
			b.x = places[i]
		} else {
			b.y = places[i]
		}
		return b
	})
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// place gives each item that is chosen a box of its own.
func (s *sketch) place(where func(i int, b box) box) {
	items := slices.Clone(s.items())
	for _, i := range s.chosen {
		put(&items[i], where(i, boxOf(items[i])))
	}
	if !slices.Equal(items, s.items()) {
		s.before("")
		s.setItems(items)
	}
}

// equalize gives all that is chosen the size of the item chosen last.
func (s *sketch) equalize(width, height bool) {
	if len(s.chosen) < 2 {
		return
	}
	measure := s.items()[s.last()]
	s.edit("", func(i *event.LayoutItem) {
		if width {
			i.W = measure.W
		}
		if height {
			i.H = measure.H
		}
	})
}
