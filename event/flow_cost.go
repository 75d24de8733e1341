package event

import "math/bits"

// Costs are vectors that compare word by word: how many wants of each level are satisfied, several levels to a
// word, each a signed digit; the last word says how well those who came first are served, and below that a
// little noise, so that hardly two results are alike. Vectors add and compare, which is all that shortest paths
// and prices need.

// flowScale is how levels and the tie-break are written into the words of a cost.
type flowScale struct {
	words  int // of a cost, the last one the tie-break
	digit  int // bits of a level
	each   int // levels in a word
	levels int
	noise  int // bits below the tie-break
}

// newFlowScale makes room for sums of costs: of the exchanges on a path alone, or of all that people get.
func newFlowScale(levels, weights, people, places int, sums bool) flowScale {
	s := flowScale{digit: 12, levels: levels}
	if sums {
		s.digit = 20
	}
	s.each = 60 / s.digit
	s.words = (levels+s.each-1)/s.each + 1
	s.noise = max(0, 61-bits.Len(uint(people))-bits.Len(uint(weights))-bits.Len(uint(places)))
	s.noise = min(s.noise, 26)
	return s
}

// add puts a level, times by, and a tie-break into a cost. Having nothing is the level after the last one.
func (s *flowScale) add(cost []int64, level, by int, tie int64) {
	if level < s.levels {
		word := level / s.each
		cost[word] += int64(by) << (s.digit * (s.each - 1 - level%s.each))
	}
	cost[s.words-1] += int64(by) * tie
}

// tie is what serving a person who has so many people behind is worth, where all else is equal.
func (s *flowScale) tie(behind, weight, session, places int) int64 {
	t := int64(behind+1) * int64(weight) << s.noise
	if room := s.noise - bits.Len(uint(places)); room > 0 {
		h := uint64(behind+1)*0x9e3779b97f4a7c15 ^ uint64(session+1)*0xc2b2ae3d27d4eb4f
		h ^= h >> 29
		h *= 0xbf58476d1ce4e5b9
		t += int64(h >> (64 - min(room, 20)))
	}
	return t
}

// counts reads how often a level is in a sum of costs.
func (s *flowScale) counts(cost []int64) []int {
	counts := make([]int, s.levels)
	for level := s.levels - 1; level >= 0; level-- {
		word, shift := level/s.each, s.digit*(s.each-1-level%s.each)
		rest := cost[word]
		for l := s.levels - 1; l > level; l-- { // take away the smaller digits, which may have borrowed
			if l/s.each == word {
				rest -= int64(counts[l]) << (s.digit * (s.each - 1 - l%s.each))
			}
		}
		v := (rest >> shift) & (1<<s.digit - 1)
		if v >= 1<<(s.digit-1) {
			v -= 1 << s.digit
		}
		if level%s.each == 0 { // the first digit of a word has the sign
			v = rest >> shift
		}
		counts[level] = int(v)
	}
	return counts
}

func lessCost(a, b []int64) bool {
	for i, x := range a {
		if x != b[i] {
			return x < b[i]
		}
	}
	return false
}

func addCost(to, cost []int64) {
	for i, x := range cost {
		to[i] += x
	}
}

func isFree(cost []int64) bool {
	for _, x := range cost {
		if x != 0 {
			return false
		}
	}
	return true
}
