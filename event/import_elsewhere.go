package event

import (
	"context"
	"strings"
)

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
		if address := strings.ToLower(m.elsewhere[i].Email); address != "" {
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
