package event

import (
	"context"
	"slices"
)

// Places in sessions as a problem of flow: people on one side, the places of sessions on the other. It knows
// nothing of names and times.
//
// A result is better the more wants of the first level it satisfies, then of the second, and so on; among
// results equal in that, the one in which those who come earlier in People have the better levels: the greatest
// sum, over all places given, of (people behind the person, the person too) × (levels not better than this one).

// flowProblem says who wants which places.
type flowProblem struct {
	Limits []int               // places by session; negative: no limit
	Slots  []int               // by session, from 0: no two sessions of one slot go together
	Clash  func(a, b int) bool // whether two sessions of different slots do not go together for one person
	People [][]flowWant        // in the order of sign-up
	Levels int                 // of wants
	Nodes  int                 // steps of a search for the proof; 0: as many as take a few seconds
}

// flowWant is a place that would be taken, and how good that is: level 0 is best.
type flowWant struct{ Session, Level int }

// flowResult is who gets which places.
type flowResult struct {
	Got    [][]int // sessions by person
	Proven bool    // no result satisfies more wants, as above
	Gap    []int   // unless proven: by level, how many more might be; nothing is known of the levels after it
}

// solve finds the best result. Slots that have nothing to do with one another are solved each on its own; of
// one slot that is exact. It fails only where ctx is cancelled.
func (p flowProblem) solve(ctx context.Context) (flowResult, error) {
	res := flowResult{Got: make([][]int, len(p.People)), Proven: true}
	for _, slots := range p.areas() {
		a := newFlowArea(p, slots)
		if len(a.people) == 0 {
			continue
		}
		a.stopped = func() bool { return ctx.Err() != nil }
		got, gap := a.solve()
		if err := ctx.Err(); err != nil {
			return flowResult{}, err
		}
		for i, sessions := range got {
			who := a.people[i].who
			res.Got[who] = append(res.Got[who], sessions...)
		}
		if len(gap) > 0 {
			res.Proven = false
			res.Gap = addGaps(res.Gap, gap)
		}
	}
	for _, got := range res.Got {
		slices.Sort(got)
	}
	return res, nil
}

// addGaps adds what might be gained in two parts; what is not known of one is not known of both.
func addGaps(a, b []int) []int {
	if a == nil {
		return b
	}
	sum := make([]int, min(len(a), len(b)))
	for i := range sum {
		sum[i] = a[i] + b[i]
	}
	return sum
}

// areas are the slots that somebody's wants connect, because two of the sessions do not go together.
func (p flowProblem) areas() [][]int {
	count := 0
	for _, s := range p.Slots {
		count = max(count, s+1)
	}
	root := make([]int, count)
	for i := range root {
		root[i] = i
	}
	var find func(i int) int
	find = func(i int) int {
		if root[i] != i {
			root[i] = find(root[i])
		}
		return root[i]
	}
	others := make([][]int, len(p.Slots))
	for a := range p.Slots {
		for b := range a {
			if p.Slots[a] != p.Slots[b] && p.Clash(a, b) {
				others[a] = append(others[a], b)
			}
		}
	}
	wanted := make([]int, len(p.Slots)) // by whom last, from 1
	for who, wants := range p.People {
		for _, w := range wants {
			wanted[w.Session] = who + 1
		}
		for _, w := range wants {
			for _, b := range others[w.Session] {
				if wanted[b] == who+1 {
					root[find(p.Slots[w.Session])] = find(p.Slots[b])
				}
			}
		}
	}
	at := map[int]int{}
	var areas [][]int
	for slot := range root {
		r := find(slot)
		if _, ok := at[r]; !ok {
			at[r] = len(areas)
			areas = append(areas, nil)
		}
		areas[at[r]] = append(areas[at[r]], slot)
	}
	return areas
}
