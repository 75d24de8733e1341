package event

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// named are confirmed people with the given family names; "Kowalska*3" is three of them.
func named(names ...string) []Entry {
	var all []Entry
	for _, name := range names {
		times := 1
		if base, count, ok := strings.Cut(name, "*"); ok {
			name = base
			if _, err := fmt.Sscan(count, &times); err != nil {
				panic(err)
			}
		}
		for range times {
			e := Entry{Registration: Registration{ID: fmt.Sprint(len(all)), Number: len(all) + 1, Status: Confirmed}}
			e.Who.Name.Family = name
			all = append(all, e)
		}
	}
	return all
}

func TestSplitQueues(t *testing.T) {
	for _, c := range []struct {
		name  string
		n     int
		names []string
		want  string
	}{
		{"nobody", 3, nil, ""},
		{"one line is the alphabet", 1, []string{"Kowalska", "Nowak"}, "A–Ż 2"},
		{"no lines are one", 0, []string{"Nowak"}, "A–Ż 1"},
		{"halves", 2, []string{"Adamska*5", "Kowalska*5", "Lis*4", "Wrona*6"}, "A–K 10, L–Ż 10"},
		{"Ł after L", 2, []string{"Lis*5", "Łoś*5"}, "A–L 5, Ł–Ż 5"},
		{"Ć after C, Ś after S", 4, []string{"Cicha*3", "Ćwik*3", "Sowa*3", "Śliwa*3"}, "A–C 3, Ć–R 3, S 3, Ś–Ż 3"},
		{"Ź and Ż at the end", 3, []string{"Zając*2", "Źrebiec*2", "Żak*2"}, "A–Z 2, Ź 2, Ż 2"},
		{"foreign letters are the plain ones", 2, []string{"Öztürk*2", "Oleś*1", "Šimek*3"}, "A–R 3, S–Ż 3"},
		{"small letters and marks before", 2, []string{"de Silva", "„Duda”", "van Dam", "Wójcik"}, "A–U 2, V–Ż 2"},
		{"digits first, other alphabets last", 2, []string{"1 Drużyna", "Adamska", "Żak", "Шевченко"}, "A–Ź 2, Ż 2"},
		{"no name", 2, []string{"", "", "Nowak", "Żak"}, "A–M 2, N–Ż 2"},
		{"only people without a name", 3, []string{"", ""}, "A–Ż 2"},
		{"fewer letters than lines", 4, []string{"Adamska", "Bąk"}, "A 1, B–Ż 1"},
		{"a letter that is more than its share is divided", 2, []string{"Kaczmarek*4", "Kot*4", "Krawczyk*4", "Kulesza*4"}, "A–Kp 8, Kr–Ż 8"},
		{"a cut before a divided letter names the letter", 2, []string{"Bąk*6", "Kaczmarek*3", "Kot*4"}, "A–J 6, K–Ż 7"},
		{"a letter stays whole while lines can bear it", 3, []string{"Bąk*5", "Kaczmarek*3", "Kot*3", "Wrona*7"}, "A–J 5, K–V 6, W–Ż 7"},
		{"Q only where somebody has it", 2, []string{"Kot*3", "Rogala*3"}, "A–P 3, R–Ż 3"},
		{"and somebody has", 2, []string{"Kot*2", "Quinn", "Rogala*3"}, "A–Q 3, R–Ż 3"},
		{"one name alone cannot be divided", 3, []string{"Nowak*9"}, "A–Ż 9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, q := range SplitQueues(named(c.names...), c.n) {
				got = append(got, fmt.Sprintf("%s %d", q.Label(), q.People))
			}
			if have := strings.Join(got, ", "); have != c.want {
				t.Errorf("%s, want %s", have, c.want)
			}
		})
	}
}

func TestSplitQueues_OnlyTheConfirmed(t *testing.T) {
	all := named("Adamska", "Bąk", "Wrona")
	all[1].Status = Cancelled
	if q := SplitQueues(all, 1); len(q) != 1 || q[0].People != 2 {
		t.Errorf("queues %+v", q)
	}
}

// No other way to cut is more even, and nobody is lost.
func TestEvenCuts(t *testing.T) {
	sizes := []int{9, 1, 4, 4, 7, 2, 2, 8, 3, 1, 6}
	heads := make([]head, len(sizes))
	for i, s := range sizes {
		heads[i].people = s
	}
	squares := func(cuts []int) (sum int) {
		for i, from := range cuts {
			to := len(sizes)
			if i+1 < len(cuts) {
				to = cuts[i+1]
			}
			run := 0
			for _, s := range sizes[from:to] {
				run += s
			}
			sum += run * run
		}
		return sum
	}
	got := evenCuts(heads, 3)
	for a := 1; a < len(sizes); a++ {
		for b := a + 1; b < len(sizes); b++ {
			if other := []int{0, a, b}; squares(other) < squares(got) {
				t.Errorf("%v is %d, %v is %d", got, squares(got), other, squares(other))
			}
		}
	}
	if all := evenCuts(heads, len(sizes)); !slices.Equal(all, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}) {
		t.Errorf("as many runs as sizes: %v", all)
	}
}

// Everybody stands in the line that counted them, and who is new finds one.
func TestLineOf(t *testing.T) {
	names := []string{"Adamska*5", "Bąk*3", "Ćwik*4", "Kaczmarek*9", "Kot*8", "Krawczyk*7", "Łoś*3", "Öztürk", "O'Hara", "Śliwa*4", "Шевченко", ""}
	all := named(names...)
	for n := 1; n <= 6; n++ {
		queues := SplitQueues(all, n)
		count := make([]int, len(queues))
		for _, e := range all {
			count[LineOf(queues, e.Who.Name.Family)]++
		}
		for i, q := range queues {
			if count[i] != q.People {
				t.Errorf("%d lines: %s has %d people, %d stand in it", n, q.Label(), q.People, count[i])
			}
		}
	}
	queues := SplitQueues(named("Adamska", "Nowak"), 2)
	for name, want := range map[string]int{"Milewska": 0, "nowak": 1, "Żak": 1, "": 0} {
		if got := LineOf(queues, name); got != want {
			t.Errorf("%q stands in line %d", name, got)
		}
	}
}
