package event

import (
	"slices"
	"strconv"
	"strings"
)

// place is where the record of a row is, or -1.
func (m *matcher) place(row int) int {
	return slices.IndexFunc(m.people, func(rec record) bool { return rec.row == row })
}

// joinChosen makes one record of two rows of which the organizer said that they are about one person.
func (m *matcher) joinChosen(d *decisions) (repeated []RowError) {
	gone := map[int]bool{}
	joined := map[int]int{} // row by the row that became part of it
	for _, row := range d.rows() {
		number, ok := strings.CutPrefix(d.Rows[row].SameAs, rowKey)
		if !ok {
			continue
		}
		other, err := strconv.Atoi(number)
		for into, ok := joined[other]; ok; into, ok = joined[other] {
			other = into
		}
		i, k := m.place(row), m.place(other)
		if err != nil || i < 0 || k < 0 || i == k {
			d.miss(row, missedPerson, "")
			continue
		}
		both := append(m.people[k].others, m.people[i].others...)
		both = append(both, m.people[i].person(), m.people[k].person())
		e := m.join(k, i)
		// Whichever answered later: what was chosen about the other row is about them both.
		m.people[k].row, e.Row, e.Args["Other"] = other, row, other
		m.people[k].others = both
		repeated = append(repeated, e)
		gone[i], joined[row] = true, other
	}
	m.drop(gone)
	return repeated
}

// choose follows what the organizer said about who is who, once everybody sure is found.
func (m *matcher) choose(d *decisions) {
	m.chosen = map[int]bool{}
	for _, row := range d.rows() {
		same := d.Rows[row].SameAs
		if same == "" || strings.HasPrefix(same, rowKey) {
			continue
		}
		i := m.place(row)
		switch {
		case i < 0:
			d.miss(row, missedPerson, "")
		case same == NotTheSame:
			m.refuse(i, d)
		default:
			m.accept(i, same, d)
		}
	}
}

// refuse takes a record for somebody else than it was taken for.
func (m *matcher) refuse(i int, d *decisions) {
	row, c := m.people[i].row, m.found[i]
	switch {
	case c < 0:
		if p, ok := m.returned[i]; ok {
			delete(m.back, p)
			delete(m.returned, i)
		}
	case d.doubts[row] == m.entries[c].ID: // the desk made it certain meanwhile
		d.miss(row, missedPerson, m.people[i].name.Full())
	case d.known[row] == m.entries[c].ID:
		m.found[i], m.taken[c] = -1, -1
	}
}

// accept takes a record for a registration, or for somebody of another edition.
func (m *matcher) accept(i int, key string, d *decisions) {
	if c := m.found[i]; c >= 0 {
		if m.entries[c].ID != key {
			d.miss(m.people[i].row, missedPerson, m.people[i].name.Full())
		}
		return
	}
	if c := m.entry(key); c >= 0 && m.taken[c] < 0 {
		m.take(i, c)
		m.chosen[i] = true
		return
	}
	if p := slices.IndexFunc(m.elsewhere, func(p Person) bool { return p.ID == key }); p >= 0 && !m.back[p] {
		m.returned[i], m.back[p], m.chosen[i] = p, true, true
		return
	}
	d.miss(m.people[i].row, missedPerson, m.people[i].name.Full())
}
