package event

// present makes a result of what the market gave, and better what nobody else would lose by.
func (n *flowNode) present() {
	choice := make([][]int, len(n.people))
	load := make([]int, len(n.sessions))
	for who, p := range n.people {
		choice[who] = nothing(len(p.units))
		for k := range p.units {
			unit := n.first[who] + k
			choice[who][k] = n.market.units[unit].at
			if n.pinned[unit] != outside {
				choice[who][k] = n.pinned[unit]
			}
		}
		if !n.fits(who) {
			own := append([]int(nil), choice[who]...)
			fit, _ := n.bundle.find(&n.people[who], func(unit, option int) bool { return own[unit] == option }, gratis)
			copy(choice[who], fit)
		}
		n.count(load, who, choice[who], 1)
	}
	for better := true; better && !n.stopped(); {
		better = false
		for who := range n.people {
			better = n.improve(who, choice[who], load) || better
		}
	}
	n.offer(choice, n.worth(choice))
}

func gratis(int) []int64 { return nil }

func (n *flowNode) count(load []int, who int, choice []int, by int) {
	for k, option := range choice {
		if option != outside {
			load[n.people[who].units[k][option].session] += by
		}
	}
}

// improve gives a person the best set that their own places and the free ones make.
func (n *flowNode) improve(who int, choice, load []int) bool {
	p := &n.people[who]
	n.count(load, who, choice, -1)
	set, cost := n.bundle.find(p, func(unit, option int) bool {
		s := p.units[unit][option].session
		return n.limits[s] < 0 || load[s] < n.limits[s]
	}, gratis)
	have := make([]int64, n.scale.words)
	for k, option := range choice {
		if option != outside {
			o := p.units[k][option]
			n.scale.add(have, o.level, -1, o.tie)
		}
	}
	better := lessCost(cost, have)
	if better {
		copy(choice, set)
	}
	n.count(load, who, choice, 1)
	return better
}
