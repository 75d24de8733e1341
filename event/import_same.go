package event

import (
	"slices"
	"strings"
)

// spelling is a name as names are compared, folded.
type spelling struct {
	given, family string
	sorted        string // all words
}

func spell(n Name) spelling {
	s := spelling{given: Fold(n.Given), family: Fold(n.Family)}
	s.sorted = inOrder(strings.TrimSpace(s.given + " " + s.family))
	return s
}

// sortedWords are the words of a text whatever their order and the marks on them.
func sortedWords(s string) string { return inOrder(Fold(s)) }

func inOrder(folded string) string {
	words := strings.Fields(folded)
	if slices.IsSorted(words) {
		return folded
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// sameName takes two spellings for one person: the same words, one a part of the other (a second given
// name, a married name added), or a slip of the pen.
func sameName(a, b Name) bool { return spell(a).same(spell(b)) }

func (s spelling) same(o spelling) bool { return s.sameWords(o) || s.slip(o) }

// sameWords takes the same words for one name, and those of which one is a part of the other.
func (s spelling) sameWords(o spelling) bool {
	if s.sorted == o.sorted {
		return true
	}
	x, y := strings.Fields(s.sorted), strings.Fields(o.sorted)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 2 {
		return false
	}
	for _, w := range x {
		if !slices.Contains(y, w) {
			return false
		}
	}
	return true
}

// slip takes long names that differ by little for one, badly typed. Short ones are too near each other, as
// are those of a couple, who share an address: Ewa and Ela, Maria and Marta, Stanisław and Stanisława.
func (s spelling) slip(o spelling) bool {
	if s.given != o.given && (min(len(s.given), len(o.given)) < 6 || !s.givenTypo(o)) {
		return false
	}
	return s.family == o.family || (min(len(s.family), len(o.family)) >= 5 && s.familyTypo(o))
}

// typo takes names for one that are probably the same: one part is, and the other nearly. It says less
// than slip, and wants a person to look.
func (s spelling) typo(o spelling) bool {
	given, family := s.given == o.given, s.family == o.family
	return given && !family && s.familyTypo(o) || family && !given && s.givenTypo(o) || s.slip(o)
}

// givenTypo takes two given names for one with a letter wrong. Two that exist are two.
func (s spelling) givenTypo(o spelling) bool {
	a, _, _ := strings.Cut(s.given, " ")
	b, _, _ := strings.Cut(o.given, " ")
	if min(len(a), len(b)) < 3 || !nearly(a, b, 1) {
		return false
	}
	if isName(a) == isName(b) {
		return !isName(a) && GuessAddress(a) == GuessAddress(b)
	}
	return true
}

// familyTypo takes two family names for one with a letter wrong, or two in a long one. People get the
// beginning of a name right.
func (s spelling) familyTypo(o spelling) bool {
	a, b := s.family, o.family
	shorter := min(len(a), len(b))
	limit := 1
	if shorter >= 8 {
		limit = 2
	}
	return shorter >= 4 && a[0] == b[0] && nearly(a, b, limit)
}

// nearly reports whether at most limit letters have to be added, dropped or changed, or two neighbours swapped.
func nearly(a, b string, limit int) bool { return within(a, b, limit) || swapped(a, b) }

// swapped reports whether two neighbouring letters changed places, and nothing else.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// within reports whether at most limit letters have to be added, dropped or changed.
func within(a, b string, limit int) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > limit || len(b) > 200 {
		return false
	}
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := last[0]
		last[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost = 1 + min(diagonal, last[j], last[j-1])
			}
			diagonal, last[j] = last[j], cost
		}
	}
	return last[len(b)] <= limit
}

// sameGiven is how a person with a new family name is known by an unchanged address.
func (s spelling) sameGiven(o spelling) bool {
	x, _, _ := strings.Cut(s.given, " ")
	y, _, _ := strings.Cut(o.given, " ")
	return x != "" && x == y
}

// nameKey is a name and an institution whatever the order of the words and the marks on them.
func (s spelling) nameKey(institution string) string { return s.sorted + "|" + Fold(institution) }
