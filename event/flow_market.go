package event

import "slices"

// flowMarket gives each unit (a person at one time) one place or none, at the least total cost, always: units
// come and go one at a time, and each time one shortest path puts everything right again. Sessions have prices,
// the potentials of those paths: what one more place in them would be worth. Between times
//
//   - every unit has what costs it least, prices included;
//   - a session with free places costs nothing.
type flowMarket struct {
	scale  flowScale
	slots  [][]int // sessions by slot
	slotOf []int
	limits []int // negative: none
	load   []int
	prices []int64 // a cost for each session
	units  []flowUnit
	heaps  []flowHeap // by session left and session entered plus one: 0 is outside; of one slot

	// Of several slots, where units come and go and their costs are what their persons' other units make them.
	members [][]int      // units by session
	wanting [][]flowStep // options by session

	dist, best, sum []int64 // of a search: by session; and scratch
	via             []flowStep
	reached, done   []bool
}

// flowUnit is a person at one time.
type flowUnit struct {
	options []flowOption
	costs   []int64 // of the options, where they are other than their levels say
	slot    int
	at      int // index of an option, or outside
	in      bool
	noted   bool
}

const outside = -1

type flowOption struct {
	session, level int
	tie            int64 // what it is worth
	off            bool  // not offered now
}

// flowStep is how a search came to a session: which unit would move, to which of its options.
type flowStep struct{ unit, option, from int }

func newFlowMarket(scale flowScale, slots [][]int, limits []int) *flowMarket {
	n := len(limits)
	m := &flowMarket{scale: scale, slots: slots, slotOf: make([]int, n), limits: limits, load: make([]int, n),
		prices: make([]int64, n*scale.words), dist: make([]int64, n*scale.words),
		best: make([]int64, scale.words), sum: make([]int64, scale.words), via: make([]flowStep, n), reached: make([]bool, n), done: make([]bool, n)}
	for slot, sessions := range slots {
		for _, s := range sessions {
			m.slotOf[s] = slot
		}
	}
	if len(slots) > 1 {
		m.members, m.wanting = make([][]int, n), make([][]flowStep, n)
	} else {
		m.heaps = make([]flowHeap, n*(n+1))
	}
	return m
}

func (m *flowMarket) price(session int) []int64 {
	return m.prices[session*m.scale.words : (session+1)*m.scale.words]
}

func (m *flowMarket) distance(session int) []int64 {
	return m.dist[session*m.scale.words : (session+1)*m.scale.words]
}

func (m *flowMarket) hasRoom(session int) bool {
	return m.limits[session] < 0 || m.load[session] < m.limits[session]
}

// cost adds what an option costs, times by, to a cost: being outside costs nothing.
func (m *flowMarket) cost(to []int64, u *flowUnit, option, by int) {
	switch {
	case option == outside:
	case u.costs == nil:
		o := &u.options[option]
		m.scale.add(to, o.level, -by, o.tie)
	default:
		for i, x := range u.costs[option*m.scale.words : (option+1)*m.scale.words] {
			to[i] += x * int64(by)
		}
	}
}

// heap holds the units that might go from one session to another, or outside.
func (m *flowMarket) heap(from, to int) *flowHeap {
	return &m.heaps[from*(len(m.limits)+1)+to+1]
}

// place puts a unit somewhere, and where others may want it to go on to.
func (m *flowMarket) place(unit, option int) {
	u := &m.units[unit]
	if u.at != outside {
		m.left(unit, u.options[u.at].session)
	}
	if u.at = option; option == outside {
		return
	}
	here := u.options[option]
	m.load[here.session]++
	if m.members != nil {
		m.members[here.session] = append(m.members[here.session], unit)
		return
	}
	m.heap(here.session, outside).push(m.exchange(here, flowOption{level: m.scale.levels}, unit, outside))
	for i, o := range u.options {
		if i != option && m.limits[o.session] != 0 {
			m.heap(here.session, o.session).push(m.exchange(here, o, unit, i))
		}
	}
}

// left notes that a unit is no longer in a session.
func (m *flowMarket) left(unit, session int) {
	m.load[session]--
	if m.members != nil {
		list := m.members[session]
		k := slices.Index(list, unit)
		m.members[session] = slices.Delete(list, k, k+1)
	}
}

// exchange is what it costs when a unit goes from one option to another.
func (m *flowMarket) exchange(from, to flowOption, unit, option int) flowMove {
	return flowMove{order: m.scale.order(from.level, to.level), tie: from.tie - to.tie, unit: int32(unit), option: int32(option)}
}

// cheapest finds the unit for which going from one session to another costs least; ok is false if none could.
func (m *flowMarket) cheapest(from, to int) (flowMove, bool) {
	h := m.heap(from, to)
	for len(*h) > 0 {
		top := (*h)[0]
		u := &m.units[top.unit]
		at := outside
		if u.at != outside {
			at = u.options[u.at].session
		}
		if at == from {
			return top, true
		}
		h.pop()
	}
	return flowMove{}, false
}

// enter takes a unit in and gives it the place that is best for all.
func (m *flowMarket) enter(unit int) {
	u := &m.units[unit]
	u.in, u.at = true, outside
	if u.costs != nil {
		m.note(unit)
	}
	for _, s := range m.slots[u.slot] {
		m.reached[s], m.done[s] = false, false
	}
	clear(m.best) // the cost of the shortest path there is: at first the unit stays outside
	end := flowStep{unit: unit, option: outside, from: outside}
	for i, o := range u.options {
		if !o.off && m.limits[o.session] != 0 {
			clear(m.sum)
			m.cost(m.sum, u, i, 1)
			m.reach(o.session, flowStep{unit: unit, option: i, from: outside})
		}
	}
	for {
		s := m.nearest(u.slot)
		if s < 0 {
			break
		}
		m.done[s] = true
		if m.hasRoom(s) {
			copy(m.best, m.distance(s))
			end = flowStep{unit: outside, from: s}
			break
		}
		m.onwards(u.slot, s, &end)
	}
	m.raise(u.slot)
	if end.unit == unit {
		m.place(unit, outside)
		return
	}
	if end.unit != outside { // somebody leaves so that another one may come
		m.place(end.unit, outside)
	}
	for s := end.from; s != outside; {
		step := m.via[s]
		m.place(step.unit, step.option)
		s = step.from
	}
}

// reach notes a path to a session, whose cost is in m.sum, if it is the shortest so far.
func (m *flowMarket) reach(session int, step flowStep) {
	d := m.distance(session)
	if m.reached[session] && !lessCost(m.sum, d) {
		return
	}
	copy(d, m.sum)
	m.reached[session], m.via[session] = true, step
}

// nearest is the session reached at the least cost, price included, if that is less than m.best.
func (m *flowMarket) nearest(slot int) int {
	best := -1
	for _, s := range m.slots[slot] {
		if !m.reached[s] || m.done[s] {
			continue
		}
		if best < 0 || m.compare(s, best) {
			best = s
		}
	}
	if best < 0 {
		return -1
	}
	d, p := m.distance(best), m.price(best)
	for i := range d {
		if k := d[i] + p[i]; k != m.best[i] {
			if k < m.best[i] {
				return best
			}
			return -1
		}
	}
	return -1
}

func (m *flowMarket) compare(a, b int) bool {
	da, pa, db, pb := m.distance(a), m.price(a), m.distance(b), m.price(b)
	for i := range da {
		if x, y := da[i]+pa[i], db[i]+pb[i]; x != y {
			return x < y
		}
	}
	return false
}

// onwards looks where those who are in a full session could go to make room.
func (m *flowMarket) onwards(slot, s int, end *flowStep) {
	d := m.distance(s)
	if m.members != nil {
		m.onwardsAll(s, end)
		return
	}
	for _, t := range m.slots[slot] {
		if t == s || m.done[t] {
			continue
		}
		if move, ok := m.cheapest(s, t); ok {
			m.pathCost(d, move)
			m.reach(t, flowStep{unit: int(move.unit), option: int(move.option), from: s})
		}
	}
	if move, ok := m.cheapest(s, outside); ok {
		m.pathCost(d, move)
		if lessCost(m.sum, m.best) {
			copy(m.best, m.sum)
			*end = flowStep{unit: int(move.unit), option: outside, from: s}
		}
	}
}

// pathCost puts the cost of a path that goes on by a move into m.sum.
func (m *flowMarket) pathCost(d []int64, move flowMove) {
	m.path(d, &m.units[move.unit], int(move.option))
}

// raise sets the prices of the sessions that were nearer than the end of the path.
func (m *flowMarket) raise(slot int) {
	for _, s := range m.slots[slot] {
		if m.reached[s] && m.done[s] {
			p, d := m.price(s), m.distance(s)
			for i := range p {
				p[i] = m.best[i] - d[i]
			}
		}
	}
}
