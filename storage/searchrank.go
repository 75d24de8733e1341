package storage

import (
	"slices"
	"strings"
)

// ranked gathers what a search finds by what matched: a family name, a given name, anything else.
type ranked struct {
	needles []string
	limit   int // 0: none
	ids     [3][]string
}

// full says that nothing found later could come among the first.
func (r *ranked) full() bool { return r.limit > 0 && len(r.ids[0]) >= r.limit }

func (r *ranked) take(id, text string) {
	at := r.rank(text)
	if r.limit <= 0 || len(r.ids[at]) < r.limit {
		r.ids[at] = append(r.ids[at], id)
	}
}

// rank looks in which part of the text the best word lies.
func (r *ranked) rank(text string) int {
	if len(r.needles) == 0 {
		return 0 // everybody
	}
	for at := range len(r.ids) - 1 {
		part, rest, ok := strings.Cut(text, partEnd)
		if !ok {
			return len(r.ids) - 1
		}
		if slices.ContainsFunc(r.needles, func(n string) bool { return strings.Contains(part, n) }) {
			return at
		}
		text = rest
	}
	return len(r.ids) - 1
}

// all are the ids found, the best first.
func (r *ranked) all() []string {
	ids := make([]string, 0, len(r.ids[0])+len(r.ids[1])+len(r.ids[2]))
	ids = append(append(append(ids, r.ids[0]...), r.ids[1]...), r.ids[2]...)
	if r.limit > 0 && len(ids) > r.limit {
		ids = ids[:r.limit]
	}
	return ids
}
