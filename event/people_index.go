package event

import "sync"

// peopleIndex finds the registrations of a programme, which are many, by their ids and names, and who has a
// place where. A programme that was read keeps it: its conflicts are asked for at every step of a drag.
type peopleIndex struct {
	entries    []Entry
	enrolments []Enrolment

	ids, names, places func() map[string]int32
	taken              [][]int32 // by the number that places has
}

func newPeopleIndex(entries []Entry, enrolments []Enrolment) *peopleIndex {
	x := &peopleIndex{entries: entries, enrolments: enrolments}
	x.ids = sync.OnceValue(func() map[string]int32 {
		ids := make(map[string]int32, len(entries))
		for i := range entries {
			ids[entries[i].ID] = int32(i)
		}
		return ids
	})
	x.names = sync.OnceValue(func() map[string]int32 {
		names := make(map[string]int32, len(entries))
		for i := range entries {
			key := sortedWords(entries[i].Who.Name.Full())
			if _, taken := names[key]; taken {
				names[key] = -1
				continue
			}
			names[key] = int32(i)
		}
		delete(names, "")
		return names
	})
	x.places = sync.OnceValue(x.readPlaces)
	return x
}

// readPlaces sorts those who have a place by session, in the order of the list of people.
func (x *peopleIndex) readPlaces() map[string]int32 {
	sessions := map[string]int32{}
	type place struct{ session, next int32 }
	of := make([]place, len(x.enrolments)+1) // by number from 1, those of one person in a row
	first := make([]int32, len(x.entries))
	for n := range x.enrolments {
		e := &x.enrolments[n]
		who, known := x.byID(e.Registration)
		if !known || e.State != Enrolled {
			continue
		}
		at, met := sessions[e.Session]
		if !met {
			at = int32(len(sessions))
			sessions[e.Session] = at
		}
		of[n+1] = place{at, first[who]}
		first[who] = int32(n + 1)
	}
	x.taken = make([][]int32, len(sessions))
	for who := range first {
		for n := first[who]; n != 0; n = of[n].next {
			x.taken[of[n].session] = append(x.taken[of[n].session], int32(who))
		}
	}
	return sessions
}

func (x *peopleIndex) byID(registration string) (int32, bool) {
	i, ok := x.ids()[registration]
	return i, ok
}

// byName finds the one registration of a name; key is its sorted words.
func (x *peopleIndex) byName(key string) (int32, bool) {
	i, ok := x.names()[key]
	return i, ok && i >= 0
}

// placesOf lists those who have a place in a session, in the order of Entries.
func (x *peopleIndex) placesOf(session string) []int32 {
	if at, ok := x.places()[session]; ok {
		return x.taken[at]
	}
	return nil
}

// peopleIndex is the index that was read along with the programme, or a new one for other people.
func (p Programme) peopleIndex() *peopleIndex {
	if x := p.index; x != nil && sameSlice(x.entries, p.Entries) && sameSlice(x.enrolments, p.Enrolments) {
		return x
	}
	return newPeopleIndex(p.Entries, p.Enrolments)
}

func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
