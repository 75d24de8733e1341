package event

import "slices"

// flowBundle finds the set of sessions that is best for one person at given prices: at most one in each slot,
// and all of them go together.
type flowBundle struct {
	area  *flowArea
	nets  [][]flowNet // by unit, best first, those better than nothing
	words []int64     // of the nets
	rest  []int64     // by unit: what it and those after it cost at best, whatever goes together
	now   []int
	cost  []int64 // by depth
	best  []int
	value []int64

	fixed, session int // a unit that has a session already, or nothing; unit outside: none is fixed
}

type flowNet struct {
	option, session int
	cost            []int64
}

func newFlowBundle(a *flowArea) *flowBundle {
	return &flowBundle{area: a, value: make([]int64, a.scale.words)}
}

// find looks among the options that are offered; price may be nil where a session costs nothing. What it returns
// is good until it is called again.
func (b *flowBundle) find(p *flowPerson, offered func(unit, option int) bool, price func(session int) []int64) (choice []int, cost []int64) {
	w := b.area.scale.words
	units := len(p.units)
	total := 0
	for _, options := range p.units {
		total += len(options)
	}
	b.words = slices.Grow(b.words[:0], total*w)[:total*w]
	clear(b.words)
	b.nets = slices.Grow(b.nets[:0], units)[:units]
	at := 0
	for k, options := range p.units {
		list := b.nets[k][:0]
		for i, o := range options {
			if !offered(k, i) {
				continue
			}
			cost := b.words[at*w : at*w+w]
			b.area.scale.add(cost, o.level, -1, o.tie)
			if y := price(o.session); y != nil {
				addCost(cost, y)
			}
			if cost[firstWord(cost)] < 0 {
				list = append(list, flowNet{option: i, session: o.session, cost: cost})
				at++
			} else {
				clear(cost)
			}
		}
		slices.SortFunc(list, func(x, y flowNet) int {
			if lessCost(x.cost, y.cost) {
				return -1
			}
			if lessCost(y.cost, x.cost) {
				return 1
			}
			return x.option - y.option
		})
		b.nets[k] = list
	}
	b.fixed = outside
	b.prepare(units)
	b.look(0)
	return b.best, b.value
}

// beside is what the other units cost at best if one has a session, or nothing: of the person and the prices of
// the last find.
func (b *flowBundle) beside(unit, session int) []int64 {
	b.fixed, b.session = unit, session
	clear(b.value)
	clear(b.cost)
	b.look(0)
	return b.value
}

// firstWord is the first word that is not zero, or the last one.
func firstWord(cost []int64) int {
	for i, x := range cost {
		if x != 0 {
			return i
		}
	}
	return len(cost) - 1
}

func (b *flowBundle) prepare(units int) {
	w := b.area.scale.words
	b.rest = slices.Grow(b.rest[:0], (units+1)*w)[:(units+1)*w]
	b.cost = slices.Grow(b.cost[:0], (units+1)*w)[:(units+1)*w]
	clear(b.rest)
	clear(b.cost)
	for k := units - 1; k >= 0; k-- {
		copy(b.rest[k*w:], b.rest[(k+1)*w:(k+2)*w])
		if len(b.nets[k]) > 0 {
			addCost(b.rest[k*w:(k+1)*w], b.nets[k][0].cost)
		}
	}
	b.now = append(b.now[:0], nothing(units)...)
	b.best = append(b.best[:0], nothing(units)...)
	clear(b.value)
}

// look tries what the units from k on may have.
func (b *flowBundle) look(k int) {
	w := b.area.scale.words
	cost := b.cost[k*w : (k+1)*w]
	if k == len(b.now) {
		if lessCost(cost, b.value) {
			copy(b.value, cost)
			for i, at := range b.now {
				b.best[i] = outside
				if at != outside {
					b.best[i] = b.nets[i][at].option
				}
			}
		}
		return
	}
	next := b.cost[(k+1)*w : (k+2)*w]
	if k == b.fixed {
		copy(next, cost)
		b.look(k + 1)
		return
	}
	for at := 0; at <= len(b.nets[k]); at++ {
		copy(next, cost)
		b.now[k] = outside
		if at < len(b.nets[k]) {
			if b.clashes(k, b.nets[k][at].session) {
				continue
			}
			b.now[k] = at
			addCost(next, b.nets[k][at].cost)
		}
		if b.hopeful(next, b.rest[(k+1)*w:(k+2)*w]) {
			b.look(k + 1)
		} else {
			break // the ones after it are worse still
		}
	}
	b.now[k] = outside
}

// hopeful reports whether the rest at its best would make a better set than the best one.
func (b *flowBundle) hopeful(cost, rest []int64) bool {
	for i, x := range cost {
		if y := x + rest[i]; y != b.value[i] {
			return y < b.value[i]
		}
	}
	return false
}

func (b *flowBundle) clashes(k, session int) bool {
	n := len(b.area.sessions)
	if b.fixed != outside && b.session != outside && b.area.clash[b.session*n+session] {
		return true
	}
	for i := range k {
		if at := b.now[i]; at != outside && b.area.clash[b.nets[i][at].session*n+session] {
			return true
		}
	}
	return false
}
