package event

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"
)

// Roll is a list of registrations got ready to be filtered and sorted while somebody types: of each field
// that is asked about, every value is folded and put in order once, however many people share it.
// It may be used from several goroutines; the entries must not change.
type Roll struct {
	Entries []Entry
	groups  map[string]string
	zone    *time.Location

	places map[string]int // of the entries, by id
	ends   []uint64       // of the entries' ids, close together in memory
	taken  map[string][]string

	mu     sync.Mutex
	fields map[string]*rollField
}

// rollField is one field of all entries.
type rollField struct {
	values []rollValue // each different one
	of     []int32     // the value of each entry

	once   sync.Once
	listed []FieldValue
}

// rollValue is what a field holds: one text, or several where a person chooses several.
type rollValue struct {
	parts  []string
	folded []string
	count  int
	rank   int32 // in Polish order, the empty one last
}

// FieldValue is a value that some registrations have.
type FieldValue struct {
	Value string
	Count int
}

// NewRoll takes the entries in the order in which they are to be shown.
func NewRoll(entries []Entry, groups []Group, zone *time.Location) *Roll {
	r := &Roll{Entries: entries, groups: map[string]string{}, zone: zone, places: make(map[string]int, len(entries)), fields: map[string]*rollField{}}
	r.ends = make([]uint64, len(entries))
	for i := range entries {
		r.places[entries[i].ID] = i
		r.ends[i] = endOf(entries[i].ID)
	}
	for _, g := range groups {
		r.groups[g.ID] = g.Title
	}
	return r
}

// SetSessions tells in which sessions people have a place: their titles, by registration. It comes before
// the first question.
func (r *Roll) SetSessions(titles map[string][]string) { r.taken = titles }

// Everybody is the place of each entry.
func (r *Roll) Everybody() []int {
	all := make([]int, len(r.Entries))
	for i := range all {
		all[i] = i
	}
	return all
}

// Pick returns the places of the entries that meet all terms. Searches among the terms are Store.Search's:
// Found takes what it found. A condition on a field that there is not is met by nobody.
func (r *Roll) Pick(terms []Condition) []int { return r.pick(r.Everybody(), terms) }

// Found returns the places of the entries that a search found and that meet all terms, in the list's order.
func (r *Roll) Found(ids []string, terms []Condition) []int {
	return r.pick(r.placesOf(ids), terms)
}

func (r *Roll) pick(places []int, terms []Condition) []int {
	for _, c := range terms {
		if c.Field == FieldSearch {
			continue
		}
		meets := r.meets(c)
		if meets == nil {
			return nil
		}
		of := r.field(c.Field).of
		left := places[:0]
		for _, i := range places {
			if meets[of[i]] {
				left = append(left, i)
			}
		}
		places = left
	}
	return places
}

// meets tells of each value of the condition's field whether it meets it; nil: there is no such field.
func (r *Roll) meets(c Condition) []bool {
	if c.Check() != nil {
		return nil
	}
	f := r.field(c.Field)
	wanted := Fold(c.Value)
	meets := make([]bool, len(f.values))
	for i, v := range f.values {
		meets[i] = c.metBy(v, wanted)
	}
	return meets
}

// near is how far down the next hit of a search is looked for before the whole list is asked.
const near = 48

// endOf is the last eight bytes of an id, the random ones, as a number.
func endOf(id string) uint64 {
	n := uint64(0)
	for i := max(len(id)-8, 0); i < len(id); i++ {
		n = n<<8 | uint64(id[i])
	}
	return n
}

// placesOf finds the places of ids. A search gives its hits in the order of the list, best first: the next
// one is mostly just below.
func (r *Roll) placesOf(ids []string) []int {
	hit := make([]bool, len(r.Entries))
	at, count := -1, 0
	for _, id := range ids {
		next, last, end := at+1, min(at+1+near, len(r.Entries)), endOf(id)
		for next < last && r.ends[next] != end {
			next++
		}
		if next >= last || r.Entries[next].ID != id {
			var known bool
			if next, known = r.places[id]; !known {
				continue
			}
		}
		if at = next; !hit[at] {
			hit[at] = true
			count++
		}
	}
	places := make([]int, 0, count)
	for i, yes := range hit {
		if yes {
			places = append(places, i)
		}
	}
	return places
}

// Values lists what a field holds, the most frequent first; of several choices each counts by itself.
// Nothing is the empty value. The list must not be changed.
func (r *Roll) Values(field string) []FieldValue {
	f := r.field(field)
	f.once.Do(func() { f.listed = f.listValues() })
	return f.listed
}

func (f *rollField) listValues() []FieldValue {
	counts := map[string]int{}
	for _, v := range f.values {
		for _, part := range v.parts {
			counts[part] += v.count
		}
		if len(v.parts) == 0 {
			counts[""] += v.count
		}
	}
	type keyed struct {
		FieldValue
		key string
	}
	all := make([]keyed, 0, len(counts))
	for value, n := range counts {
		all = append(all, keyed{FieldValue{value, n}, polishKey(value)})
	}
	slices.SortFunc(all, func(a, b keyed) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.key, b.key), strings.Compare(a.Value, b.Value))
	})
	listed := make([]FieldValue, len(all))
	for i, v := range all {
		listed[i] = v.FieldValue
	}
	return listed
}

// Ranks orders the entries by a field: a smaller number stands first, in Polish order or as numbers, those
// without a value last.
func (r *Roll) Ranks(field string) []int32 {
	f := r.field(field)
	ranks := make([]int32, len(f.of))
	for i, v := range f.of {
		ranks[i] = f.values[v].rank
	}
	return ranks
}

// field reads a field of all entries, once.
func (r *Roll) field(name string) *rollField {
	r.mu.Lock()
	defer r.mu.Unlock()
	if f := r.fields[name]; f != nil {
		return f
	}
	f := &rollField{of: make([]int32, len(r.Entries))}
	known := map[string]int32{}
	for i := range r.Entries {
		parts := r.parts(&r.Entries[i], name)
		key := ""
		if len(parts) == 1 {
			key = parts[0]
		} else if len(parts) > 1 {
			key = strings.Join(parts, "\x00")
		}
		v, ok := known[key]
		if !ok {
			v = int32(len(f.values))
			known[key] = v
			f.values = append(f.values, newRollValue(parts))
		}
		f.of[i] = v
		f.values[v].count++
	}
	f.rank(name)
	r.fields[name] = f
	return f
}

func newRollValue(parts []string) rollValue {
	v := rollValue{parts: parts, folded: make([]string, len(parts))}
	for i, p := range parts {
		v.folded[i] = Fold(p)
	}
	return v
}

// rank puts the values in order.
func (f *rollField) rank(name string) {
	type ranked struct {
		at     int32
		number float64
		key    string
	}
	all := make([]ranked, len(f.values))
	for i, v := range f.values {
		text := strings.Join(v.parts, "; ")
		all[i] = ranked{at: int32(i), number: orderNumber(name, text), key: polishKey(text)}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		x, y := f.values[a.at], f.values[b.at]
		if (len(x.parts) == 0) != (len(y.parts) == 0) {
			return cmp.Compare(len(y.parts), len(x.parts))
		}
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.key, b.key), cmp.Compare(strings.Join(x.parts, "; "), strings.Join(y.parts, "; ")))
	})
	for rank, v := range all {
		f.values[v.at].rank = int32(rank)
	}
}
