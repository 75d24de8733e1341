package event

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
)

// identity is what a person was called once: before somebody corrected it, or as another person who turned
// out to be the same.
type identity struct {
	entry                       int
	merged                      bool // it was another person's
	names, emails, institutions map[string]bool
}

func newIdentity(entry int, merged bool) *identity {
	return &identity{entry, merged, map[string]bool{}, map[string]bool{}, map[string]bool{}}
}

func (o *identity) add(p Person) {
	o.names[sortedWords(p.Name.Full())] = true
	o.emails[strings.ToLower(p.Email)] = true
	o.institutions[Fold(p.Institution)] = true
}

// note takes a fact about the person into account.
func (o *identity) note(f Fact) {
	switch f.Kind {
	case PersonAdded{}.FactKind():
		var p Person
		if json.Unmarshal(f.Body, &p) == nil {
			o.add(p)
		}
	case PersonChanged{}.FactKind():
		var c Change
		if json.Unmarshal(f.Body, &c) == nil {
			o.change(c.Field, c.Old, !isUndo(f.By)) // what an import brought that was taken back was never true
			o.change(c.Field, c.New, true)
		}
	}
}

func (o *identity) change(field string, raw json.RawMessage, is bool) {
	var n Name
	var text string
	switch {
	case field == "name" && json.Unmarshal(raw, &n) == nil:
		o.names[sortedWords(n.Full())] = is
	case field == "email" && json.Unmarshal(raw, &text) == nil:
		o.emails[strings.ToLower(text)] = is
	case field == "institution" && json.Unmarshal(raw, &text) == nil:
		o.institutions[Fold(text)] = is
	}
}

// fits reports whether a row still says what was true of the person once. now is the present name.
func (o *identity) fits(rec *record, now spelling) bool {
	if rec.spelling.sorted == "" {
		return false
	}
	named := o.names[rec.spelling.sorted]
	if rec.email != "" && o.emails[rec.email] {
		return named || rec.spelling.same(now)
	}
	return named && (rec.email == "" || o.emails[""]) && o.institutions[Fold(rec.institution)]
}

// matchFormer finds those whose name, address or institution somebody corrected since, and those who
// became one: a file that still has the former ones is about the same people. Of two rows about one
// person, which was decided before, the second is left aside.
func (m *matcher) matchFormer(ctx context.Context, r Reader) (repeated []RowError, err error) {
	if !slices.Contains(m.found, -1) || len(m.entries) == 0 {
		return nil, nil
	}
	known, err := m.identities(ctx, r)
	if err != nil {
		return nil, err
	}
	byEmail, byName := map[string][]*identity{}, map[string][]*identity{}
	for _, o := range known {
		for address := range o.emails {
			if address == "" {
				continue
			}
			byEmail[address] = append(byEmail[address], o)
		}
		for name := range o.names {
			byName[name] = append(byName[name], o)
		}
	}
	gone := map[int]bool{}
	for i := range m.people {
		rec := &m.people[i]
		if m.found[i] >= 0 {
			continue
		}
		for _, o := range slices.Concat(byEmail[rec.email], byName[rec.spelling.sorted]) {
			if !o.fits(rec, m.spellings[o.entry]) {
				continue
			}
			if other := m.taken[o.entry]; other >= 0 {
				gone[i] = true
				repeated = append(repeated, rowError(rec.row, "", CodeImportRepeat, "Other", m.people[other].row, "Name", rec.name.Full()))
			} else {
				m.take(i, o.entry)
				if o.merged {
					m.aliases[i] = o
				}
			}
			break
		}
	}
	m.drop(gone)
	return repeated, nil
}

// identities are those of the entries that no record was found for, and those of persons who became part
// of another one.
func (m *matcher) identities(ctx context.Context, r Reader) ([]*identity, error) {
	entry := map[string]int{} // by person
	known := map[string]*identity{}
	var ids []string
	for c := range m.entries {
		entry[m.entries[c].Person] = c
		if m.taken[c] < 0 {
			ids = append(ids, m.entries[c].Person)
			known[m.entries[c].Person] = newIdentity(c, false)
		}
	}
	merged, err := r.Merged(ctx)
	if err != nil {
		return nil, err
	}
	for id, into := range merged {
		if c, here := entry[into]; here {
			ids = append(ids, id)
			known[id] = newIdentity(c, true)
		}
	}
	slices.Sort(ids)
	err = r.FactsOf(ctx, ids, func(f Fact) error {
		known[f.Entity].note(f)
		return nil
	})
	list := make([]*identity, 0, len(ids))
	for _, id := range ids {
		list = append(list, known[id])
	}
	return list, err
}

// asKnown is a record without the name, the address and the institution that are known to be the entry's
// too: of these the entry's own stay.
func (o *identity) asKnown(rec record, who Person) record {
	if o.names[rec.spelling.sorted] {
		rec.name, rec.spelling = who.Name, spell(who.Name)
	}
	if o.emails[rec.email] {
		rec.email = ""
	}
	if o.institutions[Fold(rec.institution)] {
		rec.institution = ""
	}
	return rec
}

// isCalled reports whether a row calls a person as the list does.
func (rec *record) isCalled(p Person) bool {
	return (rec.email == "" || rec.email == strings.ToLower(p.Email)) && rec.spelling.sorted == sortedWords(p.Name.Full())
}
