package event

import "slices"

// flowNode is one step of a search: the market of an area under the rules.
type flowNode struct {
	*flowSearch
	market *flowMarket
	bundle *flowBundle
	first  []int    // by person: the first of the units in the market
	barred [][]bool // by unit and option: not offered, by the rules
	pinned []int    // by unit: the option that the rules give, or outside
	base   []int64  // what those cost
	bound  []int64  // no result under the rules costs less; nil: there is none
	exact  bool     // nothing better is left under the rules
	torn   int      // a person whose best set is another one than theirs
	wish   []int    // that set
}

// flowPasses is how often a step goes through the people who do not have their best set.
const flowPasses = 24

func newFlowNode(s *flowSearch) *flowNode {
	n := &flowNode{flowSearch: s, torn: outside, bundle: newFlowBundle(s.flowArea), base: make([]int64, s.scale.words)}
	n.market = newFlowMarket(s.scale, s.slots, slices.Clone(s.limits), true)
	for _, p := range s.people {
		n.first = append(n.first, len(n.market.units))
		for k, options := range p.units {
			n.market.units = append(n.market.units, flowUnit{options: slices.Clone(options), slot: p.slots[k], at: outside})
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

// settle brings people to their best sets, one after the other, as long as that helps.
func (n *flowNode) settle() {
	if n.exact {
		return
	}
	for i := range n.market.units {
		n.offerOptions(i, nil)
		n.market.enter(i)
	}
	fewest, stuck := len(n.people)+1, 0
	for pass := range flowPasses {
		unhappy := n.survey()
		if stuck++; len(unhappy) < fewest {
			fewest, stuck = len(unhappy), 0
		}
		if len(unhappy) == 0 {
			n.exact = true
		}
		if len(unhappy) == 0 || stuck > 3 || !n.better(n.bound, n.scale.words) {
			break
		}
		for _, who := range unhappy {
			n.please(who, stuck > 1 || pass > flowPasses/2)
		}
	}
	n.present()
}

// offerOptions offers a unit what the rules allow, without what does not go with the given set.
func (n *flowNode) offerOptions(unit int, beside []int) {
	u := &n.market.units[unit]
	for i := range u.options {
		o := &u.options[i]
		o.off = n.barred[unit][i]
		for _, s := range beside {
			o.off = o.off || n.slotOf[s] != u.slot && n.clash[s*len(n.sessions)+o.session]
		}
	}
}

// please gives a person the set that is best at the prices of now; strictly nothing else is offered if only it.
func (n *flowNode) please(who int, only bool) {
	choice := slices.Clone(n.best(who))
	var sessions []int
	for k, option := range choice {
		if option != outside {
			sessions = append(sessions, n.people[who].units[k][option].session)
		}
	}
	for k := range choice {
		n.market.exit(n.first[who] + k)
	}
	for k, option := range choice {
		unit := n.first[who] + k
		n.offerOptions(unit, sessions)
		if only {
			for i := range n.market.units[unit].options {
				n.market.units[unit].options[i].off = i != option
			}
		}
		n.market.enter(unit)
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
