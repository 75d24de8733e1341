package event_test

import (
	"testing"

	"zlot/event"
)

// Of three rows about one person the third may be said to be the second, and the second to be the first;
// what was chosen about the first one's fields stands.
func TestImport_SameAsARowThatIsTheSame(t *testing.T) {
	h := newHouse(t)
	h.bring(t, header+"a.nowak@example.org;Anna Nowak;600100100;OPS Śrem\n")
	file := header + "a.nowak@example.org;Anna Nowak;600200200;MOPS Poznań\n" + "nowa@example.com;Anna Nowak;;\n" + "inna@example.com;Anna Nowak;;\n"
	res := h.choose(t, file, event.ImportChoices{Rows: map[int]event.RowChoice{1: {Fields: map[string]bool{"phone": false}}, 2: {SameAs: "#1"}, 3: {SameAs: "#2"}}})
	if len(res.Missed) != 0 || len(h.entries(t)) != 1 {
		t.Errorf("result %+v, people %v", res, h.people(t))
	}
	if e := h.entry(t, "Nowak"); e.Who.Phone != "600100100" || e.Who.Institution != "MOPS Poznań" {
		t.Errorf("%+v", e.Who)
	}
	h.again(t, file)
}

// A row that is said to be nobody known frees nobody whom another row is about.
func TestImport_NotTheSameFreesNobodyElse(t *testing.T) {
	h := newHouse(t)
	h.bring(t, header+"anna@example.org;Anna Nowak;600100100;OPS Śrem\n")
	known := h.entry(t, "Nowak").Person
	h.ev = h.newEvent(t, "Zlot następny", "2013-09-06", "2013-09-07")
	file := header + "anna@example.org;Anna Nowak;600100100;OPS Śrem\n" + "jan@example.org;Jan Kot;;\n" + "ania@example.org;Ania Nowak;;\n"
	res := h.choose(t, file, event.ImportChoices{Rows: map[int]event.RowChoice{2: {SameAs: event.NotTheSame}, 3: {SameAs: known}}})
	n := 0
	for _, e := range h.entries(t) {
		if e.Person == known {
			n++
		}
	}
	if n != 1 || len(res.Missed) != 1 {
		t.Errorf("one person has %d registrations; missed %+v", n, res.Missed)
	}
}
