package event

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// flowValue is how good a result is: wants satisfied by level, then the tie-break.
type flowValue struct {
	counts [8]int
	tie    int
}

func (v flowValue) plus(o flowValue) flowValue {
	for i := range v.counts {
		v.counts[i] += o.counts[i]
	}
	v.tie += o.tie
	return v
}

func (v flowValue) less(o flowValue) bool {
	if c := slices.Compare(v.counts[:], o.counts[:]); c != 0 {
		return c < 0
	}
	return v.tie < o.tie
}

func (p flowProblem) valueOf(who int, w flowWant) (v flowValue) {
	v.counts[w.Level] = 1
	v.tie = (len(p.People) - who) * (p.Levels - w.Level)
	return v
}

func (p flowProblem) together(a, b int) bool {
	return p.Slots[a] != p.Slots[b] && !p.Clash(a, b)
}

// bruteForce tries everything, person after person, once for all places that are left.
func (p flowProblem) bruteForce() flowValue {
	type state struct {
		who  int
		left [8]int
	}
	known := map[state]flowValue{}
	var from func(state) flowValue
	from = func(s state) flowValue {
		if s.who == len(p.People) {
			return flowValue{}
		}
		if v, ok := known[s]; ok {
			return v
		}
		var best flowValue
		var try func(i int, taken []int, got flowValue, left [8]int)
		try = func(i int, taken []int, got flowValue, left [8]int) {
			if i == len(p.People[s.who]) {
				if v := got.plus(from(state{s.who + 1, left})); best.less(v) {
					best = v
				}
				return
			}
			try(i+1, taken, got, left)
			w := p.People[s.who][i]
			if left[w.Session] == 0 || slices.ContainsFunc(taken, func(t int) bool { return !p.together(t, w.Session) }) {
				return
			}
			if left[w.Session] > 0 {
				left[w.Session]--
			}
			try(i+1, append(slices.Clone(taken), w.Session), got.plus(p.valueOf(s.who, w)), left)
		}
		try(0, nil, flowValue{}, s.left)
		known[s] = best
		return best
	}
	start := state{}
	copy(start.left[:], p.Limits)
	return from(start)
}

// check looks whether a result is allowed, and says what it is worth.
func (p flowProblem) check(t testing.TB, res flowResult) (v flowValue) {
	t.Helper()
	load := make([]int, len(p.Limits))
	for who, got := range res.Got {
		for i, s := range got {
			k := slices.IndexFunc(p.People[who], func(w flowWant) bool { return w.Session == s })
			if k < 0 {
				t.Errorf("%d gets %d, which they do not want", who, s)
				continue
			}
			v = v.plus(p.valueOf(who, p.People[who][k]))
			load[s]++
			for _, other := range got[:i] {
				if !p.together(other, s) {
					t.Errorf("%d gets %d and %d", who, other, s)
				}
			}
		}
	}
	for s, n := range load {
		if p.Limits[s] >= 0 && n > p.Limits[s] {
			t.Errorf("%d places of %d in %d", n, p.Limits[s], s)
		}
	}
	return v
}

// randomFlow makes a small problem; some of them have slots that depend on one another.
func randomFlow(r *rand.Rand) flowProblem {
	sessions, slots := 1+r.IntN(6), 1+r.IntN(3)
	p := flowProblem{Levels: 6}
	clash := map[[2]int]bool{}
	for s := range sessions {
		p.Limits = append(p.Limits, r.IntN(4)-r.IntN(8)/7)
		p.Slots = append(p.Slots, r.IntN(slots))
		for o := range s {
			clash[[2]int{o, s}] = r.IntN(3) == 0
		}
	}
	if r.IntN(3) == 0 {
		clear(clash)
	}
	p.Clash = func(a, b int) bool { return clash[[2]int{min(a, b), max(a, b)}] }
	for range 1 + r.IntN(6) {
		order := r.Perm(sessions)
		var wants []flowWant
		for level, s := range order[:r.IntN(sessions+1)] {
			if r.IntN(4) == 0 {
				level = r.IntN(6) // two of one level, as a session that is there twice
			}
			wants = append(wants, flowWant{s, level})
		}
		p.People = append(p.People, wants)
	}
	return p
}

func TestFlow_EqualsBruteForce(t *testing.T) {
	coupled := 0
	for seed := range uint64(20_000) {
		p := randomFlow(rand.New(rand.NewPCG(seed, 4)))
		res, err := p.solve(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got, want := p.check(t, res), p.bruteForce()
		if got != want || !res.Proven {
			t.Fatalf("case %d: %+v, best is %+v, proven %t", seed, got, want, res.Proven)
		}
		if len(p.areas()) < len(slices.Compact(slices.Sorted(slices.Values(p.Slots)))) {
			coupled++
		}
	}
	t.Logf("%d with slots that depend on one another", coupled)
}

// What is not proven is still allowed, and the bound is not below the best there is.
func TestFlow_WithoutProof(t *testing.T) {
	unproven := 0
	for seed := range uint64(5000) {
		p := randomFlow(rand.New(rand.NewPCG(seed, 4)))
		p.Nodes = 1
		res, err := p.solve(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got, want := p.check(t, res), p.bruteForce()
		if want.less(got) {
			t.Fatalf("case %d: better than the best", seed)
		}
		if res.Proven {
			if got.counts != want.counts {
				t.Fatalf("case %d: said to be proven: %v, best %v", seed, got, want)
			}
			continue
		}
		unproven++
		if len(res.Gap) == 0 {
			t.Fatalf("case %d: no gap", seed)
		}
		for level, gap := range res.Gap {
			if want.counts[level] > got.counts[level]+gap {
				t.Fatalf("case %d: gap %v, got %v, best %v", seed, res.Gap, got, want)
			}
			if gap > 0 {
				break
			}
		}
	}
	t.Logf("%d unproven", unproven)
}

// given is a context that is cancelled when it was asked so often.
type given struct {
	context.Context
	left, after int
}

func (g *given) Err() error {
	if g.left--; g.left >= 0 {
		return nil
	}
	g.after++
	return context.Canceled
}

func TestFlow_StopsWhenCancelled(t *testing.T) {
	big := bigProgramme(5, func(p *Programme) {
		for i := range p.Sessions {
			p.Sessions[i].Title = p.Sessions[i%60].Title
		}
	})
	big.Entries = big.Entries[:400]
	for _, left := range []int{0, 1, 100, 500} {
		ctx := &given{Context: t.Context(), left: left}
		if _, err := big.Allocate(ctx, AllocateOptions{}); !errors.Is(err, context.Canceled) || ctx.after > 10 {
			t.Errorf("cancelled after %d looks: %v, and looked %d times more", left, err, ctx.after)
		}
	}
}
