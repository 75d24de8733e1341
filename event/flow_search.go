package event

import "slices"

// Where two sessions of different slots do not go together for a person (one is longer than the other, or it is
// the same one again), the slots cannot be solved each on its own. Prices hold them together: at given prices
// everybody has a set of sessions that is best for them, and the sum of that is a bound that no result can pass.
// If everybody has their best set and every session with a price is full, the result is the best there is. The
// search brings the slots there, and where it cannot, it tries with and without a place that is in dispute.

// flowSearch is a branch and bound over an area.
type flowSearch struct {
	*flowArea
	rules []flowRule // of the present node
	found [][]int    // the best result: option by unit
	value []int64    // its cost
	left  int        // nodes that may still be looked at
	open  []int64    // the least bound of what was not looked at; nil: all was
}

// flowRule decides that a person has a session, or does not.
type flowRule struct {
	person, session int
	has             bool
}

func newFlowSearch(a *flowArea) *flowSearch {
	s := &flowSearch{flowArea: a, left: a.nodes}
	if s.left == 0 {
		s.left = min(max(300_000/(a.wants+1), 1), 20_000)
	}
	s.found = make([][]int, len(a.people))
	for i, p := range a.people {
		s.found[i] = nothing(len(p.units))
	}
	s.value = make([]int64, a.scale.words)
	return s
}

func nothing(units int) []int {
	none := make([]int, units)
	for i := range none {
		none[i] = outside
	}
	return none
}

func (s *flowSearch) run() (got [][]int, gap []int) {
	s.branch(nil)
	got = make([][]int, len(s.people))
	for i, p := range s.people {
		for k, option := range s.found[i] {
			if option != outside {
				got[i] = append(got[i], s.sessions[p.units[k][option].session])
			}
		}
	}
	if s.open == nil || !s.better(s.open, s.scale.words-1) {
		return got, nil
	}
	have, might := s.scale.counts(s.value), s.scale.counts(s.open)
	for level, n := range have {
		for len(gap) <= s.levels[level] {
			gap = append(gap, 0)
		}
		if d := n - might[level]; d > 0 {
			gap[s.levels[level]] = d
			break
		}
	}
	return got, gap
}

// better reports whether a bound leaves room for a better result than the one found, in so many words.
func (s *flowSearch) better(bound []int64, words int) bool {
	for i := range words {
		b, v := bound[i], s.value[i]
		if i == s.scale.words-1 { // noise decides nothing
			b, v = b>>s.scale.noise, v>>s.scale.noise
		}
		if b != v {
			return b < v
		}
	}
	return false
}

// branch looks at all results that keep to the rules; bound is what is known of them.
func (s *flowSearch) branch(bound []int64) {
	if bound != nil && !s.better(bound, s.scale.words) {
		return
	}
	if s.left <= 0 {
		if s.open == nil || lessCost(bound, s.open) {
			s.open = bound
		}
		return
	}
	s.left--
	n := newFlowNode(s)
	n.settle()
	if s.stopped() {
		return
	}
	if bound == nil {
		s.left /= 1 + n.unhappy/10 // where many are in dispute, looking at a few of them shows nothing
	}
	if n.exact || !s.better(n.bound, s.scale.words) {
		return
	}
	rule, ok := n.dispute()
	if !ok {
		return
	}
	depth := len(s.rules)
	for _, has := range []bool{true, false} {
		rule.has = has
		s.rules = append(s.rules[:depth], rule)
		s.branch(n.bound)
	}
	s.rules = s.rules[:depth]
}

// offer keeps a result if it is the best so far.
func (s *flowSearch) offer(choice [][]int, value []int64) {
	if lessCost(value, s.value) {
		s.value = slices.Clone(value)
		for i := range choice {
			s.found[i] = slices.Clone(choice[i])
		}
	}
}

// worth is what a result costs.
func (s *flowSearch) worth(choice [][]int) []int64 {
	sum := make([]int64, s.scale.words)
	for i, p := range s.people {
		for k, option := range choice[i] {
			if option != outside {
				o := p.units[k][option]
				s.scale.add(sum, o.level, -1, o.tie)
			}
		}
	}
	return sum
}
