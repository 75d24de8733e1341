package design

import (
	"slices"

	"zlot/event"
)

// sketch is a layout while somebody works on it: which items are chosen, and the way back.
type sketch struct {
	layout event.Layout
	back   bool  // the back is worked on
	chosen []int // items of this side; the last one chosen is the measure of the others

	saved  event.Layout
	past   []moment
	future []moment
	same   string // what was done last; the same again is one step to undo
}

// moment is what undo goes back to.
type moment struct {
	layout event.Layout
	back   bool
	chosen []int
}

// mostPast is how far back one can go.
const mostPast = 200

func newSketch(l event.Layout) *sketch {
	return &sketch{layout: copyOf(l), saved: copyOf(l)}
}

func copyOf(l event.Layout) event.Layout {
	l.Front, l.Back = slices.Clone(l.Front), slices.Clone(l.Back)
	return l
}

// items are those of the side that is worked on.
func (s *sketch) items() []event.LayoutItem {
	if s.back {
		return s.layout.Back
	}
	return s.layout.Front
}

func (s *sketch) setItems(items []event.LayoutItem) {
	if s.back {
		s.layout.Back = items
	} else {
		s.layout.Front = items
	}
}

func (s *sketch) now() moment {
	return moment{copyOf(s.layout), s.back, slices.Clone(s.chosen)}
}

// before remembers what was, before something is done. What is done again under the same name, as
// letters that are typed, is one step; without a name every step is its own.
func (s *sketch) before(name string) {
	if name != "" && name == s.same {
		return
	}
	s.same = name
	s.remember(s.now())
}

func (s *sketch) remember(m moment) {
	s.past = append(s.past, m)
	if len(s.past) > mostPast {
		s.past = slices.Delete(s.past, 0, 1)
	}
	s.future = nil
}

// pause makes the next step its own.
func (s *sketch) pause() { s.same = "" }

func (s *sketch) undo() bool { return s.travel(&s.past, &s.future) }
func (s *sketch) redo() bool { return s.travel(&s.future, &s.past) }

func (s *sketch) travel(from, to *[]moment) bool {
	if len(*from) == 0 {
		return false
	}
	*to = append(*to, s.now())
	m := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	s.layout, s.back, s.chosen = m.layout, m.back, m.chosen
	s.pause()
	return true
}

// unsaved says whether there is something to save.
func (s *sketch) unsaved() bool { return !sameLayout(s.layout, s.saved) }

func sameLayout(a, b event.Layout) bool {
	return a.Title == b.Title && a.Use == b.Use && a.Background == b.Background && a.Stock == b.Stock && slices.Equal(a.Front, b.Front) && slices.Equal(a.Back, b.Back) && a.ID == b.ID
}

// keep says that what is there is saved, under an id that it may have got only now.
func (s *sketch) keep(l event.Layout) {
	rename := func(m []moment) {
		for i := range m {
			m[i].layout.ID, m[i].layout.Event = l.ID, l.Event
		}
	}
	s.layout.ID, s.layout.Event = l.ID, l.Event
	rename(s.past)
	rename(s.future)
	s.saved = copyOf(l)
	s.pause()
}

// turn goes to a side.
func (s *sketch) turn(back bool) {
	if s.back != back {
		s.back, s.chosen = back, nil
		s.pause()
	}
}

func (s *sketch) has(i int) bool { return slices.Contains(s.chosen, i) }

// choose takes an item alone, or with those chosen already; again it lets it go.
func (s *sketch) choose(i int, add bool) {
	s.pause()
	switch {
	case i < 0 || i >= len(s.items()):
		if !add {
			s.chosen = nil
		}
	case !add:
		s.chosen = []int{i}
	case s.has(i):
		s.chosen = slices.DeleteFunc(s.chosen, func(n int) bool { return n == i })
	default:
		s.chosen = append(s.chosen, i)
	}
}

// chooseWithin takes what lies in a box as a whole.
func (s *sketch) chooseWithin(b box, before []int) {
	s.pause()
	s.chosen = slices.Clone(before)
	for i, item := range s.items() {
		if boxOf(item).within(b) && !s.has(i) {
			s.chosen = append(s.chosen, i)
		}
	}
}

func (s *sketch) chooseAll() {
	s.pause()
	s.chosen = nil
	for i := range s.items() {
		s.chosen = append(s.chosen, i)
	}
}

// last is the item that was chosen last, or -1.
func (s *sketch) last() int {
	if len(s.chosen) == 0 {
		return -1
	}
	return s.chosen[len(s.chosen)-1]
}

// only is the one item that is chosen; ok is false for none and for several.
func (s *sketch) only() (item event.LayoutItem, ok bool) {
	if len(s.chosen) != 1 {
		return event.LayoutItem{}, false
	}
	return s.items()[s.chosen[0]], true
}

// bounds is the box around what is chosen.
func (s *sketch) bounds() (b box, ok bool) {
	for n, i := range s.chosen {
		if n == 0 {
			b = boxOf(s.items()[i])
		}
		b = b.join(boxOf(s.items()[i]))
	}
	return b, len(s.chosen) > 0
}

// under is the topmost item at a point, or -1. One that is chosen already is preferred, so that it can
// be moved though another one lies above it.
func (s *sketch) under(x, y, near float64) int {
	best, area := -1, 0.0
	for i, item := range s.items() {
		b := boxOf(item)
		if !b.has(x, y, near) || s.hollow(item) && b.inner(x, y, edgeWide+near) {
			continue
		}
		if s.has(i) {
			return i
		}
		// What lies within another one is meant rather than what is around it.
		if best < 0 || b.w*b.h <= area*1.05 || !boxOf(s.items()[best]).within(b) {
			best, area = i, b.w*b.h
		}
	}
	return best
}

// edgeWide is how far within its edge a large frame can be seized, in millimetres.
const edgeWide = 2

// hollow says whether an item is a frame around most of the sheet: within it nothing is meant by a click.
func (s *sketch) hollow(i event.LayoutItem) bool {
	return i.Kind == event.ItemBox && i.Fill == "" && i.W*i.H > s.layout.Stock.Width*s.layout.Stock.Height/2
}

// edit changes the items that are chosen.
func (s *sketch) edit(name string, change func(*event.LayoutItem)) {
	if len(s.chosen) == 0 {
		return
	}
	was := slices.Clone(s.items())
	for _, i := range s.chosen {
		change(&was[i])
	}
	if slices.Equal(was, s.items()) {
		return
	}
	s.before(name)
	s.setItems(was)
}

// editLayout changes what is not an item: the title, the paper.
func (s *sketch) editLayout(name string, change func(*event.Layout)) {
	l := copyOf(s.layout)
	change(&l)
	if !sameLayout(l, s.layout) {
		s.before(name)
		s.layout = l
	}
}
