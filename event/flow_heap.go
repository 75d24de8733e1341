package event

// flowMove is a unit that would go from one session to another, to which of its options. Moves compare by what
// they cost: by the level won and the level lost, then by the tie-break.
type flowMove struct {
	order, tie   int64
	unit, option int32
}

// order is a number for a change of level, so that numbers compare as the costs do: satisfying a level is worth
// all later ones.
func (s *flowScale) order(from, to int) int64 {
	base := int64(s.levels + 2)
	lost, won := int64(s.levels+1-from), int64(s.levels+1-to)
	switch {
	case from == to:
		return 0
	case to < from:
		return -won*base + lost
	default:
		return lost*base - won
	}
}

func (a flowMove) before(b flowMove) bool {
	switch {
	case a.order != b.order:
		return a.order < b.order
	case a.tie != b.tie:
		return a.tie < b.tie
	}
	return a.unit < b.unit
}

// flowHeap has the move that costs least in front. What is no longer true is found out when it comes there.
type flowHeap []flowMove

func (h *flowHeap) push(x flowMove) {
	a := append(*h, x)
	i := len(a) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !x.before(a[up]) {
			break
		}
		a[i] = a[up]
		i = up
	}
	a[i] = x
	*h = a
}

func (h *flowHeap) pop() {
	a := *h
	last := len(a) - 1
	x := a[last]
	a = a[:last]
	*h = a
	if last == 0 {
		return
	}
	i := 0
	for {
		child := 2*i + 1
		if child >= last {
			break
		}
		if child+1 < last && a[child+1].before(a[child]) {
			child++
		}
		if !a[child].before(x) {
			break
		}
		a[i] = a[child]
		i = child
	}
	a[i] = x
}
