package storage

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// line is what one registration is found by: " word word …\n", with its place in Polish order.
type line struct {
	id, event, text, sort string
}

func (l line) compare(o line) int {
	return cmp.Or(strings.Compare(l.sort, o.sort), strings.Compare(l.id, o.id))
}

// eventIndex is one long text of lines in Polish order, and a few lines changed since.
type eventIndex struct {
	text string
	ends []int // where each line ends
	ids  []string
	sort []string

	place map[string]int  // of the id's line
	stale []bool          // lines that the changed ones replace
	gone  int             // number of stale lines
	fresh []line          // the changed ones, in Polish order
	at    map[string]line // the same by id
	found ranked          // by the last search
}

// The text is written anew when so many lines changed, and so large a part of them.
const (
	settleAt   = 1000
	settlePart = 16
)

func newEventIndex(lines []line) *eventIndex {
	slices.SortFunc(lines, line.compare)
	return writeIndex(lines)
}

// writeIndex makes an index of lines in order.
func writeIndex(lines []line) *eventIndex {
	n := len(lines)
	size := 0
	for _, l := range lines {
		size += len(l.text)
	}
	e := &eventIndex{ends: make([]int, n), ids: make([]string, n), sort: make([]string, n),
		place: make(map[string]int, n), stale: make([]bool, n), at: map[string]line{}}
	var b strings.Builder
	b.Grow(size)
	for i, l := range lines {
		b.WriteString(l.text)
		e.ends[i], e.ids[i], e.sort[i] = b.Len(), l.id, l.sort
	}
	e.text = b.String()
	pack(e.ids)
	pack(e.sort)
	for i, id := range e.ids {
		e.place[id] = i
	}
	return e
}

// pack puts texts side by side in memory: they are read one after the other, and hundreds of thousands of
// small pieces would be looked at each time memory is tidied up.
func pack(texts []string) {
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	var b strings.Builder
	b.Grow(size)
	for i, t := range texts {
		b.WriteString(t)
		texts[i] = b.String()[b.Len()-len(t):]
	}
}

func (e *eventIndex) line(i int) line {
	return line{id: e.ids[i], sort: e.sort[i], text: e.text[e.start(i):e.ends[i]]}
}

func (e *eventIndex) start(i int) int {
	if i == 0 {
		return 0
	}
	return e.ends[i-1]
}

// put replaces or adds a registration's line; settle must follow.
func (e *eventIndex) put(l line) {
	if i, ok := e.place[l.id]; ok && !e.stale[i] {
		e.stale[i] = true
		e.gone++
	}
	e.at[l.id] = l
}

// settle puts the changed lines in order, or all lines into a new text when they are many.
func (e *eventIndex) settle() {
	if len(e.at) == 0 {
		return
	}
	fresh := make([]line, 0, len(e.at))
	for _, l := range e.at {
		fresh = append(fresh, l)
	}
	slices.SortFunc(fresh, line.compare)
	e.fresh = fresh
	if len(fresh) < max(settleAt, len(e.ids)/settlePart) {
		return
	}
	all := make([]line, 0, len(e.ids)+len(fresh))
	for i := range e.ids {
		if e.stale[i] {
			continue
		}
		l := e.line(i)
		for len(fresh) > 0 && fresh[0].compare(l) < 0 {
			all, fresh = append(all, fresh[0]), fresh[1:]
		}
		all = append(all, l)
	}
	*e = *writeIndex(append(all, fresh...))
}

// search returns the first limit ids of the lines that hold every needle, and how many there are: those
// whose family name matches first, then those whose given name does, then the rest, each in Polish order.
func (e *eventIndex) search(needles []string, limit int) (ids []string, total int) {
	e.rarestFirst(needles)
	var changed []int // of fresh
	for i, l := range e.fresh {
		if holds(l.text, needles) {
			changed = append(changed, i)
		}
	}
	total = len(changed)
	found := &e.found
	found.begin(needles, limit)
	total += e.scan(needles, func(i int) {
		if found.full() {
			return
		}
		for len(changed) > 0 && e.fresh[changed[0]].compare(line{id: e.ids[i], sort: e.sort[i]}) < 0 {
			found.take(-1-changed[0], e.fresh[changed[0]].text)
			changed = changed[1:]
		}
		found.take(i, e.text[e.start(i):e.ends[i]])
	})
	for _, i := range changed {
		found.take(-1-i, e.fresh[i].text)
	}
	return found.all(e.idOf), total
}

// idOf is the id of a hit: of a line, or of a changed one.
func (e *eventIndex) idOf(hit int) string {
	if hit < 0 {
		return e.fresh[-1-hit].id
	}
	return e.ids[hit]
}

// rarestFirst orders needles by how often they occur in samples of the text: the first one decides how
// many lines are looked at.
func (e *eventIndex) rarestFirst(needles []string) {
	const samples, size = 16, 4096
	if len(needles) < 2 || len(e.text) < samples*size {
		return
	}
	count := make(map[string]int, len(needles))
	for i := range samples {
		from := (len(e.text) - size) / samples * i
		for _, n := range needles {
			count[n] += strings.Count(e.text[from:from+size], n)
		}
	}
	slices.SortStableFunc(needles, func(a, b string) int { return count[a] - count[b] })
}

// scan calls hit for every line of the text that holds every needle, and counts them.
func (e *eventIndex) scan(needles []string, hit func(i int)) (total int) {
	if len(needles) == 0 {
		for i := range e.ids {
			if !e.stale[i] {
				hit(i)
			}
		}
		return len(e.ids) - e.gone
	}
	first, others := needles[0], needles[1:]
	for i, from := 0, 0; i < len(e.ends); i++ {
		p := strings.Index(e.text[from:], first)
		if p < 0 {
			break
		}
		i = e.lineAt(i, from+p)
		if !e.stale[i] && holds(e.text[e.start(i):e.ends[i]], others) {
			total++
			hit(i)
		}
		from = e.ends[i]
	}
	return total
}

// lineAt is the line, i or one after it, in which the offset lies.
func (e *eventIndex) lineAt(i, offset int) int {
	for range 4 { // most often it is near
		if e.ends[i] > offset {
			return i
		}
		i++
	}
	return i + sort.SearchInts(e.ends[i:], offset+1)
}

func holds(text string, needles []string) bool {
	for _, n := range needles {
		if !strings.Contains(text, n) {
			return false
		}
	}
	return true
}
