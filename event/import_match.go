package event

import (
	"context"
	"encoding/json"
	"maps"
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

	chosen map[int]bool // records of whom the organizer said who they are

	elsewhere []Person // of other editions, as far as the file may mean them
	away      []spelling
	returned  map[int]int  // person of elsewhere by record
	back      map[int]bool // the same persons
	atAddress map[string][]int
	named     map[string][]int
}

func newMatcher(ctx context.Context, r Reader, eventID string, people []record) (*matcher, error) {
	m := &matcher{people: people, byEmail: map[string][]int{}, byName: map[string][]int{}}
	var err error
	if m.entries, err = r.Entries(ctx, EntryFilter{Event: eventID}); err != nil {
		return nil, err
	}
	m.spellings, m.taken = make([]spelling, len(m.entries)), make([]int, len(m.entries))
	for i := range m.entries {
		who := &m.entries[i].Who
		m.spellings[i], m.taken[i] = spell(who.Name), -1
		for _, address := range who.addresses() {
			m.byEmail[address] = append(m.byEmail[address], i)
		}
		key := m.spellings[i].nameKey(who.Institution)
		m.byName[key] = append(m.byName[key], i)
	}
	return m, nil
}

// addresses are all e-mail addresses under which lists may name a person.
func (p *Person) addresses() []string {
	var all []string
	if address := strings.ToLower(p.Email); address != "" {
		all = append(all, address)
	}
	return append(all, p.OtherEmails...)
}

// knownAt reports an address of a person other than the one that is written to.
func (p *Person) knownAt(address string) bool {
	return address != "" && address != strings.ToLower(p.Email) && slices.Contains(p.OtherEmails, address)
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
	m.matchMoments()
	m.pass(func(rec *record) []int { return m.byName[rec.spelling.nameKey(rec.institution)] },
		func(rec *record, c int) bool { return rec.email == "" || m.entries[c].Who.Email == "" })
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

// matchFormer finds those whose name, address or institution somebody corrected since: a file that still
// has the former ones is about the same people.
func (m *matcher) matchFormer(ctx context.Context, r Reader) error {
	left := map[string]int{} // entries by person
	var persons []string
	for c := range m.entries {
		if m.taken[c] < 0 {
			left[m.entries[c].Person] = c
			persons = append(persons, m.entries[c].Person)
		}
	}
	if len(left) == 0 || !slices.Contains(m.found, -1) {
		return nil
	}
	once := map[int]*former{}
	err := r.FactsOf(ctx, persons, func(f Fact) error {
		if f.Kind == (PersonChanged{}).FactKind() {
			c := left[f.Entity]
			if once[c] == nil {
				once[c] = newFormer(m.entries[c].Who)
			}
			once[c].note(f)
		}
		return nil
	})
	if err != nil {
		return err
	}
	byEmail, byName := map[string][]int{}, map[string][]int{}
	for _, c := range slices.Sorted(maps.Keys(once)) {
		for address := range once[c].emails {
			byEmail[address] = append(byEmail[address], c)
		}
		for name := range once[c].names {
			byName[name] = append(byName[name], c)
		}
	}
	m.pass(func(rec *record) []int { return byEmail[rec.email] },
		func(rec *record, c int) bool {
			return rec.email != "" && (once[c].names[rec.spelling.sorted] || rec.spelling.same(m.spellings[c]))
		})
	m.pass(func(rec *record) []int { return byName[rec.spelling.sorted] },
		func(rec *record, c int) bool {
			return (rec.email == "" || once[c].emails[""]) && once[c].institutions[Fold(rec.institution)]
		})
	return nil
}

// former is what a person was called once, and now.
type former struct{ names, emails, institutions map[string]bool }

func newFormer(p Person) *former {
	return &former{map[string]bool{sortedWords(p.Name.Full()): true}, map[string]bool{strings.ToLower(p.Email): true}, map[string]bool{Fold(p.Institution): true}}
}

func (o *former) note(f Fact) {
	var c Change
	if json.Unmarshal(f.Body, &c) != nil {
		return
	}
	var n Name
	var text string
	switch c.Field {
	case "name":
		if json.Unmarshal(c.Old, &n) == nil && n.Full() != "" {
			o.names[sortedWords(n.Full())] = true
		}
	case "email":
		if json.Unmarshal(c.Old, &text) == nil {
			o.emails[strings.ToLower(text)] = true
		}
	case "institution":
		if json.Unmarshal(c.Old, &text) == nil {
			o.institutions[Fold(text)] = true
		}
	}
}

// joinKnown makes one record of rows of which the store knows that they are about one person, under two
// addresses: two registrations of that person became one.
func (m *matcher) joinKnown() (repeated []RowError) {
	first := map[int]int{} // record by entry
	gone := map[int]bool{}
	for i := range m.people {
		rec := &m.people[i]
		for _, c := range m.byEmail[rec.email] {
			if len(m.entries[c].Who.OtherEmails) == 0 || !rec.spelling.same(m.spellings[c]) {
				continue
			}
			if other, ok := first[c]; ok {
				repeated = append(repeated, m.join(other, i))
				gone[i] = true
			} else {
				first[c] = i
			}
			break
		}
	}
	m.drop(gone)
	return repeated
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
	left := make([]record, 0, len(m.people))
	for i, rec := range m.people {
		if !gone[i] {
			left = append(left, rec)
		}
	}
	m.people = left
}

// lookElsewhere finds the people of other editions whom the unmatched records may mean: by the address
// and the name for sure, by the name alone perhaps.
func (m *matcher) lookElsewhere(ctx context.Context, r Reader, eventID string) error {
	m.returned, m.back, m.atAddress, m.named = map[int]int{}, map[int]bool{}, map[string][]int{}, map[string][]int{}
	addresses, names := map[string]bool{}, map[string]bool{}
	for i := range m.people {
		if m.found[i] < 0 {
			addresses[m.people[i].email], names[m.people[i].spelling.sorted] = true, true
		}
	}
	delete(addresses, "")
	var err error
	m.elsewhere, err = r.PersonsElsewhere(ctx, eventID, func(n Name, email string) bool {
		return addresses[email] || names[sortedWords(n.Full())]
	})
	if err != nil {
		return err
	}
	m.away = make([]spelling, len(m.elsewhere))
	for i := range m.elsewhere {
		m.away[i] = spell(m.elsewhere[i].Name)
		for _, address := range m.elsewhere[i].addresses() {
			m.atAddress[address] = append(m.atAddress[address], i)
		}
		m.named[m.away[i].sorted] = append(m.named[m.away[i].sorted], i)
	}
	senders := m.senders()
	for _, same := range []func(rec *record, p int) bool{
		func(rec *record, p int) bool { return rec.spelling.same(m.away[p]) },
		func(rec *record, p int) bool {
			return senders[rec.email] == 1 && len(m.atAddress[rec.email]) == 1 && rec.spelling.sameGiven(m.away[p])
		},
	} {
		m.returning(same)
	}
	return nil
}

// returning gives each unmatched record the first person elsewhere at its address who fits.
func (m *matcher) returning(same func(rec *record, p int) bool) {
	for i := range m.people {
		if _, ok := m.returned[i]; ok || m.found[i] >= 0 || m.people[i].email == "" {
			continue
		}
		for _, p := range m.atAddress[m.people[i].email] {
			if !m.back[p] && same(&m.people[i], p) {
				m.returned[i], m.back[p] = p, true
				break
			}
		}
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
