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
	m.place(unit, outside)
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
		m.backwards(s, &end)
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
func (m *flowMarket) backwards(s int, end *flowStep) {
	d := m.distance(s)
	if lessCost(d, m.best) { // the place that is free in the end is here
		copy(m.best, d)
		*end = flowStep{unit: outside, from: s}
	}
	for _, w := range m.wanting[s] {
		u := &m.units[w.unit]
		if !u.in || u.options[w.option].off || u.at == w.option || u.at != outside && m.done[u.options[u.at].session] {
			continue
		}
		first, price := d[0]+u.costs[w.option*m.scale.words], int64(0)
		if u.at != outside {
			from := u.options[u.at].session
			first -= u.costs[u.at*m.scale.words]
			price = m.price(from)[0]
			if m.reached[from] && first > m.distance(from)[0] {
				continue
			}
		}
		if first-price > m.best[0] {
			continue
		}
		m.path(d, u, w.option)
		if u.at != outside {
			m.reach(u.options[u.at].session, flowStep{unit: w.unit, option: w.option, from: s})
		} else if lessCost(m.sum, m.best) {
			copy(m.best, m.sum)
			*end = flowStep{unit: w.unit, option: w.option, from: s}
		}
	}
}

// onwardsAll looks at everybody in a full session, as onwards does with those who would go first.
func (m *flowMarket) onwardsAll(s int, end *flowStep) {
	d := m.distance(s)
	for _, unit := range m.members[s] {
		u := &m.units[unit]
		if lessCost(m.path(d, u, outside), m.best) {
			copy(m.best, m.sum)
			*end = flowStep{unit: unit, option: outside, from: s}
		}
		gone := m.sum[0] // without its own place; the first word alone tells most that are too far
		for i, o := range u.options {
			if o.off || i == u.at || m.done[o.session] || m.limits[o.session] == 0 {
				continue
			}
			first := gone + u.costs[i*m.scale.words]
			if first+m.price(o.session)[0] > m.best[0] || m.reached[o.session] && first > m.distance(o.session)[0] {
				continue
			}
			m.path(d, u, i)
			m.reach(o.session, flowStep{unit: unit, option: i, from: s})
		}
	}
}

// path puts the cost of a path that goes on by a unit's move into m.sum.
func (m *flowMarket) path(d []int64, u *flowUnit, option int) []int64 {
	copy(m.sum, d)
	m.cost(m.sum, u, u.at, -1)
	m.cost(m.sum, u, option, 1)
	return m.sum
}

// note writes where a unit might want to go, once.
func (m *flowMarket) note(unit int) {
	u := &m.units[unit]
	if u.noted {
		return
	}
	u.noted = true
	for i, o := range u.options {
		m.wanting[o.session] = append(m.wanting[o.session], flowStep{unit: unit, option: i})
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
