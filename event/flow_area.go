package event

import "slices"

// flowArea is a part of a problem that is solved on its own: one slot, or several that some people's wants
// connect. Sessions and levels have numbers of their own here.
type flowArea struct {
	scale    flowScale
	sessions []int // numbers in the problem
	slots    [][]int
	slotOf   []int
	limits   []int
	clash    []bool // of two sessions, by pair
	meets    []bool // session: does not go with some of another slot
	levels   []int  // numbers in the problem
	people   []flowPerson
	wants    int
	nodes    int
	stopped  func() bool // nobody waits for the result any more
}

// flowPerson is somebody with wants in an area, as units.
type flowPerson struct {
	who   int
	units [][]flowOption // by slot, those with a want
	slots []int
}

func newFlowArea(p flowProblem, slots []int) *flowArea {
	a := &flowArea{slots: make([][]int, len(slots)), nodes: p.Nodes}
	local := make([]int, len(p.Slots))
	for s, slot := range p.Slots {
		local[s] = -1
		if k := slices.Index(slots, slot); k >= 0 {
			local[s] = len(a.sessions)
			a.slots[k] = append(a.slots[k], len(a.sessions))
			a.sessions, a.slotOf, a.limits = append(a.sessions, s), append(a.slotOf, k), append(a.limits, p.Limits[s])
		}
	}
	n := len(a.sessions)
	a.clash, a.meets = make([]bool, n*n), make([]bool, n)
	for i, s := range a.sessions {
		for j, t := range a.sessions {
			a.clash[i*n+j] = i != j && (a.slotOf[i] == a.slotOf[j] || p.Clash(s, t))
			a.meets[i] = a.meets[i] || a.slotOf[i] != a.slotOf[j] && a.clash[i*n+j]
		}
	}
	for _, wants := range p.People {
		for _, w := range wants {
			if local[w.Session] >= 0 && !slices.Contains(a.levels, w.Level) {
				a.levels = append(a.levels, w.Level)
			}
		}
	}
	slices.Sort(a.levels)
	places := len(p.People) * len(slots)
	a.scale = newFlowScale(len(a.levels), p.Levels, len(p.People), places, len(slots) > 1)
	for who, wants := range p.People {
		if one := a.person(p, who, wants, local, places); len(one.units) > 0 {
			a.people = append(a.people, one)
		}
	}
	return a
}

// person gathers what somebody wants of the area, without what nobody can have.
func (a *flowArea) person(p flowProblem, who int, wants []flowWant, local []int, places int) flowPerson {
	one := flowPerson{who: who}
	for _, w := range wants {
		s := local[w.Session]
		if s < 0 || a.limits[s] == 0 {
			continue
		}
		level, _ := slices.BinarySearch(a.levels, w.Level)
		k := slices.Index(one.slots, a.slotOf[s])
		if k < 0 {
			k = len(one.slots)
			one.slots, one.units = append(one.slots, a.slotOf[s]), append(one.units, nil)
		}
		one.units[k] = append(one.units[k], flowOption{session: s, level: level,
			tie: a.scale.tie(len(p.People)-1-who, p.Levels-w.Level, s, places)})
		a.wants++
	}
	return one
}

// solve returns the sessions of the area's people and, where nothing proves that there is no better result, by
// how much one might be.
func (a *flowArea) solve() (got [][]int, gap []int) {
	if len(a.slots) > 1 {
		return newFlowSearch(a).run()
	}
	m := newFlowMarket(a.scale, a.slots, a.limits)
	for _, p := range a.people {
		m.units = append(m.units, flowUnit{options: p.units[0]})
	}
	for i := range m.units {
		if a.stopped() {
			return nil, nil
		}
		m.enter(i)
	}
	got = make([][]int, len(a.people))
	for i := range m.units {
		if u := &m.units[i]; u.at != outside {
			got[i] = []int{a.sessions[u.options[u.at].session]}
		}
	}
	return got, nil
}
