package event

import "slices"

// flowNode is one step of a search: the market of an area under the rules.
type flowNode struct {
	*flowSearch
	market  *flowMarket
	bundle  *flowBundle
	first   []int    // by person: the first of the units in the market
	barred  [][]bool // by unit and option: not offered, by the rules
	pinned  []int    // by unit: the option that the rules give, or outside
	base    []int64  // what those cost
	bound   []int64  // no result under the rules costs less; nil: there is none
	exact   bool     // nothing better is left under the rules
	unhappy int      // the fewest people who did not have their best set
	torn    int      // a person whose best set is another one than theirs
	wish    []int    // that set
}

// flowWork is how often a step may please each person, on the average.
const flowWork = 8

func newFlowNode(s *flowSearch) *flowNode {
	n := &flowNode{flowSearch: s, torn: outside, bundle: newFlowBundle(s.flowArea), base: make([]int64, s.scale.words)}
	n.market = newFlowMarket(s.scale, s.slots, slices.Clone(s.limits))
	for _, p := range s.people {
		n.first = append(n.first, len(n.market.units))
		for k, options := range p.units {
			n.market.units = append(n.market.units, flowUnit{options: slices.Clone(options), slot: p.slots[k], at: outside,
				costs: make([]int64, len(options)*s.scale.words)})
			n.barred = append(n.barred, make([]bool, len(options)))
			n.pinned = append(n.pinned, outside)
		}
	}
	for _, r := range s.rules {
		if !n.obey(r) {
			n.exact = true // more people are to be in a session than it takes
			return n
		}
	}
	return n
}

// obey makes a rule hold; ok is false where it cannot.
func (n *flowNode) obey(r flowRule) (ok bool) {
	for k, options := range n.people[r.person].units {
		unit := n.first[r.person] + k
		for i, o := range options {
			switch {
			case o.session != r.session:
				n.barred[unit][i] = n.barred[unit][i] || r.has && n.clash[o.session*len(n.sessions)+r.session]
			case !r.has || n.barred[unit][i] && n.pinned[unit] != i:
				n.barred[unit][i] = true
				ok = !r.has
			default:
				n.barred[unit][i], n.pinned[unit] = true, i
				n.scale.add(n.base, o.level, -1, o.tie)
				limit := &n.market.limits[o.session]
				if ok = *limit != 0; *limit > 0 {
					*limit--
				}
			}
		}
	}
	return ok
}

// settle brings people to their best sets, one after the other, as long as that helps: at first by offering all
// that they could want at a fair cost, until the prices are right; then by giving everybody who is left just what
// is best for them.
func (n *flowNode) settle() {
	if n.exact {
		return
	}
	for who := range n.people {
		if n.stopped() {
			return
		}
		n.please(who, false)
	}
	stuck, strict := 0, false
	n.unhappy = len(n.people) + 1
	for work := flowWork * len(n.people); ; {
		unhappy := n.survey()
		if stuck++; len(unhappy) < n.unhappy {
			n.unhappy, stuck = len(unhappy), 0
			if strict {
				n.present()
			}
		}
		n.exact = len(unhappy) == 0
		work -= len(unhappy)
		if n.exact || stuck > 4 || work < 0 || n.stopped() || !n.better(n.bound, n.scale.words) {
			break
		}
		strict = strict || stuck > 0
		for _, who := range unhappy {
			if n.stopped() {
				return
			}
			n.please(who, strict)
		}
	}
	n.present()
}

// please offers a person's units what they would want, knowing what the others then could not have: each option
// costs what it costs the person, with the others at their best at the prices of now. Only offers the best set.
func (n *flowNode) please(who int, only bool) {
	p := &n.people[who]
	for k := range p.units {
		n.market.exit(n.first[who] + k)
	}
	choice := slices.Clone(n.best(who))
	w := n.scale.words
	for k, options := range p.units {
		u := &n.market.units[n.first[who]+k]
		clear(u.costs)
		alone := slices.Clone(n.bundle.beside(k, outside))
		for i, o := range options {
			cost := u.costs[i*w : (i+1)*w]
			u.options[i].off = n.barred[n.first[who]+k][i] || only && i != choice[k]
			n.scale.add(cost, o.level, -1, o.tie)
			if len(p.units) > 1 && n.meets[o.session] && !only {
				for x, y := range n.bundle.beside(k, o.session) {
					cost[x] += y - alone[x]
				}
			}
		}
	}
	for k := range p.units {
		n.market.enter(n.first[who] + k)
	}
}

// best is the best set of a person at the prices of now.
func (n *flowNode) best(who int) []int {
	choice, _ := n.bundle.find(&n.people[who], func(unit, option int) bool { return !n.barred[n.first[who]+unit][option] }, n.market.price)
	return choice
}

// survey works out the bound at the prices of now, and who has another set than their best one.
func (n *flowNode) survey() (unhappy []int) {
	bound := slices.Clone(n.base)
	n.torn = outside
	have := make([]int64, n.scale.words)
	for who := range n.people {
		choice := n.best(who)
		addCost(bound, n.bundle.value)
		clear(have)
		fits := n.fits(who)
		for k := range choice {
			u := &n.market.units[n.first[who]+k]
			n.market.cost(have, u, u.at, 1)
			if u.at != outside {
				addCost(have, n.market.price(u.options[u.at].session))
			}
		}
		if !fits || lessCost(n.bundle.value, have) {
			unhappy = append(unhappy, who)
			if n.torn == outside {
				n.torn, n.wish = who, slices.Clone(choice)
			}
		}
	}
	for s, limit := range n.market.limits {
		for i, y := range n.market.price(s) {
			bound[i] -= y * int64(max(limit, 0))
		}
	}
	if n.bound == nil || lessCost(n.bound, bound) {
		n.bound = bound
	}
	return unhappy
}

// fits reports whether what a person has goes together.
func (n *flowNode) fits(who int) bool {
	units := n.market.units[n.first[who] : n.first[who]+len(n.people[who].units)]
	for k := range units {
		if units[k].at == outside {
			continue
		}
		for i := range k {
			if units[i].at != outside &&
				n.clash[units[i].options[units[i].at].session*len(n.sessions)+units[k].options[units[k].at].session] {
				return false
			}
		}
	}
	return true
}

// dispute chooses a place that the bound and the result do not agree on.
func (n *flowNode) dispute() (flowRule, bool) {
	if n.torn != outside {
		p := n.people[n.torn]
		for k, option := range n.wish {
			u := &n.market.units[n.first[n.torn]+k]
			if option != u.at && option != outside {
				return flowRule{person: n.torn, session: p.units[k][option].session}, true
			}
		}
		for k, option := range n.wish {
			u := &n.market.units[n.first[n.torn]+k]
			if option != u.at {
				return flowRule{person: n.torn, session: p.units[k][u.at].session}, true
			}
		}
	}
	for who, p := range n.people {
		for k, options := range p.units {
			for i, o := range options {
				if !n.barred[n.first[who]+k][i] {
					return flowRule{person: who, session: o.session}, true
				}
			}
		}
	}
	return flowRule{}, false
}
