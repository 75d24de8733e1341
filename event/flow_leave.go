package event

// exit takes a unit out; its place goes to whomever it does most good, along a shortest path backwards.
func (m *flowMarket) exit(unit int) {
	u := &m.units[unit]
	if !u.in {
		return
	}
	u.in = false
	if u.at == outside {
		return
	}
	hole := u.options[u.at].session
	u.at = outside
	m.load[hole]--
	if isFree(m.price(hole)) {
		return
	}
	for _, s := range m.slots[u.slot] {
		m.reached[s], m.done[s] = false, false
	}
	clear(m.sum)
	m.reach(hole, flowStep{unit: outside, from: outside})
	clear(m.best) // the place stays free
	end := flowStep{unit: outside, from: hole}
	for {
		s := m.dearest(u.slot)
		if s < 0 {
			break
		}
		m.done[s] = true
		m.backwards(u.slot, s, &end)
	}
	m.lower(u.slot)
	s := end.from
	if end.unit != outside {
		m.place(end.unit, end.option)
	}
	// From where the path ended every place is taken by the unit that leaves the one before it.
	for s != hole {
		step := m.via[s]
		m.place(step.unit, step.option)
		s = step.from
	}
}

// dearest is the session from which a path backwards is shortest, if it can be worth more than m.best.
func (m *flowMarket) dearest(slot int) int {
	best := -1
	for _, s := range m.slots[slot] {
		if m.reached[s] && !m.done[s] && (best < 0 || m.farther(s, best)) {
			best = s
		}
	}
	if best < 0 {
		return -1
	}
	d, p := m.distance(best), m.price(best)
	for i := range d {
		if k := d[i] - p[i]; k != m.best[i] {
			if k < m.best[i] {
				return best
			}
			return -1
		}
	}
	return -1
}

func (m *flowMarket) farther(a, b int) bool {
	da, pa, db, pb := m.distance(a), m.price(a), m.distance(b), m.price(b)
	for i := range da {
		if x, y := da[i]-pa[i], db[i]-pb[i]; x != y {
			return x < y
		}
	}
	return false
}

// backwards looks who could come into a session with a free place.
func (m *flowMarket) backwards(slot, s int, end *flowStep) {
	d := m.distance(s)
	if lessCost(d, m.best) { // the place that is free in the end is here
		copy(m.best, d)
		*end = flowStep{unit: outside, from: s}
	}
	for _, t := range m.slots[slot] {
		if t == s || m.done[t] {
			continue
		}
		if move, ok := m.cheapest(t, s); ok {
			m.pathCost(d, move)
			m.reach(t, flowStep{unit: int(move.unit), option: int(move.option), from: s})
		}
	}
	if move, ok := m.cheapest(outside, s); ok {
		m.pathCost(d, move)
		if lessCost(m.sum, m.best) {
			copy(m.best, m.sum)
			*end = flowStep{unit: int(move.unit), option: int(move.option), from: s}
		}
	}
}

// lower sets the prices of the sessions that were nearer than the end of the path.
func (m *flowMarket) lower(slot int) {
	for _, s := range m.slots[slot] {
		if m.reached[s] && m.done[s] {
			p, d := m.price(s), m.distance(s)
			for i := range p {
				p[i] = d[i] - m.best[i]
			}
		}
	}
}
