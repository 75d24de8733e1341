package agenda

import (
	"cmp"
	"slices"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// placeTable is who has a place where: what the view of the places shows,
// worked out of a programme once.
type placeTable struct {
	programme event.Programme

	slots   []*placeSlot
	byID    map[string]*sitting // by session
	entries map[string]event.Entry
	// wishless take part and chose nothing, in Polish order.
	wishless []string
	ranks    map[int]int // how many have a place that was their 1st, 2nd … choice; 0: not asked for
	untold   int         // people who were not told of a place, or that they wait
	seats    map[string][]event.Enrolment
}

// placeSlot are the sessions that people sign up for at one time.
type placeSlot struct {
	from, to time.Time
	sittings []*sitting
	without  []string // who could come and has no place, in Polish order
}

// sitting is one session with those who have a place or wait for one.
type sitting struct {
	session     event.Session
	slot        *placeSlot
	limit       *int
	taken       []event.Enrolment // in Polish order of the people
	queue       []event.Enrolment // see placeTable.queue
	waiting     int               // how many wait for this session
	first, asks int               // how many want it first, and at all
}

// free is how many places are left; limited is false where there are any number.
func (s *sitting) free() (n int, limited bool) {
	if s.limit == nil {
		return 0, false
	}
	return max(*s.limit-len(s.taken), 0), true
}

// limiting says what sets the limit of a session, as the values of a sentence: its own number, its room, or both.
func limiting(g event.Programme, s event.Session, limit int) i18n.Args {
	at := slices.IndexFunc(g.Rooms, func(r event.Room) bool { return r.ID == s.Room })
	return i18n.Args{"Limit": limit, "Own": s.Capacity != nil && *s.Capacity == limit,
		"Room": at >= 0 && !s.AllRooms && g.Rooms[at].Capacity != nil && *g.Rooms[at].Capacity == limit}
}

func newPlaceTable(g event.Programme) *placeTable {
	t := &placeTable{programme: g, byID: map[string]*sitting{}, entries: make(map[string]event.Entry, len(g.Entries)), ranks: map[int]int{},
		seats: map[string][]event.Enrolment{}}
	order := make(map[string]int, len(g.Entries))
	for i, e := range g.Entries {
		t.entries[e.ID], order[e.ID] = e, i
	}
	t.makeSlots(g)
	untold := map[string]bool{}
	for _, en := range g.Enrolments {
		s := t.byID[en.Session]
		if s == nil || t.entries[en.Registration].ID == "" {
			continue
		}
		t.seats[en.Registration] = append(t.seats[en.Registration], en)
		if en.Told.IsZero() {
			untold[en.Registration] = true
		}
		if en.State != event.Enrolled {
			s.waiting++
			continue
		}
		s.taken = append(s.taken, en)
		t.ranks[t.choice(en)]++
	}
	t.untold = len(untold)
	for _, s := range t.byID {
		slices.SortFunc(s.taken, func(a, b event.Enrolment) int { return cmp.Compare(order[a.Registration], order[b.Registration]) })
	}
	t.countWishes(g)
	t.findPlaceless(g)
	return t
}

// makeSlots gathers the sessions with sign-up whose times overlap.
func (t *placeTable) makeSlots(g event.Programme) {
	all := slices.DeleteFunc(slices.Clone(g.Sessions), func(s event.Session) bool { return !s.SignUp })
	slices.SortStableFunc(all, func(a, b event.Session) int {
		return cmp.Or(a.Start.Compare(b.Start), event.ComparePolish(a.Title, b.Title))
	})
	for _, s := range all {
		last := len(t.slots) - 1
		if last < 0 || !s.Start.Before(t.slots[last].to) {
			t.slots = append(t.slots, &placeSlot{from: s.Start, to: s.End})
			last++
		}
		slot := t.slots[last]
		if s.End.After(slot.to) {
			slot.to = s.End
		}
		one := &sitting{session: s, slot: slot, limit: g.Limit(s.ID)}
		slot.sittings = append(slot.sittings, one)
		t.byID[s.ID] = one
	}
}

// queue are those who would get a place that becomes free, in their order: who waits for the session, and who
// waits for another one of that time and asked for this one. It is worked out for the session that is looked at.
func (t *placeTable) queue(s *sitting) []event.Enrolment {
	if s.queue != nil || !slices.ContainsFunc(s.slot.sittings, func(o *sitting) bool { return o.waiting > 0 }) {
		return s.queue
	}
	for _, e := range t.programme.WaitingFor(s.session.ID) {
		en, ok := t.seat(s.slot, e.ID, event.OnWaitlist)
		for _, own := range t.seats[e.ID] {
			if own.Session == s.session.ID {
				en, ok = own, true
			}
		}
		if ok {
			s.queue = append(s.queue, en)
		}
	}
	return s.queue
}

// choice is which choice a place is for the person.
func (t *placeTable) choice(en event.Enrolment) int {
	if s := t.byID[en.Session]; s != nil {
		return t.entries[en.Registration].Choice(s.session.Title)
	}
	return 0
}

// countWishes counts by session who wants it, and who wants it first.
func (t *placeTable) countWishes(g event.Programme) {
	for id, n := range countWishes(g.Entries, g.Sessions) {
		if s := t.byID[id]; s != nil {
			s.first, s.asks = n.first, n.all
		}
	}
}

// findPlaceless finds who takes part and has no place at a time at which there
// is something for them, and who chose nothing.
func (t *placeTable) findPlaceless(g event.Programme) {
	leads := map[string][]event.Session{}
	for _, s := range g.Sessions {
		for _, c := range s.Contributors {
			if c.Person != "" {
				leads[c.Person] = append(leads[c.Person], s)
			}
		}
	}
	for _, e := range g.Entries {
		if !e.Coming() {
			continue
		}
		if len(e.Preferences) == 0 {
			t.wishless = append(t.wishless, e.ID)
		}
		for _, slot := range t.slots {
			if !t.sits(slot, e.ID) && slices.ContainsFunc(slot.sittings, func(s *sitting) bool { return open(s.session, e, leads[e.ID]) }) {
				slot.without = append(slot.without, e.ID)
			}
		}
	}
}

// sits says whether somebody has a place at a time.
func (t *placeTable) sits(slot *placeSlot, registration string) bool {
	_, ok := t.seat(slot, registration, event.Enrolled)
	return ok
}

// waiting is how many wait who have no place at that time, once for each time.
func (t *placeTable) waiting() int {
	n := 0
	for _, slot := range t.slots {
		for id := range t.seats {
			if _, waits := t.seat(slot, id, event.OnWaitlist); waits && !t.sits(slot, id) {
				n++
			}
		}
	}
	return n
}

// seat is the place that somebody has, or waits for, at a time.
func (t *placeTable) seat(slot *placeSlot, registration string, state event.EnrolmentState) (event.Enrolment, bool) {
	for _, en := range t.seats[registration] {
		if s := t.byID[en.Session]; en.State == state && s.slot == slot {
			return en, true
		}
	}
	return event.Enrolment{}, false
}

// open says whether somebody could be in a session at all.
func open(s event.Session, e event.Entry, leads []event.Session) bool {
	return s.For(e.Group) && e.AvailableFor(s.Start, s.End) && !slices.ContainsFunc(leads, s.Overlaps)
}
