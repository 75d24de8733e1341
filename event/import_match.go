package event

import (
	"context"
	"slices"
	"strings"
)

// matcher finds the people of a file among those of the store. It reads the event's entries once.
type matcher struct {
	people    []record
	own       bool  // people may be changed
	found     []int // the entry of each record, or -1
	entries   []Entry
	spellings []spelling // of the entries' names
	taken     []int      // the record of each entry, or -1
	byEmail   map[string][]int
	byName    map[string][]int

	aliases map[int]*identity // by record: a name or an address that is known to be the entry's too
	chosen  map[int]bool      // records of whom the organizer said who they are

	elsewhere []Person // of other editions, as far as the file may mean them
	away      []spelling
	returned  map[int]int  // person of elsewhere by record
	back      map[int]bool // the same persons
	atAddress map[string][]int
	named     map[string][]int
}

func newMatcher(ctx context.Context, r Reader, eventID string, people []record) (*matcher, error) {
	m := &matcher{people: people, aliases: map[int]*identity{}, byEmail: map[string][]int{}, byName: map[string][]int{}}
	var err error
	if m.entries, err = r.Entries(ctx, EntryFilter{Event: eventID}); err != nil {
		return nil, err
	}
	m.spellings, m.taken = make([]spelling, len(m.entries)), make([]int, len(m.entries))
	for i := range m.entries {
		who := &m.entries[i].Who
		m.spellings[i], m.taken[i] = spell(who.Name), -1
		if address := strings.ToLower(who.Email); address != "" {
			m.byEmail[address] = append(m.byEmail[address], i)
		}
		key := m.spellings[i].nameKey(who.Institution)
		m.byName[key] = append(m.byName[key], i)
	}
	return m, nil
}

// match finds the entry of each record. The surest matches choose first: address and name, then the time
// at which the form was sent, then name and institution where an address is missing, then an address with
// the given name alone.
func (m *matcher) match() {
	m.found = make([]int, len(m.people))
	for i := range m.found {
		m.found[i] = -1
	}
	if len(m.entries) == 0 {
		return
	}
	m.pass(m.atAddressOf, func(rec *record, c int) bool { return rec.spelling.sorted == m.spellings[c].sorted })
	m.pass(m.atAddressOf, func(rec *record, c int) bool { return rec.spelling.same(m.spellings[c]) })
	m.matchJoined()
	m.matchMoments()
	named := func(rec *record) []int { return m.byName[rec.spelling.nameKey(rec.institution)] }
	unaddressed := func(rec *record, c int) bool { return rec.email == "" || m.entries[c].Who.Email == "" }
	m.pass(named, func(rec *record, c int) bool {
		return unaddressed(rec, c) && samePhone(rec.phone, m.entries[c].Who.Phone)
	})
	m.pass(named, unaddressed)
	senders := m.senders()
	m.pass(m.atAddressOf, func(rec *record, c int) bool {
		return senders[rec.email] == 1 && len(m.byEmail[rec.email]) == 1 && rec.spelling.sameGiven(m.spellings[c])
	})
}

func (m *matcher) atAddressOf(rec *record) []int { return m.byEmail[rec.email] }

// pass gives each record without an entry the first free one that fits.
func (m *matcher) pass(candidates func(*record) []int, fits func(*record, int) bool) {
	for i := range m.people {
		if m.found[i] >= 0 {
			continue
		}
		for _, c := range candidates(&m.people[i]) {
			if m.taken[c] < 0 && fits(&m.people[i], c) {
				m.take(i, c)
				break
			}
		}
	}
}

func (m *matcher) take(record, entry int) { m.found[record], m.taken[entry] = entry, record }

// matchJoined finds people by any of the rows that were made one by choice.
func (m *matcher) matchJoined() {
	for i := range m.people {
		for _, other := range m.people[i].others {
			s := spell(other.Name)
			for _, c := range m.byEmail[strings.ToLower(other.Email)] {
				if m.found[i] < 0 && m.taken[c] < 0 && s.same(m.spellings[c]) {
					m.take(i, c)
				}
			}
		}
	}
}

// senders counts the records under each address.
func (m *matcher) senders() map[string]int {
	n := make(map[string]int, len(m.people))
	for i := range m.people {
		n[m.people[i].email]++
	}
	return n
}

// matchMoments finds answers to a form by the moment at which they were sent, which stays while the rest
// is corrected. A moment that two rows share says nothing.
func (m *matcher) matchMoments() {
	const several = -1
	at := map[int64]int{}
	for c := range m.entries {
		if t := m.entries[c].Submitted; !t.IsZero() {
			if _, ok := at[t.Unix()]; ok {
				at[t.Unix()] = several
			} else {
				at[t.Unix()] = c
			}
		}
	}
	sent := make(map[int64]int, len(m.people))
	for i := range m.people {
		sent[m.people[i].submitted.Unix()]++
	}
	for i := range m.people {
		rec := &m.people[i]
		c, ok := at[rec.submitted.Unix()]
		if m.found[i] >= 0 || rec.submitted.IsZero() || !ok || c == several || m.taken[c] >= 0 || sent[rec.submitted.Unix()] > 1 {
			continue
		}
		if rec.spelling.same(m.spellings[c]) || slices.Contains(m.byEmail[rec.email], c) && rec.spelling.typo(m.spellings[c]) {
			m.take(i, c)
		}
	}
}

// join makes one record of two; the records of the plan that was shown stay as they are.
func (m *matcher) join(into, i int) RowError {
	if !m.own {
		m.own, m.people = true, slices.Clone(m.people)
	}
	return m.people[into].join(m.people[i])
}

// drop leaves records out.
func (m *matcher) drop(gone map[int]bool) {
	if len(gone) == 0 {
		return
	}
	left, found, aliases := make([]record, 0, len(m.people)), make([]int, 0, len(m.people)), map[int]*identity{}
	for i := range m.people {
		if gone[i] {
			continue
		}
		if o := m.aliases[i]; o != nil {
			aliases[len(left)] = o
		}
		if m.found != nil {
			if found = append(found, m.found[i]); m.found[i] >= 0 {
				m.taken[m.found[i]] = len(left)
			}
		}
		left = append(left, m.people[i])
	}
	m.people, m.aliases = left, aliases
	if m.found != nil {
		m.found = found
	}
}

// vanished lists the entries that are not in the file; who is there in a rejected row is not gone.
func (m *matcher) vanished(rejected []RowError) []Entry {
	there := map[string]bool{}
	for _, e := range rejected {
		if name, ok := e.Args["Name"].(string); ok {
			there[sortedWords(name)] = true
		}
	}
	var gone []Entry
	for i := range m.entries {
		if e := &m.entries[i]; m.taken[i] < 0 && e.Status != Cancelled && !e.Who.Erased && !there[m.spellings[i].sorted] {
			gone = append(gone, *e)
		}
	}
	return gone
}
