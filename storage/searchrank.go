package storage

import (
	"slices"
	"strings"
)

// ranked gathers what a search finds by what matched: a family name, a given name, anything else. A hit is
// the number of a line, or -1 - that of a changed one. It is kept from one search to the next: a letter finds
// tens of thousands, and what each key leaves to be collected makes the next ones slow.
type ranked struct {
	needles []string
	limit   int // 0: none
	hits    [3][]int32
}

// begin forgets what was found before.
func (r *ranked) begin(needles []string, limit int) {
	r.needles, r.limit = needles, limit
	for at := range r.hits {
		r.hits[at] = r.hits[at][:0]
	}
}

// full says that nothing found later could come among the first.
func (r *ranked) full() bool { return r.limit > 0 && len(r.hits[0]) >= r.limit }

func (r *ranked) take(hit int, text string) {
	at := r.rank(text)
	if r.limit <= 0 || len(r.hits[at]) < r.limit {
		r.hits[at] = append(r.hits[at], int32(hit))
	}
}

// rank looks in which part of the text the best word lies.
func (r *ranked) rank(text string) int {
	if len(r.needles) == 0 {
		return 0 // everybody
	}
	for at := range len(r.hits) - 1 {
		part, rest, ok := strings.Cut(text, partEnd)
		if !ok {
			return len(r.hits) - 1
		}
		if slices.ContainsFunc(r.needles, func(n string) bool { return strings.Contains(part, n) }) {
			return at
		}
		text = rest
	}
	return len(r.hits) - 1
}

// all are the ids found, the best first.
func (r *ranked) all(id func(hit int) string) []string {
	n := len(r.hits[0]) + len(r.hits[1]) + len(r.hits[2])
	if r.limit > 0 {
		n = min(n, r.limit)
	}
	ids := make([]string, 0, n)
	for _, hits := range r.hits {
		for _, hit := range hits[:min(len(hits), n-len(ids))] {
			ids = append(ids, id(int(hit)))
		}
	}
	return ids
}
